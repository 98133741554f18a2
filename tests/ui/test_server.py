import concurrent.futures
import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

QUESTION = "Chỉ số sản xuất công nghiệp tháng 1 năm 2021 của tỉnh Thái Nguyên tăng bao nhiêu?"


def test_ask_gives_the_prediction_object(server: str) -> None:
    answer = httpx.post(f"{server}/ask", json={"question": QUESTION}, timeout=60)
    assert answer.status_code == 200
    given = answer.json()
    assert {
        "answer",
        "short_answer",
        "abstained",
        "clarification",
        "reason",
        "choices",
        "citations",
        "passages",
        "computations",
        "latency_ms",
    } <= set(given)
    assert given["citations"][0]["marker"] == 1
    assert "[1]" in given["answer"]
    assert given["latency_ms"] > 0


def test_history_and_filters_reach_the_assistant(server: str) -> None:
    body = {"question": "Còn nhập khẩu?", "history": ["Xuất khẩu tháng 1 năm 2021 của tỉnh?"]}
    body_of_other = {"question": QUESTION, "filters": {"source": "doc-hai.md"}}
    assert httpx.post(f"{server}/ask", json=body, timeout=60).status_code == 200
    given = httpx.post(f"{server}/ask", json=body_of_other, timeout=60).json()
    assert {one["source"] for one in given["citations"]} <= {"doc-hai.md"}


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"json": {}}, "Thiếu mục «question»"),
        ({"json": {"question": "a" * 2001}}, "tối đa 2.000"),
        ({"json": {"question": "a", "top_k": 3}}, "Không có mục «top_k»"),
        ({"json": {"question": 1}}, "cần một chuỗi ký tự"),
        ({"content": b"{question"}, "không phải là JSON"),
    ],
)
def test_bad_input_gets_our_message(server: str, sent: dict[str, object], message: str) -> None:
    answer = httpx.post(f"{server}/ask", timeout=60, **sent)
    assert answer.status_code == 422
    assert message in answer.json()["detail"]


def test_a_huge_body_is_refused_before_it_is_read(server: str) -> None:
    for path in ("/ask", "/gradio_api/queue/join"):
        for content in (b"x" * 600_000, iter([b"x" * 100_000] * 6)):
            assert httpx.post(server + path, content=content).status_code == 413


def test_health_tells_what_is_published(server: str) -> None:
    health = httpx.get(f"{server}/health").json()
    assert health["status"] == "ok"
    assert health["generation"] >= 1
    assert health["documents"] >= 6
    assert health["passages"] > health["documents"]


def test_an_index_published_meanwhile_is_picked_up(
    server: str, data_dir: Path, tmp_path: Path, ingest: Callable[[Path, Path], None]
) -> None:
    before = httpx.get(f"{server}/health").json()
    text = "# Xã Bãi Thử năm 2018\n\nNăm 2018, xã Bãi Thử làm 6,25 km đường liên thôn.\n"
    (tmp_path / "duong-lien-thon.md").write_text(text, "utf-8")
    ingest(tmp_path, data_dir)
    after = httpx.get(f"{server}/health", timeout=60).json()
    assert after["generation"] > before["generation"]
    assert after["documents"] == before["documents"] + 1
    body = {"question": "Năm 2018 xã Bãi Thử làm bao nhiêu km đường liên thôn?"}
    assert "6,25 km" in httpx.post(f"{server}/ask", json=body, timeout=60).json()["answer"]


def test_questions_at_once_are_all_answered(server: str) -> None:
    def ask(_: int) -> int:
        return httpx.post(f"{server}/ask", json={"question": QUESTION}, timeout=60).status_code

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(16))) == {200}


@pytest.mark.parametrize("path", ["/", "/health", "/trang/style.css", "/khong-co"])
def test_every_answer_carries_the_security_headers(server: str, path: str) -> None:
    headers = httpx.get(server + path).headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "server" not in headers


def test_the_page_names_no_other_origin_and_each_load_has_its_own_nonce(server: str) -> None:
    first, second = (httpx.get(server + "/") for _ in range(2))
    assert '<html\n\tlang="vi"' in first.text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", first.text)
    nonces = [
        re.search(r"'nonce-([\w-]+)'", one.headers["content-security-policy"])[1]
        for one in (first, second)
    ]
    assert nonces[0] != nonces[1]
    assert f'nonce="{nonces[0]}"' in first.text


def test_no_listener_of_the_page_is_an_endpoint(server: str) -> None:
    for path in ("/gradio_api/info", "/gradio_api/openapi.json", "/gradio_api/call/answer"):
        assert httpx.get(server + path).status_code == 404
    listeners = httpx.get(f"{server}/config").json()["dependencies"]
    assert listeners
    assert {one["api_visibility"] for one in listeners} == {"private"}


@pytest.mark.parametrize(
    "path", ["/gradio_api/file=/etc/passwd", "/gradio_api/upload", "/monitoring", "/docs"]
)
def test_doors_the_page_does_not_need_are_shut(server: str, path: str) -> None:
    assert httpx.get(server + path).status_code == 404
    assert httpx.post(server + path).status_code == 404
