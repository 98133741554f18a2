"""Read the places a text names, with exact spans and every unit a name may stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from vietnamese.lexicon import Gap, Phrase, Word, has_accents, words
from vietnamese.place import Level, Place
from vietnamese.place_choice import MOST_PROVINCES, fitting, narrowed, provinces_of, ranked
from vietnamese.place_context import (
    after_preposition,
    alone_in_capitals,
    has_syllables,
    in_person_name,
    is_officer,
    is_road_or_firm,
    looks_like_person,
    peace_not_place,
    typed_like_person,
    without_told,
)
from vietnamese.place_data import zone
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
#: What follows the name of a place in a question, and hardly the word that it may be.
_ASKING = frozenset("có là được đạt năm tháng quý bao mấy đón thu chi thì".split())
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
        if not (self.line[first].shout and self._shouting(first)):
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
        if not (word.capital or (last > first and word.raw[0].isdigit())):
            return False
        return levels_before().longest(self.line, last, plain=False) is None

    def _shouting(self, place: int) -> bool:
        around = [w for w in self.line[max(0, place - 3) : place] if len(w.raw) > 1]
        return bool(around) and all(word.shout for word in around)

    def _first_name(self, first: int) -> Phrase[Name] | None:
        for phrase in names().at(self.line, first):
            small = not self._capital(phrase)
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
            if not places or not self._fits_level(phrase, level, places):
                continue
            if self.line[name_first].raw.isdigit() and not self._numbers(phrase, level):
                continue
            best = ranked(places, self.at)
            said = level.level or (best[0].level if _one_level(best) else None)
            return self._mention(first, phrase.last, best, said, True, (name_first, phrase.last))
        return None

    def _numbers(self, phrase: Phrase[Name], level: LevelWord) -> bool:
        """Whether a number is a unit's, "phường 1", and counts nothing: "xã 15,8", "quận 3 tỷ"."""
        after = self.text[self.line[phrase.last - 1].end :]
        if re.match(r"[.,/]\d|\s*%|\s+(?:nghìn|triệu|tỷ|tỉ|ha|km|đồng)\b", after):
            return False
        return bool(level.kinds & {"phường", "quận"})

    def _fits_level(
        self, phrase: Phrase[Name], level: LevelWord, places: tuple[Place, ...]
    ) -> bool:
        name = phrase.value
        capital = self._capital(phrase)
        if name.use in ("abbr", "short"):
            return self.line[phrase.first].shout or not self.accented
        if any(place.level is Level.PROVINCE for place in places):
            return True
        if capital:
            return not phrase.plain or not self.accented
        if self.line[phrase.first].capital or (phrase.plain and self.accented):
            return False
        if not level.weak:
            return phrase.last - phrase.first > 1 or not phrase.plain
        if phrase.plain:
            return not name.plain_ordinary and phrase.last - phrase.first > 1
        return not name.ordinary and phrase.last - phrase.first > 1

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
            hit = self._with_tail(phrase)
            if hit is not None:
                return hit
            if self._fits_bare(phrase):
                best = ranked(phrase.value.places, self.at)
                return self._mention(first, phrase.last, best, None, False)
        return None

    def _with_tail(self, phrase: Phrase[Name]) -> tuple[PlaceMention, int] | None:
        """A name with an English type word after it: Huu Lung district, Mau Son tourist area."""
        if phrase.last >= len(self.line) or self.line[phrase.last].gap > Gap.DASH:
            return None
        if not (self._capital(phrase) or not self.accented):
            return None
        if phrase.plain and self.accented and phrase.value.top is not Level.PROVINCE:
            return None
        tail = zone_tails().longest(self.line, phrase.last)
        if tail is not None and phrase.value.use == "alias":
            place = zone(tail.value, phrase.value.text)
            name = (phrase.first, phrase.last)
            return self._mention(phrase.first, tail.last, (place,), Level.ZONE, True, name)
        after = levels_after().longest(self.line, phrase.last)
        if after is None or (phrase.value.ordinary and not self._capital(phrase)):
            return None
        places = fitting(phrase.value.places, after.value)
        if not places:
            return None
        best = ranked(places, self.at)
        said = after.value.level or (best[0].level if _one_level(best) else None)
        name = (phrase.first, phrase.last)
        return self._mention(phrase.first, after.last, best, said, True, name)

    def _fits_bare(self, phrase: Phrase[Name]) -> bool:
        name = phrase.value
        capital = self._capital(phrase)
        if name.use == "level":
            return capital and after_preposition(self.line, phrase.first)
        if name.use == "short":
            small = not self.accented and len(name.text) > 2
            typed = self.line[phrase.first].shout or small
            return typed and not in_person_name(self.line, phrase)
        if name.use == "abbr":
            typed = self.line[phrase.first].shout and not phrase.plain
            return (typed or not self.accented) and after_preposition(self.line, phrase.first)
        if in_person_name(self.line, phrase):
            return False
        if name.free:
            return self._fits_free(phrase, capital)
        if not capital or not has_syllables(self.line, phrase):
            return False
        if name.ordinary and (name.top is Level.COMMUNE or not self._beside(phrase.first)):
            return False
        if (phrase.plain and self.accented) or is_road_or_firm(self.line, phrase.first):
            return False
        if name.top is Level.COMMUNE and (
            looks_like_person(name.text) or len(provinces_of(name)) > MOST_PROVINCES
        ):
            return False
        return alone_in_capitals(self.line, phrase)

    def _beside(self, first: int) -> bool:
        """Whether a word follows a place closely, as its parent does: "xã Phú Xuyên (Đại Từ)"."""
        between = self.text[self.last_end : self.line[first].start] if self.last_end > 0 else ""
        return between.strip() in ("(", ",", "-", "–")

    def _fits_free(self, phrase: Phrase[Name], capital: bool) -> bool:
        name = phrase.value
        if phrase.plain and self.accented and not capital and not phrase.anchored:
            return phrase.last - phrase.first > 1 and not (name.ordinary or name.plain_ordinary)
        if capital and phrase.plain and self.accented:
            return not phrase.anchored and not typed_like_person(self.line, phrase)
        if capital:
            shouted = self.line[phrase.first].shout and self._shouting(phrase.first)
            return not (name.ordinary and shouted)
        if name.ordinary:
            small = phrase.plain or self._typed_small(phrase)
            return small and not peace_not_place(self.line, phrase)
        return True

    def _typed_small(self, phrase: Phrase[Name]) -> bool:
        """Whether a text has no capitals, and a year or a word of asking follows the name."""
        if any(word.capital for word in self.line):
            return False
        after = self.line[phrase.last] if phrase.last < len(self.line) else None
        return after is not None and (after.raw.isdigit() or after.form in _ASKING)

    def _capital(self, phrase: Phrase[Name]) -> bool:
        span = self.line[phrase.first : phrase.last]
        return all(word.capital or word.raw[0].isdigit() for word in span)


def _one_level(places: tuple[Place, ...]) -> bool:
    return len({place.level for place in places}) == 1
