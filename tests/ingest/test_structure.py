"""Chapters, articles, clauses, points and sections: found by their numbers in turn."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import read_lines
from ingest.lines import Kind
from ingest.passages import LONGEST, cut_passages
from ingest.structure import read_divisions
from store.records import Document

PROSE = "Tỉnh giao các sở rà soát tiến độ của từng dự án và báo cáo hằng tháng."


def divisions(text):
    return read_divisions(text, read_lines(text))


def outline(text):
    """Unit and number of each part, indented by those that hold it."""
    found = divisions(text)
    return [
        "  " * sum(o.start <= d.start and d.end <= o.end and o is not d for o in found[:place])
        + f"{d.unit} {d.number}"
        for place, d in enumerate(found)
    ]


def document(text):
    return Document("a.txt", "/r", "0", text, divisions=divisions(text))


REGULATION = f"""QUY ĐỊNH
Về hỗ trợ trồng chè

Chương I
QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh
{PROSE}

Điều 2. Đối tượng
1. Hộ gia đình.
2. Hợp tác xã:
a) Có từ 10 ha;
b) Có hợp đồng.
đ) Dòng này không nối tiếp.

Chương II
MỨC HỖ TRỢ

Điều 3. Mức hỗ trợ
1. Giống: 12 triệu đồng/ha.
2. Phân bón: 5 triệu đồng/ha.

PHỤ LỤC I
DANH MỤC HUYỆN
{PROSE}
"""


def test_articles_clauses_and_points_nest():
    assert outline(REGULATION) == [
        "chương I",
        "  điều 1",
        "  điều 2",
        "    khoản 1",
        "    khoản 2",
        "      điểm a",
        "      điểm b",
        "chương II",
        "  điều 3",
        "    khoản 1",
        "    khoản 2",
        "phụ lục I",
    ]


def test_each_part_begins_with_its_own_number_and_ends_before_the_next():
    found = divisions(REGULATION)
    for part in found:
        assert (
            REGULATION[part.start : part.end].lower().startswith((part.unit, part.number.lower()))
        )
    articles = [part for part in found if part.unit == "điều"]
    assert articles[0].end == articles[1].start


@pytest.mark.parametrize(
    "mark",
    [
        *["Điều 2. Thu", "ĐIỀU 2: Thu", "Điều 2 . Thu", "**Điều 2.** Thu", "**Điều 2**. Thu"],
        *["Ðiều 2. Thu", "Điều 2\nThu", "## Điều 2. Thu", "__Điều 2.__ Thu", "điều 2. Thu"],
        "Điều 2.  Thu ngân sách vượt dự toán thì được thưởng theo quy định của tỉnh.",
    ],
)
def test_an_article_in_any_print(mark):
    text = f"Điều 1. Chi\n{PROSE}\n\n{mark}\n{PROSE}\n"
    assert [part.number for part in divisions(text)] == ["1", "2"]


@pytest.mark.parametrize(
    "line",
    [
        *["5. Trồng rừng", "2021. Năm bản lề", "Điều 9. Khác", "c) Trồng rừng", "2.3. Rừng"],
        *["Điều 2 Nghị định này quy định rõ.", "IV. Rừng", "Ba là, rừng.", "1.330 tỷ đồng"],
        *["Điều 2. Rừng ............ 7", "Nhiệm vụ 4: rừng", "| 2. | rừng |", "2 huyện trồng rừng"],
    ],
)
def test_a_number_out_of_turn_opens_nothing(line):
    text = f"Điều 1. Chi\n1. Giống.\n{line}\n{PROSE}\n"
    assert [(part.unit, part.number) for part in divisions(text)] == [
        ("điều", "1"),
        ("khoản", "1"),
    ]


def test_a_number_that_a_scan_lost_is_made_up_for_by_the_next():
    assert [p.number for p in divisions("Điều 1. Chi\n1. Một.\n3. Ba.\n4. Bốn.\n")] == [
        *["1", "1", "3", "4"]
    ]


def test_articles_quoted_by_an_amendment_are_not_its_own():
    text = (
        "Điều 1. Sửa đổi\n1. Bổ sung Điều 4a như sau:\n“Điều 4a. Hỗ trợ tưới\n1. Hỗ trợ 50%.\n"
        "2. Tối đa 20 triệu đồng.”\n2. Sửa đổi Điều 5.\n\nĐiều 2. Thi hành\n" + PROSE
    )
    assert [part.number for part in divisions(text) if part.unit == "điều"] == ["1", "2"]


def test_sections_of_a_plan_with_tasks_and_ordinals():
    text = (
        f"KẾ HOẠCH\nPhát triển chè\n\nI. MỤC TIÊU\n1. Mục tiêu chung\n{PROSE}\n2. Chỉ tiêu\n"
        f"Một là, thu 20 tỷ đồng.\nHai là, chi 15 tỷ đồng.\n\nII. NHIỆM VỤ\n"
        "Nhiệm vụ 1: Trồng mới\na) Trồng 300 ha.\nb) Cải tạo 20 ha.\n"
        f"Nhiệm vụ 2: Thị trường\n{PROSE}\n"
    )
    assert outline(text) == [
        *["mục I", "  mục 1", "  mục 2", "    ý 1", "    ý 2"],
        *["mục II", "  nhiệm vụ 1", "    điểm a", "    điểm b", "  nhiệm vụ 2"],
    ]


def test_roman_sections_between_two_articles_belong_to_the_first():
    text = (
        f"QUYẾT ĐỊNH\nPhê duyệt đề án\n\nĐiều 1. Phê duyệt Đề án chè:\nI. QUAN ĐIỂM\n{PROSE}\n"
        f"II. MỤC TIÊU\n1. Chung\n{PROSE}\n2. Cụ thể\n{PROSE}\n\nĐiều 2. Thi hành\n{PROSE}\n"
    )
    assert outline(text) == [*["điều 1", "  mục I", "  mục II", "    mục 1", "    mục 2", "điều 2"]]
    passages = cut_passages(document(text))
    assert [p.headings[-2:] for p in passages if "Cụ thể" in p.text] == [
        ("II. MỤC TIÊU", "2. Cụ thể")
    ]
    assert all("Điều 1" in p.headings[1] for p in passages if "MỤC TIÊU" in " ".join(p.headings))


def test_decimal_numbers_stand_below_their_section():
    text = "# Kế hoạch\n\n## 1. Thu\n\n1.1. Nội địa\n\n1.2. Hải quan\n\n## 2. Chi\n\n2.1. Lương\n"
    assert outline(text) == [
        *["mục 1", "  mục 1.1", "  mục 1.2", "mục 2", "  mục 2.1"],
    ]


def test_something_attached_without_a_number_is_a_part_of_its_own():
    text = (
        f"QUYẾT ĐỊNH\nBan hành Quy chế\n\nĐiều 1. Ban hành Quy chế.\nĐiều 2. Thi hành.\n\n"
        f"Nơi nhận:\n- Như Điều 2.\nCHỦ TỊCH\nHoàng Văn Nam\n\nQUY CHẾ\nLàm việc của Hội đồng\n"
        f"(Ban hành kèm theo Quyết định số 5/QĐ-UBND)\n\nĐiều 1. Nguyên tắc\n{PROSE}\n"
    )
    assert outline(text) == ["điều 1", "điều 2", "kèm theo Quy chế", "  điều 1"]


def test_a_heading_ends_the_list_above_it():
    text = f"# Kế hoạch\n\n## Thu\n\n1. Một.\n2. Hai.\n\n## Chi\n\n1. Ba.\n\n{PROSE}\n"
    _, second, third = divisions(text)
    assert (second.number, third.number) == ("2", "1")
    assert second.end == text.index("## Chi")


# -- passages --------------------------------------------------------------------------------------


def test_no_passage_runs_across_two_articles():
    for passage in cut_passages(document(REGULATION)):
        assert passage.text.count("Điều ") <= 1


def test_an_article_that_fits_is_one_passage():
    clauses = "\n".join(f"{n}. {PROSE}" for n in range(1, 9))
    text = f"Điều 1. Nhiệm vụ\n{clauses}\n\nĐiều 2. Thi hành\n{PROSE}\n"
    first, second = cut_passages(document(text))
    assert first.tokens <= LONGEST
    assert first.text.endswith(f"8. {PROSE}")
    assert second.text.startswith("Điều 2")


def test_an_article_too_long_is_cut_between_clauses_and_keeps_its_name():
    clauses = "\n".join(f"{n}. {PROSE} {PROSE}" for n in range(1, 20))
    passages = cut_passages(document(f"Điều 1. Nhiệm vụ\n{clauses}\n"))
    assert len(passages) > 2
    assert all(passage.headings == ("Điều 1. Nhiệm vụ",) for passage in passages)
    assert all(passage.text[0].isdigit() for passage in passages[1:])


def test_the_title_of_a_clause_goes_with_all_it_holds():
    points = "\n".join(f"- {PROSE}" for _ in range(30))
    text = f"Điều 1. Nhiệm vụ\n1. Sở Công Thương\n{points}\n2. Sở Tài chính\n{PROSE}\n"
    passages = cut_passages(document(text))
    held = [p for p in passages if "Sở Công Thương" not in p.text and "Sở Tài chính" not in p.text]
    assert held
    assert all("1. Sở Công Thương" in passage.context for passage in held)


def test_recipients_and_signature_are_apart_from_the_last_article():
    text = (
        f"QUYẾT ĐỊNH\nVề việc giao đất\n\nĐiều 1. Giao đất\n{PROSE}\n\n"
        f"Điều 2. Thi hành\n{PROSE}\n\n"
        "Nơi nhận:                      TM. ỦY BAN NHÂN DÂN\n- Như Điều 2;\n- Lưu: VT.\n"
        "                               CHỦ TỊCH\n                       Hoàng Văn Nam\n"
    )
    *_, article, closing = cut_passages(document(text))
    assert article.text == f"Điều 2. Thi hành\n{PROSE}"
    assert closing.text.startswith("Nơi nhận")
    assert closing.headings == ()


def test_a_table_keeps_title_unit_and_header_with_its_rows():
    header = "| Huyện | Thu |"
    rows = "\n".join(f"| Huyện số {n} | {n * 137},5 |" for n in range(60))
    head = "PHỤ LỤC I\nTHU NGÂN SÁCH\n\nBảng 1. Thu năm 2023\nĐVT: tỷ đồng\n"
    text = f"{head}{header}\n|---|---|\n{rows}\n"
    passages = cut_passages(document(text))
    assert len(passages) > 1
    for passage in passages[1:]:
        assert passage.headings == ("PHỤ LỤC I. THU NGÂN SÁCH",)
        for line in ("Bảng 1. Thu năm 2023", "ĐVT: tỷ đồng", header):
            assert line in passage.context
    assert passages[-1].scope.period.start.year == 2023


def test_passages_know_their_page():
    text = f"Điều 1. Thu\n{PROSE}\n\nĐiều 2. Chi\n{PROSE}\n"
    paged = Document("a.pdf", "/r", "0", text, pages=(text.index("Điều 2"),))
    assert [passage.page for passage in cut_passages(paged)] == [1, 2]


LINES = st.lists(
    st.sampled_from(
        [
            *[
                "Điều 1. Thu",
                "Điều 2. Chi",
                "Chương I",
                "QUY ĐỊNH CHUNG",
                "1. Thu",
                "2. Chi",
                "I. A",
            ],
            *["II. B", "a) thu", "b) chi", "1.1. x", "Một là, x", "Nhiệm vụ 1: x", "“Điều 3. Thu"],
            *["hết.”", "PHỤ LỤC", "(Kèm theo Quyết định)", "QUY CHẾ", "Nơi nhận:", "CHỦ TỊCH", ""],
            *[PROSE, "| a | 1 |", "## B", "TM. ỦY BAN", "Hoàng Văn Nam", "i) x", "Phần thứ hai"],
        ]
    ),
    max_size=30,
).map("\n".join)


@settings(deadline=None, max_examples=80)
@given(LINES)
def test_parts_nest_and_lines_hold_the_whole_text(text):
    lines = read_lines(text)
    covered = 0
    for line in lines:
        assert covered <= line.start < line.end
        assert not text[covered : line.start].strip()
        covered = line.end
    assert not text[covered:].strip()
    found = read_divisions(text, lines)
    for place, part in enumerate(found):
        assert part.start < part.end
        for later in found[place + 1 :]:
            assert later.start >= part.end or later.end <= part.end
    assert [line.kind for line in lines].count(Kind.HEADING) >= len(
        {part.start for part in found if part.unit in ("điều", "chương")}
    )


def test_a_long_document_is_read_in_no_time():
    articles = "\n".join(f"Điều {n}. Thu\n1. {PROSE}\n2. {PROSE}\n" for n in range(1, 600))
    began = time.perf_counter()
    assert len(divisions(articles)) == 3 * 599
    assert time.perf_counter() - began < 20
