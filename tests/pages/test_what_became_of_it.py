"""Outcome: orders of themes, every passage where it belongs, each link leads to what it counts."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import parse_qs

import pandas as pd
import pytest

from cards import outcome, outcome_theme
from cards.query import Context
from data.build import build
from data.settings import using
from i18n import filter_options
from queries import FILTERS, ask
from tests.pages.links import listed_points
from tests.pages.visiting import Visit, links_in, seen, table, visit, words_in
from tests.queries import variants

ELSEWHERE = table("submissions").query("stage_id == 'gdc'").submission_id
THEMES = table("themes").set_index("theme_id")
TEXTS = table("texts").assign(position=lambda rows: rows.position.astype(int))
TEXTS = TEXTS[TEXTS.process == "WSIS+20 review"].sort_values("position").set_index("text_id")
PASSAGES = table("text_passages")
UNITS = {
    "submissions": "submission_id",
    "organisations": "organisation_id",
    "points": "point_id",
}


def trace(page: Visit, card: str, index: int) -> dict[tuple[str, ...], dict[str, object]]:
    """The marks of a trace of a card's chart by their ids."""
    chart_trace = page.chart(card).figure["data"][index]
    keys = [key for key in ("x", "text", "hovertext") if isinstance(chart_trace.get(key), list)]
    return {
        tuple(ids): {key: chart_trace[key][mark] for key in keys}
        for mark, ids in enumerate(chart_trace["customdata"])
    }


def by_theme(**query: str | Sequence[str]) -> Visit:
    """The page with its further cards, and with every theme."""
    return visit("what_became_of_it", more="yes", all="by_text", **query)


@pytest.fixture(scope="module")
def plain() -> Visit:
    """The page as it is without filters; not to be changed."""
    return by_theme()


TRACKS, BARS = 0, 1
"""Traces of the table's chart."""


def test_few_asks_and_the_family_other_are_not_compared() -> None:
    page = by_theme(sort="less")
    lines = list(dict.fromkeys(theme for theme, _side in trace(page, "by_text", TRACKS)))
    rows = ask("outcome_themes")
    compared = set(rows.theme_id[rows.apart.notna()])
    left_out = [theme for theme in lines if theme not in compared]
    assert set(left_out) == set(THEMES.index) - compared
    assert "child-safety" in left_out
    assert "other" in left_out
    assert lines[-len(left_out) :] == left_out
    assert "<b>Not compared</b>" in page.chart("by_text").words()


def test_every_order_shows_every_theme_once() -> None:
    rows = ask("outcome_themes").set_index("theme_id")
    apart = rows.apart.dropna()
    orders = {}
    for sort in outcome.SORTS:
        lines = trace(by_theme(sort=sort), "by_text", TRACKS)
        orders[sort] = list(dict.fromkeys(theme for theme, _side in lines))
        assert sorted(orders[sort]) == sorted(THEMES.index)
    assert list(rows.asks[orders["asked"]]) == sorted(rows.asks, reverse=True)
    compared = [theme for theme in orders["less"] if theme in apart]
    assert list(apart[compared]) == sorted(apart, reverse=True)
    compared = [theme for theme in orders["more"] if theme in apart]
    assert list(apart[compared]) == sorted(apart)
    families = [THEMES.family[theme] for theme in orders["family"]]
    runs = [
        family
        for index, family in enumerate(families)
        if not index or families[index - 1] != family
    ]
    assert len(runs) == THEMES.family.nunique()
    assert runs[-1] == "Other"


def test_every_passage_of_a_theme_is_listed_under_its_text_in_time_order() -> None:
    for theme in THEMES.index[::6]:
        passages = PASSAGES[PASSAGES.theme_id == theme].set_index("passage_id")
        card = outcome_theme.passages(Context(view={"text": ["all"]}), theme)
        assert card is not None
        listed_rows = list(card.rows.itertuples())
        assert {row.passage_id for row in listed_rows} == set(passages.index)
        order = [list(TEXTS.index).index(row.text_id) for row in listed_rows]
        assert order == sorted(order)
        for row in listed_rows:
            record, passage = card.record(row), passages.loc[row.passage_id]
            assert record.group == TEXTS.title[passage.text_id]
            assert record.text.startswith(passage.says.removesuffix("."))
            assert passage.paragraph in record.text
            assert passage.publisher in record.text
            assert record.about == (outcome.CHANGES[passage.change] if passage.change else "",)
            assert record.source == passage.source_url
        silent = TEXTS.title[~TEXTS.index.isin(passages.text_id)]
        assert all(title in card.note for title in silent)
        assert (outcome.nothing_reported() in card.note) == bool(len(silent))


def test_the_page_begins_with_the_asks_and_has_the_themes_on_demand(plain: Visit) -> None:
    page = visit("what_became_of_it")
    assert page.has("card_asks")
    assert page.has("card_standing")
    assert not page.has("card_verdicts")
    assert not page.has("card_by_text")
    page.app.button(key="more_cards").click().run()
    assert len({ids[0] for ids in trace(page.succeeds(), "by_text", TRACKS)}) == 8
    assert len({ids[0] for ids in trace(plain, "by_text", TRACKS)}) == len(THEMES)


def beginning(says: str) -> str:
    """What a text says as an entry of a list begins: in one line, without the full stop at its end."""
    return " ".join(says.split()).rstrip(".")


def test_what_the_figures_rest_on_is_said_once(plain: Visit) -> None:
    caveat = "We did not read the drafts ourselves"
    for page in (plain, visit("what_became_of_it"), visit("what_became_of_it", open="ai")):
        assert sum(caveat in seen(text) for text in page.markdown()) == 1


def test_of_many_passages_those_of_the_adopted_text_are_shown_first_and_all_on_paper() -> None:
    theme = PASSAGES.theme_id.value_counts().index[0]
    passages = PASSAGES[PASSAGES.theme_id == theme]
    assert passages.text_id.nunique() > 2

    def listed_texts(page: Visit) -> set[str]:
        entries = " ".join(map(words_in, page.entries("passages")))
        return set(passages.text_id[[beginning(words) in entries for words in passages.says]])

    assert listed_texts(visit("what_became_of_it", open=theme)) == {"outcome"}
    assert listed_texts(visit("what_became_of_it", open=theme, print="1")) == set(passages.text_id)


def test_the_address_opens_a_theme_at_one_text() -> None:
    page = visit("what_became_of_it", open="igf-funding", text="rev1")
    passages = PASSAGES[PASSAGES.theme_id == "igf-funding"]
    entries = " ".join(map(words_in, page.entries("passages")))
    is_listed = [beginning(words) in entries for words in passages.says]
    assert set(passages.text_id[is_listed]) == {"rev1"}
    all_texts = visit("what_became_of_it", open="igf-funding", text="rev99")
    assert all_texts.has("card_passages")


@pytest.mark.parametrize(
    ("theme", "unit", "query"),
    [
        ("connectivity", "organisations", {"since": "2025-01-01", "kind": "position"}),
        ("digital-divide", "points", {"also_theme": ["connectivity", "skills"]}),
    ],
)
def test_behind_every_link_of_a_challenge_are_exactly_the_points_it_counts(
    theme: str, unit: str, query: dict[str, str]
) -> None:
    page = visit("what_became_of_it", open=theme, count=unit, more="yes", **query)
    link_count = 0
    entries = page.entries("challenges")
    assert entries
    for entry in entries:
        links = links_in(entry)
        claim = parse_qs(links[0][1]).get("id", ["none"])[0]
        if claim != "none":
            links = links[1:]
        points = listed_points(links[0][1])
        assert links[0][0] == f"{len(points):,} point{'s' if len(points) != 1 else ''}"
        assert set(points.theme_id) == {theme}
        assert set(points.kind) == {"challenge"}
        assert set(points.claim_id.fillna("none")) == {claim}
        count = re.search(r"([\d,]+) of ", words_in(entry))[1]
        if unit != "organisations":
            assert int(count.replace(",", "")) == points[UNITS[unit]].nunique()
        for label, address in links[1:]:
            group_points = listed_points(address)
            if unit != "organisations":
                assert group_points[UNITS[unit]].nunique() == int(label.rpartition(" ")[2])
            assert len(group_points)
            link_count += 1
    assert link_count


def test_behind_every_request_on_a_theme_are_exactly_the_points_it_counts() -> None:
    page = visit("what_became_of_it", open="human-rights", count="points", group="technical")
    entries = page.entries("asks")
    assert entries
    for entry in entries:
        label, address = links_in(entry)[-1]
        points = listed_points(address)
        assert label == f"{len(points):,} point{'s' if len(points) != 1 else ''}"
        assert not set(points.submission_id) & set(ELSEWHERE)
        assert f" {len(points)} of " in words_in(entry)


def test_where_no_filters_say_the_group_the_page_says_so() -> None:
    page = visit("what_became_of_it", open="multistakeholder", organisation="tccm", role="author")
    page.choose("groups", "recommendation", "technical")
    assert "You cannot filter by this group" in seen(
        page.within("picked_groups", "caption")[0].value
    )


def test_the_paragraphs_of_a_theme_lead_to_the_text_and_to_the_theme() -> None:
    page = by_theme(group="technical", count="points", sort="family")
    page.choose("by_text", "human-rights", outcome.PARAGRAPHS)
    (theme_link, text_link) = page.links("picked_by_text")
    assert parse_qs(theme_link[1]) == {
        "group": ["technical"],
        "count": ["points"],
        "sort": ["family"],
        "open": ["human-rights"],
    }
    assert text_link[0] == "Read the text paragraph by paragraph"


def test_a_mark_that_is_not_there_leads_nowhere() -> None:
    page = by_theme(theme="gender")
    page.choose("by_text", "igf-funding", "")
    assert not page.links("picked_by_text")
    page.choose("apart", "no-such-theme")
    assert not page.links("picked_apart")


def test_counts_are_empty_and_paragraphs_stand_where_nothing_is_selected(plain: Visit) -> None:
    page = by_theme(q="nobody said this")
    bars = trace(page, "by_text", BARS)
    all_bars = trace(plain, "by_text", BARS)
    assert bars == {ids: mark for ids, mark in all_bars.items() if ids[1] == outcome.PARAGRAPHS}
    assert "the counts are 0" in seen(page.within("card_finding", "markdown")[0].value)
    theme_page = visit("what_became_of_it", q="nobody said this", open="igf-funding")
    assert theme_page.has("card_passages")
    assert theme_page.finding("finding").startswith(
        "Requests: 0 submissions with a recommendation; challenges: 0 submissions with a challenge"
    )
    page.app.button(key="reset_apart").click().run()
    assert not set(page.succeeds().app.query_params) & set(FILTERS)


def test_only_theme_and_family_narrow_the_lines() -> None:
    page = by_theme(family="Governance", group="technical")
    lines = {theme for theme, _ in trace(page, "by_text", TRACKS)}
    assert lines == set(THEMES.index[THEMES.family == "Governance"])
    assert "filters on submissions do not affect paragraphs" in page.subtitle("by_text")
    captions = page.texts("card_apart", "caption")
    assert filter_options.left_out_in_words("family") in captions
    assert len(trace(page, "apart", 2)) > 0
    nothing = by_theme(family="Governance", theme="gender")
    assert nothing.app.button(key="reset_by_text")
    assert "Nothing to compare" in nothing.finding("finding")


def test_the_link_to_what_the_texts_say_on_a_theme_leads_to_the_passages() -> None:
    label, address = visit("theme", id="igf-mandate").links("ways")[0]
    count = int(re.search(r"(\d+) passages?$", label)[1])
    query = parse_qs(address)
    assert (query["open"], query["text"]) == (["igf-mandate"], ["all"])
    page = visit("what_became_of_it", **query)
    listed_passages = outcome_theme.passages(Context(view=query), "igf-mandate")
    assert listed_passages is not None
    assert len(listed_passages.rows) == count == (PASSAGES.theme_id == "igf-mandate").sum()
    order = page.keys("card_")
    assert order.index("card_passages") < order.index("card_asks")
    assert not page.warnings()


def test_a_theme_is_opened_and_closed_from_the_list_with_the_filters_kept() -> None:
    page = visit("what_became_of_it", group="technical", sort="less", more="yes")
    page.app.selectbox(key="view_open").set_value("ai").run()
    assert seen(page.succeeds().app.title[0].value).endswith("Artificial intelligence")
    parameters = {"group": "technical", "sort": "less", "more": "yes"}
    assert dict(page.app.query_params) == {**parameters, "open": "ai"}
    links = dict(links_in("".join(page.html())))
    assert links["All themes"] == "group=technical&sort=less&more=yes"


@pytest.mark.parametrize(
    "theme", ["no-such-theme", "'; DROP TABLE themes; --", "<script>alert(1)</script>", "x" * 5000]
)
def test_a_theme_that_is_not_there_is_named_and_leads_back(theme: str) -> None:
    page = visit("what_became_of_it", open=theme, text="[x](http://e.example)")
    assert theme[:40] in page.finding("missing")
    assert [label for label, _query in page.links("card_missing")] == ["All themes"]
    assert not page.charts()


def test_the_page_prints_with_its_passages() -> None:
    page = visit("what_became_of_it", open="igf-funding", print="1")
    says = PASSAGES.set_index("passage_id").says["outcome.50"]
    assert beginning(says) in " ".join(map(words_in, page.entries("passages")))
    assert not page.has("view_open")
    assert not page.keys("download_")
    assert visit("what_became_of_it", print="1").charts()


@pytest.fixture(scope="module")
def other_texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three other texts, the last of them without a symbol, and a few passages with markup in their words."""
    folder = variants.copy(tmp_path_factory.mktemp("texts"))

    def texts(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.head(3).copy()
        rows["text_id"] = ["paper", "resolution-12", "note"]
        rows["position"] = ["4", "9", "11"]
        rows["document_symbol"] = ["", "A/C.2/1 (final)", ""]
        rows["issued_on"] = ["2031-02-01", "", "2031-05-06"]
        rows["title"] = ["A *paper*", "The <b>resolution</b>", "A note after it"]
        rows["process"] = "One process"
        return rows

    def passages(rows: pd.DataFrame) -> pd.DataFrame:
        rows = rows.head(3).copy()
        rows["text_id"] = ["paper", "resolution-12", "note"]
        rows["passage_id"] = ["paper.1", "resolution-12.1", "note.1"]
        rows["theme_id"] = ["gender", "gender", "ai"]
        rows["says"] = ["[one](http://e.example)", "**two**", "three"]
        rows["change"] = ["", "removed", "kept"]
        return rows

    for empty in (
        *("claim_outcomes", "claim_outcome_passages", "claim_outcome_paragraphs"),
        *("text_paragraphs", "text_paragraph_themes"),
    ):
        variants.edit(folder, empty, lambda rows: rows.head(0))
    variants.edit(folder, "texts", texts)
    variants.edit(folder, "text_passages", passages)
    build(folder, folder / "texts.duckdb")
    return folder / "texts.duckdb"


@pytest.fixture
def with_other_texts(other_texts: Path) -> Iterator[None]:
    with using(database=other_texts):
        yield


@pytest.mark.usefixtures("with_other_texts")
def test_other_texts_are_shown_as_they_are_and_the_adopted_one_is_found() -> None:
    page = by_theme()
    sides = {side for _theme, side in trace(page, "by_text", TRACKS)}
    assert sides == {"challenge", "recommendation"}, "its paragraphs were not read"
    assert not page.has("card_apart")
    assert not page.finding("by_text").endswith("on it")
    theme_page = visit("what_became_of_it", open="gender")
    assert "aragraphs" not in theme_page.finding("finding")
    entries = " ".join(map(words_in, theme_page.entries("passages")))
    assert "**two**" in entries
    assert "[one]" in entries
    headings = [html for html in theme_page.html() if "<h3>" in html]
    assert any("<h3>The &lt;b&gt;resolution&lt;/b&gt;</h3>" in html for html in headings)
