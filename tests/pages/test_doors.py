"""Where links lead from marks that count one kind of point while ``also_theme`` filters; ids that show nothing."""

import re

import pytest

from queries import Filters, ask
from tests.pages.links import selection
from tests.pages.visiting import Visit, seen, visit

ALSO = "financing"
CARDS = [
    ("themes", {}, "by_kind", ("gender", "achievement")),
    ("theme", {"id": "gender"}, "by_group", ("civil-society", "achievement")),
    ("organisation", {"id": "apc", "more": "yes"}, "by_kind", ("digital-divide", "challenge")),
    ("action_lines", {}, "by_kind", ("C2", "achievement")),
]


def listed(query: str) -> tuple[int, Filters]:
    """How many submissions a link leads to, and its selection."""
    filters = selection(query)
    return len(ask("submissions", filters)), filters


def door(page: Visit, card: str) -> tuple[list[str], dict[str, str]]:
    """What a chosen mark says, and its links to the lists of points and submissions."""
    texts = [
        seen(node.value)
        for kind in ("markdown", "caption")
        for node in page.within(f"picked_{card}", kind)
    ]
    return texts, dict(page.links(f"picked_{card}", "points", "submissions"))


@pytest.mark.parametrize(("page", "query", "card", "ids"), CARDS, ids=[card[0] for card in CARDS])
def test_no_link_claims_to_hold_a_kind_that_filters_cannot_say(
    page: str, query: dict[str, str], card: str, ids: tuple[str, str]
) -> None:
    visited_page = visit(page, also_theme=ALSO, **query)
    visited_page.choose(card, *ids)
    texts, lists = door(visited_page, card)
    assert any("do not work together with one kind of point" in words for words in texts)
    assert lists
    for label, link in lists.items():
        assert listed(link)[1].kind == ()
        assert not re.search(r"\d", label)


@pytest.mark.parametrize(
    ("page", "query", "card", "ids"),
    [
        ("themes", {}, "by_kind", ("igf-mandate", "recommendation")),
        ("theme", {"id": "igf-mandate"}, "by_group", ("technical", "recommendation")),
    ],
    ids=["themes", "theme"],
)
@pytest.mark.parametrize(
    "filters", [{}, {"also_theme": "igf-funding", "kind": "recommendation"}], ids=["none", "both"]
)
def test_a_kind_that_filters_can_say_is_linked_exactly(
    page: str,
    query: dict[str, str],
    card: str,
    ids: tuple[str, str],
    filters: dict[str, str],
) -> None:
    visited_page = visit(page, **query, **filters)
    visited_page.choose(card, *ids)
    texts, lists = door(visited_page, card)
    count = int(re.search(r": (\d+) of ", " ".join(texts))[1])
    assert count
    assert lists
    for link in lists.values():
        submission_count, filters_of_link = listed(link)
        assert (submission_count, filters_of_link.kind) == (count, ("recommendation",))


@pytest.mark.parametrize(
    ("page", "name"), [("theme", "id"), ("organisation", "id"), ("what_became_of_it", "open")]
)
def test_an_id_of_nothing_that_shows_is_none(page: str, name: str) -> None:
    visited_page = visit(page, **{name: "\x00\u202e\x1f"})
    assert not any("“”" in words for words in visited_page.markdown())
