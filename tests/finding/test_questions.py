"""Plain questions read as filters: what is understood, what is not, and that no offer is empty without saying so."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from finding import wording
from finding.found import find
from finding.index import index
from finding.questions import READINGS, Question, read
from queries import Filters, count_rows, language
from queries.language import Language
from tests.queries.oracle import Oracle
from tests.queries.selections import PROFILE, examples


def meant(typed: str) -> list[dict[str, list[str]]]:
    """The filters of each reading, as an address has them."""
    return [reading.filters.to_query() for reading in read(typed).readings]


@pytest.mark.parametrize(
    ("typed", "filters"),
    [
        (
            "governments on AI in the zero draft",
            {"group": ["government"], "theme": ["ai"], "stage": ["zero-draft"]},
        ),
        (
            "What did Nominet say on the zero draft?",
            {"organisation": ["nominet"], "stage": ["zero-draft"]},
        ),
        ("TCCM rev 2", {"organisation": ["tccm"], "stage": ["rev2"]}),
        (
            "challenges of African governments",
            {"kind": ["challenge"], "region": ["africa"], "group": ["government"]},
        ),
        (
            "goverments and civil society on surveilance in rev 1",
            {"group": ["civil-society", "government"], "theme": ["privacy"], "stage": ["rev1"]},
        ),
        (
            "open letters on net neutrality",
            {"type": ["open-letter"], "theme": ["internet-fragmentation"]},
        ),
        ("Japan and JPNIC", {"country": ["JPN"], "organisation": ["jpnic"]}),
    ],
)
def test_a_question_is_read_as_the_filters_it_names(
    typed: str, filters: dict[str, list[str]]
) -> None:
    question = read(typed)
    assert {name: sorted(values) for name, values in meant(typed)[0].items()} == filters
    assert question.not_understood == ()


def test_the_words_that_were_not_understood_are_said_as_they_were_typed() -> None:
    question = read("governments on blokchain, not AI, in the zero draft")
    assert question.not_understood == ("blokchain", "not")
    assert wording.not_understood(question) == "Words we did not understand: “blokchain”, “not”"
    assert read("xyzzy").readings == ()


def test_one_word_that_can_mean_several_things_gives_at_most_three_readings() -> None:
    assert meant("GDC in Africa") == [
        {"region": ["africa"], "stage": ["gdc"]},
        {"region": ["africa"], "theme": ["gdc-alignment"]},
    ]
    assert meant("Switzerland on security")[:2] == [
        {"country": ["CHE"], "action_line": ["C5"]},
        {"organisation": ["gov-che"], "action_line": ["C5"]},
    ]


def test_each_reading_says_how_many_submissions_it_selects(oracle: Oracle) -> None:
    for typed in ("GDC in Africa", "women in Asia", "governments on AI in the zero draft"):
        for reading in (*read(typed).readings, *read(typed).wider):
            assert reading.submissions == len(oracle.select(reading.filters).submissions)


def test_a_reading_without_submissions_says_so_and_offers_wider_ones() -> None:
    question = read("governments on AI in the zero draft")
    (empty_reading,) = question.readings
    assert empty_reading.submissions == 0
    assert wording.reading(empty_reading).endswith("(no submissions)")
    assert wording.offer(question) == "As a question, your words match no submission"
    assert [reading.submissions for reading in question.wider] == sorted(
        (reading.submissions for reading in question.wider), reverse=True
    )
    assert all(reading.submissions for reading in question.wider)
    assert {frozenset(reading.filters.active()) for reading in question.wider} <= {
        frozenset({"group", "theme"}),
        frozenset({"group", "stage"}),
        frozenset({"theme", "stage"}),
    }


def test_the_name_of_one_thing_is_no_question() -> None:
    for typed in ("zero draft", "permanent IGF", "AI", "IGF money", "the zero draft"):
        assert find(typed).question == Question(), typed
    assert find("Nominet blokchain").question.not_understood == ("blokchain",)


@settings(PROFILE, max_examples=examples(60))
@given(st.data())
def test_no_reading_is_empty_beside_another_and_all_that_is_empty_says_so(
    data: st.DataObject,
) -> None:
    names = [entry.title for entry in index().entries if entry.kind != "page"]
    typed = " ".join(data.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3)))
    question = read(typed[:200])
    assert len(question.readings) <= READINGS
    for reading in (*question.readings, *question.wider):
        assert reading.submissions == count_rows("submissions", reading.filters)
        assert ("no submission" in wording.reading(reading)) == (reading.submissions == 0)
        assert reading.filters != Filters()
    if len(question.readings) > 1:
        assert all(reading.submissions for reading in question.readings)


AI = {"group": ["government"], "theme": ["ai"], "stage": ["zero-draft"]}
PERMANENT = {"claim": ["re-make-igf-permanent"]}
AFRICA = {"kind": ["challenge"], "region": ["africa"], "group": ["government"]}
PRIVACY = {"group": ["civil-society"], "theme": ["privacy"]}


@pytest.mark.parametrize(
    ("code", "typed", "filters"),
    [
        ("en", "What did governments say about AI in the zero draft?", AI),
        ("en", "Which challenges did governments of Africa raise?", AFRICA),
        ("en", "What does civil society say about privacy?", PRIVACY),
        ("ar", "ماذا قالت الحكومات عن الذكاء الاصطناعي في المسودة الصفرية؟", AI),
        ("ar", "من يطلب منتدى دائم؟", PERMANENT),
        ("ar", "تحديات حكومات أفريقيا", AFRICA),
        ("ar", "ماذا يقول المجتمع المدني عن الخصوصية؟", PRIVACY),
        (
            "es",
            "¿Qué dicen los gobiernos sobre la inteligencia artificial en el borrador cero?",
            AI,
        ),
        ("es", "¿Quién pide un FGI permanente?", PERMANENT),
        ("es", "desafíos de los gobiernos de África", AFRICA),
        ("es", "¿Qué dice la sociedad civil sobre la privacidad?", PRIVACY),
        (
            "fr",
            "Que disent les gouvernements de l’intelligence artificielle dans l’avant-projet ?",
            AI,
        ),
        ("fr", "Qui demande un FGI permanent ?", PERMANENT),
        ("fr", "Quels défis soulèvent les gouvernements d’Afrique ?", AFRICA),
        ("fr", "Que dit la société civile sur la vie privée ?", PRIVACY),
        ("ja", "政府はゼロドラフトでAIについて何と言いましたか", AI),
        ("ja", "IGFの恒久化を求めるのは誰ですか", PERMANENT),
        ("ja", "アフリカの政府の課題", AFRICA),
        ("ja", "市民社会はプライバシーについて何を求めていますか", PRIVACY),
        ("pt", "O que os governos disseram sobre a inteligência artificial na minuta zero?", AI),
        ("pt", "quem pede o IGF permanente", PERMANENT),
        ("pt", "desafios dos governos da África", AFRICA),
        ("pt", "O que a sociedade civil diz sobre a privacidade?", PRIVACY),
        ("ru", "Что правительства говорят об искусственном интеллекте в нулевом проекте?", AI),
        ("ru", "Кто просит о постоянном ФУИ?", PERMANENT),
        ("ru", "проблемы правительств Африки", AFRICA),
        ("ru", "Что гражданское общество говорит о конфиденциальности?", PRIVACY),
        ("zh", "各国政府在零草案中对人工智能怎么看？", AI),
        ("zh", "谁要求常设IGF？", PERMANENT),
        ("zh", "非洲政府提出了哪些挑战", AFRICA),
        ("zh", "民间社会对隐私怎么说？", PRIVACY),
    ],
)
def test_a_question_is_understood_in_each_language(
    code: str, typed: str, filters: dict[str, list[str]]
) -> None:
    with language.using(Language(code, in_address=True)):
        assert meant(typed)[0] == filters
        assert read(typed).not_understood == ()


@pytest.mark.parametrize(
    ("code", "typed", "organisations"),
    [
        ("en", "who asks for a permanent IGF", []),
        ("en", "the WHO on gender", ["who"]),
        ("es", "un foro permanente", []),
        ("fr", "l’AU et la vie privée au forum", ["au"]),
    ],
)
def test_a_short_word_of_a_question_is_a_name_only_in_capitals(
    code: str, typed: str, organisations: list[str]
) -> None:
    with language.using(Language(code, in_address=True)):
        names = {name for query in meant(typed) for name in query.get("organisation", ())}
        assert sorted(names) == organisations


def test_what_nothing_has_is_said_in_japanese_as_it_was_typed() -> None:
    with language.using(Language("ja", in_address=True)):
        assert read("政府は田圃蛙について").not_understood == ("田圃蛙",)


def test_a_slip_is_mended_to_a_whole_word() -> None:
    with language.using(Language("fr", in_address=True)):
        assert find("surveilance").corrected == "surveillance"
