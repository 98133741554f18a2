"""Words of the question form, which say nothing of what is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from vietnamese.lexicon import Gap, Lexicon, Word, has_accents, words
from vietnamese.sentences import Span

#: Phrases that are of the question form however they are typed.
_PHRASES = """
bao nhiêu | bao nhiêu tiền | bao nhiêu phần trăm | mấy phần trăm | là bao nhiêu | được bao nhiêu
như thế nào | thế nào | ra sao | thì sao | là gì | những gì | gồm những gì | bao gồm những gì
về việc gì | nội dung gì | việc gì | cái gì | điều gì | tên là gì | tên gì | khi nào | bao giờ
lúc nào | ngày nào | tháng nào | năm nào | thời gian nào | vào ngày mấy | ngày mấy | ngày bao nhiêu
ở đâu | nơi nào | vì sao | tại sao | do đâu | nguyên nhân nào | là ai | những ai | người nào
ông nào
xếp thứ mấy | xếp hạng mấy | đứng thứ mấy | đứng hạng mấy | hạng mấy | thứ mấy | xếp thứ bao nhiêu
xếp hạng bao nhiêu | đứng thứ bao nhiêu | hạng bao nhiêu | vị trí thứ mấy | xếp vị trí thứ mấy
cho biết | cho tôi biết | cho hỏi | xin hỏi | hãy cho biết | xin cho biết | cho mình hỏi | làm ơn
liệt kê | kể tên | kể ra | tóm tắt | nêu rõ | có phải | phải không | đúng không | hay không
có không | được không | hay chưa | chưa vậy | so với | bằng mấy | tính đến | tính tới | đến hết
thực hiện | tỷ lệ | con số | số liệu | cụ thể | hiện nay | hiện tại | cả năm
tổng cộng | tất cả | thay đổi | cả thảy | tất tần tật | gộp cả | gộp lại | cộng lại | tính gộp
mức nào | mức bao nhiêu | ở mức | đạt mức | về mức | khoảng bao nhiêu | tầm bao nhiêu
chừng bao nhiêu | cỡ bao nhiêu | đặt ra | đề ra | chỉ còn | hiện có | hiện còn | hiện đang
đến đâu | tới đâu | tính ra | tính đến cuối | tính tới cuối | hạ tuần | thượng tuần | trung tuần
tính tới hết | tới hết | để làm | cần tổng cộng | phần nào | bên nào | đơn vị nào | cơ quan nào
để thực hiện | để triển khai | để hoàn thành
một mét vuông | mỗi mét vuông | một m2 | mỗi m2 | trên mỗi mét vuông | một hecta | mỗi hecta
chỗ nào | số mấy | biến động | diễn biến | tăng hay giảm | tăng hay là giảm
thời điểm | tại thời điểm | thời điểm đầu | thời điểm cuối | đối chiếu với | thuộc diện | nếu tính
con số phần trăm | tỷ lệ phần trăm | ghi nhận hồi | ghi nhận lúc | ghi nhận vào | tính theo
tính dồn | tính gộp tới | hồi đầu | hồi cuối | hồi nửa đầu
hồi nửa cuối | hồi năm | bà con | mọi người
các bác | anh chị | hỏi chút | cho hỏi chút | theo tin | thông tin | số ước | ước chừng | một chút
ông ấy | bà ấy | ông ấy nói | bà ấy nói | theo tài liệu | trong tài liệu
xác nhận giúp | giúp tôi | giúp mình | trong số đó | trong số này | trong số ấy | số đó | số này
"""
#: "bao nhiêu triệu tấn": the unit asked for is no subject.
_ASKS = tuple(
    f"{before}{ask}"
    for before in (
        *(
            "",
            "được ",
            "là ",
            "còn ",
            "đạt ",
            "chiếm ",
            "lên ",
            "xuống ",
            "về ",
            "góp ",
            "đóng góp ",
            "ghi nhận ",
            "ghi nhận được ",
        ),
    )
    for ask in ("bao nhiêu", "mấy")
)
_SCALES = ("", "trăm", "vạn", "nghìn", "ngàn", "triệu", "tỷ", "nghìn tỷ")
_UNITS = [""] + [
    unit.strip()
    for unit in (
        "đồng,USD,đô,đô la,đô la Mỹ,tấn,ha,héc ta,héc-ta,hecta,ha cây,héc-ta cây,hecta cây,km"
        ",cây số,lượt,kWh,MW,phần trăm,tiền,kg,tạ,lít,m2,m3,km2,mét vuông,mét khối,ki lô mét"
    ).split(",")
]
#: By when: "chậm nhất là ngày nào".
_LIMITS = [
    f"{late} nhất {joint}{when}"
    for late in ("chậm", "muộn", "trễ")
    for joint in ("", "là ", "vào ", "đến ", "tới ", "là vào ")
    for when in ("khi nào", "bao giờ", "lúc nào", "ngày nào", "tháng nào", "năm nào", "ngày mấy")
] + "thời hạn,hạn chót,hạn cuối,hạn cuối cùng".split(",")
#: Words that hold one of them and are no question form.
_NAMES = "sầu riêng | cho vay | tài sản riêng | nhà riêng | mức sống | cần cẩu"
#: Single words, counted only as typed here: "hỏi" is of the question form, "hội" is not.
_WORDS = """
ai à ạ bằng bị biết các cái cần cho chỉ chưa có còn của cũng cùng dạ đã đang đâu đây đến đều để
đi đó được gì gồm hãy hay hiện hỏi hơn hết khi không là lại lên lúc mà mấy mình mỗi một muốn nào
này nên nếu ngay nhé nhỉ như nhưng những nữa nói ở ông bà phải qua ra rằng rất rồi sao sau sẽ so ta
tại tất tên thế theo thì tôi tới trên trong trước từ từng và vẫn vào vậy về với vừa việc xin tổng
giữa hôm định mức đặt khoảng chừng sang riêng cuối ghé kiếm nhắm món chút thôi lắm luôn
giùm dùm nghen nha nhen ad ấy nó kia
"""
#: Those of them that are safe without accents, too.
_PLAIN = """
ai a cac cai can chi cho chua co cua cung da dang dau duoc gi hay hoi khong la lai luc ma may minh
moi mot muon nao nay neu nhe nhi nhung o ra roi sao se tai the thi toi trong va vao vay ve voi xin
bn nhieu bao bang ay oi giua rieng
"""
_ENGLISH = """
a about after all also an and any are as at be been by can could did do does each for from give had
has have how i if in into is it its list many me much of on or per please s show some tell than that
the their them there these this those to us was we were what when where which who whom whose why
will with would you your name according against percentage percent fast quickly
early late mid want wants should must shall might note noted mention mentioned identify identified
"""


@lru_cache(maxsize=1)
def _lexicons() -> tuple[Lexicon[bool], frozenset[str], frozenset[str], frozenset[str]]:
    phrases: Lexicon[bool] = Lexicon()
    units = (f"{ask} {scale} {unit}" for ask in _ASKS for scale in _SCALES for unit in _UNITS)
    for phrase in (*_PHRASES.replace("\n", "|").split("|"), *_LIMITS, *units):
        if phrase.strip():
            phrases.add(phrase.strip(), True)
    for phrase in _NAMES.split("|"):
        phrases.add(phrase.strip(), False)
    return (
        phrases,
        frozenset(_WORDS.split()),
        frozenset(_PLAIN.split()),
        frozenset(_ENGLISH.split()),
    )


def _is_of_name(line: Sequence[Word], place: int) -> bool:
    """Whether a word begins a name within a line: a capital, and the next one as well."""
    if not 0 < place < len(line) - 1 or line[place].gap > Gap.SPACE:
        return False
    pair = line[place : place + 2]
    if not all(word.capital for word in pair) or pair[1].gap > Gap.SPACE:
        return False
    return not any(word.raw.isupper() for word in pair) and not line[place - 1].capital


@lru_cache(maxsize=64)
def question_words(text: str, language: str = "vi") -> tuple[Span, ...]:
    """Spans of the words of the question form in `text`, in order; "vi" or "en"."""
    phrases, accented, plain, english = _lexicons()
    line = words(text)
    bare = not has_accents(text)
    found = []
    first = 0
    while first < len(line):
        word = line[first]
        last = first
        if _is_of_name(line, first):  # "cầu Cái Vừng"
            first += 1
            continue
        if language == "en":
            last += word.folded in english
        else:
            phrase = phrases.longest(line, first, Gap.DASH, plain=True)
            if phrase is not None and not phrase.value:
                first = phrase.last
                continue
            if phrase is not None:
                last = phrase.last
            else:
                last += word.folded in plain if bare else word.form in accented
        if last > first:
            found.append(Span(word.start, line[last - 1].end))
        first = max(last, first + 1)
    return tuple(found)
