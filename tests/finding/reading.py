"""What was found, for tests to look at."""

from finding.found import Found, Hit


def first(found: Found) -> Hit:
    """The best hit; fails if there is none."""
    assert found.groups, f"nothing was found for {found.words!r}"
    return found.groups[0].hits[0]


def kinds(found: Found) -> list[str]:
    """The kinds of the groups, in their order."""
    return [group.kind for group in found.groups]


def ids(found: Found, kind: str) -> list[str]:
    """The ids of the hits of one kind."""
    return [hit.id for group in found.groups if group.kind == kind for hit in group.hits]
