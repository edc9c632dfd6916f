"""Time and memory for the PNG of the tallest card with all its rows: `python -m tools.benchmarks.pictures [SIZE ...]`.

Without a size it measures, in this process, the data set that the environment names.
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
"""The unit of ru_maxrss in bytes."""


def tallest() -> tuple[int, str, Card | RecordList, Context]:
    """The tallest card with all its rows: its height in pixels, the name of its page, the card, and its context."""
    pictures = []
    for name in PAGES:
        for key in cards_of(name, context(name, view(name))):
            page = context(name, view(name) | {"all": [key]})
            card = cards_of(name, page)[key]()
            if card is not None:
                picture = picture_of(name, card, page, ADDRESS, "svg")
                pictures.append((picture.height, name, card, page))
    return max(pictures, key=lambda entry: entry[0])


def measure() -> dict[str, float]:
    """Height in pixels; bytes, seconds and bytes of memory of its largest PNG, after making a small one."""
    height, *arguments = tallest()
    file(picture_of(*arguments, ADDRESS, "png", PREVIEW), "png", PREVIEW)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    content = file(picture_of(*arguments, ADDRESS, "png", LARGE), "png", LARGE)
    seconds = time.perf_counter() - start
    growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return {"height": height, "bytes": len(content), "seconds": seconds, "memory": growth * UNIT}


def measured(size: Size) -> dict[str, float]:
    """The same for a size, in a new process, whose memory nothing else has enlarged before."""
    process = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tools.benchmarks.pictures"],
        cwd=ROOT,
        env=os.environ | size.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    measurements: dict[str, float] = json.loads(process.stdout)
    return measurements


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, measured(prepared(name)))
    if not sys.argv[1:]:
        print(json.dumps(measure()))
