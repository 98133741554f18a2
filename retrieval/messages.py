"""Texts for the user: one file per message and language in `prompts/`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from retrieval.records import Language

_FOLDER = Path(__file__).parent.parent / "prompts"


@lru_cache(maxsize=256)
def _read(name: str, language: str) -> str:
    return (_FOLDER / language / f"{name}.txt").read_text(encoding="utf-8").strip()


def message(name: str, language: Language = "vi", **values: object) -> str:
    """The message `name` in `language` with its placeholders filled.

    Raises KeyError for a placeholder without a value, FileNotFoundError for an unknown name.
    """
    return _read(name, language).format(**values) if values else _read(name, language)


def refusal(language: Language = "vi") -> str:
    """The refusal sentence, the same wherever the product says that it found nothing."""
    return message("refusal", language)
