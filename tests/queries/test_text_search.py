"""What the text search finds, however it is typed."""

from pathlib import Path

import pytest

from data.build import build
from queries import Database, Filters, ask, engines, question
from tests.queries import variants


def submission_ids(text: str) -> set[str]:
    return set(ask("submissions", Filters(q=text))["submission_id"])


@pytest.fixture(scope="module")
def retitled(tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database in which the title of tccm-cwg-call has letters that are typed in several ways."""
    folder = variants.copy(tmp_path_factory.mktemp("retitled"))
    title = "ドメイン名のガバナンス: Straße, Ærø, Zażółć gęślą, “Smart‑Café” x100% a_b"
    variants.retitle(folder, "tccm-cwg-call", title)
    build(folder, folder / "retitled.duckdb")
    return Database(folder / "retitled.duckdb")


@pytest.fixture
def asking_retitled(retitled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "current", lambda: retitled)


def test_a_word_of_the_title_finds_the_submission() -> None:
    assert submission_ids("Strasbourg Lillestrøm") == {"eurodig-igf-2025"}


def test_a_word_of_a_points_summary_finds_its_submission() -> None:
    assert submission_ids("redundant work several multilateral bodies") == {"tccm-cwg-call"}


def test_a_word_in_an_organisations_name_finds_its_submissions() -> None:
    signed = set(ask("signatures", Filters(organisation=("jprs",)))["submission_id"])
    assert signed
    assert signed <= submission_ids("Japan Registry Services")


def test_an_organisations_short_name_finds_its_submissions() -> None:
    signed = set(ask("signatures", Filters(organisation=("jpnic",)))["submission_id"])
    assert signed
    assert signed <= submission_ids("jpnic")


def test_words_may_stand_in_title_summary_and_name() -> None:
    assert "tccm-cwg-call" in submission_ids("TCCM redundant CWG-WSIS")


def test_all_words_must_occur() -> None:
    assert submission_ids("digital divide") == submission_ids("digital") & submission_ids("divide")
    assert submission_ids("jpnic nowheresaid") == set()


def test_the_order_of_words_does_not_matter() -> None:
    assert submission_ids("nommage association") == submission_ids("association nommage") != set()


def test_a_word_is_found_inside_a_longer_one() -> None:
    assert submission_ids("multistakeholder") <= submission_ids("stakeholder")
    assert "gov-nor-igf-2025" in submission_ids("illestr")


def test_words_are_not_found_across_the_border_of_two_texts() -> None:
    """tccm-cwg-call: title ends in 'JPNIC)', the first summary begins with 'Credits'."""
    assert "tccm-cwg-call" in submission_ids("JPNIC) Credits")
    assert "tccm-cwg-call" not in submission_ids("JPNIC)Credits")


@pytest.mark.parametrize(
    ("typed", "submission"),
    [
        ("国内IGF", "japan-igf-igf-igf-2025"),
        ("活動活発化チーム", "japan-igf-igf-igf-2025"),
        ("チーム　国内", "japan-igf-igf-igf-2025"),
        ("РФ", "coordination-center-for-tld-ru-general"),
        ("рф", "coordination-center-for-tld-ru-general"),
    ],
)
def test_other_scripts_are_found(typed: str, submission: str) -> None:
    assert submission_ids(typed) == {submission}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("TURKIYE", "Türkiye"),
        ("tu\u0308rkiye", "Türkiye"),
        ("lillestrom", "Lillestrøm"),
        ("knowledge cafe", "Knowledge Café"),
        ("communiqué nigerian", "communique Nigerian"),
        ("cote d'ivoire", "Côte d’Ivoire"),
        ("ＪＰＮＩＣ", "JPNIC"),
        ("ｊｐｎｉｃ", "jpnic"),
        ("  jpnic   tccm ", "JPNIC TCCM"),
        ("jp\u00adnic", "jpnic"),
    ],
)
def test_case_accents_and_width_make_no_difference(typed: str, written: str) -> None:
    assert submission_ids(typed) == submission_ids(written) != set()


@pytest.mark.parametrize(
    "typed",
    [
        "ﾄﾞﾒｲﾝ名",
        "ガハ\u3099ナンス",
        "STRASSE",
        "aero",
        "AERØ",
        "zazolc gesla",
        '"smart-cafe"',
        "smart—café",
        "x100%",
        "a_b",
    ],
)
@pytest.mark.usefixtures("asking_retitled")
def test_letters_typed_in_several_ways_are_found(typed: str) -> None:
    assert submission_ids(typed) == {"tccm-cwg-call"}


@pytest.mark.parametrize("typed", ["a%b", "x1_0%", "a.b", "カハナンス"])
@pytest.mark.usefixtures("asking_retitled")
def test_no_sign_is_a_wildcard_and_a_voiced_kana_is_a_letter_of_its_own(typed: str) -> None:
    assert submission_ids(typed) == set()


def test_200_characters_are_searched_for_and_more_are_refused() -> None:
    text = ("jpnic tccm " * 20)[:200].strip()
    assert submission_ids(text) == submission_ids("jpnic tccm jp")
    assert submission_ids("x" * 200) == set()
    with pytest.raises(ValueError, match="parameter q: longer than 200 characters"):
        Filters(q="x" * 201)


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "\u00ad \u2060", "\x00", "\ud800"])
def test_text_without_anything_to_search_for_is_no_filter(typed: str) -> None:
    assert submission_ids(typed) == set(ask("submissions").submission_id)
    assert Filters(q=typed) == Filters()


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE submissions; --",
        "$words",
        "\\",
        "%s",
        "\u202ejpnic",
        "jp\x00nic",
        "jpnic\ud800",
        "😀",
        "\u0301",
    ],
)
def test_hostile_text_is_searched_for_like_any_other(typed: str) -> None:
    before = submission_ids("jpnic")
    assert submission_ids(typed) <= set(ask("submissions").submission_id)
    assert submission_ids("jpnic") == before != set()


def test_control_and_direction_marks_in_a_word_are_passed_over() -> None:
    assert (
        submission_ids("\u202ejpnic")
        == submission_ids("jp\x00nic")
        == submission_ids("jpnic\ud800")
        == submission_ids("jpnic")
    )


def test_a_new_title_is_found_by_its_words_after_the_build(tmp_path: Path) -> None:
    folder = variants.retitle(variants.copy(tmp_path), "tccm-rev2", "Entirely Unprecedented")
    build(folder, tmp_path / "new.duckdb")
    filters = Filters(q="unprecedented entirely")
    answer = Database(tmp_path / "new.duckdb").frame(
        *question("submissions").statement(filters, {})
    )
    assert list(answer["submission_id"]) == ["tccm-rev2"]
