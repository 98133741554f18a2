"""Reading files in worker processes, several at once, each of which can be stopped.

A crash, a hang or a bomb inside a reader's library costs one file: its worker is killed with all
that it started, and another takes its place.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ingest.extracted import Extracted
from ingest.limits import Limits
from ingest.names import shown
from ingest.opening import Part
from store.codec import from_plain

_ROOT = Path(__file__).resolve().parents[1]
#: what starts a worker
PROGRAM = (sys.executable, "-m", "ingest.worker")
#: files that one process reads before another takes its place: libraries leak
_LIFE = 200
#: seconds that a new process may take until its first answer, on a busy machine
_START = 30
#: files that wait to be read or to be taken, for each worker
_AHEAD = 3
#: environment that libraries need; one thread each, as there is a worker for each processor
_QUIET = {
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "PYTHONWARNINGS": "ignore",
    "PYTHONUTF8": "1",
}


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read, and what it is called in messages."""

    path: Path
    name: str


#: called with a file and what it holds
Keep = Callable[[Request, tuple[Part, ...]], None]


class _Stopped(Exception):
    """A worker ended, or was ended, before it had answered; says why."""


class Worker:
    """One process that reads files one after another; started at the first."""

    def __init__(self, limits: Limits, program: Sequence[str] = PROGRAM) -> None:
        """`program` is the command that starts the process."""
        self._limits = limits
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._buffer = b""
        self._files = 0
        self._closed = False

    def read(self, request: Request) -> tuple[Part, ...]:
        """The documents in a file; a file that stops the worker is a part with an error."""
        parts: list[Part] = []
        begun: list[str] = []
        skip = 0
        while True:
            try:
                for kind, value in self._ask(request, skip):
                    if kind == "begin":
                        begun.append(value)
                    elif kind == "part":
                        parts.append(_part(value, request.name))
                return tuple(parts)
            except _Stopped as error:
                self.stop()
                if self._closed:
                    return ()
                name = begun[-1] if begun else ""
                parts.append(Part(name, error=str(error)))
                # In an archive, what comes behind the member that stopped the worker.
                if not name or skip == len(begun):
                    return tuple(parts)
                skip = len(begun)

    def _ask(self, request: Request, skip: int) -> Iterator[tuple[str, Any]]:
        process = self._started()
        line = {
            "path": str(request.path),
            "name": request.name,
            "skip": skip,
            "limits": asdict(self._limits),
        }
        assert process.stdin is not None
        wait = self._limits.seconds + (_START if not self._files else 0)
        self._files += 1
        try:
            process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.flush()
        except OSError as cause:
            raise _Stopped(self._death()) from cause
        while True:
            ((kind, value),) = json.loads(self._line(process, wait)).items()
            wait = self._limits.seconds
            if kind == "end":
                return
            yield kind, value

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """The next line of the process's answer. Raises _Stopped after `seconds` without one."""
        assert process.stdout is not None
        until = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while b"\n" not in self._buffer:
                left = until - time.monotonic()
                if left <= 0 or not selector.select(left):
                    raise _Stopped(
                        f"đọc quá {self._limits.seconds} giây nên đã dừng. Hãy tách nhỏ tệp, hoặc "
                        f"nâng giới hạn: --limit seconds={2 * self._limits.seconds}"
                    )
                more = os.read(process.stdout.fileno(), 1 << 20)
                if not more:
                    raise _Stopped(self._death())
                self._buffer += more
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line

    def _death(self) -> str:
        return (
            "chương trình đọc đã sập vì tệp này (tệp hỏng, hoặc cần hơn "
            f"{self._limits.memory} MB bộ nhớ). Hãy mở tệp bằng chương trình đã tạo ra nó, lưu lại "
            "rồi chạy lại."
        )

    def _started(self) -> subprocess.Popen[bytes]:
        if self._files >= _LIFE or (self._process is not None and self._process.poll() is not None):
            self.stop()
        if self._process is None:
            self._folder = tempfile.TemporaryDirectory(
                prefix="hoidap-doc-", ignore_cleanup_errors=True
            )
            self._process = subprocess.Popen(
                self._program,
                cwd=_ROOT,
                env=os.environ | _QUIET | {"TMPDIR": self._folder.name},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # A group of its own: Ctrl-C reaches us alone, and all of it can be killed at once.
                start_new_session=True,
            )
            if self._closed:  # from another thread, which had no process to kill yet
                _kill(self._process)
        return self._process

    def close(self) -> None:
        """Have the process killed, now and for good; may come from another thread."""
        self._closed = True
        if self._process is not None:
            _kill(self._process)

    def stop(self) -> None:
        """End the process with all that it started, and delete what they left."""
        process, self._process = self._process, None
        self._buffer, self._files = b"", 0
        if process is not None:
            _kill(process)
            for stream in (process.stdin, process.stdout):
                with contextlib.suppress(BrokenPipeError):
                    assert stream is not None
                    stream.close()
            process.wait()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        process.kill()
        return
    with contextlib.suppress(ProcessLookupError):  # it has ended by itself
        os.killpg(process.pid, signal.SIGKILL)


class Workers:
    """As many workers as `number`, for the time of a `with`."""

    def __init__(
        self, limits: Limits, number: int | None = None, program: Sequence[str] = PROGRAM
    ) -> None:
        self._limits = limits
        self._program = program
        self.number = max(1, number or os.cpu_count() or 1)
        self._local = threading.local()
        self._all: list[Worker] = []

    def __enter__(self) -> Workers:
        self._pool = ThreadPoolExecutor(self.number, thread_name_prefix="reading")
        return self

    def __exit__(self, *_: object) -> None:
        # What is being read is stopped, so that nobody waits for it.
        self._pool.shutdown(wait=False, cancel_futures=True)
        for worker in list(self._all):
            worker.close()
        self._pool.shutdown(wait=True)
        for worker in self._all:
            worker.stop()

    def each(
        self, requests: Iterable[Request], keep: Keep = lambda request, parts: None
    ) -> Iterator[tuple[Request, tuple[Part, ...]]]:
        """The documents of each file in the order of `requests`, a few read ahead.

        `keep` is called with each file as soon as it is read, whatever its place.
        """
        waiting: deque[tuple[Request, Future[tuple[Part, ...]]]] = deque()
        unkept: dict[Future[tuple[Part, ...]], Request] = {}

        def first() -> tuple[Request, tuple[Part, ...]]:
            request, future = waiting.popleft()
            while future in unkept:
                for done in wait(unkept, return_when=FIRST_COMPLETED).done:
                    keep(unkept.pop(done), done.result())
            return request, future.result()

        for request in requests:
            future = self._pool.submit(self._read, request)
            waiting.append((request, future))
            unkept[future] = request
            if len(waiting) >= _AHEAD * self.number:
                yield first()
        while waiting:
            yield first()

    def _read(self, request: Request) -> tuple[Part, ...]:
        worker: Worker | None = getattr(self._local, "worker", None)
        if worker is None:
            worker = self._local.worker = Worker(self._limits, self._program)
            self._all.append(worker)
        return worker.read(request)


def _part(value: dict[str, Any], name: str) -> Part:
    """A part from JSON; its error without the name of the file, which other files may share."""
    extracted = value.get("extracted")
    content = None if extracted is None else from_plain(Extracted, extracted)
    whole = f"{name}/{shown(value['name'])}" if value["name"] else name
    error = value.get("error", "").removeprefix(f"{whole}: ")
    return Part(value["name"], content, value.get("sha256", ""), error)
