import gzip

import brotli
import pytest

from tests.server.running import Server, serving
from tools.link_code import followed
from tools.list_code import ranked
from tools.markdown_code import with_languages
from tools.plotly_code import in_sight_first, marks_kept, without_unused
from web.index_html import STATIC, changed, compressible

ADDRESSES = sorted(address for address in compressible() if address not in changed())
LARGEST = max(ADDRESSES, key=lambda address: compressible()[address].stat().st_size)
CHARTS, LISTS, MARKDOWN, LINKS = [address for address in changed() if address.endswith(".js")]
EVERY_PAGE = next(address for address in ADDRESSES if "/js/protobuf." in address)
STYLE = next(address for address in ADDRESSES if address.endswith(".css"))


@pytest.mark.parametrize("path", [LARGEST, STYLE])
def test_scripts_and_styles_come_compressed_and_unpack_to_the_file(
    server: Server, path: str
) -> None:
    for _repeat in range(2):
        answer = server.get(path, accept_encoding="gzip, br;q=0")
        assert answer.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["vary"]
        assert "immutable" in answer.headers["cache-control"]
        assert int(answer.headers["content-length"]) == len(answer.body)
        assert gzip.decompress(answer.body) == compressible()[path].read_bytes()


def test_the_code_for_charts_is_half_of_streamlits_and_asked_for_again_each_time(
    server: Server,
) -> None:
    whole = compressible()[CHARTS].read_text(encoding="utf-8")
    answer = server.get(CHARTS, accept_encoding="gzip")
    code = gzip.decompress(answer.body).decode()
    assert code == marks_kept(in_sight_first(without_unused(whole)))
    assert len(code) < len(whole) / 2
    assert len(answer.body) < 700_000
    assert answer.headers["cache-control"] == "no-cache"
    tag = answer.headers["etag"]
    again = server.get(CHARTS, accept_encoding="gzip", if_none_match=tag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)


def test_the_code_for_lists_asks_for_our_ranking_and_is_asked_for_again_each_time(
    server: Server,
) -> None:
    whole = compressible()[LISTS].read_text(encoding="utf-8")
    answer = server.get(LISTS, accept_encoding="gzip")
    code = gzip.decompress(answer.body).decode()
    assert code == ranked(whole)
    assert code.count("globalThis.fittingOptions?.(") == 1
    assert ranked(code) == code
    assert answer.headers["cache-control"] == "no-cache"


def test_the_code_for_markdown_takes_over_languages_and_is_asked_for_again_each_time(
    server: Server,
) -> None:
    whole = compressible()[MARKDOWN].read_text(encoding="utf-8")
    answer = server.get(MARKDOWN, accept_encoding="gzip")
    code = gzip.decompress(answer.body).decode()
    assert code == with_languages(whole)
    assert code.count(".attributes.lang") == 2
    assert with_languages(code) == code
    assert with_languages("a.hName=`span`") == "a.hName=`span`"
    assert answer.headers["cache-control"] == "no-cache"


def test_the_code_for_page_links_shares_the_pages(server: Server) -> None:
    whole = compressible()[LINKS].read_text(encoding="utf-8")
    code = gzip.decompress(server.get(LINKS, accept_encoding="gzip").body).decode()
    assert code == followed(whole)
    assert code.count("globalThis.applicationPages=") == 1
    assert followed("{onPageChange:t}") == "{onPageChange:t}"


@pytest.mark.parametrize("path", [CHARTS, LINKS])
def test_browsers_that_take_no_gzip_get_streamlit_s_own_script(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.body == compressible()[path].read_bytes()
    assert "javascript" in answer.headers["content-type"]
    assert "content-encoding" not in answer.headers


def test_pages_wait_for_the_main_script_once_a_day(server: Server) -> None:
    answer = server.get(LINKS, accept_encoding="gzip")
    assert answer.headers["cache-control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", [CHARTS, MARKDOWN, EVERY_PAGE])
def test_browsers_that_take_brotli_get_a_fifth_less_of_what_pages_load_first(
    server: Server, path: str
) -> None:
    packed = server.get(path, accept_encoding="gzip, deflate, br, zstd")
    gzipped = server.get(path, accept_encoding="gzip")
    assert packed.headers["content-encoding"] == "br"
    assert brotli.decompress(packed.body) == gzip.decompress(gzipped.body)
    assert len(packed.body) < 0.85 * len(gzipped.body)
    assert packed.headers["vary"] == gzipped.headers["vary"]
    assert packed.headers["cache-control"] == gzipped.headers["cache-control"]


@pytest.mark.parametrize("path", [LARGEST, STYLE])
def test_compressed_or_not_the_content_type_is_the_same(server: Server, path: str) -> None:
    plain = server.get(path, accept_encoding="identity")
    packed = server.get(path, accept_encoding="gzip")
    assert packed.headers["content-type"] == plain.headers["content-type"]
    assert "content-encoding" not in plain.headers
    assert plain.body == compressible()[path].read_bytes()


@pytest.mark.parametrize("path", ["/", "/_stcore/host-config"])
def test_everything_else_that_is_text_is_compressed_when_asked(server: Server, path: str) -> None:
    plain = server.get(path)
    packed = server.get(path, accept_encoding="gzip")
    assert "content-encoding" not in plain.headers
    if packed.headers.get("content-encoding") == "gzip":
        assert gzip.decompress(packed.body) == plain.body
    else:
        assert packed.body == plain.body
        assert len(plain.body) < 1000


def test_fonts_are_left_as_they_are(server: Server) -> None:
    font = next((STATIC / "static" / "media").glob("SourceCodeVF-*.woff2"))
    answer = server.get(f"/static/media/{font.name}", accept_encoding="gzip")
    assert "content-encoding" not in answer.headers
    assert answer.body == font.read_bytes()


def test_asking_without_wanting_the_body_gets_the_headers_only(server: Server) -> None:
    answer = server.get(LARGEST, method="HEAD", accept_encoding="gzip")
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.body == b""


def test_without_patches_streamlits_files_are_served_as_they_are() -> None:
    with serving(DASHBOARD_PATCHES="no") as server:
        for path in (CHARTS, LISTS, MARKDOWN):
            answer = server.get(path, accept_encoding="gzip")
            assert gzip.decompress(answer.body) == compressible()[path].read_bytes()
            assert "immutable" in answer.headers["cache-control"]
        for address in changed().keys() - compressible().keys():
            font = STATIC / address.removeprefix("/")
            assert server.get(address).body == font.read_bytes()
        assert server.get("/").status == 200
