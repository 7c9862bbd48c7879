"""Reads files that are not text in a process of their own, which can be stopped.

Such files come from anywhere, and libraries written in C read them: one may loop, fill the memory
or crash. The process reads one file after the other; where it takes too long or ends, that file is
a problem, and a new process reads the next.
"""

from __future__ import annotations

import gc
import pickle
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO

from personfirst.formats import registry
from personfirst.formats.registry import unhindered
from personfirst.model.document import Document
from personfirst.model.errors import UnreadableDocumentError

MOST_MEMORY = 2_000_000_000
"""Bytes of address space for the process, where the system can set it; far more than it uses."""
COMMAND = (sys.executable, "-m", "personfirst.app.guard")
_SIZE = 8


class GuardedReader:
    """Reads documents in another process, within `seconds` each. Close it when done."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()

    def __enter__(self) -> GuardedReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def read(self, data: bytes, path: str) -> Document:
        """As `registry.read`. Raises `UnreadableDocumentError` also where the file takes too long
        or makes its reader crash.
        """
        process = self._started()
        assert process.stdin is not None
        try:
            with suppress(BrokenPipeError):
                _send(process.stdin, pickle.dumps((data, path)))
            answer = self._answers.get(timeout=self._seconds)
        except Empty:
            self._stop()
            raise UnreadableDocumentError(
                f"took longer than {self._seconds:g} seconds to read; split it, or give more time "
                "with --timeout"
            ) from None
        except BaseException:
            self._stop()
            raise
        if answer is None:
            self._stop()
            raise UnreadableDocumentError(
                "is damaged or too large: its reader gave up; open it, save it again and retry"
            )
        with unhindered(len(answer)):
            found: Document | UnreadableDocumentError = pickle.loads(answer)
        if isinstance(found, UnreadableDocumentError):
            raise found
        return found

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
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
    """Answer each request with its document, or with the reason why there is none."""
    while (request := _received(requests)) is not None:
        data, path = pickle.loads(request)
        found: Document | UnreadableDocumentError
        try:
            found = registry.read(data, path)
        except UnreadableDocumentError as error:
            found = error
        except MemoryError:
            found = UnreadableDocumentError("needs more memory than a document may; split it")
        _send(answers, pickle.dumps(found))


def _limit_memory() -> None:
    """Bound the memory of this process, where the system knows how."""
    with suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


if __name__ == "__main__":
    _limit_memory()
    gc.disable()  # what is read has no cycles, and the process reads only
    answers = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints is no answer
    _serve(sys.stdin.buffer, answers)
