import re
from pathlib import Path

from data.build import build
from data.settings import read, using
from tests.pages.visiting import Visit, seen, visit

LUMEN = Path(__file__).parents[1] / "consultation" / "lake-lumen"


def figures(page: Visit) -> list[str]:
    """The key figures as a reader sees them."""
    (html,) = page.within("figures", "html")
    return re.findall(r"<b>([^<]+)</b>", html.proto.body)


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
        ((_label, query),) = page.links(f"card_{card}")
        assert query == "&".join(filter(None, ["theme=igf-funding", "count=points", view]))
        assert page.has(f"opens_{card}")


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
