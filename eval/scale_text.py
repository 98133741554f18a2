"""Made-up administrative passages in any number, and questions that one passage each answers.

Sentences are filled with the product's own indicators, places and common pairs of syllables. Words
come as often as in real text: the n-th phrase with a share of 1/n (Zipf), and each document has a
few phrases of its own. The same seed gives the same passages, whatever their number.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from eval.bench_sets import BenchPassage
from vietnamese.common_pairs import common_pairs
from vietnamese.normal import fold
from vietnamese.terms import terms

#: phrases in all, and passages of one document
_PHRASES, _PER_DOCUMENT = 30_000, 12
#: phrases that only one document's passages repeat
_OWN = 6

_FACTS = (
    "Năm {year}, {indicator} của {place} {verb} {number} {unit}.",
    "{Indicator} trên địa bàn {place} {verb} {number} {unit}, bằng {share}% kế hoạch năm {year}.",
    "Trong {month} tháng đầu năm {year}, {indicator} {verb} {number} {unit}, tăng {share}% so với "
    "cùng kỳ.",
    "Phấn đấu đến năm {year}, {indicator} của {place} {verb} {number} {unit}.",
)
_TALK = (
    "Ủy ban nhân dân {place} chỉ đạo {a}, {b} và {c}.",
    "Việc {a} gắn với {b} được các ngành quan tâm, nhất là {c}.",
    "Tiếp tục {a}; {b}; nâng cao hiệu quả {c}.",
    "Các sở, ngành phối hợp {a}, bảo đảm {b} theo {c}.",
)
_VERBS = ("đạt", "ước đạt", "là", "tăng lên", "giảm còn")
_UNITS = ("tỷ đồng", "triệu USD", "ha", "tấn", "người", "hộ", "%", "km", "dự án")
_PLACES = (
    "tỉnh Lào Cai|tỉnh Sơn La|tỉnh Phú Thọ|tỉnh Nghệ An|tỉnh Quảng Trị|tỉnh Gia Lai|tỉnh Đắk Lắk"
    "|tỉnh Lâm Đồng|tỉnh Tây Ninh|tỉnh Đồng Tháp|tỉnh Vĩnh Long|tỉnh An Giang|tỉnh Cà Mau"
    "|thành phố Huế|thành phố Cần Thơ|thành phố Đà Nẵng|tỉnh Cao Bằng|tỉnh Lạng Sơn|tỉnh Hưng Yên"
    "|tỉnh Ninh Bình|tỉnh Thanh Hóa|tỉnh Hà Tĩnh|tỉnh Quảng Ngãi|tỉnh Khánh Hòa"
)


@dataclass(frozen=True, slots=True)
class KnownItem:
    """A question made of one passage's words; `kind` is how they were taken."""

    question: str
    passage: str
    kind: str


def made_up_passages(number: int, seed: int = 1) -> Iterator[BenchPassage]:
    """`number` passages of about 550 characters, in documents of twelve."""
    phrases, weights = _phrases()
    for document in range(-(-number // _PER_DOCUMENT)):
        rng = random.Random(f"{seed}:{document}")
        place = rng.choice(_PLACES.split("|"))
        year = rng.randrange(2005, 2031)
        own = rng.choices(phrases, k=_OWN)  # evenly: mostly rare ones
        title = f"Báo cáo {own[0]} của {place} năm {year}"
        for item in range(min(_PER_DOCUMENT, number - document * _PER_DOCUMENT)):
            drawn = iter(rng.choices(phrases, cum_weights=weights, k=32))
            sentences = [_fact(rng, place, year) for _ in range(rng.randrange(1, 4))]
            for _ in range(rng.randrange(3, 6)):
                parts = [rng.choice(own) if rng.random() < 0.25 else next(drawn) for _ in "abc"]
                parts = [f"{part} {next(drawn)}" for part in parts]
                form = rng.choice(_TALK)
                sentences.append(form.format(place=place, a=parts[0], b=parts[1], c=parts[2]))
            rng.shuffle(sentences)
            yield BenchPassage(f"d{document:06}-{item:02}", title, " ".join(sentences))


def known_items(
    passages: Sequence[BenchPassage], number: int, seed: int = 1
) -> tuple[KnownItem, ...]:
    """`number` questions, a third each of "run", "words" and "unaccented".

    A run is a stretch of 8 to 14 words, words are two of three of such a stretch in their order,
    and unaccented is a run as typed without accents.
    """
    rng = random.Random(f"questions {seed}")
    made = []
    for place in range(number):
        passage = rng.choice(passages)
        words = passage.text.split()
        length = min(len(words), rng.randrange(8, 15))
        start = rng.randrange(len(words) - length + 1)
        run = words[start : start + length]
        kind = ("run", "words", "unaccented")[place % 3]
        if kind == "words":
            run = [word for word in run if rng.random() < 2 / 3] or run
        text = " ".join(run)
        made.append(KnownItem(fold(text) if kind == "unaccented" else text, passage.id, kind))
    return tuple(made)


def _fact(rng: random.Random, place: str, year: int) -> str:
    indicator = rng.choice(_indicators())
    whole = rng.randrange(2, 60_000)
    return rng.choice(_FACTS).format(
        place=place,
        year=year,
        indicator=indicator,
        Indicator=indicator[0].upper() + indicator[1:],
        verb=rng.choice(_VERBS),
        number=f"{whole:,}".replace(",", ".") if whole > 999 else f"{whole},{rng.randrange(10)}",
        unit=rng.choice(_UNITS),
        month=rng.randrange(2, 12),
        share=f"{rng.randrange(1, 140)},{rng.randrange(10)}",
    )


@lru_cache(maxsize=1)
def _indicators() -> tuple[str, ...]:
    return tuple(name for term in terms().values() for name in term.names)


@lru_cache(maxsize=1)
def _phrases() -> tuple[list[str], list[float]]:
    """Phrases of two to four syllables, each pair in them common, with their summed shares."""
    after: dict[str, list[str]] = {}
    for pair in sorted(common_pairs()):
        first, second = pair.split("_", 1)
        after.setdefault(first, []).append(second)
    rng = random.Random("phrases")
    firsts = sorted(after)
    phrases: dict[str, None] = {}
    while len(phrases) < _PHRASES:
        walk = [rng.choice(firsts)]
        for _ in range(rng.randrange(1, 4)):
            if walk[-1] in after:
                walk.append(rng.choice(after[walk[-1]]))
        phrases[" ".join(walk)] = None
    return list(phrases), list(accumulate(1 / (place + 3) for place in range(_PHRASES)))
