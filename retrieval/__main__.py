"""Ask one question from the terminal: `python -m retrieval "câu hỏi"`."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from errors import HoiDapError


def main(arguments: list[str] | None = None) -> int:
    """Run the command; returns the exit status."""
    options = _parser().parse_args(arguments)
    try:
        return _ask(options)
    except HoiDapError as error:
        print(error, file=sys.stderr)
        return error.exit_code


def _ask(options: argparse.Namespace) -> int:
    from settings import read_settings

    settings = read_settings(data_dir=options.data_dir)
    from embedding.model import load_embedder
    from retrieval.assistant import open_assistant
    from retrieval.chat_model import load_chat_model
    from retrieval.messages import message
    from retrieval.prediction import prediction
    from retrieval.stages import without

    stages = without(options.without)
    embedder = load_embedder(
        settings.embedding_model,
        query_prefix=settings.embedding_query_prefix,
        passage_prefix=settings.embedding_passage_prefix,
    )
    assistant = open_assistant(
        settings.data_dir,
        embedder=embedder,
        today=options.today,
        stages=stages,
        model=load_chat_model(**settings.chat()),
    )
    answer = assistant.ask(options.question, options.history)
    if options.json:
        print(json.dumps(prediction(answer), ensure_ascii=False))
    else:
        print(answer.text)
        if answer.suggestions and answer.query:
            print(f"\n{message('suggested', answer.query.language)}")
        for offered in answer.choices or answer.suggestions:
            print(f"- {offered}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m retrieval",
        description="Hỏi một câu; câu trả lời kèm trích dẫn được in ra.",
    )
    parser.add_argument("question", metavar="CÂU_HỎI", help="câu hỏi, tiếng Việt hoặc tiếng Anh")
    parser.add_argument(
        "--history", nargs="+", default=[], metavar="CÂU", help="các câu hỏi trước, cũ trước"
    )
    parser.add_argument("--data-dir", type=Path, metavar="THƯ_MỤC", help="thư mục chứa chỉ mục")
    parser.add_argument(
        "--today", type=date.fromisoformat, metavar="NĂM-THÁNG-NGÀY", help="ngày coi là hôm nay"
    )
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="BƯỚC,…",
        help="bỏ các bước này khi tìm, để đo (repair, restore, expand, translate, lexical, dense, "
        "rerank, scope, references, collapse, join)",
    )
    parser.add_argument("--json", action="store_true", help="in đối tượng dự đoán dạng JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
