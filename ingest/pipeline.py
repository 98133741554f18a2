"""From files to a published index: add, update, rename, remove, rebuild.

A document that fails leaves its old version as it was; nothing is visible before all is published.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from errors import HoiDapError, MissingInput, NoIndex
from ingest.deadline import deadline
from ingest.describe import describe
from ingest.known import Holdings, Known
from ingest.limits import Limits
from ingest.memory import Memory, version_of
from ingest.noting import kept_record, kept_sidecar
from ingest.preview import preview
from ingest.reading import FileText
from ingest.report import Report, Status
from ingest.run import Progress, Run
from ingest.sources import Found, find_files, nothing_to_read
from ingest.sync import Sync
from store.generations import CURRENT, read_current
from store.records import Document
from store.writer import PassageEmbedder, open_writer, published_origins


@dataclass(frozen=True, slots=True)
class Options:
    """How files are ingested.

    `retry` tries again what failed before, `verify` reads every file to see whether it changed,
    `workers` is the number of processes that read (by default one for each processor).
    """

    limits: Limits = field(default_factory=Limits)
    retry: bool = False
    verify: bool = False
    workers: int | None = None


def ingest_paths(
    data_dir: Path,
    embedder: PassageEmbedder,
    paths: Sequence[Path],
    progress: Progress | None = None,
    options: Options = Options(),
) -> Report:
    """Add or update the files and folders `paths` and publish the result.

    Documents whose files are gone from an ingested folder are removed. Raises MissingInput when a
    path is not there or holds nothing to read, and what the store raises.
    """
    began = time.monotonic()
    found = find_files(paths)
    early = _has_newer(found, data_dir)
    with _run(data_dir, embedder, progress, began, options, early=early) as run:
        sync = Sync(
            found,
            run.holdings,
            run.memory,
            options.limits,
            retry=options.retry,
            verify=options.verify,
        )
        if not found.files and not sync.gone:
            raise MissingInput(nothing_to_read(found.folders))
        run.follow(sync, options.workers)
        return run.publish(found.skipped)


def preview_paths(data_dir: Path, paths: Sequence[Path], options: Options = Options()) -> Report:
    """What `ingest_paths` would do; nothing is written and no document is opened by a reader.

    Raises MissingInput when a path is not there or holds nothing to read, and IndexDamaged.
    """
    began = time.monotonic()
    found = find_files(paths)
    with closing(_memory(data_dir, options, keep=False)) as memory:
        holdings = Holdings(_known(published_origins(data_dir)), memory)
        sync = Sync(
            found, holdings, memory, options.limits, retry=options.retry, verify=options.verify
        )
        if not found.files and not sync.gone:
            raise MissingInput(nothing_to_read(found.folders))
        report = preview(sync, found.skipped)
    current = read_current(data_dir)
    return replace(
        report,
        generation=current.number if current else 0,
        seconds=time.monotonic() - began,
    )


def remove_documents(data_dir: Path, embedder: PassageEmbedder, sources: Sequence[str]) -> Report:
    """Remove documents by their `source` and publish the result. Raises what the store raises."""
    with _run(data_dir, embedder, None, time.monotonic(), Options()) as run:
        if not len(run.holdings):
            raise NoIndex(
                f"Trong {data_dir} chưa có tài liệu nào để gỡ. "
                "Hãy nạp tài liệu trước: python -m ingest corpus"
            )
        for source in dict.fromkeys(sources):
            if run.holdings.get(source):
                run.remove(source)
            else:
                run.fail(source, "không có tài liệu này. Xem tên bằng: python -m ingest --list")
        return run.publish()


def rebuild(data_dir: Path, embedder: PassageEmbedder, progress: Progress | None = None) -> Report:
    """Derive everything anew from the stored texts and publish the result.

    A stored text that can no longer be described keeps its description. Raises NoIndex when there
    is nothing to rebuild from, and what the store raises.
    """
    began = time.monotonic()
    with _run(data_dir, embedder, progress, began, Options(), anew=True) as run:
        documents = run.writer.published_documents()
        if not documents:
            raise NoIndex(
                f"Trong {data_dir} chưa có chỉ mục để dựng lại. "
                "Hãy nạp tài liệu: python -m ingest corpus"
            )
        for place, document in enumerate(documents):
            run.tell(place, len(documents), document.source)
            run.put(_described_anew(document), Status.REBUILT)
        return run.publish()


@contextmanager
def _run(
    data_dir: Path,
    embedder: PassageEmbedder,
    progress: Progress | None,
    began: float,
    options: Options,
    *,
    anew: bool = False,
    early: bool = False,
) -> Iterator[Run]:
    """The run of a writer; with `early` it prepares at once, while it is found out what to do."""
    with (
        open_writer(data_dir, embedder, rebuild=anew) as writer,
        closing(_memory(data_dir, options)) as memory,
    ):
        if early:
            writer.prepare()
        holdings = Holdings(_known(writer.origins()), memory)
        yield Run(writer, holdings, memory, options.limits, progress, began)


def _has_newer(found: Found, data_dir: Path) -> bool:
    """Whether a file was changed after the index was published, and there is an index.

    A hint that saves half a second: files copied with their old time are found later.
    """
    try:
        published = (data_dir / CURRENT).stat().st_mtime_ns
        return any(file.path.stat().st_mtime_ns > published for file in found.files)
    except OSError:
        return False


def _memory(data_dir: Path, options: Options, *, keep: bool = True) -> Memory:
    return Memory(data_dir, version_of(options.limits), keep=keep)


def _known(origins: Sequence[tuple[str, str, str]]) -> list[Known]:
    return [Known(*origin) for origin in origins]


def _described_anew(document: Document) -> Document:
    content = FileText(
        document.text, document.sha256, "utf-8", kept_sidecar(document), kept_record(document)
    )
    try:
        with deadline(document.source, document.text, Limits()):
            anew = describe(content, document.source, document.root)
    except HoiDapError:
        return document
    if not content.sidecar:
        return anew
    return replace(
        anew,
        notes=anew.notes or document.notes,
        official_names=anew.official_names or document.official_names,
        digest=anew.digest or document.digest,
    )
