"""A paper that only leads up to a question chooses no clause of the sentence that names it."""

import pytest

from retrieval.clauses import read_clause
from tests.retrieval.written import asked, rarity, written

TOLD = (
    "Về quy hoạch, đồng chí Chủ tịch cho biết đây là việc lớn của cả nhiệm kỳ: việc lập quy hoạch"
    " huyện đã được duyệt tại Quyết định số 412 ngày 3/2/2021, trong đó xác định mục tiêu phấn đấu"
    " đến năm 2030 huyện là vùng trồng chè lớn, là trung tâm chế biến của cả miền núi phía Bắc"
)


@pytest.mark.parametrize(
    "question",
    [
        "Theo Quyết định số 412, mục tiêu đến năm 2030 của huyện là gì?",
        "Tại Quyết định số 412 ngày 3/2/2021, huyện đến năm 2030 thế nào?",
        "Căn cứ Quyết định 412, tới 2030 huyện ra sao?",
        "theo quyet dinh so 412, muc tieu den nam 2030 la gi",
    ],
)
def test_the_clause_with_the_year_answers(question):
    span = read_clause(asked(question), written(TOLD)[0], rarity)
    assert span
    assert "vùng trồng chè lớn" in TOLD[span.start : span.end]


def test_the_paper_itself_may_be_asked_for():
    span = read_clause(
        asked("Việc lập quy hoạch huyện được duyệt ở đâu?"), written(TOLD)[0], rarity
    )
    assert span
    assert "Quyết định số 412" in TOLD[span.start : span.end]
