import re
from pathlib import Path

import pandas as pd
import pytest

from data.build import build
from data.settings import read, using
from tests.pages.visiting import Visit, seen, table, visit
from tests.queries import oracle

LUMEN = Path(__file__).parents[1] / "consultation" / "lake-lumen"
POINTS = table("points")
PARTIES = table("signatories")
ORGANISATIONS = table("organisations")
SUBMISSIONS = table("submissions")
CLAIMS = table("claims").set_index("claim_id").title
LABELS = {row["organisation_id"]: oracle.label(row) for row in ORGANISATIONS.to_dict("records")}
GROUP = dict(zip(ORGANISATIONS.organisation_id, ORGANISATIONS.stakeholder_group, strict=True))


def signed_with(organisation: str) -> pd.DataFrame:
    """The submissions that an organisation wrote or signed."""
    ids = PARTIES[PARTIES.organisation_id == organisation].submission_id
    return SUBMISSIONS[SUBMISSIONS.submission_id.isin(ids)]


SELECTED = {
    "everything": ({}, SUBMISSIONS),
    "a stage": ({"stage": "zero-draft"}, SUBMISSIONS[SUBMISSIONS.stage_id == "zero-draft"]),
    "those JPNIC signed or wrote": ({"organisation": "jpnic"}, signed_with("jpnic")),
    "kinds of document": (
        {"type": ["open-letter", "joint-statement"]},
        SUBMISSIONS[SUBMISSIONS.document_type.isin(["open-letter", "joint-statement"])],
    ),
}
"""Name -> filters, and the submissions they select."""


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
    return [seen(m.value) for m in page.within("figures", "markdown")]


@pytest.mark.parametrize("name", SELECTED)
def test_key_figures_are_those_of_the_tables(name: str) -> None:
    query, submissions = SELECTED[name]
    page = visit(**query)
    parties = PARTIES[PARTIES.submission_id.isin(submissions.submission_id)]
    own = (
        parties[parties.organisation_id == query["organisation"]]
        if "organisation" in query
        else parties
    )
    points = POINTS[POINTS.submission_id.isin(submissions.submission_id)]
    expected = (
        len(submissions),
        parties.organisation_id.nunique(),
        (own.role == "signatory").sum(),
        len(points),
    )
    assert figures(page) == [f"{figure:,}" for figure in expected]


def test_key_figures_stand_against_the_whole() -> None:
    captions = [c.value for c in visit(stage="zero-draft").within("figures", "caption")]
    wholes = (
        len(SUBMISSIONS),
        len(ORGANISATIONS),
        (PARTIES.role == "signatory").sum(),
        len(POINTS),
    )
    for caption, whole in zip(captions, wholes, strict=True):
        assert f"of {whole:,} **" in caption
    assert not any("of " in c.value for c in visit().within("figures", "caption"))


@pytest.mark.parametrize("name", SELECTED)
@pytest.mark.parametrize("unit", ["submissions", "organisations", "points"])
@pytest.mark.parametrize(
    ("card", "kind"), [("top_challenges", "challenge"), ("top_asks", "recommendation")]
)
def test_chart_and_finding_are_what_the_tables_say(
    name: str, unit: str, card: str, kind: str
) -> None:
    query, submissions = SELECTED[name]
    page = visit(**query, count=unit)
    counts, total = by_claim(kind, submissions, unit)
    shown = page.chart(card).marks()
    assert shown == {claim: counts[claim] for claim in shown}
    assert sorted(shown.values(), reverse=True) == list(shown.values())
    assert list(shown.values()) == sorted(counts, reverse=True)[:3]
    said = page.finding(card)
    of_total = re.search(r"(\d[\d,]*) of (\d[\d,]*) ", said)
    assert of_total, said
    assert [int(figure.replace(",", "")) for figure in of_total.groups()] == [counts.max(), total]
    leaders = [CLAIMS[claim] for claim in counts[counts == counts.max()].index]
    if len(leaders) <= 3:
        assert all(f"“{leader}”" in said for leader in leaders)


def test_the_table_has_every_claim_and_those_that_fit_none() -> None:
    rows = visit("challenges", stage="zero-draft", count="points").table("most")
    counts, total = by_claim("challenge", SELECTED["a stage"][1], "points")
    found = dict(zip(rows["claim_id"], rows["count"], strict=True))
    assert set(found) - set(counts.index) <= {"none"}
    assert {claim: found[claim] for claim in counts.index} == counts.to_dict()
    assert set(rows["total"]) == {total}
    assert sum(found.values()) == total


def test_the_values_on_the_bars_are_counts_and_shares() -> None:
    counts, total = by_claim("challenge", SUBMISSIONS, "submissions")
    chart = visit().chart("top_challenges")
    words = chart.words()
    for claim in list(chart.marks())[:10]:
        place = words.index(CLAIMS[claim])
        assert words[place + 1] == f"{counts[claim]} ({100 * counts[claim] / total:.0f}%)"


def test_groups_are_counted_once_per_text_of_the_whole_selection() -> None:
    page = visit("organisations", group="technical", stage="zero-draft")
    sides = PARTIES[PARTIES.submission_id.isin(SELECTED["a stage"][1].submission_id)]
    sides = sides.assign(group=sides.organisation_id.map(GROUP))
    expected = sides.groupby("group").submission_id.nunique().to_dict()
    assert page.chart("groups").marks() == expected


@pytest.mark.parametrize("unit", ["submissions", "points"])
def test_stages_stand_in_time_order_and_their_parts_add_up(unit: str) -> None:
    page = visit("through_the_review", count=unit, stage="hle-2025")
    figure = page.chart("stages").figure
    whole, parts = figure["data"][0], figure["data"][1:]
    stages = [mark[0] for mark in whole["customdata"]]
    positions = table("stages").set_index("stage_id").position.astype(int)
    assert [positions[s] for s in stages] == sorted(positions[s] for s in stages)
    added = dict.fromkeys(stages, 0)
    for part in parts:
        for mark, count in zip(part["customdata"], part["x"], strict=True):
            added[mark[0]] += count
    rows = SUBMISSIONS if unit == "submissions" else POINTS.merge(SUBMISSIONS, on="submission_id")
    assert added == rows.groupby("stage_id").size().to_dict()


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


# The one box


def answer(page: Visit) -> str:
    """Everything in the box's answer as a reader sees it."""
    texts = [seen(m.value) for m in page.within("card_answer", "markdown")]
    texts += [seen(c.value) for c in page.within("card_answer", "caption")]
    return "\n".join([*texts, *(label for label, _query in page.links("card_answer"))])


@pytest.mark.parametrize(
    "asked", ["jprs", "JPRS", "ＪＰＲＳ", "japan registry", "Japan Registry Services Co., Ltd."]
)
def test_did_jprs_sign_the_input_to_revision_2(asked: str) -> None:
    page = visit(who=asked)
    said = answer(page)
    assert "Japan Registry Services Co., Ltd. signed 13 texts of others" in said
    line = next(link for link in page.links("card_answer") if "id=tccm-rev2" in link[1])
    title = SUBMISSIONS.set_index("submission_id").title["tccm-rev2"]
    assert line[0].startswith("Signatory, 8 Dec 2025: ")
    assert line[0].endswith(title)
    assert "Revision 2 · [jprs.co.jp](https://jprs.co.jp/en/topics/2025/251209.html)" in said


def test_what_jpnic_wrote_is_told_from_what_it_signed() -> None:
    mine = PARTIES[PARTIES.organisation_id == "jpnic"].role.value_counts()
    said = answer(visit(who="jpnic", stage="unesco"))
    assert f"signed {mine['signatory']} texts of others and wrote {mine['author']} " in said


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
    assert "“Nobody of Nowhere” is not among the organisations collected" in said
    assert "not proof" in said
    assert page.has("clear_answer")


def test_a_name_that_several_have_lets_the_reader_choose() -> None:
    page = visit(who="association")
    assert "“association” can be one of" in answer(page)
    labels = [button.label for button in page.within("card_answer", "button")]
    assert "APC" in labels


def test_the_box_takes_a_typed_name_for_the_organisation() -> None:
    page = visit(theme="igf-funding")
    page.app.selectbox(key="view_who").set_value("jpnic").run()
    assert dict(page.succeeds().app.query_params) == {"theme": "igf-funding", "who": "jpnic"}


def test_links_of_the_answer_keep_filters_to_a_submission_and_set_the_organisation() -> None:
    page = visit(who="jprs", theme="igf-funding", count="points")
    for label, query in page.links("card_answer"):
        if label == "Its page":
            assert query == "theme=igf-funding&count=points&id=jprs"
        elif label in ("All of them", "What it raises"):
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


def test_the_busiest_signatories_are_those_of_the_tables() -> None:
    signed = PARTIES[PARTIES.role == "signatory"].organisation_id.value_counts()
    marks = visit().chart("top_signers").marks()
    assert list(marks.values()) == sorted(signed, reverse=True)[:3]
    assert marks == {organisation: signed[organisation] for organisation in marks}


def test_what_rose_and_fell_is_what_the_tables_say() -> None:
    """Shares of submissions with points at the elements paper and at the outcome, in percentage points."""
    points = POINTS.merge(SUBMISSIONS[["submission_id", "stage_id"]], on="submission_id")
    shares = {
        stage: rows.groupby("theme_id").submission_id.nunique() / rows.submission_id.nunique()
        for stage, rows in points.groupby("stage_id")
    }
    change = 100 * shares["outcome"].sub(shares["elements"], fill_value=0)
    chart = visit().chart("top_changes")
    marks = chart.marks()
    assert len(marks) == 4
    for theme, value in marks.items():
        assert value == pytest.approx(change[theme], abs=0.051)
    assert visit(stage="zero-draft").chart("top_changes").marks() == marks


def test_what_became_of_it_counts_asks_and_passages() -> None:
    asks = POINTS[POINTS.kind == "recommendation"].groupby("theme_id").submission_id.nunique()
    passages = table("text_passages")
    texts = table("texts")
    last = texts.text_id[texts.position.astype(int).idxmax()]
    adopted = passages[passages.text_id == last].theme_id.value_counts()
    chart = visit().chart("top_outcome")
    themes = table("themes").set_index("theme_id").title
    words = chart.words()
    for theme, count in chart.marks().items():
        assert count == asks[theme]
        said = words[words.index(themes[theme]) + 1]
        number = int(adopted.get(theme, 0))
        assert said == f"{count} ask · {number} passage{'' if number == 1 else 's'}"


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
    assert read(LUMEN).introduction in [seen(caption.value) for caption in own.app.caption]
    assert visit().markdown() == shipped.markdown()
