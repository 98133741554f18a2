"""Words that say what a figure is: target, plan, estimate, result, growth, share; and against what.

The wordings stand in `kinds.tsv`: kind or base, wording, context it needs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vietnamese.lexicon import Lexicon, Phrase, Word, has_accents, words
from vietnamese.normal import fold, normalise, search_form
from vietnamese.scope import Kind

_ROWS = Path(__file__).with_name("kinds.tsv")
#: A word that needs a figure must be followed by one within this many words.
_REACH = 6
_QUESTION = re.compile(r"bao|may|nhieu|how|what|gi")


@dataclass(frozen=True, slots=True)
class KindMention:
    """A word or phrase that says the kind of a figure: `text` is the given text at start:end."""

    start: int
    end: int
    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class BaseMention:
    """What a growth or a share is measured against, in its usual name ("cùng kỳ", "dự toán")."""

    start: int
    end: int
    text: str
    base: str


@dataclass(frozen=True, slots=True)
class _Row:
    """`needs`: "number" (a figure or a question for one follows), "base" (a base stands near)."""

    kind: Kind | None
    base: str
    needs: str


@lru_cache(maxsize=1)
def _lexicon() -> tuple[Lexicon[_Row], Lexicon[str]]:
    kinds: Lexicon[_Row] = Lexicon()
    bases: Lexicon[str] = Lexicon()
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        what, wordings, *needs = line.split("\t")
        for wording in wordings.split("|"):
            if what.startswith("base:"):
                bases.add(wording, what.removeprefix("base:"))
            else:
                kind = None if what == "none" else Kind(what)
                kinds.add(wording, _Row(kind, "", needs[0] if needs else ""))
    return kinds, bases


@lru_cache(maxsize=1)
def kind_words() -> frozenset[str]:
    """The single words that say a kind or a base: "tăng", "hụt", "chiếm"."""
    rows = (line.split("\t") for line in _ROWS.read_text(encoding="utf-8").splitlines())
    wordings = (w for row in rows if not row[0].startswith("#") for w in row[1].split("|"))
    return frozenset(wording for wording in wordings if wording.isalpha())


def read_kinds(text: str) -> list[KindMention]:
    """Kind words of `text` in order, longest match, without overlap.

    Words of many uses (đạt, giao, là, tăng) count only where a figure or a question for one
    follows; "bằng …% dự toán" is a share of plan, and the plan in it no kind of its own.
    """
    return list(_read_kinds(text))


@lru_cache(maxsize=256)
def _read_kinds(text: str) -> tuple[KindMention, ...]:
    line = words(text)
    lexicon = _lexicon()[0]
    plain = not has_accents(text)
    found: list[KindMention] = []
    first = 0
    while first < len(line):
        phrase = lexicon.longest(line, first, plain=plain)
        if phrase is None or not _fits(line, phrase, text):
            first += 1
            continue
        first = phrase.last
        if phrase.value.kind is not None:
            span = _span(line, phrase)
            found.append(KindMention(*span, text[slice(*span)], phrase.value.kind))
    return tuple(_shares_of_plan(text, found))


def _span(line: tuple[Word, ...], phrase: Phrase[_Row] | Phrase[str]) -> tuple[int, int]:
    return line[phrase.first].start, line[phrase.last - 1].end


def _fits(line: tuple[Word, ...], phrase: Phrase[_Row], text: str) -> bool:
    if phrase.value.needs != "number":
        return True
    reach = 3 if phrase.plain else _REACH
    before = None
    for word in line[phrase.last : phrase.last + reach]:
        year = before is not None and before.folded == "nam" and len(word.raw) == 4
        if (word.raw[0].isdigit() and not year) or _QUESTION.fullmatch(word.folded):
            return True
        before = word
        if re.search(r"[.;:?!\n]", text[line[phrase.last - 1].end : word.start]):
            return False
    return False


#: "bằng 8,5% dự toán năm", "đạt 102% so với kế hoạch", "105.2% of the plan"; in folded search form.
_SHARE = re.compile(
    r"(?:%|\b(?:phan tram|percent(?:age)?|per cent))\s?(?:so voi |of |the )*"
    r"(?:tong |muc |so |annual |year |full-year )*"
    r"(?:ke hoach|du toan|chi tieu|muc tieu|kich ban|plan|target|estimate|budget)\b"
)


#: Quick test whether a share may stand in a text, in any Unicode form.
_PERCENT = re.compile(r"%|\btr.{1,2}m\b|\bper ?cent", re.IGNORECASE)


def _shares_of_plan(text: str, found: list[KindMention]) -> list[KindMention]:
    """Turn the plan word of a share of plan, with its percent sign, into one kind."""
    if not _PERCENT.search(text):
        return found
    form = search_form(text)
    shares = [form.span(*match.span()) for match in _SHARE.finditer(fold(form.text))]
    if not shares:
        return found
    kept = [
        mention
        for mention in found
        if not any(start <= mention.start < end + 1 for start, end in shares)
    ]
    kept += [KindMention(start, end, text[start:end], Kind.SHARE_OF_PLAN) for start, end in shares]
    return sorted(kept, key=lambda mention: mention.start)


def read_bases(text: str) -> list[BaseMention]:
    """Bases of comparison named in `text`, in order: cùng kỳ, tháng trước, dự toán and others.

    A plan or an estimate is a base only where something is compared with it ("so với", "…%").
    """
    line = words(text)
    lexicon = _lexicon()[1]
    plain = not has_accents(text)
    found: list[BaseMention] = []
    first = 0
    while first < len(line):
        phrase = lexicon.longest(line, first, plain=plain)
        if phrase is None:
            first += 1
            continue
        start, end = _span(line, phrase)
        if phrase.value not in _PLANS or _compared(text[max(0, start - 40) : start]):
            found.append(BaseMention(start, end, text[start:end], phrase.value))
        first = phrase.last
    return found


_PLANS = frozenset({"dự toán", "kế hoạch", "chỉ tiêu", "mục tiêu", "kịch bản"})
_COMPARED = re.compile(
    r"(?:so voi|vuot|%|phan tram|percent(?:age)? of|compared (?:with|to)|against|versus)"
    r"(?: [^\W\d_]+){0,3}$"
)


def _compared(before: str) -> bool:
    return _COMPARED.search(fold(normalise(before))) is not None
