"""Read the places a text names, with exact spans and every unit a name may stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from vietnamese.lexicon import Gap, Phrase, Word, has_accents, words
from vietnamese.place import Level, Place
from vietnamese.place_choice import fitting, narrowed, ranked
from vietnamese.place_context import is_officer, without_told
from vietnamese.place_data import zone
from vietnamese.place_fit import fits_bare, fits_level, is_capital, is_shouting
from vietnamese.place_mention import PlaceMention
from vietnamese.place_names import Name, blocked, names, region_names
from vietnamese.place_words import (
    LevelWord,
    levels_after,
    levels_before,
    zone_leads,
    zone_tails,
)

_NOT_AFTER_XA = frozenset(["hoi", "vien", "luan", "tac", "giao"])
#: What makes a number behind a name an amount.
_AMOUNT = re.compile(
    r"[.,/]\d|\s*%|\s+(?:nghìn|ngàn|triệu|tỷ|tỉ|trăm|ha|héc|hecta|km2?|m2|m3|MW|đồng|USD|tấn|hộ"
    r"|người|ca|con|xã|trường|dự án|lượt|lao động|công nhân|doanh nghiệp|nhà máy|lô|căn|phòng|vụ"
    r"|chuyến|xe|tàu|hồ sơ|container|điểm|giường)\b"
)
#: Digits of a zone's number, which few have above twenty.
_LONGEST_NUMBER = 2
_NOT_BEFORE_PHUONG = frozenset(["dia", "da", "song", "doi", "binh", "trung"])


def read_places(text: str, at: date | None = None) -> list[PlaceMention]:
    """Places named in `text`, in order, without overlap.

    `at` is the day the text speaks of: units of that day come first, and a name that had vanished
    by then still means the old unit. Without it units of both eras are candidates.
    """
    return list(_read(text, at))


@lru_cache(maxsize=256)
def _read(text: str, at: date | None) -> tuple[PlaceMention, ...]:
    reader = _Reader(text, at)
    found: list[PlaceMention] = []
    first = 0
    while first < len(reader.line):
        hit = reader.read(first)
        if hit is None:
            first += 1
            continue
        mention, first = hit
        if mention is not None:
            found.append(mention)
            reader.last_end = mention.end
    return tuple(narrowed(found))


#: Longest name of a zone, in words, and words with a capital that are none of it.
_LONGEST_ZONE = 5
_ENGLISH_OPENERS = frozenset(
    "the a an how what when where which who whose why is are was were does do did in of at".split()
)


class _Reader:
    """Reads one text word by word."""

    def __init__(self, text: str, at: date | None) -> None:
        self.text = text
        self.at = at
        self.line: Sequence[Word] = words(text)
        self.accented = has_accents(text)
        self.list_level: LevelWord | None = None
        self.list_end = -1
        self.last_end = -1

    def read(self, first: int) -> tuple[PlaceMention | None, int] | None:
        """The mention that begins at a word and the word after it; (None, …) skips words."""
        if self._blocked(first):
            phrase = blocked().longest(self.line, first, plain=not self.accented)
            return None, phrase.last if phrase else first + 1
        return (
            self._zone(first)
            or self._zone_before_type(first)
            or self._region(first)
            or self._after_level(first)
            or self._listed(first)
            or self._named(first)
        )

    def _blocked(self, first: int) -> bool:
        phrase = blocked().longest(self.line, first, plain=not self.accented)
        if phrase is None:
            return False
        span = self.line[first : phrase.last]
        # "xã Hội An" is a place, "xã hội" and "XÃ HỘI" are not
        return not (not span[0].capital and span[-1].capital)

    def _mention(
        self,
        first: int,
        last: int,
        places: tuple[Place, ...],
        level: Level | None,
        explicit: bool,
        name: tuple[int, int] | None = None,
    ) -> tuple[PlaceMention, int]:
        start, end = self.line[first].start, self.line[last - 1].end
        inner = name or (first, last)
        return (
            PlaceMention(
                start,
                end,
                self.text[start:end],
                places,
                level,
                explicit,
                self.line[inner[0]].start,
                self.line[inner[1] - 1].end,
            ),
            last,
        )

    def _region(self, first: int) -> tuple[PlaceMention, int] | None:
        phrase = region_names().longest(self.line, first, plain=not self.accented)
        if phrase is None:
            return None
        place = phrase.value
        return self._mention(first, phrase.last, (place,), place.level, True)

    # -- zones -------------------------------------------------------------------------------

    def _zone(self, first: int) -> tuple[PlaceMention, int] | None:
        lead = zone_leads().longest(self.line, first, plain=not self.accented)
        if lead is None or lead.last >= len(self.line):
            return None
        if self.line[lead.last].gap > Gap.SPACE or blocked().longest(self.line, lead.last):
            return None
        last, name = self._zone_name(lead.last)
        if last == lead.last or is_officer(self.text[: self.line[first].start], name):
            return None
        if name.isdigit() and _AMOUNT.match(self.text[self.line[last - 1].end :]):
            return None  # "công nhân khu công nghiệp 9,8 triệu đồng"
        place = zone(lead.value, name)
        return self._mention(first, last, (place,), Level.ZONE, True, (lead.last, last))

    def _zone_before_type(self, first: int) -> tuple[PlaceMention, int] | None:
        """An English zone whose name no unit has by itself: the Tan Duc II industrial park."""
        last, tail = first, None
        while last < min(len(self.line), first + _LONGEST_ZONE + 1) and tail is None:
            word = self.line[last]
            tail = zone_tails().longest(self.line, last) if last > first else None
            named = word.capital and (last > first or word.folded not in _ENGLISH_OPENERS)
            numbered = last > first and word.raw.isdigit()
            beside = last == first or word.gap <= Gap.DASH
            if tail is None and not ((named or numbered) and beside):
                return None
            last += tail is None
        if tail is None or self.line[last].gap > Gap.DASH:
            return None
        known = self._first_name(first)
        if known is not None and known.last == last:
            return None
        name = " ".join(self.text[self.line[first].start : self.line[last - 1].end].split())
        place = zone(tail.value, name)
        return self._mention(first, tail.last, (place,), Level.ZONE, True, (first, last))

    def _zone_name(self, first: int) -> tuple[int, str]:
        """End of the name that begins at `first`, and the name itself."""
        known = self._first_name(first)
        last = known.last if known else first
        if not (self.line[first].shout and is_shouting(self.line, first)):
            while last < len(self.line) and last - first < 6 and self._continues(first, last):
                last += 1
        if known and known.last == last:
            return last, known.value.text
        if last == first:
            return first, ""
        name = self.text[self.line[first].start : self.line[last - 1].end]
        return last, " ".join(name.split())

    def _continues(self, first: int, last: int) -> bool:
        word = self.line[last]
        if last > first and word.gap > Gap.DASH:
            return False
        if not (word.capital or (last > first and self._is_number_of_name(word))):
            return False
        return levels_before().longest(self.line, last, plain=False) is None

    def _is_number_of_name(self, word: Word) -> bool:
        """Whether a number tells one zone from its namesakes, and is no amount: "Phú Mỹ 3"."""
        if not word.raw[0].isdigit() or len(word.raw) > _LONGEST_NUMBER:
            return False
        return _AMOUNT.match(self.text[word.end :]) is None

    def _first_name(self, first: int) -> Phrase[Name] | None:
        for phrase in names().at(self.line, first):
            small = not is_capital(self.line, phrase)
            if phrase.value.use != "alias" or (self.accented and phrase.plain):
                continue
            ordinary = phrase.value.ordinary and (self.accented or phrase.last == first + 1)
            if small and (ordinary or (phrase.plain and self.accented)):
                continue
            return phrase
        return None

    # -- names with a level word ---------------------------------------------------------------

    def _after_level(self, first: int) -> tuple[PlaceMention, int] | None:
        for lead in levels_before().at(self.line, first, Gap.DOT):
            if lead.plain and self.accented and not lead.anchored:
                continue
            if lead.last >= len(self.line) or not self._may_lead(lead):
                continue
            hit = self._with_level(first, lead.last, lead.value)
            if hit is not None:
                if lead.value.plural:
                    self.list_level, self.list_end = lead.value, hit[1]
                return hit
        return None

    def _may_lead(self, lead: Phrase[LevelWord]) -> bool:
        word, following = self.line[lead.last - 1], self.line[lead.last]
        if following.gap > (Gap.DOT if len(word.folded) <= 2 else Gap.SPACE):
            return False
        if lead.value.dotted:
            return following.gap == Gap.DOT and word.capital and following.capital
        if word.folded == "xa" and lead.first > 1 and word.gap <= Gap.DASH:
            before = self.line[lead.first - 2].folded, self.line[lead.first - 1].folded
            if before == ("hop", "tac"):
                return False  # "hợp tác xã Hưng Yên"
        if word.folded == "xa" and following.folded in _NOT_AFTER_XA:
            return following.capital and not word.capital
        if word.folded == "phuong" and lead.first:
            return self.line[lead.first - 1].folded not in _NOT_BEFORE_PHUONG or word.gap > Gap.DASH
        return True

    def _with_level(
        self, first: int, name_first: int, level: LevelWord
    ) -> tuple[PlaceMention, int] | None:
        for phrase in names().at(self.line, name_first):
            places = fitting(phrase.value.places, level)
            if not places or not fits_level(
                self.line, phrase, level, places, accented=self.accented
            ):
                continue
            if self.line[name_first].raw.isdigit() and not self._numbers(phrase, level):
                continue
            if phrase.last > name_first + 1 and self._ends_in_amount(phrase):
                continue
            best = ranked(places, self.at)
            said = level.level or (best[0].level if _one_level(best) else None)
            return self._mention(first, phrase.last, best, said, True, (name_first, phrase.last))
        return None

    def _ends_in_amount(self, phrase: Phrase[Name]) -> bool:
        """Whether a name would end in the first digits of a figure: "Đông Hải 1.190 ha"."""
        if not self.line[phrase.last - 1].raw.isdigit():
            return False
        return _AMOUNT.match(self.text[self.line[phrase.last - 1].end :]) is not None

    def _numbers(self, phrase: Phrase[Name], level: LevelWord) -> bool:
        """Whether a number is a unit's, "phường 1", and counts nothing: "xã 15,8", "quận 3 tỷ"."""
        after = self.text[self.line[phrase.last - 1].end :]
        if _AMOUNT.match(after):
            return False
        return bool(level.kinds & {"phường", "quận"})

    def _listed(self, first: int) -> tuple[PlaceMention, int] | None:
        """A further name of a list that a plural level word heads: các tỉnh A, B và C."""
        if self.list_level is None:
            return None
        between = self.text[self.line[self.list_end - 1].end : self.line[first].start]
        between = without_told(between)
        if between.strip() not in (",", ";", "-", "–", "và", ", và", "va", "and", ", and"):
            return None
        hit = self._with_level(first, first, self.list_level)
        if hit is not None:
            self.list_end = hit[1]
        return hit

    # -- bare names ----------------------------------------------------------------------------

    def _named(self, first: int) -> tuple[PlaceMention, int] | None:
        for phrase in names().at(self.line, first):
            if self._ends_in_amount(phrase):
                continue
            hit = self._with_tail(phrase)
            if hit is not None:
                return hit
            if fits_bare(self.line, phrase, self._beside, accented=self.accented):
                best = ranked(phrase.value.places, self.at)
                return self._mention(first, phrase.last, best, None, False)
        return None

    def _with_tail(self, phrase: Phrase[Name]) -> tuple[PlaceMention, int] | None:
        """A name with an English type word after it: Huu Lung district, Mau Son tourist area."""
        if phrase.last >= len(self.line) or self.line[phrase.last].gap > Gap.DASH:
            return None
        if not (is_capital(self.line, phrase) or not self.accented):
            return None
        if phrase.plain and self.accented and phrase.value.top is not Level.PROVINCE:
            return None
        tail = zone_tails().longest(self.line, phrase.last)
        if tail is not None and phrase.value.use == "alias":
            place = zone(tail.value, phrase.value.text)
            name = (phrase.first, phrase.last)
            return self._mention(phrase.first, tail.last, (place,), Level.ZONE, True, name)
        after = levels_after().longest(self.line, phrase.last)
        if after is None or (phrase.value.ordinary and not is_capital(self.line, phrase)):
            return None
        places = fitting(phrase.value.places, after.value)
        if not places:
            return None
        best = ranked(places, self.at)
        said = after.value.level or (best[0].level if _one_level(best) else None)
        name = (phrase.first, phrase.last)
        return self._mention(phrase.first, after.last, best, said, True, name)

    def _beside(self, first: int) -> bool:
        """Whether a word follows a place closely, as its parent does: "xã Phú Xuyên (Đại Từ)"."""
        between = self.text[self.last_end : self.line[first].start] if self.last_end > 0 else ""
        return between.strip() in ("(", ",", "-", "–")


def _one_level(places: tuple[Place, ...]) -> bool:
    return len({place.level for place in places}) == 1
