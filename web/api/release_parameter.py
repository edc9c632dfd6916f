"""The parameter ``release``: which release of the data is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from exports.releases import Kept, earlier
from i18n import _, listed
from queries import current
from web.api import query_params
from web.api.problems import Problem

RELEASE = "release"


def asked(query: Mapping[str, list[str]]) -> Kept | None:
    """The earlier release that a query string asks for; None for the current one. Raises Problem (404)."""
    named = query_params.once(RELEASE, query.get(RELEASE))
    return None if named is None else find(named)


def find(named: str) -> Kept | None:
    """The kept package of a release or version; None for the current one. Raises Problem (404).

    The plus of a version may have arrived as a blank.
    """
    wanted, opened = named.replace(" ", "+"), current()
    if wanted in (opened.release, opened.version):
        return None
    kept = earlier()
    found = [one for one in kept if wanted in (one.release, one.version)]
    if len(found) == 1:
        return found[0]
    allowed, release = [opened.version, *(one.version for one in kept)], wanted.partition("+")[0]
    those = [version for version in allowed if version.startswith(f"{release}+")]
    if found:
        detail = _("Several versions of release {release} are kept: name one of them.").format(
            release=release
        )
    elif those:
        detail = _(
            "Version {version} is no longer available: a correction within a release replaces its version. Of "
            "release {release} there is {versions}."
        ).format(version=query_params.short(wanted), release=release, versions=listed(those))
    else:
        detail = _("No release {release} is kept.").format(release=query_params.short(wanted))
    raise Problem(404, detail, parameter=RELEASE, value=query_params.short(named), allowed=allowed)


def only_current(query: Mapping[str, list[str]]) -> None:
    """Raise Problem (400) if a query string asks for an earlier release of what only the current one has."""
    if kept := asked(query):
        opened = current()
        detail = _(
            "This is answered from the current release only. Of release {release} there are the package, at "
            "package.zip, and its tables, at tables/NAME.csv, .json and .parquet."
        ).format(release=kept.release)
        allowed = [opened.release, opened.version]
        raise Problem(400, detail, parameter=RELEASE, value=kept.version, allowed=allowed)


def names() -> list[str]:
    """All that the parameter takes: releases and versions."""
    opened = current()
    of_kept = [one for one in earlier() if one.release != opened.release]
    several = [one.release for one in of_kept]
    return [
        opened.release,
        opened.version,
        *(one.release for one in of_kept if several.count(one.release) == 1),
        *(one.version for one in earlier()),
    ]
