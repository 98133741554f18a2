"""Settings: one typed object, read from the environment (prefix `HOIDAP_`) by the programs only.

Rooms receive values, never this object. An unknown `HOIDAP_` key is refused, because a misspelt
setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
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
    chat_model: str | None = Field(
        None, description="mô hình trò chuyện, dạng NHÀ_CUNG_CẤP:TÊN; để trống thì không dùng"
    )
    chat_base_url: str | None = Field(None, description="địa chỉ máy chủ của mô hình ấy")
    chat_api_key: SecretStr | None = Field(None, description="khóa truy cập mô hình ấy")
    chat_first_token: int = Field(
        20, ge=1, le=600, description="số giây chờ tới chữ đầu tiên của mô hình"
    )
    chat_timeout: int = Field(60, ge=1, le=3600, description="số giây cho cả câu trả lời")
    chat_max_tokens: int = Field(
        1000, ge=64, le=32_000, description="độ dài tối đa của câu trả lời, tính bằng token"
    )
    chat_context: int = Field(
        6000, ge=1500, le=1_000_000, description="độ dài tối đa của lời nhắc, tính bằng token"
    )

    def chat(self) -> dict[str, Any]:
        """What `retrieval.chat_model.load_chat_model` takes: the settings `chat_…`."""
        names = (name for name in type(self).model_fields if name.startswith("chat_"))
        return {name.removeprefix("chat_"): getattr(self, name) for name in names}

    @field_validator("chat_model", "chat_base_url", "chat_api_key", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        """A variable set to nothing is one not set."""
        return value or None


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
