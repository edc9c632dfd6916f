"""Counts with their unit. A kind of point may narrow the unit: submissions with a challenge."""

from i18n import N_, Nn_, _, ngettext, npgettext, number

_COUNTED = {
    ("submissions", None): Nn_("{n} submission", "{n} submissions"),
    ("organisations", None): Nn_("{n} organisation", "{n} organisations"),
    ("points", None): Nn_("{n} point", "{n} points"),
    ("asks", None): Nn_("{n} request", "{n} requests"),
    ("submissions", "challenge"): Nn_(
        "{n} submission with a challenge", "{n} submissions with a challenge"
    ),
    ("organisations", "challenge"): Nn_(
        "{n} organisation that raised a challenge", "{n} organisations that raised a challenge"
    ),
    ("points", "challenge"): Nn_("{n} challenge", "{n} challenges"),
    ("submissions", "recommendation"): Nn_(
        "{n} submission with a recommendation", "{n} submissions with a recommendation"
    ),
    ("organisations", "recommendation"): Nn_(
        "{n} organisation that asked for something", "{n} organisations that asked for something"
    ),
    ("points", "recommendation"): Nn_("{n} recommendation", "{n} recommendations"),
    ("submissions", "position"): Nn_(
        "{n} submission with a position", "{n} submissions with a position"
    ),
    ("organisations", "position"): Nn_(
        "{n} organisation that took a position", "{n} organisations that took a position"
    ),
    ("points", "position"): Nn_("{n} position", "{n} positions"),
    ("submissions", "achievement"): Nn_(
        "{n} submission with an achievement", "{n} submissions with an achievement"
    ),
    ("organisations", "achievement"): Nn_(
        "{n} organisation that named an achievement", "{n} organisations that named an achievement"
    ),
    ("points", "achievement"): Nn_("{n} achievement", "{n} achievements"),
}
_OF = {
    ("submissions", None): Nn_("{count} of {n} submission", "{count} of {n} submissions"),
    ("organisations", None): Nn_("{count} of {n} organisation", "{count} of {n} organisations"),
    ("points", None): Nn_("{count} of {n} point", "{count} of {n} points"),
    ("asks", None): Nn_("{count} of {n} request", "{count} of {n} requests"),
    ("submissions", "challenge"): Nn_(
        "{count} of {n} submission with a challenge", "{count} of {n} submissions with a challenge"
    ),
    ("organisations", "challenge"): Nn_(
        "{count} of {n} organisation that raised a challenge",
        "{count} of {n} organisations that raised a challenge",
    ),
    ("points", "challenge"): Nn_("{count} of {n} challenge", "{count} of {n} challenges"),
    ("submissions", "recommendation"): Nn_(
        "{count} of {n} submission with a recommendation",
        "{count} of {n} submissions with a recommendation",
    ),
    ("organisations", "recommendation"): Nn_(
        "{count} of {n} organisation that asked for something",
        "{count} of {n} organisations that asked for something",
    ),
    ("points", "recommendation"): Nn_(
        "{count} of {n} recommendation", "{count} of {n} recommendations"
    ),
    ("submissions", "position"): Nn_(
        "{count} of {n} submission with a position", "{count} of {n} submissions with a position"
    ),
    ("organisations", "position"): Nn_(
        "{count} of {n} organisation that took a position",
        "{count} of {n} organisations that took a position",
    ),
    ("points", "position"): Nn_("{count} of {n} position", "{count} of {n} positions"),
    ("submissions", "achievement"): Nn_(
        "{count} of {n} submission with an achievement",
        "{count} of {n} submissions with an achievement",
    ),
    ("organisations", "achievement"): Nn_(
        "{count} of {n} organisation that named an achievement",
        "{count} of {n} organisations that named an achievement",
    ),
    ("points", "achievement"): Nn_("{count} of {n} achievement", "{count} of {n} achievements"),
}
_NAMES = {
    ("submissions", None): N_("Submissions"),
    ("organisations", None): N_("Organisations"),
    ("points", None): N_("Points"),
    ("asks", None): N_("Requests"),
    ("submissions", "challenge"): N_("Submissions with a challenge"),
    ("organisations", "challenge"): N_("Organisations that raised a challenge"),
    ("points", "challenge"): N_("Challenges"),
    ("submissions", "recommendation"): N_("Submissions with a recommendation"),
    ("organisations", "recommendation"): N_("Organisations that asked for something"),
    ("points", "recommendation"): N_("Recommendations"),
    ("submissions", "position"): N_("Submissions with a position"),
    ("organisations", "position"): N_("Organisations that took a position"),
    ("points", "position"): N_("Positions"),
    ("submissions", "achievement"): N_("Submissions with an achievement"),
    ("organisations", "achievement"): N_("Organisations that named an achievement"),
    ("points", "achievement"): N_("Achievements"),
}


def counted(count: int, unit: str, kind: str | None = None) -> str:
    """A count with its unit: 1 submission; 2,087 points; of one ``kind`` of point: 313 submissions with a challenge."""
    return ngettext(*_COUNTED[unit, kind], count).format(n=number(count))


def beside(count: int, measure: str) -> str:
    """The word beside a key figure of that size: submission; submissions."""
    words = {
        "submissions": npgettext("beside a key figure", "submission", "submissions", count),
        "organisations": npgettext("beside a key figure", "organisation", "organisations", count),
        "signatures": npgettext("beside a key figure", "signature", "signatures", count),
        "points": npgettext("beside a key figure", "point", "points", count),
    }
    return words[measure]


def of(count: int, total: int, unit: str, kind: str | None = None) -> str:
    """A count with its denominator and unit: 41 of 96 submissions; where there are none to count: 0 submissions."""
    if not total:
        return counted(count, unit, kind)
    return ngettext(*_OF[unit, kind], total).format(count=number(count), n=number(total))


def unit_name(unit: str, kind: str | None = None) -> str:
    """The name of a unit, as a label: Submissions with a challenge."""
    return _(_NAMES[unit, kind])
