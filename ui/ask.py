"""`POST /ask` and `GET /health`: the product for other programs."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError
from starlette.concurrency import run_in_threadpool

from errors import HoiDapError, UsageError
from retrieval.records import Answer, Filters
from ui import texts
from ui.conversation import QUESTION_MAX, Assistant
from ui.shelf import Shelves
from ui.words import thousands
from vietnamese.places import Level

#: Earlier turns taken with a question.
_HISTORY_MAX: Final = 50
_EXAMPLE: Final = '{"question": "…", "history": ["…"], "filters": {"place": "…", "year": 2021}}'

_log = logging.getLogger(__name__)

_Question = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_MAX)
]
_Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class _Limits(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    place: _Name | None = None
    level: _Name | None = None
    year: int | None = Field(default=None, ge=1900, le=2200)
    source: _Name | None = None


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    question: _Question
    history: list[_Question] = Field(default_factory=list, max_length=_HISTORY_MAX)
    filters: _Limits | None = None


def read_request(body: bytes) -> tuple[str, tuple[str, ...], Filters]:
    """Question, history and filters of a body of `POST /ask`.

    Raises `UsageError` with a message for the caller when anything is missing, of the wrong type,
    too long or unknown.
    """
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise UsageError(
            f"Nội dung gửi tới không phải là JSON (UTF-8). Hãy gửi dạng {_EXAMPLE}."
        ) from error
    try:
        asked = _Asked.model_validate(given)
    except ValidationError as error:
        raise UsageError(_explain(error)) from error
    limits = asked.filters or _Limits()
    if limits.level is not None and limits.level not in {one.value for one in Level}:
        raise UsageError(
            f"Mục «filters.level» là «{limits.level}», chỉ nhận một trong: "
            f"{', '.join(one.value for one in Level)}. Hãy sửa rồi gửi lại."
        )
    filters = Filters(limits.place, limits.level, limits.year, limits.source)
    return asked.question, tuple(asked.history), filters


def _explain(error: ValidationError) -> str:
    """The first problem pydantic found, in our words: what was given, what is allowed."""
    problem = error.errors(include_url=False)[0]
    name = ".".join(str(part) for part in problem["loc"])
    limit = problem.get("ctx", {})
    given = problem["input"]
    match problem["type"]:
        case "missing":
            text = f"Thiếu mục «{name}»"
        case "extra_forbidden":
            allowed = _Limits.model_fields if name.startswith("filters.") else _Asked.model_fields
            text = f"Không có mục «{name}»; các mục được nhận: {', '.join(allowed)}"
        case "string_too_short":
            text = f"Mục «{name}» để trống"
        case "string_too_long":
            text = (
                f"Mục «{name}» dài {thousands(len(str(given)))} ký tự, "
                f"tối đa {thousands(int(limit['max_length']))}"
            )
        case "too_long":
            text = f"Mục «{name}» có {len(given)} phần tử, tối đa {limit['max_length']}"
        case "greater_than_equal" | "less_than_equal":
            text = f"Mục «{name}» là {given}, chỉ nhận năm từ 1900 đến 2200"
        case _:
            text = (
                f"Mục «{name}» là {_kind(given)}, cần {_NEEDED.get(problem['type'], 'kiểu khác')}"
            )
            if not name:
                text = f"Nội dung gửi tới là {_kind(given)}, cần một đối tượng JSON"
    return f"{text}. Hãy gửi dạng {_EXAMPLE}."


_NEEDED: Final = {
    "string_type": "một chuỗi ký tự",
    "int_type": "một số nguyên",
    "list_type": "một danh sách",
    "model_type": "một đối tượng JSON",
    "model_attributes_type": "một đối tượng JSON",
}


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "giá trị đúng/sai"
        case int() | float():
            return "một số"
        case str():
            return "một chuỗi ký tự"
        case list():
            return "một danh sách"
        case _:
            return "một đối tượng JSON"


def build_routes(
    assistant: Assistant, shelves: Shelves, prediction: Callable[[Answer], dict[str, Any]]
) -> APIRouter:
    """The two routes; `prediction` makes the contract's object out of an answer."""
    routes = APIRouter()

    @routes.post("/ask")
    async def ask(request: Request) -> JSONResponse:
        try:
            question, history, filters = read_request(await request.body())
        except UsageError as error:
            return _refused(422, str(error))
        try:
            answer = await run_in_threadpool(assistant.ask, question, history, filters)
            return JSONResponse(prediction(answer))
        except HoiDapError as error:
            return _refused(503, str(error))
        except Exception:  # noqa: BLE001  the caller gets JSON whatever happens; the cause is logged
            _log.exception("no answer to a question of %d characters", len(question))
            return _refused(500, texts.BROKEN)

    @routes.get("/health")
    def health() -> JSONResponse:
        try:
            shelf = shelves()
        except HoiDapError as error:
            return _refused(503, str(error))
        return JSONResponse(
            {
                "status": "ok",
                "generation": shelf.generation,
                "documents": len(shelf.documents),
                "passages": shelf.passages,
            }
        )

    return routes


def _refused(status: int, message: str) -> JSONResponse:
    return JSONResponse({"detail": message}, status_code=status)
