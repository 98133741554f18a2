"""What an ingest run did: one outcome for each document, and their sum."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from ingest.checks import Checks
from ingest.names import shown


class Status(StrEnum):
    """What became of a document."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    RENAMED = "renamed"
    DUPLICATE = "duplicate"
    REMOVED = "removed"
    REBUILT = "rebuilt"
    FAILED = "failed"


_WORDS = {
    Status.ADDED: "thêm mới",
    Status.UNCHANGED: "không đổi",
    Status.UPDATED: "đã cập nhật",
    Status.RENAMED: "đã đổi tên",
    Status.DUPLICATE: "trùng nội dung",
    Status.REMOVED: "đã gỡ",
    Status.REBUILT: "đã dựng lại",
    Status.FAILED: "lỗi",
}
#: the same of a run that only tells what it would do
_WOULD = _WORDS | {
    Status.ADDED: "sẽ thêm mới",
    Status.UPDATED: "sẽ cập nhật",
    Status.RENAMED: "sẽ đổi tên",
    Status.REMOVED: "sẽ gỡ",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    `reason` says why it failed, `passages` and `figures` count; `other` is the old name of one that
    was renamed and the name of the document that a duplicate repeats; `planned` marks what would
    become of it.
    """

    source: str
    status: Status
    passages: int = 0
    figures: int = 0
    reason: str = ""
    other: str = ""
    checks: Checks | None = None
    planned: bool = False

    def line(self) -> str:
        """The line the terminal shows: the status first, for programs, then words for people."""
        name = shown(self.source)
        if self.status is Status.FAILED:
            return f"{self.status}: {name}: {self.short_reason()}"
        words = [(_WOULD if self.planned else _WORDS)[self.status]]
        if self.status is Status.DUPLICATE:
            return f"{self.status}: {name} = {shown(self.other)} ({words[0]}, chỉ nạp một bản)"
        if self.status is Status.RENAMED:
            words[0] += f" từ {shown(self.other)}"
        if self.passages:
            words.append(f"{self.passages} đoạn")
            words += [f"{self.figures} số liệu"] if self.figures else []
        serious = self.checks.serious if self.checks else ()
        return f"{self.status}: {name} ({', '.join(words)}{''.join(f'; {it}' for it in serious)})"

    def short_reason(self) -> str:
        """Why it failed, without its name, on one line."""
        return shown(" ".join(self.reason.removeprefix(f"{shown(self.source)}: ").split()))

    def plain(self) -> dict[str, object]:
        """For JSON."""
        counts = {"passages": self.passages, "figures": self.figures} if self.passages else {}
        reason = {"reason": self.reason} if self.reason else {}
        other = {"of" if self.status is Status.DUPLICATE else "from": self.other}
        checks = {"checks": self.checks.plain()} if self.checks else {}
        return {
            "source": self.source,
            "status": self.status.value,
            **counts,
            **reason,
            **(other if self.other else {}),
            **checks,
        }


def status_words(outcome: Outcome) -> str:
    """What became of a document, in words."""
    return (_WOULD if outcome.planned else _WORDS)[outcome.status]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `generation` is the number published, `documents` how many it holds.

    `planned` marks a run that wrote nothing; `waiting` counts the failed files that failed in an
    earlier run and were not tried again.
    """

    outcomes: tuple[Outcome, ...]
    generation: int
    documents: int
    skipped: int = 0
    seconds: float = 0.0
    waiting: int = 0
    planned: bool = False

    @property
    def counts(self) -> Counter[Status]:
        """How many documents came to each status."""
        return Counter(outcome.status for outcome in self.outcomes)

    @property
    def exit_code(self) -> int:
        """0 done, 1 done in part, 2 nothing could be done."""
        failed = self.counts[Status.FAILED]
        if not failed:
            return 0
        return 1 if failed < len(self.outcomes) else 2

    def summary(self) -> str:
        """One line for people."""
        names = _WOULD if self.planned else _WORDS
        parts = [f"{count} {names[status]}" for status, count in self.counts.items() if count]
        if self.skipped:
            parts.append(f"{self.skipped} bỏ qua")
        done = ", ".join(parts) or "không có gì để làm"
        if self.waiting:
            done += f" ({self.waiting} tệp lỗi từ lần trước, chưa đọc lại; đọc lại bằng --retry)"
        if self.planned:
            return f"Chạy thử: {done}; chưa ghi gì ({self.seconds:.1f} giây)."
        return (
            f"Tổng kết: {done}; chỉ mục có {self.documents} tài liệu "
            f"(thế hệ {self.generation}, {self.seconds:.1f} giây)."
        )

    def plain(self) -> dict[str, object]:
        """For JSON."""
        summary: dict[str, object] = {status.value: self.counts[status] for status in Status}
        return {
            "generation": self.generation,
            "documents": [outcome.plain() for outcome in self.outcomes],
            "summary": summary | {"skipped": self.skipped, "indexed": self.documents},
            "seconds": round(self.seconds, 3),
            **({"planned": True} if self.planned else {}),
        }

    def note(self) -> str:
        """What is kept with the generation."""
        return json.dumps(self.plain(), ensure_ascii=False)
