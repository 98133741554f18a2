from dataclasses import replace
from datetime import date, datetime

import pytest

from retrieval.records import Answer, Citation, Found
from store.records import Document, Inherited, Passage
from ui import cards, texts
from ui.shelf import Shelf
from vietnamese.periods import Period, PeriodKind
from vietnamese.places import Level, Place
from vietnamese.scope import Scope

SCOPE = Scope(
    place=Place("2024:20", "Lạng Sơn", Level.PROVINCE),
    period=Period(date(2019, 1, 1), date(2019, 12, 31), PeriodKind.YEAR),
)
BEFORE = "Huyện rà soát từng tuyến mương. " * 12
QUOTE = "Diện tích hồi lên 1.250 ha."
AFTER = " Các xã giữ giống tại chỗ." * 12
TEXT = BEFORE + QUOTE + AFTER
PASSAGE = Passage("p", "a/hoi.md", 40, 40 + len(TEXT), TEXT, 0, scope=SCOPE)
START = 40 + len(BEFORE)
CITATION = Citation(
    2,
    "a/hoi.md",
    START,
    START + len(QUOTE),
    QUOTE,
    "p",
    "bản tóm lược: Đài tỉnh, «Cây hồi»",
    (Inherited("period", "năm 2019", "title", 0, 5),),
)
DOCUMENT = Document("a/hoi.md", "/r", "0", "", title="Cây hồi", scope=SCOPE, digest=True)
SHELF = Shelf.of(3, [DOCUMENT], 17, datetime(2026, 1, 5, 8, 30))


def test_a_card_marks_the_quote_within_its_passage() -> None:
    shown = cards.card(7, CITATION, PASSAGE, SHELF)
    assert 'id="nguon-7-2"' in shown
    assert f"<mark>{QUOTE}</mark> Các xã" in shown
    assert "năm 2019: theo tiêu đề" in shown
    assert "Lạng Sơn · năm 2019" in shown
    assert "a/hoi.md" in shown


def test_lines_beside_the_quote_stay_lines_and_headings_lose_their_marks() -> None:
    text = "## Cây hồi\n\n- " + QUOTE + "\n- Giữ giống <tại> chỗ."
    passage = replace(PASSAGE, text=text, start=START - 15, end=START - 15 + len(text))
    citation = replace(CITATION, start=passage.start + 14, end=passage.start + 14 + len(QUOTE))
    shown = cards.card(1, citation, passage, SHELF)
    expected = f"<b>Cây hồi</b><br>- <mark>{QUOTE}</mark><br>- Giữ giống &lt;tại&gt; chỗ."
    assert expected in shown


def test_scope_that_the_quote_itself_names_is_not_listed_as_inherited() -> None:
    said = replace(CITATION, inherited=(Inherited("place", "Hồi", "body", START, START + 3),))
    assert "ke-thua" not in cards.card(1, said, PASSAGE, SHELF)


def test_a_long_passage_is_cut_around_the_quote_and_kept_whole_behind_a_disclosure() -> None:
    shown, _, whole = cards.card(1, CITATION, PASSAGE, SHELF).partition("<details")
    assert "… " in shown
    assert " …" in shown
    assert BEFORE.strip() in whole
    assert AFTER.strip() in whole


@pytest.mark.parametrize(
    "passage", [None, replace(PASSAGE, source="b.md"), replace(PASSAGE, start=START + 1)]
)
def test_a_quote_outside_the_passage_stands_alone(passage: Passage | None) -> None:
    shown = cards.card(1, CITATION, passage, SHELF)
    assert f'<blockquote class="doan"><mark>{QUOTE}</mark></blockquote>' in shown


def test_a_digest_is_called_one_once() -> None:
    for label in (CITATION.label, "Đài tỉnh, «Cây hồi»", ""):
        shown = cards.card(1, replace(CITATION, label=label), PASSAGE, SHELF)
        assert shown.count(texts.DIGEST) == 1
        assert "Cây hồi" in shown


def test_text_of_documents_is_escaped_everywhere() -> None:
    bad = "<script>x</script><img src=x onerror=y>"
    document = replace(DOCUMENT, title=bad, number=bad, outlet=bad, source=bad)
    shelf = Shelf.of(1, [document], 1)
    passage = replace(PASSAGE, text=bad, source=bad, start=0, end=len(bad))
    citation = Citation(
        1, bad, 0, len(bad), bad, "p", bad, (Inherited("place", bad, bad, field=bad),)
    )
    abstained = Answer(bad, bad, abstained=True, passages=(Found(passage, 0.5),))
    pages = [
        cards.card(1, citation, passage, shelf),
        cards.card(1, citation, None, shelf),
        cards.documents_table(shelf),
        cards.nearest_list(abstained, shelf),
        cards.sources_panel([(1, bad, abstained)], shelf),
    ]
    for page in pages:
        assert "<script" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def test_a_refusal_lists_each_near_document_once() -> None:
    other = replace(PASSAGE, source="b/que.md", id="q")
    found = tuple(Found(one, 0.5) for one in (PASSAGE, replace(PASSAGE, id="r"), other))
    answer = Answer("?", "–", abstained=True, passages=found)
    assert [one.passage.source for one in cards.nearest(answer)] == ["a/hoi.md", "b/que.md"]
    assert cards.nearest_list(Answer("?", "–", abstained=True), SHELF) == ""


@pytest.mark.parametrize("wanted", ["cay hoi", "LẠNG SƠN 2019", "a/hoi", "năm 2019", ""])
def test_documents_are_found_by_any_of_their_details_without_accents(wanted: str) -> None:
    assert "Cây hồi" in cards.documents_table(SHELF, wanted)


def test_a_filter_that_fits_nothing_says_so() -> None:
    assert texts.DOCUMENTS_NONE in cards.documents_table(SHELF, "cà phê")


def test_a_long_list_of_documents_is_cut_and_says_how_many_are_left() -> None:
    many = [replace(DOCUMENT, source=f"{n}.md") for n in range(1530)]
    page = cards.documents_table(Shelf.of(1, many, 1))
    assert page.count("<tr>") == 201
    assert "Còn 1.330 văn bản" in page


def test_the_footer_tells_size_and_date_of_the_index() -> None:
    assert "1 văn bản · 17 đoạn · chỉ mục lập lúc 08:30 ngày 05/01/2026" in cards.footer(SHELF)


def test_filters_offer_the_places_and_years_of_the_documents() -> None:
    dated = replace(DOCUMENT, published=date(2020, 2, 1))
    shelf = Shelf.of(1, [DOCUMENT, dated], 1)
    assert shelf.places() == ["Lạng Sơn"]
    assert shelf.years() == [2020, 2019]
