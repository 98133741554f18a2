"""Vocabulary pieces that look like a person's name, which the shipped model must not hold.

A superword piece is taken for a name when it holds a Vietnamese family name followed by another
syllable, and the training texts write just that run with capital initials at least half of the
time ("Trần Thị B", not "lê hội", "vi phạm" or "cao tốc"). Provinces whose name begins like a
family name are kept. Names of public persons go the same way; nothing is lost by it, since their
syllables stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from vietnamese.normal import fold, normalise

#: family names of the Kinh and of the other peoples of Viet Nam, in search form
FAMILY_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
    nguyễn trần lê phạm huỳnh hoàng phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đinh lâm mai
    trịnh đoàn tăng trương hà tạ cao tô châu lương lưu phùng vương từ thái tôn kiều quách
    triệu nghiêm la lại mạc nông vi ma giàng sùng vàng thào hầu lò quàng cầm đèo bạch kim
    thạch sơn danh âu ông văn chu doãn đàm khổng khúc lục mạch ninh phó phí tống tiêu trà
    ung hứa hàn giáp cù cung diệp điền đồng đổng đường ngụy nhâm thân thi tòng tằng lầu vừ
    cháng lù hạng cứ chẩu hoa khuất mẫn vì siu rơ ksor rmah rahlan nay niê y hwing êban mlô
    kpă a blong hồng thẩm trầm sầm lã
    """,
    )
)

#: provinces, old and new, that begin with what is also a family name
KEPT = frozenset(
    """
    hà nội|hà giang|hà nam|hà tây|hà tĩnh|hà bắc|cao bằng|lâm đồng|thái bình|thái nguyên|an giang
    |hồ chí minh|sơn la|đồng nai|đồng tháp|ninh bình|ninh thuận|kiên giang|trà vinh
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)

#: syllables after the family name that are looked at: "Lê Thị Minh Anh" has three
_FURTHER = 3
#: share of capitalised occurrences from which a run is taken for a name
_SHARE = 0.5

_WORD = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[^\w\s]+|\n")


@dataclass(slots=True)
class NameCounter:
    """How often runs that begin with a family name are capitalised, in accented and folded form."""

    capitalised: Counter[str] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)

    def add(self, texts: Iterable[str]) -> None:
        """Count the runs of `texts`, which keep their capital letters."""
        for text in texts:
            for clause in _BREAK.split(text):
                self._add_clause(_WORD.findall(clause))

    def _add_clause(self, words: list[str]) -> None:
        forms = [_form(word) for word in words]
        for start, form in enumerate(forms):
            if form not in FAMILY_NAMES or (words[start].isupper() and len(form) > 1):
                continue
            for end in range(start + 2, min(start + 2 + _FURTHER, len(words) + 1)):
                run = " ".join(forms[start:end])
                is_name = all(word[0].isupper() for word in words[start:end])
                for written in {run, fold(run)}:
                    self.seen[written] += 1
                    self.capitalised[written] += is_name

    def is_name(self, piece: str) -> bool:
        """Whether a vocabulary piece, words apart by spaces, holds what looks like a name."""
        words = piece.split()
        for start, word in enumerate(words):
            if word not in _FAMILY_FORMS:
                continue
            for end in range(start + 2, min(start + 2 + _FURTHER, len(words) + 1)):
                run = " ".join(words[start:end])
                if run in _KEPT_FORMS:
                    break
                if self.capitalised[run] > 0 and self.capitalised[run] >= _SHARE * self.seen[run]:
                    return True
        return False


@cache
def _form(word: str) -> str:
    return normalise(word)


_FAMILY_FORMS = FAMILY_NAMES | {fold(name) for name in FAMILY_NAMES}
_KEPT_FORMS = KEPT | {fold(name) for name in KEPT}
