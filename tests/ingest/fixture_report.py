"""A report of our own, of an invented year of a real province, that every format is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Item:
    """An item of a list; `mark` is "-", or the number that word processors generate.

    `level` is its depth in the numbering of articles: 0 "Điều 1.", 1 "1.", 2 "a)".
    """

    mark: str
    text: str
    level: int = 1


@dataclass(frozen=True)
class Table:
    """`heads` are header rows, "" where the cell is merged with the one to the left or above."""

    caption: str
    unit: str
    heads: tuple[tuple[str, ...], ...]
    joined: tuple[str, ...]
    merges: tuple[tuple[int, int, int, int], ...]
    rows: tuple[tuple[str, ...], ...]


LETTERHEAD = (
    (
        ("ỦY BAN NHÂN DÂN", "TỈNH KON TUM"),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
    ),
    (("Số: 215/BC-UBND",), ("Kon Tum, ngày 15 tháng 12 năm 2022",)),
)
TITLE = ("BÁO CÁO", "Tình hình kinh tế - xã hội năm 2022 và nhiệm vụ năm 2023 của tỉnh Kon Tum")

INDICATORS = Table(
    caption="Bảng 1. Một số chỉ tiêu chủ yếu năm 2022 của tỉnh Kon Tum",
    unit="",
    heads=(
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2021", "Năm 2022", ""),
        ("", "", "", "Thực hiện", "Kế hoạch", "Ước thực hiện"),
    ),
    joined=(
        *("TT", "Chỉ tiêu", "Đơn vị tính", "Năm 2021 / Thực hiện"),
        *("Năm 2022 / Kế hoạch", "Năm 2022 / Ước thực hiện"),
    ),
    merges=((0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 4, 0, 5)),
    rows=(
        ("1", "Diện tích cà phê", "ha", "25.312,5", "26.000", "26.418,7"),
        ("2", "Sản lượng sâm Ngọc Linh", "tấn", "64,2", "70", "78,9"),
        ("3", "Kim ngạch xuất khẩu", "triệu USD", "281,4", "300", "317,6"),
        ("4", "Số lượt khách du lịch", "lượt", "412.000", "1.000.000", "1.136.500"),
        ("5", "Tỷ lệ che phủ rừng", "%", "62,8", "63", "63,1"),
        ("6", "Tỷ lệ hộ nghèo", "%", "15,32", "12", "10,86"),
    ),
)
BUDGET = Table(
    caption="Bảng 2. Dự toán thu ngân sách năm 2023 của tỉnh Kon Tum",
    unit="Đơn vị tính: tỷ đồng",
    heads=(("Nội dung", "Dự toán 2022", "Ước thực hiện 2022", "Dự toán 2023"),),
    joined=("Nội dung", "Dự toán 2022", "Ước thực hiện 2022", "Dự toán 2023"),
    merges=(),
    rows=(
        ("Tổng thu ngân sách", "3.500", "4.012,8", "4.450"),
        ("Thu nội địa", "3.215,4", "3.690,1", "4.101,5"),
        ("Thu tiền sử dụng đất", "640", "905,3", "820"),
        ("Thu từ hoạt động xuất nhập khẩu", "284,6", "322,7", "348,5"),
    ),
)

BODY: tuple[Heading | Paragraph | Item | Table, ...] = (
    Heading(1, "I. KẾT QUẢ NĂM 2022"),
    Paragraph(
        "Năm 2022, tổng sản phẩm trên địa bàn (GRDP) tỉnh Kon Tum ước tăng 9,47% so với năm 2021, "
        "vượt mục tiêu đề ra là 8,5%. Thu nhập bình quân đầu người đạt 52,6 triệu đồng. "
        "Tổng vốn đầu tư toàn xã hội ước đạt 22.350 tỷ đồng, tăng 14,2% so với năm trước."
    ),
    Heading(2, "1. Nông nghiệp và xây dựng nông thôn mới"),
    Paragraph(
        "Sản lượng lương thực có hạt năm 2022 ước đạt 115.870 tấn. Toàn tỉnh có 43 xã đạt chuẩn "
        "nông thôn mới, tăng 5 xã so với cuối năm 2021. Đàn bò của tỉnh có 84.300 con."
    ),
    Paragraph("Ba việc làm được trong năm gồm:"),
    Item("-", "Trồng mới 3.062 ha rừng, đạt 102% kế hoạch tỉnh giao cho ngành lâm nghiệp."),
    Item("-", "Cấp 12 mã số vùng trồng cho sầu riêng và chanh dây để xuất khẩu chính ngạch."),
    Item("-", "Hoàn thành hồ thủy lợi Đăk Pokei giai đoạn 1 với mức đầu tư 486 tỷ đồng."),
    INDICATORS,
    Heading(2, "2. Văn hóa, giáo dục và y tế"),
    Paragraph(
        "Năm 2022 tỉnh Kon Tum có 198 trường đạt chuẩn quốc gia. Tỷ lệ người dân tham gia bảo hiểm "
        "y tế đạt 92,4%. Bệnh viện Đa khoa tỉnh được giao thêm 150 giường bệnh từ ngày 01/7/2022."
    ),
    Paragraph(
        "Ông Trần Văn Lợi, Giám đốc Sở Văn hóa, Thể thao và Du lịch tỉnh, cho biết Tuần văn hóa "
        "cồng chiêng được tổ chức tại huyện Kon Plông từ ngày 18 đến ngày 24 tháng 11 năm 2022."
    ),
    Heading(1, "II. NHIỆM VỤ NĂM 2023"),
    Paragraph(
        "Mục tiêu năm 2023 của tỉnh Kon Tum là GRDP tăng trên 10%, thu nhập bình quân đầu người "
        "đạt 58 triệu đồng, kim ngạch xuất khẩu đạt 350 triệu USD, tỷ lệ hộ nghèo giảm còn 8%."
    ),
    BUDGET,
    Heading(2, "Các nhiệm vụ trọng tâm"),
    Item("1.", "Giải ngân 100% vốn đầu tư công được giao, tổng cộng 3.180 tỷ đồng."),
    Item(
        "2.", "Khởi công đường tránh phía tây thành phố Kon Tum dài 21,7 km trong quý II năm 2023."
    ),
    Item("3.", "Thu hút ít nhất 1.300.000 lượt khách du lịch và mở 4 điểm du lịch cộng đồng mới."),
    Heading(1, "QUY ĐỊNH HỖ TRỢ KÈM THEO BÁO CÁO"),
    Item("Điều 1.", "Phạm vi và đối tượng", 0),
    Item("1.", "Quy định này áp dụng cho hộ trồng sâm Ngọc Linh tại huyện Tu Mơ Rông."),
    Item("2.", "Hộ được hỗ trợ phải có đủ các điều kiện sau:"),
    Item("a)", "Có ít nhất 500 cây sâm từ ba năm tuổi trở lên;", 2),
    Item("b)", "Cam kết giữ rừng trong 10 năm liên tục.", 2),
    Item("Điều 2.", "Mức hỗ trợ", 0),
    Item("1.", "Mỗi hộ được hỗ trợ 35 triệu đồng tiền cây giống, chi trả một lần."),
    Item("2.", "Hộ nghèo được hỗ trợ thêm 7,5 triệu đồng."),
    Item("Điều 3.", "Tổ chức thực hiện", 0),
    Item("1.", "Sở Nông nghiệp và Phát triển nông thôn chủ trì kiểm tra việc hỗ trợ."),
    Item("2.", "Quy định có hiệu lực từ ngày 01 tháng 02 năm 2023."),
)

#: question and what its short answer must hold
QUESTIONS = (
    ("GRDP tỉnh Kon Tum năm 2022 tăng bao nhiêu?", "9,47%"),
    ("Mục tiêu tăng trưởng GRDP năm 2023 của Kon Tum là bao nhiêu?", "10%"),
    ("Thu nhập bình quân đầu người năm 2022 của Kon Tum đạt bao nhiêu?", "52,6 triệu đồng"),
    ("Mục tiêu thu nhập bình quân đầu người năm 2023 của Kon Tum?", "58 triệu đồng"),
    ("Tổng vốn đầu tư toàn xã hội năm 2022 của Kon Tum là bao nhiêu?", "22.350 tỷ đồng"),
    ("Sản lượng lương thực có hạt năm 2022 của Kon Tum đạt bao nhiêu tấn?", "115.870 tấn"),
    ("Kon Tum có bao nhiêu xã đạt chuẩn nông thôn mới năm 2022?", "43 xã"),
    ("Đàn bò của tỉnh Kon Tum có bao nhiêu con?", "84.300 con"),
    ("Kon Tum trồng mới bao nhiêu ha rừng?", "3.062 ha"),
    ("Hồ thủy lợi Đăk Pokei giai đoạn 1 có mức đầu tư bao nhiêu?", "486 tỷ đồng"),
    ("Diện tích cà phê của Kon Tum ước thực hiện năm 2022 là bao nhiêu?", "26.418,7 ha"),
    ("Kế hoạch diện tích cà phê năm 2022 của Kon Tum là bao nhiêu?", "26.000 ha"),
    ("Số lượt khách du lịch thực hiện năm 2021 của Kon Tum?", "412.000 lượt"),
    ("Kim ngạch xuất khẩu ước thực hiện năm 2022 của tỉnh Kon Tum?", "317,6 triệu USD"),
    ("Mục tiêu kim ngạch xuất khẩu năm 2023 của Kon Tum là bao nhiêu?", "350 triệu USD"),
    ("Tỷ lệ che phủ rừng của Kon Tum ước thực hiện năm 2022?", "63,1"),
    ("Tỷ lệ hộ nghèo ước thực hiện năm 2022 của Kon Tum?", "10,86"),
    ("Số trường đạt chuẩn quốc gia của Kon Tum năm 2022?", "198 trường"),
    ("Tỷ lệ người dân tham gia bảo hiểm y tế ở Kon Tum năm 2022 là bao nhiêu?", "92,4%"),
    ("Giám đốc Sở Văn hóa, Thể thao và Du lịch tỉnh Kon Tum là ai?", "Trần Văn Lợi"),
    ("Dự toán thu nội địa năm 2023 của tỉnh Kon Tum là bao nhiêu?", "4.101,5 tỷ đồng"),
    ("Ước thực hiện thu tiền sử dụng đất năm 2022 của Kon Tum?", "905,3 tỷ đồng"),
    ("Dự toán tổng thu ngân sách năm 2022 của Kon Tum là bao nhiêu?", "3.500 tỷ đồng"),
    ("Đường tránh phía tây thành phố Kon Tum dài bao nhiêu km?", "21,7 km"),
    ("Mỗi hộ trồng sâm được hỗ trợ bao nhiêu tiền cây giống?", "35 triệu đồng"),
    ("Hộ nghèo được hỗ trợ thêm bao nhiêu?", "7,5 triệu đồng"),
    ("Cơ quan nào chủ trì kiểm tra việc hỗ trợ?", "Sở Nông nghiệp và Phát triển nông thôn"),
    ("thu nhap binh quan dau nguoi kon tum nam 2022", "52,6 triệu đồng"),
    ("What is Kon Tum's export turnover target for 2023?", "350 million"),
    ("Dân số tỉnh Kon Tum năm 2022 là bao nhiêu?", ""),
)
