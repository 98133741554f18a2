"""A data folder with two small documents published."""

import pytest

from tests.store.tiny import fill, make_document

TRADE = ("Xuất khẩu chè đạt 28 tỷ đồng.", "Nhập khẩu máy móc tăng 6,5% so với năm trước.")
ROADS = (
    "Tuyến đường ven hồ dài 12 km được khởi công.",
    "Nhà thầu bàn giao cầu mới trong quý III.",
    "Huyện trồng 1.330 ha rừng gỗ lớn.",
)


@pytest.fixture
def data_dir(tmp_path):
    folder = tmp_path / "data"
    trade = make_document("thuong-mai", TRADE, context="Tỉnh Hoa Lư năm 2031")
    roads = make_document(
        "ha-tang", ROADS, context="Tỉnh Hoa Lư năm 2032", headings=("Giao thông",)
    )
    assert fill(folder, trade, roads) == 1
    return folder
