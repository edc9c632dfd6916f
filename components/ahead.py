"""What a page works out in other threads while it is drawn."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")

_threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="ahead")


def ahead(function: Callable[[], T]) -> Callable[[], T]:
    """Call ``function``, which draws nothing, in another thread, and return a function that waits for its result.

    Where no thread was free until then, the caller of that function runs it.
    """
    future = _threads.submit(copy_context().run, function)
    return lambda: function() if future.cancel() else future.result()
