"""What the image of Dockerfile holds and does, without a container engine: its steps, done in a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dockerfile_parse import DockerfileParser
from pathspec import PathSpec

from tests.server.running import ROOT

NOBODY = 65534
"""The number of the user without rights, on every Debian."""

DROPPED = "-all,+dac_read_search"
"""Capabilities of the user without rights: to read what this Python and its packages are, wherever they are."""

NOT_HERE = ("pip", "useradd", "install")
"""Programs of RUN that would change this machine, or need a network."""


def ignored() -> PathSpec[Any]:
    """What .dockerignore keeps out: the last pattern that matches a path decides."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    return PathSpec.from_lines("gitignore", lines)


def context() -> list[str]:
    """The files of the project that an image may copy, by their paths."""
    process = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    kept_out = ignored()
    return [
        path
        for path in filter(None, process.stdout.split("\0"))
        if (ROOT / path).is_file() and not kept_out.match_file(path)
    ]


def steps(target: str = "Dockerfile") -> list[tuple[str, str]]:
    """The instructions of the Dockerfile and their values, in order."""
    parser = DockerfileParser(fileobj=(ROOT / target).open("rb"))
    return [
        (step["instruction"], step["value"])
        for step in parser.structure
        if step["instruction"] != "COMMENT"
    ]


@dataclass
class Image:
    """A folder in which all steps of the Dockerfile were done, as far as they change no machine."""

    root: Path
    work: Path
    environment: dict[str, str]
    volume: Path
    command: list[str]
    health: list[str]
    user: str

    def here(self, value: str) -> str:
        """A path or a text of the image with the path of the volume as it is here."""
        return value.replace("/var/lib/dashboard", str(self.volume))

    def start(self, words: list[str], port: int) -> subprocess.Popen[str]:
        """Start a command of the image as its user, who has no rights but to read."""
        rights = [
            *(
                "setpriv",
                f"--reuid={NOBODY}",
                f"--regid={NOBODY}",
                "--clear-groups",
                "--no-new-privs",
            ),
            *(f"--{kind}={DROPPED}" for kind in ("inh-caps", "ambient-caps", "bounding-set")),
        ]
        path = os.environ["PATH"]
        return subprocess.Popen(
            [*(rights if os.geteuid() == 0 else []), sys.executable, *words[1:]],
            cwd=self.work,
            env={**self.environment, "PATH": path, "STREAMLIT_SERVER_PORT": str(port)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )


def build(root: Path) -> Image:
    """Do the steps of the Dockerfile in the folder ``root``."""
    image = Image(root, root, {}, root / "volume", [], [], "root")
    image.volume.mkdir()
    for instruction, value in steps():
        match instruction:
            case "WORKDIR":
                image.work = root / value.lstrip("/")
                image.work.mkdir(parents=True)
            case "COPY":
                *sources, target = value.split()
                _copy(sources, image.work / target)
            case "RUN":
                if value.split()[0] not in NOT_HERE:
                    subprocess.run(["sh", "-ec", _with_python(value)], cwd=image.work, check=True)
            case "ENV":
                name, _is, text = value.partition("=")
                image.environment[name] = image.here(text)
            case "USER":
                image.user = value
            case "CMD":
                image.command = _words(value)
            case "HEALTHCHECK":
                image.health = _words(value.partition(" CMD ")[2])
    if os.geteuid() == 0:
        os.chown(image.volume, NOBODY, NOBODY)
    return image


def _with_python(command: str) -> str:
    return command.replace("python ", f"{sys.executable} ")


def _words(value: str) -> list[str]:
    """The words of a command in its form of a list, which no shell reads."""
    words = json.loads(value)
    assert isinstance(words, list)
    return [str(word) for word in words]


def _copy(sources: list[str], target: Path) -> None:
    for path in context():
        if sources == ["."] or path in sources:
            destination = target / path
            destination.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, destination)
