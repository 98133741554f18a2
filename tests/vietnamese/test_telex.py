"""Keystrokes of Telex and VNI that were left in a text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.telex import carried_out, retyped, untelex

_TONES = dict(
    zip("\u0300\u0301\u0303\u0309\u0323", zip("fsxrj", "21435", strict=True), strict=True)
)
_MARKS = {"\u0302": ("", "6"), "\u031b": ("w", "7"), "\u0306": ("w", "8")}
SENTENCES = [
    "mục tiêu xuất khẩu năm 2021 của tỉnh Bắc Kạn là bao nhiêu",
    "tổng thu ngân sách nhà nước trên địa bàn huyện đạt bao nhiêu phần trăm dự toán",
    "ai là chủ tịch ủy ban nhân dân thành phố Sông Công",
    "giải ngân vốn đầu tư công quý trước được mấy phần trăm kế hoạch",
    "số trường học, bệnh viện xây mới từ tháng giêng đến giữa năm",
    "tỷ lệ hộ nghèo giảm được nhờ những khuyến khích nào",
]


def keystrokes(word, vni, tone_last):
    """What is typed for a word with an input method that is switched off."""
    typed, tone = "", ""
    for letter in word:
        base, *marks = unicodedata.normalize("NFD", letter)
        if base in "đĐ":
            base = ("d9" if vni else "dd").upper() if base == "Đ" else ("d9" if vni else "dd")
        typed += base
        for mark in marks:
            if mark in _TONES:
                tone = _TONES[mark][vni]
            else:
                telex, number = _MARKS[mark]
                typed += number if vni else telex or base.lower()
        if tone and not tone_last:
            typed, tone = typed + tone, ""
    return typed + tone


def as_typed(sentence, vni, tone_last):
    words = sentence.replace(",", " ,").split()
    typed = " ".join(word if word.isdigit() else keystrokes(word, vni, tone_last) for word in words)
    return typed.replace(" ,", ",")


@pytest.mark.parametrize("tone_last", [True, False], ids=["tone last", "tone at its vowel"])
@pytest.mark.parametrize("vni", [False, True], ids=["telex", "vni"])
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_typed_with_the_input_method_off_is_read(sentence, vni, tone_last):
    assert untelex(as_typed(sentence, vni, tone_last)) == sentence


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mucj", "mục"),
        ("mujc", "mục"),
        ("ddaauf", "đầu"),
        ("dduowcj", "được"),
        ("dduwowcj", "được"),
        ("ruwowngf", "rường"),
        ("Nguyeen", "Nguyên"),
        ("DDoor", "Đổ"),
        ("tieu6", "tiêu"),
        ("tie6u", "tiêu"),
        ("d9a62u", "đầu"),
        ("quoocs", "quốc"),
        ("giuwax", "giữa"),
        ("khuyeens", "khuyến"),
        ("uyr", "uỷ"),
    ],
)
def test_one_word_with_its_keys(typed, meant):
    read = carried_out(typed)
    assert read is not None
    assert unicodedata.normalize("NFC", read[0]) in (meant, meant.replace("uỷ", "ủy"))


@pytest.mark.parametrize(
    "text",
    [
        "toan",
        "as",
        "muc tieu nam 2021",
        "USD",
        "covid",
        "co bao nhieu ca F1, T1, Q2",
        "quy1 va quy2 hoac thang1",
        "hoc sinh lop5 truong tieu hoc",
        "What is the tax of our town?",
        "Who was here before us, and how has it gone since?",
        "I must rest here in town",
        "Tom hasn't seen his sister",
        "Giá gas trong nước và giá gas thế giới",
        "sản phẩm max và bus",
        "thư gửi soos@example.vn",
        "đến xưởng sản xuất xoong và boong tàu",
        "FDI, ODA, GRDP và PCI",
    ],
)
def test_other_text_is_left_alone(text):
    assert untelex(text) == text


def test_a_plain_slip_needs_a_clear_one_beside_it():
    assert untelex("thu cua tinh nawm 2021") == "thu cua tinh nawm 2021"
    assert untelex("cuar tinhr nawm thuees") == "của tỉnh năm thuế"


def test_names_follow_the_rest_of_the_text():
    assert untelex("xuaats khaaur cuar Thais Binhf") == "xuất khẩu của Thái Bình"


def test_a_question_with_accents_keeps_what_it_has():
    assert untelex("mục tiêu xuaats khẩu năm 2021") == "mục tiêu xuất khẩu năm 2021"


def test_capitals_stay_capitals():
    assert untelex("MUCJ TIEEU THU NGAAN SACHS") == "MỤC TIÊU THU NGÂN SÁCH"


def test_figures_and_punctuation_stay_where_they_are():
    assert untelex("thuees ddatj 1.330 tyr (2021)?") == "thuế đạt 1.330 tỷ (2021)?"


@given(st.text(alphabet="abcdeghijklmnopqrstuwxyz dăâđêôơưáàảãạ 0123456789.", max_size=60))
def test_reading_twice_changes_nothing_more(text):
    once = untelex(text)
    assert untelex(once) == once


@given(st.text(max_size=80))
def test_any_text_is_read_without_error(text):
    assert isinstance(untelex(text), str)


@given(st.lists(st.sampled_from(" ".join(SENTENCES).split()), min_size=1, max_size=12))
def test_well_written_words_come_back_as_they_are(words):
    text = " ".join(words)
    assert untelex(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("thnags", "tháng"),
        ("sahcs", "sách"),
        ("licjh", "lịch"),
        ("dafnh", "dành"),
        ("ngừoi", "người"),
        ("đựơc", "được"),
        ("phâfn", "phần"),
        ("xuấts", "xuất"),
        ("truờng", "trường"),
        ("Ddộng", "động"),
    ],
)
def test_keys_in_another_order_are_carried_out(typed, meant):
    assert retyped(typed) == (meant,)


@pytest.mark.parametrize("typed", ["wifi", "fpt", "covid", "2021", "", "iphone", "x" * 40, "ha2"])
def test_what_no_keys_give_is_nothing(typed):
    assert retyped(typed) == ()


@given(st.text(max_size=20))
def test_any_word_is_retyped_without_error(text):
    for meant in retyped(text):
        assert meant == meant.lower()
