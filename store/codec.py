"""Frozen records to plain JSON values and back, driven by their type hints.

Fields at their default are left out, unknown keys are ignored: an index written by an older or a
newer version still gives its documents back, which is what a rebuild starts from.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

#: What JSON holds as it is.
_AS_IS = frozenset((str, int, float, bool, type(None)))

Reader = Callable[[Any], Any]


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any field of a record
    """JSON value of a record or of one of its fields.

    Raises TypeError for a type no record may hold.
    """
    kind = type(value)
    if kind in _AS_IS:
        return value
    if dataclasses.is_dataclass(kind):
        return {
            name: content if type(content) in _AS_IS else to_plain(content)
            for name, default in _defaults(kind)
            if (content := getattr(value, name)) is not default and content != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"không ghi được kiểu {kind.__name__} vào danh mục")


def from_plain(kind: Any, value: Any) -> Any:  # noqa: ANN401 - any field of a record
    """The value of type `kind` that `to_plain` wrote as `value`."""
    return reader(kind)(value)


@cache
def reader(kind: Any) -> Reader:  # noqa: ANN401 - any type hint
    """What turns a JSON value into one of type `kind`; a type's hints are read only once."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        return reader(choices[0]) if len(choices) == 1 else _same
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if not isinstance(kind, type):
        return _same
    if dataclasses.is_dataclass(kind):
        return _record_reader(kind)
    if issubclass(kind, Enum) or kind is Decimal:
        return _unless_none(kind)
    return _unless_none(date.fromisoformat) if kind is date else _same


def _same(value: Any) -> Any:  # noqa: ANN401 - any field of a record
    return value


def _unless_none(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _tuple_reader(inner: tuple[Any, ...]) -> Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        each = reader(inner[0])
        return _unless_none(tuple if each is _same else lambda value: tuple(map(each, value)))
    parts = [reader(part) for part in inner]
    return _unless_none(
        lambda value: tuple(read(item) for read, item in zip(parts, value, strict=True))
    )


def _record_reader(kind: type) -> Reader:
    hints = get_type_hints(kind)
    names = {item.name for item in dataclasses.fields(kind)}
    readers = {name: reader(hint) for name, hint in hints.items() if name in names}
    # Most fields are strings and numbers: only the others are read.
    changed = [(name, read) for name, read in readers.items() if read is not _same]

    def read_record(value: dict[str, Any]) -> Any:  # noqa: ANN401 - a record of `kind`
        given = {name: value[name] for name in value if name in names}
        for name, read in changed:
            if name in given:
                given[name] = read(given[name])
        return kind(**given)

    return _unless_none(read_record)


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((item.name, _default(item)) for item in dataclasses.fields(kind))


def _default(item: dataclasses.Field[Any]) -> Any:  # noqa: ANN401 - any field of a record
    if item.default_factory is not dataclasses.MISSING:
        return item.default_factory()
    return item.default
