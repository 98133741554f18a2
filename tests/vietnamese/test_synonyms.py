"""Words that stand for the same thing, as readers and texts use them."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.matching import Matcher, layer
from retrieval.understand import understand
from vietnamese.synonyms import read_synonyms


@pytest.mark.parametrize(
    ("question", "phrase", "other"),
    [
        ("Cầu Sông Lô khi nào làm xong?", "làm xong", "hoàn thành"),
        ("cau song lo khi nao lam xong", "lam xong", "hoàn thành"),
        ("Bao nhiêu du khách đã đến đây?", "du khách", "khách du lịch"),
        ("Hạn chót nộp báo cáo là ngày nào?", "Hạn chót", "chậm nhất"),
    ],
)
def test_a_phrase_is_told_with_what_texts_say_for_it(
    question: str, phrase: str, other: str
) -> None:
    found = {question[item.start : item.end]: item.others for item in read_synonyms(question)}
    assert other in found[phrase]
    assert phrase not in found[phrase]


def test_a_single_word_without_accents_has_none() -> None:
    assert read_synonyms("tien lam xong")
    assert all("tien" not in "tien lam xong"[x.start : x.end] for x in read_synonyms("tien sua"))


def test_a_sentence_in_other_words_holds_the_question() -> None:
    query = understand("Bao giờ làm xong cầu vượt sông?", today=date(2026, 1, 1))
    matcher = Matcher(query.concepts, lambda word: 1.0, accented=True)
    meant = matcher.coverage([layer("Công trình cầu vượt sông hoàn thành trước ngày 30/6/2025")])
    another = matcher.coverage([layer("Công trình cầu vượt sông tạm dừng từ ngày 30/6/2025")])
    assert meant > another + 0.2
