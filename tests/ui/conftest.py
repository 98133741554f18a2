"""A real server over a real index, and a headless browser to look at it with.

The index holds the shipped corpus and one document written to do harm (`HOSTILE`).
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

#: Our own text: a plausible document whose title and sentences carry markup meant to run.
HOSTILE = """\
---
title: "<img src=x onerror=document.title='hong'> Huyện Thử Nghiệm: cấp nước năm 2019"
place: "huyện Thử Nghiệm"
level: district
---

# Cấp nước sạch năm 2019

Năm 2019, số hộ được cấp nước sạch ở vùng bãi ngang là 4.321 hộ \
<script>document.title='hong'</script> theo [báo cáo](javascript:document.title='hong') \
![ảnh](http://theo-doi.invalid/anh.png) kèm theo.

Kinh phí đường ống $$kinh phi$$ của chương trình cấp nước bãi ngang là 77 tỷ đồng \
<img src="http://theo-doi.invalid/cham.png" onerror="document.title='hong'">.
"""


def clean_env() -> dict[str, str]:
    """The environment for a process under test: no setting of the machine, no network helpers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOIDAP_")}
    return kept | {"OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ingest(documents: Path, data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ingest", str(documents), "--data-dir", str(data)],
        cwd=ROOT,
        env=clean_env(),
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def ingest() -> Callable[[Path, Path], None]:
    """Adds a folder of documents to a data folder, with the command that users have."""
    return _ingest


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the corpus and the hostile document published."""
    folder = tmp_path_factory.mktemp("ui")
    shutil.copytree(ROOT / "corpus", folder / "documents")
    (folder / "documents" / "doc-hai.md").write_text(HOSTILE, "utf-8")
    _ingest(folder / "documents", folder / "data")
    return folder / "data"


@pytest.fixture(scope="session")
def server(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running `python app.py` over that data folder."""
    port = free_port()
    log = tmp_path_factory.mktemp("server") / "log"
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "app.py", "--data-dir", str(data_dir), "--port", str(port)],
            cwd=ROOT,
            env=clean_env(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address, process, log)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        assert process.poll() is None, f"the server stopped:\n{log.read_text()}"
        try:
            if httpx.get(f"{address}/health", timeout=60).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    pytest.fail(f"the server did not answer within two minutes:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium: one of the machine's own, else the test driver's."""
    from playwright.sync_api import Error, sync_playwright

    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with sync_playwright() as driver:
        try:
            opened = driver.chromium.launch(executable_path=found, args=BROWSER_FLAGS)
        except Error as error:
            reason = f"no Chromium to test with: {str(error).splitlines()[0]}"
            if os.environ.get("CI", "").lower() == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        yield opened
        opened.close()
