"""What follows a number: its scale, its unit or counted noun, and what it is reckoned per."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from vietnamese.normal import is_unaccented, place_tone
from vietnamese.nouns import ENGLISH_STOP_WORDS, NOUNS, PLAIN_STOP_WORDS, STOP_WORDS
from vietnamese.twin import Twin
from vietnamese.units import SCALES, UNITS, Spelling, Unit

_WORD = re.compile(r"[^\W_]+|[%‰$€£¥°º]")
_GAP = re.compile(r"\s{0,3}|[-.]")
_NEXT = re.compile(r"\s{1,3}|-|\.|(?=[%‰$€£¥°ºc])")
_LONGEST = 4
_SLASH = re.compile(r"\s?/\s?")
_EACH = re.compile(r"\s{1,3}(?:moi|mot|tren moi|per|an?)\s{1,3}")
#: "8,7 bác sĩ trên một vạn dân": what a rate is reckoned on, written out.
_ON_SO_MANY = re.compile(
    r"\s{1,3}(?:tren|moi)\s{1,3}(?:(?:mot|1|moi)\s{1,3})?"
    r"(?=(?:van|nghin|100[.\s]?000|10[.\s]?000|1[.\s]?000)\s+dan\b)"
)
_EACH_EXACT = re.compile(r"\s{1,3}(?:moi|per)\s{1,3}")
_CAPITA = re.compile(r"\s{1,3}per\s{1,3}capita(?!\w)")
_BASE = re.compile(
    r"(?:\d{1,3}(?:[.,]000)+|1000{1,3}|100|van|nghin|trieu)\s(?:dan|nguoi|tre)(?:\s(?:de\ssong))?(?!\w)"
)
_SCALED = re.compile(r"(?<!\w)(?:ty|trieu|nghin|ngan)\s$")
_HALF = re.compile(r"\s{1,3}ruoi(?!\w)")
_PER_NAMES = {
    "h": "giờ",
    "s": "giây",
    "dan": "dân",
    "ngay": "ngày",
    "dem": "đêm",
    "capita": "người",
}
#: A plan that a result is set beside, and nothing it is reckoned per: "6,4%/KH 7%".
_PLAN = re.compile(r"(?:kh|dt|ke hoach|du toan|chi tieu|muc tieu)(?!\w)")
_TIME_PER = {"nam", "thang", "ngay", "year", "month", "day", "week", "quarter"}


@dataclass(frozen=True, slots=True)
class Measure:
    """The tail of a number, ending at twin position `end`.

    `unit` is the canonical name, `known` its entry (None for a noun read by rule), `language` that
    of the words ("" when either), `add` what "rưỡi" adds, in scaled units.
    """

    end: int
    scale: Decimal = Decimal(1)
    language: str = ""
    unit: str = ""
    known: Unit | None = None
    unit_start: int = 0
    unit_end: int = 0
    per: str | None = None
    add: Decimal = Decimal(0)

    @property
    def counts(self) -> bool:
        """Whether a noun says what is counted."""
        return bool(self.unit) and (self.known is None or self.known.count)


def _phrases(twin: Twin, start: int) -> list[tuple[int, str]]:
    """Ends and texts of the next one to four words from `start`, longest first."""
    found: list[tuple[int, str]] = []
    position = start
    for _ in range(_LONGEST):
        word = _WORD.match(twin.plain, position)
        if not word:
            break
        found.append((word.end(), " ".join(twin.plain[start : word.end()].split())))
        gap = _NEXT.match(twin.plain, word.end())
        if not gap:
            break
        position = gap.end()
    return found[::-1]


def _look_up(
    twin: Twin, start: int, tables: tuple[dict[str, list[Spelling]], ...]
) -> tuple[int, Spelling] | None:
    """The longest spelling in `tables` that stands at `start`, and where it ends."""
    for end, phrase in _phrases(twin, start):
        for table in tables:
            for spelling in table.get(phrase, ()):
                if _stands(twin, start, end, spelling):
                    return end, spelling
    return None


def _stands(twin: Twin, start: int, end: int, spelling: Spelling) -> bool:
    """Whether start:end is printed as `spelling`.

    In accented text one bare syllable is not read as an accented unit or noun ("35 nam" are men,
    not years), and one letter is a unit only as printed: 5 m, 5 đ, not 5G, 3D.
    """
    if not twin.says(start, end, spelling.text):
        return False
    if end - start > 1 or not twin.plain[start].isalpha():
        single = spelling.unit and " " not in spelling.text and not is_unaccented(spelling.text)
        return not single or twin.is_plain or not is_unaccented(twin.accented[start:end])
    if twin.plain[start] == "d" and twin.accented[start] != "đ":
        return twin.is_plain and bool(_SCALED.search(twin.plain, max(0, start - 7), start))
    return twin.printed(start, end).islower()


def measure_follows(twin: Twin, end: int) -> Spelling | None:
    """The scale, unit or listed noun right after twin position `end`, if any."""
    gap = _GAP.match(twin.plain, end)
    start = gap.end() if gap else end
    found = _look_up(twin, start, (SCALES, UNITS, NOUNS))
    return found[1] if found and not _is_rate(twin, start, found[0]) else None


def _is_function_word(twin: Twin, word: re.Match[str], language: str) -> bool:
    if twin.is_plain:
        return word[0] in PLAIN_STOP_WORDS
    if language == "en" and word[0] in ENGLISH_STOP_WORDS:
        return True
    return place_tone(twin.accented[word.start() : word.end()]) in STOP_WORDS


def _noun_by_rule(twin: Twin, start: int, language: str) -> int | None:
    """Where an unlisted counted noun at `start` ends: at most two syllables, no function word."""
    end = None
    position = start
    for place in range(3 if language == "en" else 2):
        word = _WORD.match(twin.plain, position)
        if not word or not word[0].isalpha() or len(word[0]) < 2:
            break
        if _is_function_word(twin, word, language):
            break
        if twin.starts_capital(word.start()):
            break
        end = word.end()
        if language == "en" and word[0].endswith("s") and place < 2:
            break
        if twin.plain[end : end + 1] != " ":
            break
        position = end + 1
    return end


def _is_rate(twin: Twin, start: int, end: int) -> bool:
    """Whether "tỷ" is the first half of a word: "năm 2022 tỷ lệ trẻ đi học", "tỷ trọng"."""
    word = _WORD.match(twin.plain, end + 1)
    if word is None or twin.plain[start:end] not in ("ty", "ti"):
        return False
    second = place_tone(twin.accented[word.start() : word.end()])
    return second in ("lệ", "suất", "trọng") or (twin.is_plain and second in ("le", "suat"))


def read_measure(twin: Twin, number_end: int, language: str, nouns: bool = True) -> Measure:
    """The measure after a number that ends at `number_end`; empty when none follows."""
    plain = twin.plain
    gap = _GAP.match(plain, number_end)
    position = gap.end() if gap and (gap[0].isspace() or not gap[0]) else number_end
    tables = (SCALES, UNITS, NOUNS) if nouns else (SCALES, UNITS)
    scale, add, said = Decimal(1), Decimal(0), ""
    end = number_end
    found = _look_up(twin, position, tables)
    if found and found[1].unit is None and _is_rate(twin, position, found[0]):
        return Measure(number_end)
    if found and found[1].unit is None:
        end, said, scale = found[0], found[1].language, found[1].scale
        half = _HALF.match(plain, end)
        if half:
            end, add = half.end(), scale / 2
        gap = _GAP.match(plain, end)
        position = gap.end() if gap and gap[0] != "." and gap[0] != "-" else end
        found = _look_up(twin, position, tables[1:]) if position > end or position == end else None
    if found and found[1].unit is not None:
        unit_start, (end, spelling) = position, found
        if scale == 1:
            scale = spelling.scale
        half = _HALF.match(plain, end)
        unit_end = end
        if half and not add:
            end, add = half.end(), scale / 2
        per, end = read_per(twin, end)
        return Measure(
            end, scale, said or spelling.language, found[1].unit.name, found[1].unit,
            unit_start, unit_end, per, add,
        )  # fmt: skip
    spaced = position > end or (scale == 1 and position > number_end)
    noun_end = _noun_by_rule(twin, position, language) if nouns and spaced else None
    if noun_end is None:
        per, end = read_per(twin, end) if scale > 1 else (None, end)
        return Measure(end, scale, said, per=per, add=add)
    unit = " ".join(twin.accented[position:noun_end].split())
    known = _last_listed(unit) if language == "en" else None
    if known:
        unit = known.name
    per, end = read_per(twin, noun_end)
    return Measure(end, scale, said, unit, known, position, noun_end, per, add)


def _last_listed(phrase: str) -> Unit | None:
    """The listed noun that ends an English phrase ("foreign experts")."""
    for spelling in NOUNS.get(phrase.split()[-1], ()):
        if spelling.language == "en":
            return spelling.unit
    return None


def read_per(twin: Twin, position: int) -> tuple[str | None, int]:
    """What follows "/" or "mỗi": canonical names joined by "/", and where they end."""
    plain = twin.plain
    names: list[str] = []
    capita = _CAPITA.match(plain, position)
    if capita:
        return "người", capita.end()
    while len(names) < 3:
        joint = _SLASH.match(plain, position)
        if not joint:
            joint = _EACH_EXACT.match(plain, position)
        if not joint and not names:
            joint = _ON_SO_MANY.match(plain, position) or _time_joint(twin, position)
        if not joint or _PLAN.match(plain, joint.end()):
            break
        base = _BASE.match(plain, joint.end())
        if base:
            names.append(" ".join(twin.accented[base.start() : base.end()].split()))
            position = base.end()
            continue
        found = _look_up(twin, joint.end(), (UNITS, NOUNS))
        word = _WORD.match(plain, joint.end())
        if found and found[1].unit:
            names.append(found[1].unit.name)
            position = found[0]
        elif word and word[0].isalpha() and word[0] not in PLAIN_STOP_WORDS:
            names.append(_PER_NAMES.get(word[0], twin.accented[word.start() : word.end()]))
            position = word.end()
        else:
            break
    return ("/".join(names), position) if names else (None, position)


def _time_joint(twin: Twin, position: int) -> re.Match[str] | None:
    """Where "một tháng", "a year" after a unit names its measure."""
    joint = _EACH.match(twin.plain, position)
    if not joint:
        return None
    word = _WORD.match(twin.plain, joint.end())
    return joint if word and word[0] in _TIME_PER else None
