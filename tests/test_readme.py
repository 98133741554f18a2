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


def test_the_sidecar_file_shown_is_read_and_every_field_for_it_is_one():
    from ingest.front_matter import FrontMatter, read_sidecar
    from ingest.given import check_given

    block = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1]
    fields = read_sidecar(block, "README.md")
    check_given(fields, fields.number, "README.md")
    shown = set(re.findall(r"^(\w+):", block, re.MULTILINE))
    assert {name for name in shown if getattr(fields, name) is not None} == shown
    told = shown | set(re.findall(r"\b(level|outlet|author|event_date)\b", block))
    unexplained = {"original_title", "digest", "official_names", "notes"}  # of digests in corpus/
    assert told | unexplained == set(FrontMatter.__dataclass_fields__)


def test_the_limits_shown_are_the_ones_set():
    from ingest.limits import Limits

    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)*) \| ([\d, ]+) \|", README, re.MULTILINE)
    shown = {
        name.strip(" `"): int(value)
        for names, values in rows
        for name, value in zip(names.split(","), values.split(","), strict=True)
    }
    assert shown == {name: getattr(Limits(), name) for name in Limits.__dataclass_fields__}


def test_every_kind_of_file_that_is_read_is_named():
    from ingest.formats import EXTENSIONS

    spelt = {".htm": ".html", ".mhtml": ".mht", ".jpg": ".jpeg", ".tif": ".tiff"}
    for suffix in EXTENSIONS:
        suffix = spelt.get(suffix, suffix)
        assert f"`{suffix}`" in README or f" {suffix[1:].upper()}" in README, suffix
