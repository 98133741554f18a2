"""Public retrieval sets: passages and questions as JSON lines, plain or gzipped."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from errors import InputError, MissingInput


@dataclass(frozen=True, slots=True)
class BenchPassage:
    """One ready-made passage."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BenchQuestion:
    """One question, the ids of the passages that answer it, and what counts as the answer."""

    id: str
    question: str
    relevant: frozenset[str]
    answers: tuple[str, ...] = ()


def read_passages(path: Path) -> tuple[BenchPassage, ...]:
    """Read `{"id", "title", "text"}` lines; the title may be missing.

    Raises `MissingInput` and `InputError`, the latter with the line.
    """
    passages: dict[str, BenchPassage] = {}
    for number, record in _records(path, "--passages"):
        passage = BenchPassage(
            _string(record, "id", path, number),
            str(record.get("title") or ""),
            _string(record, "text", path, number),
        )
        if passage.id in passages:
            raise InputError(f"{path}, dòng {number}: id «{passage.id}» bị lặp; hãy bỏ một dòng.")
        passages[passage.id] = passage
    return tuple(passages.values())


def read_bench_questions(path: Path, passages: Sequence[BenchPassage]) -> tuple[BenchQuestion, ...]:
    """Read `{"id", "question", "passage_id" or "passage_ids"}` lines; "answers" may be missing.

    Raises `MissingInput` and `InputError`, the latter also for a passage id that is not among
    `passages`.
    """
    known = {passage.id for passage in passages}
    questions = []
    for number, record in _records(path, "--questions"):
        relevant = record.get("passage_ids") or record.get("passage_id")
        ids = [relevant] if isinstance(relevant, str) else relevant
        if not isinstance(ids, list) or not ids:
            raise InputError(
                f"{path}, dòng {number}: cần passage_id (chuỗi) hoặc passage_ids (danh sách)."
            )
        missing = [item for item in ids if item not in known]
        if missing:
            raise InputError(
                f"{path}, dòng {number}: đoạn «{missing[0]}» không có trong tệp --passages. "
                "Hãy dùng hai tệp của cùng một bộ."
            )
        questions.append(
            BenchQuestion(
                _string(record, "id", path, number),
                _string(record, "question", path, number),
                frozenset(ids),
                _answers(record, path, number),
            )
        )
    return tuple(questions)


def _records(path: Path, option: str) -> Iterator[tuple[int, dict[str, Any]]]:
    if not path.is_file():
        raise MissingInput(f"Không có tệp {path}. Hãy chỉ tệp .jsonl hoặc .jsonl.gz bằng {option}.")
    count = 0
    try:
        with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    count += 1
                    yield number, _object(line, path, number)
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(
            f"Không đọc được {path} ({error}). Hãy đưa tệp .jsonl hoặc .jsonl.gz ở UTF-8."
        ) from error
    if not count:
        raise InputError(f"Tệp {path} không có dòng nào. Hãy chỉ tệp khác bằng {option}.")


def _object(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path}, dòng {number}: không phải JSON hợp lệ ({error.msg}); hãy sửa dòng đó."
        ) from error
    if not isinstance(record, dict):
        raise InputError(f"{path}, dòng {number}: cần một đối tượng JSON; hãy sửa dòng đó.")
    return record


def _answers(record: dict[str, Any], path: Path, number: int) -> tuple[str, ...]:
    answers = record.get("answers") or []
    if not isinstance(answers, list) or not all(isinstance(answer, str) for answer in answers):
        raise InputError(f"{path}, dòng {number}: answers phải là một danh sách chuỗi.")
    return tuple(answer for answer in answers if answer.strip())


def _string(record: dict[str, Any], field: str, path: Path, number: int) -> str:
    value = record.get(field)
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{path}, dòng {number}: trường {field} phải là chuỗi không trống.")
    return value
