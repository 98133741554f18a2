import re
from pathlib import Path

import gradio
import pytest

from ui.shell import _OPEN, dress, policy

PAGE = (Path(gradio.__file__).parent / "templates/frontend/index.html").read_text("utf-8")


def test_the_page_of_the_pinned_gradio_becomes_ours() -> None:
    page = dress(PAGE, "so-mot-lan")
    assert 'lang="vi"' in page
    assert 'lang="en"' not in page
    assert "og:" not in page
    assert "twitter:" not in page
    assert "<title>Hỏi đáp chính sách tỉnh</title>" in page
    assert not re.search(r"(?:src|href|content)=\"https?:", page)


def test_every_inline_script_carries_the_nonce() -> None:
    page = dress(PAGE, "so-mot-lan")
    scripts = re.findall(r"<script[^>]*>", page)
    assert len(scripts) >= 4
    assert all('nonce="so-mot-lan"' in script for script in scripts)
    assert "'nonce-so-mot-lan'" in policy("so-mot-lan")


def test_the_policy_allows_no_other_origin_and_no_unsafe_script() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in policy("n").split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in rules["script-src"]
    assert not re.search(r"https?:|\*", policy("n"))


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/proxy=http://a.invalid",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/call/answer",
        "/gradio_api/run/answer",
        "/gradio_api/runs",
        "/monitoring",
        "/monitoring/summary",
        "/docs",
        "/openapi.json",
        "/login",
    ],
)
def test_paths_without_a_use_are_closed(path: str) -> None:
    assert not _OPEN.fullmatch(path)
