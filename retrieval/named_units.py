"""Units that a question names by a bare name which might as well be words: "Sông Mã", "moc chau".

Such a name is taken for the unit where the documents have it, and gets its level word: what comes
after reads it as any other. A name with a slip ("Môc Châu", "Hà Giag") is written out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from retrieval.turn_form import leans
from retrieval.vocabulary import is_compound, partners
from store.index import Index
from vietnamese.language import is_syllable
from vietnamese.lexicon import Gap, Word, has_accents, words
from vietnamese.normal import fold, normalise
from vietnamese.place_context import in_small_company, is_road_or_firm
from vietnamese.place_data import gazetteer
from vietnamese.places import Level, read_places
from vietnamese.slips import distance
from vietnamese.telex import is_well_formed
from vietnamese.tokens import syllables

#: Syllables of a name that is looked for; one alone is too often a word.
_SIZES = (3, 2)
_LOCAL = (Level.CITY, Level.DISTRICT)
#: Seasons of crops that are names of districts but for an accent, folded.
_SEASONS = frozenset(("dong xuan",))
#: Words that a level word ends with, and its abbreviations: "thành phố", "TX".
_LEVEL_ENDS = frozenset("tinh huyen quan pho xa phuong h q tp tx t".split())
_LEVELS_WRITTEN = frozenset("tỉnh huyện quận phố xã phường h q tp tx t".split())


@dataclass(frozen=True, slots=True)
class _Unit:
    """A unit by its name; `kind` is its level word, "" for a province, which needs none.

    `shared` says that one of another kind bears the name as well.
    """

    name: str
    kind: str
    plain_ordinary: bool
    shared: bool = False


def with_units_named(text: str, index: Index) -> str:
    """`text` with the level word before each bare name of a district or town of the documents."""
    line = words(text)
    bare = not has_accents(text)
    taken = [(mention.start, mention.end) for mention in read_places(text)]
    found: list[tuple[int, int, str]] = []
    first = 0
    while first < len(line):
        hit = _unit_at(line, first, bare, index, taken)
        if hit is None:
            first += 1
            continue
        unit, size = hit
        span = line[first : first + size]
        # in a text with accents "quan" is no level word
        before = line[first - 1].form if first else ""
        told = before in (_LEVEL_ENDS if bare else _LEVELS_WRITTEN)
        said = unit.name if told else f"{unit.kind} {unit.name}".strip()
        found.append((span[0].start, span[-1].end, fold(said) if bare else said))
        first += size
    for start, end, said in reversed(found):
        text = text[:start] + said + text[end:]
    return text


def _unit_at(
    line: Sequence[Word], first: int, bare: bool, index: Index, taken: Sequence[tuple[int, int]]
) -> tuple[_Unit, int] | None:
    """The unit whose name begins at a word, and how many words it has."""
    for size in _SIZES:
        span = line[first : first + size]
        if len(span) < size or any(word.gap > Gap.DASH for word in span[1:]):
            continue
        # Few words are names: that is asked first.
        meant = tuple(dict.fromkeys(_meant(span, bare)))
        misnamed = not meant
        meant = meant or tuple(_misnamed(span, index))
        if not meant or any(start < span[-1].end and span[0].start < end for start, end in taken):
            continue
        if is_road_or_firm(line, first) or not in_small_company(line, first, first + size):
            continue
        if _is_other_name(span, meant, bare, index):
            continue
        told = [unit for unit in meant if _is_told_of(unit, index)]
        if any(unit.shared for unit in told) and leans("".join(f"{word.raw} " for word in line)):
            continue  # of two, the one beside that of the turn before is meant
        if not told and (misnamed or any(_is_slip(word, bare) for word in span)):
            # whose province a text is may be told by its bodies and people alone
            told = [unit for unit in meant if not unit.kind]
            misnamed = True
        if told and (len(told) == 1 or not misnamed):
            return told[0], size
    return None


def _is_other_name(span: Sequence[Word], meant: Sequence[_Unit], bare: bool, index: Index) -> bool:
    """Whether words are those of a season, or stand in the documents with their own accents.

    "Lúa Đông Xuân" is not of the district Đồng Xuân.
    """
    if " ".join(word.folded for word in span) in _SEASONS:
        return True
    form = [word.form for word in span]
    if bare or any(_form(unit.name).split() == form for unit in meant):
        return False
    return all(index.document_frequency("text", f"{a}_{b}") for a, b in pairwise(form))


def _meant(span: Sequence[Word], bare: bool) -> Iterator[_Unit]:
    """Units that may be meant by words: of that name, of that name but for accents or one slip."""
    key = " ".join(word.folded for word in span)
    for unit in _by_name().get(key, ()):
        same = _form(unit.name) == " ".join(word.form for word in span)
        capital = all(word.capital for word in span)
        if unit.kind and (capital or same or (bare and not unit.plain_ordinary)):
            yield unit
        elif not (unit.kind or bare or capital or _is_pair(span)):
            yield unit  # "điên biên", "can thơ"
    if len(span) != 2 or len(key) < 6:
        return
    odd = [place for place, word in enumerate(span) if _is_slip(word, bare)]
    for place in odd:
        given, beside = span[place], span[1 - place]
        for unit in _by_part().get((2, 1 - place, beside.folded), ()):
            parts = _form(unit.name).split()
            if len(odd) > 1 and parts[1 - place] != beside.form:
                continue
            meant = parts[place]
            if 0 < distance(given.folded, fold(meant)) <= 1:
                yield unit
            elif not bare and not unit.kind and fold(meant) == given.folded and meant != given.form:
                yield unit  # "bình thuân"


def _is_pair(span: Sequence[Word]) -> bool:
    """Whether words as they are written stand side by side in Vietnamese at large."""
    return all(is_compound(a.form, b.form) for a, b in pairwise(span))


def _misnamed(span: Sequence[Word], index: Index) -> Iterator[_Unit]:
    """Units one slip away from a name in capitals that nothing bears: "Quảng Tị", "Phú Tọ".

    The first letter of a syllable is hardly ever the slip; accents alone may be ("Hà Tỉnh").
    """
    key = " ".join(word.folded for word in span)
    if len(span) != 2 or len(key) < 6 or not all(w.capital and w.raw.isalpha() for w in span):
        return
    if index.document_frequency("text", "_".join(word.form for word in span)):
        return
    if key in _by_name():
        form = " ".join(word.form for word in span)
        if all(_form(unit.name) != form for unit in _by_name()[key]):
            yield from (unit for unit in _by_name()[key] if not unit.kind)
        return
    if index.document_frequency("text", key.replace(" ", "_")):
        return
    for place, word in enumerate(span):
        for unit in _by_part().get((2, 1 - place, span[1 - place].folded), ()):
            given, meant = _plain(word.raw), _plain(unit.name).split()[place]
            if given[0] == meant[0] and distance(given, meant) <= 1:
                yield unit


def _plain(text: str) -> str:
    """Small letters without accents; "Tị" is not spelt "tỵ", as in search form."""
    return fold(unicodedata.normalize("NFC", text)).lower()


def _is_slip(word: Word, bare: bool) -> bool:
    """Whether a word is no syllable; in small letters not even with other accents ("luợng").

    Nor need be one that could be a word and is none: "nguyn", "sơm".
    """
    if not word.raw.isalpha():
        return False
    if is_well_formed(word.form):
        return not word.capital and not partners(word.form, bare=bare)
    return word.capital or not is_syllable(word.folded)


def _is_told_of(unit: _Unit, index: Index) -> bool:
    """Whether the documents have the name, written as it is."""
    parts = syllables(unit.name)
    return all(index.document_frequency("text", f"{a}_{b}") for a, b in pairwise(parts))


def _form(name: str) -> str:
    return " ".join(syllables(name))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, tuple[_Unit, ...]]:
    """Districts, towns and provinces by their folded names."""
    data = gazetteer()
    found: dict[str, dict[str, _Unit]] = {}
    for place in data.units.values():
        local = place.level in _LOCAL
        if (local or place.level is Level.PROVINCE) and len(syllables(place.name)) in _SIZES:
            kind = place.kind if local else ""
            unit = _Unit(place.name, kind, place.name in data.plain_ordinary)
            named = found.setdefault(fold(_form(place.name)), {})
            first = named.setdefault(normalise(place.name), unit)
            if first.kind != unit.kind:
                named[normalise(place.name)] = replace(first, shared=True)
    return {key: tuple(units.values()) for key, units in found.items()}


@lru_cache(maxsize=1)
def _by_part() -> dict[tuple[int, int, str], tuple[_Unit, ...]]:
    """The same by how many syllables they have and one of these."""
    found: dict[tuple[int, int, str], list[_Unit]] = {}
    for key, units in _by_name().items():
        parts = key.split()
        for place, part in enumerate(parts):
            found.setdefault((len(parts), place, part), []).extend(units)
    return {key: tuple(units) for key, units in found.items()}
