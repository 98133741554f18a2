"""The blind set is well formed and its gold stands in its documents to the letter."""

import json
from collections import Counter
from pathlib import Path

import pytest

from eval.matching import contains, figures, holds_banned, holds_gold
from eval.questions import read_questions
from vietnamese.normal import is_unaccented

BLIND = Path(__file__).resolve().parents[2] / "eval" / "blind"
QUESTIONS = BLIND / "questions.jsonl"
DOCUMENTS = {
    path.name: path.read_text(encoding="utf-8") for path in (BLIND / "documents").iterdir()
}
LINES = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
COUNTS = {
    "figure": 30,
    "who_what_list": 22,
    "unaccented": 10,
    "typo": 8,
    "english": 14,
    "followup": 12,
    "ambiguous": 8,
    "unanswerable": 12,
    "adversarial": 4,
}
#: Answers that stand in no document: the figure that is the difference of these two.
DIFFERENCES = {"fig-06": ("260.000 tấn", "252.000 tấn")}
LEAST_WORDS, MOST_WORDS = 600, 1200
with_gold = pytest.mark.parametrize(
    "line",
    [line for line in LINES if line["gold_answers"]],
    ids=[line["id"] for line in LINES if line["gold_answers"]],
)


def _quotes(line: dict) -> list[str]:
    quotes = line["gold_quote"]
    return [quotes] if isinstance(quotes, str) else quotes


def test_the_reader_takes_every_line_without_a_remark() -> None:
    questions = read_questions(QUESTIONS)
    assert questions.remarks == ()
    assert len(questions.questions) == len(LINES)


def test_ids_are_unique_and_kinds_as_told() -> None:
    assert max(Counter(line["id"] for line in LINES).values()) == 1
    assert Counter(line["kind"] for line in LINES) == COUNTS


def test_every_document_is_asked_about_and_one_has_front_matter() -> None:
    assert {line["gold_doc"] for line in LINES} - {None} == set(DOCUMENTS)
    assert sum(text.startswith("---\n") for text in DOCUMENTS.values()) == 1
    assert all(LEAST_WORDS <= len(text.split()) <= MOST_WORDS for text in DOCUMENTS.values())


def test_a_line_without_gold_names_no_document() -> None:
    for line in LINES:
        assert bool(line["gold_answers"]) == bool(line["gold_doc"]) == bool(line["gold_quote"])


def test_lines_are_of_their_kind() -> None:
    for line in LINES:
        assert line["kind"] != "unaccented" or is_unaccented(line["question"])
        assert line["kind"] != "english" or line["lang"] == "en"
        assert line["kind"] != "followup" or line["history"]
        assert line["kind"] != "unanswerable" or not line["gold_answers"]
        assert line["kind"] != "ambiguous" or line["match"] == "scopes"


@with_gold
def test_gold_quote_is_verbatim(line: dict) -> None:
    for quote in _quotes(line):
        assert quote in DOCUMENTS[line["gold_doc"]]


@with_gold
def test_gold_answers_stand_in_the_quote(line: dict) -> None:
    """Cells of a table lack their unit, so there the bare number must stand in the row."""
    text = "\n".join(_quotes(line))
    if line["id"] in DIFFERENCES:
        more, less = (figures(printed, "vi")[0].value for printed in DIFFERENCES[line["id"]])
        assert all(holds_gold(text, printed, "vi") for printed in DIFFERENCES[line["id"]])
        assert more is not None
        assert less is not None
        found = [figures(gold, "vi")[0].value == more - less for gold in line["gold_answers"]]
    elif text.startswith("|"):
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
