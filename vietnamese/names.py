"""Names of people in Vietnamese prose."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vietnamese.normal import fold, place_tone

#: Family names of the Kinh and of the larger minorities (Tày, Nùng, Thái, Mông, Dao, Mường, Khmer,
#: Chăm, Hoa, Ê Đê), in lower case and traditional tone placement.
_FAMILY = frozenset(
    """nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn lâm trịnh
    mai đào phùng hà tạ lương thái cao châu tô quách la lã trương tăng từ tống văn vương viên vi
    nông nùng ma mã hứa lục lò lường quàng cà tòng bế chu doãn dư giáp hầu hạ khổng khúc kiều kim
    lại lưu mạc nghiêm nhữ ninh ngụy quan sầm sùng giàng thào vàng cứ hạng thạch sơn danh
    chau bàn triệu đàm điểu y h' k' rơ ksor siu kpă niê ayun thân thiều tiêu tôn trang ứng
    trượng đàng lù lồ tẩn chảo chẻo phàn cháng sồng tráng thền lèng pờ lừu khoàng
    uông vừ xa âu bạch bành biện cái cầm cấn chử cung cù diệp đái đan đậu đổng đới
    hàn hình kha khâu khương lạc liễu linh lữ mẫn ngân nhan nhâm ôn phí phương quản
    quế tào tiết tưởng ung vòng xuân""".split()
)
#: Family names without their accents.
FAMILY_NAMES = frozenset(map(fold, _FAMILY))
#: Given names of the Ê Đê and K'Ho carry their mark: "H'Lan Mlô", "K'Tiếng"; with small letters
#: behind it they are places ("H'leo").
_MARKED = re.compile(r"[HK]['’](?=[^\W\d_])")
#: What follows "Y" where it is no name: "Y tế".
_MEDICINE = frozenset("tế khoa dược học sĩ sỹ tá bạ".split())
#: Syllables of a name, at least and at most.
_SHORTEST, _LONGEST = 2, 5
#: First words of posts, which follow a title, too: "đồng chí Phó Bí thư".
_POSTS = frozenset("phó chủ bí trưởng giám nguyên ủy thường chánh cục tổng thứ bộ".split())
_LEADS = frozenset("ông bà anh chị đồng chí ts ths pgs gs bs ks ls cn cụ".split())
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A person's name at start:end; `led` when a title (ông, bà, đồng chí) stands before it."""

    start: int
    end: int
    text: str
    led: bool


def read_names(text: str) -> list[NameMention]:
    """Names of people: a family name and one to four more capitalised syllables of one breath.

    After a title (ông, bà, đồng chí) any family name will do, and two syllables of a known one;
    otherwise two are left out, as they are often a place or a body ("Thái Nguyên", "Quan Hóa").
    Names in capitals throughout are read too ("NGUYỄN VĂN A").
    """
    words = list(_WORD.finditer(text))
    found: list[NameMention] = []
    place = 0
    while place < len(words):
        run = _run(text, words, place)
        first = place_tone(words[place][0].lower())
        led = run >= _SHORTEST and _is_led(text, words, place)
        known = first in _FAMILY or _is_marked(words[place][0])
        is_name = (run > _SHORTEST and (led or known)) or (led and known)
        is_name = is_name or (run >= _SHORTEST and _is_marked(words[place][0]))
        is_name = is_name and not (first == "y" and words[place + 1][0].lower() in _MEDICINE)
        if is_name and run <= _LONGEST and first not in _POSTS:
            last = words[place + run - 1]
            span = text[words[place].start() : last.end()]
            found.append(NameMention(words[place].start(), last.end(), span, led))
            place += run
        else:
            place += 1
    return found


def _run(text: str, words: list[re.Match[str]], place: int) -> int:
    """How many capitalised words stand from `place` on, one more than a name has at most."""
    count = 0
    shouted: bool | None = None
    while place + count < len(words) and count <= _LONGEST:
        word = words[place + count]
        if not word[0][0].isupper():
            break
        if count and text[words[place + count - 1].end() : word.start()] != " ":
            break
        if len(word[0]) > 1:  # one letter is a capital in either writing: "Y Bhăm", "Giàng A Chu"
            if shouted is not None and word[0].isupper() != shouted:
                break
            shouted = word[0].isupper()
        count += 1
    return count


def _is_marked(word: str) -> bool:
    match = _MARKED.match(word)
    return match is not None and word[match.end()].isupper()


def _is_led(text: str, words: list[re.Match[str]], place: int) -> bool:
    if not place:
        return False
    before = words[place - 1]
    gap = text[before.end() : words[place].start()]
    return before[0].lower() in _LEADS and gap.strip(" .") == ""
