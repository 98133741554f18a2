"""Misspelt questions are put right by the words of the corpus, and only misspelt ones."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.spelling import correct, doubtful_tokens, repair, repaired
from retrieval.vocabulary import vocabulary_of
from store.index import open_index
from tests.store.tiny import fill, make_document
from vietnamese.slips import distance, one_apart

REPORT = (
    "Thu ngân sách năm 2031 của thành phố Hoa Lư phấn đấu đạt 512 tỷ đồng.",
    "Thu tiền sử dụng đất đạt 40 tỷ đồng, tăng trưởng kinh tế đạt 7%.",
    "Tổng vốn đăng ký của 12 dự án FDI trên địa bàn tỉnh Ninh Bình là 3 tỷ đồng.",
    "Tổng sản phẩm trên địa bàn (GRDP) tăng 6%.",
    "Kế hoạch gieo trồng vụ xuân và chỉ số sản xuất công nghiệp đều đạt.",
    "Mục tiêu xuất khẩu và giải ngân vốn đầu tư công được giữ nguyên.",
    "Cục Thống kê và Ban Thường vụ Tỉnh ủy họp hội nghị chuyên đề.",
)


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("spelling") / "data"
    fill(folder, make_document("bao-cao", REPORT))
    opened = open_index(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("thu tiền sử dụg đất", "thu tiền sử dụng đất"),
        ("vốn đăg ký", "vốn đăng ký"),
        ("mục tiêu năm 2031 của tỉh tăg", "mục tiêu năm 2031 của tỉnh tăng"),
        ("kế hoạh gieo trồg", "kế hoạch gieo trồng"),
        ("kế hoạc gieo trồng", "kế hoạch gieo trồng"),
        ("sản xuất công nghiêp", "sản xuất công nghiệp"),
        ("tăng trưỏng kinh tế", "tăng trưởng kinh tế"),
        ("tăng trưỡng kinh tế", "tăng trưởng kinh tế"),
        ("Mục tiêu xuất khâu năm 2031", "Mục tiêu xuất khẩu năm 2031"),
        ("thu ngâm sách năm 2031", "thu ngân sách năm 2031"),
        ("Thu ngân sáhc năm 2031", "Thu ngân sách năm 2031"),
        ("tir lệ hộ nghèo năm 2031", "tỷ lệ hộ nghèo năm 2031"),
        ("thu ngân sahcs 6 thnags năm 2031", "thu ngân sách 6 tháng năm 2031"),
        ("cos mấy dự án FDI", "có mấy dự án FDI"),
        ("chỉ số sản xuất công ngiệp", "chỉ số sản xuất công nghiệp"),
        ("hộị ngị chuyên đề", "hội nghị chuyên đề"),
        ("bao nhiêu ngừoi họp hội nghị", "bao nhiêu người họp hội nghị"),
    ],
)
def test_a_misspelt_word_goes_to_the_one_that_fits_its_neighbours(index, given, meant):
    assert correct(given, index, "vi").text == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("muc tieu xuat kahu nam 2031", "muc tieu xuat khau nam 2031"),
        ("thu ngan sahc", "thu ngan sach"),
        ("giai ngan von dau tu cogn", "giai ngan von dau tu cong"),
    ],
)
def test_a_question_without_accents_is_put_right_without_accents(index, given, meant):
    assert correct(given, index, "vi").text == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("thu ngânsách năm 2031", "thu ngân sách năm 2031"),
        ("giải ngânvốn đầu tư", "giải ngân vốn đầu tư"),
        ("dự án FDI ở tỉnh Ninh Bìnhlà bao nhiêu", "dự án FDI ở tỉnh Ninh Bình là bao nhiêu"),
        ("muc tieu xuatkhau", "muc tieu xuat khau"),
    ],
)
def test_joined_words_are_taken_apart(index, given, meant):
    assert correct(given, index, "vi").text == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("mục tiêu xu ất khẩu", "mục tiêu xuất khẩu"),
        ("Thu ngân s ách năm 2031", "Thu ngân sách năm 2031"),
    ],
)
def test_a_word_typed_as_two_is_put_together(index, given, meant):
    assert correct(given, index, "vi").text == meant


@pytest.mark.parametrize(
    ("given", "meant"),
    [("thu tiềnnnn sử dụng đất", "thu tiền sử dụng đất"), ("đấttttt", "đất")],
)
def test_a_key_held_down(index, given, meant):
    assert correct(given, index, "vi").text == meant


def test_a_doubtful_word_stays_and_its_other_readings_are_searched_for(index):
    given = "vốn của Blukchain và Mrdeka"
    assert repaired(given, index).text == given
    doubtful = repaired("vốn của dự án Nih Bònh", index)
    assert doubtful.text == "vốn của dự án Nih Bònh"
    assert {doubt.given for doubt in doubtful.doubts} >= {"Nih"}
    tokens = doubtful_tokens(doubtful.doubts).fields["text"]
    # A word without accents counts in both forms, as the question's own words do: 2 in all.
    assert 0 < tokens["ninh"] < 2
    assert doubtful_tokens(()).fields == {}


@pytest.mark.parametrize("sentence", REPORT)
def test_nothing_is_doubtful_about_what_stands_in_the_corpus(index, sentence):
    assert repaired(sentence, index).doubts == ()


@pytest.mark.parametrize("given", ["GRPD", "GDRP"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_letters_of_an_abbreviation_in_the_wrong_order(index, given, language):
    assert correct(f"{given} Ninh Bình 2031", index, language).text == "GRDP Ninh Bình 2031"


def test_accents_that_fit_no_neighbour(index):
    assert correct("thu phấn đầu bao nhiêu", index, "vi").text == "thu phấn đấu bao nhiêu"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("chi năn 2031", "chi năm 2031"),
        ("chi của tỉng Ninh Bình", "chi của tỉnh Ninh Bình"),
        ("thu phấn đấu bao nhieu", "thu phấn đấu bao nhieu"),
    ],
)
def test_words_before_a_year_and_a_place(index, given, meant):
    assert correct(given, index, "vi").text == meant


@pytest.mark.parametrize("sentence", REPORT)
def test_what_stands_in_the_corpus_is_never_changed(index, sentence):
    assert repair(sentence, index) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ lệ hộ nghèo của huyện năm 2031 là bao nhiêu?",
        "Ai là Chủ tịch UBND tỉnh Bắc Kạn?",
        "Bà Trần Thị Sách nói gì về thi hành án dân sự?",
        "Nghị quyết 03-NQ/TU và Kế hoạch số 80/KH-UBND",
        "Thời tiết ngày mai thế nào?",
        "tăng 13,6% so với tháng 1/2031 phải không",
        "bảng giá đất ở và giao đất cho hộ cận nghèo",
        "thị trường logistics, startup và vaccine",
        "What was the GRDP growth of Ninh Binh in the first half?",
        "Who chaired the meeting?",
        "https://example.vn/thu-ngan-sahc thungan@sahc.vn",
        "SJC, TCVN và ISO 9001",
        "12 F1, 3 F2, Q2",
        "",
        "?!",
    ],
)
def test_a_right_question_comes_back_as_it_is(index, text):
    assert repair(text, index) == text
    assert correct(text, index, "vi").changes == ()


def test_changes_tell_where_and_what(index):
    correction = correct("Vốn đăg ký là bn?", index, "vi")
    (change,) = correction.changes
    assert (change.start, change.end, change.given, change.corrected) == (4, 7, "đăg", "đăng")


def test_keystrokes_are_carried_out_before_words_are_put_right(index):
    assert repair("mucj tieeu xuaats khaaur", index) == "mục tiêu xuất khẩu"
    assert repair("thu tiền sử dungj đất", index) == "thu tiền sử dụng đất"


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("thu phấn đấu bao nhiu", "thu phấn đấu bao nhiêu"),
        ("thu phấn đấu bao nhiều", "thu phấn đấu bao nhiêu"),
        ("thu phan dau bao nhiu", "thu phan dau bao nhieu"),
        ("xuất khẩu 6th đầu năm là bn?", "xuất khẩu 6 tháng đầu năm là bao nhiêu?"),
        ("thu bao nhieu tien sử dụng đất", "thu bao nhiêu tiền sử dụng đất"),
        ("bn ng họp hội nghị quý trc?", "bao nhiêu người họp hội nghị quý trước?"),
        ("quý 1 dạt bn tr USD?", "quý 1 đạt bao nhiêu triệu USD?"),
        ("thu đc bn tiền ngân sách nhà nc?", "thu ngân sách bao nhiêu?"),
        ("muc tieu xuat khau la bn", "muc tieu xuat khau la bao nhieu"),
        ("thue huyen thu nhieu ty", "thue huyen thu bao nhieu ty"),
        ("Cục trưởng tên j?", "Cục trưởng tên gì?"),
    ],
)
def test_chat_forms_of_a_question_are_written_out(index, given, meant):
    assert repair(given, index) == meant


def test_a_long_text_is_no_question(index):
    text = "sử dụg đất " * 40
    assert correct(text, index, "vi").text == text


def test_the_vocabulary_is_made_once_for_an_index(index):
    assert vocabulary_of(index) is vocabulary_of(index)


def test_the_questions_of_the_question_set_that_are_spelt_right_stay(index):
    path = Path(__file__).resolve().parents[2] / "eval" / "questions.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        question = json.loads(line)
        if question["kind"] != "typo":
            for text in (question["question"], *question.get("history", ())):
                assert repair(text, index) == text


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("", "", 0), ("abc", "abc", 0), ("grpd", "grdp", 1), ("dug", "dung", 1), ("ab", "cd", 2)],
)
def test_distance(one, other, far):
    assert distance(one, other) == distance(other, one) == far
    assert one_apart(one, other) == (far < 2)


@given(text=st.text(max_size=80))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_without_error_and_changes_are_in_order(index, text):
    correction = correct(text, index, "vi")
    end = 0
    for change in correction.changes:
        assert end <= change.start < change.end <= len(text)
        assert text[change.start : change.end] == change.given != change.corrected
        end = change.end


@given(number=st.from_regex(r"[0-9]{1,3}(?:[./-][0-9]{1,4}){0,2}", fullmatch=True))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_numbers_and_dates_are_never_changed(index, number):
    text = f"thu ngân sách {number} của thành phố"
    assert repair(text, index) == text


def test_two_letters_in_the_other_order_are_put_right_without_a_neighbour(index):
    assert correct("bao nhieu vốn gieo trồgn", index, "vi").text == "bao nhieu vốn gieo trồng"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Hổ trợ xây nhà bao nhiêu?", "Hỗ trợ xây nhà bao nhiêu?"),
        ("năng xuất lúa", "năng suất lúa"),
        ("mục tieu xuất khẩu", "mục tiêu xuất khẩu"),
        ("xuất khẩu được nhiêu rồi", "xuất khẩu được bao nhiêu rồi"),
        ("Chủ tịch tỉnh là ai v?", "Chủ tịch tỉnh là ai?"),
        ("xuất khẩu là bao nhiêu z ad", "xuất khẩu là bao nhiêu"),
        ("fát triển du lịch", "phát triển du lịch"),
    ],
)
def test_everyday_spelling_is_put_right(index, typed, meant):
    assert repair(typed, index) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Ai chủ trì hội nghị, xuất khẩu bao nhiêu?",
        "Nghị quyết mang số mấy?",
        "Phải làm ngay những việc gì trong năm nay?",
        "Sở nào lo mảng du lịch?",
        "khu vực V có bao nhiêu xã?",
        "Ba Lan nhập bao nhiêu tấn chè?",
    ],
)
def test_words_that_have_no_accents_stay(index, typed):
    assert repair(typed, index) == typed


def test_a_word_that_goes_with_the_one_before_it_is_no_other(tmp_path):
    fill(tmp_path / "data", make_document("gia", ("Thuế giá trị gia tăng; giá thuế tăng.",)))
    opened = open_index(tmp_path / "data")
    asked = "Đất đang cho thuê giá bao nhiêu?"
    assert correct(asked, opened, "vi").text == asked
    opened.close()
