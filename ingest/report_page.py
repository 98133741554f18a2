"""The report of a run as a web page of its own: no script, nothing fetched, everything escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from html import escape

from ingest.checks import GARBLED
from ingest.names import shown
from ingest.report import Outcome, Report, Status, status_words

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff }
h1 { font-size: 1.5rem } h2 { font-size: 1.15rem; margin-top: 2rem }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem;
  border-bottom: 1px solid #ddd; overflow-wrap: anywhere }
td.n, th.n { text-align: right; white-space: nowrap }
.failed { color: #a40000 } .doubt { color: #7a4a00 }
""".strip()
#: columns: head, and whether it holds numbers
_COLUMNS = (
    ("Tài liệu", False),
    ("Kết quả", False),
    ("Đoạn", True),
    ("Số liệu", True),
    ("Trang", True),
    ("Chữ lạ", True),
    ("Cần xem lại", False),
)


def report_page(report: Report, now: datetime | None = None) -> str:
    """The HTML page of a run: the sum, what failed and why, what looks wrong, all documents."""
    written = (now or datetime.now().astimezone()).strftime("%d/%m/%Y %H:%M")
    failed = [one for one in report.outcomes if one.status is Status.FAILED]
    doubtful = [one for one in report.outcomes if one.checks and one.checks.remarks]
    rest = [one for one in report.outcomes if one.status not in (Status.FAILED, Status.UNCHANGED)]
    unchanged = [one for one in report.outcomes if one.status is Status.UNCHANGED]
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="vi"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>Báo cáo nạp tài liệu</title><style>{_STYLE}</style></head><body>",
            f"<h1>Báo cáo nạp tài liệu</h1><p>{escape(written)}. {_text(report.summary())}</p>",
            *_failures(failed),
            *_doubts(doubtful),
            *_documents("Đã nạp", rest),
            *_documents("Không đổi", unchanged),
            "</body></html>",
            "",
        )
    )


def _failures(outcomes: Sequence[Outcome]) -> Iterable[str]:
    if outcomes:
        yield f"<h2>Không nạp được ({len(outcomes)})</h2><table>"
        yield "<tr><th>Tài liệu</th><th>Vì sao, và cần làm gì</th></tr>"
        for one in outcomes:
            reason = _text(one.short_reason())
            yield f'<tr class="failed"><td>{_name(one.source)}</td><td>{reason}</td></tr>'
        yield "</table>"


def _doubts(outcomes: Sequence[Outcome]) -> Iterable[str]:
    if outcomes:
        yield f"<h2>Đã nạp nhưng nên xem lại ({len(outcomes)})</h2><table>"
        yield "<tr><th>Tài liệu</th><th>Điều đáng ngờ</th></tr>"
        for one in outcomes:
            assert one.checks is not None
            yield f'<tr class="doubt"><td>{_name(one.source)}</td><td>'
            yield "<br>".join(_text(remark) for remark in one.checks.remarks) + "</td></tr>"
        yield "</table>"


def _documents(head: str, outcomes: Sequence[Outcome]) -> Iterable[str]:
    if outcomes:
        yield f"<h2>{head} ({len(outcomes)})</h2><table><tr>"
        yield "".join(f"<th{_class(number)}>{name}</th>" for name, number in _COLUMNS) + "</tr>"
        for one in outcomes:
            cells = zip(_cells(one), _COLUMNS, strict=True)
            row = "".join(f"<td{_class(number)}>{cell}</td>" for cell, (_, number) in cells)
            yield f"<tr>{row}</tr>"
        yield "</table>"


def _cells(outcome: Outcome) -> Sequence[str]:
    checks = outcome.checks
    words = _text(status_words(outcome))
    if outcome.other:
        words += f": {_name(outcome.other)}"
    garbled = f"{checks.garbled:.0%}" if checks else ""
    if checks and checks.garbled >= GARBLED:
        garbled = f'<strong class="doubt">{garbled}</strong>'
    return (
        _name(outcome.source),
        words,
        str(outcome.passages or ""),
        str(outcome.figures or ""),
        str(checks.pages or "") if checks else "",
        garbled,
        "<br>".join(_text(remark) for remark in checks.remarks) if checks else "",
    )


def _class(number: bool) -> str:
    return ' class="n"' if number else ""


def _name(source: str) -> str:
    # Set apart, so that letters of a name written from right to left turn nothing around it.
    return f"<bdi>{_text(source)}</bdi>"


def _text(text: str) -> str:
    return escape(shown(text))
