"""Random selections of what the data set holds."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from i18n import filter_options
from queries import Filters
from tests.queries.selections import examples

UNDER_FILTERS = settings(max_examples=examples(40))
UNITS = st.sampled_from(["submissions", "organisations", "points"])
WORDS = ("", "", "", "igf", "internet governance", "digital divide", "gouvernance", "zzz")
DAYS = st.one_of(
    st.none(), st.none(), st.integers(0, 1600).map(lambda days: date(2022, 1, 1) + timedelta(days))
)


def _filters(values: Mapping[str, Any]) -> Filters:
    values = dict(values)
    if values["since"] and values["until"] and values["since"] > values["until"]:
        values["since"], values["until"] = values["until"], values["since"]
    return Filters(**values)


@st.composite
def selections(draw: st.DrawFn) -> Filters:
    """Up to three filters at random ids, sometimes words and dates."""
    options = filter_options.option_labels()
    names = draw(st.lists(st.sampled_from(sorted(options)), max_size=3, unique=True))
    values: dict[str, Any] = {
        name: tuple(draw(st.lists(st.sampled_from(list(options[name])), min_size=1, max_size=4)))
        for name in names
    }
    values |= {"q": draw(st.sampled_from(WORDS)), "since": draw(DAYS), "until": draw(DAYS)}
    return _filters(values)
