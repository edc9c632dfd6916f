"""Question files: what their headers must say, and what ask() says to wrong questions."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest

from queries import Filters, Question, QuestionError, ask, header, loader, question, questions
from queries.questions import Column, Parameter
from tests.queries.oracle import Oracle

Asker = Callable[[str], Question]

HEADER = """-- title: How many
-- row: the number
-- column n: integer, rows · how many
"""

SELECTION = 'WITH {% include "shared/selection.sql" %}\n'


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """Writes a question file `mine.sql` into a folder of its own and reads it."""
    copytree(loader.FOLDER / "shared", tmp_path / "shared")
    monkeypatch.setattr(loader, "FOLDER", tmp_path)

    def read(text: str) -> Question:
        (tmp_path / "mine.sql").write_text(text, encoding="utf-8")
        questions.cache_clear()
        return question("mine")

    yield read
    questions.cache_clear()


def test_a_header_gives_title_row_parameters_and_columns(written: Asker) -> None:
    question = written(
        "-- title: Which\n-- row: one thing\n"
        "-- parameter unit: a | b · what is counted\n-- parameter id: text · whose\n"
        "-- column name: text · its name\n-- column share: number, percent · of all\n"
        "SELECT 1"
    )
    assert (question.name, question.title, question.row) == ("mine", "Which", "one thing")
    unit, id_ = question.parameters
    assert (unit.name, unit.choices, unit.meaning) == ("unit", ("a", "b"), "what is counted")
    assert (id_.name, id_.choices) == ("id", ())
    name, share = question.columns
    assert (name.name, name.type, name.unit, name.meaning) == ("name", "text", "", "its name")
    assert (share.type, share.unit) == ("number", "percent")


@pytest.mark.parametrize(
    "body",
    [
        "SELECT count(*) AS n FROM selected_submissions",
        ", some AS (SELECT * FROM selected_submissions)\nSELECT count(*) AS n FROM some",
        ", counted AS ({{ units('submissions') }})\nSELECT count AS n FROM counted",
    ],
)
def test_a_new_file_is_a_question_that_can_be_asked_of_a_selection(
    written: Asker, oracle: Oracle, body: str
) -> None:
    written(HEADER + SELECTION + body)
    assert (
        ask("mine", Filters(organisation=("jprs",)))["n"][0]
        < ask("mine")["n"][0]
        == len(oracle.submissions)
    )


def test_a_template_knows_which_filters_are_set_and_what_its_parameters_are(written: Asker) -> None:
    question = written(
        HEADER
        + "-- parameter unit: a | b · what\nSELECT '{{ unit }}{{ ' of a kind' if active.kind }}' AS n"
    )
    assert ask("mine")["n"][0] == "a"
    assert (
        question.statement(Filters(kind=("ask",)), {"unit": "b"}).sql == "SELECT 'b of a kind' AS n"
    )


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("SELECT {{ unit }} AS n", "unit"),
        ("SELECT 1 AS n {{ 'x' if active.knid }}", "knid"),
        ("SELECT 1 AS n{% if active.kind %} WHERE {{ nothing }}{% endif %}", "nothing"),
        ("SELECT $filter_knid AS n", "$filter_knid"),
        ("SELECT 1 AS n{% if active.kind %} WHERE 'a' = $id{% endif %}", "$id"),
        ("WITH {% include 'shared/nowhere.sql' %} SELECT 1 AS n", "shared/nowhere.sql"),
        ("SELECT 1 AS n {% if %}", "Expected an expression"),
    ],
)
def test_a_name_that_is_not_there_is_told_when_the_files_are_read(
    written: Asker, body: str, named: str
) -> None:
    with pytest.raises(QuestionError, match=r"^mine\.sql: ") as error:
        written(HEADER + body)
    assert named in str(error.value)


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


SHARED = """-- column name: text · its name
-- column n: integer, rows · how many
-- parameter unit: a | b · what is counted
-- of group: one group
-- column n: integer, rows · how many of the group
"""


def test_what_a_file_names_only_is_described_in_the_shared_header(
    written: Asker, tmp_path: Path
) -> None:
    (tmp_path / header.SHARED).write_text(SHARED)
    question = written(
        "-- title: A\n-- row: b\n-- parameters: unit, id\n-- parameter id: text · whose\n"
        "-- columns group: name, n\n-- columns: own\n-- column own: date · its own\nSELECT 1"
    )
    assert [(parameter.name, parameter.meaning) for parameter in question.parameters] == [
        ("unit", "what is counted"),
        ("id", "whose"),
    ]
    assert [(column.name, column.type, column.meaning) for column in question.columns] == [
        ("name", "text", "its name"),
        ("n", "integer", "how many of the group"),
        ("own", "date", "its own"),
    ]
    ungrouped = written(HEADER + "-- columns group: n\nSELECT 1 AS n")
    assert ungrouped.columns[0].meaning == "how many"


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("-- columns: n, nobody", "line 4: column nobody is described neither here nor in shared"),
        ("-- columns: share", "mine.sql: column n is not named in the line '-- columns: ...'"),
        ("-- columns nowhere: n", "line 4: shared/header.sql has no section '-- of nowhere: ...'"),
        ("-- columns: n, n", "line 4: column n is named twice"),
        ("-- column n: text · again", "line 4: column n is described twice"),
        ("-- parameters: nobody", "line 4: parameter nobody is described neither here nor in"),
    ],
)
def test_a_list_of_columns_that_cannot_be_read_is_told_by_file_and_column(
    written: Asker, lines: str, says: str
) -> None:
    with pytest.raises(QuestionError, match=re.escape(says)) as error:
        written(f"{HEADER}{lines}\nSELECT 1 AS n")
    assert "mine.sql" in str(error.value)


def test_each_shared_description_is_of_several_questions_and_written_once() -> None:
    shared, _ = header.read(loader.FOLDER, header.SHARED)
    counts: Counter[Parameter | Column] = Counter()
    for shipped_question in questions().values():
        counts.update({*shipped_question.parameters, *shipped_question.columns})
    assert [
        description for description in shared.described.values() if counts[description] < 2
    ] == []
    for path in loader.FOLDER.glob("*.sql"):
        file_header, _ = header.read(path.parent, path.name)
        sections = {item.section for items in file_header.named.values() for item in items} | {""}
        again = [
            name
            for (_, word, name), description in file_header.described.items()
            for section in sections
            if file_header.named[word]
            and shared.described.get((section, word, name)) == description
        ]
        assert again == [], path.name


@pytest.mark.parametrize("word", ["title", "row"])
def test_a_header_without_title_or_row_says_which_is_missing(written: Asker, word: str) -> None:
    lines = HEADER.splitlines(keepends=True)
    text = "".join(line for line in lines if not line.startswith(f"-- {word}"))
    with pytest.raises(QuestionError, match=rf"mine\.sql.*'-- {word}: "):
        written(text + "SELECT 1 AS n")


def test_conditions_are_kept_only_for_filters_that_are_set() -> None:
    submissions = question("submissions")
    nothing = submissions.statement(Filters(), {})
    assert "$" not in nothing.sql
    assert nothing.values == {}
    country = submissions.statement(Filters(country=("JPN",)), {})
    assert "$filter_country" in country.sql
    assert list(country.values) == ["filter_country"]


def test_every_question_file_has_words_for_title_row_and_each_column() -> None:
    for shipped_question in questions().values():
        assert shipped_question.title
        assert shipped_question.row
        assert shipped_question.columns
        assert all(column.meaning for column in shipped_question.columns)
        assert len({column.name for column in shipped_question.columns}) == len(
            shipped_question.columns
        )


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
