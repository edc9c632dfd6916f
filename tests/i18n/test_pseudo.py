"""In a language of tests, whose texts stand in brackets, nothing else is shown but names and what documents say.

Each page, light page, file, picture and error of the data API is made in it. What stands outside brackets must be a
cell of the data, a part of one, a number, an id, or a date as CLDR writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape
from typing import Any

import pytest
from babel import Locale
from google.protobuf.json_format import MessageToDict
from starlette.applications import Starlette
from starlette.testclient import TestClient

from i18n import routes
from queries import ask, language, questions
from queries.language import Language
from tests.api.serving import data_api
from tests.i18n import pseudo
from tests.pages.visiting import Visit, seen, table, visit
from web.api.catalogue import example
from web.light import pages as light
from web.request_info import ReaderLanguage

PAGES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("overview", {}),
    ("challenges", {}),
    ("challenges", {"grain": "families", "count": "organisations", "show": "recommendation"}),
    ("challenges", {"group": "technical", "theme": "igf-funding"}),
    ("challenges", {"theme": "no-such", "since": "yesterday"}),
    ("challenges", {"print": "1"}),
    ("challenges", {"card": "most", "embed": "true"}),
    ("challenges", {"q": "no such words anywhere"}),
    ("themes", {"more": "yes"}),
    ("action_lines", {"more": "yes"}),
    ("through_the_review", {"more": "yes"}),
    ("organisations", {"more": "yes"}),
    ("who_signed_what", {"more": "yes"}),
    ("compare", {}),
    ("compare", {"id": ["apc", "gpd"], "more": "yes"}),
    ("compare", {"by": "group", "id": ["government", "technical"]}),
    ("what_became_of_it", {"more": "yes"}),
    ("submissions", {}),
    *(("data_and_method", {"part": part}) for part in ("", "claims", "reliability", "tables")),
    ("submission", {"id": "jpnic-outcome", "more": "yes"}),
    ("organisation", {"id": "jpnic", "more": "yes"}),
    ("organisation", {}),
    ("theme", {"id": "igf-funding", "more": "yes"}),
    ("theme", {"id": "no-such"}),
    ("claim", {"id": "re-make-igf-permanent", "more": "yes"}),
    ("action_line", {"id": "C2", "more": "yes"}),
    ("goal", {"id": "9", "more": "yes"}),
    ("points", {}),
    ("search", {"q": "funding"}),
)

LIGHT = (
    *("/light/", "/light/claims?group=technical", "/light/themes", "/light/organisations"),
    *("/light/asks", "/light/submissions?q=fund", "/light/points", "/light/search?q=funding"),
    *("/light/submission/jpnic-outcome", "/light/organisation/jpnic", "/light/theme/igf-funding"),
    *("/light/claim/re-make-igf-permanent", "/light/theme/no-such", "/light/no-such"),
)

UNREAD = "|".join(
    (
        r"<style>.*?</style>|<script.*?</script>|<nav class=.languages.*?</nav>",
        r"<meta (?:name=.(?:viewport|robots)|property=.og:(?:type|image:type))[^>]*>",
    )
)
"""What of a light page nobody reads, or is in all languages."""

SHOWN = frozenset(
    (
        *("body", "label", "help", "content", "placeholder", "caption", "title", "alt", "text"),
        *("options", "description", "tooltip", "emptyText"),
    )
)
"""Fields of Streamlit's elements that a reader sees or hears."""


@pytest.fixture(scope="module")
def spoken() -> Iterator[Language]:
    with pytest.MonkeyPatch.context() as patch, pseudo.spoken(patch) as esperanto:
        yield esperanto


@cache
def _cells() -> tuple[frozenset[str], str]:
    """What the data say that is not translated: whole cells and their parts, and all as one text."""
    cells: set[str] = set()
    for name in (
        *("organisations", "submissions", "points", "text_passages", "texts", "stages"),
        *("action_lines", "claims", "claim_coding", "merged_submissions", "double_coding"),
    ):
        rows = table(name)
        for column in rows.columns:
            cells |= {" ".join(cell.split()) for cell in rows[column]}
    cells |= set(ask("tables").table_name)
    parts = {part.strip() for cell in cells for part in re.split(r"[;,:()]", cell)}
    return frozenset(cells | parts), "\n".join(cells)


@cache
def _words_of_dates() -> re.Pattern[str]:
    """Dates and lists as CLDR writes them in the language of tests."""
    locale = Locale.parse(pseudo.CODE)
    months = locale.months["format"]["abbreviated"].values()
    names = "|".join(re.escape(month) for month in months)
    return re.compile(rf"\b\d{{0,2}} ?(?:{names})(?: \d{{4}})?\b|\bkaj\b|\bor\b|\baŭ\b")


LINK = re.compile(
    r":[a-z]+\[|\[[^\]\[]*\]\([^)]*\)|\]\([^)]*\)|https?:\S+|`[^`]*`|:material/\w+:|:root \{.*\}"
)
"""Links, code and other signs of Markdown and of style sheets."""

CODE = re.compile(
    r"(?<!\w)(?:[CD]\d+|[A-Z]{3}|n=\d+\*?|#\w+|\w*_\w*|[a-z]{2}-[a-z0-9-]+|SHA-256|[0-9a-f]{64}|[\w-]+(?:\.[\w-]+)+)\b"
)
"""Codes, ids and names of hosts."""

NOT_READ = re.compile(
    '<nav class="languages".*?</nav>|<style>.*?</style>|<pre>.*?</pre>', re.DOTALL
)
"""Names of languages, styles, and what is there to be copied."""

NAMES = frozenset(
    ("Esperanto", "JSON", "CSV", "japana", "funding", "fund", "yesterday", "no such words anywhere")
)
"""Names of languages, as they are in them, of formats, and what the addresses above look for."""

_OF_THE_DATA = re.compile("⟦[^⟦⟧]*;[^⟦⟧]*(?:⟧|$)")
"""Several texts of the data in one cell, which may be cut."""

SIGNS = " .,:;()[]“”\"*_-–—…#>○●◇◆+0123456789'\0"


def untranslated(text: str) -> list[str]:
    """The pieces of a text that are neither translated nor data."""
    return [
        part
        for piece in pseudo.outside(_OF_THE_DATA.sub("", unescape(seen(text))))
        for part in re.split(r"[;:]|…|  ", _words_of_dates().sub("", LINK.sub("", piece)))
        if not (_is_data(part) or all(map(_is_data, re.split(r"[,()]| n=", part))))
    ]


def _is_data(part: str) -> bool:
    cells, text = _cells()
    words = " ".join(part.split()).strip(SIGNS)
    return (
        not re.search(r"[^\W\d_]", CODE.sub("", part))
        or words in cells
        or words in NAMES
        or part.startswith("⟦")  # the data's text, of which a part is shown
        or part.strip() in cells
        or (len(words) > 8 and words[:30] in text)
    )


def _fields(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, str) and name in SHOWN:
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _fields(part, key)
    elif isinstance(value, list):
        for part in value:
            yield from _fields(part, name)


def _texts(page: Visit) -> Iterator[str]:
    for node in page.nodes:
        if proto := getattr(node, "proto", None):
            if node.type == "html":
                yield NOT_READ.sub("", proto.body)
            elif node.type not in ("plotly_chart", "flex_container", "code"):
                yield from _fields(MessageToDict(proto))
    for chart in page.charts():
        for note in chart.words():
            # A word may stand on two lines.
            yield note.replace("\u00ad", "")


@pytest.mark.wide(20)
@pytest.mark.parametrize(("page", "query"), PAGES, ids=str)
def test_a_page_shows_nothing_else(spoken: Language, page: str, query: dict[str, Any]) -> None:
    visited = visit(page, lang=pseudo.CODE, **query)
    wrong = [piece for text in _texts(visited) for piece in untranslated(text)]
    assert wrong == []


@pytest.mark.parametrize("path", LIGHT)
def test_a_light_page_shows_nothing_else(spoken: Language, path: str) -> None:
    app = ReaderLanguage(Starlette(routes=light.mounted("")))
    html = TestClient(app, base_url="http://localhost").get(f"/{pseudo.CODE}{path}").text
    body = re.sub(UNREAD, "", html, flags=re.DOTALL)
    pieces = re.split(r"<[^<>]*>", re.sub(r"</?(?:span|bdi)\b[^<>]*>", "", body))
    attributes = re.findall(r'(?:content|title|alt|aria-label|placeholder)="([^"]*)"', body)
    wrong = [piece for text in (*pieces, *attributes) for piece in untranslated(text)]
    assert wrong == []


@pytest.mark.parametrize("name", questions())
def test_a_file_describes_its_rows_in_the_language(spoken: Language, name: str) -> None:
    with language.using(spoken), data_api() as api:
        query = example(questions()[name])
        answer = api.get(
            routes.with_query(routes.answer(name, "json"), {**query, "limit": ["3"]})
        ).json()
    texts = [answer["title"], answer["row"], answer["citation"], answer["limits"]]
    texts += [column["meaning"] for column in answer["columns"].values()]
    assert [piece for text in texts for piece in untranslated(text)] == []


@pytest.mark.parametrize(
    "card", ["challenges/most", "overview/timeline", "organisations/countries"]
)
def test_a_picture_shows_nothing_else(spoken: Language, card: str) -> None:
    with language.using(spoken), data_api() as api:
        svg = api.get(f"{routes.API}/card/{card}.svg")
    if svg.status_code == 404:
        pytest.fail(svg.text)
    texts = re.findall(r"<text[^>]*>([^<]*)<|<title>([^<]*)<|<desc>([^<]*)<", svg.text)
    assert texts
    wrong = [piece for groups in texts for part in groups for piece in untranslated(part)]
    assert wrong == []


@pytest.mark.parametrize(
    "address",
    [
        *("themes.json?region=oceana", "themes.json?nonsense=1", "themes.json?limit=many"),
        *("organisation.json", "claims.json?since=yesterday", "nothing.json", "releases/1999"),
    ],
)
def test_an_error_says_nothing_else(spoken: Language, address: str) -> None:
    with language.using(spoken), data_api() as api:
        problem = api.get(f"{routes.API}/{address}").json()
    assert problem["status"] >= 400
    bare = problem["detail"]
    for value in (problem.get("value"), problem.get("parameter")):
        bare = bare.replace(value, "") if value else bare
    assert untranslated(bare) == []


def test_the_document_for_programs_says_nothing_else(spoken: Language) -> None:
    with language.using(spoken), data_api() as api:
        document = api.get(f"{routes.API}/openapi.json").json()
    wrong = [piece for text in _fields(document) for piece in untranslated(text)]
    assert wrong == []


@pytest.mark.parametrize("key", ["download_most", "quote_most", "use_most"])
def test_what_a_button_opens_shows_nothing_else(spoken: Language, key: str) -> None:
    opened = visit("challenges", lang=pseudo.CODE).open(key)
    nodes = [
        node for node in opened.nodes if node.type in ("caption", "download_button", "button_group")
    ]
    texts = [text for node in nodes for text in _fields(MessageToDict(node.proto))]
    assert len(texts) > 2
    programs = ("pandas", "R", "DuckDB", "SQL", "Excel", "curl", "CSV", "JSON", "Parquet")
    wrong = [piece for text in texts for piece in untranslated(text) if piece not in programs]
    assert wrong == []
