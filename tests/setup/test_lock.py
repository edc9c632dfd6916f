"""Every package is locked: one version, and the hash of each of its files."""

import re
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.server.running import ROOT
from tests.setup.locks import locked

LAYERS = sorted(path.stem for path in ROOT.glob("requirements*.in"))
ALONE = {"requirements", "requirements-audit", "requirements-pip", "requirements-readers"}
"""Locks that share no environment with the first, and that one itself."""


def requirements_of(file: Path) -> dict[str, Requirement]:
    """The packages that an .in file names, with those of the .in files that it builds on, by their names."""
    requirements = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].strip()
        if words.startswith("-r "):
            requirements |= requirements_of(ROOT / words.removeprefix("-r ").strip())
        elif words and not words.startswith("-"):
            requirement = Requirement(words)
            requirements[canonicalize_name(requirement.name)] = requirement
    return requirements


def brought_by(layer: str) -> dict[str, set[str]]:
    """Package of a lock -> what it was taken for, as the lock's comments say."""
    reasons: dict[str, set[str]] = {}
    name = ""
    for line in (ROOT / f"{layer}.txt").read_text(encoding="utf-8").splitlines():
        if start := re.match(r"([a-z0-9-]+)(?:\[[a-z,]+\])?==", line):
            name = start[1]
        elif name and (reason := re.match(r"\s+#\s+(?:via )?(\S.*)", line)) and reason[1] != "via":
            reasons.setdefault(name, set()).add(reason[1])
    return reasons


@pytest.mark.parametrize("layer", LAYERS)
def test_the_lock_has_each_package_that_is_asked_for_in_its_version(layer: str) -> None:
    lock = locked(layer)
    requirements = requirements_of(ROOT / f"{layer}.in")
    assert requirements
    for name, requirement in requirements.items():
        assert str(requirement.specifier).startswith("=="), (
            f"{name} has no exact version: make lock"
        )
        assert name in lock, f"{name} is not locked: make lock"
        assert lock[name].specifier == requirement.specifier, (
            f"{name} is locked otherwise: make lock"
        )


@pytest.mark.parametrize("layer", LAYERS)
def test_the_lock_has_no_package_that_nothing_asks_for(layer: str) -> None:
    lock, reasons = locked(layer), brought_by(layer)
    assert set(reasons) == set(lock)
    names = set(requirements_of(ROOT / f"{layer}.in"))
    for name, package_reasons in reasons.items():
        others = {
            canonicalize_name(reason) for reason in package_reasons if not reason.startswith("-")
        }
        assert name in names or others & set(lock), f"{name} is not asked for any more: make lock"


@pytest.mark.parametrize("layer", sorted(set(LAYERS) - ALONE))
def test_what_is_in_two_locks_has_one_version(layer: str) -> None:
    base, lock = locked("requirements"), locked(layer)
    shared = set(base) & set(lock)
    assert shared
    assert {name: str(lock[name]) for name in shared} == {name: str(base[name]) for name in shared}


@pytest.mark.parametrize("layer", LAYERS)
def test_a_lock_names_no_place_that_packages_come_from(layer: str) -> None:
    for suffix in (".in", ".txt"):
        text = (ROOT / f"{layer}{suffix}").read_text(encoding="utf-8")
        assert not re.search(r"://|--(index|extra-index|find)", text)
