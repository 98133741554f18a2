"""Documents and articles that a question points at by number, and the passages that are them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.references import Part, fit, read_references, wordings
from vietnamese.normal import fold


def read(text):
    return [
        (r.kind, r.number, [(part.unit, *part.numbers) for part in r.parts])
        for r in read_references(text)
    ]


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("01-NQ/TU", "nq", ("1", "nq", "tu")),
        ("Nghị quyết số 01-NQ/TU nói gì?", "nq", ("1", "nq", "tu")),
        ("số 01 - NQ / TU", "nq", ("1", "nq", "tu")),
        ("Nghị quyết 01", "nq", ("1",)),
        ("NQ 01", "nq", ("1",)),
        ("NĐ 15/2020/NĐ-CP", "nd", ("15", "2020", "nd", "cp")),
        ("nghi dinh so 15/2020/nd-cp quy dinh gi", "nd", ("15", "2020", "nd", "cp")),
        ("15/2020/NĐ CP", "nd", ("15", "2020", "nd", "cp")),
        ("Nghị định 15/2020", "nd", ("15", "2020")),
        ("quyết định số 1234", "qd", ("1234",)),
        ("Quyết định 99 của UBND tỉnh", "qd", ("99",)),
        ("Luật số 45/2019/QH14", "", ("45", "2019", "qh14")),
        ("kế hoạch số 80/KH-UBND", "kh", ("80", "kh", "ubnd")),
        ("chỉ thị 16", "ct", ("16",)),
    ],
)
def test_document_numbers_are_read_in_any_spelling(text, kind, number):
    assert read(text) == [(kind, number, [])]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Điều 5", [("dieu", "5")]),
        ("điều 5a", [("dieu", "5a")]),
        ("khoản 2 Điều 10", [("dieu", "10"), ("khoan", "2")]),
        ("điều 10, khoản 2", [("dieu", "10"), ("khoan", "2")]),
        ("diem a khoan 2 dieu 10", [("dieu", "10"), ("khoan", "2"), ("diem", "a")]),
        ("khoản 2 điểm a", [("khoan", "2"), ("diem", "a")]),
        ("chương III", [("chuong", "3")]),
        ("Chương 14 mục 1", [("chuong", "14"), ("muc", "1")]),
        ("Điều 5, 6 và 7", [("dieu", "5", "6", "7")]),
        ("phụ lục 2", [("phu luc", "2")]),
    ],
)
def test_articles_are_read_widest_first(text, parts):
    assert read(text) == [("", (), parts)]


@pytest.mark.parametrize(
    "text",
    [
        "khoản 2 Điều 5 của Nghị quyết 01",
        "Nghị quyết 01, Điều 5 khoản 2",
        "khoan 2 dieu 5 nghi quyet 01",
        "Khoản 2, Điều 5 (Nghị quyết số 01)",
    ],
)
def test_an_article_and_its_document_are_one_reference(text):
    assert read(text) == [("nq", ("1",), [("dieu", "5"), ("khoan", "2")])]


def test_two_documents_are_two_references():
    assert [number for _, number, _ in read("so sánh 01-NQ/TU và 02-NQ/TU")] == [
        ("1", "nq", "tu"),
        ("2", "nq", "tu"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "báo cáo 6 tháng đầu năm 2031",
        "kế hoạch 2031",
        "quyết định 3 nội dung",
        "khoản 2 tỷ đồng",
        "tăng 3 điểm phần trăm",
        "mức 5 triệu đồng",
        "ngày 15/2/2031",
        "đạt 12/30 dự án, tăng 8,5%",
        "đường 13-B",
        "Covid-19",
        "điều gì",
        "chương trình mục tiêu",
        "",
    ],
)
def test_what_is_counted_or_dated_is_no_reference(text):
    assert read(text) == []


@given(
    article=st.integers(1, 200),
    clause=st.integers(1, 20),
    number=st.integers(1, 4000),
    code=st.sampled_from(["NQ/TU", "NQ-HĐND", "KH-UBND"]),
)
def test_accents_and_capitals_do_not_matter(article, clause, number, code):
    text = f"Khoản {clause} Điều {article} của Nghị quyết số {number:02}/{code} quy định gì?"
    expected = read(text)
    assert len(expected) == 1
    assert expected[0][2] == [("dieu", str(article)), ("khoan", str(clause))]
    assert read(fold(text)) == read(text.upper()) == read(text.lower()) == expected


@given(st.text(max_size=60))
def test_any_text_is_read_and_spans_lie_within_it(text):
    for reference in read_references(text):
        assert 0 <= reference.start < reference.end <= len(text)
        assert fit([reference], text) >= 0
        assert all(wordings(reference))


RIGHT = (
    "Điều 5. Mức hỗ trợ\n1. Hỗ trợ hộ nghèo.\n2. Hỗ trợ hộ cận nghèo.",
    "Nghị quyết số 01-NQ/TU",
)


def worth(question, text, context="", headings=()):
    return fit(read_references(question), text, headings, context)


@pytest.mark.parametrize(
    "question",
    [
        "Điều 5 Nghị quyết 01",
        "dieu 5 nghi quyet so 01-nq/tu",
        "khoản 2 Điều 5 01-NQ/TU",
        "Điều 5",
        "NQ 1",
    ],
)
def test_the_article_itself_is_worth_most(question):
    assert worth(question, *RIGHT) == 1.0


@pytest.mark.parametrize(
    "question", ["Điều 5 Nghị quyết 01", "khoản 2 Điều 5 Nghị quyết 01", "Điều 5 của 01-NQ/TU"]
)
@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("Theo Điều 5 Nghị quyết số 01-NQ/TU, mức hỗ trợ là như sau.", "Kế hoạch số 9/KH-UBND"),
        (RIGHT[0], "Nghị quyết số 02-NQ/TU"),
        ("Điều 6. Tổ chức thực hiện", "Nghị quyết số 01-NQ/TU"),
        ("Điều 50. Điều khoản chung", "Nghị quyết số 01-NQ/TU"),
        ("Điều 5. Mức hỗ trợ", "Nghị quyết số 101-NQ/TU"),
    ],
)
def test_another_article_or_document_is_worth_less(question, text, context):
    assert worth(question, text, context) < worth(question, *RIGHT)


def test_a_number_inside_another_is_not_found():
    assert worth("Nghị quyết 01", "Nghị quyết số 101-NQ/TU và 011-NQ/TU") == 0
    assert worth("Điều 1", "Điều 15. Hiệu lực") == 0


def test_headings_say_what_a_passage_is():
    assert worth("chương III", "Quy định chung", headings=("Chương 3", "Điều 8")) == 1.0
    assert worth("chương 3", "Quy định chung", headings=("CHƯƠNG III",)) == 1.0
    assert worth("phụ lục 2", "Biểu số liệu", context="PHỤ LỤC II") == 1.0


def test_without_a_reference_nothing_is_worth_anything():
    assert fit([], "Điều 5") == 0


def test_other_wordings_for_the_lexical_leg():
    (reference,) = read_references("chương III NQ 1")
    assert wordings(reference) == ("nghị quyết số 01", "01 nq", "chương 3", "chương iii")
    assert Part("chuong", ("3",)) in reference.parts


def test_a_decision_named_with_what_it_does():
    for text in ("Quyết định 815 phê duyệt đề án", "quyet dinh 815 phe duyet de an"):
        (reference,) = read_references(text)
        assert reference.number == ("815",)
