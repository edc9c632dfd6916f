import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from cards import data_and_method
from cards.data_and_method import codebook, reliability, tables, term_lists
from data import DATABASE, SOURCE, measure_terms
from data.settings import using
from i18n import dataset_texts, routes
from queries import Filters, ask, current
from tests.pages import hostile
from tests.pages.visiting import Visit, seen, table, visit

CLAIMS = table("claims").set_index("claim_id")
THEMES = table("themes").set_index("theme_id")
PAGE = "data_and_method"


def lines(page: Visit, card: str) -> str:
    return "\n".join(page.texts(card, "markdown"))


def records(page: Visit, card: str) -> list[str]:
    """The titles of a card's records, in order."""
    return [label for label, _query in page.links(card)]


@pytest.mark.wide
@pytest.mark.parametrize("part", [*data_and_method.PARTS, "nonsense"])
@pytest.mark.parametrize(
    "query", [{}, {"group": "technical", "theme": "igf-funding"}, {"q": "zzzz"}], ids=str
)
def test_every_part_runs_under_every_selection(part: str, query: dict[str, str]) -> None:
    visit(PAGE, part=part, **query)


def test_what_the_codebook_says_beyond_the_tables_is_said_as_it_says_it() -> None:
    book = (SOURCE / "CODEBOOK.md").read_text(encoding="utf-8")
    text = lines(visit(PAGE), "card_about")
    for figure in ("2,000", "63", "255", "94.5", "3.9", "1.6", "93.7", "95.3", "97"):
        assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d])", book)
        assert re.search(rf"(?<![\d.]){re.escape(figure)}(?![\d])", text)


def test_the_host_of_the_reviews_page_is_shown_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = replace(dataset_texts.texts(), home_page="https://**strong**.example/")
    monkeypatch.setattr(dataset_texts, "texts", lambda: texts)
    page = visit(PAGE)
    hostile.fits_markdown(page)
    (link,) = (node for node in page.nodes if node.type == "page_link")
    assert seen(link.proto.label) == "Official page of the review: **strong**.example"


def test_the_version_to_cite_is_that_of_the_data_and_none_is_said_to_be_licensed() -> None:
    page = visit(PAGE)
    codes = page.to_copy("card_cite")
    address = f"http://localhost:8501{routes.release(current().version)}"
    assert codes[0].endswith(f"{current().version}. {address}")
    assert current().content_hash == codes[1]
    assert codes[1].startswith(current().version.partition("+")[2])
    assert "No licence has been chosen for these data yet." in page.entries("cite")[-1]
    assert "creative commons" not in "\n".join(page.markdown()).lower()


def test_alone_the_line_to_cite_has_no_button() -> None:
    page = visit(PAGE, card="cite")
    assert current().version in page.entries("cite")[0]
    assert not page.to_copy("card_cite")


def test_the_pages_of_the_claims_hold_each_claim_once() -> None:
    kind = "position"
    expected = list(CLAIMS.title[CLAIMS.kind == kind])
    titles: list[str] = []
    for number in range(1, -(-len(expected) // codebook.LISTED) + 1):
        page = visit(PAGE, part="claims", show=kind, page=str(number))
        titles += records(page, "card_codebook_claims")
    assert sorted(titles) == sorted(expected)
    assert page.finding("codebook_claims") == f"{len(expected)} claims"


@pytest.mark.parametrize("part", ["themes", "claims"])
def test_the_codebook_leads_to_the_page_of_each(part: str) -> None:
    page = visit("data_and_method", part=part, stage="zero-draft")
    links = page.links(f"card_codebook_{part}")
    ids = set({"themes": THEMES, "claims": CLAIMS}[part].index)
    assert len(links) == codebook.LISTED
    for _label, query in links:
        assert query.startswith("stage=zero-draft&id=")
        assert query.rpartition("id=")[2] in ids


def test_counts_in_the_codebook_follow_the_filters() -> None:
    themes = ask("codebook_themes", Filters(stage=("rev2",)))
    (row,) = themes[themes.theme_id == "igf-mandate"].itertuples()
    page = visit(PAGE, part="themes", stage="rev2", find="igf mandate")
    (entry,) = page.entries("codebook_themes")
    assert f"{row.points} points in {row.submissions} submissions" in entry


def test_every_theme_is_in_the_table_with_its_definition() -> None:
    page = visit(PAGE, part="themes", view="table")
    rows = page.within("card_codebook_themes", "dataframe")[0].value.set_index("theme_id")
    answer = ask("codebook_themes").set_index("theme_id")
    for column in ("definition", "points"):
        assert rows[column].to_dict() == answer[column].to_dict()


@pytest.mark.parametrize("words", ["GENDER", "  génder ", "women girls"])
def test_the_codebook_is_searched_without_case_and_accents(words: str) -> None:
    page = visit(PAGE, part="themes", find=words)
    assert "Gender equality" in records(page, "card_codebook_themes")
    assert len(records(page, "card_codebook_themes")) < len(THEMES)


def test_a_search_without_find_is_a_sentence_and_a_way_out() -> None:
    page = visit(PAGE, part="claims", find="zzzz")
    assert page.finding("codebook_claims") == "No theme or claim matches"
    (clear,) = page.within("card_codebook_claims", "button")
    clear.click()
    page.app.run()
    assert page.succeeds().finding("codebook_claims") == f"{len(CLAIMS)} claims"


def test_a_file_of_found_rows_says_how_they_were_found() -> None:
    rows = ask("codebook_themes").head(1)
    query = codebook.Found("codebook_themes", rows_to_show=rows, only="rows with “gender”")
    provenance = query.provenance("", "")
    assert provenance.filters.endswith("; rows with “gender”")


def test_reliability_is_computed_once_for_a_version(monkeypatch: pytest.MonkeyPatch) -> None:
    reliability.measured()
    monkeypatch.setattr(
        reliability.intercoder_agreement, "themes", lambda *_: pytest.fail("computed again")
    )
    reliability.measured()


def test_how_far_the_term_lists_carry_is_what_the_command_says(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert measure_terms.main([]) == 0
    output = capsys.readouterr().out
    page = visit(PAGE, part="terms")
    for key in ("term_themes", "term_action_lines"):
        rows = page.within(f"card_{key}", "dataframe")[0].value
        recall, precision = (int(share) for share in re.findall(r"(\d+)%", page.finding(key)))
        assert f"precision {precision / 100:.2f}, recall {recall / 100:.2f}" in output
        assert (rows.name.str.endswith(" *") == (rows.coded < term_lists.FEW)).all()
        page.open(f"download_{key}")
        labels = [node.proto.label for node in page.within(f"card_{key}", "download_button")]
        assert labels[:3] == ["CSV", "Excel", "JSON"]
    rows = page.within("card_term_themes", "dataframe")[0].value
    assert len(rows) == len(THEMES)
    for row in rows[rows.proposed > 0].itertuples():
        assert row.precision == pytest.approx(100 * row.right / row.proposed)


def test_how_the_term_lists_were_measured_says_that_half_was_held_out() -> None:
    text = lines(visit(PAGE, part="terms"), "card_term_themes")
    assert "made from the points of half of the submissions" in text
    assert "will do worse" in text


@pytest.fixture
def other_terms(tmp_path: Path) -> Iterator[Path]:
    """The folder of term lists of a data set that is the shipped one in all else; it is not there yet."""
    shutil.copy(SOURCE / "settings.toml", tmp_path)
    term_lists.measured.cache_clear()
    with using(source=tmp_path, database=DATABASE):
        yield tmp_path / "terms"
    term_lists.measured.cache_clear()


def test_a_data_set_without_term_lists_has_no_such_part(other_terms: Path) -> None:
    page = visit(PAGE, part="terms")
    assert not page.has("card_term_lists")
    assert "Term lists" not in page.app.button_group(key="view_part").options
    other_terms.mkdir()
    assert "no usable term lists" in visit(PAGE, part="terms").finding("term_lists")


def test_a_term_list_that_cannot_be_used_says_where_it_is_wrong(other_terms: Path) -> None:
    other_terms.mkdir()
    (other_terms / "themes.csv").write_text("theme_id,term,weight\nweather,rain,2\n")
    page = visit(PAGE, part="terms")
    assert page.subtitle("term_lists").startswith(
        "themes.csv, line 2, column theme_id: 'weather' is not known"
    )


@pytest.mark.wide(4)
@pytest.mark.parametrize("name", sorted(path.stem for path in SOURCE.glob("*.csv")))
def test_each_table_opens_and_has_a_file(name: str) -> None:
    page = visit(PAGE, part="tables", table=name)
    expected = table(name)
    assert page.finding("table") == f"{name}: {len(expected):,} rows"
    rows = page.within("card_table", "dataframe")[0].value
    assert list(rows.columns) == list(expected.columns)
    assert len(rows) == min(len(expected), tables.TABLED)
    page.open("download_table")
    labels = [node.proto.label for node in page.within("card_table", "download_button")]
    assert labels[:3] == ["CSV", "Excel", "JSON"]


def test_a_printed_table_leaves_missing_cells_empty_and_has_days_without_hours() -> None:
    page = visit(PAGE, part="tables", table="submissions", print="1")
    text = "\n".join(page.html())
    assert "2026-11-24" in text
    assert "00:00:00" not in text
    assert "<NA>" not in text


@pytest.mark.parametrize(
    "name", ["", "data_release", "submission_search", "x'; DROP TABLE points; --"]
)
def test_only_tables_of_the_data_set_open(name: str) -> None:
    assert not visit(PAGE, part="tables", table=name).has("card_table")
