"""From files to a published index: add, update, remove, rebuild.

A document that fails leaves its old version as it was; nothing is visible before all is published.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from errors import HoiDapError, InputError, MissingInput, NoIndex, UnreadableFile
from ingest.describe import describe
from ingest.figures import read_figures
from ingest.passages import cut_passages
from ingest.reading import FileText, read_file
from ingest.report import Outcome, Report, Status
from ingest.sources import Found, FoundFile, find_files, nothing_to_read
from store.records import Document
from store.writer import PassageEmbedder, Writer, open_writer

#: called with (documents done, documents in all, source about to be worked on)
Progress = Callable[[int, int, str], None]


def ingest_paths(
    data_dir: Path,
    embedder: PassageEmbedder,
    paths: Sequence[Path],
    progress: Progress | None = None,
) -> Report:
    """Add or update the files and folders `paths` and publish the result.

    Documents whose files are gone from an ingested folder are removed. Raises MissingInput when a
    path is not there or holds nothing to read, and what the store raises.
    """
    began = time.monotonic()
    found = find_files(paths)
    with _run(data_dir, embedder, progress, began) as run:
        gone = list(_gone(found, run.known))
        if not found.files and not gone:
            raise MissingInput(nothing_to_read(found.folders))
        for document in gone:
            run.remove(document.source)
        for place, file in enumerate(found.files):
            run.tell(place, len(found.files), file.source)
            run.put_file(file)
        return run.publish(found.skipped)


def remove_documents(data_dir: Path, embedder: PassageEmbedder, sources: Sequence[str]) -> Report:
    """Remove documents by their `source` and publish the result. Raises what the store raises."""
    with _run(data_dir, embedder, None, time.monotonic()) as run:
        if not run.known:
            raise NoIndex(
                f"Trong {data_dir} chưa có tài liệu nào để gỡ. "
                "Hãy nạp tài liệu trước: python -m ingest corpus"
            )
        for source in dict.fromkeys(sources):
            if source in run.known:
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
    with _run(data_dir, embedder, progress, began, anew=True) as run:
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


@dataclass
class _Run:
    """One run of a writer.

    `known` are the documents by source as they would be published now, `names` their sources by
    file as they were at the start.
    """

    writer: Writer
    progress: Progress | None
    began: float
    known: dict[str, Document]
    names: dict[Path, str]
    outcomes: list[Outcome] = field(default_factory=list)

    def tell(self, done: int, total: int, source: str) -> None:
        if self.progress:
            self.progress(done, total, source)

    def fail(self, source: str, reason: str) -> None:
        self.outcomes.append(Outcome(source, Status.FAILED, reason=reason))

    def remove(self, source: str) -> None:
        self.writer.remove(source)
        del self.known[source]
        self.outcomes.append(Outcome(source, Status.REMOVED))

    def put(self, document: Document, status: Status) -> None:
        passages = cut_passages(document)
        figures = read_figures(document, passages)
        try:
            self.writer.put(document, passages, figures)
        except ValueError as error:
            self.fail(document.source, f"không lưu được: {error}")
            return
        self.known[document.source] = document
        self.outcomes.append(Outcome(document.source, status, len(passages), len(figures)))

    def put_file(self, file: FoundFile) -> None:
        """Add or update one file, or note why that failed."""
        try:
            self._put_file(self._under_known_name(file))
        except InputError as error:
            self.fail(_printable(file.source), str(error))

    def _under_known_name(self, file: FoundFile) -> FoundFile:
        """The file as it is known, when it is named alone but was first found in a folder."""
        old = self.known.get(self.names.get(file.path, ""))
        return file if old is None else replace(file, source=old.source, root=old.root)

    def _put_file(self, file: FoundFile) -> None:
        if _printable(file.source) != file.source:
            raise UnreadableFile("tên tệp không phải UTF-8. Hãy đổi tên tệp.")
        old = self.known.get(file.source)
        content = read_file(file.path, file.source)
        if old is None:
            self.put(describe(content, file.source, file.root), Status.ADDED)
        elif old.sha256 == content.sha256:
            self.writer.touch(file.source, root=file.root)
            self.known[file.source] = replace(old, root=file.root)
            self.outcomes.append(Outcome(file.source, Status.UNCHANGED))
        elif old.root == file.root or not path_of(old).exists():
            self.put(describe(content, file.source, file.root), Status.UPDATED)
        else:
            raise UnreadableFile(
                f"đã có tài liệu khác cùng tên từ thư mục {old.root}. Hãy đổi tên tệp, hoặc gỡ tài "
                f'liệu kia trước: python -m ingest --remove "{file.source}"'
            )

    def publish(self, skipped: int = 0) -> Report:
        report = Report(tuple(self.outcomes), 0, len(self.known), skipped)
        number = self.writer.publish(report.note())
        return replace(report, generation=number, seconds=time.monotonic() - self.began)


@contextmanager
def _run(
    data_dir: Path,
    embedder: PassageEmbedder,
    progress: Progress | None,
    began: float,
    *,
    anew: bool = False,
) -> Iterator[_Run]:
    with open_writer(data_dir, embedder, rebuild=anew) as writer:
        known = {document.source: document for document in writer.documents()}
        names = {path_of(document): source for source, document in known.items()}
        yield _Run(writer, progress, began, known, names)


def path_of(document: Document) -> Path:
    """Where the file of a document lay when it was ingested."""
    return Path(document.root) / document.source


def _gone(found: Found, known: dict[str, Document]) -> Iterator[Document]:
    """Documents that are no longer what their folder holds.

    Their file is gone from a folder that was walked, or is now part of a folder walked and so
    comes under another name.
    """
    files = {file.path: file for file in found.files}
    for document in known.values():
        path = path_of(document)
        walked = [folder for folder in found.folders if path.is_relative_to(folder)]
        if not walked:
            continue
        file = files.get(path)
        own_folder = any(str(folder) == document.root for folder in walked)
        renamed = file is not None and file.source != document.source
        if renamed or (file is None and (own_folder or not path.exists())):
            yield document


def _described_anew(document: Document) -> Document:
    content = FileText(document.text, document.sha256, "utf-8", _kept_sidecar(document))
    try:
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


def _kept_sidecar(document: Document) -> str:
    """What a document's sidecar file gave, as its stored evidence tells; "" without one."""
    given = {found.slot: found.value for found in document.evidence if found.origin == "sidecar"}
    return json.dumps(given, ensure_ascii=False) if given else ""


def _printable(source: str) -> str:
    return source.encode("utf-8", "replace").decode("utf-8")
