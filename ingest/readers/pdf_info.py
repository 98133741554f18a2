"""What a PDF document records of itself: title, author, date, where they can be believed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ingest.readers.properties import person, title_in_text

#: the date of a text is printed within so many characters of its beginning or end
_NEAR = 3000
_DATE = re.compile(r"D:(\d{4})(\d{2})(\d{2})")


def read_info(info: Mapping[str, str], text: str) -> tuple[str, str, date | None]:
    """Title, author and date; "" and None where the record is a program's default.

    Programs write the day of making; it counts as the document's only where its text has it too.
    """
    made = _made(info.get("CreationDate", ""))
    published = made if made is not None and _is_printed(made, text) else None
    return title_in_text(info.get("Title", ""), text), person(info.get("Author", "")), published


def _made(stamp: str) -> date | None:
    found = _DATE.match(stamp)
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def _is_printed(day: date, text: str) -> bool:
    near = text[:_NEAR] + "\n" + text[-_NEAR:]
    forms = (
        rf"0?{day.day}\s*[/.-]\s*0?{day.month}\s*[/.-]\s*{day.year}",
        rf"ngày\s+0?{day.day}\s+tháng\s+0?{day.month}\s+năm\s+{day.year}",
    )
    return any(re.search(rf"(?<!\d){form}(?!\d)", near, re.IGNORECASE) for form in forms)
