"""The page with a chat model behind it: written as it comes, stopped, and said when it failed."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.retrieval.chat_server import ChatServer, Reply, failing
from tests.ui.conftest import ROOT, clean_env, free_port, wait_for

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

BOX = "#cau-hoi textarea"
QUESTION = "Mục tiêu xuất khẩu năm 2021 của Thái Nguyên là bao nhiêu?"


@pytest.fixture(scope="module")
def model() -> Iterator[ChatServer]:
    opened = ChatServer()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def address(
    data_dir: Path, model: ChatServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A running page whose model is the scripted server."""
    port = free_port()
    log = tmp_path_factory.mktemp("model-page") / "log"
    settings = {"HOIDAP_CHAT_MODEL": "openai:thu", "HOIDAP_CHAT_BASE_URL": model.base_url}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "app.py", "--data-dir", str(data_dir), "--port", str(port)],
            cwd=ROOT,
            env=clean_env() | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    found = f"http://127.0.0.1:{port}"
    try:
        wait_for(found, process, log)
        yield found
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def asked(browser: Any, address: str) -> Iterator[Any]:
    """A page that has just been asked the question."""
    context = browser.new_context(locale="vi-VN")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(BOX)
    page.fill(BOX, QUESTION)
    page.press(BOX, "Enter")
    yield page
    context.close()


def hesitant(reply: Reply) -> None:
    """Says the answer, and after a while something that is not so."""
    reply.piece("Trả lời: trên 28 tỷ đô la Mỹ [1]\nNăm 2020 ")
    reply.wait(20)
    reply.piece("tỉnh đạt 27 tỷ đô la Mỹ [1].")
    reply.end()


def untrue(reply: Reply) -> None:
    reply.say("Trả lời: trên 28 tỷ đô la Mỹ [1]\nNăm 2020 tỉnh đạt 27 tỷ đô la Mỹ [1].")


def test_shows_what_is_checked_and_stops_when_told(
    browser: Any, address: str, model: ChatServer
) -> None:
    model.script = hesitant
    with asked(browser, address) as page:
        page.wait_for_selector(".tra-loi.dang-viet")
        assert page.locator(".tra-loi").inner_text().startswith("trên 28 tỷ đô la Mỹ [1]")
        page.click("#dung")
        # The page puts the answer in its new state first and its last line after that.
        page.wait_for_selector(".tra-loi.xong:has-text('Đã dừng theo yêu cầu.')")
        assert model.asked[-1].closed.wait(5)
        assert not page.locator("#dung").is_visible()


def test_says_what_was_removed_and_does_not_show_it(
    browser: Any, address: str, model: ChatServer
) -> None:
    model.script = untrue
    with asked(browser, address) as page:
        answer = page.wait_for_selector(".tra-loi.xong")
        assert "đã bỏ một câu" in answer.inner_text()
        assert "27 tỷ" not in answer.inner_text()


def test_says_when_the_model_did_not_answer(browser: Any, address: str, model: ChatServer) -> None:
    model.script = failing(401)
    with asked(browser, address) as page:
        answer = page.wait_for_selector(".tra-loi.xong").inner_text()
        assert "trên 28 tỷ đô la Mỹ" in answer
        assert "từ chối yêu cầu" in answer
        assert "trích thẳng từ tài liệu" in answer
