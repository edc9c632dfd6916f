"""Types commands as a newcomer does."""

import os
import subprocess
import sys

from tests.server.running import ROOT


def in_project(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command, typed in the folder of the project."""
    return subprocess.run(
        [sys.executable, "-m", "web.command_line", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
