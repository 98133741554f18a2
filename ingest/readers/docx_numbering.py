"""The numbers that Word generates for list paragraphs: "1.", "a)", "Điều 5.", bullets.

They stand in no text of the file; numbering.xml holds the pattern of each level, and counting is
the reader's job, as ECMA-376 part 1, 17.9 has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.readers.docx_styles import ListPlace, Styles
from ingest.readers.element import Element, attribute, child, children, is_on, local, value

_PLACEHOLDER = re.compile(r"%([1-9])")
#: bullets that are kept as they are typed; all others, of symbol fonts, become a dash
_BULLETS = frozenset("-–—+*•·")
_LEVELS = 9
#: a roman or alphabetic number beyond this is given in digits
_LARGEST = 3999

_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_COUNTED = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level is numbered; `restart` is the level whose count sets it back, None for any."""

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a document: the pattern it follows, levels of its own, and which count anew."""

    pattern: str
    overrides: dict[int, _Level]
    restarts: frozenset[int]


class Numbering:
    """Counts the lists of one document; ask for its paragraphs in their order."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._patterns: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, _List] = {}
        self._begun: set[tuple[str, int]] = set()
        self._counts: dict[str, list[int | None]] = {}
        linked: dict[str, str] = {}
        for element in children(root):
            own_id = attribute(element, "abstractNumId") or ""
            if local(element) == "abstractNum":
                self._patterns[own_id] = dict(_levels(element))
                link = value(child(element, "numStyleLink"))
                if link:
                    linked[own_id] = link
        for element in children(root):
            if local(element) == "num":
                pattern = value(child(element, "abstractNumId")) or ""
                self._lists[attribute(element, "numId") or ""] = _list(
                    element, pattern, self._patterns.get(pattern, {})
                )
        for pattern, style_id in linked.items():
            target = self._lists.get(styles.list_of(style_id) or "")
            if target and not self._patterns[pattern]:
                self._patterns[pattern] = self._patterns.get(target.pattern, {})

    def level_of_style(self, list_id: str, style_id: str) -> int | None:
        """The level of a list that a paragraph style is tied to."""
        found = self._lists.get(list_id)
        levels = {} if found is None else self._patterns.get(found.pattern, {})
        return next((depth for depth, level in levels.items() if level.style == style_id), None)

    def label(self, place: ListPlace) -> str:
        """The number or bullet of the next paragraph at that place; "" where it has none."""
        found = self._lists.get(place.list_id)
        if found is None or not 0 <= place.level < _LEVELS:
            return ""
        levels = self._patterns.get(found.pattern, {}) | found.overrides
        level = levels.get(place.level)
        if level is None:
            return ""
        if level.form == "bullet":
            mark = level.pattern.strip()
            return mark if mark in _BULLETS else "-"
        counts = self._counts.setdefault(found.pattern, [None] * _LEVELS)
        self._count(counts, levels, place, found.restarts)

        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            shown = levels.get(depth, _Level())
            count = counts[depth]
            form = "decimal" if level.legal else shown.form
            return spelt(shown.start if count is None else count, form)

        return _PLACEHOLDER.sub(number, level.pattern).strip()

    def _count(
        self,
        counts: list[int | None],
        levels: dict[int, _Level],
        place: ListPlace,
        restarts: frozenset[int],
    ) -> None:
        depth = place.level
        first = (place.list_id, depth) not in self._begun
        self._begun.add((place.list_id, depth))
        count = counts[depth]
        if count is None or (first and depth in restarts):
            counts[depth] = levels[depth].start
        else:
            counts[depth] = count + 1
        for upper in range(depth):
            if counts[upper] is None:
                counts[upper] = levels.get(upper, _Level()).start
        for deeper in range(depth + 1, _LEVELS):
            restart = levels.get(deeper, _Level()).restart
            if restart is None or (restart and depth < restart):
                counts[deeper] = None


def spelt(number: int, form: str) -> str:
    """A number in one of Word's forms; digits for a form that is not known."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if 0 < number <= _LARGEST:
        if form in ("lowerRoman", "upperRoman"):
            roman = _roman(number)
            return roman.upper() if form == "upperRoman" else roman
        if form in ("lowerLetter", "upperLetter"):
            letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
            return letters.upper() if form == "upperLetter" else letters
        if form in ("cardinalText", "vietnameseCounting") and number <= len(_COUNTED):
            word = _COUNTED[number - 1]
            return word.capitalize() if form == "cardinalText" else word
    return str(number)


def _roman(number: int) -> str:
    letters = ""
    for size, letter in _ROMAN:
        count, number = divmod(number, size)
        letters += letter * count
    return letters


def _levels(element: Element) -> Iterator[tuple[int, _Level]]:
    for level in element:
        depth = attribute(level, "ilvl")
        if local(level) == "lvl" and depth and depth.isdecimal():
            yield int(depth), _level(level)


def _level(element: Element) -> _Level:
    start = value(child(element, "start"))
    restart = value(child(element, "lvlRestart"))
    return _Level(
        form=value(child(element, "numFmt")) or "decimal",
        pattern=value(child(element, "lvlText")) or "",
        start=int(start) if start and start.isdecimal() else 0,
        restart=int(restart) if restart and restart.isdecimal() else None,
        legal=bool(is_on(child(element, "isLgl"))),
        style=value(child(element, "pStyle")),
    )


def _list(element: Element, pattern: str, levels: dict[int, _Level]) -> _List:
    overrides: dict[int, _Level] = {}
    restarts = set()
    for override in element:
        depth = attribute(override, "ilvl")
        if local(override) != "lvlOverride" or not depth or not depth.isdecimal():
            continue
        own = child(override, "lvl")
        level = levels.get(int(depth), _Level()) if own is None else _level(own)
        start = value(child(override, "startOverride"))
        if start and start.isdecimal():
            level = replace(level, start=int(start))
            restarts.add(int(depth))
        overrides[int(depth)] = level
    return _List(pattern, overrides, frozenset(restarts))
