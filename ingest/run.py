"""One run of the writer: each document that was read is described, cut and stored."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from errors import UnreadableFile
from ingest.checks import check
from ingest.deadline import deadline
from ingest.figures import read_figures
from ingest.known import Holdings, Known
from ingest.limits import Limits
from ingest.memory import Memory
from ingest.names import shown
from ingest.passages import cut_passages, passage_id
from ingest.reading import FileText
from ingest.report import Outcome, Report, Status
from ingest.sync import Look, Sync
from ingest.taking import Taking
from ingest.twins import twin_of
from ingest.workers import Workers
from store.records import Document, Figure, Passage
from store.writer import Writer

#: called with (documents done, documents in all, source about to be worked on)
Progress = Callable[[int, int, str], None]
#: gives the passages and figures of a document
Derive = Callable[[Document], tuple[Sequence[Passage], Sequence[Figure]]]


@dataclass
class Run:
    """Changes to the index, one after another, and what became of each document."""

    writer: Writer
    holdings: Holdings
    memory: Memory
    limits: Limits
    progress: Progress | None
    began: float
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    waiting: int = 0

    def tell(self, done: int, total: int, source: str) -> None:
        """Say how far the run is."""
        if self.progress:
            self.progress(done, total, shown(source))

    def note(self, outcome: Outcome) -> None:
        """Note what became of a document; that it is unchanged is less than what came before."""
        if outcome.status is not Status.UNCHANGED or outcome.source not in self.outcomes:
            self.outcomes[outcome.source] = outcome

    def fail(self, source: str, reason: str) -> None:
        """Note that a document could not be taken in; what there was of it stays."""
        self.note(Outcome(source, Status.FAILED, reason=reason))

    def remove(self, source: str, *, silently: bool = False) -> None:
        """Remove a document."""
        self.writer.remove(source)
        self.holdings.drop(source)
        if not silently:
            self.note(Outcome(source, Status.REMOVED))

    # -- following a folder --------------------------------------------------------------------

    def follow(self, sync: Sync, workers: int | None) -> None:
        """Bring the index to what was found."""
        looks = [sync.look(file) for file in sync.files]
        to_read = self._to_read(sync, looks)
        if to_read:
            self.writer.prepare()
            self._learn_texts()
        with Workers(self.limits, workers) as pool:
            taking = Taking(self, sync, pool)
            readings = taking.readings([looks[place] for place in sorted(to_read)])
            done = 0
            for place, look in enumerate(looks):
                if place in to_read:
                    self.tell(done, len(to_read), look.file.source)
                    taking.take(look, next(readings))
                    done += 1
                elif look.error:
                    self.fail(look.file.source, look.error)
                else:
                    taking.settle(look)
            for source in sorted(sync.gone):
                if source in self.holdings:
                    self.remove(source)
            taking.take_in_left_out(looks)

    def _to_read(self, sync: Sync, looks: Sequence[Look]) -> set[int]:
        """Places of the files that a reader must open; of equal files only the first."""
        chosen: set[int] = set()
        coming: set[str] = set()
        for place, look in enumerate(looks):
            if not look.error and look.sha256 not in coming and sync.must_read(look):
                chosen.add(place)
                coming.add(look.sha256)
        return chosen

    def leave_out(self, source: str, same: Known) -> None:
        """Do without a document that repeats another."""
        if source in self.holdings:
            self.remove(source, silently=True)
        self.memory.release(source)
        self.note(Outcome(source, Status.DUPLICATE, other=same.source))

    def keep(self, known: Known, old: Known | None) -> None:
        """Note that a document is what it was, if perhaps in another folder."""
        if known != old:
            self.writer.touch(known.source, root=known.root)
            self.holdings.put(known)
        self.note(Outcome(known.source, Status.UNCHANGED))

    def rename(self, old: Known, new: Known) -> None:
        """Give a document another name; its passages and figures stay as they are."""
        document = self.writer.document(old.source)
        assert document is not None
        passages, figures = self.writer.contents(old.source)
        self.remove(old.source, silently=True)
        document, anew = renamed(document, new)
        self.put(
            document,
            Status.RENAMED,
            derived if anew else moved(passages, figures, new.source),
            other=old.source,
        )

    def quarantine(self, source: str, sha256: str, reason: str) -> None:
        """Note that a document failed, so that it is not tried again while it is the same."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.memory.fail(source, sha256, reason, now)
        self.fail(source, reason)

    def put(
        self,
        document: Document,
        status: Status,
        derive: Derive | None = None,
        *,
        content: FileText | None = None,
        other: str = "",
    ) -> None:
        """Store a document with its passages and figures, or with those that `derive` gives."""
        try:
            with deadline(document.source, document.text, self.limits):
                passages, figures = (derive or derived)(document)
                checks = check(document, content.extracted) if content is not None else None
            self.writer.put(document, passages, figures)
        except ValueError as error:
            self.quarantine(document.source, document.sha256, f"không lưu được: {error}")
            return
        except UnreadableFile as error:
            self.quarantine(document.source, document.sha256, str(error))
            return
        self.holdings.put(Known(document.source, document.root, document.sha256))
        self.memory.release(document.source)
        counts = len(passages), len(figures)
        self.note(Outcome(document.source, status, *counts, "", other, checks))

    def _learn_texts(self) -> None:
        """Know the texts of all documents, so that files which repeat one are recognised."""
        for known in self.holdings.without_text():
            document = self.writer.document(known.source)
            # What a sidecar said is part of its hash; the text of it is not kept.
            if document and not any(found.origin == "sidecar" for found in document.evidence):
                self.memory.set_twin(known.sha256, twin_of(document.text))
                self.holdings.link_text(known)

    # -- the end -------------------------------------------------------------------------------

    def publish(self, skipped: int = 0) -> Report:
        """Publish what was changed; what was read is then no longer needed."""
        outcomes = sorted(self.outcomes.values(), key=lambda it: it.status is not Status.REMOVED)
        report = Report(tuple(outcomes), 0, len(self.holdings), skipped, waiting=self.waiting)
        number = self.writer.publish(report.note())
        self.memory.drop_readings()
        return replace(report, generation=number, seconds=time.monotonic() - self.began)


def derived(document: Document) -> tuple[list[Passage], Sequence[Figure]]:
    """Passages and figures of a document."""
    passages = cut_passages(document)
    return passages, read_figures(document, passages)


def renamed(document: Document, new: Known) -> tuple[Document, bool]:
    """The document under another name, and whether what it holds must be derived anew.

    It must where the old name was its title.
    """
    moved = replace(document, source=new.source, root=new.root, sha256=new.sha256)
    evidence = tuple(
        replace(found, value=PurePosixPath(new.source).stem)
        if (found.slot, found.origin) == ("title", "file name")
        else found
        for found in document.evidence
    )
    if evidence == document.evidence:
        return moved, False
    return replace(moved, title=PurePosixPath(new.source).stem, evidence=evidence), True


def moved(passages: Sequence[Passage], figures: Sequence[Figure], source: str) -> Derive:
    """Gives the same passages and figures under the name `source`."""
    return lambda _: (
        [
            replace(one, id=passage_id(source, one.start, one.end), source=source)
            for one in passages
        ],
        [replace(one, source=source) for one in figures],
    )
