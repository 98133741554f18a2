"""What passes between the steps from question to answer. Frozen; steps join by `replace`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from store.records import Inherited, Passage
from vietnamese.periods import Partial, Period
from vietnamese.places import Place
from vietnamese.scope import Scope

if TYPE_CHECKING:
    from retrieval.confidence import Support
    from retrieval.misspelt import Doubt

Language = Literal["vi", "en"]
AnswerType = Literal[
    "amount", "percent", "count", "date", "person", "place", "list", "reason", "yes_no", "open"
]
#: Answers that are one figure.
FIGURES: tuple[AnswerType, ...] = ("amount", "percent", "count")
Reason = Literal["missing", "off_topic", "smalltalk", "unsafe"]


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker fixed beside the question; None means any."""

    place: str | None = None
    level: str | None = None
    year: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """Something a question is about, in any of the wordings that a document may use for it.

    `wordings` are in search form (see `vietnamese.normal`), accents as given. `weight` multiplies
    what the rarity of the words gives; words that only say the kind of a figure weigh little. The
    wordings of a `loose` one are not searched for: they only count where they are found.
    """

    wordings: tuple[str, ...]
    weight: float = 1.0
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """A figure that was the answer before, of which a part is asked for ("trong đó").

    `short` is how it was printed, `start` and `end` the span of its quote in the text of `source`.
    """

    source: str
    short: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thread:
    """Where the answer before stands, near which a follow-up is likely answered, too.

    `start` and `end` are the span of its quote in the text of `source`, `headings` what stands
    above it, `unit` that of the figure it gave ("đồng" for any money, "đồng/" for a rate), "" for
    none.
    """

    source: str
    start: int
    end: int
    headings: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood.

    `text` is what is searched for: the question, with what a follow-up leaves out filled in.
    `asked` is the noun or unit that follows "bao nhiêu" ("du an", "%"), folded, in any wording.
    `partial` is a stretch of a year that the question does not name ("tháng 1"). `terms` are ids of
    policy indicators. `stock` says that a state at some time is asked for ("tính đến giữa năm"),
    not what a period adds up to; `basis` who set the plan asked about; `documents` are numbers of
    documents, as folded units ("01 nq tu"). `doubts` are words that may be misspelt. `restored`
    is `text` with the accents it lacks, empty where none is known to be missing. `inherited` names
    the slots taken over from earlier turns. `compared` is the period that a change is measured from
    ("so với tháng 2"). `besides` is the figure of which a part is asked for. `added` is what a
    turn that keeps the subject of the one before asks about anew, `alike` whether its answer is of
    the same measure, `thread` where the answer before stands.
    """

    question: str
    text: str
    language: Language = "vi"
    unaccented: bool = False
    answer_type: AnswerType = "open"
    asked: tuple[str, ...] = ()
    scope: Scope = Scope()
    places: tuple[Place, ...] = ()
    partial: Partial | None = None
    stock: bool = False
    basis: str | None = None
    documents: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    concepts: tuple[Concept, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    restored: str = ""
    filters: Filters = Filters()
    inherited: tuple[str, ...] = ()
    compared: Period | Partial | None = None
    besides: Whole | None = None
    added: tuple[Concept, ...] = ()
    alike: bool = False
    thread: Thread | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its scores; `score` in 0–1 is what it is ranked by.

    `twins` are passages that say the same and were found lower down.
    """

    passage: Passage
    score: float
    lexical: float = 0.0
    dense: float = 0.0
    twins: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that bears a statement: stored text at start:end of `source`.

    `label` is what a reader sees beside the mark: "bản tóm lược: Báo Thái Nguyên, «…»".
    """

    marker: int
    source: str
    start: int
    end: int
    quote: str
    passage_id: str
    label: str = ""
    inherited: tuple[Inherited, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and all it took to make it.

    While `complete` is false the answer is still being written (streaming) and `text` is a prefix.
    `support` is what stands behind it, and behind a refusal what comes nearest; `confidence` in 0–1
    is how sure it is by that, None where nothing was read. `suggestions` beside a refusal are
    complete questions near to the one asked that the documents have a figure for.
    """

    question: str
    text: str = ""
    short: str = ""
    abstained: bool = False
    clarification: bool = False
    reason: Reason | None = None
    choices: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    passages: tuple[Found, ...] = ()
    computations: tuple[dict[str, object], ...] = ()
    query: Query | None = None
    draft: str = ""
    checks: tuple[str, ...] = ()
    model: str | None = None
    settings_hash: str = ""
    timings: dict[str, float] = field(default_factory=dict)
    latency_ms: float = 0.0
    complete: bool = True
    support: Support | None = None
    confidence: float | None = None
