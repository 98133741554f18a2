"""People whose office a text tells elsewhere."""

import pytest

from retrieval.known_offices import office_layer
from tests.retrieval.written import asked, written

TEXT = (
    "Chủ tịch UBND tỉnh Vàng A Chừ chủ trì phiên họp. Bà Lò Thị Khao, Giám đốc Sở Nội vụ báo cáo. "
    "Chủ tịch UBND tỉnh giao ông Hà Văn Lả lo việc chợ. "
    "Kết luận, ông Vàng A Chừ yêu cầu ba việc: mở chợ; sửa đường; trồng quế. "
    "Ông Hà Văn Lả nhận lời."
)


def offices(sentence, question="Chủ tịch tỉnh yêu cầu những việc gì?"):
    found = office_layer(asked(question), written(TEXT)[sentence])
    return found.running if found else ""


def test_the_office_of_a_person_is_known_in_later_sentences():
    assert " chủ tịch ubnd tỉnh " in offices(3)


def test_an_office_behind_a_name_is_its_own():
    assert " giám đốc sở nội vụ " in offices(1)


def test_an_office_that_gives_somebody_a_task_is_not_his():
    assert "chủ tịch" not in offices(4)


@pytest.mark.parametrize("question", ["Chợ mở ở đâu?", "Trồng quế bao nhiêu ha?"])
def test_no_office_is_looked_for_where_none_is_asked_about(question):
    assert offices(3, question) == ""
