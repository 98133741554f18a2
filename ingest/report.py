"""What an ingest run did: one outcome for each document, and their sum."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a document."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"
    REMOVED = "removed"
    REBUILT = "rebuilt"
    FAILED = "failed"


_WORDS = {
    Status.ADDED: "thêm mới",
    Status.UNCHANGED: "không đổi",
    Status.UPDATED: "đã cập nhật",
    Status.REMOVED: "đã gỡ",
    Status.REBUILT: "đã dựng lại",
    Status.FAILED: "lỗi",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `reason` says why it failed, `passages` and `figures` count."""

    source: str
    status: Status
    passages: int = 0
    figures: int = 0
    reason: str = ""

    def line(self) -> str:
        """The line the terminal shows: the status first, for programs, then words for people."""
        if self.status is Status.FAILED:
            reason = self.reason.removeprefix(f"{self.source}: ")
            return f"{self.status}: {self.source}: {reason}"
        if self.passages:
            counts = f"{self.passages} đoạn" + (f", {self.figures} số liệu" if self.figures else "")
            return f"{self.status}: {self.source} ({_WORDS[self.status]}, {counts})"
        return f"{self.status}: {self.source} ({_WORDS[self.status]})"

    def plain(self) -> dict[str, object]:
        """For JSON."""
        counts = {"passages": self.passages, "figures": self.figures} if self.passages else {}
        reason = {"reason": self.reason} if self.reason else {}
        return {"source": self.source, "status": self.status.value, **counts, **reason}


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `generation` is the number published, `documents` how many it holds."""

    outcomes: tuple[Outcome, ...]
    generation: int
    documents: int
    skipped: int = 0
    seconds: float = 0.0

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
        parts = [f"{count} {_WORDS[status]}" for status, count in self.counts.items() if count]
        if self.skipped:
            parts.append(f"{self.skipped} bỏ qua")
        done = ", ".join(parts) or "không có gì để làm"
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
        }

    def note(self) -> str:
        """What is kept with the generation."""
        return json.dumps(self.plain(), ensure_ascii=False)
