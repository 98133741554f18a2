"""Greetings, introductions and thanks around a question weigh little; questions are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.rambling import LIGHT, light_spans, weighed_query
from store.lexical import lexical_query
from vietnamese.normal import fold

LONG = (
    "Kính gửi quý cơ quan, tôi là người dân ở xã Tân Hòa, xin hỏi mức hỗ trợ hộ nghèo là bao nhiêu?"
    " Xin chân thành cảm ơn!"
)


def asides(text):
    return [text[span.start : span.end] for span in light_spans(text)]


def test_a_letter_around_a_question():
    expected = [
        "Kính gửi quý cơ quan",
        "tôi là người dân ở xã Tân Hòa",
        "xin hỏi",
        "Xin chân thành cảm ơn",
    ]
    assert asides(LONG) == expected
    assert asides(fold(LONG)) == list(map(fold, expected))
    assert asides(LONG.upper()) == [text.upper() for text in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chào anh chị, cho em hỏi thủ tục cấp thẻ", ["Chào anh chị", "cho em hỏi"]),
        (
            "Tôi tên là Lan, sống tại Hà Nội. Thủ tục cấp thẻ?",
            ["Tôi tên là Lan", "sống tại Hà Nội"],
        ),
        ("Em năm nay 25 tuổi, mức đóng là bao nhiêu ạ", ["Em năm nay 25 tuổi"]),
        (
            "Mức đóng là bao nhiêu? Rất mong được quý cơ quan trả lời sớm.",
            ["Rất mong được quý cơ quan trả lời sớm"],
        ),
        ("Xin quý cơ quan cho biết mức đóng mới", ["Xin quý cơ quan cho biết"]),
        ("Tôi muốn hỏi về mức đóng mới", ["Tôi muốn hỏi về"]),
    ],
)
def test_each_kind_of_aside(text, expected):
    assert asides(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mục tiêu xuất khẩu năm 2031 là bao nhiêu?",
        "Ai là người ký quyết định?",
        "Tôi là giáo viên hợp đồng thì được hưởng chế độ gì?",
        "Hiện nay dân số sống ở đô thị là bao nhiêu?",
        "Người dân cần làm gì?",
        "Chào bán cổ phiếu ra công chúng, điều kiện và hồ sơ",
        "Gửi quyết định của tòa án cho người dân, thời hạn gửi",
        "GRDP",
        "xin chào",
        "Cảm ơn!",
        "",
        "?!",
    ],
)
def test_a_question_is_left_as_it_is(text):
    assert asides(text) == []
    assert weighed_query(text) == lexical_query(text)


def test_words_of_asides_weigh_little_and_the_rest_as_before():
    weights = weighed_query(LONG).fields["text"]
    plain = lexical_query("mức hỗ trợ hộ nghèo").fields["text"]
    assert all(weights[token] >= plain[token] for token in plain)
    assert weights["kính_gửi"] == pytest.approx(LIGHT * plain["hộ_nghèo"])


@given(st.text(max_size=80))
def test_any_text_is_read_and_spans_are_in_order(text):
    end = 0
    for span in light_spans(text):
        assert end <= span.start < span.end <= len(text)
        end = span.end
    weighed_query(text)
