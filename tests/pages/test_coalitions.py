"""Coalitions on the page on who signed what: sheets, doors, and what is said without them."""

from urllib.parse import parse_qs

import pytest

from queries import Filters, ask
from tests.pages.visiting import Visit, links_in, table, visit

PAGE = "who_signed_what"
PARTIES = table("signatories")
ORGANISATIONS = table("organisations").set_index("organisation_id")

Pairs = dict[tuple[str, str], int]


def opened(**query: str | list[str]) -> Visit:
    """The page with the cards behind its button."""
    return visit(PAGE, more="yes", **query)


def together(**filters: tuple[str, ...]) -> Pairs:
    """How many submissions every two organisations share."""
    rows = ask("co_signatures", Filters(**filters))
    pairs = zip(rows.organisation_id, rows.other_organisation_id, strict=True)
    return dict(zip(pairs, rows.together, strict=True))


def shown_by(pairs: Pairs, least: int) -> set[str]:
    return {
        organisation for pair, count in pairs.items() if count >= least for organisation in pair
    }


def cells(page: Visit) -> dict[tuple[str, str], set[int]]:
    """What the matrix shows: the counts of each pair's cells."""
    trace = page.chart("coalitions").figure["data"][0]
    counts: dict[tuple[str, str], set[int]] = {}
    for ids, words in zip(trace["customdata"], trace["text"], strict=True):
        counts.setdefault(tuple(ids), set()).add(int(words))
    return counts


def diagonal(page: Visit) -> list[str]:
    return [ids[0] for ids in page.chart("coalitions").figure["data"][1]["customdata"]]


def captions(page: Visit) -> str:
    return " ".join(page.texts("card_coalitions", "caption"))


def nodes(page: Visit) -> list[str]:
    data = page.chart("coalitions").figure["data"]
    return [ids[0] for trace in data for ids in trace.get("customdata") or []]


def behind(link: str) -> set[str]:
    """The submissions of a link's ``organisation`` that also are of one of its ``also_organisation``."""
    parameters = parse_qs(link)
    submission_sets = []
    for name in ("organisation", "also_organisation"):
        rows = PARTIES[PARTIES.organisation_id.isin(parameters[name])]
        submission_sets.append(set(rows.submission_id))
    return submission_sets[0] & submission_sets[1]


@pytest.mark.parametrize("least", ["1", "5"])
def test_the_sheets_of_the_matrix_have_every_organisation_and_pair_once(least: str) -> None:
    pairs = together()
    ids = shown_by(pairs, int(least))
    cell_counts: dict[tuple[str, str], set[int]] = {}
    lines: list[str] = []
    sheet_of: dict[str, int] = {}
    for sheet in range(1, 40):
        page = opened(least=least, sheet=str(sheet))
        sheet_ids = diagonal(page)
        if sheet_ids[0] in lines:
            break
        lines += sheet_ids
        sheet_of |= dict.fromkeys(sheet_ids, sheet)
        cell_counts |= cells(page)
        assert len(page.names("coalitions").words()) > len(sheet_ids)
    assert sorted(lines) == sorted(ids)
    expected = {pair: {count} for pair, count in pairs.items() if ids.issuperset(pair)}
    split_pairs = [pair for pair in expected if sheet_of[pair[0]] != sheet_of[pair[1]]]
    assert cell_counts == {
        pair: count for pair, count in expected.items() if pair not in split_pairs
    }
    assert (
        f"{len(split_pairs)} pairs that span two pages are in the table only" in captions(page)
    ) == bool(split_pairs)
    finding = page.finding("coalitions")
    assert finding.startswith(f"{len(ids)} organisations share ")


def test_two_texts_together_are_the_usual_least() -> None:
    assert diagonal(opened()) == diagonal(opened(least="2"))
    assert diagonal(opened()) == diagonal(opened(least="9", sheet="x", drawing="<b>"))


def test_the_network_has_the_same_organisations_as_the_matrix() -> None:
    page = opened(drawing="network", least="1")
    assert sorted(nodes(page)) == sorted(shown_by(together(), 1))
    count = len(shown_by(together(), 2))
    assert opened(drawing="network").chart("coalitions").alt.startswith(f"{count} organisations")


def test_around_an_organisation_filter_are_those_who_sign_with_it() -> None:
    pairs = together()
    members = {
        organisation
        for pair, count in pairs.items()
        if count >= 2 and "jprs" in pair
        for organisation in pair
    }
    page = opened(organisation="jprs")
    assert set(diagonal(page)) == members
    assert page.finding("coalitions").startswith(
        f"{len(members) - 1} organisations share 2 or more submissions with JPRS"
    )
    assert f"Showing JPRS and {len(members) - 1} organisations" in page.subtitle("coalitions")
    assert "All organisations are shown" in captions(page)
    page_of_two = opened(organisation=["jprs", "itu"], drawing="network")
    joined = {
        organisation
        for pair, count in pairs.items()
        if count >= 2 and {"jprs", "itu"} & set(pair)
        for organisation in pair
    }
    assert set(nodes(page_of_two)) == joined
    assert (
        f"2 of the 2 organisations you filtered by, and {len(joined) - 2} that"
        in page_of_two.subtitle("coalitions")
    )


def test_a_pair_leads_to_its_texts_to_both_and_to_their_comparison() -> None:
    page = opened()
    page.choose("coalitions", "jprs", "tccm")
    links = dict(page.links("picked_coalitions"))
    count = together()["jprs", "tccm"]
    assert len(behind(links[f"{count} shared submissions"])) == count
    assert parse_qs(links["Compare the two"]) == {"by": ["organisation"], "id": ["jprs", "tccm"]}
    assert parse_qs(links["JPRS"]) == {"id": ["jprs"]}
    assert parse_qs(links["TCCM"]) == {"id": ["tccm"]}
    submissions_page = visit("submissions", organisation="jprs", also_organisation="tccm")
    assert submissions_page.finding("submissions").startswith(f"{count} submissions")


def test_the_door_of_a_pair_keeps_the_filters_in_force() -> None:
    page = opened(group="technical", role="signatory", organisation="jprs", least="1")
    assert "Everything is shown" in captions(page)
    page.choose("coalitions", "jprs", "tccm")
    label, link = page.links("picked_coalitions")[0]
    assert parse_qs(link) == {
        "organisation": ["jprs"],
        "also_organisation": ["tccm"],
        "group": ["technical"],
    }
    assert label == f"{together(group=('technical',))['jprs', 'tccm']} shared submissions"


def test_the_diagonal_leads_to_the_organisation_and_filters_by_it() -> None:
    page = opened()
    page.choose("coalitions", "jprs")
    links = dict(page.links("picked_coalitions"))
    assert parse_qs(links["JPRS"]) == {"id": ["jprs"]}
    assert parse_qs(links["Submissions of this organisation"]) == {"organisation": ["jprs"]}
    page.app.button(key="filter_by_member").click().run()
    assert dict(page.succeeds().app.query_params)["organisation"] == "jprs"


def test_a_mark_that_is_not_there_leads_nowhere() -> None:
    page = opened()
    page.choose("coalitions", "jprs", "no-such")
    page.choose("coalitions", "no-such")
    assert not page.links("picked_coalitions")


def test_a_coalition_names_its_members_and_leads_to_its_texts() -> None:
    page = opened()
    assert " coalitions, the largest: " in page.finding("coalition_list")
    entries = page.entries("coalition_list")
    assert entries
    for entry in entries:
        links = links_in(entry)
        members = [parse_qs(link)["id"][0] for _label, link in links if "id" in parse_qs(link)]
        parameters = parse_qs(next(link for label, link in links if label.startswith("See all ")))
        assert set(members) <= set(parameters["organisation"])
        assert parameters["least"] == ["2"]
        label, link = links[-1]
        assert label.split()[1] == str(len(behind(link)))
        assert set(parse_qs(link)["also_organisation"]) == set(parameters["organisation"]) - {
            members[0]
        }


@pytest.mark.parametrize("drawing", ["matrix", "network"])
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        (
            {"stage": "unesco"},
            "No two organisations that match these filters wrote or signed the same",
        ),
        (
            {"q": "nobody said this"},
            "No two organisations that match these filters wrote or signed the same",
        ),
        (
            {"organisation": "jpnic", "least": "5", "stage": "gdc"},
            "shares 5 submissions with the organisations you filtered by",
        ),
        ({"group": "academia"}, "No two organisations"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_where_nothing_is_shared_the_card_says_so(
    drawing: str, query: dict[str, str], sentence: str
) -> None:
    page = opened(drawing=drawing, **query)
    assert sentence in page.finding("coalitions")
    assert not page.has("card_coalition_list")
    assert page.has("reset_coalitions")


def test_a_click_in_the_network_filters_and_the_drawing_says_around_whom() -> None:
    page = opened(drawing="network", organisation=["gov-deu"])
    rings = [
        trace
        for trace in page.chart("coalitions").figure["data"]
        if trace.get("marker", {}).get("symbol") == "circle-open"
    ]
    assert len(rings) == 1
    assert "share 2 or more submissions with Germany" in page.finding("coalitions")


@pytest.mark.parametrize(
    "query",
    [
        {"drawing": ["network", "matrix"], "least": "-1", "sheet": "99999999"},
        {"organisation": "<script>", "least": "2"},
        {"sheet": "0", "coalitions": "-3"},
        {"organisation": list(ORGANISATIONS.index), "least": "1"},
    ],
    ids=["switches", "organisation", "pages", "every organisation"],
)
def test_any_address_gives_a_page(query: dict[str, str | list[str]]) -> None:
    assert opened(**query).charts()
