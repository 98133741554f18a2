import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import UsageError
from retrieval.records import Filters
from ui.ask import read_request


def body(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_a_full_request_is_read() -> None:
    filters = {"place": "Lạng Sơn", "level": "province", "year": 2021, "source": "a.md"}
    given = {"question": "  Bao nhiêu? ", "history": ["Trước?"], "filters": filters}
    assert read_request(body(given)) == (
        "Bao nhiêu?",
        ("Trước?",),
        Filters("Lạng Sơn", "province", 2021, "a.md"),
    )


@pytest.mark.parametrize("more", [{}, {"history": []}, {"filters": None}, {"filters": {}}])
def test_history_and_filters_may_be_left_out(more: dict[str, Any]) -> None:
    assert read_request(body({"question": "a"} | more)) == ("a", (), Filters())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Thiếu mục «question»"),
        ({"question": ""}, "«question» để trống"),
        ({"question": " \n"}, "«question» để trống"),
        ({"question": 5}, "«question» là một số, cần một chuỗi"),
        ({"question": None}, "«question» là null"),
        ({"question": ["a"]}, "«question» là một danh sách"),
        ({"question": "a" * 2001}, r"dài 2\.001 ký tự, tối đa 2\.000"),
        ({"question": "a", "history": "b"}, "«history» là một chuỗi ký tự, cần một danh sách"),
        ({"question": "a", "history": [1]}, r"«history\.0» là một số"),
        ({"question": "a", "history": ["b"] * 51}, "có 51 phần tử, tối đa 50"),
        ({"question": "a", "lịch sử": []}, "Không có mục «lịch sử»; .*question, history, filters"),
        ({"question": "a", "filters": []}, "«filters» là một danh sách, cần một đối tượng"),
        ({"question": "a", "filters": {"nam": 1}}, r"«filters\.nam»; .*place, level, year, source"),
        ({"question": "a", "filters": {"year": "2021"}}, r"«filters\.year» là một chuỗi"),
        ({"question": "a", "filters": {"year": True}}, r"«filters\.year» là giá trị đúng/sai"),
        ({"question": "a", "filters": {"year": 21}}, "là 21, chỉ nhận năm từ 1900"),
        ({"question": "a", "filters": {"level": "xã"}}, "chỉ nhận một trong: nation, .*province"),
        ([], "một danh sách, cần một đối tượng JSON"),
        ("a", "một chuỗi ký tự, cần một đối tượng JSON"),
    ],
)
def test_bad_input_is_refused_with_what_was_given_and_what_is_allowed(
    given: Any, message: str
) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        read_request(body(given))
    assert "Hãy " in str(caught.value)


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff\xfe", b"question=a", b"[" * 100_000])
def test_what_is_not_json_is_refused(raw: bytes) -> None:
    with pytest.raises(UsageError, match="không phải là JSON"):
        read_request(raw)


@given(st.binary() | st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists))
def test_any_body_is_read_or_refused(raw: Any) -> None:
    with suppress(UsageError):
        read_request(raw if isinstance(raw, bytes) else body({"question": raw}))
