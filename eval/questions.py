"""Question sets: one JSON object a line, read into frozen records with line-numbered errors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from errors import InputError, MissingInput
from vietnamese.language import language_of

Kind = Literal[
    "figure",
    "who_what_list",
    "unaccented",
    "typo",
    "english",
    "followup",
    "ambiguous",
    "unanswerable",
    "adversarial",
    "other",
]
Match = Literal["any", "all", "scopes"]
Lang = Literal["vi", "en"]

#: "other" stands for a line that names no kind; it is not offered in messages.
KINDS: tuple[str, ...] = get_args(Kind)
MATCHES: tuple[str, ...] = get_args(Match)
LANGS: tuple[str, ...] = get_args(Lang)

_SHOWN_ERRORS = 5


@dataclass(frozen=True, slots=True)
class Question:
    """One line of a question set.

    `history` holds the earlier user turns. `match` says where the gold answers are looked for:
    any of them in the short answer, all of them or all scopes of a table in the answer.
    `gold_doc` is a path relative to the corpus folder; each `gold_quote` is text of that file.
    `must_not` are figures or texts that make a short answer wrong.
    """

    id: str
    question: str
    history: tuple[str, ...] = ()
    lang: Lang = "vi"
    kind: Kind = "other"
    match: Match = "any"
    gold_doc: str | None = None
    gold_quote: tuple[str, ...] = ()
    gold_answers: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether refusing this question is a mistake."""
        return self.kind not in ("unanswerable", "adversarial")


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """The questions of a file, and remarks on what was passed over while reading it."""

    questions: tuple[Question, ...]
    remarks: tuple[str, ...] = ()


_FIELDS = frozenset(Question.__dataclass_fields__)


def read_questions(path: Path) -> QuestionSet:
    """Read a question set; empty lines are skipped, unknown keys are passed over with a remark.

    Raises `MissingInput` when the file is not there and `InputError`, naming line and field, when
    a line cannot be used or two lines have one id.
    """
    questions: list[Question] = []
    remarks: list[str] = []
    errors: list[str] = []
    seen: dict[str, int] = {}
    for number, line in _lines(path):
        try:
            record = _record(line)
            question = parse_question(record)
        except ValueError as error:
            errors.append(f"dòng {number}: {error}")
            continue
        if question.id in seen:
            errors.append(f"dòng {number}: id «{question.id}» đã dùng ở dòng {seen[question.id]}")
        seen.setdefault(question.id, number)
        unknown = sorted(set(record) - _FIELDS)
        if unknown:
            remarks.append(f"{path.name}, dòng {number}: bỏ qua trường lạ {', '.join(unknown)}")
        questions.append(question)
    if errors:
        more = len(errors) - _SHOWN_ERRORS
        shown = "\n".join(f"  {error}" for error in errors[:_SHOWN_ERRORS])
        rest = f"\n  … và {more} lỗi nữa" if more > 0 else ""
        raise InputError(
            f"Bộ câu hỏi {path} có {len(errors)} lỗi:\n{shown}{rest}\n"
            "Mỗi dòng phải là một đối tượng JSON có id và question; hãy sửa rồi chạy lại."
        )
    if not questions:
        raise InputError(
            f"Bộ câu hỏi {path} không có câu nào. "
            'Hãy viết mỗi dòng một câu, ví dụ {"id": "1", "question": "…", "gold_answers": ["…"]}.'
        )
    return QuestionSet(tuple(questions), tuple(remarks))


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    if not path.is_file():
        raise MissingInput(
            f"Không có bộ câu hỏi {path}. "
            "Hãy chỉ một tệp .jsonl (mỗi dòng một câu) bằng --questions."
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"Bộ câu hỏi {path} không phải văn bản UTF-8 (byte {error.start}). Hãy lưu lại ở UTF-8."
        ) from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _record(line: str) -> dict[str, object]:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"không phải JSON hợp lệ ({error.msg}, cột {error.colno})") from error
    if not isinstance(record, dict):
        raise ValueError(f"cần một đối tượng JSON, gặp {_type_name(record)}")
    return record


def parse_question(record: Mapping[str, object]) -> Question:
    """Make a question of one JSON object; `null` counts as absent.

    An ambiguous question is matched by scopes, and the language is that of the question, unless
    the line says otherwise. Raises `ValueError` that
    names the field.
    """
    kind = _choice(record, "kind", KINDS, "other")
    question = _text(record, "question")
    return Question(
        id=_identifier(record),
        question=question,
        history=_texts(record, "history"),
        lang=cast("Lang", _choice(record, "lang", LANGS, language_of(question))),
        kind=cast("Kind", kind),
        match=cast(
            "Match", _choice(record, "match", MATCHES, "scopes" if kind == "ambiguous" else "any")
        ),
        gold_doc=_text(record, "gold_doc") if record.get("gold_doc") is not None else None,
        gold_quote=_texts(record, "gold_quote"),
        gold_answers=_texts(record, "gold_answers"),
        must_not=_texts(record, "must_not"),
    )


def _identifier(record: Mapping[str, object]) -> str:
    value = record.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _text(record, "id")


def _text(record: Mapping[str, object], field: str) -> str:
    value = record.get(field)
    if value is None:
        raise ValueError(f"thiếu trường {field}")
    if not isinstance(value, str):
        raise ValueError(f"trường {field} phải là chuỗi, gặp {_type_name(value)}")
    if not value.strip():
        raise ValueError(f"trường {field} để trống")
    return value


def _texts(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    value = record.get(field)
    if value is None or value == "":
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError(f"trường {field} phải là chuỗi hoặc danh sách chuỗi")
    if not all(item.strip() for item in items):
        raise ValueError(f"trường {field} có phần tử để trống")
    return tuple(items)


def _choice(
    record: Mapping[str, object], field: str, allowed: tuple[str, ...], default: str
) -> str:
    value = record.get(field)
    if value is None:
        return default
    if not isinstance(value, str) or value not in allowed:
        shown = ", ".join(name for name in allowed if name != "other")
        raise ValueError(f"trường {field} là «{value}», chỉ nhận {shown}")
    return value


def _type_name(value: object) -> str:
    names = {dict: "đối tượng", list: "danh sách", str: "chuỗi", bool: "đúng/sai", int: "số"}
    return "null" if value is None else names.get(type(value), "số")
