"""What a question leaves out is not what answers it."""

import pytest

from retrieval.exclusions import excluded_spans, is_excluded
from tests.retrieval.written import asked, written

HIGHER = "NTM nâng cao thêm 2 xã: Nậm Lạ, Pá Hốc."
PLAIN = "Công nhận mới 2 xã NTM: Mường Ẳng, Chiềng Ban."


@pytest.mark.parametrize(
    ("question", "text", "excluded"),
    [
        ("Xã nào đạt nông thôn mới (mới, không phải nâng cao)?", HIGHER, True),
        ("Xã nào đạt nông thôn mới?", HIGHER, True),
        ("xa nao dat ntm", HIGHER, True),
        ("Xã nào đạt nông thôn mới?", PLAIN, False),
        ("Xã nào đạt nông thôn mới nâng cao?", HIGHER, False),
        ("Những nơi nào bán chè, không kể Pá Hốc?", "Chè bán ở Pá Hốc.", True),
        ("Which places sell tea, except Pá Hốc?", "Chè bán ở Pá Hốc.", True),
        ("Ai lo cho hộ nghèo?", "Hội Phụ nữ lo cho hộ cận nghèo.", True),
        ("Ai lo cho hộ nghèo?", "Hội Phụ nữ lo cho hộ nghèo, hộ cận nghèo.", False),
        ("Có phải xã đạt nông thôn mới không?", PLAIN, False),
    ],
)
def test_what_is_left_out_answers_nothing(question, text, excluded):
    assert is_excluded(asked(question), written(text)[0]) is excluded


def test_words_left_out_are_no_subject():
    concepts = asked("Xã nào đạt nông thôn mới (mới, không phải nâng cao) năm 2022?").concepts
    assert not any("nâng cao" in concept.wordings for concept in concepts)


@pytest.mark.parametrize("text", ["Thu ngân sách đạt kế hoạch phải không?", "Vì sao không đạt?"])
def test_a_plain_no_leaves_nothing_out(text):
    assert not excluded_spans(text)
