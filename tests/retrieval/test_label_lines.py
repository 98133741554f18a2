"""Plans in label lines, days of effect, speakers and ranks."""

import pytest

from retrieval.labelled import read_labelled
from retrieval.reading import read_premise
from retrieval.text_reading import read_best, read_text
from tests.retrieval.written import judged, rarity

PLAN = (
    "Nhiệm vụ 1. Dựng cầu treo Nậm Lạ.\n"
    "Chủ trì: Phòng Hạ tầng. Phối hợp: Hội Cựu chiến binh, Đoàn xã.\n"
    "Sản phẩm: một cầu treo dài 80 m.\n"
    "Hạn: 12/8/2027. Kinh phí: 4,5 tỷ đồng, ngân sách huyện.\n\n"
    "Nhiệm vụ 2. Mở chợ gia súc.\n"
    "- Cơ quan chủ trì: Trạm Thú y; đơn vị phối hợp: Hợp tác xã Pá Hốc\n"
    "- Thời gian hoàn thành: quý II năm 2028\n"
    "- Kinh phí thực hiện: 900 triệu đồng\n"
    "- Địa điểm: bản Pá Hốc\n\n"
    "3. Trồng rừng quế. Chủ trì: Hạt Kiểm lâm. Hạn: 01/3/2029.\n"
)


def labelled(question, text=PLAN):
    query, candidates = judged(question, text)
    found = read_labelled(query, candidates, rarity)
    return found[1].short if found else None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Cơ quan nào chủ trì việc dựng cầu treo Nậm Lạ?", "Phòng Hạ tầng"),
        ("Ai chủ trì nhiệm vụ mở chợ gia súc?", "Trạm Thú y"),
        ("Đơn vị nào phối hợp mở chợ gia súc?", "Hợp tác xã Pá Hốc"),
        ("Cơ quan nào phối hợp dựng cầu treo?", "Hội Cựu chiến binh, Đoàn xã"),
        ("Ai chịu trách nhiệm trồng rừng quế?", "Hạt Kiểm lâm"),
        ("Hạn hoàn thành cầu treo Nậm Lạ là ngày nào?", "12/8/2027"),
        ("Chợ gia súc phải xong khi nào?", "quý II năm 2028"),
        ("Khi nào phải hoàn thành việc trồng rừng quế?", "01/3/2029"),
        ("Kinh phí dựng cầu treo là bao nhiêu?", "4,5 tỷ đồng, ngân sách huyện"),
        ("Chợ gia súc mở ở đâu?", "bản Pá Hốc"),
        ("Sản phẩm của việc dựng cầu treo là gì?", "một cầu treo dài 80 m"),
        ("co quan nao chu tri trong rung que", "Hạt Kiểm lâm"),
        ("Bên nào đứng ra lo chuyện mở chợ gia súc?", "Trạm Thú y"),
        ("Ai lo việc trồng rừng quế?", "Hạt Kiểm lâm"),
        ("Cầu treo Nậm Lạ phải xong chậm nhất ngày nào?", "12/8/2027"),
        ("Which agency is in charge of afforestation?", "Hạt Kiểm lâm"),
    ],
)
def test_a_label_is_read_under_the_task_that_is_named(question, answer):
    assert labelled(question) == answer


@pytest.mark.parametrize(
    "question",
    [
        "Ai chủ trì việc nạo vét kênh mương?",  # no such task
        "Cầu treo dài bao nhiêu mét?",  # no label asked for
        "Chủ đầu tư cầu treo Nậm Lạ là ai?",  # the task has no such label
        "Ai chủ trì?",  # no task named
    ],
)
def test_no_label_is_read_where_the_plan_does_not_say(question):
    assert labelled(question) is None


def test_two_tasks_that_fit_alike_are_not_chosen_between():
    text = "1. Sửa trường mầm non.\nChủ trì: Xã A.\n\n2. Sửa trường mầm non.\nChủ trì: Xã B.\n"
    assert labelled("Ai chủ trì việc sửa trường mầm non?", text) is None


def test_the_quote_shows_the_task():
    query, candidates = judged("Ai chủ trì dựng cầu treo?", PLAN)
    found = read_labelled(query, candidates, rarity)
    assert found is not None
    quote = found[1].quote
    assert "Nhiệm vụ 1. Dựng cầu treo Nậm Lạ." in PLAN[quote.start : quote.end]
    assert PLAN[quote.start : quote.end].endswith("Phòng Hạ tầng.")


def short(question, text):
    query, candidates = judged(question, text)
    reading = read_text(query, candidates, rarity)
    return reading.statements[0].short if reading.statements else None


SPOKEN = (
    "Chủ tịch huyện Trần Văn Khải trả lời người trồng quế. "
    '"Vốn trồng quế mới cấp 70%, chưa đủ", ông cho biết.'
)


def test_the_speaker_of_a_quote_stands_in_the_sentence_before():
    assert short("Ai nói chưa cấp đủ vốn trồng quế 70%?", SPOKEN) == "Trần Văn Khải"


def test_a_printed_figure_in_a_question_for_a_person_is_no_false_premise():
    query, _ = judged("Ai nói chưa cấp đủ vốn trồng quế 70%?", SPOKEN)
    assert read_premise(query, [], [SPOKEN]) is None
    query, _ = judged("Ai nói chưa cấp đủ vốn trồng quế 71%?", SPOKEN)
    assert read_premise(query, [], [SPOKEN]) is not None


RANKED = "Năm 2031 huyện Nậm Lạ đứng thứ 7 trong 20 huyện về chỉ số trồng rừng, năm 2030 là thứ 11."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Chỉ số trồng rừng năm 2031 của huyện Nậm Lạ xếp hạng mấy?", "thứ 7"),
        ("Chỉ số trồng rừng năm 2030 của huyện Nậm Lạ đứng thứ mấy?", "thứ 11"),
        ("chi so trong rung nam 2031 huyen nam la xep hang may", "thứ 7"),
    ],
)
def test_a_rank_is_read_for_the_year_asked_about(question, answer):
    assert short(question, RANKED) == answer


@pytest.mark.parametrize(
    ("year", "answer"),
    [("2029", "thứ 28/63"), ("2030", None), ("2031", None)],
)
def test_a_rank_of_another_year_and_one_aimed_at_are_none_of_the_year_asked_about(year, answer):
    text = (
        "Về chỉ số PCI 2029, huyện Nậm Lạ đứng thứ 28/63, tụt hai bậc so với 2028; mục tiêu đến"
        " 2035 vào nhóm dẫn đầu."
    )
    assert short(f"Chỉ số PCI năm {year} của huyện Nậm Lạ xếp hạng mấy?", text) == answer


def test_the_day_of_issue_is_no_day_of_effect():
    text = "Quyết định số 33/QĐ-UBND ngày 4/4/2031 quy định mức hỗ trợ trồng quế."
    assert short("Quyết định số 33/QĐ-UBND có hiệu lực khi nào?", text) is None
    assert short("Quyết định số 33/QĐ-UBND ban hành ngày nào?", text) == "4/4/2031"


ENDED = (
    "Quyết định này có hiệu lực từ ngày 5/5/2031. "
    "Quyết định số 33/QĐ-UBND ngày 4/4/2031 về trồng quế năm 2030 hết hiệu lực từ ngày {day}."
)


@pytest.mark.parametrize(("day", "answer"), [("6/6/2032", "ngày 6/6/2032"), ("đó", None)])
def test_the_last_day_in_force_is_neither_the_day_of_issue_nor_the_first(day, answer):
    assert short("Quyết định số 33/QĐ-UBND hết hiệu lực khi nào?", ENDED.format(day=day)) == answer


def test_a_sentence_that_repeats_the_question_answers_nothing():
    assert short("Cơ quan nào dựng cầu treo Nậm Lạ?", "Dựng cầu treo Nậm Lạ.") is None


RANKS = "Chỉ số điều hành năm 2021 của huyện đạt 87 điểm, xếp 7/20, tụt 2 bậc."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Chỉ số điều hành năm 2021 của huyện đứng thứ 7, đúng không?", "yes"),
        ("Chỉ số điều hành năm 2021 của huyện lên hạng 3 phải không?", "no"),
        ("Chỉ số điều hành năm 2021 của huyện đứng đầu phải không?", "no"),
    ],
)
def test_a_claimed_rank_is_compared_with_the_printed_one(question, verdict):
    query, candidates = judged(question, RANKS)
    reading = read_text(query, candidates, rarity)
    assert reading.verdict == verdict
    assert reading.statements[0].short == "7/20"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Chỉ số điều hành năm 2021 của huyện xếp thứ mấy?", "7/20"),
        ("Chỉ số điều hành của huyện có thứ hạng bao nhiêu?", "7/20"),
        ("Where does the district rank?", "7/20"),
    ],
)
def test_a_rank_in_other_words(question, answer):
    query, candidates = judged(question, RANKS)
    best = read_best(query, candidates, rarity)
    assert best.short == answer
