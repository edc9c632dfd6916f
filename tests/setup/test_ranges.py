"""The installed package takes ranges of versions; each holds the exact version that was tested."""

import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.server.running import ROOT
from web.streamlit_internals import READ_AT

EXTRAS = {"requirements": "", "requirements-intake": "intake", "requirements-spark": "spark"}
"""File of exact versions -> the extra of the package that has the same packages; none for all that it takes to run."""

TIGHT = {*READ_AT, "duckdb", "plotly"}
"""Packages whose private parts are used, or whose files are changed or read as one version writes them."""

BY_DAYS = {"certifi"}
"""Packages whose versions are days: of these, every later one fits."""


def by_name(lines: list[str]) -> dict[str, Requirement]:
    """The requirements of some lines by the names of their packages; none stands there twice."""
    requirements = [Requirement(line) for line in lines]
    requirements_by_name = {
        canonicalize_name(requirement.name): requirement for requirement in requirements
    }
    assert len(requirements_by_name) == len(requirements)
    return requirements_by_name


def exact(layer: str) -> dict[str, Requirement]:
    """The packages that an .in file names itself."""
    lines = (ROOT / f"{layer}.in").read_text(encoding="utf-8").splitlines()
    return by_name([line for line in lines if line and line[0] not in "#-"])


def ranges(extra: str) -> dict[str, Requirement]:
    """What pyproject.toml names for an extra of the package, or for all."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return by_name(project["optional-dependencies"][extra] if extra else project["dependencies"])


def test_the_package_has_these_extras_and_no_other() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    assert {"", *project["optional-dependencies"]} == set(EXTRAS.values())


@pytest.mark.parametrize("layer", EXTRAS)
def test_the_package_takes_what_is_locked_in_a_range_that_holds_its_version(layer: str) -> None:
    pins, accepted = exact(layer), ranges(EXTRAS[layer])
    assert list(accepted) == list(pins), "the same packages in the same order"
    for name, pin in pins.items():
        (version,) = [bound.version for bound in pin.specifier]
        assert version in accepted[name].specifier, f"{name}: {version} is not in {accepted[name]}"
        assert accepted[name].extras == pin.extras, name
        assert str(accepted[name].marker) == str(pin.marker), name


@pytest.mark.parametrize("layer", EXTRAS)
def test_a_range_ends_before_what_may_be_another_program(layer: str) -> None:
    for name, pin in exact(layer).items():
        accepted = ranges(EXTRAS[layer])[name].specifier
        assert {bound.operator for bound in accepted} <= {">=", "<"}, f"{name} is no range"
        (version,) = [Version(bound.version) for bound in pin.specifier]
        assert f"{version.major}.{version.minor}.{version.micro + 1}" in accepted, name
        if name in BY_DAYS:
            continue
        tight = name in TIGHT or version.major == 0
        next_minor = f"{version.major}.{version.minor + 1}"
        assert (next_minor in accepted) is not tight, name
        assert f"{version.major + 1}.0" not in accepted, name
