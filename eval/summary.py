"""Totals of a run: one row per kind of question and one for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from eval.metrics import percentile
from eval.questions import KINDS, Question

TOTAL = "total"

#: What `--fail-under` can hold a run to.
THRESHOLDS = ("right", "cited", "verbatim", "supported")


@dataclass(frozen=True, slots=True)
class Item:
    """One question, what was answered, and how it was judged.

    `why` says in Vietnamese what is wrong, and is empty for a right answer. `cited`, `verbatim`
    and `supported` are None where there is nothing to judge.
    """

    question: Question
    prediction: dict[str, Any]
    why: str
    cited: bool | None
    cited_by_content: bool
    verbatim: bool | None
    supported: bool | None = None

    @property
    def right(self) -> bool:
        """Whether nothing is wrong with the answer itself."""
        return not self.why

    @property
    def abstained(self) -> bool:
        """Whether the assistant refused."""
        return bool(self.prediction["abstained"])

    @property
    def asked(self) -> bool:
        """Whether the assistant asked back."""
        return bool(self.prediction["clarification"])

    @property
    def false_refusal(self) -> bool:
        """Whether the assistant refused what the corpus answers."""
        return self.abstained and self.question.answerable


@dataclass(frozen=True, slots=True)
class Share:
    """`hits` of `of` items."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """Share in 0–1, None when there was nothing to judge."""
        return self.hits / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class Row:
    """Totals of one kind, or of all."""

    kind: str
    n: int
    right: Share
    cited: Share
    verbatim: Share
    abstained: int
    asked: int


@dataclass(frozen=True, slots=True)
class Summary:
    """Totals of a run; times are those of the answers, in milliseconds."""

    rows: tuple[Row, ...]
    total: Row
    answerable: int
    false_refusals: int
    cited_by_content: int
    p50_ms: float
    p99_ms: float
    supported: Share

    def share(self, name: str) -> float | None:
        """The total named by one of `THRESHOLDS`, in 0–1."""
        shares = {
            "right": self.total.right,
            "cited": self.total.cited,
            "verbatim": self.total.verbatim,
            "supported": self.supported,
        }
        return shares[name].value


def summarise(items: Sequence[Item]) -> Summary:
    """Add up a run; kinds come in the order of the contract, absent ones are left out."""
    by_kind = {
        kind: [item for item in items if item.question.kind == kind]
        for kind in KINDS
        if any(item.question.kind == kind for item in items)
    }
    times = [float(item.prediction["latency_ms"]) for item in items]
    return Summary(
        rows=tuple(_row(kind, members) for kind, members in by_kind.items()),
        total=_row(TOTAL, items),
        answerable=sum(item.question.answerable for item in items),
        false_refusals=sum(item.false_refusal for item in items),
        cited_by_content=sum(item.cited_by_content for item in items if item.cited is not None),
        p50_ms=percentile(times, 50),
        p99_ms=percentile(times, 99),
        supported=_share(item.supported for item in items),
    )


def missed(summary: Summary, thresholds: Sequence[tuple[str, float]]) -> list[str]:
    """A sentence for each threshold that is not reached; nothing judged counts as not reached."""
    sentences = []
    for name, least in thresholds:
        value = summary.share(name)
        if value is None:
            sentences.append(f"Không đạt {name}={least:g}: không có câu nào để chấm.")
        elif value < least:
            sentences.append(f"Không đạt {name}={least:g}: chỉ được {value:.4f}.")
    return sentences


def _row(kind: str, items: Sequence[Item]) -> Row:
    return Row(
        kind=kind,
        n=len(items),
        right=_share(item.right for item in items),
        cited=_share(item.cited for item in items),
        verbatim=_share(item.verbatim for item in items),
        abstained=sum(item.abstained for item in items),
        asked=sum(item.asked for item in items),
    )


def _share(judged: Iterable[bool | None]) -> Share:
    values = [value for value in judged if value is not None]
    return Share(sum(values), len(values))
