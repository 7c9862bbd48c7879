"""Does all work on files that are not text in a process of its own, which can be stopped.

Such files come from anywhere, and libraries written in C read and write them: one may loop, fill
the memory or crash. The process does one piece of work after the other; where it takes too long or
ends, that file is a problem, and a new process goes on with the next.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import IO, TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

import personfirst
from personfirst.formats import registry
from personfirst.formats.registry import unhindered
from personfirst.model.document import Document
from personfirst.model.errors import (
    InternalError,
    UnreadableDocumentError,
    UnwritableDocumentError,
)

if TYPE_CHECKING:
    import subprocess
    from queue import SimpleQueue

MOST_MEMORY = 1_000_000_000
"""Bytes for the process: of address space where the system can set it, else of what it uses."""
COMMAND = (sys.executable, "-P", "-m", "personfirst.app.guard")
"""What starts it; `-P`, so that it imports no module from the folder that is checked."""
_SIZE = 8
_PERIOD = 0.1
_PACKAGE = Path(personfirst.__file__).parent

P = ParamSpec("P")
T = TypeVar("T")


class Guard:
    """Works on documents in another process, within `seconds` for each. Close it when done."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._until = monotonic() + seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes | None]

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def begin(self) -> float:
        """Begin with the next file; the monotonic time at which its seconds are over."""
        self._until = monotonic() + self._seconds
        return self._until

    def late(self) -> UnreadableDocumentError:
        """The error for a file whose seconds are over."""
        return UnreadableDocumentError(
            f"took longer than {self._seconds:g} seconds; split it, or give more time with "
            "--timeout"
        )

    def read(self, data: bytes, path: str) -> Document:
        """As `registry.read`. Raises as `run`."""
        return self.run(registry.read, data, path)

    def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of a module gives, called in the other process.

        Raises the errors about documents that it raises, `UnreadableDocumentError` where it takes
        too long or makes the process crash, and `InternalError` for any other error in it.
        """
        import pickle  # late, as in `_started`: most runs meet text alone
        from queue import Empty

        process = self._started()
        assert process.stdin is not None
        try:
            with suppress(OSError):  # it has ended; Windows calls that an invalid argument
                _send(process.stdin, pickle.dumps((work, args, kwargs)))
            answer = self._answers.get(timeout=max(self._until - monotonic(), 0))
        except Empty:
            self._stop()
            raise self.late() from None
        except BaseException:
            self._stop()
            raise
        if answer is None:
            self._stop()
            raise UnreadableDocumentError(
                "is damaged or too large: its reader gave up; open it, save it again and retry"
            )
        with unhindered(len(answer)):
            value, error = cast("tuple[T, Exception | None]", pickle.loads(answer))
        if error is not None:
            raise error
        return value

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            import subprocess
            from queue import SimpleQueue
            from threading import Thread

            self._answers = SimpleQueue()
            self._process = subprocess.Popen(
                COMMAND,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            assert self._process.stdout is not None
            Thread(
                target=_listen, args=(self._process.stdout, self._answers.put), daemon=True
            ).start()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                if pipe is not None:
                    pipe.close()


def _listen(pipe: IO[bytes], put: Callable[[bytes | None], None]) -> None:
    """Pass on the answers of a process, and None once it has ended."""
    with suppress(OSError, ValueError):
        while (answer := _received(pipe)) is not None:
            put(answer)
    put(None)


def _send(pipe: IO[bytes], message: bytes) -> None:
    pipe.write(len(message).to_bytes(_SIZE, "big"))
    pipe.write(message)
    pipe.flush()


def _received(pipe: IO[bytes]) -> bytes | None:
    """The next message; None where the other side has gone."""
    size = pipe.read(_SIZE)
    if len(size) < _SIZE:
        return None
    length = int.from_bytes(size, "big")
    message = pipe.read(length)
    return message if len(message) == length else None


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Do each piece of work that is asked for, and answer with what came of it."""
    import pickle

    while (request := _received(requests)) is not None:
        _send(answers, pickle.dumps(_done(request)))
        gc.collect()


def _done(request: bytes) -> tuple[Any, Exception | None]:
    """What came of a piece of work: its value, or the error to raise."""
    import pickle

    try:
        work, args, kwargs = pickle.loads(request)
        return work(*args, **kwargs), None
    except (UnreadableDocumentError, UnwritableDocumentError) as error:
        return None, error
    except MemoryError:
        return None, UnreadableDocumentError("needs more memory than a document may; split it")
    except Exception as error:
        return None, InternalError(fault(error))


def fault(error: Exception) -> str:
    """The class of an error that is a fault of ours, and the last frame of it in this package."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if Path(one.filename).is_relative_to(_PACKAGE)]
    place = [f"{Path(one.filename).relative_to(_PACKAGE).as_posix()}:{one.lineno}" for one in ours]
    return type(error).__name__ + "".join(f" at {one}" for one in place[-1:])


def _limit_memory() -> None:
    """Bound the memory of this process, where the system knows how, or tells what is used."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        if sys.platform == "darwin":  # it takes the limit and does not heed it
            _watch_memory(lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        else:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _watch_memory(used: Callable[[], int], most: int = MOST_MEMORY) -> None:
    """End this process once it has used more bytes than `most`."""
    from threading import Thread
    from time import sleep

    def watch() -> None:
        while used() <= most:
            sleep(_PERIOD)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    _limit_memory()
    gc.disable()  # it would look for cycles again and again; they go between two files
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    _serve(sys.stdin.buffer, answers)
