"""An answer is of the sort that was asked for."""

import pytest

from retrieval.answer_fit import fits
from tests.retrieval.written import asked


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Đơn vị nào chậm nhất?", "Sở Y tế"),
        ("Địa phương nào làm tốt?", "huyện Sông Mã"),
        ("Nơi nào được chọn?", "Nậm Lạ và Pá Hốc"),
        ("Ai chủ trì cuộc họp?", "Nguyễn Văn An"),
        ("Ai đầu tư cầu treo?", "Công ty Núi Đá"),
        ("Khi nào xong kè suối?", "trước ngày 15/9"),
        ("Sản phẩm nào bán chạy?", "chè; quế"),
        ("Vì sao quế mất giá?", "do đơn hàng giảm"),
    ],
)
def test_what_is_of_the_sort_asked_for_fits(question, short):
    assert fits(asked(question), short)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Đơn vị nào chậm nhất?", "Nguyễn Văn An"),
        ("Những nơi nào chưa giải ngân?", "tổng vốn năm nay là 6.702 tỷ đồng"),
        ("Ai chủ trì cuộc họp?", "cuộc họp có 9 nội dung"),
        ("Khi nào xong kè suối?", "kè suối dài và đẹp"),
        ("Khi nào xong kè suối?", "ít nhất 70%"),
        ("Ngày nào phải nộp?", "12 tỷ đồng"),
        ("Sông Mã với Thuận Châu, nơi nào thiếu nhiều hơn?", "Tiếng Anh và Tin"),
        ("Huyện nào thu thấp nhất?", "thấp nhất là Sốp Cộp, cao nhất là Mai Sơn"),
    ],
)
def test_what_is_of_another_sort_does_not(question, short):
    assert not fits(asked(question), short)
