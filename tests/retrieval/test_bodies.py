"""Which body does something: offices, firms, who invests, who lends a hand."""

import pytest

from retrieval.bodies import asks_body, body_spans, read_body
from retrieval.clauses import document_kind, read_document
from retrieval.own_papers import read_own
from retrieval.papers_asked import asks_number
from retrieval.signers import asks_signer
from tests.retrieval.written import asked, judged, rarity, written

TASKS = (
    "Sở Công Thương theo dõi chợ gia súc; Sở Nông nghiệp và PTNT chủ trì trồng rừng quế, phối hợp "
    "với Hội Nông dân và Huyện đoàn; Công ty CP Quế Việt bao tiêu quế."
)
MILL = "Nhà máy sấy quế (xã Nậm Lạ): Công ty TNHH Rừng Xanh, 40 tỷ đồng; Sở Công Thương theo dõi."
CONTRACT = "Công ty CP Đường Mới thi công gói thầu số 4; Công ty TNHH Núi Đá giám sát."
BRIDGE = "Cầu treo do Ban Quản lý dự án các công trình giao thông làm chủ đầu tư, vốn 9 tỷ đồng."


@pytest.mark.parametrize(
    ("question", "text", "body"),
    [
        ("Sở nào chủ trì trồng rừng quế?", TASKS, "Sở Nông nghiệp và PTNT"),
        ("so nao chu tri trong rung que", TASKS, "Sở Nông nghiệp và PTNT"),
        ("Cơ quan nào theo dõi chợ gia súc?", TASKS, "Sở Công Thương"),
        ("Đơn vị nào phối hợp trồng rừng quế?", TASKS, "Hội Nông dân và Huyện đoàn"),
        ("Doanh nghiệp nào bao tiêu quế?", TASKS, "Công ty CP Quế Việt"),
        ("Công ty nào đầu tư nhà máy sấy quế?", MILL, "Công ty TNHH Rừng Xanh"),
        ("Chủ đầu tư nhà máy sấy quế là ai?", MILL, "Công ty TNHH Rừng Xanh"),
        (
            "Ai làm chủ đầu tư cầu treo?",
            BRIDGE,
            "Ban Quản lý dự án các công trình giao thông",
        ),
        ("Doanh nghiệp nào làm cầu treo?", BRIDGE, None),
        ("Công ty nào giám sát gói thầu?", CONTRACT, "Công ty TNHH Núi Đá"),
        ("Đơn vị nào thi công gói thầu?", CONTRACT, "Công ty CP Đường Mới"),
    ],
)
def test_the_body_that_does_it(question, text, body):
    span = read_body(asked(question), written(text)[0], rarity)
    assert (span and text[span.start : span.end]) == body


@pytest.mark.parametrize(
    "question", ["Ông Nam chủ trì hội nghị nào?", "Hội thảo nào bàn về quế?", "Ai trồng rừng?"]
)
def test_a_meeting_or_a_person_is_no_body(question):
    assert asks_body(asked(question)) is None


def test_a_name_ends_before_a_person():
    text = "Giám đốc Sở Y tế Đỗ Văn Hùng và Ban Dân vận Tỉnh ủy trả lời."
    named = [text[span.start : span.end] for span in body_spans(text)]
    assert named[0] == "Sở Y tế"
    assert named[1].startswith("Ban Dân vận Tỉnh ủy")


PLAN = "Số: 312/KH-UBND\n\nCông bố kế hoạch trồng quế.\n\nCHỦ TỊCH\nPhạm Văn Nam\n"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Số hiệu văn bản kế hoạch trồng quế là gì?", "312/KH-UBND"),
        ("Kế hoạch trồng quế mang số mấy?", "312/KH-UBND"),
        ("Lãnh đạo nào đặt bút ký kế hoạch trồng quế?", "Phạm Văn Nam"),
        ("Số hiệu văn bản kế hoạch nuôi cá lồng là gì?", None),
    ],
)
def test_a_document_tells_its_own_number_and_signer(question, answer):
    query, candidates = judged(
        question,
        PLAN,
        title="Kế hoạch trồng quế năm 2026",
        number="312/KH-UBND",
        signer="Phạm Văn Nam",
    )
    assert asks_number(query) or asks_signer(query)
    statement = read_own(query, candidates, rarity)
    assert (statement and statement.short) == answer


def test_the_number_is_the_documents_own_and_of_the_body_that_issued_it():
    text = "Số: 88/KH-UBND\n\nCăn cứ Nghị quyết số 12/NQ-HĐND về phát triển rừng quế."
    query, candidates = judged(
        "Văn bản kế hoạch rừng quế của UBND huyện đánh số bao nhiêu?",
        text,
        title="Kế hoạch trồng rừng quế",
        number="88/KH-UBND",
        issuer="Ủy ban nhân dân huyện",
    )
    statement = read_own(query, candidates, rarity)
    assert statement is not None
    assert statement.short == "88/KH-UBND"


def test_a_document_of_any_kind_may_be_asked_for():
    text = "Xã Nậm Lạ được công nhận theo Quyết định số 77/QĐ-UBND ngày 02/3/2024."
    kind = document_kind(asked("Xã Nậm Lạ được công nhận theo văn bản số mấy?"))
    assert kind is not None
    span, full = read_document(kind, written(text)[0])
    assert full
    assert text[span.start : span.end].startswith("Quyết định số 77/QĐ-UBND")


def test_a_document_that_the_question_names_is_not_the_one_asked_for():
    text = "Thực hiện Nghị quyết số 09-NQ/HU, huyện ban hành Kế hoạch số 31/KH-UBND."
    query = asked("Văn bản nào của huyện thực hiện Nghị quyết 09-NQ/HU?")
    span, _ = read_document("van ban", written(text)[0], query.documents)
    assert text[span.start : span.end] == "Kế hoạch số 31/KH-UBND"


@pytest.mark.parametrize("question", ["Xã nào đăng ký về đích?", "Huyện có số dự án là bao nhiêu?"])
def test_neither_is_asked_for(question):
    query = asked(question)
    assert not asks_signer(query)
    assert not asks_number(query)
