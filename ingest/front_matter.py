"""YAML front matter: what the file says of its document, checked as it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import TypeVar

from errors import UnreadableFile
from vietnamese.places import Level

_Value = TypeVar("_Value")

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:\s|\Z)")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: longest front matter that is read, in characters
_LONGEST = 65536

_LEVELS = {
    "quốc gia": Level.NATION,
    "cả nước": Level.NATION,
    "vùng": Level.REGION,
    "tỉnh": Level.PROVINCE,
    "thành phố": Level.CITY,
    "thị xã": Level.CITY,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "thị trấn": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
} | {level.value: level for level in Level}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Fields of a document as its front matter gives them; None or empty where it does not."""

    title: str | None = None
    original_title: str | None = None
    outlet: str | None = None
    author: str | None = None
    event_date: date | None = None
    published: date | None = None
    place: str | None = None
    level: Level | None = None
    period: str | None = None
    doc_type: str | None = None
    number: str | None = None
    issuer: str | None = None
    digest: bool = False
    official_names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_front_matter(text: str, name: str) -> tuple[FrontMatter, int]:
    """Front matter at the head of `text` and where the body begins after it.

    A rule "---" that opens no list of fields is part of the body. Unknown fields are passed over.
    Raises UnreadableFile, naming the file `name`, when the fields cannot be read.
    """
    opening = _OPEN.match(text)
    if not opening or not _KEY.match(text, opening.end()):
        return FrontMatter(), 0
    closing = _CLOSE.search(text, opening.end(), opening.end() + _LONGEST)
    if not closing:
        raise _bad(name, "thiếu dòng «---» kết thúc")
    return _fields(_load(text[opening.end() : closing.start()], name), name), closing.end()


def read_sidecar(text: str, name: str) -> FrontMatter:
    """Fields of a sidecar file, the same as front matter's but without its rules.

    Raises UnreadableFile, naming the file `name` it belongs to, when they cannot be read.
    """
    block = _OPEN.sub("", text, count=1) if _OPEN.match(text) else text
    return _fields(_load(_CLOSE.sub("", block), name), name)


def corrected(own: FrontMatter, sidecar: FrontMatter) -> tuple[FrontMatter, frozenset[str]]:
    """`own` with what the sidecar gives put in its place, and the names of those fields."""
    given = {
        field.name: getattr(sidecar, field.name)
        for field in fields(FrontMatter)
        if getattr(sidecar, field.name) not in (None, (), False)
    }
    return replace(own, **given), frozenset(given)


def _load(block: str, name: str) -> dict[object, object]:
    import yaml

    try:
        fields = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as cause:
        mark = getattr(cause, "problem_mark", None)
        where = f" ở dòng {mark.line + 2}" if mark else ""
        raise _bad(
            name, f'sai cú pháp YAML{where}; chữ có dấu hai chấm phải để trong «"…"»'
        ) from cause
    if not isinstance(fields, dict):
        raise _bad(name, "không phải danh sách «trường: giá trị»")
    return fields


def _fields(raw: dict[object, object], name: str) -> FrontMatter:
    def read(key: str, convert: Callable[[object], _Value | None], allowed: str) -> _Value | None:
        value = raw.get(key)
        if value is None or value == "":
            return None
        found = convert(value)
        if found is None:
            raise _bad(name, f"trường {key} có giá trị «{value}», được phép: {allowed}")
        return found

    one, many, day = "một dòng chữ", "một danh sách dòng chữ", "ngày dạng 2021-07-13 hoặc 13/7/2021"
    return FrontMatter(
        title=read("title", _text, one),
        original_title=read("original_title", _text, one),
        outlet=read("outlet", _text, one),
        author=read("author", _text, one),
        event_date=read("event_date", _date, day),
        published=read("published", _date, day),
        place=read("place", _text, one),
        level=read("level", _level, ", ".join(_LEVELS)),
        period=read("period", _text, one),
        doc_type=read("doc_type", _text, one),
        number=read("number", _text, one),
        issuer=read("issuer", _text, one),
        digest=bool(read("digest", _flag, "true, false")),
        official_names=read("official_names", _texts, many) or (),
        notes=read("notes", _texts, many) or (),
    )


def _text(value: object) -> str | None:
    if isinstance(value, (dict, list, tuple, set)):
        return None
    return " ".join(str(value).split()) or None


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, dict):
        return None
    values = value if isinstance(value, list) else [value]
    texts = [_text(one) for one in values if one is not None]
    return None if None in texts else tuple(text for text in texts if text)


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _level(value: object) -> Level | None:
    return _LEVELS.get(str(value).strip().lower())


def _date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    printed = str(value).strip()
    written = _DAY.fullmatch(printed)
    try:
        if written:
            day, month, year = (int(part) for part in written.groups())
            return date(year, month, day)
        return date.fromisoformat(printed)
    except ValueError:
        return None


def _bad(name: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"{name}: phần đầu YAML (front matter) {what}. Hãy sửa rồi chạy lại.")
