"""What is put into a sentence needs no article and no case: it stands after no preposition, de le, a el, в обзор."""

import re
from html import unescape

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from i18n import dataset_texts, routes
from queries import language
from queries.language import Language
from tests.examples import example
from tests.i18n.catalogues import forms, path_of
from web.light.pages import mounted
from web.request_info import ReaderLanguage

UNMERGED = {
    "fr": r"\b(?:à|de) {mark}les?\b(?! \w+(?:er|ir|re)\b)",
    "es": r"\b(?:a|de) {mark}el\b",
    "pt": r"\b(?:de|em|por) {mark}[oa]s?\b|\ba {mark}os?\b",
}
PREPOSITIONS = {
    "ar": r"(?<!\w)(?:(?:إلى|بشأن|حول|ضمن|على|عن|في|لدى|مع|من)\s+|[بكل]ـ?\s?)",
    "es": r"\b(?:al?|con|del?|en|entre|hacia|para|por|según|sobre|el|las?|los)\s+",
    "fr": r"\b(?:(?:à|aux?|avec|chez|dans|des?|du|en|entre|par|pour|selon|sous|sur|vers|la|les?)\s+|\b[dl]’)",
    "pt": r"\b(?:a|à|ao|com|d[aeo]|em|n[ao]|entre|para|pel[ao]|por|segundo|sobre|[ao]s?)\s+",
    "ru": r"(?<!\w)(?:во?|для|до|за|из|ко?|между|на|об?|обо|от|по|под|при|про|со?|у|через)\s+",
}
"""And articles, of the languages with genders or cases; English has neither, Japanese and Chinese have particles."""
NAMES = (
    "review",
    "site",
    "title",
    "short",
    "matrix",
    "process",
    "theme",
    "stage",
    "line",
    "country",
)
"""Places of names of the data set, and of the names in it that may have an article."""
MARK = "\u2063"
"""Stands where a text is put in."""
PLACES = (*routes.BY_LIGHT_PATH, *(f"{kind}/{example(kind)}" for kind in routes.ENTITIES))


def unmerged(code: str, text: str, mark: str = "") -> list[str]:
    """The places of a text where a preposition stands before an article."""
    return [
        text[max(0, match.start() - 40) : match.end() + 40]
        for match in re.finditer(UNMERGED[code].replace("{mark}", mark), text)
    ]


@pytest.mark.parametrize("code", UNMERGED)
def test_the_names_of_the_data_set_follow_no_preposition_that_merges(code: str) -> None:
    with language.using(Language(code, in_address=True)):
        texts = dataset_texts.texts()
    names = {name: getattr(texts, name) for name in ("review", "site", "title", "short", "matrix")}
    pieces = [
        piece
        for form in forms(path_of(code))
        for piece in unmerged(
            code, re.sub(r"\{(\w+)\}", lambda hole: MARK + names.get(hole[1], hole[0]), form), MARK
        )
    ]
    assert pieces == []


@pytest.mark.parametrize("code", PREPOSITIONS)
def test_no_name_stands_after_a_preposition_or_an_article(code: str) -> None:
    after = re.compile(
        rf"{PREPOSITIONS[code]}[«“]?\u00a0?\{{(?:{'|'.join(NAMES)})\}}", re.IGNORECASE
    )
    assert [form for form in forms(path_of(code)) if after.search(form)] == []


@pytest.mark.wide
@pytest.mark.parametrize("code", UNMERGED)
@pytest.mark.parametrize("part", range(3))
def test_nothing_on_a_light_page_lacks_a_contraction(part: int, code: str) -> None:
    app = ReaderLanguage(Starlette(routes=mounted("")))
    pieces_by_path = {}
    with TestClient(app, base_url="http://wsis.example") as reader:
        for path in PLACES[part::3]:
            html = reader.get(f"/{code}/light/{path}").text
            html = re.sub(r"<(script|style|bdi).*?</\1>", "", html, flags=re.DOTALL)
            html = re.sub(r"<nav class=.languages.*?</nav>", "", html, flags=re.DOTALL)
            pieces_by_path[path] = unmerged(code, unescape(re.sub(r"<[^<>]*>", " · ", html)))
    assert {path: pieces for path, pieces in pieces_by_path.items() if pieces} == {}
