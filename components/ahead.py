"""What a page works out in other threads while it is drawn."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")

_threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="ahead")


def ahead(function: Callable[[], T]) -> Callable[[], T]:
    """Begin to call ``function``, which draws nothing, in another thread. What is returned waits for its result.

    Whoever waits calls it, where no thread has been free.
    """
    begun = _threads.submit(copy_context().run, function)
    return lambda: function() if begun.cancel() else begun.result()
