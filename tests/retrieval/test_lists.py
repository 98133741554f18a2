"""Lists of every form that administrative texts have, read to their end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.evidence import Candidate
from retrieval.lists import (
    asked_thing,
    read_announced,
    read_below,
    read_counted,
    read_enumeration,
    read_headed,
)
from retrieval.text_reading import read_text
from tests.retrieval.written import asked, judged, rarity, written

BULLETS = """Tỉnh Sơn Hà giao ba nhiệm vụ:
- Rà soát quỹ đất;
- Sửa chữa hồ chứa;
- Tập huấn cán bộ xã.

Các sở báo cáo hằng quý."""
NUMBERED = """Giải pháp chủ yếu:
1. Mở lớp dạy nghề.
2. Cho vay vốn. Lãi suất do ngân hàng định.
3. Giới thiệu việc làm.
"""
LETTERED = """Hồ sơ gồm:
a) Đơn đề nghị;
b) Bản sao giấy phép;
đ) Ảnh chân dung.
"""
COUNTING = (
    "Một là, mở rộng chợ đầu mối. Hai là, làm đường vào vùng chè; huyện góp đất. "
    "Ba là, dựng nhà sơ chế."
)
HEADINGS = "# Nhiệm vụ\n- Trồng rừng\n- Nuôi cá\n\n# Tổ chức\n- Thành lập ban"


def first(text):
    return Candidate(written(text)[0], 1.0, 1.0)


def said(statement):
    return statement.short if statement else None


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (BULLETS, "Rà soát quỹ đất; Sửa chữa hồ chứa; Tập huấn cán bộ xã"),
        (LETTERED, "Đơn đề nghị; Bản sao giấy phép; Ảnh chân dung"),
        (HEADINGS, "Trồng rừng; Nuôi cá"),
        ("Gồm:\n+ Chè\n+ Quế\n- Không thuộc danh mục", "Chè; Quế"),
        ("Gồm:\nkhông có mục nào.", None),
        ("Gồm:", None),
    ],
)
def test_items_below_an_announcement_end_where_the_list_ends(text, items):
    assert said(read_below(first(text))) == items


def test_an_item_of_two_sentences_is_one_item():
    short = said(read_below(first(NUMBERED)))
    assert short.split("; ") == ["Mở lớp dạy nghề", "Cho vay vốn", "Giới thiệu việc làm"]


@pytest.mark.parametrize("text", [BULLETS, NUMBERED, LETTERED, HEADINGS])
def test_the_quote_holds_every_item_word_for_word(text):
    statement = read_below(first(text))
    quote = text[statement.quote.start : statement.quote.end]
    assert all(item in quote for item in statement.short.split("; "))
    assert "hằng quý" not in quote


def test_nested_items_belong_to_theirs():
    text = "Các bước:\n1. Nộp đơn\na) bản giấy\nb) bản điện tử\n2. Nhận kết quả\n"
    assert said(read_below(first(text))) == "Nộp đơn; Nhận kết quả"


class TestSentencesThatCount:
    def test_all_of_them_are_read(self):
        items = said(read_counted(first(COUNTING)))
        assert items == (
            "mở rộng chợ đầu mối; làm đường vào vùng chè; huyện góp đất; dựng nhà sơ chế"
        )

    def test_one_alone_is_no_list(self):
        assert read_counted(first("Một là, mở rộng chợ. Tỉnh làm đường.")) is None

    def test_a_middle_one_does_not_open_the_list(self):
        assert read_counted(first("Hai là, làm đường. Ba là, dựng nhà.")) is None


class TestAnnouncedByTheSentenceBefore:
    def test_what_follows_is_read(self):
        text = (
            "Xã Đông Phong còn một số hạn chế. Trong đó, đường liên thôn hư hỏng; chợ xuống cấp; "
            "trường thiếu phòng học. Xã kiến nghị hỗ trợ."
        )
        statement = read_announced(first(text))
        assert statement.short == "đường liên thôn hư hỏng; chợ xuống cấp; trường thiếu phòng học"
        assert text[statement.quote.start : statement.quote.end].startswith("Xã Đông Phong")

    @pytest.mark.parametrize(
        "text",
        [
            "Xã còn một số hạn chế. Xã kiến nghị hỗ trợ.",
            "Xã đã khắc phục. Trong đó, đường; chợ.",
            "Xã còn một số hạn chế.\n\nTrong đó, đường hỏng; chợ cũ.",
            "Xã còn một số hạn chế.",
        ],
    )
    def test_nothing_is_read_where_nothing_is_announced_or_follows(self, text):
        assert read_announced(first(text)) is None


class TestThingsOfTheKindAskedFor:
    QUESTION = "Thị xã Phú Sơn thi công những dự án lớn nào?"

    def read(self, text, question=QUESTION):
        return read_headed(asked(question), first(text))

    def test_each_is_named_with_what_names_it(self):
        text = "Thị xã thi công dự án đường ven hồ và dự án chợ Phú Sơn, xong trong năm."
        assert said(self.read(text)) == "dự án đường ven hồ; dự án chợ Phú Sơn"

    def test_a_sentence_that_begins_with_the_word_goes_on_with_the_list(self):
        text = "Đẩy nhanh dự án kè sông. Dự án bến xe – vốn vay nước ngoài. Xã họp dân."
        statement = self.read(text)
        assert statement.short == "dự án kè sông; Dự án bến xe – vốn vay nước ngoài"
        assert "họp dân" not in text[statement.quote.start : statement.quote.end]

    def test_one_alone_is_left_to_the_enumeration(self):
        assert self.read("Thị xã thi công dự án kè sông.") is None

    @pytest.mark.parametrize(
        ("question", "thing"),
        [
            ("Những lớp nào học chương trình mới?", ("lớp",)),
            ("Xã rà soát các hộ gia đình nào?", ("hộ", "gia", "đình")),
            ("nhung du an lon nao bi dung", ("du", "an", "lon")),
            ("Ai ký?", ()),
        ],
    )
    def test_the_thing_asked_for(self, question, thing):
        assert asked_thing(asked(question)) == thing


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Sản phẩm gồm: chè, quế và hồi.", "chè; quế; hồi"),
        ("Sản phẩm là chè; quế, hồi; mật ong.", "chè; quế, hồi; mật ong"),
        ("Việc cần làm ngay: (1) sửa kè; (2) phát gạo, thuốc.", "sửa kè; phát gạo, thuốc"),
        ("Một là sửa kè, hai là phát gạo và ba là mở trường.", "sửa kè; phát gạo; mở trường"),
        ("Cần a) sửa kè; b) phát gạo.", "sửa kè; phát gạo"),
    ],
)
def test_enumeration_of_a_sentence(text, items):
    assert read_enumeration(written(text)[0]).short == items


@pytest.mark.parametrize("text", ["Chè, quế đều được mùa.", "Chi (1) đồng, (3) đồng, được mùa."])
def test_a_sentence_that_announces_nothing_is_no_list(text):
    assert read_enumeration(written(text)[0]) is None


def test_a_list_question_gets_the_whole_list():
    query, candidates = judged("Tỉnh Sơn Hà giao những nhiệm vụ gì?", BULLETS)
    reading = read_text(query, candidates, rarity)
    assert reading.statements[0].short == "Rà soát quỹ đất; Sửa chữa hồ chứa; Tập huấn cán bộ xã"


@given(st.text(alphabet="aăbđ;,.: \n-1)#", max_size=120))
def test_no_text_breaks_the_reading_of_lists(text):
    for sentence in written(text):
        item = Candidate(sentence, 1.0, 1.0)
        for statement in (read_below(item), read_counted(item), read_announced(item)):
            assert statement is None or statement.quote.start < statement.quote.end <= len(text)
        whole = read_enumeration(sentence)
        assert whole is None or sentence.start <= whole.quote.start < whole.quote.end
