import re
from html import escape
from pathlib import Path

import pandas as pd
import pytest

from data import SOURCE
from data.build import build
from data.settings import read, using
from i18n.glossary import definition
from tests.pages.visiting import Visit, seen, table, visit

LUMEN = Path(__file__).parents[1] / "consultation" / "lake-lumen"
POINTS = table("points")
PARTIES = table("signatories")
SUBMISSIONS = table("submissions")


def by_claim(kind: str, submissions: pd.DataFrame, unit: str) -> tuple[pd.Series, int]:
    """How many units make each claim of a kind, and how many have any point of that kind."""
    points = POINTS[(POINTS.kind == kind) & POINTS.submission_id.isin(submissions.submission_id)]
    column = {
        "points": "point_id",
        "submissions": "submission_id",
        "organisations": "organisation_id",
    }[unit]
    rows = points
    if unit == "organisations":
        rows = points.merge(PARTIES[["submission_id", "organisation_id"]], on="submission_id")
    counts = rows[rows.claim_id != ""].groupby("claim_id")[column].nunique()
    return counts, rows[column].nunique()


def figures(page: Visit) -> list[str]:
    """The key figures as a reader sees them."""
    (html,) = page.within("figures", "html")
    return re.findall(r"<b>([^<]+)</b>", html.proto.body)


def test_the_first_screen_says_what_it_is_how_it_was_made_and_what_it_cannot_show() -> None:
    page = visit()
    (about,) = page.within("about", "markdown")
    texts = read(SOURCE)
    said = seen(about.value)
    for sentence in (texts.introduction, texts.reading, texts.footnote):
        assert sentence in said
    news = (SUBMISSIONS.document_type == "news-summary").mean()
    assert f"{news:.0%} of the submissions are known only from other people's reports." in said
    assert [label for label, _query in page.links("about")] == ["Sources, method and limitations"]


def test_every_key_figure_has_its_definition() -> None:
    (html,) = visit().within("figures", "html")
    for name in ("submission", "organisation", "signature", "point"):
        assert escape(definition(name)) in html.proto.body


def test_a_chart_keeps_the_neighbours_of_a_chosen_bar() -> None:
    usual, chosen = visit(), visit(claim="ch-divides-persist")
    assert chosen.chart("top_challenges").marks() == usual.chart("top_challenges").marks()
    assert figures(chosen) != figures(usual)
    colours = chosen.chart("top_challenges").figure["data"][-1]["marker"]["color"]
    assert [colour.startswith("#") for colour in colours] == [
        claim == "ch-divides-persist" for claim in chosen.chart("top_challenges").marks()
    ]


def test_a_chosen_claim_outside_the_first_is_shown_too() -> None:
    counts, _total = by_claim("challenge", SUBMISSIONS, "submissions")
    rare = counts.sort_values().index[0]
    marks = visit(claim=rare).chart("top_challenges").marks()
    assert marks[rare] == counts[rare]
    assert len(marks) == 4


# The answer on one organisation


def answer(page: Visit) -> str:
    """Everything in the answer as a reader sees it."""
    texts = [seen(m.value) for m in page.within("card_answer", "markdown")]
    texts += [seen(c.value) for c in page.within("card_answer", "caption")]
    return "\n".join([*texts, *(label for label, _query in page.links("card_answer"))])


def below_the_strip(page: Visit) -> list[tuple[str, str]]:
    """The links of the answer below the strip of stages: label as seen, query string."""
    return page.links("card_answer")[len(page.links("stages")) :]


@pytest.mark.parametrize(
    "asked", ["jprs", "JPRS", "ＪＰＲＳ", "japan registry", "Japan Registry Services Co., Ltd."]
)
def test_did_jprs_sign_the_input_to_revision_2(asked: str) -> None:
    page = visit(who=asked)
    said = answer(page)
    signed = (PARTIES.organisation_id == "jprs").sum()
    assert f"Japan Registry Services Co., Ltd. signed {signed} submissions" in said
    line = next(link for link in below_the_strip(page) if "id=tccm-rev2" in link[1])
    title = SUBMISSIONS.set_index("submission_id").title["tccm-rev2"]
    assert line[0].startswith("Signatory, 8 Dec 2025: ")
    assert line[0].endswith(title)
    assert "Revision 2 · [jprs.co.jp](https://jprs.co.jp/en/topics/2025/251209.html)" in said


def test_what_jpnic_wrote_is_told_from_what_it_signed() -> None:
    mine = PARTIES[PARTIES.organisation_id == "jpnic"].role.value_counts()
    said = answer(visit(who="jpnic", stage="unesco"))
    assert f"wrote {mine['author']} and signed {mine['signatory']} submissions" in said


def test_an_organisation_that_only_wrote_is_not_said_to_have_signed() -> None:
    roles = PARTIES.groupby("organisation_id").role.agg(set)
    wrote = next(o for o in roles.index if roles[o] == {"author"})
    count = (PARTIES.organisation_id == wrote).sum()
    heading = answer(visit(who=wrote)).splitlines()[0]
    assert "signed" not in heading
    assert f"wrote {count} submission" in heading


def test_a_name_that_is_not_collected_is_no_proof_of_silence() -> None:
    page = visit(who="Nobody of Nowhere")
    said = answer(page)
    assert "We collected nothing from “Nobody of Nowhere”" in said
    assert "It may still have signed or said something" in said
    assert page.has("clear_answer")


def test_a_name_that_several_have_lets_the_reader_choose() -> None:
    page = visit(who="association")
    assert "“association” matches" in answer(page)
    labels = [button.label for button in page.within("card_answer", "button")]
    assert "APC" in labels


def test_the_answer_has_the_strip_of_stages_whatever_the_filters_are() -> None:
    strips = [visit(who="nominet", **more).links("stages") for more in ({}, {"stage": "unesco"})]
    assert [label for label, _query in strips[0]] == ["GDC: wrote 1, signed 3", "General: signed 1"]
    assert [label for label, _query in strips[1]] == [label for label, _query in strips[0]]


def test_links_of_the_answer_keep_filters_to_a_submission_and_set_the_organisation() -> None:
    page = visit(who="jprs", theme="igf-funding", count="points")
    for label, query in below_the_strip(page):
        if label == "Go to its page":
            assert query == "theme=igf-funding&count=points&id=jprs"
        elif label in ("See all", "What it raises"):
            assert query == "organisation=jprs&count=points"
        else:
            assert query.startswith("theme=igf-funding&count=points&id=")


# Five answers


def test_each_answer_is_a_door_that_keeps_filters_and_counting() -> None:
    page = visit(theme="igf-funding", count="points")
    doors = {
        "top_challenges": "show=challenge",
        "top_asks": "show=recommendation",
        "top_signers": "",
        "top_changes": "",
        "top_outcome": "",
    }
    for card, view in doors.items():
        ((_label, query),) = page.links(f"tools_{card}")
        assert query == "&".join(filter(None, ["theme=igf-funding", "count=points", view]))
        assert page.has(f"download_{card}")


def test_an_empty_selection_says_so_in_every_answer() -> None:
    page = visit(q="nobody said this")
    for card in ("top_challenges", "top_asks", "top_signers", "top_changes"):
        assert page.has(f"reset_{card}"), card
    assert page.subtitle("top_changes").startswith("Change in the share of submissions · ")


def test_the_same_process_can_show_another_data_set(tmp_path: Path) -> None:
    shipped = visit()
    built = tmp_path / "lumen.duckdb"
    build(LUMEN, built)
    with using(source=LUMEN, database=built):
        own = visit()
    assert own.app.title[0].value == read(LUMEN).title != shipped.app.title[0].value
    (about,) = own.within("about", "markdown")
    assert read(LUMEN).introduction in seen(about.value)
    assert visit().markdown() == shipped.markdown()
