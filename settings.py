"""Settings: one typed object, read from the environment (prefix `HOIDAP_`) by the programs only.

Rooms receive values, never this object. An unknown `HOIDAP_` key is refused, because a misspelt
setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from errors import UsageError

_PREFIX = "HOIDAP_"


class Settings(BaseSettings):
    """What a user may set; every field has an environment variable `HOIDAP_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix=_PREFIX, extra="forbid", frozen=True)

    data_dir: Path = Field(Path("data"), description="thư mục chứa chỉ mục")
    host: str = Field("127.0.0.1", description="địa chỉ mà trang web lắng nghe")
    port: int = Field(7860, ge=1, le=65535, description="cổng của trang web")
    embedding_model: str | None = Field(
        None,
        description="mô hình sentence-transformers (tên hoặc thư mục) thay cho mô hình đi kèm",
    )
    embedding_query_prefix: str = Field("", description="tiền tố mô hình ấy cần trước câu hỏi")
    embedding_passage_prefix: str = Field("", description="tiền tố mô hình ấy cần trước đoạn văn")


def read_settings(**overrides: object) -> Settings:
    """Read the environment; `overrides` (from a command line) win, None means "not given".

    Raises `UsageError` for an unknown key or a value of the wrong kind.
    """
    known = {_PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(
        key for key in os.environ if key.upper().startswith(_PREFIX) and key.upper() not in known
    )
    if unknown:
        raise UsageError(
            f"Không có cài đặt nào tên {', '.join(unknown)}. "
            f"Các cài đặt được dùng: {', '.join(sorted(known))}. Hãy sửa tên hoặc bỏ biến đó."
        )
    try:
        return Settings(**{key: value for key, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        problem = error.errors()[0]
        name = _PREFIX + str(problem["loc"][0]).upper()
        raise UsageError(
            f"Cài đặt {name} có giá trị «{problem['input']}», phải là {_allowed(problem)}. "
            f"Hãy đặt lại giá trị rồi chạy lại."
        ) from error


def _allowed(problem: ErrorDetails) -> str:
    """What would have been a good value, from the kind of error and its field."""
    field = Settings.model_fields[str(problem["loc"][0])]
    limits = {type(item).__name__: item for item in field.metadata}
    if "int" in problem["type"] or limits:
        low, high = limits["Ge"].ge, limits["Le"].le
        return f"một số nguyên từ {low} đến {high} ({field.description})"
    return str(field.description)
