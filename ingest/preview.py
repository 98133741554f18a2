"""What a run would do, told without doing it."""

from __future__ import annotations

from ingest.known import Known
from ingest.names import shown
from ingest.report import Outcome, Report, Status
from ingest.sync import Do, Look, Sync

_STATUS = {Do.KEEP: Status.UNCHANGED, Do.RENAME: Status.RENAMED, Do.LEAVE_OUT: Status.DUPLICATE}


def preview(sync: Sync, skipped: int) -> Report:
    """The report of a run that has not been made; no reader opens a file.

    What is read for the first time may still fail, or repeat the text of another. An archive that
    has not been read counts as one document.
    """
    outcomes: dict[str, Outcome] = {}
    waiting = 0
    for file in sync.files:
        look = sync.look(file)
        for source, sha256, error in _documents(sync, look):
            outcome, old = _planned(sync, source, look.file.root, sha256, error)
            outcomes[source] = outcome
            waiting += old
    for source in sorted(sync.gone - {outcome.other for outcome in outcomes.values()}):
        if source not in outcomes and source in sync.holdings:
            outcomes[source] = Outcome(source, Status.REMOVED, planned=True)
            sync.holdings.drop(source)
    ordered = sorted(outcomes.values(), key=lambda it: it.status is not Status.REMOVED)
    return Report(tuple(ordered), 0, len(sync.holdings), skipped, waiting=waiting, planned=True)


def _documents(sync: Sync, look: Look) -> list[tuple[str, str, str]]:
    """Name, sha256 and error of each document in a file, as far as it has been read before."""
    source = look.file.source
    members = sync.memory.members(look.sha256) if look.is_holder and not look.error else None
    if members is None:
        return [(source, look.sha256, look.error)]
    return [
        (look.source_of(name), sha256, f"{shown(look.source_of(name))}: {error}" if error else "")
        for name, sha256, error in members
    ]


def _planned(sync: Sync, source: str, root: str, sha256: str, error: str) -> tuple[Outcome, bool]:
    if error:
        return Outcome(source, Status.FAILED, reason=error, planned=True), False
    decision = sync.decide(source, root, sha256)
    if decision.do is Do.FAIL:
        failed = Outcome(source, Status.FAILED, reason=decision.reason, planned=True)
        return failed, decision.waiting
    other = decision.other.source if decision.other else ""
    if decision.do is Do.READ:
        status = Status.UPDATED if source in sync.holdings else Status.ADDED
        other = ""
    else:
        status = _STATUS[decision.do]
        other = "" if decision.do is Do.KEEP else other
    if decision.do is Do.RENAME:
        sync.holdings.drop(other)
    if decision.do is not Do.LEAVE_OUT:
        sync.holdings.put(Known(source, root, sha256))
    return Outcome(source, status, other=other, planned=True), False
