from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from cards import query
from i18n import written_date
from queries import Filters, ask
from tests.pages.links import ids, ids_of_all_pages
from tests.pages.visiting import Visit, table, visit, words_in

SUBMISSIONS = table("submissions").set_index("submission_id")


def listed(page: Visit) -> list[str]:
    """The ids that the records on the page link to, in order."""
    return ids(page, "card_submissions")


def records(page: Visit) -> dict[str, str]:
    """Id -> the line under the title, as a reader sees it."""
    entries = map(words_in, page.entries("submissions"))
    return dict(zip(listed(page), entries, strict=True))


def members(**equal: str) -> set[str]:
    rows = SUBMISSIONS
    for name, value in equal.items():
        rows = rows[rows[name] == value]
    return set(rows.index)


def test_the_pages_of_the_list_hold_every_selected_submission_once_newest_first() -> None:
    expected = members(stage_id="zero-draft")
    identifiers = ids_of_all_pages("card_submissions", "submissions", stage="zero-draft")
    assert len(identifiers) == len(expected)
    assert set(identifiers) == expected
    days = [SUBMISSIONS.submitted_on[identifier] for identifier in identifiers]
    exact = [day for day in days if len(day) == 10]
    assert exact == sorted(exact, reverse=True)
    assert days.index("") == len(days) - days.count("") if "" in days else True


def test_links_carry_the_filters_and_the_counting_unit() -> None:
    page = visit("submissions", stage="rev2", group="technical", count="points")
    queries = [query for _label, query in page.links("card_submissions")]
    assert queries
    assert all(
        "stage=rev2" in query and "group=technical" in query and "count=points" in query
        for query in queries
    )


def grid(page: Visit) -> pd.DataFrame:
    return page.within("card_submissions", "dataframe")[0].value


def test_dates_read_as_people_write_them_and_sort_in_time() -> None:
    element = visit("submissions", view="table").within("card_submissions", "dataframe")[0]
    texts = _display_values(element).submitted_on
    dates = element.value.submitted_on
    assert set(dates.dropna()) <= set(SUBMISSIONS.submitted_on), "the grid sorts by the ISO form"
    for cell, words in zip(dates, texts, strict=True):
        assert words == written_date(cell)
    assert {"8 Feb 2026", "2025 (day not known)"} <= set(texts)


def _display_values(element: Any) -> pd.DataFrame:
    data = element.proto.arrow_data.styler.display_values
    return pa.ipc.open_stream(data).read_pandas()


def test_a_chosen_row_opens_its_submission_and_keeps_the_address() -> None:
    page = visit("submissions", view="table", group="technical")
    expected = ask("submissions", Filters(group=("technical",))).submission_id.iloc[2]
    page.app.session_state["open_entity"] = "submission", expected
    page.app.run()
    page.succeeds()
    assert page.app.query_params["id"] == expected
    assert page.app.query_params["group"] == "technical"
    assert page.app.query_params["view"] == "table", "back would show the list"
    assert page.app.title[0].value.replace("\\", "") == SUBMISSIONS.title[expected]


def test_one_submission_is_counted_as_one_with_its_date() -> None:
    page = visit("submissions", q="cwg jpnic tccm")
    assert listed(page) == ["tccm-cwg-call"]
    assert page.finding("submissions") == "1 submission, 5 Feb 2025"


def test_only_web_addresses_become_links(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ask("submissions").head(2).assign(source_url="javascript:alert(1)")
    monkeypatch.setattr(query, "fetch_rows", lambda *_arguments, **_keywords: rows)
    assert not any("javascript" in words for words in visit("submissions").markdown())
    assert grid(visit("submissions", view="table")).source_url.isna().all()
