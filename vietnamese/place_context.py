"""What stands around a name: whether it is a person's, a word of prose, or a place's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vietnamese.lexicon import Gap, Phrase, Word, word_set
from vietnamese.normal import fold, normalise
from vietnamese.place_names import Name

_SURNAMES = word_set(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm mai
    trịnh đào cao lương hà tạ tô tăng triệu chu châu nông hứa mạc la lò vi lục quách thạch kiều
    từ văn thị nghiêm ngọc vương giáp ma lộc hầu giàng vàng thào sùng cù lưu khuất doãn viên
    """
)
#: Surnames that hardly ever begin a place name: before a name they make it a person's.
_STRONG_SURNAMES = word_set(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh đào
    lương tạ tô triệu nông hứa văn thị lưu doãn khuất nghiêm
    """
)
_FOLDED_SURNAMES = frozenset(fold(name) for name in _STRONG_SURNAMES)
_GIVEN = word_set(
    """
    anh ánh bảo bích bình cường châu chi chí chiến cúc công diễm diệp dũng duy duyên đạt đăng
    đức giang hà hải hạnh hằng hậu hiền hiếu hiệp hoa hòa hoài hoàng hồng huệ hùng huy huyền
    hương khánh khoa khôi kiên kim lan linh loan long lợi lương mai mạnh mẫn minh mỹ nam nga
    ngân nghĩa ngọc nguyên nguyệt nhân nhật nhung ninh oanh phong phú phúc phương quân quang quế
    quốc quyên quyền quỳnh sơn sáng tâm tài tân thái thanh thành thảo thắng thiện thịnh thọ thu
    thủy thúy tiến tín toàn trang trâm trí trinh trọng trung trường tú tuấn tùng tuyết uyên vân
    việt vinh vĩnh vượng xuân yến
    """
)
_HONORIFICS = word_set(
    """
    ong ba anh chi em co chu bac cu mr ms mrs dr
    """
)
_SMALL_WORDS = word_set(
    """
    tai o ve va cua tu den voi cho theo tren tham rieng nhat do vi khi cac nhung hai ba trong
    ngoai giua gom nhu in at the of for from to and near between around
    """
)
_PREPOSITIONS = frozenset(("o", "tai", "in", "at"))
_OTHER_THINGS = word_set(
    """
    đường phố ngõ hẻm ngách cầu chợ vua núi sông hồ giải trường đền chùa hãng ty đoàn viện sao
    bệnh hiệu lò rạp tướng sư danh
    """
)
_FOLDED_THINGS = frozenset(fold(word) for word in _OTHER_THINGS)
_PEACE = word_set(
    """
    gin giu vi bao nen dan trong thoi the gioi on song chung giai phap cung hop dau tranh yeu
    chuyen bien dien tien trinh muu cau long
    """
)

#: What may be told of one member of a list before the next: "xã A (41 ha), B (26 ha)".
_TOLD = re.compile(
    r"^\s*(?:\([^()]*\)|:?\s*\d[\d.,]*(?<![.,])\s*(?:%|(?:nghìn |triệu |tỷ )?(?:ha|đồng|hộ|người"
    r"|km|tấn|dự án|xã|trường|sản phẩm|lượt)|tỷ|triệu)?)(?=\s*(?:[,;]|và\b))"
)
_VOWELS = re.compile(r"[aeiouy]+")


def _joined(line: Sequence[Word], place: int) -> bool:
    return 0 < place < len(line) and line[place].gap == Gap.SPACE


def in_person_name(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether the name is the end of a person's: Nguyễn Thị Thái Bình, bà Huế."""
    first = phrase.first
    if _joined(line, first) and line[first - 1].folded in _HONORIFICS:
        alone = phrase.last - phrase.first == 1 or phrase.value.ordinary
        if alone and line[first].capital:
            return True
    if not line[first].capital:
        return False
    place = first
    while _joined(line, place) and line[place - 1].capital and first - place < 4:
        place -= 1
        word = line[place]
        if word.shout and not line[first].shout:
            return False  # an acronym: UBND Thái Nguyên
        accented = word.form != word.folded
        if word.form in _STRONG_SURNAMES or (not accented and word.folded in _FOLDED_SURNAMES):
            return True
    return False


def looks_like_person(name: str) -> bool:
    """Whether a unit's name is shaped like a person's: Nguyễn Trung Trực, Minh Châu."""
    parts = normalise(name).split()
    if parts[0] in _SURNAMES and len(parts) > 1:
        return True
    return all(part in _GIVEN for part in parts)


def alone_in_capitals(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether the name stands as a run of capitalised words of its own."""
    before, after = phrase.first - 1, phrase.last
    if _joined(line, phrase.first) and line[before].capital:
        word = line[before]
        acronym = word.shout and len(word.raw) > 1 and not line[phrase.first].shout
        if not acronym and word.folded not in _SMALL_WORDS:
            return False
    return not (after < len(line) and line[after].gap == Gap.SPACE and line[after].capital)


def in_small_company(line: Sequence[Word], first: int, last: int) -> bool:
    """Whether no capitalised word that might belong to the name stands right beside it.

    The word that opens the text is capitalised anyhow.
    """
    before = line[first - 1] if first > 1 and _joined(line, first) else None
    if before is not None and before.capital and before.folded not in _SMALL_WORDS:
        return before.shout and len(before.raw) > 1
    if first and _joined(line, first) and line[first - 1].form in _STRONG_SURNAMES:
        return not line[first - 1].capital
    if first and _joined(line, first) and line[first - 1].folded in _HONORIFICS:
        return False
    return not (last < len(line) and line[last].gap == Gap.SPACE and line[last].capital)


def is_road_or_firm(line: Sequence[Word], first: int) -> bool:
    """Whether the word before makes the name that of a road, a river, a king or a firm.

    In a text with accents a word is what it is written: "chợ Gạo" is a market, "cho Gạo" is not.
    """
    if not _joined(line, first):
        return False
    word = line[first - 1]
    if word.form != word.folded or any(other.form != other.folded for other in line):
        return normalise(word.form) in _OTHER_THINGS
    return word.folded in _FOLDED_THINGS


def typed_like_person(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether a name typed without accents amid accented text reads as it stands: Thanh Hoa."""
    return all(word.form in _GIVEN for word in line[phrase.first : phrase.last])


def after_preposition(line: Sequence[Word], first: int) -> bool:
    """Whether a preposition of place stands before word `first`."""
    return _joined(line, first) and line[first - 1].folded in _PREPOSITIONS


def peace_not_place(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether the neighbours of "hoa binh", typed without accents, speak of peace."""
    near = line[max(0, phrase.first - 2) : phrase.first]
    near = [*near, *line[phrase.last : phrase.last + 1]]
    return any(word.folded in _PEACE for word in near)


def has_syllables(line: Sequence[Word], phrase: Phrase[Name]) -> bool:
    """Whether a name has more than one syllable, in one word or in several: "Đakrông"."""
    word = line[phrase.first].folded
    return phrase.last - phrase.first > 1 or len(_VOWELS.findall(word)) > 1


def without_told(between: str) -> str:
    """The words between two names of a list, without what is told of the first of them."""
    return _TOLD.sub("", between)


def is_officer(before: str, name: str) -> bool:
    """Whether the name after a zone's type is a person's: "Trưởng ban Quản lý các KCN Lê A"."""
    said = re.search(r"quan ly(?: cac)?\s*$", fold(normalise(before)))
    return looks_like_person(name) and said is not None
