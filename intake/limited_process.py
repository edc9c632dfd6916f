"""Runs a function in a process of its own, which may take only so much time and memory.

    python -m intake.limited_process FOLDER MEMORY

is what that process runs: it finds the call in FOLDER, and writes there what the function returned or raised.

Files from outside may be made to take all memory of a machine, or to crash the library that reads them. Then only that
process ends, and its caller gets an exception. The system keeps the limit of memory; where it cannot (Windows has no
module `resource`, macOS refuses the limit), only the time is limited.
"""

import errno
import json
import os
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Timer
from typing import Any, TypeVar

T = TypeVar("T")

_CALL, _ANSWER = "call", "answer"
_ROOT = str(Path(__file__).parents[1])


class TookTooLong(Exception):
    """The function was still running when its time was over."""


class Ended(Exception):
    """The process ended before the function: it needed more memory than it may have, or a library crashed."""


def run(
    function: Callable[..., T],
    *arguments: Any,
    seconds: float,
    memory: int,
    progress: Callable[..., None] | None = None,
) -> T:
    """What `function` returns or raises, within `seconds` and `memory` bytes; else TookTooLong or Ended.

    Function, arguments, and the value or exception that comes back are pickled. If there is a `progress`, the function
    gets a stand-in for it as its last argument, which hands what it is called with on to `progress`.
    """
    late = Event()
    with TemporaryDirectory(prefix="dashboard-") as folder:
        _write(Path(folder, _CALL), (function, arguments, progress is not None))
        with subprocess.Popen(  # noqa: S603 - this module, run by this Python
            [sys.executable, "-P", "-m", "intake.limited_process", folder, str(memory)],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:

            def stop() -> None:
                late.set()
                process.kill()

            timer = Timer(seconds, stop)
            timer.start()
            try:
                for line in process.stdout or ():
                    if progress is not None:
                        progress(*json.loads(line))
                process.wait()
            finally:
                timer.cancel()
                process.kill()
        if late.is_set():
            raise TookTooLong
        answer_path = Path(folder, _ANSWER)
        if process.returncode or not answer_path.is_file():
            raise Ended
        raised, answer = _unpickled(answer_path)
    if raised:
        raise answer
    value: T = answer
    return value


def _environment() -> dict[str, str]:
    """The environment of the process, in which libraries do not reserve gigabytes of address space for later.

    It is the address space that is limited.
    """
    path = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(path),
        "ARROW_DEFAULT_MEMORY_POOL": "system",
        "MALLOC_ARENA_MAX": "2",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _limit(memory: int) -> None:
    """Let the system refuse this process more than `memory` bytes, and write no image of it if it crashes."""
    if sys.platform != "win32":
        import resource

        for resource_kind, limit in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
            # A lower limit may be there already, or the system may set none.
            with suppress(ValueError, OSError):
                resource.setrlimit(resource_kind, (limit, limit))


def _write(path: Path, value: Any) -> None:
    with path.open("wb") as file:
        pickle.dump(value, file, pickle.HIGHEST_PROTOCOL)


def _unpickled(path: Path) -> Any:
    with path.open("rb") as file:
        return pickle.load(file)  # noqa: S301 - written by this program


def main(folder: str, memory: str) -> int:
    """Make the call that `folder` holds within `memory` bytes and write the answer; return the exit code."""
    _limit(int(memory))
    output = sys.stdout

    def tell(*what: Any) -> None:
        print(json.dumps(what), file=output, flush=True)

    try:
        with redirect_stdout(sys.stderr):
            function, arguments, with_progress = _unpickled(Path(folder, _CALL))
            answer = function(*arguments, tell) if with_progress else function(*arguments)
            _write(Path(folder, _ANSWER), (False, answer))
    except (MemoryError, ImportError):  # without memory, a library cannot be loaded either
        return 1
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOMEM:
            return 1
        error.add_note(traceback.format_exc())
        try:
            _write(Path(folder, _ANSWER), (True, error))
        except (pickle.PicklingError, TypeError):
            _write(Path(folder, _ANSWER), (True, RuntimeError(traceback.format_exc())))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
