"""A process that reads files for another one: `python -m ingest.worker`.

A line of JSON on stdin asks for a file; lines of JSON on the stdout it was started with answer:

    {"begin": "b.pdf"}      a file inside an archive is about to be read
    {"tick": true}          still at work
    {"part": {…}}           a document, see `Part`
    {"end": true}           nothing more comes

What libraries print goes nowhere. The process has a memory limit of its own, and ends with the
process that started it.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from errors import InputError
from ingest import limits as limits_of_run
from ingest.limits import Limits
from ingest.opening import Part, read_parts
from store.codec import to_plain

#: beyond the limit between two signs of life the kernel ends this process whatever it does
_GRACE = 10


def main() -> None:
    """Answer requests until stdin ends."""
    answers = _take_stdout()
    if sys.platform != "win32":
        threading.Thread(target=_follow_parent, args=(os.getppid(),), daemon=True).start()
    serve(sys.stdin.buffer, answers)


def serve(requests: BinaryIO, answers: TextIO) -> None:
    """Answer each line of `requests` with lines in `answers`."""

    def say(kind: str, value: object = True) -> None:
        answers.write(json.dumps({kind: value}) + "\n")
        answers.flush()

    bounded = False
    for line in requests:
        request = json.loads(line)
        limits = Limits(**request["limits"])
        if not bounded:
            _bound(limits)
            bounded = True
        alarm = _alarm(limits.seconds + _GRACE)

        def on_tick(alarm: Callable[[], None] = alarm) -> None:
            alarm()
            say("tick")

        limits_of_run.use(limits, on_tick)
        alarm()
        for item in _answered(request):
            alarm()
            say(*item)
        _still()
        say("end")


def _answered(request: dict[str, Any]) -> Any:  # noqa: ANN401 - pairs of a kind and JSON
    path, name = Path(request["path"]), request["name"]
    try:
        for found in read_parts(path, name, skip=request["skip"]):
            if isinstance(found, Part):
                yield "part", plain(found)
            else:
                yield "begin", found
    except InputError as error:
        yield "part", {"name": "", "error": str(error)}
    except MemoryError:
        yield "part", {"name": "", "error": out_of_memory(name)}


def plain(part: Part) -> dict[str, Any]:
    """For JSON."""
    return {
        **asdict(part),
        "extracted": None if part.extracted is None else to_plain(part.extracted),
    }


def out_of_memory(name: str) -> str:
    """The refusal of a file that needs more memory than its reader may have."""
    allowed = limits_of_run.current().memory
    return (
        f"{name}: cần hơn {allowed} MB bộ nhớ để đọc. Hãy tách nhỏ tệp, hoặc nâng giới hạn: "
        f"--limit memory={2 * allowed}"
    )


def _take_stdout() -> TextIO:
    """The stdout of this process for our answers alone; whatever prints, prints to nowhere."""
    kept = os.dup(1)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return os.fdopen(kept, "w", encoding="ascii")


def _bound(limits: Limits) -> None:
    """Bound what this process and those it starts may take of the machine."""
    if sys.platform == "win32":
        return
    import resource

    most = limits.memory * 1_000_000
    written = 10 * limits.mb * 1_000_000
    for what, value in (
        (resource.RLIMIT_AS, most),
        (resource.RLIMIT_FSIZE, written),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (value if hard < 0 else min(value, hard), hard))


def _alarm(seconds: int) -> Callable[[], None]:
    """Has this process ended, even inside a library, `seconds` after the last call."""
    if sys.platform == "win32":
        return lambda: None
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    return lambda: (signal.alarm(seconds), None)[1]


def _still() -> None:
    """No alarm while nothing is being read."""
    if sys.platform != "win32":
        signal.alarm(0)


def _follow_parent(parent: int) -> None:
    """End this process and those it started when the one that started it is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
