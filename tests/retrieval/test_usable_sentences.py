"""Which sentences may answer when the asker's words are not those of the text."""

from dataclasses import replace

import pytest

from retrieval.usable_sentences import usable_sentences
from tests.retrieval.written import judged

TEXT = (
    "Hội nghị cảnh báo nguy cơ cháy rừng và thiếu nước ngọt ở các bản vùng cao. "
    "Đại biểu nghe báo cáo về chợ phiên."
)


def usable(question, likely, **changed):
    query, candidates = judged(question, TEXT)
    told = zip(candidates, likely, strict=True)
    candidates = [replace(item, likely=one, coverage=0.45, **changed) for item, one in told]
    return [item.sentence.text for item in usable_sentences(query, candidates)]


def test_a_sentence_far_ahead_of_all_others_answers_although_it_holds_half_the_question():
    found = usable("Đại biểu lo ngại những nguy cơ gì?", (3.5, 1.0), own=0.4)
    assert found == ["Hội nghị cảnh báo nguy cơ cháy rừng và thiếu nước ngọt ở các bản vùng cao."]


@pytest.mark.parametrize(
    ("likely", "changed"),
    [
        ((3.5, 3.2), {"own": 0.4}),
        ((1.5, -1.0), {"own": 0.4}),
        ((3.5, 1.0), {"own": 0.1}),
        ((3.5, 1.0), {"own": 0.4, "lacks": True}),
        ((3.5, 1.0), {"own": 0.4, "conflicts": ("place",)}),
    ],
)
def test_one_of_several_or_of_something_else_does_not(likely, changed):
    assert usable("Đại biểu lo ngại những nguy cơ gì?", likely, **changed) == []


def test_a_name_or_a_date_has_to_stand_beside_the_words_of_the_question():
    assert usable("Ai lo ngại nguy cơ cháy nhà?", (3.5, 1.0), own=0.4, lacks=False) == []
    assert usable("Nguy cơ được nói khi nào?", (3.5, 1.0), own=0.1) == []
