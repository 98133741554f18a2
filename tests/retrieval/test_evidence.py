"""What speaks for a sentence and what speaks against it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from retrieval.evidence import of_other_place, rank_sentences
from store.records import Figure
from tests.retrieval.written import asked, judged, rarity, written
from vietnamese.scope import Scope


def of(question, text, **described):
    _, candidates = judged(question, text, **described)
    return {item.sentence.text: item for item in candidates}


def test_the_very_day_counts_for_the_sentence_that_prints_it():
    question = "Nghị quyết của Huyện ủy ngày 12/4/2022 giao gì?"
    with_day = of(question, "Huyện ủy họp ngày 12/4/2022 bàn trồng quế.")
    without = of(question, "Huyện ủy họp bàn trồng quế.")
    assert max(i.coverage for i in with_day.values()) > max(i.coverage for i in without.values())


def test_a_place_that_a_sentence_spells_out_counts_and_an_inherited_one_takes_nothing_away():
    question = "Khu công nghiệp Hữu Lũng điều chỉnh xong quy hoạch nào?"
    named = of(question, "Hoàn thành quy hoạch phân khu Hữu Lũng.")
    inherited = of(question, "Hoàn thành quy hoạch phân khu.")
    (one,), (other,) = named.values(), inherited.values()
    assert one.coverage > other.coverage > 0


@pytest.mark.parametrize(
    ("question", "conflicts"),
    [
        ("Điều 9 của Quyết định số 15/QĐ-UBND quy định gì?", True),
        ("Điều 2 của Quyết định số 15/QĐ-UBND quy định gì?", False),
        ("Quyết định số 15/QĐ-UBND quy định gì?", False),
    ],
)
def test_an_article_asked_for_must_be_there(question, conflicts):
    text = "Quyết định số 15/QĐ-UBND.\n\nĐiều 2. Giao đất cho xã Đông Phong."
    found = of(question, text)
    assert any("part" in item.conflicts for item in found.values()) is conflicts


def test_a_sentence_that_leans_has_the_words_of_the_one_before():
    text = "Bà Trần Thị Hoa quản lý chợ phiên. Bà nghỉ hưu năm 2020."
    leaning = of("Bà Trần Thị Hoa nghỉ hưu năm nào?", text)["Bà nghỉ hưu năm 2020."]
    apart = of("Bà Trần Thị Hoa nghỉ hưu năm nào?", "Chợ họp.\nBà nghỉ hưu năm 2020.")
    assert leaning.own > apart["Bà nghỉ hưu năm 2020."].own


def test_without_an_order_sentences_come_by_what_they_hold_and_with_one_in_it():
    query = asked("Ai quản lý chợ phiên?")
    found = [(s, 1.0) for s in written("Trời mưa. Bà Hoa quản lý chợ phiên. Chợ đông.")]
    plain = rank_sentences(query, found, rarity)
    assert plain[0].sentence.text == "Bà Hoa quản lý chợ phiên."
    turned = rank_sentences(query, found, rarity, lambda query, items: list(reversed(items)))
    assert [item.sentence.text for item in turned] == [s.text for s, _ in reversed(found)]


def test_a_sentence_whose_figures_are_of_a_sister_place_is_of_that_place():
    text = "Chỉ số của huyện đạt 87 điểm, xếp thứ 4."
    other = asked("huyện Mai Sơn").scope.place
    figure = Figure(
        "a.md", 21, 28, "87 điểm", Decimal(87), None, None, "điểm", "", scope=Scope(place=other)
    )
    sentence = replace(written(text)[0], figures=(figure,))
    assert of_other_place(asked("Chỉ số của huyện Mộc Châu xếp thứ mấy?"), sentence)
    assert not of_other_place(asked("Chỉ số của huyện Mai Sơn xếp thứ mấy?"), sentence)
    assert not of_other_place(asked("Chỉ số của tỉnh Sơn La xếp thứ mấy?"), sentence)
    assert not of_other_place(asked("Chỉ số xếp thứ mấy?"), sentence)
