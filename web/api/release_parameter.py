"""The parameter ``release``: which release of the data a request asks for."""

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
    release = query_params.once(query, RELEASE)
    return None if release is None else find(release)


def find(release_or_version: str) -> Kept | None:
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
        ).format(version=query_params.short(requested), release=release, versions=listed(versions))
    else:
        detail = _("No release {release} is kept.").format(release=query_params.short(requested))
    raise Problem(
        404,
        detail,
        parameter=RELEASE,
        value=query_params.short(release_or_version),
        allowed=allowed,
    )


def only_current(query: Mapping[str, list[str]]) -> None:
    """Raise Problem (400) if a query string asks for an earlier release of what only the current one has."""
    if package := asked(query):
        engine = current()
        detail = _(
            "This is answered from the current release only. Of release {release} there are the package, at "
            "package.zip, and its tables, at tables/NAME.csv, .json and .parquet."
        ).format(release=package.release)
        allowed = [engine.release, engine.version]
        raise Problem(400, detail, parameter=RELEASE, value=package.version, allowed=allowed)


def names() -> list[str]:
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
