"""What the README shows is what the programs do."""

import contextlib
import importlib
import io
import re
import shlex
from functools import cache
from pathlib import Path

import pytest

from settings import Settings

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
LINES = "\n".join(BLOCKS).replace("\\\n", " ").splitlines()
COMMANDS = [line.split("#")[0].strip() for line in LINES if ".venv/bin/python -m" in line]


@cache
def help_of(module):
    """The parsers' help, made in this process: the same text that `--help` prints."""
    main = importlib.import_module(f"{module}.__main__").main
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown), pytest.raises(SystemExit):
        main(["--help"])
    return shown.getvalue()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_shown_exists(command):
    words = shlex.split(command)
    module = words[words.index("-m") + 1]
    for option in (word for word in words if word.startswith("--")):
        assert re.search(rf"{option}\b", help_of(module)), option


def test_the_settings_table_names_every_setting_and_its_default():
    rows = dict(re.findall(r"^\| `(HOIDAP_\w+)` \| (.*?) \|", README, re.MULTILINE))
    fields = {f"HOIDAP_{name.upper()}": field for name, field in Settings.model_fields.items()}
    assert rows.keys() == fields.keys()
    for name, field in fields.items():
        if field.default not in (None, ""):
            assert f"`{field.default}`" in rows[name]


def test_the_two_commands_are_targets_of_the_makefile():
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert {"run", "test", "setup", "check", "ingest", "eval"} <= set(targets)
    assert "make run " in BLOCKS[0]
    assert "make test " in BLOCKS[0]


def test_the_picture_and_the_files_it_names_are_there():
    for path in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (ROOT / path).is_file()
    for path in re.findall(r"--corpus (eval/\S+)|--questions (eval/\S+)", README):
        assert all((ROOT / part).exists() for part in path if part)


def test_the_program_shown_can_be_run():
    program = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    compile(program, "README.md", "exec")
    module, name = re.search(r"from (\S+) import (\w+)\n\n", program).groups()
    assert callable(getattr(importlib.import_module(module), name))
