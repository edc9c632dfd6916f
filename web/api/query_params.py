"""Parses the query string of the data API: that of a page, with strict checks.

An unusable parameter raises a Problem (400) that names the parameter and what it takes, or where that is listed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from exports.releases import Kept, earlier
from i18n import _, either, languages, listed, ngettext, routes
from i18n.filter_options import option_labels
from queries import ALL_FILTERS, FILTERS, Filters, Question, current
from queries.filters import ALSO_FILTERS, MAX_TEXT, MAX_VALUES, Dropped
from queries.questions import Parameter
from web.api.catalogue import MOST_IDS, ids_of, kind_of_ids, takes
from web.api.problems import Problem
from web.settings import settings

VIEW_PARAMETERS = frozenset(
    {
        *("card", "embed", "embed_options", languages.PARAMETER, "print"),
        *routes.VIEW_OF_EVERY_PAGE,
        *(name for page in routes.PAGES.values() for name in page.view),
    }
)
"""View parameters of pages; questions without a parameter of that name ignore them."""

MAX_OFFSET = 1_000_000_000
RELEASE = "release"
"""The parameter that names which release of the data a request asks for."""
TEXT = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$"
"""Pattern of a search text: no control characters."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LISTED = 60
"""The most allowed values that a problem lists; of longer lists it has the nearest few."""


@dataclass(frozen=True)
class Asked:
    """A parsed query string: the selection, the question's own parameters, limit and offset."""

    selection: Filters
    parameters: dict[str, str]
    limit: int
    offset: int


def read(question: Question, query: Mapping[str, list[str]]) -> Asked:
    """Parse ``query`` (name -> values) for ``question``. Raises Problem (400) that names an unusable parameter."""
    own_parameters = {parameter.url_name: parameter for parameter in question.parameters}
    allowed = {*ALL_FILTERS, "limit", "offset", RELEASE, *own_parameters}
    nothing_unknown(query, allowed)
    parameters = {
        parameter.name: _own_value(parameter, query.get(name), query)
        for name, parameter in own_parameters.items()
    }
    return Asked(
        selection(query),
        {name: value for name, value in parameters.items() if value is not None},
        *window(query),
    )


def selection(query: Mapping[str, list[str]]) -> Filters:
    """The selection in ``query``. Raises Problem (400) for an unusable value."""
    for name in ("q", "since", "until"):
        once(query, name)
    text = query.get("q", [""])[0]
    if len(text) > MAX_TEXT:
        raise _dropped(Dropped("q", text, "too long"))
    if not re.fullmatch(TEXT, text):
        raise _problem("q", text, _("Parameter q must be text without control characters."))
    for name in (*FILTERS, "since", "until"):
        values = query.get(name, [])
        if "" in values:
            raise _problem(
                name, "", _("Parameter {name} is empty.").format(name=name), _choices(name)
            )
        if len(values) > MAX_VALUES:
            raise _dropped(Dropped(name, values[MAX_VALUES], "too many"))
    for name in ("since", "until"):
        for value in query.get(name, ()):
            if not _DAY.fullmatch(value):
                raise _dropped(Dropped(name, value, "no date"))
    filters, dropped = Filters.from_query(query, option_labels())
    for unusable in dropped:
        raise _dropped(unusable)
    return filters


def window(query: Mapping[str, list[str]]) -> tuple[int, int]:
    """``limit`` and ``offset``. Raises Problem (400) unless they are whole numbers within their bounds."""
    max_rows = settings().api_rows
    return (
        whole(query, "limit", max_rows, 1, max_rows),
        whole(query, "offset", 0, 0, MAX_OFFSET),
    )


def nothing_unknown(query: Mapping[str, list[str]], allowed: Collection[str]) -> None:
    """Raise Problem (400) for a parameter that is neither one of ``allowed`` nor a view parameter of pages."""
    nothing_else({name: [] for name in query if name not in VIEW_PARAMETERS}, allowed)
    one_of(query, languages.PARAMETER, languages.offered())


def nothing_else(query: Mapping[str, list[str]], allowed: Collection[str]) -> None:
    """Raise Problem (400) for a parameter that is not one of ``allowed``."""
    for name in query:
        if name not in allowed:
            raise _unknown_parameter(name, sorted(allowed))


def _unknown_parameter(name: str, allowed: list[str]) -> Problem:
    similar = get_close_matches(name[:60], allowed, n=3)
    if similar:
        detail = _("There is no parameter {name} here. Did you mean {near}?")
    else:
        detail = _("There is no parameter {name} here.")
    return Problem(
        400,
        detail.format(name=short(name), near=either(similar)),
        parameter=short(name),
        allowed=allowed,
    )


def _own_value(
    parameter: Parameter, values: list[str] | None, query: Mapping[str, list[str]]
) -> str | None:
    """The value of a question's own parameter; None where the default holds."""
    name = parameter.url_name
    side_kind = (query.get("by") or ["organisation"])[0]
    id_kind = (
        "" if parameter.choices else side_kind if parameter.several else kind_of_ids(parameter)
    )
    if values is None:
        if parameter.choices:
            return None
        detail = _("Parameter {name} is missing: {meaning}.").format(
            name=name, meaning=_(parameter.meaning)
        )
        raise _problem(name, "", detail, ids_of(parameter, side_kind), id_kind)
    for value in values:
        if not (
            value in parameter.choices if parameter.choices else takes(parameter, value, side_kind)
        ):
            detail = _not_a_value(name, value)
            # Only here, since listing the ids of submissions takes as long as many an answer.
            allowed = list(parameter.choices) or ids_of(parameter, side_kind)
            raise _problem(name, value, detail, allowed, id_kind)
    if not parameter.several:
        return once(query, name)
    if len(values) > MOST_IDS:
        detail = ngettext(
            "Parameter {name} takes at most {n} id.",
            "Parameter {name} takes at most {n} ids.",
            MOST_IDS,
        ).format(name=name, n=MOST_IDS)
        raise _problem(name, values[MOST_IDS], detail)
    return ",".join(dict.fromkeys(values))


def once(query: Mapping[str, list[str]], name: str) -> str | None:
    """The value of a parameter; None without one. Raises Problem (400) if there are several."""
    values = query.get(name, [])
    if len(values) > 1:
        detail = _("Parameter {name} is given more than once.").format(name=name)
        raise _problem(name, values[1], detail)
    return values[0] if values else None


def one_of(query: Mapping[str, list[str]], name: str, allowed: Collection[str]) -> str | None:
    """The value of a parameter; None without one. Raises Problem (400) unless it is one of ``allowed``."""
    value = once(query, name)
    if value is not None and value not in allowed:
        raise _problem(name, value, _not_a_value(name, value), list(allowed))
    return value


def whole(query: Mapping[str, list[str]], name: str, default: int, least: int, most: int) -> int:
    """The value of a parameter that is a whole number. Raises Problem (400) unless it is within its bounds."""
    value = once(query, name)
    if value is None:
        return default
    digits = value if value.isascii() and value.isdecimal() and len(value) < 12 else "-1"
    if not least <= int(digits) <= most:
        detail = _("Parameter {name} must be a whole number from {least} to {most}.").format(
            name=name, least=least, most=most
        )
        raise Problem(400, detail, parameter=name, value=short(value), minimum=least, maximum=most)
    return int(digits)


def _dropped(unusable: Dropped) -> Problem:
    reasons = {
        "too many": ngettext(
            "Parameter {name} takes at most {n} value.",
            "Parameter {name} takes at most {n} values.",
            MAX_VALUES,
        ),
        "too long": ngettext(
            "Parameter {name} takes at most {n} character.",
            "Parameter {name} takes at most {n} characters.",
            MAX_TEXT,
        ),
        "no words": _("Parameter {name} contains nothing to search for."),
        "no date": _("Parameter {name} must be a date such as 2025-02-28 (YYYY-MM-DD)."),
        "before since": _("Parameter until is before since."),
    }
    limit = MAX_TEXT if unusable.reason == "too long" else MAX_VALUES
    detail = (
        _not_a_value(unusable.parameter, unusable.value)
        if unusable.reason == "unknown"
        else reasons[unusable.reason].format(name=unusable.parameter, n=limit)
    )
    allowed = _choices(unusable.parameter) if unusable.reason == "unknown" else []
    return _problem(unusable.parameter, unusable.value, detail, allowed)


def _not_a_value(name: str, value: str) -> str:
    return _("{value} is not a value of {name}.").format(value=short(value), name=name)


def _choices(name: str) -> list[str]:
    return list(option_labels().get(name, ())) if name in FILTERS else []


def _problem(
    name: str, value: str, detail: str, allowed: Sequence[str] = (), of: str = ""
) -> Problem:
    """A problem with the parameter ``name``; ``of`` is the kind of its ids, if it is not the name."""
    members: dict[str, Any] = {"parameter": name, "value": short(value)}
    if len(allowed) > LISTED:
        if similar := get_close_matches(value[:60], allowed, n=5, cutoff=0.5):
            members["allowed"] = similar
        members["allowed_at"], location = ids_at(of or name)
        detail = _("{problem} It takes one of {n} ids; they are at allowed_at, in {where}.").format(
            problem=detail, n=len(allowed), where=location
        )
    elif allowed:
        members["allowed"] = allowed
    return Problem(400, detail, **members)


def ids_at(of: str) -> tuple[str, str]:
    """The path that lists the ids of a filter or of submissions, and where its answer has them."""
    if of == "submission":
        return routes.answer("submissions", "json"), _("the column {column}").format(
            column="submission_id"
        )
    filter_ = of.removeprefix("also_") if of in ALSO_FILTERS else of
    template = (
        _("the column id in the rows whose filter is {filter}, but for none")
        if of == "also_claim"
        else _("the column id in the rows whose filter is {filter}")
    )
    return routes.answer("options", "json"), template.format(filter=filter_)


def short(value: str) -> str:
    """A value as a problem repeats it."""
    return value if len(value) <= 60 else value[:59] + "…"


def release_asked(query: Mapping[str, list[str]]) -> Kept | None:
    """The earlier release that a query string asks for; None for the current one. Raises Problem (404)."""
    release = once(query, RELEASE)
    return None if release is None else find_release(release)


def find_release(release_or_version: str) -> Kept | None:
    """The kept package of a release or version; None for the current one. Raises Problem (404).

    The plus of a version may have arrived as a blank.
    """
    requested, engine = release_or_version.replace(" ", "+"), current()
    if requested in (engine.release, engine.version):
        return None
    packages = earlier()
    matching = [package for package in packages if requested in (package.release, package.version)]
    if len(matching) == 1:
        return matching[0]
    allowed, release = (
        [engine.version, *(package.version for package in packages)],
        requested.partition("+")[0],
    )
    versions = [version for version in allowed if version.startswith(f"{release}+")]
    if matching:
        detail = _("Several versions of release {release} are kept: name one of them.").format(
            release=release
        )
    elif versions:
        detail = _(
            "Version {version} is no longer available: a correction within a release replaces its version. Of "
            "release {release} there is {versions}."
        ).format(version=short(requested), release=release, versions=listed(versions))
    else:
        detail = _("No release {release} is kept.").format(release=short(requested))
    raise Problem(
        404,
        detail,
        parameter=RELEASE,
        value=short(release_or_version),
        allowed=allowed,
    )


def only_current_release(query: Mapping[str, list[str]]) -> None:
    """Raise Problem (400) if a query string asks for an earlier release of what only the current one has."""
    if package := release_asked(query):
        engine = current()
        detail = _(
            "This is answered from the current release only. Of release {release} there are the package, at "
            "package.zip, and its tables, at tables/NAME.csv, .json and .parquet."
        ).format(release=package.release)
        allowed = [engine.release, engine.version]
        raise Problem(400, detail, parameter=RELEASE, value=package.version, allowed=allowed)


def release_names() -> list[str]:
    """All that the parameter takes: releases and versions."""
    engine = current()
    other_packages = [package for package in earlier() if package.release != engine.release]
    releases = [package.release for package in other_packages]
    return [
        engine.release,
        engine.version,
        *(package.release for package in other_packages if releases.count(package.release) == 1),
        *(package.version for package in earlier()),
    ]
