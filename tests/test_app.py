import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HOIDAP_")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    done = run("-X", "importtime", "app.py", "--help")
    assert done.returncode == 0
    for option in ("--data-dir", "--host", "--port"):
        assert option in done.stdout
    loaded = set(re.findall(r"\|\s+(\w+)$", done.stderr, re.MULTILINE))
    assert "argparse" in loaded
    assert not loaded & {"gradio", "chromadb", "torch", "fastapi", "numpy", "pydantic"}


def test_without_an_index_it_says_which_command_makes_one(tmp_path: Path) -> None:
    done = run("app.py", "--data-dir", str(tmp_path / "none"), "--port", str(free_port()))
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "python -m ingest" in done.stderr
    assert str(tmp_path) in done.stderr


def test_a_port_in_use_is_named_with_a_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("app.py", "--port", str(port))
    assert done.returncode == 2
    assert f"Cổng {port} trên 127.0.0.1 đang được chương trình khác dùng" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "environment", "message"),
    [
        (["--host", "may.nay.khong.co.invalid"], {}, "Không có địa chỉ «may.nay"),
        (["--port", "70000"], {}, "HOIDAP_PORT"),
        (["--port", "bay"], {}, "--port"),
        ([], {"HOIDAP_PORT": "0"}, "HOIDAP_PORT"),
        ([], {"HOIDAP_CONG": "7"}, "HOIDAP_CONG"),
        (["--cong", "7"], {}, "--cong"),
    ],
)
def test_bad_usage_is_refused(
    arguments: list[str], environment: dict[str, str], message: str
) -> None:
    done = run("app.py", *arguments, **environment)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
