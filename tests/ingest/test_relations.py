"""What a document replaces, repeals and amends, by what it says of itself."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.describe import describe
from ingest.reading import FileText

HEAD = """ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH HÀ GIANG                 Độc lập - Tự do - Hạnh phúc
Số: 15/2021/QĐ-UBND            Hà Giang, ngày 05 tháng 3 năm 2021

QUYẾT ĐỊNH
{title}

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 sửa đổi, bổ sung Nghị định số 1/2010/NĐ-CP;

Điều 1. Quy định mức hỗ trợ trồng chè trên địa bàn tỉnh, áp dụng cho mọi hộ dân.

"""


def read(body, title="Quy định mức hỗ trợ trồng chè"):
    text = HEAD.format(title=title) + body
    return describe(FileText(text, "0", "utf-8"), "a.txt", "/r")


def said(document):
    return [(relation.kind, relation.number) for relation in document.relations]


A, B, C = "12/2019/QĐ-UBND", "3/2018/QĐ-UBND", "40/2017/QĐ-UBND"


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (f"Quyết định này thay thế Quyết định số {A}.", [("replaces", A)]),
        (
            "Quyết định này có hiệu lực từ ngày 20/3/2021 và thay thế Quyết định số "
            f"{A} ngày 08/4/2019 và Quyết định số {B} của Ủy ban nhân dân tỉnh.",
            [("replaces", A), ("replaces", B)],
        ),
        (
            f"Bãi bỏ Quyết định số {A}; sửa đổi khoản 2 Điều 3 Quyết định số {B}.",
            [("repeals", A), ("amends", B)],
        ),
        (f"Bãi bỏ khoản 3 Điều 5 Quyết định số {A}.", [("amends", A)]),
        (
            f"Bãi bỏ khoản 3 Điều 5 Quyết định số {A}; bãi bỏ Quyết định số {B}.",
            [("amends", A), ("repeals", B)],
        ),
        (
            f"Quyết định này thay thế Quyết định số {A} và bãi bỏ Quyết định số {B}.",
            [("replaces", A), ("repeals", B)],
        ),
        (
            f"Quyết định số {A} hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
            [("repeals", A)],
        ),
        (f"Quyết định số {A} được thay thế bởi Quyết định này.", [("replaces", A)]),
        (
            f"Bãi bỏ các quyết định sau:\n1. Quyết định số {A};\n2. Quyết định số {B}.",
            [("repeals", A), ("repeals", B)],
        ),
        (
            f"Quyết định này thay thế Quyết định số {A} ngày 08/4/2019 và Quyết định số {B} về "
            f"việc sửa đổi, bổ sung Quyết định số {C}.",
            [("replaces", A), ("replaces", B)],
        ),
        (
            f"Kể từ ngày Quyết định này có hiệu lực thi hành, Quyết định số {A} hết hiệu lực.",
            [("repeals", A)],
        ),
        (
            f"Quyết định có hiệu lực từ ngày 20/3/2021; Quyết định số {A} hết hiệu lực từ ngày đó.",
            [("repeals", A)],
        ),
        (f"Quyết định thay thế Quyết định số {A} từ ngày có hiệu lực.", [("replaces", A)]),
        # what it tells of others
        (f"Ủy ban nhân dân tỉnh đã ban hành Quyết định số {A} thay thế Quyết định số {B}.", []),
        (f"Thực hiện Quyết định số {A} được sửa đổi, bổ sung bởi Quyết định số {B}.", []),
        (f"Các huyện thực hiện theo Quyết định số {A}.", []),
        (f"Quyết định số {A} chưa hết hiệu lực thì vẫn áp dụng.", []),
        ("Quyết định này thay thế mọi quy định trước đây.", []),
    ],
)
def test_relations_of_a_clause(clause, expected):
    document = read(f"Điều 2. {clause}\n\nĐiều 3. Các sở chịu trách nhiệm thi hành.\n")
    assert said(document) == expected
    for relation in document.relations:
        assert relation.number in document.text[relation.start : relation.end]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (f"Sửa đổi, bổ sung một số điều của Quyết định số {A}", [("amends", A)]),
        (f"Về việc bãi bỏ Quyết định số {A} ngày 08 tháng 4 năm 2019", [("repeals", A)]),
        (f"Về việc thực hiện Quyết định số {A}", []),
    ],
)
def test_a_title_says_it_too(title, expected):
    assert said(read("Điều 2. Các sở thi hành.\n", title)) == expected


def test_the_day_of_the_other_and_the_day_of_its_end_are_kept():
    document = read(
        f"Điều 2. Quyết định số {A} ngày 08 tháng 4 năm 2019 hết hiệu lực từ ngày 01 tháng 5 năm "
        "2021 theo Quyết định này.\n"
    )
    assert [(r.day, r.since) for r in document.relations] == [(date(2019, 4, 8), date(2021, 5, 1))]


@pytest.mark.parametrize(
    "end", ["từ ngày đó", "kể từ ngày Quyết định này có hiệu lực", "từ thời điểm trên"]
)
def test_an_end_on_the_day_the_new_one_takes_effect_has_no_day_of_its_own(end):
    document = read(
        f"Điều 2. Quyết định có hiệu lực từ ngày 20/3/2021. Quyết định số {A} hết hiệu lực {end}.\n"
    )
    assert said(document) == [("repeals", A)]
    assert [one.since for one in document.relations] == [None]
    assert (document.effective, document.expires) == (date(2021, 3, 20), None)


def test_a_document_ends_not_itself_and_each_other_once():
    document = read(
        f"Điều 2. Quyết định này thay thế Quyết định số {A}.\n\nĐiều 3. Bãi bỏ Quyết định số {A} "
        "và Quyết định số 15/2021/QĐ-UBND.\n"
    )
    assert said(document) == [("replaces", A)]


def test_what_it_rests_on_is_kept_apart():
    document = read("Điều 2. Các sở thi hành.\n")
    assert document.relations == ()
    assert document.legal_basis == ("34/2016/NĐ-CP", "1/2010/NĐ-CP")
    assert document.replaces == document.repeals == document.amends == ()


def test_a_page_of_news_has_no_relations():
    text = f"Tỉnh bỏ quy định cũ\n\nNgày 5/3, quyết định này thay thế Quyết định số {A} của tỉnh.\n"
    assert describe(FileText(text, "0", "utf-8"), "a.txt", "/r").relations == ()


WORDS = st.lists(
    st.sampled_from(
        [
            *[f"Quyết định số {A}", f"Quyết định số {B}", "Quyết định này", "thay thế", "bãi bỏ"],
            *[
                "sửa đổi, bổ sung",
                "hết hiệu lực",
                "khoản 2",
                ";",
                ".",
                "và",
                "\n1. ",
                ":\n",
                "được",
            ],
            *["có hiệu lực từ ngày 31/2/2021", "ngày 08/4/2019", "từ ngày ký", "đến hết năm 2025"],
        ]
    ),
    max_size=20,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(WORDS)
def test_no_clause_is_read_wrongly_enough_to_fail(words):
    document = read(f"Điều 2. {words}\n")
    for relation in document.relations:
        assert relation.number in (A, B)
        assert relation.number in document.text[relation.start : relation.end]
