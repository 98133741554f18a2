"""The file of predictions: one JSON line an answer, written as the answers come."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from errors import InputError

Write = Callable[[Mapping[str, Any]], None]


@contextmanager
def writing(path: Path | None) -> Iterator[Write]:
    """Give a function that adds one prediction to the file; without a path it does nothing.

    The folder is made when it is missing. Raises `InputError` when the file cannot be written.
    """
    if path is None:
        yield lambda prediction: None
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"Không ghi được {path} ({error.strerror}). Hãy chọn tệp khác cho --predictions."
        ) from error
    with file:

        def write(prediction: Mapping[str, Any]) -> None:
            file.write(json.dumps(prediction, ensure_ascii=False) + "\n")
            file.flush()

        yield write
