"""Terminal: `python -m eval` judges answers; retrieval, reading and scale measure the parts."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from errors import HoiDapError
from eval.commandline import CORPUS, answers_parser, reading_parser, retrieval_parser

if TYPE_CHECKING:
    from embedding.model import Embedder
    from eval.summary import Item
    from eval.workspace import Workspace
    from retrieval.chat_model import ChatModel

DONE, IN_PART = 0, 1
_PROGRESS_EVERY = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if given[:1] == ["retrieval"]:
            return _retrieval(retrieval_parser().parse_args(given[1:]))
        if given[:1] == ["reading"]:
            return _reading(reading_parser().parse_args(given[1:]))
        if given[:1] == ["scale"]:
            return _scale(given[1:])
        if given[:1] == ["calibration"]:
            return _calibration(given[1:])
        return _answers(answers_parser().parse_args(given))
    except HoiDapError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _answers(options: argparse.Namespace) -> int:
    from eval.predictions import writing
    from eval.questions import read_questions
    from eval.report import as_json, table, write_report
    from eval.runner import run
    from eval.summary import missed, summarise

    question_set = read_questions(options.questions)
    for remark in question_set.remarks:
        _say(remark)
    items = []
    with writing(options.predictions) as write, _workspace(options) as place:
        answered = run(question_set.questions, place.ask, place.texts)
        for item in _told(answered, len(question_set.questions)):
            write(item.prediction)
            items.append(item)
    summary = summarise(items)
    if options.report:
        for path in write_report(options.report, summary, items):
            _say(f"Báo cáo: {path}")
    _show(as_json(summary, items), table(summary), as_json_value=options.json)
    shortfalls = missed(summary, options.fail_under)
    for shortfall in shortfalls:
        _say(shortfall)
    return IN_PART if shortfalls else DONE


def _retrieval(options: argparse.Namespace) -> int:
    from eval.bench_sets import read_bench_questions, read_passages
    from eval.report import bench_table
    from eval.retrieval_bench import bench
    from eval.workspace import temporary_index

    passages = read_passages(options.passages)
    questions = read_bench_questions(options.questions, passages)
    _say(f"{len(passages)} đoạn văn, {len(questions)} câu hỏi, kiểu gõ {options.variant}.")
    with temporary_index(options.data_dir) as folder:
        rows = bench(
            passages, questions, folder, _embedder(), options.variant, _say, options.without
        )
    _show(rows, bench_table(rows), as_json_value=options.json)
    return DONE


def _reading(options: argparse.Namespace) -> int:
    from eval.bench_sets import read_bench_questions, read_passages
    from eval.reading_bench import bench_reading, reading_table, row, spread
    from eval.workspace import temporary_index

    passages = read_passages(options.passages)
    questions = spread(read_bench_questions(options.questions, passages), options.limit)
    _say(f"{len(passages)} đoạn văn, {len(questions)} câu hỏi.")
    with temporary_index(options.data_dir) as folder:
        read = bench_reading(
            passages, questions, folder, _embedder(), _say, given_only=options.gold
        )
    rows = {setting: row(items) for setting, items in read.items()}
    _show(rows, reading_table(rows), as_json_value=options.json)
    return DONE


def _scale(given: list[str]) -> int:
    from eval.scale_command import run_scale, scale_parser, scale_table

    options = scale_parser().parse_args(given)
    result, status = run_scale(options, _embedder(), _say)
    _show(result, scale_table(result), as_json_value=options.json)
    return status


def _calibration(given: list[str]) -> int:
    from eval.calibration_command import (
        calibration_parser,
        calibration_table,
        run_calibration,
    )

    options = calibration_parser().parse_args(given)
    result = run_calibration(options, _embedder(), _say)
    _show(result, calibration_table(result), as_json_value=options.json)
    return DONE


@contextmanager
def _workspace(options: argparse.Namespace) -> Iterator[Workspace]:
    from eval.workspace import How, check_corpus, fresh, published
    from retrieval.stages import without

    stages = without(options.without)
    corpus = options.corpus or CORPUS
    stored = options.data_dir and not options.corpus
    if not stored:
        check_corpus(corpus)
    how = How(_embedder(), options.today, stages, _chat_model())
    if stored:
        yield published(options.data_dir, CORPUS, how)
        return
    with fresh(corpus, options.data_dir, how, _say) as place:
        yield place


def _embedder() -> Embedder:
    """The embedding model of the settings."""
    from embedding.model import load_embedder
    from settings import read_settings

    settings = read_settings()
    return load_embedder(
        settings.embedding_model,
        query_prefix=settings.embedding_query_prefix,
        passage_prefix=settings.embedding_passage_prefix,
    )


def _chat_model() -> ChatModel | None:
    """The chat model of the settings, if there is one."""
    from retrieval.chat_model import load_chat_model
    from settings import read_settings

    return load_chat_model(**read_settings().chat())


def _told(items: Iterable[Item], total: int) -> Iterator[Item]:
    for count, item in enumerate(items, start=1):
        if count % _PROGRESS_EVERY == 0 or count == total:
            _say(f"Đã hỏi {count}/{total} câu.")
        yield item


def _show(value: dict[str, Any], text: str, *, as_json_value: bool) -> None:
    print(json.dumps(value, ensure_ascii=False) if as_json_value else text)


def _say(text: str) -> None:
    print(text, file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
