"""What the locks of packages hold."""

import re

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.server.running import ROOT


def locked(layer: str) -> dict[str, Requirement]:
    """The packages of a lock by their names. Each line must give a version and hashes, and nothing else."""
    text = (ROOT / f"{layer}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    requirements = {}
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            continue
        pin, *hashes = re.split(r"\s+--hash=", line)
        assert hashes, line
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", digest) for digest in hashes), line
        requirement = Requirement(pin)
        assert re.fullmatch(r"==[^*]+", str(requirement.specifier)), line
        assert requirement.url is None
        requirements[canonicalize_name(requirement.name)] = requirement
    return requirements
