"""A limit to the time that our own reading of one text may take.

Readers run in processes that can be killed; what they give is described, cut and searched for
figures in this one. That text is hostile too: where a pattern of ours turns out slow on it, the
document fails alone and the next one is taken up.
"""

from __future__ import annotations

import math
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from errors import UnreadableFile
from ingest.limits import Limits
from ingest.names import shown

#: characters of text for which the time of one file is given; for each further so many once more
_LENGTH = 1_000_000


@contextmanager
def deadline(source: str, text: str, limits: Limits) -> Iterator[None]:
    """Raise UnreadableFile inside when the work on `text`, that of `source`, takes too long.

    The time is `limits.seconds` of this process's processor time for each million characters begun;
    even a regular expression at work is stopped. In another thread than the main one, and on
    Windows, there is no limit. Not to be used around what must not stop half-way.
    """
    if sys.platform == "win32" or threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = limits.seconds * max(1, math.ceil(len(text) / _LENGTH))

    def stop(*_: object) -> None:
        raise UnreadableFile(
            f"{shown(source)}: phân tích văn bản quá {seconds} giây nên đã dừng. Hãy tách nhỏ tệp, "
            f"hoặc nâng giới hạn: --limit seconds={2 * limits.seconds}"
        )

    before = signal.signal(signal.SIGPROF, stop)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
