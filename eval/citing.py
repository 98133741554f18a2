"""Are the citations right? Judged against the corpus files on disk, never against our own store."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from eval.matching import holds_gold
from eval.questions import Question
from vietnamese.normal import fold, search_form

_TEXT_SUFFIXES = (".txt", ".md")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cited:
    """Whether the passage asked for is cited; None where no citation is due.

    `by_content` says that the gold passage is not in this corpus, so that the quotes were judged by
    whether they contain the gold answer.
    """

    value: bool | None
    by_content: bool = False


@dataclass(frozen=True, slots=True)
class CorpusTexts:
    """The files of a corpus, read as the contract says stored text is made.

    A source lies in `root`, but for those that `places` says lie elsewhere.
    """

    root: Path
    places: Mapping[str, Path] = field(default_factory=dict)

    def path(self, source: str) -> Path:
        """Where the file of a source should be."""
        return self.places.get(source, self.root / source)

    def has(self, source: str) -> bool:
        """Whether the file is there."""
        return self.path(source).is_file()

    def text(self, source: str) -> str | None:
        """Text of a file, None when it is missing or no plain UTF-8 text."""
        return _file_text(self.path(source))

    def spans(self, source: str, quote: str) -> tuple[Span, ...]:
        """Where `quote` stands in the file: to the letter, else by search form."""
        text = self.text(source)
        return _spans(text, quote) if text is not None else ()


@lru_cache(maxsize=256)
def _file_text(path: Path) -> str | None:
    if path.suffix.lower() not in _TEXT_SUFFIXES or not path.is_file():
        return None
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n"))


@lru_cache(maxsize=1024)
def _spans(text: str, quote: str) -> tuple[Span, ...]:
    wanted = unicodedata.normalize("NFC", quote.replace("\r\n", "\n")).strip()
    found = _occurrences(text, wanted)
    if found:
        return found
    form = search_form(text)
    loose = fold(search_form(wanted).text)
    return tuple(form.span(start, end) for start, end in _occurrences(fold(form.text), loose))


def _occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = text.find(wanted) if wanted else -1
    while start >= 0:
        spans.append((start, start + len(wanted)))
        start = text.find(wanted, start + 1)
    return tuple(spans)


def judge_verbatim(prediction: Mapping[str, Any], texts: CorpusTexts) -> bool | None:
    """Whether every quote equals its file's text at its offsets, and is not empty.

    None when nothing is cited, or when what is cited is no plain text file (PDF, DOCX), whose text
    depends on the reader.
    """
    checked = [
        _is_verbatim(citation, texts)
        for citation in prediction.get("citations", ())
        if not texts.has(citation["source"]) or texts.text(citation["source"]) is not None
    ]
    return all(checked) if checked else None


def _is_verbatim(citation: Mapping[str, Any], texts: CorpusTexts) -> bool:
    text = texts.text(citation["source"])
    start, end = citation["start"], citation["end"]
    if text is None or not 0 <= start < end <= len(text):
        return False
    return bool(text[start:end] == citation["quote"])


def judge_cited(question: Question, prediction: Mapping[str, Any], texts: CorpusTexts) -> Cited:
    """Whether a citation overlaps the gold quote in the gold document.

    Of several gold quotes one is enough for `match` any; all and scopes want every one. Without a
    gold quote a citation of the gold document is enough. No citation is due for a question without
    gold, for one that must be refused, and for a refusal or a question back where the kind allows
    that as the right answer.
    """
    if not _citation_is_due(question, prediction):
        return Cited(None)
    citations: Sequence[Mapping[str, Any]] = prediction.get("citations", ())
    if question.gold_doc is None or not texts.has(question.gold_doc):
        return _cited_by_content(question, citations)
    own = [citation for citation in citations if citation["source"] == question.gold_doc]
    if not question.gold_quote:
        return Cited(bool(own))
    golds = [texts.spans(question.gold_doc, quote) for quote in question.gold_quote]
    if not all(golds):
        return _cited_by_content(question, citations)
    hits = [_overlaps(own, spans) for spans in golds]
    return Cited(any(hits) if question.match == "any" else all(hits))


def _citation_is_due(question: Question, prediction: Mapping[str, Any]) -> bool:
    if question.kind == "unanswerable":
        return False
    if question.kind == "adversarial" and prediction.get("abstained"):
        return False
    if question.kind == "ambiguous" and prediction.get("clarification"):
        return False
    return bool(question.gold_doc or question.gold_answers)


def _cited_by_content(question: Question, citations: Sequence[Mapping[str, Any]]) -> Cited:
    if not question.gold_answers:
        return Cited(None, by_content=True)
    quotes = "\n".join(str(citation["quote"]) for citation in citations)
    hits = [holds_gold(quotes, gold, question.lang) for gold in question.gold_answers]
    return Cited(any(hits) if question.match == "any" else all(hits), by_content=True)


def _overlaps(citations: Sequence[Mapping[str, Any]], spans: Sequence[Span]) -> bool:
    return any(
        citation["start"] < end and start < citation["end"]
        for citation in citations
        for start, end in spans
    )
