import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.layout import read_lines
from ingest.lines import Kind
from ingest.passages import LONGEST, LONGEST_SENTENCE, cut_passages
from store.records import Document
from vietnamese.encoding import count_tokens
from vietnamese.sentences import sentences


def document(text, **given_fields):
    return Document(source="a/b.txt", root="/r", sha256="0", text=text, **given_fields)


def words(text):
    return len(text.split())


SENTENCE = "Tỉnh giao các sở rà soát tiến độ của từng dự án và báo cáo hằng tháng."
PARAGRAPH = " ".join([SENTENCE] * 4)


def test_passages_end_where_sentences_end_and_paragraphs_are_kept_whole():
    text = "\n\n".join([PARAGRAPH] * 6)
    passages = cut_passages(document(text))
    assert len(passages) > 1
    assert all(passage.text.startswith("Tỉnh giao") for passage in passages)
    assert all(passage.text.endswith("hằng tháng.") for passage in passages)
    assert all(text[p.end : p.end + 2] in ("\n\n", "") for p in passages)


def test_no_passage_runs_across_a_heading():
    text = f"# Kế hoạch\n\n{SENTENCE}\n\n## Thu\n\n{SENTENCE}\n\n## Chi\n\n{SENTENCE}\n"
    passages = cut_passages(document(text))
    assert [passage.headings for passage in passages] == [
        ("Kế hoạch",),
        ("Kế hoạch", "Thu"),
        ("Kế hoạch", "Chi"),
    ]
    assert passages[1].text == f"## Thu\n\n{SENTENCE}"
    assert "Thu" in passages[1].context
    assert "Chi" not in passages[1].context


def test_headings_of_plain_text_part_passages():
    text = f"Kế hoạch năm\n\n{SENTENCE}\n\nI. KẾT QUẢ\n1. Về nông nghiệp\n{SENTENCE}\n{SENTENCE}\n"
    text += f"2. Về công nghiệp\n{SENTENCE}\n\nII. NHIỆM VỤ\n{SENTENCE}\n"
    assert [passage.headings for passage in cut_passages(document(text))] == [
        ("Kế hoạch năm",),
        ("Kế hoạch năm", "I. KẾT QUẢ", "1. Về nông nghiệp"),
        ("Kế hoạch năm", "I. KẾT QUẢ", "2. Về công nghiệp"),
        ("Kế hoạch năm", "II. NHIỆM VỤ"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Toàn cảnh buổi làm việc",
        "Đồng chí Trần Văn Nam, Bí thư Huyện ủy phát biểu tại buổi lễ",
        "Ảnh: Minh Anh",
        "Thứ ba, 12/4/2022",
        "- Thu ngân sách",
        "Thu tăng.",
        "mục tiêu viết thường",
    ],
)
def test_a_line_that_is_no_heading(line):
    text = f"Kế hoạch năm\n\n{line}\n\n{SENTENCE}\n"
    kinds = [found.kind for found in read_lines(text)]
    assert kinds[0] is Kind.HEADING
    assert Kind.HEADING not in kinds[1:]


def test_a_short_line_standing_alone_above_prose_is_a_heading():
    text = f"Kế hoạch năm\n\nNhiệm vụ cuối năm\n\n{SENTENCE}\n"
    assert [found.kind for found in read_lines(text)][1] is Kind.HEADING


def test_the_signature_at_the_end_is_no_heading():
    lines = read_lines(f"Kế hoạch năm\n\n{SENTENCE}\n\nMINH ANH\n")
    assert lines[-1].kind is Kind.PARAGRAPH


def test_the_signatures_of_an_official_document_are_no_headings():
    text = f"Kế hoạch năm\n\n{SENTENCE}\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn Nam\n"
    assert [found.kind for found in read_lines(text)].count(Kind.HEADING) == 1


def test_articles_are_headings_also_where_they_are_one_sentence():
    text = (
        f"QUYẾT ĐỊNH\nVề việc giao đất\n\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n{SENTENCE}\n"
    )
    text += "Điều 2. Quyết định này có hiệu lực từ ngày ký.\n"
    headings = [line.text for line in read_lines(text) if line.kind is Kind.HEADING]
    assert headings == [
        "QUYẾT ĐỊNH Về việc giao đất",
        "Chương I. QUY ĐỊNH CHUNG",
        "Điều 1. Phạm vi",
        "Điều 2",
    ]


def test_thousands_of_headings_take_no_time():
    began = time.perf_counter()
    passages = cut_passages(document("## Thu\n\n" * 3000 + SENTENCE), words)
    assert passages[-1].text.endswith(SENTENCE)
    assert time.perf_counter() - began < 30


def test_items_of_a_short_outline_are_no_headings():
    outline = "Tỉnh có ba khâu đột phá:\n1. Hạ tầng\n2. Nhân lực\n3. Thể chế"
    text = f"Kế hoạch năm\n\n{outline}\n\n{SENTENCE}"
    kinds = [found.kind for found in read_lines(text)]
    assert kinds == [
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.ITEM,
        Kind.ITEM,
        Kind.ITEM,
        Kind.PARAGRAPH,
    ]


def test_list_items_carry_their_announcement_into_later_passages():
    lead = "Các chỉ tiêu chủ yếu của huyện đến cuối năm gồm:"
    text = f"# Kế hoạch\n\n{lead}\n\n" + "\n".join(f"- {SENTENCE} Mục {n}." for n in range(30))
    passages = cut_passages(document(text))
    assert len(passages) > 2
    assert lead in passages[0].text
    for passage in passages[1:]:
        assert lead in passage.context
        evidence = [found for found in passage.evidence if found.slot == "list"]
        assert [text[found.start : found.end] for found in evidence] == [lead]


def test_nested_items_carry_every_announcement():
    text = (
        "Huyện giao:\n- Phòng Tài chính:\n+ thu thuế\n+ chi lương\n- Phòng Nội vụ:\n+ tuyển người"
    )
    leads = [[text[a:b] for a, b in line.leads] for line in read_lines(text)]
    assert leads == [
        [],
        ["Huyện giao:"],
        ["Huyện giao:", "- Phòng Tài chính:"],
        ["Huyện giao:", "- Phòng Tài chính:"],
        ["Huyện giao:"],
        ["Huyện giao:", "- Phòng Nội vụ:"],
    ]


def test_a_long_table_keeps_its_header_in_the_context():
    header = "| Huyện | Thu ngân sách (tỷ đồng) |"
    rows = [f"| Huyện số {n} | {n * 137},5 |" for n in range(60)]
    text = "\n".join(["# Bảng thu", "", header, "|---|---|", *rows])
    passages = cut_passages(document(text))
    assert len(passages) > 1
    assert passages[0].text.startswith(f"# Bảng thu\n\n{header}\n|---|---|\n| Huyện số 0 ")
    assert all(header in passage.context for passage in passages[1:])


def test_front_matter_is_part_of_no_passage():
    front = "---\ntitle: Kế hoạch\n---\n"
    text = front + SENTENCE
    passages = cut_passages(document(text, body_start=len(front)))
    assert [passage.text for passage in passages] == [SENTENCE]


def test_an_overlong_sentence_is_cut_at_its_clauses():
    text = (
        "Tỉnh yêu cầu: "
        + "; ".join(f"huyện số {n} trồng thêm {n} ha rừng" for n in range(90))
        + "."
    )
    passages = cut_passages(document(text))
    assert len(passages) > 2
    assert all(passage.text[-1] in ";." for passage in passages)
    assert all(passage.tokens <= LONGEST for passage in passages)


def test_text_without_any_mark_is_cut_all_the_same():
    passages = cut_passages(document("x" * 5000 + " " + "từ " * 3000))
    assert all(passage.tokens <= LONGEST_SENTENCE for passage in passages)


def test_context_holds_title_and_lead_once():
    text = f"# Kế hoạch thu\n\n{SENTENCE}\n\n" + "\n\n".join(
        [PARAGRAPH.replace("Tỉnh", "Huyện")] * 6
    )
    passages = cut_passages(document(text, title="Kế hoạch thu"))
    assert passages[0].context == "Kế hoạch thu"
    assert passages[1].context == f"Kế hoạch thu\n{SENTENCE}"


def test_same_document_same_passages_and_ids():
    text = "\n\n".join([PARAGRAPH] * 6)
    first, second = cut_passages(document(text)), cut_passages(document(text))
    assert first == second
    moved = cut_passages(replace(document(text), source="c.txt"))
    assert {p.id for p in first}.isdisjoint(p.id for p in moved)
    assert len({p.id for p in first}) == len(first)


PIECES = [
    *["# Thu\n", "## Chi\n\n", "I. MỤC TIÊU\n", "1. Thu\n", "Điều 5. Chi\n", "\n", "\n\n", "- "],
    *[SENTENCE, SENTENCE + " ", "Gồm:\n", "| a | b |\n", "|---|---|\n", "Thứ hai, 25/10/2021\n"],
    *["a) đất; ", "TP. Lạng Sơn đạt 8,5%. ", "“Ông nói.” ", "Toàn cảnh\n", "\t", "QUYẾT ĐỊNH\n"],
]


@given(
    st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
)
def test_passages_are_exact_ordered_disjoint_and_hold_every_sentence(text):
    passages = cut_passages(document(text), words)
    covered = 0
    for ordinal, passage in enumerate(passages):
        assert passage.ordinal == ordinal
        assert covered <= passage.start < passage.end
        assert not text[covered : passage.start].strip()
        assert passage.text == text[passage.start : passage.end] == passage.text.strip()
        covered = passage.end
    assert not text[covered:].strip()
    for start, end in sentences(text):
        if words(text[start:end]) <= LONGEST_SENTENCE:
            assert any(p.start <= start and end <= p.end for p in passages)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_passages_are_no_longer_than_allowed(text):
    for passage in cut_passages(document(text)):
        inner = [span for span in sentences(passage.text) if passage.text[span.start] != "|"]
        assert passage.tokens <= LONGEST or len(inner) <= 1 or len(passage.headings) > 5


@pytest.mark.seeds
def test_source_documents_are_cut_into_passages_of_the_right_size(seeds_dir):
    for path in sorted(seeds_dir.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        passages = cut_passages(document(text))
        assert all(passage.tokens <= LONGEST for passage in passages)
        assert sum(passage.tokens < 100 for passage in passages) == 0
        assert all(count_tokens(passage.context) < LONGEST for passage in passages)
