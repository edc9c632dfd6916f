import re
from html import unescape
from pathlib import Path

from data import SOURCE
from data.build import build
from data.settings import read, using
from tests.pages.visiting import Visit, seen, table, visit

LUMEN = Path(__file__).parents[1] / "consultation" / "lake-lumen"
SUBMISSIONS = table("submissions")


def figures(page: Visit) -> list[str]:
    """The key figures as a reader sees them."""
    (html,) = page.within("figures", "html")
    return re.findall(r"<b>([^<]+)</b>", html.proto.body)


def test_the_first_screen_says_what_it_is_how_it_was_made_and_what_it_cannot_show() -> None:
    page = visit()
    (about,), (limits,) = page.within("about", "markdown"), page.within("about", "html")
    texts = read(SOURCE)
    text = unescape(f"{seen(about.value)} {limits.proto.body}")
    for sentence in (texts.introduction, texts.reading, texts.footnote):
        assert sentence in text
    reported = int((SUBMISSIONS.document_type == "news-summary").sum())
    assert (len(SUBMISSIONS), reported) == (665, 327)
    assert (
        "665 submissions and statements: 338 in the organisations' own words, 327 as others report them."
        in text
    )
    assert [label for label, _query in page.links("about")] == ["Data and method"]


def test_a_chart_keeps_the_neighbours_of_a_chosen_bar() -> None:
    usual_page, chosen_page = visit(), visit(claim="ch-divides-persist")
    assert chosen_page.chart("top_challenges").marks() == usual_page.chart("top_challenges").marks()
    assert figures(chosen_page) != figures(usual_page)
    colours = chosen_page.chart("top_challenges").figure["data"][-1]["marker"]["color"]
    assert [colour.startswith("#") for colour in colours] == [
        claim == "ch-divides-persist" for claim in chosen_page.chart("top_challenges").marks()
    ]


# Five answers


def test_each_answer_is_a_door_that_keeps_filters_and_counting() -> None:
    page = visit(theme="igf-funding", count="points")
    doors = {
        "top_challenges": "show=challenge",
        "top_signers": "",
        "top_outcome": "",
        "top_changes": "",
    }
    for card, view in doors.items():
        ((_label, query),) = page.links(f"tools_{card}")
        assert query == "&".join(filter(None, ["theme=igf-funding", "count=points", view]))
        assert page.has(f"download_{card}")


def test_the_same_process_can_show_another_data_set(tmp_path: Path) -> None:
    shipped_page = visit()
    database = tmp_path / "lumen.duckdb"
    build(LUMEN, database)
    with using(source=LUMEN, database=database):
        page = visit()
    assert page.app.title[0].value == read(LUMEN).title != shipped_page.app.title[0].value
    (about,) = page.within("about", "markdown")
    assert read(LUMEN).introduction in seen(about.value)
    assert visit().markdown() == shipped_page.markdown()
