"""The rooms of the house: who may import whom, what stays inside one, and how big they grow."""

import ast
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("vietnamese", "store", "embedding", "ingest", "retrieval", "eval", "ui")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))

#: Libraries that one room hides from all others.
KEPT_INSIDE = {"gradio": {"ui"}, "chromadb": {"store"}, "tantivy": {"store"}}

#: Libraries that take seconds to import: a command must answer `--help` before it needs them.
HEAVY = {"torch", "chromadb", "gradio", "sentence_transformers", "tantivy", "transformers"}

MAX_MODULE_LINES = 350
MAX_APP_LINES = 150


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def graph():
    return grimp.build_graph(*ROOMS, include_external_packages=True, cache_dir=None)


def rooms_that_import(library):
    return {
        importer.split(".")[0]
        for module in graph().modules
        if module.split(".")[0] == library
        for importer in graph().find_modules_that_directly_import(module)
    }


def imports(nodes):
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def top_level_imports(path):
    return set(imports(ast.parse(path.read_text(encoding="utf-8")).body))


def all_imports(path):
    return set(imports(ast.walk(ast.parse(path.read_text(encoding="utf-8")))))


def test_dependencies_point_downwards():
    # In a process of its own: import-linter switches off the loggers it finds.
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    config = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    done = subprocess.run(
        [sys.executable, "-c", command, *config], cwd=ROOT, capture_output=True, text=True
    )
    report = done.stdout + done.stderr
    assert done.returncode == 0, report
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken", report), report


def test_the_contract_covers_every_room():
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert folders == set(ROOMS)


@pytest.mark.parametrize(("library", "rooms"), KEPT_INSIDE.items(), ids=KEPT_INSIDE)
def test_library_stays_inside_its_room(library, rooms):
    assert rooms_that_import(library) <= rooms


def test_settings_are_read_by_programs_only():
    readers = {name_of(path) for path in MODULES if "settings" in all_imports(path)}
    assert all(reader.endswith("__main__.py") for reader in readers), readers


def test_errors_lie_below_all_rooms():
    assert not all_imports(ROOT / "errors.py") & set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_heavy_libraries_are_imported_where_they_are_needed(path):
    assert not top_level_imports(path) & HEAVY


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_has_a_size_one_can_read(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE_LINES


def test_app_only_puts_parts_together():
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < MAX_APP_LINES
