"""The held-out set is well formed and its gold stands in its documents to the letter."""

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.matching import contains, figures, holds_banned, holds_gold
from eval.questions import read_questions

HELDOUT = Path(__file__).resolve().parents[2] / "eval" / "heldout"
QUESTIONS = HELDOUT / "questions.jsonl"
DOCUMENTS = {
    path.name: path.read_text(encoding="utf-8") for path in (HELDOUT / "documents").iterdir()
}
LINES = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
COUNTS = {
    "figure": 25,
    "who_what_list": 12,
    "unaccented": 8,
    "typo": 6,
    "english": 8,
    "followup": 8,
    "ambiguous": 4,
    "unanswerable": 7,
    "adversarial": 2,
}
with_gold = pytest.mark.parametrize(
    "line",
    [line for line in LINES if line["gold_answers"]],
    ids=[line["id"] for line in LINES if line["gold_answers"]],
)


def test_the_reader_takes_every_line_without_a_remark() -> None:
    questions = read_questions(QUESTIONS)
    assert questions.remarks == ()
    assert len(questions.questions) == len(LINES)


def test_ids_are_unique_and_kinds_as_told() -> None:
    assert max(Counter(line["id"] for line in LINES).values()) == 1
    assert Counter(line["kind"] for line in LINES) == COUNTS


def test_every_document_is_asked_about_and_stands_without_front_matter() -> None:
    assert {line["gold_doc"] for line in LINES} - {None} == set(DOCUMENTS)
    assert [name for name, text in DOCUMENTS.items() if text.startswith("---")] == []


def test_a_line_without_gold_names_no_document() -> None:
    for line in LINES:
        assert bool(line["gold_answers"]) == bool(line["gold_doc"]) == bool(line["gold_quote"])


@with_gold
def test_gold_quote_is_verbatim(line: dict) -> None:
    quotes = line["gold_quote"]
    for quote in [quotes] if isinstance(quotes, str) else quotes:
        assert quote in DOCUMENTS[line["gold_doc"]]


@with_gold
def test_gold_answers_stand_in_the_quote(line: dict) -> None:
    """Cells of a table lack their unit, so there the bare number must stand in the row."""
    quotes = line["gold_quote"]
    text = quotes if isinstance(quotes, str) else "\n".join(quotes)
    if text.startswith("|"):
        found = [gold.split(" ")[0].rstrip("%") in text for gold in line["gold_answers"]]
    else:
        found = [holds_gold(text, gold, line["lang"]) for gold in line["gold_answers"]]
    assert any(found) if line["match"] == "any" else all(found)


@with_gold
def test_a_gold_answer_is_never_forbidden(line: dict) -> None:
    for gold in line["gold_answers"]:
        for banned in line["must_not"]:
            if figures(banned, line["lang"]):
                assert not holds_banned(gold, banned, line["lang"])
            else:
                assert not contains(gold, banned)
