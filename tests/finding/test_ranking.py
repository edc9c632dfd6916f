"""What is found first, how well it fits, and how much there is."""

import shutil
from pathlib import Path

import pytest

from data.build import build
from data.normalise import fold, is_unspaced, parts
from data.settings import using
from finding.found import FEW, MANY, Found, Hit, find
from finding.index import KINDS, index
from finding.matching import Match, matches
from queries import Filters, language
from queries.language import Language
from tests.finding.reading import first, ids, kinds
from tests.queries import variants
from tests.queries.answers.search import submissions_found
from tests.queries.oracle import Oracle

LUMEN = Path(__file__).parents[1] / "consultation" / "lake-lumen"


@pytest.mark.parametrize(
    ("typed", "kind", "identifier"),
    [
        ("TCCM rev 2", "submission", "tccm-rev2"),
        ("Internet Socety", "organisation", "isoc"),
        ("Nominet", "organisation", "nominet"),
        ("nominet", "organisation", "nominet"),
        ("ＮＯＭＩＮＥＴ", "organisation", "nominet"),
        ("Association francaise pour le nommage", "organisation", "afnic"),
        ("permanent IGF", "claim", "re-make-igf-permanent"),
        ("zero draft", "stage", "zero-draft"),
        ("the zero draft", "stage", "zero-draft"),
        ("ZeroDraft", "stage", "zero-draft"),
        ("Lillestrom", "stage", "igf-2025"),
        ('"stable funding"', "claim", "re-fund-igf"),
        ("stable funding", "claim", "re-fund-igf"),
        ("ccTLD", "theme", "technical-community"),
        ("IGF money", "theme", "igf-funding"),
        ("money for the IGF", "theme", "igf-funding"),
        ("AI", "theme", "ai"),
        ("GDC", "stage", "gdc"),
        ("net neutrality", "theme", "internet-fragmentation"),
        ("cybersecurity", "theme", "cybersecurity"),
        ("security", "action_line", "C5"),
        ("root", "theme", "technical-community"),
        ("goverments", "group", "government"),
        ("Governments", "group", "government"),
        ("C5", "action_line", "C5"),
        ("SDG 5", "sdg", "5"),
        ("Africa", "region", "africa"),
        ("French", "language", "fr"),
        ("open-letter", "type", "open-letter"),
        ("download", "page", "data_and_method"),
        ("Conectivity", "theme", "connectivity"),
    ],
)
def test_what_is_meant_is_found_first(typed: str, kind: str, identifier: str) -> None:
    results = find(typed)
    assert (first(results).kind, first(results).id) == (kind, identifier)


def test_an_exact_name_comes_before_words_beginnings_synonyms_and_slips() -> None:
    hits = find("Internet Society").groups[0].hits
    assert [(hit.id, hit.match) for hit in hits] == [
        ("isoc", Match.NAME),
        ("isoc-sg", Match.START),
    ]
    matches = [hit.match for hit in find("inter", show="organisation").groups[0].hits]
    assert matches == sorted(matches)
    assert set(matches) == {Match.START}
    themes = find("digital", show="theme").groups[0].hits
    assert [hit.match for hit in themes] == sorted(hit.match for hit in themes)
    assert {Match.START, Match.WORDS, Match.SYNONYM} == {hit.match for hit in themes}
    assert {hit.match for hit in find("Internet Socety").groups[0].hits} == {Match.ALIKE}


def test_a_name_of_one_organisation_finds_no_other_that_only_has_its_letters() -> None:
    assert ids(find("Nominet"), "organisation") == ["nominet"]
    assert find("Nominet").organisation == "nominet"
    assert find("Internet").organisation == ""


def test_a_slip_is_mended_and_said_but_a_word_that_something_has_is_left_alone() -> None:
    assert find("Internet Socety").corrected == "internet society"
    assert ids(find("Internet Socety"), "organisation") == ids(
        find("Internet Society"), "organisation"
    )
    assert find("Internet Society").corrected == ""
    assert find("nomi").corrected == "", "it is the beginning of a word"
    assert find("statments").corrected == "statement", "a word of titles alone"
    assert find("ITX").groups == (), "three letters are too few to tell a slip"


def test_submissions_are_found_by_title_author_and_stage_as_the_tables_have_it(
    oracle: Oracle,
) -> None:
    for typed in ("tccm rev 2", "internet", "un general assembly statement", "japan"):
        filters = Filters(q=typed)
        expected = [row[0] for row in submissions_found(oracle, oracle.select(filters))]
        identifiers: list[str] = []
        page = 1
        while len(identifiers) < len(expected):
            identifiers += ids(find(typed, show="submission", page=page), "submission")
            page += 1
        assert identifiers == expected
        assert find(typed, show="submission").groups[0].total == len(expected)


def test_of_each_kind_a_few_are_shown_and_all_of_the_one_that_is_asked_for() -> None:
    results = find("internet")
    assert all(len(group.hits) == min(FEW, group.total) for group in results.groups)
    organisations = find("internet", show="organisation")
    assert [group.kind for group in organisations.groups] == ["organisation"]
    assert organisations.only_kind == "organisation"
    (group,) = organisations.groups
    assert len(group.hits) == min(MANY, group.total) > FEW
    assert (
        group.hits[:FEW]
        == next(group for group in results.groups if group.kind == "organisation").hits
    )
    last_page = find("internet", show="organisation", page=999)
    assert last_page.groups[0].hits[-1] not in results.groups[0].hits
    assert last_page.groups[0].first + len(last_page.groups[0].hits) == group.total


def test_a_kind_of_which_nothing_is_found_is_empty_and_one_that_is_none_is_ignored() -> None:
    assert find("Nominet", show="theme").groups == ()
    assert find("Nominet", show="nothing") == find("Nominet")


def test_parts_that_are_named_are_found_where_nothing_has_all_words() -> None:
    results = find("TCCM rev 2")
    assert kinds(results) == ["submission", "organisation", "stage"]
    assert [(hit.id, hit.match) for hit in results.groups[1].hits] == [("tccm", Match.PART)]


def test_half_of_the_words_will_do_where_no_name_is_among_them() -> None:
    results = find("strengthen unbelievable leadership")
    assert first(results).id == "re-strengthen-igf-secretariat"
    assert first(results).match == Match.PART


@pytest.mark.parametrize("typed", ["田圃の蛙", "الضفادع", "лягушка"])
def test_words_of_other_letters_are_told_that_the_texts_are_in_english(typed: str) -> None:
    results = find(typed)
    assert results.foreign
    assert results.groups == ()
    assert not find("Côte d’Ivoire").foreign
    assert not find("+++").foreign


@pytest.mark.parametrize("code", ["ja", "zh"])
def test_words_within_a_title_are_found_where_no_blanks_stand_between_words(code: str) -> None:
    with language.using(Language(code, in_address=True)):
        claims = [entry for entry in index().entries if entry.kind == "claim"]
        for entry in claims[:30]:
            inner = max(filter(is_unspaced, parts(fold(entry.title))), key=len)[1:4]
            levels = matches(inner).levels
            identifiers = {
                index().entries[position].id
                for position, level in levels.items()
                if level < Match.ALIKE
            }
            assert entry.id in identifiers, inner


@pytest.mark.parametrize(
    ("code", "typed", "kind", "identifier"),
    [
        ("ja", "常設化", "claim", "re-make-igf-permanent"),
        ("ja", "IGF恒久", "claim", "re-make-igf-permanent"),
        ("zh", "数字鸿沟", "theme", "digital-divide"),
        ("zh", "常设", "claim", "re-make-igf-permanent"),
        ("ar", "الذكاء الاصطناعي", "theme", "ai"),
        ("ar", "ذكاء اصطناعي", "theme", "ai"),
        ("ar", "أمن سيبراني", "theme", "cybersecurity"),
        ("ar", "الامن السيبرانى", "theme", "cybersecurity"),
    ],
)
def test_readers_of_other_scripts_find_what_they_mean(
    code: str, typed: str, kind: str, identifier: str
) -> None:
    with language.using(Language(code, in_address=True)):
        assert identifier in ids(find(typed), kind)


@pytest.mark.parametrize(
    "typed", ["", " ", "+++", "—", "\u200b", "a" * 5000, "'; DROP TABLE points; --", "%", "_", "\\"]
)
def test_whatever_is_typed_is_answered(typed: str) -> None:
    results = find(typed)
    assert len(results.words) <= 200
    assert isinstance(results, Found)


def test_where_a_hit_leads_under_filters() -> None:
    selection = Filters(theme=("ai",), stage=("rev1",))

    def of(kind: str, identifier: str) -> tuple[str, Filters, dict[str, str]]:
        return Hit(kind, identifier, "", (), Match.NAME).target(selection)

    assert of("organisation", "jpnic") == ("organisation", selection, {"id": "jpnic"})
    assert of("theme", "gender") == ("theme", selection.without("theme"), {"id": "gender"})
    assert of("submission", "tccm-rev2") == ("submission", selection, {"id": "tccm-rev2"})
    assert of("stage", "zero-draft") == ("overview", selection.set(stage=("zero-draft",)), {})
    assert of("page", "compare") == ("compare", selection, {})
    paragraph = {"id": "outcome", "paragraph": "99"}
    assert of("paragraph", "outcome.99") == ("text", selection, paragraph)
    passage = of("passage", "igf-mandate.rev2.9")
    assert passage == ("what_became_of_it", selection.set(theme=("igf-mandate",)), {})


def test_requests_that_are_the_same_stand_together_as_one_with_one_number(oracle: Oracle) -> None:
    results = find("permanent IGF", show="claim")
    assert ids(results, "claim")[0] == "re-make-igf-permanent"
    assert "po-permanent-igf-welcome" not in ids(results, "claim")
    positions_by_request = {row["equivalent_id"]: [] for row in oracle.rows["claim_equivalents"]}
    for row in oracle.rows["claim_equivalents"]:
        positions_by_request[row["equivalent_id"]].append(row["claim_id"])
    counts = {entry.id: entry.often for entry in index().entries if entry.kind == "claim"}
    submissions_by_claim: dict[str, set[str]] = {}
    for point in oracle.rows["points"]:
        submissions_by_claim.setdefault(point["claim_id"], set()).add(point["submission_id"])
    excluded = {
        row["submission_id"] for row in oracle.rows["submissions"] if row["stage_id"] == "gdc"
    }
    for request, positions in positions_by_request.items():
        submissions = set().union(
            *(submissions_by_claim.get(claim, set()) for claim in (request, *positions))
        )
        assert counts[request] == len(submissions - excluded) or not submissions - excluded, request
        assert not set(positions) & set(counts)


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("en", "permanent UN forum"),
        ("ar", "الدائم"),
        ("es", "foro permanente"),
        ("fr", "forum permanent"),
        ("ja", "恒久"),
        ("pt", "fórum permanente"),
        ("ru", "постоянным форумом"),
        ("zh", "常设"),
    ],
)
def test_paragraphs_of_the_adopted_texts_are_found_in_every_language(code: str, typed: str) -> None:
    with language.using(Language(code)):
        assert "outcome.99" in ids(find(typed, show="paragraph"), "paragraph")


def test_a_paragraph_is_found_by_its_number_and_a_passage_by_what_others_report() -> None:
    assert ids(find("paragraph 99"), "paragraph") == ["outcome.99"]
    assert "igf-mandate.rev2.9" in ids(find("permanent UN forum"), "passage")


def test_what_one_organisation_wrote_or_signed_is_offered_beside_what_has_its_name() -> None:
    results = find("DENIC")
    (reading,) = results.question.readings
    assert reading.filters == Filters(organisation=("denic",))
    (organisation,) = results.groups[0].hits
    assert organisation.about[-1] == f"{reading.submissions} submissions as author or signatory"
    assert reading.submissions == 9
    assert next(group.total for group in results.groups if group.kind == "submission") == 6


def test_kinds_are_in_a_fixed_order_where_they_fit_equally_well() -> None:
    group_kinds = kinds(find("internet"))
    whole_words = [
        kind for kind in group_kinds if kind in ("organisation", "theme", "claim", "stage")
    ]
    assert whole_words == sorted(whole_words, key=KINDS.index)


def test_a_new_synonym_is_found_with_the_data_that_have_it(tmp_path: Path) -> None:
    folder = variants.copy(tmp_path / "data")
    synonyms = folder / "synonyms.csv"
    synonyms.write_text("term,kind,id\nquux machines,theme,ai\n", encoding="utf-8")
    build(folder, tmp_path / "own.duckdb")
    assert find("quux machines").groups == ()
    with using(source=folder, database=tmp_path / "own.duckdb"):
        assert first(find("quux machines")).match == Match.SYNONYM
        assert first(find("machines quux")).id == "ai"
        assert find("IGF money").groups[0].hits[0].match != Match.SYNONYM


def test_two_letters_within_a_chinese_title_find_the_submission(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(LUMEN, tmp_path / "data"))
    submissions = folder / "submissions.csv"
    text = submissions.read_text(encoding="utf-8").replace(
        "Views on the green paper", "关于弥合数字鸿沟的意见"
    )
    submissions.write_text(text, encoding="utf-8")
    build(folder, tmp_path / "own.duckdb")
    with using(source=folder, database=tmp_path / "own.duckdb"):
        assert ids(find("鸿沟"), "submission") == ["ferryshire-green"]
        assert ids(find("沟鸿"), "submission") == []


def test_another_data_set_without_synonyms_is_searched_too(tmp_path: Path) -> None:
    build(LUMEN, tmp_path / "lumen.duckdb")
    with using(source=LUMEN, database=tmp_path / "lumen.duckdb"):
        assert first(find("Ferryshire")).id == "ferryshire"
        assert first(find("watre quality")).id == "water-quality"
        assert find("Nominet").groups == ()
