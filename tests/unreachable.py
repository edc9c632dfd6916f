"""Python's search for unreachable objects, which takes a tenth of the tests' time if it is left as it is."""

import gc


def look_seldom() -> None:
    """Leave out of the search what is there by now, such as modules, and look through the rest seldom."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
