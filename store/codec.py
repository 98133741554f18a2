"""Frozen records to plain JSON values and back, driven by their type hints.

Fields at their default are left out, unknown keys are ignored: an index written by an older or a
newer version still gives its documents back, which is what a rebuild starts from.
"""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


def to_plain(value: Any) -> Any:  # noqa: ANN401 - any field of a record
    """JSON value of a record or of one of its fields.

    Raises TypeError for a type no record may hold.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: to_plain(content)
            for item in dataclasses.fields(value)
            if (content := getattr(value, item.name)) != _default(item)
        }
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    raise TypeError(f"không ghi được kiểu {type(value).__name__} vào danh mục")


def from_plain(kind: Any, value: Any) -> Any:  # noqa: ANN401 - any field of a record
    """The value of type `kind` that `to_plain` wrote as `value`."""
    if value is None or kind is Any:
        return value
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        return from_plain(choices[0], value) if len(choices) == 1 else value
    if origin is tuple:
        inner = get_args(kind)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(from_plain(inner[0], item) for item in value)
        return tuple(from_plain(part, item) for part, item in zip(inner, value, strict=True))
    if not isinstance(kind, type):
        return value
    if dataclasses.is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{k: from_plain(hints[k], item) for k, item in value.items() if k in hints})
    if issubclass(kind, Enum) or kind is Decimal:
        return kind(value)
    if kind is date:
        return date.fromisoformat(value)
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    names = {item.name for item in dataclasses.fields(kind)}
    return {name: hint for name, hint in get_type_hints(kind).items() if name in names}


def _default(item: dataclasses.Field[Any]) -> Any:  # noqa: ANN401 - any field of a record
    if item.default_factory is not dataclasses.MISSING:
        return item.default_factory()
    return item.default
