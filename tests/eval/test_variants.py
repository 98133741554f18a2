import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.variants import VARIANTS, vary
from vietnamese.normal import fold, is_unaccented, normalise

SENTENCE = "Năm 2023, tỉnh Hoà An thu 1.250,5 tỷ đồng từ xuất khẩu thuỷ sản, đạt 8,5% kế hoạch"
texts = st.text(alphabet="aăâeêioôơuưyđbchqtĐÁỐạảãýỳ 019.,-", max_size=60)


@pytest.mark.parametrize(
    ("variant", "expected"),
    [
        ("plain", "Đường thuỷ Hoà An năm 2023"),
        ("unaccented", "Duong thuy Hoa An nam 2023"),
        ("nfd", unicodedata.normalize("NFD", "Đường thuỷ Hoà An năm 2023")),
        ("tone", "Đường thủy Hòa An năm 2023"),
        ("upper", "ĐƯỜNG THUỶ HOÀ AN NĂM 2023"),
        ("telex", "Dduwowngf thuyr Hoaf An nawm 2023"),
    ],
)
def test_variant_of_a_phrase(variant, expected):
    assert vary("Đường thuỷ Hoà An năm 2023", variant, "1") == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [("hòa", "hoà"), ("Khỏe", "Khoẻ"), ("THỦY", "THUỶ"), ("tỏa", "toả"), ("hóa", "hoá")],
)
def test_tone_moves_both_ways_between_its_two_places(old, new):
    assert vary(old, "tone", "1") == new
    assert vary(new, "tone", "1") == old


@pytest.mark.parametrize("word", ["quý", "toán", "của", "thuở", "hoài", "mùa", "khuya", "an", "12"])
def test_tone_with_one_place_stays(word):
    assert vary(word, "tone", "1") == word


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("đường", "dduwowngf"),
        ("ĐƯỜNG", "DDUWOWNGF"),
        ("Ấn", "Aans"),
        ("tiếng", "tieengs"),
        ("mũ", "mux"),
        ("ăn", "awn"),
        ("Ở", "Owr"),
        ("5,5%", "5,5%"),
    ],
)
def test_telex_keys(word, keys):
    assert vary(word, "telex", "1") == keys


@pytest.mark.parametrize("variant", VARIANTS)
def test_variant_is_the_same_every_time_and_keeps_figures(variant):
    made = vary(SENTENCE, variant, "q7")
    assert made == vary(SENTENCE, variant, "q7")
    for figure in ("2023", "1.250,5", "8,5%"):
        assert figure in made


def test_questions_differ_in_where_the_slip_falls():
    assert len({vary(SENTENCE, "typo", str(number)) for number in range(30)}) > 10


@pytest.mark.parametrize("number", range(20))
def test_slip_changes_exactly_one_word(number):
    before, after = SENTENCE.split(), vary(SENTENCE, "typo", str(number)).split()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert len(changed) == 1
    was, now = changed[0]
    assert abs(len(was) - len(now)) <= 1


def test_nothing_to_slip_on_is_left_alone():
    assert vary("Ở 12 xã", "typo", "1") == "Ở 12 xã"


def test_half_takes_the_accents_off_some_syllables_only():
    made = vary(SENTENCE, "half", "q1")
    assert fold(made) == fold(SENTENCE)
    assert made != SENTENCE
    assert not is_unaccented(made)


def test_unknown_variant_is_refused():
    with pytest.raises(KeyError):
        vary("x", "morse", "1")


@settings(deadline=None)
@given(texts)
def test_folded_text_survives_all_variants_that_only_touch_accents(text):
    for variant in ("unaccented", "half", "tone", "nfd"):
        made = unicodedata.normalize("NFC", vary(text, variant, "1"))
        assert fold(made) == fold(unicodedata.normalize("NFC", text))


@settings(deadline=None)
@given(texts)
def test_tone_place_is_nothing_to_the_search_form_and_comes_back(text):
    composed = unicodedata.normalize("NFC", text)
    moved = vary(composed, "tone", "1")
    assert vary(moved, "tone", "1") == composed
    assert normalise(moved) == normalise(composed)


@settings(deadline=None)
@given(st.text(max_size=40), st.sampled_from(sorted(VARIANTS)))
def test_variants_never_raise(text, variant):
    assert isinstance(vary(text, variant, "1"), str)
    assert isinstance(VARIANTS[variant](text, random.Random(0)), str)
