"""Terminal: `python -m eval calibration`, how sure answers are against how often they are right."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.calibration import (
    Say,
    by_way,
    calibration_error,
    enough_curve,
    fit,
    gather,
    reliability,
    risk_by_coverage,
)
from eval.commandline import CORPUS, QUESTIONS, Parser, day, positive
from retrieval.confidence import FEATURES, WEIGHTS

if TYPE_CHECKING:
    from embedding.model import Embedder

#: The sets asked: the product's own, and those over documents of other provinces.
SETS = (
    (QUESTIONS, CORPUS),
    *(
        (folder / "questions.jsonl", folder / "documents")
        for folder in map(Path(__file__).with_name, ("heldout", "provinces"))
    ),
)


def calibration_parser() -> Parser:
    """Options of `python -m eval calibration`."""
    parser = Parser(
        prog="python -m eval calibration",
        description="Đo độ tin cậy của câu trả lời: dự đoán so với tỷ lệ đúng thật, trên nửa số "
        "câu không dùng để khớp; gồm cả câu không trả lời được, làm ra bằng cách giấu tài liệu, "
        "đổi năm, đổi địa phương, đổi chỉ tiêu, hoặc hỏi sang bộ tài liệu khác.",
    )
    add = parser.add_argument
    add("--fit", action="store_true", help="khớp lại trên nửa kia và in các trọng số")
    add(
        "--every",
        type=positive,
        default=1,
        metavar="N",
        help="chỉ hỏi một phần N số câu làm ra (mặc định: tất cả)",
    )
    add("--today", type=day, metavar="YYYY-MM-DD", help="coi hôm nay là ngày này")
    add("--json", action="store_true", help="in một giá trị JSON thay cho bảng")
    return parser


def run_calibration(options: argparse.Namespace, embedder: Embedder, say: Say) -> dict[str, Any]:
    """Ask all questions and measure; the weights are the shipped ones unless `--fit` is given."""
    today = options.today or date.today()
    cases = gather(SETS, embedder, today, say, every=options.every)
    tested = [case for case in cases if case.tested]
    weights = fit([case for case in cases if not case.tested]) if options.fit else WEIGHTS
    bins = reliability(tested, weights)
    return {
        "weights": dict(zip(FEATURES, weights, strict=True)),
        "fitted": bool(options.fit),
        "asked": [
            dict(zip(("way", "n", "right", "answered"), row, strict=True)) for row in by_way(cases)
        ],
        "reliability": [asdict(item) for item in bins],
        "error": calibration_error(bins),
        "risk": [
            {"answered": share, "confidence": least, "right": right}
            for share, least, right in risk_by_coverage(tested, weights)
        ],
        "enough": {
            name: [
                dict(zip(("coverage", "n", "right", "lost"), row, strict=True))
                for row in enough_curve(cases, figure=figure)
            ]
            for name, figure in (("figure", True), ("text", False))
        },
    }


def calibration_table(result: dict[str, Any]) -> str:
    """The result as text for the terminal."""
    lines = [f"{'câu hỏi':<16}{'số câu':>8}{'xử lý đúng':>12}{'trả lời':>9}"]
    for row in result["asked"]:
        lines.append(
            f"{row['way']:<16}{row['n']:>8}{row['right'] / row['n']:>12.3f}{row['answered']:>9}"
        )
    lines += ["", f"{'độ tin cậy':<14}{'dự đoán':>9}{'đúng thật':>11}{'số câu':>8}"]
    for row in result["reliability"]:
        span = f"{row['low']:.2f}–{row['high']:.2f}"
        lines.append(f"{span:<14}{row['predicted']:>9.3f}{row['observed']:>11.3f}{row['n']:>8}")
    lines += [f"Sai số hiệu chuẩn (ECE): {result['error']:.3f}", ""]
    lines.append(f"{'trả lời':>8}{'tin cậy từ':>12}{'đúng':>8}")
    for row in result["risk"]:
        lines.append(f"{row['answered']:>8.2f}{row['confidence']:>12.3f}{row['right']:>8.3f}")
    for name, rows in result["enough"].items():
        lines += ["", f"{name}: độ phủ từ, số câu, đúng, bỏ mất"]
        lines += [
            f"{row['coverage']:>8.2f}{row['n']:>8}{row['right']:>8.3f}{row['lost']:>8.3f}"
            for row in rows
        ]
    if result["fitted"]:
        lines += [
            "",
            "Trọng số: " + ", ".join(f"{value:g}" for value in result["weights"].values()),
        ]
    return "\n".join(lines)
