"""What the PNG of the card takes that is tallest with all its rows: `python -m tools.benchmarks.pictures [SIZE ...]`.

Without a size it is measured in this process, of the data set that the environment names.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time

from cards.kit import Card, RecordList
from cards.query import Context
from cards.registry import PAGES, cards_of
from pictures import LARGE, PREVIEW, file, picture_of
from tests.cards.asking import view
from tests.pictures.reading import context
from tests.server.running import ROOT
from tools.benchmarks.data import Size, prepared

ADDRESS = "https://wsis.example/"
UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which the system tells the most memory."""


def tallest() -> tuple[int, str, Card | RecordList, Context]:
    """The card that is tallest with all rows: pixels of its height, name of its page, itself, and what is asked."""
    found = []
    for name in PAGES:
        for key in cards_of(name, context(name, view(name))):
            page = context(name, view(name) | {"all": [key]})
            card = cards_of(name, page)[key]()
            if card is not None:
                whole = picture_of(name, card, page, ADDRESS, "svg")
                found.append((whole.height, name, card, page))
    return max(found, key=lambda one: one[0])


def measure() -> dict[str, float]:
    """Height in pixels; bytes, seconds and bytes of memory that its largest PNG takes, after a small one was made."""
    height, *asked = tallest()
    file(picture_of(*asked, ADDRESS, "png", PREVIEW), "png", PREVIEW)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun = time.perf_counter()
    content = file(picture_of(*asked, ADDRESS, "png", LARGE), "png", LARGE)
    seconds = time.perf_counter() - begun
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"height": height, "bytes": len(content), "seconds": seconds, "memory": more * UNIT}


def measured(size: Size) -> dict[str, float]:
    """The same of a size, in a process of its own, whose memory nothing else has made large before."""
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tools.benchmarks.pictures"],
        cwd=ROOT,
        env=os.environ | size.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(ended.stdout)
    return found


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, measured(prepared(name)))
    if not sys.argv[1:]:
        print(json.dumps(measure()))
