"""Random selections, most of which hold something: filters are set to what some submission has."""

import os
import unicodedata
from datetime import date, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from queries import FILTERS, Filters, questions
from queries.filters import PARTY_FILTERS
from tests.queries.oracle import Oracle

POOLS = {
    "id": "submission",
    "organisation": "organisation",
    "theme": "theme",
    "claim": "claim",
    "stage": "stage",
    "from_stage": "stage",
    "to_stage": "stage",
    "action_line": "action_line",
    "sdg": "sdg",
}
"""Parameters of questions that take an id -> what the id is of."""
MANY = {"ids": ("organisation", "group", "stage")}
"""Parameters that take several ids with commas between them -> what the ids are of."""

UNITS = st.sampled_from(["submissions", "organisations", "points"])
PROFILE = settings(
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The same examples in every run, however slow the machine."""

HOW_MANY = os.environ.get("EXAMPLES", "")


def examples(number: int, of_many: int | None = None) -> int:
    """How many random examples a test takes: in `make quick` a tenth of ``number``, in `make test-slow` five times.

    Or, in `make test-slow`, ``of_many``.
    """
    return {"quick": max(number // 10, 3), "many": of_many or 5 * number}.get(HOW_MANY, number)


def one_in(number: int, of_many: int) -> int:
    """Of how many random examples a costly check takes one: ``number``, in `make test-slow` ``of_many``."""
    return of_many if HOW_MANY == "many" else number


_FIRST_DAY, _LAST_DAY = date(2021, 1, 1), date(2026, 12, 31)
_SPELLINGS = [
    str,
    str.upper,
    str.title,
    lambda word: unicodedata.normalize("NFD", word),
    lambda word: "".join(
        chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in word
    ),
]


@st.composite
def selections(draw: st.DrawFn, oracle: Oracle, *always: str) -> Filters:
    """Up to three filters mostly, sometimes many, and those that are ``always`` set.

    Options are drawn from the data around one point.
    """
    number = draw(st.sampled_from([1, 1, 1, 2, 2, 2, 3, 3, 3, 5, 8, 12]))
    fields = [*FILTERS, *["q", "since", "until"] * 2]
    others = st.lists(st.sampled_from(fields), unique=True, min_size=number, max_size=number)
    names = [*always, *draw(others)][: max(number, len(always))]
    has = _what_one_submission_has(draw, oracle) if draw(st.integers(0, 9)) else {}
    values: dict[str, object] = {}
    for name in FILTERS:
        if name in names:
            fewest = 0 if has.get(name) else 1
            options = st.lists(
                st.sampled_from(oracle.filter_ids[name]), min_size=fewest, max_size=2
            )
            values[name] = (*draw(options), *has.get(name, ()))
    if "q" in names:
        values["q"] = draw(_words(has.get("texts") or ["digital divide", "nowhere said"]))
    days = [
        draw(_days(has.get("span") or (_FIRST_DAY, _LAST_DAY)))
        for name in ("since", "until")
        if name in names
    ]
    values |= dict(
        zip([name for name in ("since", "until") if name in names], sorted(days), strict=True)
    )
    return Filters(**values)


@st.composite
def given_values(draw: st.DrawFn, oracle: Oracle, filters: Filters) -> dict[str, str]:
    """A value for every parameter that any question takes: ids often those that are filtered by."""
    pools = {**oracle.filter_ids, "submission": list(oracle.submissions)}
    values = {}
    for question in questions().values():
        for parameter in question.parameters:
            name = parameter.name
            if parameter.choices:
                values[name] = draw(st.sampled_from(parameter.choices))
            elif name in MANY:
                strategies = [
                    st.lists(st.sampled_from(pools[kind]), max_size=3) for kind in MANY[name]
                ]
                chosen = [option for options in draw(st.tuples(*strategies)) for option in options]
                values[name] = ",".join(dict.fromkeys(chosen))[:200]
            else:
                filtered = list(getattr(filters, POOLS[name], ()))
                likely = filtered if filtered and draw(st.booleans()) else pools[POOLS[name]]
                values[name] = draw(st.sampled_from(likely))
    return values


def askings(oracle: Oracle, *always: str) -> st.SearchStrategy[tuple[Filters, dict[str, str]]]:
    """A selection with the filters that are ``always`` set, and a value for every parameter that any question takes."""
    return selections(oracle, *always).flatmap(
        lambda filters: st.tuples(st.just(filters), given_values(oracle, filters))
    )


def _what_one_submission_has(draw: st.DrawFn, oracle: Oracle) -> dict[str, object]:
    """Filter -> values that one point, its submission and one of its parties pass."""
    point = oracle.points[draw(st.sampled_from(list(oracle.points)))]
    submission = oracle.submissions[point["submission_id"]]
    parties = oracle.parties_of[submission["submission_id"]]
    points = oracle.points_of[submission["submission_id"]]
    party = draw(st.sampled_from(parties))
    has: dict[str, object] = {name: (getattr(party, name),) for name in PARTY_FILTERS}
    has["country"] = (party.country,) if party.country else ()
    has |= {
        "process": (oracle.stages[submission["stage_id"]]["process"],),
        "stage": (submission["stage_id"],),
        "voice": ("reported" if submission["document_type"] == "news-summary" else "own",),
        "type": (submission["document_type"],),
        "language": (submission["language"],),
        "claim": (point["claim_id"] or "none",),
        "theme": (point["theme_id"],),
        "family": (oracle.family(point),),
        "kind": (point["kind"],),
        "action_line": tuple(sorted(oracle.covering_lines(point["point_id"])))[:1],
        "sdg": tuple(oracle.cited_goals.get(point["point_id"], ())),
        "also_organisation": (draw(st.sampled_from(parties)).organisation,),
        "also_theme": (draw(st.sampled_from(points))["theme_id"],),
        "also_claim": tuple(filter(None, [draw(st.sampled_from(points))["claim_id"]])),
        "texts": oracle.texts[submission["submission_id"]],
        "span": oracle.spans[submission["submission_id"]],
    }
    return has


def _words(texts: list[str]) -> st.SearchStrategy[str]:
    """One to three words or parts of words of the texts, in any order and spelling."""
    word = st.builds(
        lambda word, spell, cut: spell(word[cut:] or word),
        st.sampled_from(sorted({word for text in texts for word in text.split()})),
        st.sampled_from(_SPELLINGS),
        st.sampled_from([0, 0, 0, 2]),
    )
    return st.lists(word, min_size=1, max_size=3).map(lambda words: " ".join(words)[:200])


def _days(span: tuple[date, date]) -> st.SearchStrategy[date]:
    """Days at and around both ends of a date's interval, or any day of the review."""
    near = st.builds(
        lambda end, days: end + timedelta(days), st.sampled_from(span), st.integers(-2, 2)
    )
    return near | near | st.dates(_FIRST_DAY, _LAST_DAY)


def many_filters() -> st.SearchStrategy[Filters]:
    """Filters with any text as ids: not of the data, for what must hold of every value."""
    ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    lists = {name: st.lists(ids, max_size=4).map(tuple) for name in FILTERS}
    days = st.tuples(st.none() | st.dates(), st.none() | st.dates()).map(
        lambda pair: tuple(sorted(pair)) if all(pair) else pair
    )
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
    return st.builds(
        lambda pair, q, **values: Filters(q=q, since=pair[0], until=pair[1], **values),
        days,
        text,
        **lists,
    )
