"""Posts that do something where a text gives no name."""

import pytest

from retrieval.posts import is_given, post_spans
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity

GIVEN = (
    "Ông Lê Văn Bình, Chủ tịch UBND tỉnh, giao đồng chí Phó Chủ tịch thường trực UBND tỉnh tiếp thu"
    " góp ý về đề án rừng quế."
)
TO_ONE = "Bà Trần Thị Hoa giao ông Phạm Văn Nam chủ trì đề án rừng quế."
APPROVED = "Chủ tịch UBND tỉnh cho biết quy hoạch rừng quế đã được Thủ tướng Chính phủ phê duyệt."
PLEDGED = "Ba ngành phải báo cáo về UBND tỉnh và cam kết với Chủ tịch UBND tỉnh về tiến độ."
DECIDED = "Bộ trưởng Bộ Tài chính quyết định mức thưởng của người trồng quế."


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


@pytest.mark.parametrize(
    ("question", "text", "answer"),
    [
        ("Chủ tịch tỉnh giao ai tiếp thu góp ý về đề án rừng quế?", GIVEN, "Phó Chủ tịch thường"),
        ("Ai nhận việc tiếp thu góp ý về đề án rừng quế?", GIVEN, "Phó Chủ tịch thường trực"),
        ("ai duoc giao tiep thu gop y ve de an rung que", GIVEN, "Phó Chủ tịch thường trực UBND"),
        ("Bà Hoa giao ai chủ trì đề án rừng quế?", TO_ONE, "Phạm Văn Nam"),
        ("Ai phê duyệt quy hoạch rừng quế?", APPROVED, "Thủ tướng Chính phủ"),
        ("ai la nguoi phe duyet quy hoach rung que", APPROVED, "Thủ tướng Chính phủ"),
        ("Ba ngành phải cam kết với ai về tiến độ?", PLEDGED, "Chủ tịch UBND tỉnh"),
        ("Ai quyết định mức thưởng của người trồng quế?", DECIDED, "Bộ trưởng Bộ Tài chính"),
    ],
)
def test_who_does_it_may_be_told_by_the_post_alone(question, text, answer):
    assert short(question, text).startswith(answer)


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Chủ tịch UBND các huyện, thành phố rà soát.", ["Chủ tịch UBND các huyện, thành phố"]),
        ("Giám đốc Sở Xây dựng trình đề án.", ["Giám đốc Sở Xây dựng"]),
        ("Làm chủ tịch hội là việc khó.", []),
    ],
)
def test_posts_end_with_their_body(text, posts):
    assert [text[span.start : span.end] for span in post_spans(text)] == posts


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("Chủ tịch UBND tỉnh là ai?", False),
        ("Ai chủ trì hội nghị?", False),
        ("Giám đốc sở phân công cho ai theo dõi?", True),
    ],
)
def test_to_whom_something_is_given(question, given):
    assert is_given(asked(question)) is given
