import threading
import time

import pytest

from queries.engines import QueryTimeout


def test_what_takes_too_long_is_interrupted() -> None:
    alarms, interrupted = QueryTimeout(), threading.Event()
    with alarms.limit(0.01, interrupted.set):
        assert interrupted.wait(30)


def test_what_is_over_in_time_is_not_interrupted() -> None:
    alarms, interrupted = QueryTimeout(), threading.Event()
    with alarms.limit(0.05, interrupted.set):
        pass
    assert not interrupted.wait(0.2)


def test_a_shorter_limit_is_kept_beside_longer_ones() -> None:
    alarms, long, short = QueryTimeout(), threading.Event(), threading.Event()
    with alarms.limit(1000, long.set), alarms.limit(0.01, short.set):
        assert short.wait(30)
    assert not long.is_set()


def test_it_goes_on_after_nothing_was_busy() -> None:
    alarms = QueryTimeout()
    with alarms.limit(0.01, lambda: None):
        pass
    time.sleep(0.1)
    again = threading.Event()
    with alarms.limit(0.01, again.set):
        assert again.wait(30)


def test_an_error_ends_the_limit() -> None:
    alarms, interrupted = QueryTimeout(), threading.Event()

    def fails() -> None:
        with alarms.limit(0.05, interrupted.set):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not interrupted.wait(0.2)
