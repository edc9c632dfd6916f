"""The page of what is found, its light page and its address in the data API; the box, and the strip of stages."""

from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

from cards.organisation import stages as strip
from finding import kinds, suggestions
from finding.found import MANY, find
from i18n import routes
from tests.light.reading import Read, client, words
from tests.pages.visiting import Visit, links_in, seen, table, visit, words_in

TYPED = (
    "TCCM rev 2",
    "Nominet",
    "Internet Socety",
    "permanent IGF",
    "zero draft",
    "ccTLD",
    "internet",
    "governments on AI in the zero draft",
    "women in Asia blokchain",
    "インターネット",
    "xyzzy",
    "+++",
)
KINDS = (
    *routes.ENTITIES,
    *("stage", "paragraph", "passage", "group", "country", "region", "page", "type"),
    *("family", "language", "kind"),
)
"""What can be found."""
SUBMISSIONS = table("submissions")


@pytest.fixture(scope="module")
def other() -> TestClient:
    """Asks the light pages and the data API."""
    return client()


def hits(page: Visit) -> dict[str, list[str]]:
    """Heading of a group -> the links of its hits as seen."""
    return {
        page.finding(kind): [label for label, _query in page.links(f"card_{kind}")]
        for kind in KINDS
        if page.has(f"card_{kind}")
    }


def light_hits(read: Read) -> dict[str, list[str]]:
    """The same of the light page."""
    return {
        words(next(read.every("h2", section))): [
            words(next(read.every("a", entry))) for entry in read.every("li", section)
        ]
        for section in read.every("section")
        if section.get("id") not in ("question", "nothing")
    }


@pytest.mark.parametrize("typed", TYPED)
def test_page_light_page_and_data_api_find_the_same(other: TestClient, typed: str) -> None:
    page = visit("search", q=typed)
    light = Read.of(other.get("/light/search", params={"q": typed}).text)
    answer = other.get("/api/v1/search.json", params={"q": typed}).json()
    groups = {
        f"{group['title']}: {group['total']:,}": [hit["title"] for hit in group["hits"]]
        for group in answer["groups"]
    }
    assert hits(page) == light_hits(light) == groups
    assert list(light_hits(light)) == list(groups), "the best group first"
    assert groups == {
        f"{kinds.heading(group.kind)}: {group.total:,}": [hit.title for hit in group.hits]
        for group in find(typed).groups
    }
    readings = [f"{reading['words']}" for reading in (*answer["readings"], *answer["wider"])]
    links = page.links("card_question") if readings else []
    assert [label.rpartition(" (")[0] for label, _query in links] == readings
    if readings:
        entries = [words(entry) for entry in read_entries(light, "question")]
        assert [entry.rpartition(" (")[0] for entry in entries] == readings
    for word in answer["not_understood"]:
        assert f"“{word}”" in "\n".join(page_texts(page))
        assert f"“{word}”" in words(light.section("question"))


def read_entries(read: Read, key: str) -> list[object]:
    """The entries of a section."""
    return list(read.every("li", read.section(key)))


def page_texts(page: Visit) -> list[str]:
    """The texts of the page as seen."""
    return [seen(text) for text in page.markdown()]


def test_a_report_is_marked_with_its_reporter_and_own_words_are_not(other: TestClient) -> None:
    typed = {"q": "internet", "show": "submission"}
    api_hits = other.get("/api/v1/search.json", params=typed).json()["groups"][0]["hits"]
    page = visit("search", **typed)
    light = Read.of(other.get("/light/search", params=typed).text)
    entries = {words(next(light.every("a", entry))): words(entry) for entry in light.every("li")}
    full_entries = {links_in(entry)[0][0]: words_in(entry) for entry in page.entries("submission")}
    submissions = SUBMISSIONS.set_index("submission_id")
    kinds_seen = set()
    for hit in api_hits:
        row = submissions.loc[hit["id"]]
        reported = row.document_type == "news-summary"
        kinds_seen.add(reported)
        mark = f"as {row.publisher} reports"
        assert (hit["about"][-1] == mark) == reported
        assert (mark in full_entries[hit["title"]]) == reported
        assert (mark in entries[hit["title"]]) == reported
    assert kinds_seen == {True, False}


def test_all_of_one_kind_are_shown_a_page_at_a_time(other: TestClient) -> None:
    group = find("internet", show="submission").groups[0]
    assert group.total > MANY
    page = visit("search", q="internet", show="submission", page="2")
    (labels,) = hits(page).values()
    (light_labels,) = light_hits(
        Read.of(
            other.get(
                "/light/search", params={"q": "internet", "show": "submission", "page": 2}
            ).text
        )
    ).values()
    answer = other.get("/api/v1/search.json?q=internet&show=submission&page=2").json()["groups"][0]
    assert labels == light_labels == [hit["title"] for hit in answer["hits"]]
    assert answer["first"] == MANY
    assert not set(labels) & {hit.title for hit in group.hits}
    page.app.button(key="everything").click().run()
    assert dict(page.succeeds().app.query_params) == {"q": "internet"}
    page.app.button(key="all_claim").click().run()
    assert dict(page.succeeds().app.query_params) == {"q": "internet", "show": "claim"}


def test_words_are_no_filter_here_and_the_filters_go_along_with_the_links() -> None:
    page = visit("search", q="Nominet", theme="igf-funding", count="points")
    links = {label: parse_qs(query) for label, query in page.links("card_organisation")}
    assert links["Nominet"] == {
        "theme": ["igf-funding"],
        "count": ["points"],
        "id": ["nominet"],
    }
    for _label, query in page.navigation("menu"):
        assert parse_qs(query) == {"theme": ["igf-funding"], "count": ["points"]}
    assert not page.has("chips")
    assert not page.has("filter_q")
    assert "The search covers everything." in "\n".join(page_texts(page))
    stage = visit("search", q="zero draft", theme="igf-funding").links("card_stage")
    assert parse_qs(stage[0][1]) == {"stage": ["zero-draft"], "theme": ["igf-funding"]}
    page.app.button(key="reset").click().run()
    assert dict(page.succeeds().app.query_params) == {"q": "Nominet", "count": "points"}


def test_an_offer_leads_to_the_submissions_that_it_counts(other: TestClient) -> None:
    page = visit("search", q="women in Asia", theme="ai")
    (label, query), *_others = page.links("card_question")
    assert parse_qs(query) == {"region": ["asia"], "theme": ["gender"]}
    count = int(label.rpartition("(")[2].split()[0])
    submissions_page = visit("submissions", **parse_qs(query))
    assert f"{count} submission" in "\n".join(page_texts(submissions_page))
    answer = other.get("/api/v1/submissions.json", params=parse_qs(query)).json()
    assert answer["total"] == count


def test_nothing_typed_or_found_leads_to_examples() -> None:
    for query in ({}, {"q": "xyzzy"}, {"q": "+++"}):
        page = visit("search", **query)
        page.app.button(key="example_permanent IGF").click().run()
        assert dict(page.succeeds().app.query_params) == {"q": "permanent IGF"}
        assert "Claims: 2" in hits(page)
    assert "in English" in "\n".join(page_texts(visit("search", q="الإنترنت")))


# The box


def typed_into_the_box(page: Visit, text: str) -> Visit:
    """The page after a text was typed into the box, or an option of it chosen."""
    box = page.widget("view_search")
    if text not in box.options:
        box.options.append(text)  # a browser sends what is typed, an AppTest only what is offered
    box.set_value(text).run()
    return page.succeeds()


def test_every_page_has_the_box_but_not_on_paper() -> None:
    for page in routes.PAGES:
        assert visit(page).has("view_search"), page
        assert not visit(page, print="1").has("view_search"), page


def test_words_lead_to_the_page_of_what_is_found_with_the_filters() -> None:
    page = typed_into_the_box(
        visit("themes", theme="gender", q="open letter", rank="lift"), " IGF "
    )
    assert page.app.title[0].value == "Results for “IGF”"
    assert dict(page.app.query_params) == {"theme": "gender", "q": "IGF"}
    assert page.widget("view_search").value == "IGF"
    assert dict(typed_into_the_box(page, "x").app.query_params) == {"theme": "gender", "q": "x"}


@pytest.mark.parametrize(
    ("option", "query", "heading"),
    [
        ("Nominet · organisation", {"theme": "gender", "id": "nominet"}, "Nominet"),
        ("Human rights · theme", {"id": "human-rights"}, "Human rights"),
        ("Zero draft · stage", {"theme": "gender", "stage": "zero-draft"}, ""),
        ("Compare · page", {"theme": "gender"}, "Who says the same"),
    ],
)
def test_an_option_opens_its_page_with_the_filters(
    option: str, query: dict[str, str], heading: str
) -> None:
    assert option in suggestions.suggestions()
    page = typed_into_the_box(visit("challenges", theme="gender", show="position"), option)
    assert dict(page.app.query_params) == query
    assert seen(page.app.title[0].value).startswith(heading)


def test_a_page_that_one_comes_back_to_has_its_own_parameters_again() -> None:
    """The browser's history has it with the parameters of the page that the reader left it for."""
    parameters = {"theme": "gender", "show": "position"}
    page = typed_into_the_box(visit("challenges", **parameters), "IGF")
    assert dict(page.app.query_params) == {"theme": "gender", "q": "IGF"}
    page.app.switch_page("challenges.py")
    for name, value in {"theme": "gender", "q": "IGF"}.items():
        page.app.query_params[name] = value
    page.app.run()
    assert dict(page.succeeds().app.query_params) == parameters


# The strip of stages


@pytest.mark.parametrize("organisation", ["nominet", "jpnic", "itu"])
def test_the_strip_is_on_the_page_under_any_filter_and_on_the_light_page(
    other: TestClient, organisation: str
) -> None:
    expected = [box.label for box in strip.stages(organisation)]
    page = visit("organisation", id=organisation, theme="igf-funding")
    boxes = [
        words_in(node.proto.body) if node.type == "html" else seen(node.proto.body)
        for node in page.nodes
        if node in (*page.within("stages", "html"), *page.within("stages", "markdown"))
    ]
    assert boxes == expected
    light = Read.of(other.get(f"/light/organisation/{organisation}").text)
    facts = next(element for element in light.every("dl") if element.get("class") == "facts")
    assert " · ".join(expected) in words(facts)


def test_a_box_leads_to_the_one_submission_or_to_the_list_and_an_empty_one_nowhere() -> None:
    links = dict(visit("organisation", id="nominet", theme="igf-funding").links("stages"))
    assert parse_qs(links["General: signed 1"]) == {
        "theme": ["igf-funding"],
        "id": ["tccm-general"],
    }
    assert parse_qs(links["GDC: wrote 1 and signed 3"]) == {
        "organisation": ["nominet"],
        "stage": ["gdc"],
    }
    assert len(links) == 2
    page = visit("organisation", id="nominet")
    assert page.has("stage_wrote_gdc")
    assert page.has("stage_signed_general")
    assert page.has("stage_unknown_zero-draft")
    assert page.has("stage_none_hlm")


def test_the_organisation_of_just_this_name_is_answered_among_what_is_found() -> None:
    page = visit("search", q="nominet")
    assert (
        page.finding("stages")
        == "Nominet wrote or signed submissions at 2 of 16 stages of the review"
    )
    assert not visit("search", q="internet").has("card_stages")


def test_light_pages_have_the_box_with_the_filters(other: TestClient) -> None:
    light = Read.of(other.get("/light/themes?theme=gender&q=letter").text)
    form = next(light.every("form"))
    values = {field.get("name"): field.get("value") for field in light.every("input", form)}
    assert (form.get("action"), values) == ("/light/search", {"q": "", "theme": "gender"})
    results = Read.of(other.get("/light/search?q=Nominet&theme=gender").text)
    box = next(light.every("input", next(results.every("form"))))
    assert box.get("value") == "Nominet"
    links = [urlsplit(link) for link in results.links() if "/organisation/nominet" in link]
    assert [parse_qs(link.query) for link in links] == [{"theme": ["gender"]}]
