"""Numbers and dates of a spreadsheet as its cells show them, in Vietnamese notation.

A cell holds 1234.5 and the format "#,##0.0"; a Vietnamese office sees "1.234,5". Dates are given
as dd/mm/yyyy whatever order a format has: that is what they are in an answer.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

#: digits that "General" shows at most
_GENERAL_DIGITS = 10
#: spreadsheets hold no number with more digits
_CONTEXT = Context(prec=400)
#: what is not shown, or only as space: colours, conditions, locales; "_x", "*x"
_BRACKET = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")
_PADDING = re.compile(r"_.|\*.")
_LITERAL = re.compile(r'"([^"]*)"|\\(.)')
_DIGITS = re.compile(r"[#0?][#0?,.\s]*")
#: formats without decimals of their own; fractions and powers of ten are not for reading
_GENERAL = re.compile(r"general|standard|@|[#0?.,\s]+(?:E[+-]?0+|/\s*[#?\d]+)", re.IGNORECASE)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])+|(?<=;)(?=;)|(?<=;)$')


class Pattern(NamedTuple):
    """A section of a number format; `scale` divides by thousands, `width` digits always stay."""

    before: str
    after: str
    decimals: int
    optional: int
    grouped: bool
    scale: int
    percent: bool
    width: int
    general: bool
    digits: bool


def shown(value: object, code: str) -> str:
    """What a cell with that value and format code shows; "" for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime | date | time | timedelta):
        return _moment(value, code or "")
    if isinstance(value, int | float | Decimal):
        return _number(Decimal(str(value)), code or "General")
    return str(value)


def _moment(value: datetime | date | time | timedelta, code: str) -> str:
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    plain = _LITERAL.sub("", _BRACKET.sub("", code)).lower().split(";")[0]
    day, year = "d" in plain, "y" in plain
    if not day and year:
        months = re.search(r"m", plain)
        return f"{value.month:02}/{value.year:04}" if months else f"{value.year:04}"
    text = f"{value.day:02}/{value.month:02}/{value.year:04}"
    if isinstance(value, datetime) and "h" in plain and (value.hour or value.minute):
        text += f" {value:%H:%M}"
    return text


def _number(value: Decimal, code: str) -> str:
    if not value.is_finite():
        return ""
    sections = _sections(code)
    negative = value < 0
    if negative and len(sections) > 1:
        pattern = sections[1]
    elif not value and len(sections) > 2:
        pattern = sections[2]
    else:
        pattern = sections[0]
    if not pattern.digits and not pattern.general:
        # a section of words alone, such as "-" for nothing
        return " ".join(f"{pattern.before}{pattern.after}".split())
    digits = _digits(abs(value), pattern)
    sign = "-" if negative and any("1" <= digit <= "9" for digit in digits) else ""
    before, after = pattern.before, pattern.after
    if negative:
        after = after.rstrip(") ") if "(" in before else after
        before = before.rstrip("(-– ")
    return f"{before.lstrip()}{sign}{digits}{after.rstrip()}"


def _digits(value: Decimal, pattern: Pattern) -> str:
    if pattern.general:
        return _general(value)
    scaled = _CONTEXT.multiply(value, Decimal(100)) if pattern.percent else value
    scaled = _CONTEXT.divide(scaled, Decimal(1000) ** pattern.scale)
    most = pattern.decimals + pattern.optional
    rounded = scaled.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP, _CONTEXT)
    whole, _, rest = f"{rounded:f}".partition(".")
    while len(rest) > pattern.decimals and rest.endswith("0"):
        rest = rest[:-1]
    if whole == "0" and not pattern.width:
        return f",{rest}" if rest else ""  # "-"?? shows nothing but the dash for 0
    if pattern.grouped:
        whole = f"{int(whole):,}".replace(",", ".")
    whole = whole.rjust(pattern.width, "0")
    return f"{whole},{rest}" if rest else whole


def _general(value: Decimal) -> str:
    """A number without a format: as many digits as matter, none that only binary fractions make."""
    exponent = value.adjusted() if value else 0
    decimals = max(0, _GENERAL_DIGITS - 1 - max(exponent, 0))
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _CONTEXT)
    text = f"{rounded:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[Pattern, ...]:
    return tuple(_pattern(section) for section in _SECTION.findall(code)) or (_pattern("General"),)


def _pattern(section: str) -> Pattern:
    content = _BRACKET.sub("", _PADDING.sub("", _CURRENCY.sub(r'"\1"', section)))
    literals: list[str] = []

    def hide(match: re.Match[str]) -> str:
        literals.append(match[1] if match[1] is not None else match[2])
        return chr(0xE000 + len(literals) - 1)

    bare = _LITERAL.sub(hide, content)[:200]

    def printed(part: str) -> str:
        return "".join(
            literals[ord(mark) - 0xE000] if 0xE000 <= ord(mark) < 0xE000 + len(literals) else mark
            for mark in part
        )

    general = _GENERAL.search(bare)
    found = general or _DIGITS.search(bare)
    if found is None:
        return Pattern(printed(bare), "", 0, 0, False, 0, "%" in bare, 0, False, False)
    body = "" if general else found[0].rstrip()
    whole, _, rest = body.partition(".")
    bare_whole = whole.rstrip(",")
    behind = found[0][len(body) :] if body else ""
    return Pattern(
        before=printed(bare[: found.start()]),
        after=printed(behind + bare[found.end() :]),
        decimals=rest.count("0"),
        optional=rest.count("#") + rest.count("?"),
        grouped="," in bare_whole or " " in bare_whole.strip(),
        scale=len(body) - len(body.rstrip(",")),
        percent="%" in bare,
        width=bare_whole.count("0"),
        general=bool(general),
        digits=True,
    )
