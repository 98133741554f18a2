"""`python -m ingest`: add documents to the index, and look after it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from errors import HoiDapError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from embedding.model import Embedder
    from ingest.report import Report
    from settings import Settings

_ACTIONS = ("remove", "rebuild", "rollback", "list", "figures")
_INGEST_ONLY = ("dry_run", "watch", "retry", "verify", "workers", "limit", "report")
_EXAMPLES = """\
ví dụ:
  python -m ingest corpus                  nạp hoặc cập nhật một thư mục
  python -m ingest bao-cao.pdf ke-hoach.md nạp từng tệp
  python -m ingest tai-lieu --dry-run      xem sẽ thay đổi gì, không ghi gì
  python -m ingest tai-lieu --watch        theo dõi thư mục, nạp ngay khi có thay đổi
  python -m ingest tai-lieu --report nap.html  viết báo cáo thành trang web
  python -m ingest --list                  xem tài liệu đang có
  python -m ingest --figures --csv         số liệu đã đọc, dạng bảng
  python -m ingest --remove bao-cao.txt    gỡ một tài liệu
  python -m ingest --rebuild               dựng lại chỉ mục từ văn bản đã lưu
  python -m ingest --rollback              quay lại thế hệ trước

mã thoát: 0 xong; 1 xong một phần; 2 dùng sai hoặc thiếu đầu vào
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except HoiDapError as error:
        return _refuse(options, str(error), error.exit_code)
    except KeyboardInterrupt:
        return _refuse(options, "Đã dừng giữa chừng; chỉ mục vẫn như trước khi chạy lệnh.", 1)
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return _refuse(
            options,
            f"Không đọc, ghi được tệp{where}: {error.strerror}. Chỉ mục vẫn như trước; "
            "hãy kiểm tra thư mục dữ liệu (--data-dir) và dung lượng đĩa.",
            2,
        )


class _Parser(argparse.ArgumentParser):
    """Says in Vietnamese, in one line, that a command line cannot be used."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Lỗi: dòng lệnh không dùng được ({message}). Xem: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m ingest",
        description="Nạp tài liệu (PDF, Word, Excel, web, văn bản, ZIP …) vào chỉ mục hỏi đáp và "
        "trông coi chỉ mục.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    files = parser.add_argument_group("nạp tài liệu")
    files.add_argument(
        "paths", metavar="PATH", nargs="*", type=Path, help="tệp hoặc thư mục cần nạp, cập nhật"
    )
    _add_ingest_options(files)
    action = parser.add_argument_group("trông coi chỉ mục").add_mutually_exclusive_group()
    action.add_argument("--remove", metavar="SOURCE", nargs="+", help="gỡ tài liệu theo tên")
    action.add_argument(
        "--rebuild", action="store_true", help="dựng lại đoạn và chỉ mục từ văn bản đã lưu"
    )
    action.add_argument("--rollback", action="store_true", help="quay lại thế hệ trước")
    action.add_argument("--list", action="store_true", help="liệt kê tài liệu đang có")
    action.add_argument("--figures", action="store_true", help="liệt kê số liệu đã đọc")
    ledger = parser.add_argument_group("lọc và in số liệu (cùng với --figures)")
    ledger.add_argument("--place", metavar="TÊN", help="địa phương có tên chứa TÊN")
    ledger.add_argument("--year", metavar="NĂM", type=int, help="kỳ số liệu chạm tới NĂM")
    ledger.add_argument("--indicator", metavar="TÊN", help="chỉ tiêu có tên chứa TÊN")
    ledger.add_argument("--csv", action="store_true", help="in bảng CSV ra stdout")
    common = parser.add_argument_group("chung")
    common.add_argument(
        "--data-dir", metavar="DIR", type=Path, help="thư mục chứa chỉ mục (HOIDAP_DATA_DIR)"
    )
    common.add_argument(
        "--json", action="store_true", help="in một giá trị JSON ra stdout, còn lại ra stderr"
    )
    common.add_argument("-h", "--help", action="help", help="in phần trợ giúp này")
    return parser


def _add_ingest_options(files: argparse._ArgumentGroup) -> None:
    files.add_argument(
        "--dry-run", action="store_true", help="chỉ nói sẽ làm gì, không đọc nội dung, không ghi"
    )
    files.add_argument(
        "--watch", action="store_true", help="theo dõi và nạp khi có thay đổi; Ctrl-C để dừng"
    )
    files.add_argument(
        "--retry", action="store_true", help="đọc lại cả những tệp đã lỗi mà chưa đổi"
    )
    files.add_argument(
        "--verify",
        action="store_true",
        help="so nội dung mọi tệp, không chỉ cỡ và giờ sửa của tệp",
    )
    files.add_argument(
        "--workers", metavar="SỐ", type=_positive, help="số tiến trình đọc (mặc định: số nhân)"
    )
    files.add_argument(
        "--limit",
        metavar="TÊN=SỐ",
        action="append",
        default=[],
        help="giới hạn cho mỗi tệp: mb, pages, seconds, memory, members, ratio, depth, characters",
    )
    files.add_argument(
        "--report", metavar="TỆP.html", type=Path, help="viết báo cáo lần nạp thành trang web"
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _run(options: argparse.Namespace) -> int:
    from ingest.limits import read_limits
    from settings import read_settings

    managing = any(getattr(options, name) for name in _ACTIONS)
    if bool(managing) == bool(options.paths):
        raise UsageError(
            "Hãy cho hoặc PATH cần nạp, hoặc một trong --remove, --rebuild, --rollback, --list, "
            "--figures; ví dụ: python -m ingest corpus (xem python -m ingest --help)"
        )
    filters = {name: getattr(options, name) for name in ("place", "year", "indicator")}
    if not options.figures and (options.csv or any(filters.values())):
        raise UsageError(
            "--place, --year, --indicator và --csv chỉ dùng cùng với --figures; "
            "ví dụ: python -m ingest --figures --year 2021 --csv"
        )
    given = [name for name in _INGEST_ONLY if getattr(options, name)]
    if given and not options.paths:
        raise UsageError(
            f"--{given[0].replace('_', '-')} chỉ dùng khi nạp tài liệu; "
            "ví dụ: python -m ingest tai-lieu --dry-run"
        )
    read_limits(options.limit)  # refused before anything is done
    if options.watch and options.dry_run:
        raise UsageError("Hãy chọn một trong hai: --watch hoặc --dry-run.")
    if options.csv and options.json:
        raise UsageError("Hãy chọn một trong hai: --csv hoặc --json.")
    settings = read_settings(data_dir=options.data_dir)
    if options.rollback:
        return _rollback(settings.data_dir, options)
    if options.list:
        return _list(settings.data_dir, options)
    if options.figures:
        return _figures(settings.data_dir, options)
    if options.watch:
        return _watch(settings, options)
    return _show(_change(settings, options), options)


def _watch(settings: Settings, options: argparse.Namespace) -> int:
    from ingest.watch import watch

    def run() -> None:
        try:
            _show(_change(settings, options), options)
        except HoiDapError as error:
            _refuse(options, str(error), error.exit_code)
        options.retry = options.verify = False  # asked for once, not at every change

    print("Đang theo dõi; Ctrl-C để dừng.", file=sys.stderr)
    watch(options.paths, run)
    print("Đã thôi theo dõi.", file=sys.stderr)
    return 0


def _change(settings: Settings, options: argparse.Namespace) -> Report:
    from ingest import pipeline
    from ingest.limits import read_limits

    how = pipeline.Options(
        read_limits(options.limit), options.retry, options.verify, options.workers
    )
    if options.dry_run:
        return pipeline.preview_paths(settings.data_dir, options.paths, how)
    embedder = _embedder(settings)
    if options.remove:
        return pipeline.remove_documents(settings.data_dir, embedder, options.remove)
    with _progress() as progress:
        if options.rebuild:
            return pipeline.rebuild(settings.data_dir, embedder, progress)
        return pipeline.ingest_paths(settings.data_dir, embedder, options.paths, progress, how)


def _embedder(settings: Settings) -> Embedder:
    from embedding.model import load_embedder

    return load_embedder(
        settings.embedding_model,
        query_prefix=settings.embedding_query_prefix,
        passage_prefix=settings.embedding_passage_prefix,
    )


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """A bar on stderr, only where that is a terminal."""
    from tqdm import tqdm

    with tqdm(unit=" tài liệu", disable=None, leave=False, file=sys.stderr) as bar:

        def tell(done: int, total: int, source: str) -> None:
            bar.total = total
            bar.set_postfix_str(source[-40:], refresh=False)
            bar.update(done - bar.n)

        yield tell


def _show(report: Report, options: argparse.Namespace) -> int:
    """Print a line per document and the sum; write the page that was asked for."""
    for outcome in report.outcomes:
        _say(outcome.line(), options)
    _say(report.summary(), options)
    if options.report:
        from ingest.report_page import report_page

        options.report.write_text(report_page(report), encoding="utf-8")
    if options.json:
        print(json.dumps(report.plain(), ensure_ascii=False))
    return report.exit_code


def _rollback(data_dir: Path, options: argparse.Namespace) -> int:
    from store.publishing import rollback

    number = rollback(data_dir)
    _say(f"Đã quay lại thế hệ {number} của chỉ mục {data_dir}.", options)
    if options.json:
        print(json.dumps({"generation": number}))
    return 0


def _list(data_dir: Path, options: argparse.Namespace) -> int:
    from ingest.listing import listing
    from store.index import open_index

    with closing(open_index(data_dir)) as index:
        rows, generation = listing(index), index.generation
    for row in rows:
        about = ", ".join(str(row[key]) for key in ("place", "period") if row[key])
        digest = ", bản tóm lược" if row["digest"] else ""
        _say(
            f"{row['source']}: {row['title']} ({about or 'không rõ địa phương'}; "
            f"{row['passages']} đoạn{digest})",
            options,
        )
    _say(f"Tổng kết: {len(rows)} tài liệu, thế hệ {generation}.", options)
    if options.json:
        print(json.dumps({"generation": generation, "documents": rows}, ensure_ascii=False))
    return 0


def _figures(data_dir: Path, options: argparse.Namespace) -> int:
    from ingest.figure_table import figure_line, figure_row, write_csv
    from store.disagreement import flag_conflicts
    from store.index import open_index

    with closing(open_index(data_dir)) as index:
        found = index.figures(place=options.place, year=options.year, indicator=options.indicator)
        wanted = {(figure.source, figure.start, figure.end) for figure in found}
        figures = [
            figure
            for figure in flag_conflicts(index.figures())
            if (figure.source, figure.start, figure.end) in wanted
        ]
    if options.csv:
        write_csv(figures, sys.stdout)
        return 0
    for figure in figures:
        _say(figure_line(figure), options)
    _say(f"Tổng kết: {len(figures)} số liệu.", options)
    if options.json:
        rows = [figure_row(figure) for figure in figures]
        print(json.dumps({"figures": rows}, ensure_ascii=False))
    return 0


def _say(line: str, options: argparse.Namespace) -> None:
    print(line, file=sys.stderr if options.json else sys.stdout)


def _refuse(options: argparse.Namespace, message: str, code: int) -> int:
    print(f"Lỗi: {message}", file=sys.stderr)
    if options.json:
        print(json.dumps({"error": message}, ensure_ascii=False))
    return code


if __name__ == "__main__":
    sys.exit(main())
