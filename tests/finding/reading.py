"""What was found, for tests to look at."""

from finding.found import Found, Hit


def first(results: Found) -> Hit:
    """The best hit; fails if there is none."""
    assert results.groups, f"nothing was found for {results.words!r}"
    return results.groups[0].hits[0]


def kinds(results: Found) -> list[str]:
    """The kinds of the groups, in their order."""
    return [group.kind for group in results.groups]


def ids(results: Found, kind: str) -> list[str]:
    """The ids of the hits of one kind."""
    return [hit.id for group in results.groups if group.kind == kind for hit in group.hits]
