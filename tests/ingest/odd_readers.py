"""Readers that misbehave as libraries do on broken files: what the file says is done.

Run as a program it is a worker whose PDF reader is the one below.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from ingest.extracted import Extracted
from ingest.limits import tick


def read(path, name):  # noqa: C901 - one case for each misbehaviour
    order, _, rest = path.read_text().removeprefix("%PDF-").partition(" ")
    match order:
        case "hang":
            while True:
                pass
        case "child":  # a program started by a reader must be stopped with it
            child = subprocess.Popen(["sleep", "600"])
            Path(rest).write_text(str(child.pid))
            child.wait()
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "exit":
            os._exit(0)
        case "memory":
            held = bytearray(20_000_000_000)
            return Extracted(f"{len(held)}", "pdf")
        case "deep":
            return read(path, name) if rest else "".join(deep(0))
        case "error":
            raise RuntimeError("bảng\nchữ hỏng")
        case "noise":
            sys.stdout.write("không phải JSON\n")
            os.write(1, b"{\n")
        case "slow":
            for _ in range(4):
                time.sleep(0.5)
                tick()
        case "dirty":
            return Extracted("mo\u0301t\r\x00\nhai\ud800", "pdf", pages=(4,))
        case "silent":
            return Extracted(" .\n", "pdf")
        case "long":
            return Extracted("chữ " * int(rest), "pdf")
        case "count":  # how often a file is read
            with Path(rest.split()[0]).open("a") as file:
                file.write(f"{path.name}\n")
    return Extracted(f"Văn bản {path.name} {order}.\n", "pdf")


def deep(level):
    return deep(level + 1)


if __name__ == "__main__":
    from ingest import formats, worker

    sys.path.insert(0, os.getcwd())
    formats.READERS[".pdf"] = "tests.ingest.odd_readers:read"
    worker._GRACE = int(os.environ.get("ODD_GRACE", worker._GRACE))
    worker.main()
