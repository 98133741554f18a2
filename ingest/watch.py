"""Following folders: a run whenever files in them have changed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from errors import MissingInput, UsageError
from ingest.digest import SIDECAR
from ingest.formats import EXTENSIONS
from ingest.names import shown

#: Changes this close together make one run; saving a document takes several. In milliseconds.
QUIET_MS = 1_500
#: longest time to gather changes while more keep coming, in milliseconds
_LONGEST_MS = 20_000
#: how often a stop is looked for, in milliseconds
_LOOK_MS = 200


def watch(
    paths: Sequence[Path],
    run: Callable[[], object],
    stop: threading.Event | None = None,
    *,
    quiet_ms: int = QUIET_MS,
) -> None:
    """Call `run` once, and again after each batch of changes below `paths`, until `stop` is set.

    Raises MissingInput for a path that is not there and UsageError where the system cannot follow
    changes. An interrupt from the keyboard ends it too.
    """
    folders = sorted({path if path.is_dir() else path.parent for path in paths})
    for path in paths:
        if not path.exists():
            raise MissingInput(
                f"Không có tệp hoặc thư mục: {shown(str(path))}. Hãy kiểm tra đường dẫn."
            )
    halt = stop or threading.Event()
    with _interrupting(halt), suppress(KeyboardInterrupt):
        # Watching begins before the first run: what changes during it is not missed.
        for _ in _batches(folders, halt, quiet_ms):
            run()


@contextmanager
def _interrupting(halt: threading.Event) -> Iterator[None]:
    """An interrupt from the keyboard sets `halt` as well.

    So it also ends the watch where the interrupt itself is lost, in code that no exception leaves.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: FrameType | None) -> None:
        halt.set()
        signal.default_int_handler(number, frame)

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _batches(folders: Sequence[Path], stop: threading.Event, quiet_ms: int) -> Iterator[None]:
    """Gives at once, and after each batch of changes to files that matter."""
    import watchfiles

    try:
        changes = watchfiles.watch(
            *folders,
            watch_filter=lambda _, path: matters(Path(path)),
            debounce=_LONGEST_MS,
            step=quiet_ms,
            rust_timeout=_LOOK_MS,
            stop_event=stop,
            yield_on_timeout=True,
            raise_interrupt=False,
        )
        first = True
        for found in changes:
            if first or found:
                first = False
                yield
    except (OSError, RuntimeError) as cause:
        raise UsageError(
            f"Không theo dõi được thư mục ({cause}). Hãy chạy lại lệnh nạp không có --watch khi "
            "tài liệu đổi, hoặc tăng số thư mục hệ thống cho phép theo dõi."
        ) from cause


def matters(path: Path) -> bool:
    """Whether a change to the file at `path` can change the index.

    What was removed may have been a folder, so it matters.
    """
    if any(part.startswith((".", "~$")) for part in path.parts[-2:]):
        return False
    suffix = path.suffix.lower()
    return suffix in EXTENSIONS or suffix == SIDECAR or path.is_dir() or not path.exists()
