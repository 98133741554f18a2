"""How sure answers are against how often they are right: reliability, and risk by coverage.

Questions that can be answered come from the sets; those that cannot are made of them: the document
that holds the answer is withheld, or the year, the place or the indicator is swapped for one that
no document names, or the question is asked of the other set's documents. All that is made of one
question falls into the same half, one for fitting and one for testing.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

from eval.matching import holds_gold
from eval.questions import Question, read_questions
from eval.scoring import judge_right
from eval.workspace import index_corpus
from retrieval.confidence import Support, confidence
from vietnamese.normal import fold, normalise
from vietnamese.periods import read_periods
from vietnamese.places import read_places
from vietnamese.terms import read_terms, terms

if TYPE_CHECKING:
    from embedding.model import Embedder
    from retrieval.assistant import Assistant
    from retrieval.records import Answer

Say = Callable[[str], None]

#: Bounds of the bins of predicted confidence.
BINS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1.0)
#: Shares answered at which the share right is told.
SHARES = (1.0, 0.98, 0.95, 0.9, 0.8, 0.7, 0.5)
#: Coverage from which on an answer would be given, tried.
ENOUGHS = (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
#: Swapped in where no document names them, the first that none does.
_YEARS = (2013, 2034, 2008, 2033, 2011)
_PLACES = ("Kon Tum", "Bạc Liêu", "Lai Châu", "Ninh Thuận", "Bến Tre", "Cà Mau")
#: Ridge of the fit: keeps weights small where a feature hardly varies.
_RIDGE = 1.0
_STEPS = 60


@dataclass(frozen=True, slots=True)
class Case:
    """One question asked: `key` is the question it was made of, `way` how.

    `offered` says that an answer was given, `right` that what was done is right; `would` that the
    best candidate, given or not, says the answer.
    """

    key: str
    way: str
    support: Support | None
    offered: bool
    right: bool
    would: bool

    @property
    def sound(self) -> bool:
        """Whether what stands behind it is an answer: the one given, or that was not dared."""
        return self.right if self.offered else self.would

    @property
    def tested(self) -> bool:
        """Whether it is of the half that is tested on."""
        return bool(zlib.crc32(self.key.encode()) & 1)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: mean predicted, share right, number."""

    low: float
    high: float
    predicted: float
    observed: float
    n: int


def gather(
    sets: Sequence[tuple[Path, Path]],
    embedder: Embedder,
    today: date,
    say: Say,
    *,
    every: int = 1,
) -> list[Case]:
    """Ask all questions of the sets, pairs of questions and documents, and those made of them.

    Of those made only one in `every` is asked.
    """
    cases: list[Case] = []
    read = [(read_questions(path).questions, corpus) for path, corpus in sets]
    for number, (questions, corpus) in enumerate(read):
        sources = sorted({q.gold_doc for q in questions if q.gold_doc and q.answerable})
        others = [q for other, (asked, _) in enumerate(read) if other != number for q in asked]
        with _opened(corpus, (), embedder, today) as (assistant, text):
            cases += [_case(q, q.kind, assistant) for q in questions if q.kind != "adversarial"]
            say(f"{corpus}: {len(cases)} câu.")
            made = [item for item in swapped(questions, text) if _kept(item[2] + item[1], every)]
            cases += [_case(q, way, assistant, key=key) for q, way, key in made]
            others = [q for q in _placed(others) if _kept(q.question, every)]
            cases += [_case(_refused(q), "other set", assistant) for q in others]
            say(f"{corpus}: {len(cases)} câu.")
        for source in sources:
            held = [q for q in questions if q.gold_doc == source and q.answerable]
            held = [q for q in held if _kept(q.question, every)]
            with _opened(corpus, (source,), embedder, today) as (assistant, _):
                cases += [_case(_refused(q), "withheld", assistant, gold=q) for q in held]
        say(f"{corpus}: {len(cases)} câu.")
    return cases


def _kept(text: str, every: int) -> bool:
    return zlib.crc32(text[::-1].encode()) % every == 0


@contextmanager
def _opened(
    corpus: Path, withheld: Sequence[str], embedder: Embedder, today: date
) -> Iterator[tuple[Assistant, str]]:
    """The assistant over a corpus without some documents, and all text of it in search form."""
    from retrieval.assistant import open_assistant

    with TemporaryDirectory(prefix="hoidap-calibration-") as name:
        folder = Path(name)
        shutil.copytree(
            corpus,
            folder / "documents",
            ignore=lambda at, names: [
                n for n in names if (Path(at) / n).relative_to(corpus).as_posix() in withheld
            ],
        )
        index_corpus(folder / "documents", folder / "data", embedder, lambda line: None)
        assistant = open_assistant(folder / "data", embedder=embedder, today=today)
        texts = "\n".join(document.text for document in assistant.index.documents())
        yield assistant, normalise(texts)


def _refused(question: Question) -> Question:
    return replace(question, kind="unanswerable", gold_answers=(), gold_doc=None, gold_quote=())


def _placed(questions: Sequence[Question]) -> list[Question]:
    """Questions that name a place and stand alone: elsewhere they have no answer."""
    return [
        q
        for q in questions
        if q.answerable and not q.history and any(m.places for m in read_places(q.question))
    ]


def swapped(questions: Sequence[Question], text: str) -> Iterator[tuple[Question, str, str]]:
    """Questions with a year, a place or an indicator that `text` does not name, and their origin.

    `text` is in search form.
    """
    folded = fold(text)
    year = next(str(y) for y in _YEARS if str(y) not in text)
    place = next(p for p in _PLACES if fold(normalise(p)) not in folded)
    for question in questions:
        if question.history or question.kind not in ("figure", "unaccented", "english"):
            continue
        asked = question.question
        years = {str(m.period.end.year) for m in read_periods(asked) if m.period}
        if len(years) == 1 and next(iter(years)) in asked:
            changed = asked.replace(next(iter(years)), year)
            yield _altered(question, changed), "year", asked
        named = [mention for mention in read_places(asked) if mention.places]
        if len({m.places[0].name for m in named}) == 1:
            name = named[0].places[0].name
            for form in (name, fold(name), fold(name).lower()):
                if form in asked:
                    put = place if form == name else fold(place)
                    yield _altered(question, asked.replace(form, put)), "place", asked
                    break
        mentions = read_terms(asked)
        if len(mentions) == 1 and question.lang == "vi":
            mention = mentions[0]
            other = next(
                (
                    entry.name
                    for entry in terms().values()
                    if entry.units & mention.term.units
                    and not any(fold(normalise(name)) in folded for name in entry.names)
                ),
                None,
            )
            if other:
                changed = asked[: mention.start] + other + asked[mention.end :]
                yield _altered(question, changed), "indicator", asked


def _altered(question: Question, text: str) -> Question:
    return replace(_refused(question), question=text, must_not=())


def _case(
    question: Question,
    way: str,
    assistant: Assistant,
    *,
    key: str = "",
    gold: Question | None = None,
) -> Case:
    from retrieval.prediction import prediction

    answer: Answer = assistant.ask(question.question, question.history)
    said = prediction(answer)
    right = judge_right(question, said).right
    if gold is not None and not answer.abstained:
        right = right or judge_right(gold, said).right  # another document says so, too
    return Case(
        key=key or question.question,
        way=way,
        support=answer.support,
        offered=not answer.abstained and not answer.clarification,
        right=right,
        would=_says(question, answer.support),
    )


def _says(question: Question, support: Support | None) -> bool:
    if support is None:
        return False
    return any(holds_gold(support.says, gold, "vi") for gold in question.gold_answers)


def fit(cases: Sequence[Case]) -> tuple[float, ...]:
    """Weights of the logistic model for `sound`, refusals included; by Newton's method."""
    known = [(case.support, case.sound) for case in cases if case.support]
    x = np.array([support.features() for support, _ in known])
    y = np.array([sound for _, sound in known], float)
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], _RIDGE)
    ridge[0] = 1e-3
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-(x @ weights).clip(-30, 30)))
        gradient = x.T @ (y - p) - ridge * weights
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-6:
            break
    return tuple(round(float(weight), 3) for weight in weights)


def reliability(cases: Sequence[Case], weights: Sequence[float]) -> list[Bin]:
    """Mean predicted confidence against the share that is sound; empty bins are left out.

    The last bin holds its upper bound, too.
    """
    scored = [(confidence(c.support, weights), c.sound) for c in cases if c.support]
    found = []
    for low, high in pairwise(BINS):
        inside = [(p, r) for p, r in scored if low <= p < high or (high == BINS[-1] and p == high)]
        if inside:
            predicted = sum(p for p, _ in inside) / len(inside)
            observed = sum(r for _, r in inside) / len(inside)
            found.append(Bin(low, high, predicted, observed, len(inside)))
    return found


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean gap of the bins, weighed by their numbers."""
    total = sum(item.n for item in bins)
    return sum(item.n * abs(item.predicted - item.observed) for item in bins) / max(1, total)


def risk_by_coverage(
    cases: Sequence[Case], weights: Sequence[float]
) -> list[tuple[float, float, float]]:
    """At each share answered, surest first: confidence of the last answer, share right."""
    given = [case for case in cases if case.offered and case.support]
    scored = sorted(
        ((confidence(c.support, weights), c.right) for c in given if c.support), reverse=True
    )
    rows = []
    for share in SHARES:
        kept = scored[: max(1, round(share * len(scored)))]
        if kept:
            rows.append((share, kept[-1][0], sum(right for _, right in kept) / len(kept)))
    return rows


def enough_curve(cases: Sequence[Case], *, figure: bool) -> list[tuple[float, int, float, float]]:
    """For each least coverage: number above it, share of these that are sound, and share lost.

    Of candidates that nothing speaks against; "lost" is the share of the sound ones that lie below.
    """
    known = [
        c for c in cases if c.support and c.support.figure is figure and not c.support.conflicted
    ]
    right = sum(case.sound for case in known)
    rows = []
    for least in ENOUGHS:
        above = [c for c in known if c.support and c.support.coverage >= least]
        hits = sum(case.sound for case in above)
        rows.append((least, len(above), hits / max(1, len(above)), 1 - hits / max(1, right)))
    return rows


def by_way(cases: Sequence[Case]) -> list[tuple[str, int, int, int]]:
    """For each way a question was made: its number, how many are right, how many were answered."""
    ways = dict.fromkeys(case.way for case in cases)
    return [
        (way, len(of), sum(c.right for c in of), sum(c.offered for c in of))
        for way in ways
        if (of := [case for case in cases if case.way == way])
    ]
