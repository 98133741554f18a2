"""Slips of the fingers, and pairs of syllables that are common in Vietnamese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vietnamese.build_common_pairs import count_pairs
from vietnamese.common_pairs import common_pairs
from vietnamese.normal import normalise
from vietnamese.slips import distance, is_slip, lacks_tone, one_apart, one_slip, respelt

WORDS = st.text(alphabet="abdeghnot", min_size=1, max_size=7)


@given(WORDS)
def test_words_one_slip_apart_are_at_distance_one_at_most(word):
    assert all(distance(word, other) <= 1 for other in one_slip(word))


@given(WORDS, WORDS)
def test_distance_is_symmetric_and_zero_only_for_the_same_word(one, other):
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(WORDS, WORDS)
def test_one_apart_is_a_distance_of_one_at_most(one, other):
    assert one_apart(one, other) == (distance(one, other) <= 1)
    assert all(one_apart(one, slipped) for slipped in one_slip(one))


@given(WORDS, WORDS)
def test_all_words_at_distance_one_are_reached(one, other):
    if distance(one, other) == 1:
        assert other in set(one_slip(one))


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("ngam", "ngan", True),  # m lies beside n
        ("sahc", "sach", True),
        ("dug", "dung", True),
        ("chi", "thi", True),  # c and t sound alike at the end
        ("vang", "hang", False),
        ("su", "so", False),
    ],
)
def test_what_fingers_do(typed, meant, slip):
    assert is_slip(typed, meant) is slip


@pytest.mark.parametrize("pair", ["dân_sự", "hộ_nghèo", "giá_đất", "thất_nghiệp", "đặt_mục"])
def test_common_pairs_are_known(pair):
    assert pair in common_pairs()


def test_common_pairs_are_in_search_form():
    assert all(normalise(pair) == pair and pair.count("_") == 1 for pair in common_pairs())


def test_pairs_are_counted_once_a_text_and_names_left_out():
    counted = count_pairs(["giá đất, giá đất của Lan", "bảng giá đất"])
    assert counted["giá", "đất"] == 2
    assert counted["đất", "của"] == 1
    assert not any("lan" in pair for pair in counted)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bổ xung 30 tỷ đồng", "Bổ sung 30 tỷ đồng"),
        ("KỶ THUẬT SỐ", "KỸ THUẬT SỐ"),
        ("giáo giục và đào tạo", "giáo dục và đào tạo"),
        ("ho tro nguoi ngheo", "ho tro nguoi ngheo"),
        ("hỗ trợ người nghèo", "hỗ trợ người nghèo"),
    ],
)
def test_what_is_often_spelt_wrongly_is_put_right(typed, meant):
    assert respelt(typed) == meant


@pytest.mark.parametrize(
    ("given", "meant", "so"),
    [
        ("viêt", "việt", True),
        ("thôc", "thốc", True),
        ("viet", "việt", False),
        ("viêt", "viết", True),
        ("tâm", "tấm", False),
        ("việt", "việt", False),
    ],
)
def test_a_syllable_closed_by_a_stop_lacks_its_tone(given, meant, so):
    assert lacks_tone(given, meant) is so


def test_accents_that_single_words_lack():
    assert respelt("chi 9 thang đầu nam, vốn đâu tư công đạt") == (
        "chi 9 tháng đầu năm, vốn đầu tư công đạt"
    )
    assert respelt("hỏi giai ngân cuối nam") == "hỏi giải ngân cuối năm"
