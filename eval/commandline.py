"""Options of `python -m eval`, `python -m eval retrieval` and `python -m eval reading`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import NoReturn

from errors import UsageError
from eval.summary import THRESHOLDS
from eval.variants import VARIANTS

QUESTIONS = Path(__file__).with_name("questions.jsonl")
CORPUS = Path(__file__).resolve().parents[1] / "corpus"


class Parser(argparse.ArgumentParser):
    """Refuses a bad command line with our own error."""

    def error(self, message: str) -> NoReturn:
        """Raise `UsageError` with what argparse found."""
        raise UsageError(f"Lệnh không hợp lệ: {message}. Xem cách dùng: {self.prog} --help")


def threshold(text: str) -> tuple[str, float]:
    """Read `right=0.95`; raises ArgumentTypeError."""
    name, _, number = text.partition("=")
    try:
        value = float(number)
    except ValueError:
        value = -1.0
    if name not in THRESHOLDS or not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(
            f"«{text}» không dùng được; cần TÊN=SỐ, TÊN là {', '.join(THRESHOLDS)}, SỐ từ 0 đến 1"
        )
    return name, value


def positive(text: str) -> int:
    """Read a whole number from 1 up; raises ArgumentTypeError."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            f"«{text}» không dùng được; cần một số nguyên từ 1 trở lên"
        )
    return number


def day(text: str) -> date:
    """Read a date; raises ArgumentTypeError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» không phải ngày dạng NĂM-THÁNG-NGÀY") from error


def answers_parser() -> Parser:
    """Options of `python -m eval`."""
    parser = Parser(
        prog="python -m eval",
        description="Hỏi từng câu của một bộ câu hỏi và chấm các câu trả lời.",
        epilog="Đo riêng phần tìm đoạn văn: python -m eval retrieval --help, phần đọc: "
        "python -m eval reading --help. Đo tốc độ và dung "
        "lượng ở nhiều cỡ: python -m eval scale --help. Đo độ tin cậy của câu trả lời: "
        "python -m eval calibration --help. Đặt HOIDAP_CHAT_MODEL để chấm câu trả "
        "lời của một mô hình trò chuyện. Mã thoát: 0 xong, "
        "1 không đạt mức của --fail-under, 2 sai lệnh hoặc thiếu tệp.",
    )
    add = parser.add_argument
    add(
        "--questions",
        type=Path,
        default=QUESTIONS,
        metavar="FILE.jsonl",
        help="bộ câu hỏi, mỗi dòng một đối tượng JSON (mặc định: eval/questions.jsonl)",
    )
    add(
        "--corpus",
        type=Path,
        metavar="DIR",
        help="thư mục tài liệu, được lập chỉ mục mới ở chỗ tạm (mặc định: corpus/)",
    )
    add(
        "--predictions",
        type=Path,
        metavar="OUT.jsonl",
        help="ghi các câu trả lời, mỗi dòng một câu",
    )
    add(
        "--report",
        type=Path,
        metavar="DIR",
        help="ghi report.md và report.html, có mọi câu sai",
    )
    add(
        "--fail-under",
        type=threshold,
        action="append",
        default=[],
        metavar="right=0.95",
        help=f"thoát với mã 1 khi thấp hơn mức này; dùng được nhiều lần ({', '.join(THRESHOLDS)})",
    )
    add(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="dùng chỉ mục đã có ở đây, không lập mới; cùng với --corpus: chỗ đặt chỉ mục tạm",
    )
    add("--today", type=day, metavar="YYYY-MM-DD", help="coi hôm nay là ngày này")
    _add_without(parser)
    add("--json", action="store_true", help="in một giá trị JSON thay cho bảng")
    return parser


def retrieval_parser() -> Parser:
    """Options of `python -m eval retrieval`."""
    parser = Parser(
        prog="python -m eval retrieval",
        description="Đo phần tìm đoạn văn (lexical, dense, hybrid) trên một bộ dữ liệu có sẵn.",
    )
    _add_set(parser)
    add = parser.add_argument
    _add_without(parser)
    add("--variant", choices=tuple(VARIANTS), default="plain", help="cách gõ câu hỏi")
    add("--data-dir", type=Path, metavar="DIR", help="chỗ đặt chỉ mục tạm")
    add("--json", action="store_true", help="in một giá trị JSON thay cho bảng")
    return parser


def reading_parser() -> Parser:
    """Options of `python -m eval reading`."""
    parser = Parser(
        prog="python -m eval reading",
        description="Đo phần đọc trên một bộ dữ liệu có sẵn: câu được dẫn có chứa đáp án không, "
        "khi cho sẵn đoạn văn đúng (given) và khi tìm trong mọi đoạn (found). Chọn câu được chấm "
        "riêng với từ chối: chỗ sản phẩm từ chối, câu tốt nhất được lấy; cột «như khi dùng» tính "
        "từ chối là không có đáp án.",
    )
    _add_set(parser, "answers")
    add = parser.add_argument
    add("--gold", action="store_true", help="chỉ đo khi cho sẵn đoạn văn đúng")
    add("--limit", type=positive, metavar="N", help="chỉ N câu, rải đều trong bộ")
    add("--data-dir", type=Path, metavar="DIR", help="chỗ đặt chỉ mục tạm")
    add("--json", action="store_true", help="in một giá trị JSON thay cho bảng")
    return parser


def _add_set(parser: Parser, *fields: str) -> None:
    """The two files of a question set, whose questions have `fields` beside those of all sets."""
    parser.add_argument(
        "--passages",
        type=Path,
        required=True,
        metavar="P.jsonl.gz",
        help='các đoạn văn, mỗi dòng {"id", "title", "text"}',
    )
    named = [f'"{field}"' for field in fields]
    held = ", ".join(['"id"', '"question"', '"passage_id" hoặc "passage_ids"', *named])
    parser.add_argument(
        "--questions",
        type=Path,
        required=True,
        metavar="Q.jsonl.gz",
        help=f"các câu hỏi, mỗi dòng {{{held}}}",
    )


def _add_without(parser: Parser) -> None:
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="BƯỚC,…",
        help="bỏ các bước này của phần tìm, để đo từng bước (tên sai sẽ được báo kèm các tên đúng)",
    )
