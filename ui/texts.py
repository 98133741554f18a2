"""Every fixed text of the page and of the web interface, in Vietnamese, in one place."""

from __future__ import annotations

from typing import Final

from ui.words import thousands

PRODUCT: Final = "Hỏi đáp chính sách tỉnh"
TAGLINE: Final = "Câu trả lời kèm đoạn văn bản làm căn cứ"

DISCLAIMER: Final = (
    "Chỉ trả lời theo tài liệu đã nạp; số liệu kèm nguồn để đối chiếu trước khi đưa vào báo cáo."
)

WELCOME_TITLE: Final = "Anh/chị cần tra cứu điều gì?"
WELCOME_TEXT: Final = (
    "Hỏi về chỉ tiêu, kết quả, kế hoạch, nhân sự hay mốc thời gian trong các văn bản đã nạp. "
    "Có thể gõ không dấu, viết tắt hoặc hỏi bằng tiếng Anh."
)

QUESTION_LABEL: Final = "Câu hỏi"
QUESTION_HINT: Final = "Nhập câu hỏi…"
SEND: Final = "Hỏi"
STOP: Final = "Dừng"
STOPPED: Final = "Đã dừng theo yêu cầu."
NEW_CONVERSATION: Final = "Cuộc hỏi mới"

#: Shown before the first question: accented, unaccented and English.
EXAMPLES: Final = (
    "Mục tiêu xuất khẩu năm 2021 của tỉnh Thái Nguyên là bao nhiêu?",
    "Thu ngân sách là bao nhiêu?",
    "Tỷ lệ cử tri đi bầu ở tỉnh Lạng Sơn là bao nhiêu?",
    "Trong 6 tháng cuối năm 2021, tỉnh Lạng Sơn tập trung vào những nhiệm vụ nào?",
    "thanh pho Thai Nguyen phan dau thu ngan sach nam 2021 bao nhieu",
    "What is the export target for 2021?",
)

FILTERS: Final = "Giới hạn tra cứu"
FILTER_PLACE: Final = "Địa phương"
FILTER_YEAR: Final = "Năm"
FILTER_SOURCE: Final = "Văn bản"
ANY: Final = "Tất cả"

SOURCES: Final = "Nguồn trích dẫn"
SOURCES_EMPTY: Final = (
    "Đoạn văn bản làm căn cứ cho câu trả lời sẽ hiện ở đây. "
    "Bấm vào dấu [1] trong câu trả lời để tới đúng đoạn được trích."
)
SOURCES_NONE: Final = "Câu trả lời này không trích dẫn văn bản nào."
NEAREST: Final = "Văn bản gần nhất với câu hỏi"
NEAREST_NOTE: Final = "Để tham khảo; không phải là căn cứ trả lời."
CHOOSE: Final = "Chọn một câu hỏi đầy đủ bên dưới, hoặc gõ lại."
SUGGESTED: Final = "Tài liệu có số liệu cho những câu gần đó; bấm để hỏi."
DIGEST: Final = "bản tóm lược"
WHOLE_PASSAGE: Final = "Xem cả đoạn"
BACK: Final = "Về câu trả lời"
COPY: Final = "Sao chép"
SEARCHING: Final = "Đang tra cứu trong tài liệu…"

DOCUMENTS: Final = "Tài liệu đã nạp"
DOCUMENTS_FIND: Final = "Lọc danh mục"
DOCUMENTS_HINT: Final = "Tên văn bản, số hiệu, địa phương, năm…"
DOCUMENTS_NONE: Final = "Không có văn bản nào khớp với từ lọc."

BROKEN: Final = (
    "Có lỗi trong máy chủ khi trả lời câu hỏi này. Hãy hỏi lại; nếu vẫn lỗi, báo cho người quản "
    "trị kèm thời điểm xảy ra."
)


def too_long(given: int, allowed: int) -> str:
    """Message for a question of `given` characters where `allowed` are taken."""
    return (
        f"Câu hỏi dài {thousands(given)} ký tự, tối đa {thousands(allowed)} ký tự. "
        "Hãy rút gọn câu hỏi rồi gửi lại."
    )
