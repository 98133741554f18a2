"""The sets with documents of their own are well formed; gold stands there to the letter."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from eval.matching import contains, figures, holds_banned, holds_gold
from eval.questions import KINDS, read_questions
from vietnamese.normal import is_unaccented

ROOT = Path(__file__).resolve().parents[2] / "eval"
COUNTS = {
    "heldout": (25, 12, 8, 6, 8, 8, 4, 7, 2),
    "blind": (12, 9, 4, 3, 4, 5, 2, 6, 1),
    "provinces": (539, 238, 132, 110, 117, 124, 43, 131, 23),
}
#: Answers that stand in no document, and the sum or difference of what the quote prints.
COMPUTED = {
    "provinces-f-fig-05": (1024, -987),
    "provinces-f-fig-14": (214, -151),
    "provinces-i-fig-06": (1780, -1640),
    "provinces-i-fig-11": (Decimal("118.8"), Decimal("-117.9")),
    "provinces-j-fig-06": (512, -347),
    "provinces-j-fig-10": (1472, -391),
    "provinces-d-fig-06": (260_000, -252_000),
    "provinces-e-fig-09": (64, -45),
    "provinces-a-fig-05": (1250, -1186),
    "provinces-a-fig-15": (9120, -8745),
    "provinces-a-fig-18": (550, 700),
    "provinces-b-fig-06": (1350, -585),
    "provinces-b-fig-11": (437, -402),
    "provinces-c-fig-09": (7150, -5920),
    "provinces-c-fig-16": (452, -305),
    "provinces-k-fig-05": (Decimal("126.43"), Decimal("-118.9")),
    "provinces-k-fig-10": (425_000, -401_200),
    "provinces-l-fig-06": (250, -228),
    "provinces-m-fig-04": (1287, -214),
    "provinces-m-fig-09": (264, -186),
    "provinces-m-fig-14": (14_520, -10_564),
    "provinces-n-fig-06": (50, Decimal("-43.7")),
    "provinces-n-fig-14": (2764, -2402),
}
LINES = {
    name: [
        json.loads(line)
        for line in (ROOT / name / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    for name in COUNTS
}
DOCUMENTS = {
    name: {
        path.name: path.read_text(encoding="utf-8")
        for path in (ROOT / name / "documents").iterdir()
    }
    for name in COUNTS
}
each_set = pytest.mark.parametrize("name", COUNTS)
with_gold = pytest.mark.parametrize(
    ("name", "line"),
    [
        pytest.param(name, line, id=f"{name}-{line['id']}")
        for name, lines in LINES.items()
        for line in lines
        if line["gold_answers"]
    ],
)


def _quotes(line: dict) -> list[str]:
    quotes = line["gold_quote"]
    return [quotes] if isinstance(quotes, str) else quotes


@each_set
def test_the_reader_takes_every_line_without_a_remark(name: str) -> None:
    questions = read_questions(ROOT / name / "questions.jsonl")
    assert questions.remarks == ()
    assert len(questions.questions) == len(LINES[name])


@each_set
def test_ids_are_unique_and_kinds_as_told(name: str) -> None:
    assert max(Counter(line["id"] for line in LINES[name]).values()) == 1
    assert Counter(line["kind"] for line in LINES[name]) == dict(
        zip(KINDS[:-1], COUNTS[name], strict=True)  # the last is no kind
    )


@each_set
def test_every_document_is_asked_about(name: str) -> None:
    assert {line["gold_doc"] for line in LINES[name]} - {None} == set(DOCUMENTS[name])


@each_set
def test_lines_are_of_their_kind(name: str) -> None:
    for line in LINES[name]:
        assert bool(line["gold_answers"]) == bool(line["gold_doc"]) == bool(line["gold_quote"])
        assert line["kind"] != "unaccented" or is_unaccented(line["question"])
        assert line["kind"] != "english" or line["lang"] == "en"
        assert line["kind"] != "followup" or line["history"]
        assert line["kind"] != "unanswerable" or not line["gold_answers"]


@with_gold
def test_gold_quote_is_verbatim(name: str, line: dict) -> None:
    for quote in _quotes(line):
        assert quote in DOCUMENTS[name][line["gold_doc"]]


@with_gold
def test_gold_answers_stand_in_the_quote(name: str, line: dict) -> None:
    """Cells of a table lack their unit: the bare number stands in the row."""
    text = "\n".join(_quotes(line))
    parts = COMPUTED.get(f"{name}-{line['id']}")
    if parts:
        plain = text.replace(".", "").replace(",", ".")
        assert all(re.search(rf"(?<!\d){abs(part)}(?!\d)", plain) for part in parts)
        (given,) = re.findall(r"^[\d.,]+", line["gold_answers"][0])
        assert Decimal(given.replace(".", "").replace(",", ".")) == sum(parts)
        return
    if text.startswith("|"):
        found = [gold.split(" ")[0].rstrip("%") in text for gold in line["gold_answers"]]
    else:
        found = [holds_gold(text, gold, line["lang"]) for gold in line["gold_answers"]]
    assert any(found) if line["match"] == "any" else all(found)


@with_gold
def test_a_gold_answer_is_never_forbidden(name: str, line: dict) -> None:
    for gold in line["gold_answers"]:
        for banned in line["must_not"]:
            if figures(banned, line["lang"]):
                assert not holds_banned(gold, banned, line["lang"])
            else:
                assert not contains(gold, banned)
