from typing import Any
from urllib.parse import parse_qs

import pytest
import streamlit as st

from cards import submission
from cards.view import sources
from components import links
from queries import ask
from tests.pages.visiting import Visit, seen, table, visit

SUBMISSIONS = table("submissions").set_index("submission_id")
PARTIES = table("signatories")
CALL = "tccm-cwg-call"


def title(page: Visit) -> str:
    return seen(page.app.title[0].value)


def theme_and_claim_links(page: Visit) -> list[tuple[str, str]]:
    """The links to themes and claims, without those to what a point cites."""
    links = page.links("card_submission_points")
    return [(label, query) for label, query in links if not label.startswith("Cites ")]


def test_the_sentinel_submission_leads_to_its_author_and_to_what_its_points_cite() -> None:
    page = visit("submission", id=CALL)
    ((author, query),) = page.links("authors")
    assert author == "Technical Community Coalition for Multistakeholderism"
    assert parse_qs(query)["id"] == ["tccm"]
    names = [label for label, _query in page.links("card_parties")]
    assert names == [author, "Japan Network Information Center"]
    cited = {
        label[:9]: parse_qs(query)
        for number in "1234"
        for label, query in visit("submission", id=CALL, points_page=number).links(
            "card_submission_points"
        )
    }
    for line in ("C2", "C3", "C7"):
        assert cited[f"Cites {line} "] == {"id": [line]}


def test_points_stand_5_a_page_and_all_on_paper() -> None:
    points = table("points")
    count = sum(points.submission_id == CALL)
    assert count > 5
    assert len(visit("submission", id=CALL).entries("submission_points")) == 5
    assert len(visit("submission", id=CALL, print="1").entries("submission_points")) == count


def test_theme_and_claim_links_drop_other_filters_on_points_and_keep_the_rest() -> None:
    page = visit("submission", id=CALL, theme="igf-funding", kind="challenge", group="technical")
    queries = [parse_qs(query) for _label, query in theme_and_claim_links(page)]
    assert all(
        parameters["group"] == ["technical"] and "kind" not in parameters for parameters in queries
    )
    assert all(
        len(parameters.get("theme", [])) + len(parameters.get("claim", [])) == 1
        for parameters in queries
    )
    assert "filters do not apply" in page.subtitle("submission_points")


def test_of_many_authors_the_first_are_linked_and_the_others_counted() -> None:
    authors = PARTIES[PARTIES.role == "author"]
    sizes = authors.groupby("submission_id").size()
    key = sizes.idxmax()
    page = visit("submission", id=key)
    linked = {parse_qs(query)["id"][0] for _label, query in page.links("authors")}
    assert len(linked) == submission.AUTHORS < sizes[key]
    assert linked < set(authors[authors.submission_id == key].organisation_id)
    (more,) = page.within("authors", "caption")
    assert seen(more.value) == f"and {sizes[key] - submission.AUTHORS} more"


def test_of_several_ids_the_first_known_is_shown_and_the_others_are_linked() -> None:
    page = visit("submission", id=["no-such", CALL, "tccm-rev2"])
    assert title(page) == SUBMISSIONS.title[CALL]
    ((label, query),) = page.links("point_tccm-rev2")
    assert SUBMISSIONS.title["tccm-rev2"][:60] in label
    assert parse_qs(query)["id"] == ["tccm-rev2"]


def test_the_tab_is_called_as_the_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    titles: list[str] = []
    set_page_config = st.set_page_config

    def record_title(**settings: Any) -> None:
        titles.append(settings.get("page_title", ""))
        set_page_config(**settings)

    monkeypatch.setattr(st, "set_page_config", record_title)
    visit("submission", id=CALL)
    assert titles[-1] == f"{SUBMISSIONS.title[CALL]} · WSIS+20 submissions"


def test_neighbours_link_to_their_pages() -> None:
    page = visit("submission", id=CALL, count="points")
    linked = [parse_qs(query) for _label, query in page.links("card_neighbours")]
    nearest = ask("submission_neighbours", id=CALL).submission_id
    assert {parameters["id"][0] for parameters in linked} == set(nearest)
    assert all(parameters["count"] == ["points"] for parameters in linked)


def test_links_show_hosts_and_are_web_addresses_only() -> None:
    pages = "https://www.a.org/x https://b.org/ javascript:alert(1) https://a.org/y"
    assert seen(links.markdown_line(sources(pages))) == (
        "[a.org (1)](https://www.a.org/x) · [b.org](https://b.org/) · [a.org (2)](https://a.org/y)"
    )
    assert links.markdown_line(sources(None)) == ""
