"""Adding many vectors to Chroma in a process of its own.

Half of what Chroma does in adding vectors holds Python's lock: in a thread beside it, embedding and
reading wait for each other; in a process, both cores work.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, cast

import numpy as np
from numpy.typing import NDArray

from errors import IndexDamaged


class VectorProcess:
    """The vectors in a folder, as `store.vectors.Vectors`, to be changed but not read."""

    def __init__(self, folder: Path) -> None:
        """Start the process; the vectors in `folder` must be open nowhere else."""
        home = str(Path(__file__).resolve().parent.parent)
        path = os.pathsep.join([home, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "store.vector_process", str(folder.resolve())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._orders = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)

    def remove(self, ids: Iterable[str]) -> None:
        """As `Vectors.remove`."""
        self._call("remove", list(ids))

    def write_every(self, number: int) -> None:
        """As `Vectors.write_every`."""
        self._call("write_every", number)

    def add(self, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """As `Vectors.add`."""
        self._call("add", ids, vectors)

    def close(self) -> None:
        """Wait until everything is written."""
        with suppress(BrokenPipeError):  # it has ended before, which was told of where it happened
            self._orders.close()
        self._answers.close()
        self._process.wait()

    def _call(self, name: str, *arguments: object) -> None:
        """Have a method called there.

        Raises what it raised there, and IndexDamaged when the process has ended.
        """
        try:
            pickle.dump((name, arguments), self._orders, pickle.HIGHEST_PROTOCOL)
            self._orders.flush()
            error = pickle.load(self._answers)
        except (BrokenPipeError, EOFError) as cause:
            raise IndexDamaged(
                f"tiến trình ghi véc-tơ dừng giữa chừng với mã {self._process.wait()}. "
                "Hãy xem bộ nhớ và chỗ trống trên đĩa rồi chạy lại."
            ) from cause
        if error is not None:
            raise error


def _serve(folder: Path) -> None:
    """Carry out what comes on standard input until it ends."""
    from store.vectors import Vectors

    # The parent decides what an interrupt from the keyboard means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints is no answer
    vectors = Vectors.open(folder)
    while True:
        try:
            name, arguments = pickle.load(sys.stdin.buffer)
        except EOFError:
            break
        error = None
        try:
            getattr(vectors, name)(*arguments)
        except Exception as raised:  # noqa: BLE001 - raised again where it was asked for
            error = raised
        pickle.dump(error, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
    vectors.close()


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
