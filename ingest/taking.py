"""Taking files in: each is read where it must be, and becomes documents of the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from errors import InputError, UnreadableFile
from ingest.deadline import deadline
from ingest.describe import describe
from ingest.digest import sidecar_bytes
from ingest.formats import TEXT_SUFFIXES
from ingest.known import Known, archive_of
from ingest.names import shown
from ingest.opening import Part
from ingest.reading import FileText, read_file, sidecar_text
from ingest.report import Status
from ingest.sync import Do, Look, Sync
from ingest.twins import twin_of
from ingest.workers import Request, Workers

if TYPE_CHECKING:
    from ingest.run import Run


#: what a fault of ours on an unheard-of text would raise
_FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)


class Taking:
    """Carries out what `sync` decides for file after file, in the index of `run`."""

    def __init__(self, run: Run, sync: Sync, pool: Workers) -> None:
        """Files are read by `pool`."""
        self._run = run
        self._sync = sync
        self._pool = pool

    def readings(self, looks: Sequence[Look]) -> Iterator[tuple[Part, ...]]:
        """What files hold, in their order; from an earlier run where that was cut short."""
        memory = self._run.memory
        kept = {look.sha256 for look in looks if _slow(look) and memory.has_reading(look.sha256)}
        by_path = {look.file.path: look.sha256 for look in looks}
        fresh = self._pool.each(
            (
                Request(look.file.path, shown(look.file.source))
                for look in looks
                if _slow(look) and look.sha256 not in kept
            ),
            lambda request, parts: memory.keep_reading(by_path[request.path], parts),
        )
        for look in looks:
            if not _slow(look):
                yield (Part("", sha256=look.sha256),)
            elif look.sha256 in kept:
                yield memory.reading(look.sha256)
            else:
                yield next(fresh)[1]

    def settle(self, look: Look) -> None:
        """Do what there is to do with a file that need not be read, or read it after all."""
        run, source = self._run, look.file.source
        if self._sync.must_read(look):
            self.take(look, next(self.readings([look])))
        elif not look.is_holder:
            self._carry_out(source, look.file.root, look.sha256)
        elif (failure := run.memory.failure(source, look.sha256)) is not None:
            run.waiting += 1
            run.fail(source, failure.reason)
        else:
            members = run.memory.members(look.sha256) or []
            parts = tuple(Part(name, None, sha256, error) for name, sha256, error in members)
            self._take_members(look, parts)

    def take(self, look: Look, parts: tuple[Part, ...]) -> None:
        """Take in what a file holds."""
        if not look.is_holder:
            if not self._carry_out(look.file.source, look.file.root, look.sha256):
                self._take_document(look, look.file.source, look.sha256, parts[0])
        elif len(parts) == 1 and parts[0].error and not parts[0].name:
            self._run.quarantine(look.file.source, look.sha256, _said(look.file.source, parts[0]))
        else:
            parts = tuple(
                part if part.name else replace(part, sha256=look.sha256) for part in parts
            )
            self._run.memory.set_members(look.sha256, parts)
            self._take_members(look, parts)

    def take_in_left_out(self, looks: Sequence[Look]) -> None:
        """Read what was left out for a document that has changed or gone since."""
        by_source = {look.file.source: look for look in looks if not look.error}
        while lost := self._lost():
            files = {
                by_source.get(source) or by_source[archive_of(source) or ""] for source in lost
            }
            for source in lost:
                del self._run.outcomes[source]
            for look in sorted(files, key=lambda it: it.file.source):
                self.settle(look)

    def _lost(self) -> list[str]:
        """Documents that repeat one which is no longer there."""
        return [
            outcome.source
            for outcome in self._run.outcomes.values()
            if outcome.status is Status.DUPLICATE and outcome.other not in self._run.holdings
        ]

    def _carry_out(self, source: str, root: str, sha256: str) -> bool:
        """Do what is decided for a document; False when it must be read first."""
        run, decision = self._run, self._sync.decide(source, root, sha256)
        if decision.do is Do.READ:
            return False
        if decision.do is Do.FAIL:
            run.waiting += decision.waiting
            run.fail(source, decision.reason)
        elif decision.do is Do.KEEP:
            run.keep(Known(source, root, sha256), decision.other)
        elif decision.other is not None and decision.do is Do.RENAME:
            run.rename(decision.other, Known(source, root, sha256))
        elif decision.other is not None:
            run.leave_out(source, decision.other)
        return True

    def _take_members(self, look: Look, parts: tuple[Part, ...]) -> None:
        run, root = self._run, look.file.root
        for part in parts:
            source = look.source_of(part.name)
            if part.error:
                run.fail(source, _said(source, part))
            elif not self._carry_out(source, root, part.sha256):
                if part.extracted is None:  # known by name alone: what it holds is needed now
                    self.take(look, next(self.readings([look])))
                    return
                self._take_document(look, source, part.sha256, part)
        held = {look.source_of(part.name) for part in parts}
        for document in run.holdings.of_archive(look.file.source):
            if document.source not in held and document.root == root:
                run.remove(document.source)

    def _take_document(self, look: Look, source: str, sha256: str, part: Part) -> None:
        """Describe, cut and store a document, or note why that failed."""
        run = self._run
        try:
            if part.error:
                raise UnreadableFile(_said(source, part))
            content = _content(look, sha256, part)
            run.memory.set_twin(sha256, twin_of(content.text, content.sidecar))
            same = self._sync.repeats(source, sha256)
            if same is not None and same.other is not None:
                run.leave_out(source, same.other)
                return
            with deadline(source, content.text, run.limits):
                document = describe(content, source, look.file.root)
            known = source in run.holdings and source not in self._sync.gone
            run.put(document, Status.UPDATED if known else Status.ADDED, content=content)
        except InputError as error:
            run.quarantine(source, sha256, str(error))
        except _FAULTS as error:  # one document that we cannot cope with must not stop the others
            said = f"{type(error).__name__}: {' '.join(str(error).split())[:120]}"
            run.quarantine(
                source,
                sha256,
                f"{shown(source)}: không phân tích được văn bản ({said}). Đây là lỗi của chương "
                "trình: hãy báo lại kèm tệp này.",
            )


def _said(source: str, part: Part) -> str:
    return f"{shown(source)}: {part.error}"


def _content(look: Look, sha256: str, part: Part) -> FileText:
    """The text of a document with its sidecar; plain text is read here and now."""
    name = shown(look.file.source)
    if part.extracted is None:
        return read_file(look.file.path, name)
    beside = None if part.name else sidecar_bytes(look.file.path, name)
    text, form = part.extracted.text, part.extracted.format
    return FileText(text, sha256, form, sidecar_text(beside, name), part.extracted)


def _slow(look: Look) -> bool:
    """Whether a file is read by a worker; plain text is read here and now."""
    return look.file.path.suffix.lower() not in TEXT_SUFFIXES
