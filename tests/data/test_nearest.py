"""What is proposed for a value that is not known."""

import pytest

from data.did_you_mean import Choices

GROUPS = Choices((name, name) for name in ("technical", "civil-society", "private-sector"))
TWO = Choices([("Lake", "a"), ("Hill", "b"), ("", "c"), (None, "d")])


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ("Civil society", "civil-society"),
        ("civil-societty", "civil-society"),
        ("Technical community", "technical"),
        ("private sector companies", "private-sector"),
        ("technicalities of law and order", None),
        ("farmers", None),
        ("", None),
    ],
)
def test_what_is_the_same_nearly_the_same_or_contained_is_proposed(
    value: str, meant: str | None
) -> None:
    assert GROUPS.nearest(value) == meant


def test_of_two_that_are_contained_alike_neither_is_proposed() -> None:
    assert TWO.nearest("a lake beneath a hill") is None
    assert TWO.nearest("a lake beneath a mountain") == "a"
