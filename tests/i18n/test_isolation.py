"""What runs from left to right stands apart in Arabic: on light pages, in the first paint and in pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from i18n import isolation, languages, routes
from i18n.escaping import markdown
from queries import language
from queries.language import Language
from tests.api.serving import data_api
from tests.examples import ids, query
from tests.light.heads import shell
from tests.pages.visiting import seen, visit
from web.light import pages as light
from web.request_info import ReaderLanguage

ARABIC = Language("ar", in_address=True)
LISTS = sorted(f"/light/{page.light}" for page in routes.PAGES.values() if page.light is not None)
ENTITIES = [f"/light/{kind}/{ids(kind)[0]}" for kind in routes.ENTITIES]
LAST = isolation.LAST


class Texts(HTMLParser):
    """The texts of a page that no ``bdi`` isolates, and those of options and titles, where it cannot stand."""

    def __init__(self) -> None:
        super().__init__()
        self.around: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("bdi", "script", "style", "svg"):
            self.around.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.around and self.around[-1] == tag:
            self.around.pop()

    def handle_data(self, data: str) -> None:
        if not self.around:
            self.texts.append(data)


def glued(text: str) -> list[str]:
    """The parts of a text that run from left to right without being marked."""
    bare = re.sub(f"{isolation.FIRST}[^{isolation.FIRST}{LAST}]*{LAST}", "،", text)
    return [part for part, apart in isolation.parts(bare) if apart]


def glued_in_html(html: str) -> list[str]:
    parser = Texts()
    parser.feed(html)
    return [part for text in parser.texts for part in glued(text)]


def glued_in_svg(svg: str) -> Iterator[str]:
    for text in ElementTree.fromstring(svg).iterfind(".//{*}text"):
        for line in re.split("\u2067", "".join(text.itertext())):
            if re.search("[\u0590-\u08ff]", line):
                yield from glued(line)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("إعداد: JPNIC · 5 نقاط", "إعداد: [JPNIC] · 5 نقاط"),
        ("الإصدار 378673b4+2026.12، 28 نوفمبر", "الإصدار [378673b4+2026.12]، 28 نوفمبر"),
        ("Says that it matters.", "[Says that it matters.]"),
        ("مع Access Now, 5 منظمات", "مع [Access Now], 5 منظمات"),
        (
            "شركة Japan Registry Services Co., Ltd. في",
            "شركة [Japan Registry Services Co., Ltd]. في",
        ),
        ("منتدى IGF (Internet Governance Forum) في", "منتدى [IGF (Internet Governance Forum)] في"),
        ("القرار A/RES/80/173: نصه", "القرار [A/RES/80/173]: نصه"),
        ("مشتركة: JPRS (13)", "مشتركة: [JPRS] (13)"),
        ("5 من 60", "5 من 60"),
        ("", ""),
    ],
)
def test_latin_words_and_what_belongs_to_them_stand_apart(text: str, marked: str) -> None:
    with language.using(ARABIC):
        isolated = isolation.isolated(text)
        assert isolated.replace(isolation.FIRST, "[").replace(LAST, "]") == marked
        assert isolation.isolated(isolated) == isolated
        assert glued(isolated) == []


@pytest.mark.parametrize("code", ["en", "ja", "ru"])
def test_where_all_runs_from_left_to_right_texts_stay_as_they_are(code: str) -> None:
    with language.using(Language(code, in_address=True)):
        assert isolation.isolated("JPNIC · 5") == "JPNIC · 5"
        assert isolation.in_html("<p>JPNIC · 5</p>") == "<p>JPNIC · 5</p>"


def test_html_keeps_its_tags_its_references_and_what_nobody_reads() -> None:
    head = "<!DOCTYPE html><!-- A --><title>نص IGF &amp; AB</title>"
    page = f"{head}<p>A &amp; B نص</p><script>var a</script><bdi>IGF</bdi>"
    with language.using(ARABIC):
        assert isolation.in_html(page) == (
            f"<!DOCTYPE html><!-- A --><title>نص \u2068IGF &amp; AB{LAST}</title><p><bdi>A &amp; B</bdi> نص</p>"
            "<script>var a</script><bdi>IGF</bdi>"
        )
        chart = isolation.in_chart("<b>نص IGF</b> &lt;x&gt;")
        assert chart == f"<b>نص \u2068IGF{LAST}</b> \u2068&lt;x&gt;{LAST}"


def test_a_cell_stands_apart_in_markdown() -> None:
    with language.using(ARABIC):
        assert markdown("إعداد JPNIC") == f"إعداد \u2068JPNIC{LAST}"
    assert markdown("JPNIC") == "JPNIC"


@pytest.mark.wide(8)
@pytest.mark.parametrize("path", [*LISTS, *ENTITIES])
def test_nothing_is_glued_on_a_light_page(path: str) -> None:
    app = ReaderLanguage(Starlette(routes=light.mounted("")))
    html = TestClient(app, base_url="http://localhost").get(f"/ar{path}").text
    assert "<bdi" in html
    assert glued_in_html(html) == []


@pytest.mark.parametrize("name", ["overview", "organisations", "submission"])
def test_nothing_is_glued_in_the_first_paint(name: str) -> None:
    page = routes.PAGES[name]
    with language.using(ARABIC):
        html = shell(page, **query(page))
        assert glued_in_html(html[html.index('<div id="first-paint"') :]) == []
        pictures = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
        assert [part for svg in pictures for part in glued_in_svg(svg)] == []


@pytest.mark.wide(4)
@pytest.mark.parametrize("name", routes.PAGES)
def test_nothing_is_glued_on_a_full_page(name: str) -> None:
    """In headings, sentences, captions and labels of links, buttons and switches, if they have Arabic words."""
    page = visit(name, lang="ar", **query(routes.PAGES[name]))
    words = [
        text
        for node in page.nodes
        if (proto := getattr(node, "proto", None)) and node.type not in ("html", "code")
        for field in ("body", "label")
        if isinstance(text := getattr(proto, field, ""), str)
    ]
    texts = [re.sub(r"`[^`]*`|\]\([^)]*\)|:material/\w+:", "", seen(text)) for text in words]
    mixed = [text for text in texts if re.search("[\u0600-\u06ff]", text)]
    assert mixed
    assert [(part, text) for text in mixed for part in glued(text)] == []


def test_nothing_is_glued_on_a_sheet_of_paper() -> None:
    page = visit("organisation", lang="ar", print="1", id="jpnic")
    pieces = [node.proto.body for node in page.nodes if node.type == "html"]
    assert any("JPNIC" in piece for piece in pieces)
    assert [part for piece in pieces for part in glued_in_html(piece)] == []


def test_summaries_are_said_to_be_in_english() -> None:
    app = ReaderLanguage(Starlette(routes=light.mounted("")))
    reader = TestClient(app, base_url="http://localhost")
    assert '<bdi lang="en">' in reader.get("/ja/light/points").text
    assert '<bdi lang="en">' not in reader.get("/light/points").text


def test_nothing_is_glued_in_pictures() -> None:
    with language.using(ARABIC), data_api() as api:
        assert languages.direction() == "rtl"
        for card in ("challenges/most", "overview/timeline", "organisations/countries"):
            svg = api.get(f"{routes.API}/card/{card}.svg").text
            assert list(glued_in_svg(svg)) == []
