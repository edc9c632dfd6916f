"""Question files: what their headers must say, and what ask() says to wrong questions."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from queries import FILTERS, Filters, Question, QuestionError, ask, question, questions

Asker = Callable[[str], Question]

HEADER = """-- title: How many
-- row: the number
-- column n: integer, rows · how many
"""


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """Writes a question file `mine.sql` into a folder of its own and reads it."""
    monkeypatch.setattr(import_module("queries.questions"), "FOLDER", tmp_path)

    def read(text: str) -> Question:
        (tmp_path / "mine.sql").write_text(text, encoding="utf-8")
        questions.cache_clear()
        return question("mine")

    yield read
    questions.cache_clear()


def test_a_header_gives_title_row_parameters_and_columns(written: Asker) -> None:
    asked = written(
        "-- title: Which\n-- row: one thing\n"
        "-- parameter unit: a | b · what is counted\n-- parameter id: text · whose\n"
        "-- column name: text · its name\n-- column share: number, percent · of all\n"
        "SELECT 1"
    )
    assert (asked.name, asked.title, asked.row) == ("mine", "Which", "one thing")
    unit, id_ = asked.parameters
    assert (unit.name, unit.choices, unit.meaning) == ("unit", ("a", "b"), "what is counted")
    assert (id_.name, id_.choices) == ("id", ())
    name, share = asked.columns
    assert (name.name, name.type, name.unit, name.meaning) == ("name", "text", "", "its name")
    assert (share.type, share.unit) == ("number", "percent")


@pytest.mark.parametrize(
    "body",
    [
        "SELECT count(*) AS n FROM selected_submissions",
        "WITH some AS (SELECT * FROM selected_submissions)\nSELECT count(*) AS n FROM some",
    ],
)
def test_a_new_file_is_a_question_that_can_be_asked_of_a_selection(
    written: Asker, body: str
) -> None:
    written(HEADER + body)
    assert ask("mine", Filters(organisation=("jprs",)))["n"][0] < ask("mine")["n"][0] == 487


@pytest.mark.parametrize(
    ("active", "gives"),
    [
        ((), "never"),
        (("theme",), "never"),
        (("kind",), "kind alone"),
        (("stage",), "stage or sdg"),
        (("kind", "sdg"), "stage or sdg"),
    ],
)
def test_lines_are_there_when_filters_are_set_or_unless_they_are(
    written: Asker, active: tuple[str, ...], gives: str
) -> None:
    asked = written(
        HEADER + "SELECT\n'never' AS n -- unless kind, stage, sdg\n"
        "'kind alone' AS n -- when kind unless stage, sdg\n'stage or sdg' AS n -- when stage, sdg"
    )
    assert asked.statement(frozenset(active)).endswith(f"SELECT\n'{gives}' AS n ")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("-- title: A\n-- nonsense\nSELECT 1", 2, "not a header line"),
        ("-- title: A\n-- row: b\n--column n: text · c\nSELECT 1", 3, "not a header line"),
        ("-- title: A\n-- column n: text\nSELECT 1", 2, "-- column NAME"),
        ("-- column: text · c\nSELECT 1", 1, "-- column NAME"),
        ("-- title: A\n-- row: b\n-- parameter p: text\nSELECT 1", 3, "-- parameter NAME"),
        ("-- title: A\n-- row: b\n-- column n: float · c\nSELECT 1", 3, "'float' is not one of"),
    ],
)
def test_a_wrong_header_line_is_named_by_file_and_line(
    written: Asker, text: str, line: int, says: str
) -> None:
    with pytest.raises(QuestionError) as error:
        written(text)
    assert f"mine.sql, line {line}: " in str(error.value)
    assert says in str(error.value)


@pytest.mark.parametrize("word", ["title", "row"])
def test_a_header_without_title_or_row_says_which_is_missing(written: Asker, word: str) -> None:
    lines = HEADER.splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(f"-- {word}"))
    with pytest.raises(QuestionError, match=rf"mine\.sql.*'-- {word}: "):
        written(text + "SELECT 1 AS n")


def test_tables_that_several_questions_read_stand_in_the_place_of_the_line_that_names_them(
    written: Asker, tmp_path: Path
) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "known.sql").write_text(
        "-- What these are.\nknown AS (\n    SELECT * FROM named WHERE id = $id\n)\n"
    )
    head = HEADER + "-- parameter id: text · whose\n"
    named = "named AS (SELECT submission_id AS id FROM selected_submissions)"
    written(f"{head}WITH {named},\n-- with known\nSELECT count(*) AS n FROM known")
    assert ask("mine", id="tccm-cwg-call")["n"][0] == 1
    more = "twice AS (FROM known UNION ALL FROM known)"
    written(f"{head}WITH\n{named},\n-- with known,\n{more}\nSELECT count(*) AS n FROM twice")
    assert ask("mine", id="unesco-unesco")["n"][0] == 2


def test_a_line_that_names_tables_that_are_not_there_is_named(written: Asker) -> None:
    with pytest.raises(QuestionError, match=r"mine\.sql: there is no shared/nowhere\.sql"):
        written(HEADER + "WITH\n-- with nowhere\nSELECT count(*) AS n FROM nowhere")


def test_conditions_are_kept_only_for_filters_that_are_set() -> None:
    asked = question("submissions")
    nothing = asked.statement(frozenset())
    assert not any(f"${name}" in nothing for name in (*FILTERS, "words", "since", "until"))
    country = asked.statement(frozenset({"country"}))
    assert "$country" in country
    assert "$role" not in country


def test_every_question_file_has_words_for_title_row_and_each_column() -> None:
    for asked in questions().values():
        assert asked.title
        assert asked.row
        assert asked.columns
        assert all(column.meaning for column in asked.columns)
        assert len({column.name for column in asked.columns}) == len(asked.columns)


def test_an_unknown_question_is_answered_with_where_they_are() -> None:
    with pytest.raises(QuestionError, match=r"'sorcery'; queries/ has one file for each"):
        ask("sorcery")


@pytest.mark.parametrize("name", ["../../etc/passwd", "selection", "", "x" * 10_000, "themes.sql"])
def test_what_is_no_question_is_refused_in_few_words(name: str) -> None:
    with pytest.raises(QuestionError) as error:
        ask(name)
    assert len(str(error.value)) < 1_000


def test_a_misspelt_question_is_answered_with_what_it_may_mean() -> None:
    with pytest.raises(QuestionError, match=r"'familes'; .*did you mean families"):
        ask("familes")


def test_an_unknown_parameter_is_answered_with_those_there_are() -> None:
    with pytest.raises(QuestionError, match=r"themes has no parameter 'units'; it has unit"):
        ask("themes", units="points")
    with pytest.raises(QuestionError, match=r"points has no parameter 'unit'; it has none"):
        ask("points", unit="points")


def test_an_unknown_value_is_answered_with_the_values_there_are() -> None:
    with pytest.raises(
        QuestionError, match="unit: 'votes' is not one of submissions, organisations, points"
    ):
        ask("themes", unit="votes")


def test_a_missing_or_overlong_parameter_is_named() -> None:
    with pytest.raises(QuestionError, match="submission needs the parameter id"):
        ask("submission")
    with pytest.raises(QuestionError, match="parameter id: longer than 200 characters"):
        ask("submission", id="x" * 201)


@pytest.mark.parametrize("value", ["' OR 1=1 --", "tccm-cwg-call'; DROP TABLE points; --", "\x00"])
def test_a_hostile_id_finds_nothing(value: str) -> None:
    assert ask("submission", id=value).empty
    assert len(ask("submission", id="tccm-cwg-call")) == 1
