"""What is said of an organisation that is not found among the signatories that are named."""

import pandas as pd
import pytest

from i18n import unnamed


def test_all_the_data_state_668_signatories_without_their_names() -> None:
    assert unnamed.may_be_among_them() == (
        "17 submissions state 668 signatories whose names we do not have; it may be among them."
    )


def test_stages_are_added_up() -> None:
    assert unnamed.may_be_among_them(["modalities", "hle-2025", "unga"]) == (
        "2 submissions state 212 signatories whose names we do not have; it may be among them."
    )


def test_one_submission_that_lacks_one_name_is_told_of_as_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = pd.DataFrame({"stage_id": ["rev2"], "submissions": [1], "unnamed": [1]})
    monkeypatch.setattr(unnamed, "ask", lambda _question: rows)
    assert unnamed.may_be_among_them() == (
        "1 submission states 1 signatory whose name we do not have; it may be this one."
    )


def test_nothing_is_said_where_all_are_named() -> None:
    assert unnamed.may_be_among_them(["unga"]) == ""
