import pytest

from retrieval.ledger_search import with_looked_up
from retrieval.shelf import Shelf

PLACES = (
    "An Giang, Bạc Liêu, Bắc Giang, Bắc Ninh, Bến Tre, Bình Định, Bình Phước, Cà Mau, Đắk Lắk,"
    " Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam, Hà Tĩnh, Hải Dương, Hưng Yên, Khánh Hòa,"
    " Kiên Giang, Kon Tum, Lai Châu, Lâm Đồng, Lào Cai, Long An, Nam Định, Nghệ An, Ninh Bình"
).split(",")
WHOLE = "Năm 2025 tỉnh {place} giải quyết việc làm cho {number} lao động."
LISTED = "\n\n".join(
    (
        "# Tỉnh Hòa Bình: chỉ tiêu năm 2025",
        "12. Số trạm y tế có bác sĩ đạt 140 trạm, tăng 3 trạm.",
        "13. Tạo việc làm mới cho 16.500 lao động.",
        "14. Trồng mới 5.200 ha rừng; cấp nước cho 910 thôn.",
    )
)
QUESTION = "Năm 2025 tỉnh Hòa Bình giải quyết việc làm cho bao nhiêu lao động?"


DOCUMENTS = {"a.md": LISTED} | {
    f"{topic}-{number}.md": "\n\n".join(
        (
            f"# Tỉnh {place.strip()}: việc làm năm 2025, báo cáo {topic}",
            WHOLE.format(place=place.strip(), number=f"{number}.{topic}00"),
        )
    )
    for topic in (2, 4)
    for number, place in enumerate(PLACES, 11)
}


@pytest.fixture
def many(shared_assistant_over):
    return shared_assistant_over(DOCUMENTS)


def test_other_places_crowd_out_no_figure_of_the_place_asked_about(many):
    assert many.ask(QUESTION).short == "16.500 lao động"


def test_a_figure_that_no_search_by_words_finds_is_looked_up(many):
    """All that the search by words gives is put aside, as where there are thousands of papers."""
    shelf = Shelf(many.index)
    found = with_looked_up(shelf, many.ask(QUESTION).query, [])
    assert [item.passage.source for item in found] == ["a.md"]


@pytest.mark.parametrize(
    "question",
    [
        "Năm 2027 tỉnh Hòa Bình giải quyết việc làm cho bao nhiêu lao động?",
        "Năm 2025 tỉnh Vĩnh Long giải quyết việc làm cho bao nhiêu lao động?",
    ],
)
def test_what_the_ledger_does_not_have_is_refused(many, question):
    assert many.ask(question).abstained
