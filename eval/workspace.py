"""Where a run asks its questions: a fresh index in a temporary place, or one that is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from errors import InputError, MissingInput
from eval.citing import CorpusTexts
from eval.runner import Ask

if TYPE_CHECKING:
    from embedding.model import Embedder
    from retrieval.chat_model import ChatModel
    from retrieval.stages import Stages

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class How:
    """What questions are answered with: models, the day that is today, the stages of finding."""

    embedder: Embedder
    today: date | None
    stages: Stages
    model: ChatModel | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """Who answers, and the files that the answers cite."""

    ask: Ask
    texts: CorpusTexts


@contextmanager
def temporary_index(parent: Path | None = None) -> Iterator[Path]:
    """An empty folder for an index, gone afterwards; inside `parent` when that is given.

    Raises `InputError` when `parent` cannot be written.
    """
    try:
        if parent is not None:
            parent.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix="hoidap-eval-", dir=parent)
    except OSError as error:
        raise InputError(
            f"Không ghi được chỉ mục tạm ({error.strerror}). "
            "Hãy chỉ một thư mục ghi được bằng --data-dir."
        ) from error
    with folder as path:
        yield Path(path)


def check_corpus(corpus: Path) -> None:
    """Raise `MissingInput` when the folder is not there."""
    if not corpus.is_dir():
        raise MissingInput(f"Không có thư mục {corpus}. Hãy chỉ thư mục tài liệu bằng --corpus.")


def index_corpus(corpus: Path, data_dir: Path, embedder: Embedder, say: Say) -> None:
    """Index all of `corpus` in the empty folder `data_dir`; `say` is told what failed.

    Raises `MissingInput` when the folder holds nothing to read.
    """
    from ingest.pipeline import ingest_paths
    from ingest.report import Status

    report = ingest_paths(data_dir, embedder, [corpus])
    for outcome in report.outcomes:
        if outcome.status == Status.FAILED:
            say(f"{outcome.source}: {outcome.reason}")
    say(f"Đã lập chỉ mục {report.documents} tài liệu của {corpus} trong {report.seconds:.1f} s.")


@contextmanager
def fresh(corpus: Path, parent: Path | None, how: How, say: Say) -> Iterator[Workspace]:
    """A workspace over a fresh index of just `corpus`, gone afterwards."""
    with temporary_index(parent) as folder:
        index_corpus(corpus, folder, how.embedder, say)
        yield Workspace(assistant(folder, how), CorpusTexts(corpus))


def published(data_dir: Path, corpus: Path, how: How) -> Workspace:
    """A workspace over the index that is published in `data_dir`, whatever it was made of.

    Raises what opening an index raises.
    """
    from store.index import open_index

    with closing(open_index(data_dir)) as index:
        places = {
            document.source: Path(document.root) / document.source for document in index.documents()
        }
    return Workspace(assistant(data_dir, how), CorpusTexts(corpus, places))


def assistant(data_dir: Path, how: How) -> Ask:
    """The product's own assistant over the index in `data_dir`, as a plain function.

    Raises what opening an index raises.
    """
    from retrieval.assistant import open_assistant
    from retrieval.prediction import prediction

    opened = open_assistant(
        data_dir, embedder=how.embedder, today=how.today, stages=how.stages, model=how.model
    )

    def ask(question: str, history: Sequence[str]) -> dict[str, Any]:
        return prediction(opened.ask(question, history))

    return ask
