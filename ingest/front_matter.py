"""YAML front matter: what the file says of its document, checked as it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from difflib import get_close_matches
from typing import TypeVar

from errors import UnreadableFile
from ingest.citations import read_cited
from vietnamese.places import Level

_Value = TypeVar("_Value")

_OPEN = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_KEY = re.compile(r"[A-Za-z_][\w-]*[ \t]*:(?:\s|\Z)")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
#: longest front matter that is read, in characters
_LONGEST = 65536
#: how alike a name that is none and the name of a field are that it is taken for a slip, 0–1
_SLIP = 0.8

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
    """Fields of a document as its front matter gives them; None or empty where it does not.

    `replaces`, `repeals` and `amends` hold numbers of documents, each with " ngày 08/04/2019" where
    its day is told; empty means that there are none, whatever the text says.
    """

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
    signer: str | None = None
    signer_office: str | None = None
    effective: date | None = None
    expires: date | None = None
    replaces: tuple[str, ...] | None = None
    repeals: tuple[str, ...] | None = None
    amends: tuple[str, ...] | None = None
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
    where = f"{name}: phần đầu YAML (front matter)"
    if not closing:
        raise _bad(where, "thiếu dòng «---» kết thúc")
    return _fields(_load(text[opening.end() : closing.start()], where, 2), where), closing.end()


def read_sidecar(text: str, name: str) -> FrontMatter:
    """Fields of a sidecar file, the same as front matter's but without its rules.

    Raises UnreadableFile, naming the file `name` it belongs to, when they cannot be read or when a
    name is that of a field but for a slip: a correction that goes unseen is none.
    """
    where = f"{name}: tệp kèm theo (.yaml)"
    opening = _OPEN.match(text)
    block = text[opening.end() :] if opening else text
    raw = _load(_CLOSE.sub("", block), where, 2 if opening else 1)
    names = [field.name for field in fields(FrontMatter)]
    for key in raw:
        meant = get_close_matches(str(key).lower(), names, 1, _SLIP)
        if meant and str(key) not in names:
            raise _bad(where, f"có trường «{key}», không rõ có phải là «{meant[0]}»")
    return _fields(raw, where)


def corrected(own: FrontMatter, sidecar: FrontMatter) -> tuple[FrontMatter, frozenset[str]]:
    """`own` with what the sidecar gives put in its place, and the names of those fields."""
    given = {
        field.name: getattr(sidecar, field.name)
        for field in fields(FrontMatter)
        if getattr(sidecar, field.name) != field.default
    }
    return replace(own, **given), frozenset(given)


def _load(block: str, where: str, first: int) -> dict[object, object]:
    """The fields of a block whose first line is the file's line `first`."""
    import yaml

    try:
        fields = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError, RecursionError) as cause:
        mark = getattr(cause, "problem_mark", None)
        line = f" ở dòng {mark.line + first}" if mark else ""
        raise _bad(
            where, f'sai cú pháp YAML{line}; chữ có dấu hai chấm phải để trong «"…"»'
        ) from cause
    if not isinstance(fields, dict):
        raise _bad(where, "không phải danh sách «trường: giá trị»")
    return fields


def _with_aliases(raw: dict[object, object]) -> dict[object, object]:
    """The fields, those of other programs by our names where ours are not given and they fit."""
    done = dict(raw)
    printed = {str(key).strip().lower().replace("_", " "): value for key, value in raw.items()}
    for name, (aliases, convert) in _ALIASES.items():
        values = [printed[alias] for alias in aliases if printed.get(alias)]
        fitting = [value for value in values if convert(value) is not None]
        if fitting and done.get(name) in (None, ""):
            done[name] = fitting[0]
    return done


def _fields(raw: dict[object, object], where: str) -> FrontMatter:
    raw = _with_aliases(raw)

    def read(key: str, convert: Callable[[object], _Value | None], allowed: str) -> _Value | None:
        value = raw.get(key)
        if value is None or value == "":
            return None
        found = convert(value)
        if found is None:
            raise _bad(where, f"trường {key} có giá trị «{value}», được phép: {allowed}")
        return found

    one, many, day = "một dòng chữ", "một danh sách dòng chữ", "ngày dạng 2021-07-13 hoặc 13/7/2021"
    numbers = (
        "số văn bản như «12/2019/QĐ-UBND», có thể kèm «ngày 08/4/2019», hoặc danh sách các số ấy "
        "(danh sách rỗng [] nghĩa là không có)"
    )
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
        signer=read("signer", _text, one),
        signer_office=read("signer_office", _text, one),
        effective=read("effective", _date, day),
        expires=read("expires", _date, day),
        replaces=read("replaces", _numbers, numbers),
        repeals=read("repeals", _numbers, numbers),
        amends=read("amends", _numbers, numbers),
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


def _numbers(value: object) -> tuple[str, ...] | None:
    """The documents that each line names by number, as "12/2019/QĐ-UBND ngày 08/04/2019"."""
    lines = _texts(value)
    if lines is None or (not lines and value != []):
        return None
    cited = [list(read_cited(line, 0, len(line))) for line in lines]
    if not all(cited):
        return None
    found = [one for line in cited for one in line]
    printed = (f"{one.number} ngày {one.day:%d/%m/%Y}" if one.day else one.number for one in found)
    return tuple(dict.fromkeys(printed))


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


def _name(value: object) -> str | None:
    """A name; an address is none."""
    text = _text(value)
    return None if text is None or "://" in text else text


#: names that other programs and people give to fields, and what their values must be
_ALIASES: dict[str, tuple[tuple[str, ...], Callable[[object], object]]] = {
    "published": (
        ("date", "published at", "publish date", "publishdate", "pubdate", "ngày đăng", "ngày"),
        _date,
    ),
    "outlet": (("source", "nguồn", "báo", "site"), _name),
    "author": (("tác giả", "authors"), _name),
    "title": (("tiêu đề",), _text),
    "number": (("số hiệu", "số ký hiệu"), _name),
}


def _bad(where: str, what: str) -> UnreadableFile:
    return UnreadableFile(f"{where} {what}. Hãy sửa rồi chạy lại.")
