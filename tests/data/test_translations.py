"""Translations of the data's texts fit the tables; what does not is named with its line and what to do."""

import csv
from pathlib import Path

import pytest

from data import SOURCE, translations
from data.validation_errors import DataProblems
from intake.check import main
from queries import ask, language
from queries.language import Language
from tests.data.conftest import Tables

JA = "translations/ja.csv"


def write(folder: Path, *rows: tuple[str, str, str, str, str]) -> None:
    (folder / "translations").mkdir(exist_ok=True)
    with (folder / JA).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([translations.COLUMNS, *rows])


@pytest.fixture
def cell() -> tuple[str, str]:
    """A theme's id and title."""
    row = next(csv.DictReader((SOURCE / "themes.csv").open(encoding="utf-8")))
    return row["theme_id"], row["title"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"table": "thema"}, 'line 2, column table, value "thema": must be one of action_lines,'),
        ({"id": "no-theme"}, "line 2, column id, column, value"),
        ({"column": "titel"}, "must be the id of a row of themes.csv and one of its columns"),
        ({"text": " "}, "line 2, column text: must not be empty"),
    ],
)
def test_a_row_that_translates_nothing_is_named(
    tables: Tables, cell: tuple[str, str], changed: dict[str, str], message: str
) -> None:
    right = ("themes", cell[0], "title", "テーマ", translations.source_hash(cell[1]))
    row = dict(zip(translations.COLUMNS, right, strict=True)) | changed
    write(tables.folder, tuple(row.values()))  # type: ignore[arg-type]
    with pytest.raises(DataProblems) as problems:
        translations.check(tables.folder)
    assert message in str(problems.value)
    assert JA in str(problems.value)


def test_a_row_that_stands_twice_is_named(tables: Tables, cell: tuple[str, str]) -> None:
    row = ("themes", cell[0], "title", "テーマ", translations.source_hash(cell[1]))
    write(tables.folder, row, row)
    with pytest.raises(DataProblems, match=r"line 3, .*stands in the file twice"):
        translations.check(tables.folder)


def test_another_header_is_named(tables: Tables) -> None:
    (tables.folder / "translations").mkdir()
    (tables.folder / JA).write_text("table,id,text\n", encoding="utf-8")
    with pytest.raises(DataProblems, match=r"line 1, .*the header must be table,id,column"):
        translations.check(tables.folder)


def test_a_changed_english_text_is_named_and_shown_in_english(
    tables: Tables, cell: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    write(tables.folder, ("themes", cell[0], "title", "テーマ", translations.source_hash("Before")))
    assert main(["--source", str(tables.folder)]) == 0
    assert f"translate it again, and write {translations.source_hash(cell[1])}" in (
        capsys.readouterr().out
    )
    assert translations.Translations(tables.folder, "ja").cell("themes", "title", *cell) is None


def test_a_row_gives_no_other_cell_than_the_one_it_names_its_text(tables: Tables) -> None:
    first, second = (row["title"] for row in tables.read("themes")[:2])
    ids = [row["theme_id"] for row in tables.read("themes")[:2]]
    title_row = ("themes", ids[0], "title", "テーマ", translations.source_hash(first))
    definition_row = ("themes", ids[0], "definition", "他", translations.source_hash(second))
    write(tables.folder, title_row, definition_row)
    spoken = translations.Translations(tables.folder, "ja")
    assert spoken.cell("themes", "title", ids[0], first) == "テーマ"
    assert spoken.cell("themes", "title", ids[1], second) is None
    assert spoken.text("themes", "title", second) is None


def test_two_cells_with_one_english_text_have_their_own_translations() -> None:
    """C9 is called Media in full and in short, which Russian, Spanish and French tell apart."""
    with (SOURCE / "translations" / "ru.csv").open(encoding="utf-8", newline="") as file:
        texts = {(row["id"], row["column"]): row["text"] for row in csv.DictReader(file)}
    assert texts["C9", "title"] != texts["C9", "short_title"]
    english = ask("action_lines")
    with language.using(Language("ru", in_address=True)):
        lines = ask("action_lines").set_index("action_line_id")
    short = english.set_index("action_line_id").action_line["C9"].partition(" ")[2]
    assert short == english.set_index("action_line_id").title["C9"]
    assert lines.title["C9"] == texts["C9", "title"]
    assert lines.action_line["C9"] == f"C9 {texts['C9', 'short_title']}"


def test_one_english_text_of_a_column_has_one_translation(tables: Tables) -> None:
    """Lists of names and shared texts are found by it."""
    rows = [row for row in tables.read("themes") if row["family"] == "Governance"][:2]
    source = translations.source_hash("Governance")
    write(
        tables.folder,
        ("themes", rows[0]["theme_id"], "family", "統治", source),
        ("themes", rows[1]["theme_id"], "family", "管理", source),
    )
    with pytest.raises(DataProblems, match="translates the same English text otherwise"):
        translations.check(tables.folder)


@pytest.mark.parametrize("name", ["families", "families_by_group", "families_by_stage"])
def test_ids_are_the_ones_of_filters_in_every_language(name: str) -> None:
    """A family's id is its English name."""
    english = ask(name)
    with language.using(Language("ar", in_address=True)):
        rows = ask(name)
    assert set(rows.family_id) == set(english.family_id)
    assert set(rows.family).isdisjoint(english.family)


@pytest.mark.parametrize("code", ["ar", "es", "fr", "ja", "pt", "ru", "zh"])
def test_options_have_their_labels_in_the_language(code: str) -> None:
    english = ask("options").set_index(["filter", "id"])
    with (SOURCE / "translations" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        texts = {
            (row["table"], row["column"], row["id"]): row["text"] for row in csv.DictReader(file)
        }
    with language.using(Language(code, in_address=True)):
        rows = ask("options")
    assert rows["id"].to_list() == [identifier for _, identifier in english.index]
    of = {
        "claim": ("claims", "title"),
        "theme": ("themes", "title"),
        "stage": ("stages", "title"),
        "sdg": ("sdgs", "title"),
        "action_line": ("action_lines", "short_title"),
    }
    for row in rows.itertuples():
        if row.filter in of and row.id != "none":
            assert row.label == texts[(*of[row.filter], row.id)]
    families = rows[rows["filter"] == "family"]
    assert set(families.label).isdisjoint(families["id"])
    country = rows[(rows["filter"] == "country") & (rows["id"] == "JPN")].label.item()
    assert country != "Japan"


@pytest.mark.parametrize("themes", ["", "theme_id\n\n", "title\nWater\n", '"\0', None])
def test_a_table_that_cannot_be_read_leaves_its_texts_in_english(
    tables: Tables, cell: tuple[str, str], themes: str | None
) -> None:
    write(tables.folder, ("themes", cell[0], "title", "テーマ", translations.source_hash(cell[1])))
    if themes is None:
        tables.path("themes").unlink()
    else:
        tables.path("themes").write_text(themes, encoding="utf-8")
    assert translations.Translations(tables.folder, "ja").cell("themes", "title", *cell) is None


def test_the_shipped_translations_are_in_order_and_none_is_stale() -> None:
    assert translations.check(SOURCE) == []


@pytest.mark.parametrize("code", ["ar", "es", "fr", "ja", "pt", "ru", "zh"])
def test_answers_have_the_texts_of_the_language_and_ids_as_they_are(code: str) -> None:
    """Recomputed from the CSV files."""
    with (SOURCE / "translations" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        titles = {
            row["id"]: row["text"]
            for row in csv.DictReader(file)
            if (row["table"], row["column"]) == ("themes", "title")
        }
    english = ask("themes")
    with language.using(Language(code, in_address=True)):
        rows = ask("themes")
        assert dict(zip(rows.theme_id, rows.theme, strict=True)) == titles
        assert "Japan" not in set(ask("organisations").country)
    assert rows.theme_id.to_list() == english.theme_id.to_list()
    assert rows["count"].to_list() == english["count"].to_list()
    assert ask("themes").theme.to_list() == english.theme.to_list()


def test_titles_of_submissions_stay_as_they_are() -> None:
    english = ask("submissions")
    with language.using(Language("ru", in_address=True)):
        assert ask("submissions").title.to_list() == english.title.to_list()


@pytest.mark.parametrize("code", ["ar", "es", "fr", "ja", "pt", "ru", "zh"])
def test_what_another_cell_has_translated_is_translated(code: str) -> None:
    """A convenor may be called as a process is; names of organisations may stay as they are."""
    with (SOURCE / "translations" / f"{code}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cells = {(row["table"], row["id"], row["column"]) for row in rows}
    sources = {row["source"] for row in rows}
    columns = {(row["table"], row["column"]) for row in rows if row["table"] != "organisations"}
    lacking = [
        (table, identifier, column)
        for table, of in columns
        for (identifier, column), english in translations.cells_of(SOURCE, table).items()
        if column == of
        and translations.source_hash(english or "") in sources
        and (table, identifier, column) not in cells
    ]
    assert lacking == []
