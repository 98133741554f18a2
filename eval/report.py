"""A run as a table for the terminal, as JSON, and as a report that shows every wrong answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from errors import InputError
from eval.summary import Item, Row, Share, Summary

_COLUMNS = ("kind", "n", "right", "cited", "verbatim", "abstained", "asked")

LEGEND = (
    "n: số câu; right: trả lời đúng; cited: dẫn đúng đoạn chứa câu trả lời; verbatim: mọi câu dẫn "
    "trùng từng chữ với tệp; abstained: từ chối; asked: hỏi lại."
)

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2rem .6rem}"
    "td:not(:first-child){text-align:right}dt{font-weight:bold}dd{white-space:pre-wrap}"
)


def table(summary: Summary) -> str:
    """The rows with aligned columns, and the totals, as lines of plain text."""
    rows = _cells(summary)
    widths = [max(len(row[place]) for row in rows) for place in range(len(_COLUMNS))]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join([*lines, "", *_notes(summary)])


def bench_table(rows: Mapping[str, Mapping[str, float]]) -> str:
    """Rows of a retrieval benchmark with aligned columns."""
    names = list(next(iter(rows.values())))
    width = max(map(len, rows))
    lines = [" " * width + "".join(name.rjust(9) for name in names)]
    for leg, values in rows.items():
        lines.append(leg.ljust(width) + "".join(f"{values[name]:9.2f}" for name in names))
    return "\n".join(lines)


def as_json(summary: Summary, items: Sequence[Item]) -> dict[str, Any]:
    """The run as one JSON value: totals, a row per kind, and what is wrong."""
    return {
        **_row_json(summary.total),
        "answerable": summary.answerable,
        "false_refusals": summary.false_refusals,
        "cited_by_content": summary.cited_by_content,
        "supported": summary.supported.value,
        "p50_ms": round(summary.p50_ms, 1),
        "p99_ms": round(summary.p99_ms, 1),
        "kinds": {row.kind: _row_json(row) for row in summary.rows},
        "wrong": [
            {"id": item.question.id, "kind": item.question.kind, "why": item.why}
            for item in items
            if not item.right
        ],
    }


def write_report(folder: Path, summary: Summary, items: Sequence[Item]) -> tuple[Path, Path]:
    """Write `report.md` and `report.html` into `folder`, which is made when it is missing.

    Raises `InputError` when the folder cannot be written.
    """
    files = {
        folder / "report.md": markdown(summary, items),
        folder / "report.html": html(summary, items),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"Không ghi được báo cáo vào {folder} ({error.strerror}). "
            "Hãy chọn một thư mục ghi được cho --report."
        ) from error
    markdown_path, html_path = files
    return markdown_path, html_path


def markdown(summary: Summary, items: Sequence[Item]) -> str:
    """The report in Markdown."""
    header, *rows = _cells(summary)
    parts = [
        "# Kết quả đánh giá",
        "\n".join(
            [
                f"| {' | '.join(header)} |",
                f"|---|{'---:|' * (len(header) - 1)}",
                *(f"| {' | '.join(row)} |" for row in rows),
            ]
        ),
        LEGEND,
        "\n".join(f"- {note}" for note in _notes(summary)),
        "## Câu sai và câu dẫn sai",
    ]
    for item in _wrong(items):
        details = "\n".join(
            f"- **{name}**: {_one_line(value)}" for name, value in _details(item).items()
        )
        parts.append(f"### {item.question.id} ({item.question.kind})\n\n{details}")
    if not _wrong(items):
        parts.append("Không có câu nào.")
    return "\n\n".join(parts) + "\n"


def html(summary: Summary, items: Sequence[Item]) -> str:
    """The report as one page without scripts; every text is escaped."""
    header, *rows = _cells(summary)
    head = "".join(f"<th>{escape(cell)}</th>" for cell in header)
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    notes = "".join(f"<li>{escape(note)}</li>" for note in _notes(summary))
    wrong = "".join(
        f"<h3>{escape(item.question.id)} ({escape(item.question.kind)})</h3><dl>"
        + "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>"
            for name, value in _details(item).items()
        )
        + "</dl>"
        for item in _wrong(items)
    )
    return (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Kết quả đánh giá</title>'
        f"<style>{_STYLE}</style><h1>Kết quả đánh giá</h1><table><tr>{head}</tr>{body}</table>"
        f"<p>{escape(LEGEND)}</p><ul>{notes}</ul><h2>Câu sai và câu dẫn sai</h2>"
        f"{wrong or '<p>Không có câu nào.</p>'}</html>\n"
    )


def _wrong(items: Sequence[Item]) -> list[Item]:
    return [
        item for item in items if not item.right or item.cited is False or item.verbatim is False
    ]


def _details(item: Item) -> dict[str, str]:
    question, prediction = item.question, item.prediction
    faults = [
        item.why,
        "không dẫn đúng đoạn" if item.cited is False else "",
        "câu dẫn khác tệp" if item.verbatim is False else "",
    ]
    details = {
        "Lỗi": "; ".join(fault for fault in faults if fault),
        "Câu trước": " / ".join(question.history),
        "Câu hỏi": question.question,
        "Đáp án": f" ({question.match}) ".join(question.gold_answers),
        "Không được có": "; ".join(question.must_not),
        "Câu trả lời ngắn": str(prediction["short_answer"]),
        "Câu trả lời": str(prediction["answer"]),
        "Câu hỏi lại": " / ".join(prediction.get("choices", ())),
        "Câu dẫn": "\n".join(_citation(citation) for citation in prediction.get("citations", ())),
        "Đoạn chứa đáp án": f"{question.gold_doc or ''}: {' / '.join(question.gold_quote)}".strip(
            ": "
        ),
    }
    return {name: value for name, value in details.items() if value}


def _citation(citation: Mapping[str, Any]) -> str:
    place = f"{citation['source']}:{citation['start']}–{citation['end']}"
    return f"[{citation['marker']}] {place} «{citation['quote']}»"


def _one_line(text: str) -> str:
    return " ⏎ ".join(text.splitlines())


def _cells(summary: Summary) -> list[tuple[str, ...]]:
    return [_COLUMNS, *(_row_cells(row) for row in (*summary.rows, summary.total))]


def _row_cells(row: Row) -> tuple[str, ...]:
    shares = (_share_cell(share) for share in (row.right, row.cited, row.verbatim))
    return (row.kind, str(row.n), *shares, str(row.abstained), str(row.asked))


def _share_cell(share: Share) -> str:
    value = share.value
    return "–" if value is None else f"{100 * value:.1f}% ({share.hits}/{share.of})"


def _notes(summary: Summary) -> list[str]:
    notes = [
        f"Từ chối nhầm: {summary.false_refusals}/{summary.answerable} câu trả lời được.",
        f"Số, ngày, tên trong câu trả lời ngắn có trong câu dẫn: {_share_cell(summary.supported)}.",
        f"Thời gian: p50 {summary.p50_ms:.0f} ms, p99 {summary.p99_ms:.0f} ms.",
    ]
    if summary.cited_by_content:
        notes.append(
            f"Cột cited: {summary.cited_by_content}/{summary.total.cited.of} câu được xét theo nội "
            "dung câu dẫn, vì đoạn gốc của đáp án không có trong thư mục này."
        )
    return notes


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "n": row.n,
        "right": row.right.value,
        "cited": row.cited.value,
        "verbatim": row.verbatim.value,
        "abstained": row.abstained,
        "asked": row.asked,
    }
