"""Chroma in a process of its own, for a writer.

Half of what Chroma does in adding vectors holds Python's lock: in a thread beside it, embedding and
reading wait for each other; in a process, both cores work. And importing it takes a second, which a
small change need not wait for.
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
    """The vectors in a folder, as `store.vectors.Vectors`, in another process."""

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

    def abandon(self) -> None:
        """End it at once: nobody will have what it was writing. Nothing to do once it is closed."""
        self._process.kill()
        self.close()

    @property
    def count(self) -> int:
        """As `Vectors.count`."""
        return cast(int, self._call("count"))

    def ids(self) -> set[str]:
        """As `Vectors.ids`."""
        return cast("set[str]", self._call("ids"))

    def vectors(self, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """As `Vectors.vectors`."""
        return cast("dict[str, NDArray[np.float32]]", self._call("vectors", list(ids)))

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """As `Vectors.nearest`."""
        return cast("list[tuple[str, float]]", self._call("nearest", vector, limit))

    def reopen(self) -> None:
        """Close the files and open them again: what is read from then on is on disk."""
        self._call("reopen")

    def _call(self, name: str, *arguments: object) -> object:
        """Have a method called there, or an attribute looked up.

        Raises what it raised there, and IndexDamaged when the process has ended.
        """
        try:
            pickle.dump((name, arguments), self._orders, pickle.HIGHEST_PROTOCOL)
            self._orders.flush()
            value, error = pickle.load(self._answers)
        except (BrokenPipeError, EOFError) as cause:
            raise IndexDamaged(
                f"tiến trình ghi véc-tơ dừng giữa chừng với mã {self._process.wait()}. "
                "Hãy xem bộ nhớ và chỗ trống trên đĩa rồi chạy lại."
            ) from cause
        if error is not None:
            raise error
        return cast(object, value)


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
        value = error = None
        try:
            if name == "reopen":
                vectors.close()
                vectors = Vectors.open(folder)
            else:
                value = getattr(vectors, name)
                value = value(*arguments) if callable(value) else value
        except Exception as raised:  # noqa: BLE001 - raised again where it was asked for
            value, error = None, raised
        pickle.dump((value, error), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()
    vectors.close()
    os._exit(0)  # all is on disk; taking a library apart that is so large takes a while


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
