"""`python -m eval scale`: the product at growing sizes, beside the tutorial's pipeline."""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from errors import InputError
from eval.commandline import Parser, positive

if TYPE_CHECKING:
    from embedding.model import Embedder
    from eval.bench_sets import BenchPassage

DONE, IN_PART = 0, 1
SIZES = (1_000, 10_000)

Say = Callable[[str], None]


def scale_parser() -> Parser:
    """Options of `python -m eval scale`."""
    parser = Parser(
        prog="python -m eval scale",
        description="Đo thời gian lập chỉ mục, dung lượng, bộ nhớ và tốc độ tìm ở nhiều cỡ, cạnh "
        "quy trình mẫu của LangChain trên cùng các đoạn văn.",
        epilog="Mã thoát: 0 xong, 1 thiếu gói của quy trình mẫu nên chỉ đo phần của chương trình, "
        "2 sai lệnh hoặc thiếu tệp.",
    )
    add = parser.add_argument
    add(
        "--passages",
        type=positive,
        nargs="+",
        default=list(SIZES),
        metavar="N",
        help="số đoạn văn, nhiều cỡ thì cách nhau bằng dấu cách (mặc định: 1000 10000)",
    )
    add(
        "--passages-file",
        type=Path,
        nargs="+",
        default=[],
        metavar="P.jsonl.gz",
        help='lấy đoạn văn từ các tệp này, mỗi dòng {"id", "title", "text"}, thay vì tự sinh',
    )
    add("--questions", type=positive, default=300, metavar="M", help="số câu hỏi mỗi cỡ")
    add(
        "--tutorial-questions",
        type=positive,
        default=30,
        metavar="M",
        help="số câu hỏi cho quy trình mẫu: các câu đầu của bộ trên",
    )
    add(
        "--without",
        action="append",
        default=[],
        metavar="BƯỚC",
        help="bỏ một bước tìm, như rerank; dùng được nhiều lần",
    )
    add("--no-tutorial", action="store_true", help="không đo quy trình mẫu của LangChain")
    add("--seed", type=int, default=1, metavar="S", help="hạt giống của đoạn văn và câu hỏi")
    add("--data-dir", type=Path, metavar="DIR", help="chỗ đặt các chỉ mục tạm")
    add("--json", action="store_true", help="in một giá trị JSON thay cho bảng")
    return parser


def run_scale(
    options: argparse.Namespace, embedder: Embedder, say: Say
) -> tuple[dict[str, Any], int]:
    """What was measured at each size, and the exit status."""
    from eval.scale_tutorial import check_packages

    status = DONE
    tutorial = not options.no_tutorial
    if tutorial:
        try:
            check_packages()
        except InputError as error:
            say(str(error))
            tutorial, status = False, IN_PART
    sizes = [
        measure_size(passages, options, embedder, say, tutorial=tutorial)
        for passages in sized_passages(options)
    ]
    return {"sizes": sizes}, status


def sized_passages(options: argparse.Namespace) -> list[Sequence[BenchPassage]]:
    """The passages of each size, the smaller sets within the larger.

    Raises `MissingInput` and `InputError`, the latter when the files hold too few.
    """
    from dataclasses import replace

    from eval.bench_sets import read_passages
    from eval.scale_text import made_up_passages

    largest = max(options.passages)
    passages: list[BenchPassage]
    if options.passages_file:
        passages = [
            replace(passage, id=f"{number}/{passage.id}")
            for number, path in enumerate(options.passages_file)
            for passage in read_passages(path)
        ]
        if len(passages) < largest:
            raise InputError(
                f"Các tệp có {len(passages)} đoạn văn, ít hơn {largest} đoạn đã yêu cầu. "
                "Hãy thêm tệp vào --passages-file hoặc giảm --passages."
            )
        random.Random(options.seed).shuffle(passages)
    else:
        passages = list(made_up_passages(largest, options.seed))
    return [passages[:size] for size in sorted(options.passages)]


def measure_size(
    passages: Sequence[BenchPassage],
    options: argparse.Namespace,
    embedder: Embedder,
    say: Say,
    *,
    tutorial: bool,
) -> dict[str, Any]:
    """One size: the product, and the tutorial's pipeline on the first of the same questions."""
    from eval.scale import measure_product
    from eval.scale_text import known_items
    from eval.scale_tutorial import measure_tutorial
    from eval.workspace import temporary_index

    items = known_items(passages, options.questions, options.seed)
    say(f"{len(passages)} đoạn văn, {len(items)} câu hỏi.")
    with temporary_index(options.data_dir) as folder:
        product, asked = measure_product(passages, items, folder, embedder, options.without, say)
    row: dict[str, Any] = {"passages": len(passages), "product": product, "tutorial": None}
    if tutorial:
        first = items[: options.tutorial_questions]
        say(f"  Quy trình mẫu: lập chỉ mục rồi hỏi {len(first)} câu.")
        with temporary_index(options.data_dir) as folder:
            other, other_asked = measure_tutorial(passages, first, folder, embedder)
        ours = sum(asked.times_ms[: len(first)])
        row["tutorial"] = other
        row["same_questions"] = {
            "questions": len(first),
            "throughput_ratio": round(sum(other_asked.times_ms) / ours, 2),
            "recall@10_product": _percent(asked.hits[: len(first)]),
            "recall@10_tutorial": _percent(other_asked.hits),
        }
    return row


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / max(len(hits), 1), 2)


def scale_table(result: dict[str, Any]) -> str:
    """The result as lines to read."""
    lines = []
    for row in result["sizes"]:
        product = row["product"]
        build, alone = product["build"], product["chroma_alone"]
        search = product["search"]
        lines += [
            f"{row['passages']} đoạn văn",
            f"  lập chỉ mục    {build['wall']} s; Chroma riêng {alone['wall']} s "
            f"(gấp {product['build_ratio']} lần)",
            f"  dung lượng     {product['disk_mb']} MB; bộ nhớ {product['resident_mb']} MB",
            f"  tìm            p50 {search['p50']} ms, p99 {search['p99']} ms, "
            f"{search['questions_per_second']} câu/s, recall@10 {search['recall@10']}%",
        ]
        lines += [
            f"    {name:<12} p50 {times['p50']} ms, p99 {times['p99']} ms"
            for name, times in product["stages_ms"].items()
        ]
        lines.append(f"  dense gần đúng so với chính xác: {product['dense_overlap@10']}%")
        if row["tutorial"]:
            same, other = row["same_questions"], row["tutorial"]["search"]
            lines.append(
                f"  quy trình mẫu  p50 {other['p50']} ms; nhanh hơn {same['throughput_ratio']} "
                f"lần; recall@10 {same['recall@10_product']}% so với {same['recall@10_tutorial']}%"
            )
    return "\n".join(lines)
