"""The question set is well formed, its gold stands in the corpus, and every kind is well filled."""

import json
import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from operator import sub, truediv
from pathlib import Path

import pytest
import yaml

from eval.matching import bare_number, contains, figures, holds_banned, holds_gold
from eval.questions import read_questions
from vietnamese.normal import fold, is_unaccented, normalise

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
QUESTIONS = ROOT / "eval" / "questions.jsonl"

KEYS = (
    "id",
    "question",
    "history",
    "lang",
    "kind",
    "match",
    "gold_doc",
    "gold_quote",
    "gold_answers",
    "must_not",
)
KINDS = {
    "figure",
    "who_what_list",
    "unaccented",
    "typo",
    "english",
    "followup",
    "ambiguous",
    "unanswerable",
    "adversarial",
}
LEAST_PER_KIND = 8
COPIED_RUN = 20


def share(part: Decimal, whole: Decimal) -> Decimal:
    """What percentage of `whole` `part` is."""
    return part / whole * 100


#: Questions whose answer stands in no document: how it is made, and of which printed figures.
COMPUTED: dict[str, tuple[Callable[[Decimal, Decimal], Decimal], str, str]] = {
    "fig-31": (sub, "2.580 tỷ đồng", "2.341,6 tỷ đồng"),
    "fig-32": (share, "1.385 triệu đô la Mỹ", "28 tỷ đô la Mỹ"),
    "fig-33": (share, "1.445 tỷ đồng", "2.341,6 tỷ đồng"),
    "fig-34": (sub, "28 tỷ đô la Mỹ", "1.385 triệu đô la Mỹ"),
    "fig-35": (sub, "99%", "70%"),
    "fig-36": (truediv, "10,3 tỷ USD", "172 dự án"),
    "fig-37": (sub, "20 nội dung", "9 nội dung"),
    "eng-20": (sub, "2.580 tỷ đồng", "2.341,6 tỷ đồng"),
}
#: Kinds whose questions have twins without accents, and how many at least.
ASKED = ("figure", "who_what_list")
LEAST_TWINS = 6
#: How far a gold answer may be rounded: 4,9% for 4,946…%.
ROUNDED = Decimal("0.01")

LINES = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
each_line = pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
with_gold = pytest.mark.parametrize(
    "line",
    [line for line in LINES if line["gold_answers"]],
    ids=[line["id"] for line in LINES if line["gold_answers"]],
)


def _corpus() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in CORPUS.glob("*.md")}


def _quotes(line: dict) -> list[str]:
    quote = line["gold_quote"]
    return [] if quote is None else [quote] if isinstance(quote, str) else quote


def _held(line: dict, text: str) -> bool:
    if line["id"] in COMPUTED:
        return all(holds_gold(text, operand, "vi") for operand in COMPUTED[line["id"]][1:])
    found = [holds_gold(text, gold, line["lang"]) for gold in line["gold_answers"]]
    return any(found) if line["match"] == "any" else all(found)


def _source_of(digest: str, seeds_dir: Path) -> str:
    """The source document whose title the digest names."""
    front = yaml.safe_load(_corpus()[digest].split("---\n")[1])
    texts = [path.read_text(encoding="utf-8") for path in seeds_dir.glob("*.txt")]
    (source,) = [text for text in texts if normalise(front["original_title"]) in normalise(text)]
    return source


def test_the_reader_takes_every_line_without_a_remark() -> None:
    questions = read_questions(QUESTIONS)
    assert questions.remarks == ()
    assert len(questions.questions) == len(LINES)


def test_ids_and_questions_are_unique() -> None:
    assert max(Counter(line["id"] for line in LINES).values()) == 1
    asked = Counter((normalise(line["question"]), tuple(line.get("history", ()))) for line in LINES)
    assert [question for question, count in asked.items() if count > 1] == []


def test_every_kind_is_well_filled() -> None:
    counts = Counter(line["kind"] for line in LINES)
    assert set(counts) == KINDS
    assert len(LINES) >= 70
    assert min(counts.values()) >= LEAST_PER_KIND, counts


def test_the_readme_counts_the_questions() -> None:
    readme = (QUESTIONS.parent / "README.md").read_text(encoding="utf-8")
    told = {
        kind: int(n) for kind, n in re.findall(r"^\| `(\w+)` \| (\d+) \|", readme, re.MULTILINE)
    }
    assert told == Counter(line["kind"] for line in LINES)


def test_every_document_is_asked_about() -> None:
    counts = Counter(line["gold_doc"] for line in LINES if line["gold_doc"])
    assert set(counts) == set(_corpus())
    assert min(counts.values()) >= 5, counts


@each_line
def test_line_follows_the_contract(line: dict) -> None:
    assert set(KEYS) - {"history"} <= set(line) <= set(KEYS)
    assert line["question"] == line["question"].strip() != ""
    assert line["kind"] in KINDS
    assert line["lang"] in {"vi", "en"}
    assert line["match"] in {"any", "all", "scopes"}
    assert isinstance(line["gold_answers"], list)
    assert isinstance(line["must_not"], list)
    assert (line["gold_doc"] is None) == (line["gold_quote"] is None)


@each_line
def test_kind_fits_the_question(line: dict) -> None:
    if line["kind"] == "unaccented":
        assert is_unaccented(line["question"])
    if line["kind"] == "english":
        assert line["lang"] == "en"
    if line["kind"] == "followup":
        assert line["history"]
    if line["kind"] == "ambiguous":
        assert line["match"] == "scopes"
        assert len(line["gold_answers"]) >= 2
    if line["kind"] == "unanswerable":
        assert (line["gold_doc"], line["gold_answers"]) == (None, [])
    if line["kind"] not in {"unanswerable", "adversarial", "ambiguous"}:
        assert line["gold_doc"]
        assert line["gold_answers"]


@each_line
def test_gold_quote_stands_in_the_document(line: dict) -> None:
    for quote in _quotes(line):
        assert quote in _corpus()[line["gold_doc"]]


@with_gold
def test_gold_answers_stand_in_the_gold_quote(line: dict) -> None:
    """One alternative for match any, each item otherwise; ambiguous ones may span documents."""
    if line["gold_doc"] is None:
        text = "\n".join(_corpus().values())
    elif line["match"] == "all":
        text = _corpus()[line["gold_doc"]]
    else:
        text = "\n".join(_quotes(line))
    assert _held(line, text)


@pytest.mark.parametrize("asked", COMPUTED)
def test_a_computed_gold_answer_follows_from_the_printed_figures(asked: str) -> None:
    (line,) = [line for line in LINES if line["id"] == asked]
    operation, *operands = COMPUTED[asked]
    left, right = (_value(operand, "vi") for operand in operands)
    exact = operation(left, right)
    for gold in line["gold_answers"]:
        assert abs(_value(gold, line["lang"]) - exact) <= exact * ROUNDED


def _value(text: str, language: str) -> Decimal:
    """What a printed figure is worth in its base unit."""
    number = bare_number(text, language)
    value = figures(text, language)[0].value if number is None else number
    assert value is not None
    return value


def test_unaccented_twins_ask_what_the_plain_question_asks() -> None:
    """Twins have the same gold, so that the cost of missing accents can be read off pairs."""
    plain = {
        fold(normalise(line["question"])).rstrip("?"): line
        for line in LINES
        if line["kind"] in ASKED
    }
    twins = [line for line in LINES if line["kind"] == "unaccented" and line["question"] in plain]
    assert len(twins) >= LEAST_TWINS
    for twin in twins:
        for key in ("gold_doc", "gold_quote", "gold_answers"):
            assert twin[key] == plain[twin["question"]][key]


@with_gold
def test_a_gold_answer_is_never_forbidden(line: dict) -> None:
    for gold in line["gold_answers"]:
        for banned in line["must_not"]:
            if figures(banned, line["lang"]):
                assert not holds_banned(gold, banned, line["lang"])
            else:
                assert not contains(gold, banned)


@pytest.mark.seeds
@with_gold
def test_gold_answers_stand_in_the_sources_too(line: dict, seeds_dir: Path) -> None:
    """The same questions can be asked of the raw documents."""
    if line["gold_doc"]:
        text = _source_of(line["gold_doc"], seeds_dir)
    else:
        text = "\n".join(path.read_text(encoding="utf-8") for path in seeds_dir.glob("*.txt"))
    assert _held(line, text)


@pytest.mark.seeds
def test_no_run_of_the_sources_is_copied(seeds_dir: Path) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text.lower())
        return {tuple(words[i : i + COPIED_RUN]) for i in range(len(words) - COPIED_RUN + 1)}

    own = runs(QUESTIONS.read_text(encoding="utf-8"))
    for path in seeds_dir.glob("*.txt"):
        assert own & runs(path.read_text(encoding="utf-8")) == set(), path.name
