"""What a figure measures against the indicators a question names: the same, a part, the whole."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Literal

from store.records import Figure
from vietnamese.normal import fold
from vietnamese.quantity import PERCENT
from vietnamese.scope import Kind
from vietnamese.terms import are_sorts, is_part_of, read_terms, term
from vietnamese.tokens import syllables

#: Growth has a name of its own: "GRDP tăng 7%" is "tăng trưởng kinh tế 7%".
_GROWTH_OF = {
    "grdp": "growth_rate",
    "industrial_value": "industrial_growth",
}
_GROWN = {growth: name for name, growth in _GROWTH_OF.items()}
#: What was promised is not what was paid out.
_APART = frozenset({("registered_capital", "fdi_realised"), ("registered_capital", "disbursement")})
Relation = Literal["same", "part", "whole", "twin", "other", "unknown"]


def measured(figure: Figure) -> str | None:
    """Id of the indicator that a figure measures, its growth under the name that growth has."""
    name = figure.term
    aimed = figure.scope.kind in (Kind.TARGET, Kind.PLAN) and figure.unit in PERCENT
    if name and (figure.scope.kind is Kind.GROWTH or aimed):
        return _GROWTH_OF.get(name, name)
    return name


def is_of_money(figure: Figure) -> bool | None:
    """Whether what a figure is told of is a sum of money; None where that is not known."""
    known = term(figure.term) if figure.term else None
    return None if known is None else "money" in known.units


def relation(figure: Figure, asked: Collection[str]) -> Relation:
    """How what a figure measures relates to the indicators asked about, by ids.

    A part never speaks for its whole nor the whole for a part: "thu nội địa" is no "thu ngân sách";
    nor a twin for its twin: "nhập khẩu" is no "xuất khẩu".
    """
    names = _ids(figure) | _by_unit(figure)
    if not asked:
        return "unknown"
    if not names:
        # "Dân tộc La Ha có tỷ lệ hộ nghèo 41%" tells even less of those nearly poor
        spoken = {mention.term.id for mention in read_terms(figure.indicator)}
        apart = spoken and not spoken & set(asked)
        return (
            "twin" if apart and any(_are_twins(a, b) for a in spoken for b in asked) else "unknown"
        )
    # "vốn FDI thực hiện" has the name of the whole in it: the narrower one is meant
    said_too = {mention.term.id for mention in read_terms(figure.indicator)}
    own = figure.term or ""
    names |= {name for name in said_too if name == own or not is_part_of(own, name)}
    if names & set(asked):
        return "same"
    if any((figure.term, other) in _APART for other in asked):
        return "twin"
    if figure.term == "customs_revenue" and {"import", "export"} & set(asked):
        return "twin"  # "thu từ hoạt động xuất nhập khẩu" has both names in it
    if any(is_part_of(name, other) for name in names for other in asked):
        return "part"
    if any(is_part_of(other, name) for name in names for other in asked):
        return "whole"
    # "trồng mới 3.150 ha" may be of fields or of forests: its unit alone names no other thing.
    said = names - _by_unit(figure)
    if not said:
        return "unknown"
    sorts = {known.kin for known in map(term, asked) if known is not None and known.kin}
    if said & sorts:
        return "whole"  # the rate of either sort is not told
    return "twin" if any(_are_twins(name, other) for name in said for other in asked) else "other"


def _ids(figure: Figure) -> set[str]:
    """Ids of what a figure measures: "tăng trưởng kinh tế 7%" is the growth of the GRDP, too."""
    found = {name for name in (figure.term, measured(figure)) if name}
    of_growth = figure.scope.kind is Kind.GROWTH or figure.term in _GROWN
    grown = of_growth and figure.unit in PERCENT
    return found | {_GROWN[name] for name in found if grown and name in _GROWN}


def relation_to(asked: Collection[str], question: str, figure: Figure) -> Relation:
    """How a figure relates to the indicators that a question names; the part it names is them."""
    how = relation(figure, asked)
    return "same" if how == "part" and _is_named_part(figure, asked, question) else how


def _is_named_part(figure: Figure, asked: Collection[str], question: str) -> bool:
    """Whether what tells a part from the indicators asked about stands in the question itself.

    "Tỷ lệ hộ nghèo vùng dân tộc thiểu số" names the rate of all, and then the part.
    """
    part = term(figure.term) if figure.term else None
    wholes = [found for found in map(term, asked) if found is not None]
    if part is None or not any(is_part_of(part.id, whole.id) for whole in wholes):
        return False
    known = {word for whole in wholes for name in whole.names for word in syllables(fold(name))}
    words = set(syllables(fold(question)))
    own = [set(syllables(fold(name))) - known for name in part.names]
    line = f" {' '.join(syllables(fold(question)))} "
    counted = [
        f" {unit} {word} "
        for extra in own
        if len(extra) == 1
        for word in extra
        for unit in (fold(figure.unit), "hecta")
        if figure.unit in _MEASURE_OF
    ]
    if any(words_of in line for words_of in counted):
        return True  # "gieo trồng bao nhiêu ha lúa"
    return any(len(extra) > 1 and extra <= words for extra in own)


@lru_cache(maxsize=4096)
def _are_twins(one: str, other: str) -> bool:
    """Whether names of two indicators differ in one word only: "thu ngân sách", "chi ngân sách".

    Also where one has a word more inside: "hộ nghèo", "hộ cận nghèo"; and two sorts of one thing.
    """
    first, second = term(one), term(other)
    if first is None or second is None:
        return False
    if are_sorts(one, other):
        return True
    mine = {tuple(name.split()) for name in first.names}
    return any(
        len(words) > 1 and any(_one_apart(words, name) for name in mine)
        for words in (tuple(name.split()) for name in second.names)
    )


def _one_apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one word is another or stands in one of them only, an abbreviation aside."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    if len(short) < 2 or len(long) != len(short) + 1:
        return False
    return any(
        long[:at] + long[at + 1 :] == short and not long[at].isupper()
        for at in range(1, len(long) - 1)
    )


def names_of(figure: Figure) -> frozenset[str]:
    """Preferred names of what a figure measures, as the ledger has it: a text may use short ones.

    In search form, as the wordings of a question's concepts are.
    """
    return _names(tuple(sorted(_ids(figure))))


@lru_cache(maxsize=1024)
def _names(ids: tuple[str, ...]) -> frozenset[str]:
    known = [found for found in map(term, ids) if found is not None]
    return frozenset(" ".join(syllables(found.name)) for found in known)


#: What a unit says is measured, without a word of it: "khu công nghiệp Tân Đức 535 ha".
_OF_UNITS = {
    "ha": frozenset(("diện tích", "rộng", "dien tich", "rong")),
    "tấn": frozenset(("sản lượng", "sản", "lượng", "san luong", "san", "luong")),
    "km": frozenset(("chiều dài", "dài", "chieu dai", "dai")),
    "MW": frozenset(("công suất", "cong suat")),
}


#: What tonnes, hectares and heads are of: "trong đó tôm 62.000 tấn" is the "sản lượng tôm".
_MEASURE_OF = {"tấn": "sản lượng", "ha": "diện tích", "con": "đàn"}
#: Words of a part behind the name of its whole.
_LAST = 3


def named_by_unit(figure: Figure) -> frozenset[str]:
    """What a figure measures by its unit, in search form."""
    plain = _OF_UNITS.get(figure.unit, frozenset())
    measure = _MEASURE_OF.get(figure.unit)
    return plain | _measure_of(measure, figure.indicator)[0] if measure else plain


def _by_unit(figure: Figure) -> frozenset[str]:
    """Ids of what a figure of no known indicator measures by its unit and what it is of."""
    measure = None if figure.term else _MEASURE_OF.get(figure.unit)
    return _measure_of(measure, figure.indicator)[1] if measure else frozenset()


@lru_cache(maxsize=8192)
def _measure_of(measure: str, what: str) -> tuple[frozenset[str], frozenset[str]]:
    """The name of a measure of something in search form, and the id of the indicator it is."""
    words = what.split()
    if not words:
        return frozenset(), frozenset()
    name = f"{measure} {what}"
    ids = {mention.term.id for mention in read_terms(name)[:1] if mention.start == 0}
    names = {" ".join(syllables(name))}
    for size in range(min(_LAST, len(words) - 1), 0, -1):
        # the part that stands behind its whole: "tổng đàn gia súc chính … lợn"
        part = " ".join((measure, *words[-size:]))
        read = read_terms(part)
        if read and (read[0].start, read[0].end) == (0, len(part)):
            return frozenset((*names, " ".join(syllables(part)))), frozenset((read[0].term.id,))
    return frozenset(names), frozenset(ids)
