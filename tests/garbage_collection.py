"""Python's garbage collection, which takes a tenth of the tests' time as Python does it by itself."""

import gc


def collect_seldom() -> None:
    """Leave out of the collection what is loaded by now, such as modules, and collect the rest seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
