"""Facts of the codebook and of the source pages, written down here by hand."""

import re
from datetime import date

import pytest

from data import SOURCE
from queries import Filters, ask
from tests.queries.comparing import totals

CODEBOOK = (SOURCE / "CODEBOOK.md").read_text(encoding="utf-8")


def test_the_call_for_inputs_was_written_by_tccm_and_signed_by_jpnic() -> None:
    parties = ask("submission_signatories", id="tccm-cwg-call")
    assert dict(zip(parties["organisation_id"], parties["role"], strict=True)) == {
        "tccm": "author",
        "jpnic": "signatory",
    }
    submission = ask("submission", id="tccm-cwg-call").iloc[0]
    assert (submission["submitted_on"], submission["date_precision"]) == ("2025-02-05", "day")


def test_the_call_for_inputs_names_three_challenges_and_cites_three_action_lines() -> None:
    points = ask("submission_points", id="tccm-cwg-call")
    challenges = points[points["kind"] == "challenge"]
    assert set(challenges["theme_id"]) == {"follow-up", "igf-funding", "duplication"}
    assert set(points["action_lines"].dropna()) == {"C2", "C3", "C7"}


@pytest.mark.parametrize("theme", ["follow-up", "igf-funding", "duplication"])
def test_the_call_for_inputs_is_found_by_day_stage_and_challenge(theme: str) -> None:
    day = date(2025, 2, 5)
    filters = Filters(
        theme=(theme,), kind=("challenge",), stage=("cwg-call",), since=day, until=day
    )
    assert "tccm-cwg-call" in set(ask("submissions", filters)["submission_id"])


@pytest.mark.parametrize("line", ["C2", "C3", "C7"])
def test_the_call_for_inputs_is_found_by_the_action_lines_it_cites(line: str) -> None:
    filters = Filters(action_line=(line,), organisation=("jpnic",), stage=("cwg-call",))
    assert list(ask("submissions", filters)["submission_id"]) == ["tccm-cwg-call"]


def test_jprs_signed_the_input_to_revision_2() -> None:
    filters = Filters(organisation=("jprs",), role=("signatory",), stage=("rev2",))
    answer = ask("signatures", filters)
    assert list(answer["submission_id"]) == ["tccm-rev2"]
    assert list(answer["role"]) == ["signatory"]
    assert list(answer["submitted_on"]) == ["2025-12-08"]
    assert answer["source_url"][0] == "https://jprs.co.jp/en/topics/2025/251209.html"


def test_tccm_jpnic_and_jprs_stand_behind_the_input_to_revision_2() -> None:
    parties = ask("submission_signatories", id="tccm-rev2")
    signed = parties[parties["role"] == "signatory"]["organisation_id"]
    assert set(signed) == {"jpnic", "jprs"}
    assert set(parties["organisation_id"]) - set(signed) == {"tccm"}


def test_a_partial_list_of_signatories_stands_beside_the_stated_number() -> None:
    stated = ask("stated_signatories")
    assert (len(stated), stated["stated"].sum(), stated["named"].sum()) == (17, 699, 31)
    assert (stated["stated"] >= stated["named"]).all()
    unnamed = ask("unnamed_signatories")
    assert (unnamed["submissions"].sum(), unnamed["unnamed"].sum()) == (17, 668)
    assert dict(zip(unnamed["short_stage"], unnamed["unnamed"], strict=True))["Rev 2"] == 28


def test_the_release_has_as_many_of_each_as_were_counted_by_hand() -> None:
    whole = totals(Filters())
    assert whole == {
        "submissions": 665,
        "organisations": 368,
        "authorships": 851,
        "signatures": 176,
        "points": 2666,
        "stages": 16,
    }


def test_the_codebook_lists_every_table_and_counts_the_tables_rightly() -> None:
    tables = set(ask("tables")["table_name"])
    listed = set(re.findall(r"^\| (\w+) \|", CODEBOOK, re.MULTILINE)) - {"table"}
    assert listed == tables
    assert len(tables) == 26
    assert "Twenty-six CSV tables" in CODEBOOK


def test_the_codebook_states_how_many_submissions_were_coded_twice() -> None:
    stated = int(re.search(r"(\d+) submissions were coded twice", CODEBOOK)[1])
    assert ask("double_coding")["submission_id"].nunique() == stated


def test_the_codebook_states_how_often_the_claim_coders_differed() -> None:
    coding = ask("claim_coding")
    differed = coding["coder_a"] != coding["coder_b"]
    assert coding.loc[differed, "adjudicated"].notna().all()
    agreed = re.search(r"they agreed on ([\d.]+) %", CODEBOOK)[1]
    assert f"{100 * (1 - differed.mean()):.1f}" == agreed
    assert len(coding) == totals(Filters())["points"]


def test_there_are_34_themes_in_five_families_and_201_claims() -> None:
    themes, claims = ask("codebook_themes"), ask("codebook_claims")
    assert (len(themes), themes["family"].nunique(), len(claims)) == (34, 5, 201)


def test_digital_divides_come_up_most_among_the_challenges() -> None:
    answer = ask("claims", Filters(kind=("challenge",)))
    assert answer["claim_id"][0] == "ch-divides-persist"
    assert (answer["count"][0], answer["total"][0]) == (41, 313)
