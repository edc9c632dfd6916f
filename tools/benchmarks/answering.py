"""Answer questions with the code in PYTHONPATH, of whichever commit it is.

``tools.benchmarks.compare`` runs this file in a process of its own. It imports no test modules, which another commit
may lack, and only such code as every commit has. A line of the input is a list of a question, its filters and its
parameters; a line of the output is the milliseconds of its answer, or null if there was none.
"""

import json
import sys
import time

from queries import Filters, ask


def milliseconds(
    name: str, filters: dict[str, list[str]], parameters: dict[str, str]
) -> float | None:
    """The time of an answer; None if this code has no such question, or stops it."""
    start = time.perf_counter()
    try:
        ask(name, Filters(**{key: tuple(values) for key, values in filters.items()}), **parameters)
    except Exception:  # which exceptions there are depends on the commit
        return None
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(milliseconds(*json.loads(line))), flush=True)
