"""Who presented a report, and what a question leaves out."""

import pytest

from retrieval.bodies import read_body
from retrieval.exclusions import excluded_spans
from retrieval.persons import read_person
from retrieval.places_asked import meant_places
from retrieval.posts import read_post
from retrieval.several import split_questions
from retrieval.signers import asks_signer
from tests.retrieval.written import asked, rarity, written
from vietnamese.places import read_places

MEETING = (
    "Bà Trần Thị Hoa, Bí thư Tỉnh ủy, làm việc với huyện; báo cáo do ông Lê Văn Bình, Bí thư Huyện"
    " ủy, trình bày cho thấy kết quả khá."
)


@pytest.mark.parametrize(
    "question",
    [
        "Ai đọc báo cáo của huyện tại buổi làm việc?",
        "Báo cáo của huyện do ai trình bày?",
        "ai trinh bay bao cao cua huyen",
        "Người nào thay mặt huyện đọc báo cáo?",
        "Who presented the district report?",
    ],
)
def test_who_presents_a_report_stands_before_the_verb(question):
    sentence = written(MEETING)[0]
    span = read_person(asked(question), sentence, rarity)
    assert span
    assert MEETING[span.start : span.end] == "Lê Văn Bình"


def test_who_only_attends_presents_nothing():
    sentence = written("Bà Trần Thị Hoa, Bí thư Tỉnh ủy, dự buổi làm việc với huyện.")[0]
    assert read_person(asked("Ai đọc báo cáo tại buổi làm việc?"), sentence, rarity) is None


def test_who_runs_a_sector_is_head_of_its_department():
    text = "Bà Trần Thị Hoa chủ trì họp. Ông Lê Văn Bình, Giám đốc Sở Du lịch, phát biểu."
    first, second = written(text)
    question = asked("Ai điều hành ngành du lịch?")
    assert read_person(question, first, rarity) is None
    span = read_person(question, second, rarity)
    assert span
    assert text[span.start : span.end] == "Lê Văn Bình"


@pytest.mark.parametrize(
    ("question", "out"),
    [
        ("Nếu bỏ tiền thuê đất ra thì huyện thu bao nhiêu?", "Nếu bỏ tiền thuê đất ra"),
        ("Loại trừ tiền thuê đất, huyện thu bao nhiêu?", "Loại trừ tiền thuê đất"),
        ("khi tru tien thue dat thi huyen thu bao nhieu", "khi tru tien thue dat"),
        ("Huyện bỏ bao nhiêu tiền làm đường?", ""),
    ],
)
def test_what_is_taken_off_is_left_out(question, out):
    assert "".join(question[span.start : span.end] for span in excluded_spans(question)) == out


@pytest.mark.parametrize(
    "question",
    [
        "Trong kế hoạch của tỉnh Hòa Bình, huyện Lương Sơn thu ngân sách bao nhiêu?",
        "Ở tỉnh Nghệ An, huyện Kỳ Sơn thu ngân sách bao nhiêu?",
    ],
)
def test_a_place_in_the_one_before_is_the_one_asked_about(question):
    assert split_questions(question) == (question,)
    (meant,) = meant_places(question, read_places(question))
    assert meant.text.startswith("huyện")


RULED = (
    "Sở Lao động, Thương binh và Xã hội, Ban Quản lý các khu công nghiệp, các huyện phải rà soát"
    " tai nạn lao động và tham mưu cho Ban Chỉ đạo tỉnh."
)


@pytest.mark.parametrize(
    "question",
    [
        "Ai phải rà soát tai nạn lao động?",
        "Những ai phải rà lại tai nạn lao động?",
        "Cơ quan nào phải rà soát tai nạn lao động?",
        "ai phai ra soat tai nan lao dong",
    ],
)
def test_who_has_to_do_something_stands_before_the_verb(question):
    span = read_body(asked(question), written(RULED)[0], rarity)
    assert span
    assert RULED[span.start : span.end] == (
        "Sở Lao động, Thương binh và Xã hội, Ban Quản lý các khu công nghiệp"
    )


@pytest.mark.parametrize(
    ("question", "text", "post"),
    [
        (
            "Xã phải hứa với ai?",
            "Xã gửi báo cáo về UBND huyện và cam kết với Chủ tịch UBND huyện về tiến độ.",
            "Chủ tịch UBND huyện",
        ),
        (
            "Ai ký duyệt cho tỉnh làm cầu?",
            "Việc làm cầu đã được Thủ tướng Chính phủ phê duyệt.",
            "Thủ tướng Chính phủ",
        ),
    ],
)
def test_everyday_verbs_are_those_of_the_text(question, text, post):
    span = read_post(asked(question), written(text)[0], rarity)
    assert span
    assert text[span.start : span.end] == post
    assert not asks_signer(asked(question))
