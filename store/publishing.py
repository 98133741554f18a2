"""From a draft folder to a published generation: copy, check, make durable, rename."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from errors import NoIndex
from store import catalogue, forward_file, generations, matrix
from store.generations import MANIFEST, Current, Manifest, draft_of, folder_of
from store.index import Index, open_folder
from store.lexical import lexical_query
from store.records import Passage
from store.vector_process import VectorProcess

_SQLITE = (".sqlite", ".sqlite3")
#: written under another name and then put in the place of the old one
_REPLACED = (matrix.VECTORS, matrix.ROWS, forward_file.WORDS, forward_file.PLACES)
#: parts of tantivy's segments: each is written once
_SEGMENT = (".idx", ".pos", ".term", ".store", ".fast", ".fieldnorm", ".del")
_PASSING = ("-journal", "-wal", "-shm")
_SAMPLES = 12

#: A stored vector must find itself; cosine in float32 is exact to about 1e-6.
_SAME = 0.999


def copy_generation(source: Path, target: Path) -> None:
    """Copy a published generation into the new folder `target`.

    Chroma's database goes through SQLite's own backup: a reader opening it at this moment writes a
    row. Nobody writes the catalogue. Files that are only ever replaced, never written again, are
    shared by both.
    """
    target.mkdir(parents=True)
    for where, folders, names in os.walk(source):
        here = Path(where)
        there = target / here.relative_to(source)
        for folder in folders:
            (there / folder).mkdir()
        for name in names:
            if name == MANIFEST or name.endswith(_PASSING):
                continue
            if name.endswith(_SQLITE) and name != catalogue.FILE:
                _backup(here / name, there / name)
            elif name in _REPLACED or name.endswith(_SEGMENT):
                _share(here / name, there / name)
            else:
                shutil.copyfile(here / name, there / name)


def _share(source: Path, target: Path) -> None:
    """One file under two names, a copy where the file system has no such thing."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _backup(source: Path, target: Path) -> None:
    address = f"{source.resolve().as_uri()}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True, timeout=30)) as old,
        closing(sqlite3.connect(target)) as new,
    ):
        old.backup(new)


def publish(
    data_dir: Path, number: int, previous: int | None, process: VectorProcess | None = None
) -> None:
    """Check the draft `number`, make it durable and let CURRENT name it.

    `process` has the draft's vectors open; it opens them again for the check, then closes them.
    Raises IndexDamaged, and publishes nothing, when a check fails.
    """
    draft = draft_of(data_dir, number)
    if process is not None:
        process.reopen()
    with closing(open_folder(draft, number, process=process)) as index:
        check(index)
        documents, passages = index.document_count, index.passage_count
    # Tantivy's empty lock files stay: a reader would make them again.
    _write_manifest(draft, number, documents, passages)
    for where, _, names in os.walk(draft):
        for name in names:
            with open(os.path.join(where, name), "rb") as file:
                os.fsync(file.fileno())
        generations.fsync_folder(Path(where))
    draft.rename(folder_of(data_dir, number))
    generations.fsync_folder(draft.parent)
    generations.write_current(data_dir, Current(number, previous))


def _write_manifest(folder: Path, number: int, documents: int, passages: int) -> None:
    files = {
        path.relative_to(folder).as_posix(): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    created = datetime.now(UTC).isoformat(timespec="seconds")
    manifest = Manifest(number, created, documents, passages, files)
    (folder / MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), "utf-8")


def rollback(data_dir: Path, *, wait: float = 0.0) -> int:
    """Publish the generation before the current one again and return its number.

    The two change places, so a second rollback undoes the first. Raises NoIndex when there is none
    before, IndexDamaged when it fails its checks, IndexLocked while another process writes.
    """
    with generations.writer_lock(data_dir, wait):
        current = generations.read_current(data_dir)
        if current is None or current.previous is None:
            raise NoIndex(
                f"Trong {data_dir} không có thế hệ trước để quay lại. "
                f"Để dựng lại chỉ mục: {generations.REBUILD}"
            )
        folder = folder_of(data_dir, current.previous)
        generations.check_files(folder)
        with closing(open_folder(folder, current.previous)) as index:
            check(index)
        generations.write_current(data_dir, Current(current.previous, current.number))
        return current.previous


def check(index: Index) -> None:
    """Raise IndexDamaged unless catalogue, vectors and lexical index hold the same passages.

    Counts and ids are compared for all; a spread of passages is looked up in both indexes.
    """
    for fault in index.catalogue.faults():
        raise generations.damaged(index.folder, fault)
    ids = index.catalogue.passage_ids()
    lexical = index.lexical_index.count
    if not len(ids) == index.vectors.count == lexical:
        raise generations.damaged(
            index.folder,
            f"danh mục có {len(ids)} đoạn, chỉ mục véc-tơ {index.vectors.count}, "
            f"chỉ mục từ {lexical}",
        )
    if sorted(ids) != index.matrix.ids() or set(ids) != index.vectors.ids():
        raise generations.damaged(index.folder, "chỉ mục véc-tơ giữ những đoạn khác danh mục")
    forwards = index.forward_file.count
    if forwards != len(ids):
        raise generations.damaged(
            index.folder, f"danh mục có {len(ids)} đoạn nhưng dãy từ của {forwards} đoạn"
        )
    samples = index.passages(ids[:: max(1, len(ids) // _SAMPLES)])
    lost = [passage.id for passage in samples if not _is_found(index, passage)]
    # Among very many vectors that are nearly the same a graph leaves some out of reach; one that
    # loses most is broken.
    if len(lost) > len(samples) / 2:
        raise generations.damaged(index.folder, f"chỉ mục véc-tơ lạc đoạn {', '.join(lost)}")


def _is_found(index: Index, passage: Passage) -> bool:
    """Whether the graph finds a passage by its own vector; raises for what must be exact."""
    if index.lexical_index.holds(passage.id) != 1:
        raise generations.damaged(index.folder, f"chỉ mục từ thiếu đoạn {passage.id}")
    query = lexical_query(passage.text[:200])
    if any(query.fields.values()) and not index.lexical(query, 1):
        raise generations.damaged(index.folder, f"chỉ mục từ không tìm ra đoạn {passage.id}")
    vector = index.vectors.vectors([passage.id])[passage.id]
    if vector.any():
        if index.vectors_of([passage.id])[0] @ vector < _SAME * np.linalg.norm(vector):
            raise generations.damaged(index.folder, f"ma trận véc-tơ lạc đoạn {passage.id}")
        nearest = index.vectors.nearest(vector, 1)
        return bool(nearest) and nearest[0][1] >= _SAME
    return True
