"""The search as a whole, over real indexes: what comes first, and what each stage is for."""

from datetime import date

import pytest

from embedding.model import load_embedder
from errors import UsageError
from retrieval.find import find_text
from retrieval.stages import ALL, STAGES, without
from store.index import open_index
from tests.retrieval.conftest import publish, write_documents

TODAY = date(2026, 3, 2)

REPORT = """---
title: Báo cáo kinh tế - xã hội {place} năm {year}
---
# Báo cáo kinh tế - xã hội {place} năm {year}

## Thu chi ngân sách

Thu ngân sách nhà nước trên địa bàn {place} năm {year} ước đạt {income} tỷ đồng.

## Xuất khẩu

Kim ngạch xuất khẩu hàng hóa của {place} năm {year} ước đạt {export} triệu USD.
"""
RULES = """# Quy chế quản lý chợ

Điều 4. Trách nhiệm của người bán

Người bán niêm yết giá và giữ vệ sinh quầy hàng.

Điều 5. Trách nhiệm của ban quản lý

Ban quản lý mở cửa chợ đúng giờ và thu gom rác hằng ngày.

Điều 15. Hiệu lực

Quy chế này có hiệu lực từ ngày ký.
"""
DOCUMENTS = {
    "phu-tho-2021.md": REPORT.format(place="tỉnh Phú Thọ", year=2021, income=8100, export=7400),
    "phu-tho-2022.md": REPORT.format(place="tỉnh Phú Thọ", year=2022, income=9200, export=8800),
    "lao-cai-2021.md": REPORT.format(place="tỉnh Lào Cai", year=2021, income=8700, export=3100),
    "quy-che-cho.md": RULES,
    "quy-che-cho-ban-sao.md": f"{RULES}\nBản sao lưu tại văn phòng ban quản lý.\n",
}


@pytest.fixture(scope="module")
def embedder():
    return load_embedder()


@pytest.fixture(scope="module")
def index(tmp_path_factory, embedder):
    folder = tmp_path_factory.mktemp("search")
    documents = write_documents(folder / "documents", DOCUMENTS)
    publish(folder / "data", documents, embedder=embedder)
    return open_index(folder / "data")


@pytest.fixture(scope="module")
def ask(index, embedder):
    def search(question, stages=ALL, limit=20):
        return find_text(index, embedder, question, limit, today=TODAY, stages=stages)

    return search


@pytest.mark.parametrize(
    "question",
    [
        "Kim ngạch xuất khẩu của Phú Thọ năm 2022 là bao nhiêu?",
        "kim ngach xuat khau phu tho nam 2022",
        "kim ngachj xuaats khaaur phus thoj nam 2022",
        "How much did Phú Thọ province export in 2022?",
        "Kính gửi quý cơ quan, tôi là người dân, xin cho hỏi Phú Thọ năm 2022 xuất khẩu bao nhiêu?",
    ],
)
def test_the_passage_of_the_right_place_and_year_comes_first(ask, question):
    best = ask(question)[0].passage
    assert (best.source, best.headings[-1]) == ("phu-tho-2022.md", "Xuất khẩu")


def test_another_province_and_another_year_are_put_back(ask):
    def lead(other, stages=ALL):
        found = ask("Thu ngân sách tỉnh Lào Cai năm 2021", stages)
        scores = {item.passage.source: item.score for item in reversed(found)}
        return scores["lao-cai-2021.md"] / scores[other]

    for other in ("phu-tho-2021.md", "phu-tho-2022.md"):
        assert lead(other) > 1.5 * lead(other, without(["scope"])) > 1


@pytest.mark.parametrize("question", ["Điều 5 quy chế quản lý chợ", "dieu 5", "điều 5 quy định gì"])
def test_an_article_asked_for_by_its_number_comes_first(ask, question):
    assert "Điều 5" in ask(question)[0].passage.text


def test_a_copy_is_shown_once_with_its_other_source(ask):
    found = ask("Ban quản lý mở cửa chợ")
    assert [twin.source for twin in found[0].twins] == ["quy-che-cho.md"] or [
        twin.source for twin in found[0].twins
    ] == ["quy-che-cho-ban-sao.md"]
    apart = ask("Ban quản lý mở cửa chợ", without(["collapse"]))
    assert {item.passage.source for item in apart[:2]} == {
        "quy-che-cho.md",
        "quy-che-cho-ban-sao.md",
    }


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_can_be_left_out(ask, stage):
    found = ask("Kim ngạch xuất khẩu Phú Thọ năm 2022", without([stage]))
    assert found
    assert all(0 <= item.score <= 1 for item in found)
    assert [item.score for item in found] == sorted((i.score for i in found), reverse=True)


def test_without_the_repair_a_slip_is_searched_for_as_it_is(ask):
    slip = "xuấtkhẩu"
    assert ask(slip, without(["dense"]))
    assert not ask(slip, without(["dense,repair"]))


def test_an_unknown_stage_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match=r"«rank».*rerank"):
        without(["rank"])


def test_one_leg_must_stay():
    with pytest.raises(UsageError, match="lexical và dense"):
        without(["lexical", "dense"])


def test_nothing_searchable_finds_nothing_or_little_and_never_fails(ask):
    for question in ("?", "…", "123456789", "zzzzqqqq"):
        assert isinstance(ask(question), list)
