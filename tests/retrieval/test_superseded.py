"""Documents that another has ended: behind it in rank, noted, asked after by number."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from retrieval.assistant import open_assistant
from retrieval.compose import label_of
from retrieval.locator import locator_of
from retrieval.stages import without
from retrieval.succession import Succession, number_units
from store.records import Division, Document, Relation
from tests.retrieval.conftest import TODAY, WordEmbedder, publish, write_documents
from vietnamese.places import read_places
from vietnamese.scope import Scope

TEA = "Mức hỗ trợ giống chè của tỉnh Cao Bằng là bao nhiêu?"
FORMS = "Hộ dân nộp hồ sơ hỗ trợ trồng chè ở đâu?"


def decision(number, day, *articles):
    body = "\n\n".join(articles)
    return f"""ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH CAO BẰNG                Độc lập - Tự do - Hạnh phúc
Số: {number}            Cao Bằng, ngày {day}

QUYẾT ĐỊNH
Quy định mức hỗ trợ trồng chè

{body}

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- Lưu: VT.                                        CHỦ TỊCH
                                              Hoàng Văn Nam
"""


OLD = decision(
    "12/2019/QĐ-UBND",
    "08 tháng 4 năm 2019",
    "Điều 1. Mức hỗ trợ\n1. Hỗ trợ giống chè 10 triệu đồng/ha.\n2. Hỗ trợ phân bón 4 triệu đồng.",
    "Điều 2. Hồ sơ hỗ trợ\nHộ dân nộp hồ sơ tại Ủy ban nhân dân xã.",
    "Điều 3. Quyết định này có hiệu lực từ ngày 20 tháng 4 năm 2019.",
)


def newer(
    deed="thay thế Quyết định số 12/2019/QĐ-UBND ngày 08 tháng 4 năm 2019", since="3 năm 2021"
):
    return decision(
        "15/2021/QĐ-UBND",
        "05 tháng 3 năm 2021",
        "Điều 1. Mức hỗ trợ\n1. Hỗ trợ giống chè 12 triệu đồng/ha.\n2. Hỗ trợ phân bón 5 triệu.",
        f"Điều 2. Quyết định này có hiệu lực từ ngày 20 tháng {since} và {deed}.",
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """An index of the two decisions, the newer one ingested first."""
    folder = tmp_path_factory.mktemp("superseded")
    documents = write_documents(folder / "documents", {"a-moi.txt": newer(), "b-cu.txt": OLD})
    publish(folder / "data", documents)
    return folder / "data"


@pytest.fixture(scope="module")
def decisions(data):
    return open_assistant(data, embedder=WordEmbedder(), today=TODAY)


def cited(answer):
    return [(citation.marker, citation.source) for citation in answer.citations]


class TestRanking:
    def test_the_figure_in_force_is_given(self, decisions):
        answer = decisions.ask(TEA)
        assert answer.short == "12 triệu đồng/ha"
        assert cited(answer) == [(1, "a-moi.txt")]
        assert "Lưu ý" not in answer.text

    def test_passages_of_the_ended_document_come_behind_the_best_of_its_successor(self, decisions):
        found = decisions.ask(TEA).passages
        best = next(item.score for item in found if item.passage.source == "a-moi.txt")
        assert all(item.score < best for item in found if item.passage.source == "b-cu.txt")
        assert [item.score for item in found] == sorted(
            (item.score for item in found), reverse=True
        )

    def test_the_stage_can_be_left_out(self, data):
        plain = open_assistant(
            data, embedder=WordEmbedder(), today=TODAY, stages=without(["superseded"])
        )
        assert "Lưu ý" not in plain.ask(FORMS).text

    @pytest.mark.parametrize(
        "question",
        [
            "Quyết định số 12/2019/QĐ-UBND hỗ trợ giống chè bao nhiêu?",
            "Trước đây mức hỗ trợ giống chè của tỉnh Cao Bằng là bao nhiêu?",
            "Mức hỗ trợ giống chè năm 2020 của tỉnh Cao Bằng là bao nhiêu?",
        ],
    )
    def test_what_was_is_told_to_who_asks_for_it(self, decisions, question):
        assert decisions.ask(question).short == "10 triệu đồng/ha"

    def test_before_the_newer_one_takes_effect_the_older_one_stands(self, data):
        early = open_assistant(data, embedder=WordEmbedder(), today=date(2021, 3, 10))
        found = early.ask(FORMS)
        assert found.citations[0].source == "b-cu.txt"

    def test_what_the_successor_repeats_is_cited_from_it(self, assistant_over):
        same = "Điều 2. Hồ sơ hỗ trợ\nHộ dân nộp hồ sơ tại Ủy ban nhân dân xã."
        text = newer().replace("Điều 2. Quyết", f"{same}\n\nĐiều 3. Quyết")
        answer = assistant_over({"b.txt": text, "a.txt": OLD}).ask(FORMS)
        assert cited(answer) == [(1, "b.txt")]


class TestNote:
    def test_an_answer_from_an_ended_document_says_so_with_its_source(self, decisions):
        answer = decisions.ask(FORMS)
        assert cited(answer) == [(1, "b-cu.txt"), (2, "a-moi.txt")]
        assert "Quyết định 12/2019/QĐ-UBND đã được thay thế bởi Quyết định 15/2021/QĐ-UBND" in (
            answer.text
        )
        assert "từ ngày 20/03/2021 [2]" in answer.text
        note = answer.citations[1]
        assert "thay thế Quyết định số 12/2019/QĐ-UBND" in note.quote
        assert note.label == "Quyết định 15/2021/QĐ-UBND, Điều 2"

    def test_the_note_is_in_the_language_of_the_question(self, decisions):
        answer = decisions.ask("Decision 12/2019/QĐ-UBND: mức hỗ trợ giống chè bao nhiêu?")
        assert "đã được thay thế" in answer.text or "has been replaced" in answer.text

    @pytest.mark.parametrize(
        ("deed", "said"),
        [
            ("bãi bỏ Quyết định số 12/2019/QĐ-UBND", "đã bị bãi bỏ bởi"),
            (
                "sửa đổi khoản 2 Điều 1 Quyết định số 12/2019/QĐ-UBND",
                "đã được sửa đổi, bổ sung bởi",
            ),
        ],
    )
    def test_repeal_and_amendment_have_their_own_words(self, assistant_over, deed, said):
        deed = f"{deed}; Quyết định này {deed}" if deed.startswith("sửa") else deed
        text = newer(deed)
        answer = assistant_over({"a.txt": text, "b.txt": OLD}).ask(FORMS)
        assert answer.citations[0].source == "b.txt"
        assert said in answer.text

    def test_another_document_of_that_number_is_not_meant(self, assistant_over):
        other = OLD.replace("08 tháng 4 năm 2019", "02 tháng 1 năm 2019")
        assert "Lưu ý" not in assistant_over({"a.txt": newer(), "b.txt": other}).ask(FORMS).text

    def test_a_document_past_its_last_day_is_noted(self, assistant_over):
        short = OLD.replace("20 tháng 4 năm 2019.", "20 tháng 4 năm 2019 đến hết năm 2020.")
        answer = assistant_over({"b.txt": short}).ask(FORMS)
        assert "chỉ có hiệu lực đến hết ngày 31/12/2020 [2]" in answer.text


class TestInForce:
    @pytest.mark.parametrize(
        ("question", "short", "source"),
        [
            (
                "Quyết định số 12/2019/QĐ-UBND còn hiệu lực không?",
                *("không: được thay thế bởi Quyết định 15/2021/QĐ-UBND", "a-moi.txt"),
            ),
            (
                "quyet dinh 12/2019/QD-UBND con hieu luc khong",
                *("không: được thay thế bởi Quyết định 15/2021/QĐ-UBND", "a-moi.txt"),
            ),
            (
                "Quyết định 12/2019/QĐ-UBND đã bị thay thế chưa?",
                *("không: được thay thế bởi Quyết định 15/2021/QĐ-UBND", "a-moi.txt"),
            ),
            ("Quyết định số 15/2021/QĐ-UBND còn hiệu lực không?", "có", "a-moi.txt"),
            (
                "Is Decision 12/2019/QĐ-UBND still in force?",
                *("no: replaced by Quyết định 15/2021/QĐ-UBND", "a-moi.txt"),
            ),
        ],
    )
    def test_is_answered_with_the_clause_that_says_so(self, decisions, question, short, source):
        answer = decisions.ask(question)
        assert answer.short == short
        assert [citation.source for citation in answer.citations] == [source]
        assert "hiệu lực từ ngày 20 tháng 3 năm 2021" in answer.citations[0].quote

    def test_of_a_document_that_no_one_mentions_nothing_is_said(self, decisions):
        answer = decisions.ask("Quyết định số 99/2018/QĐ-UBND còn hiệu lực không?")
        assert answer.short not in ("có", "không")

    def test_of_one_that_is_not_yet_in_force(self, data):
        early = open_assistant(data, embedder=WordEmbedder(), today=date(2021, 3, 10))
        answer = early.ask("Quyết định số 15/2021/QĐ-UBND còn hiệu lực không?")
        assert answer.text.startswith("**Chưa có hiệu lực**")


def test_documents_with_relations_are_found_without_reading_the_others(data):
    catalogue = next((data / "generations").glob("*/catalogue.sqlite"))
    database = sqlite3.connect(f"file:{catalogue}?mode=ro", uri=True)
    with closing(database):
        plan = database.execute(
            "EXPLAIN QUERY PLAN SELECT text, record FROM documents"
            """ WHERE instr(record, '"relations":[') > 0 ORDER BY source"""
        ).fetchall()
    assert "documents_related" in str(plan)


class TestRelated:
    @pytest.mark.parametrize(
        ("question", "short"),
        [
            ("Văn bản nào thay thế Quyết định số 12/2019/QĐ-UBND?", "Quyết định 15/2021/QĐ-UBND"),
            (
                "quyet dinh 12/2019/QD-UBND bi thay the boi van ban nao",
                "Quyết định 15/2021/QĐ-UBND",
            ),
            ("Quyết định số 15/2021/QĐ-UBND thay thế văn bản nào?", "12/2019/QĐ-UBND"),
        ],
    )
    def test_the_other_document_is_named_by_the_clause_that_says_so(
        self, decisions, question, short
    ):
        answer = decisions.ask(question)
        assert answer.short == short
        assert [citation.label for citation in answer.citations] == [
            "Quyết định 15/2021/QĐ-UBND, Điều 2"
        ]

    def test_what_no_document_says_is_not_made_up(self, decisions):
        answer = decisions.ask("Văn bản nào sửa đổi Quyết định số 12/2019/QĐ-UBND?")
        assert "15/2021" not in answer.short


class TestSuccession:
    def document(self, number="12/QĐ-UBND", place="tỉnh Cao Bằng", **more):
        found = read_places(place)[0].places[0]
        return Document("a", "/r", "0", "x" * 50, number=number, scope=Scope(place=found), **more)

    def successor(self, place="tỉnh Cao Bằng", day=None, **more):
        relation = Relation("replaces", "12/QĐ-UBND", 0, 10, day=day)
        document = self.document("15/QĐ-UBND", place, relations=(relation,), **more)
        return replace(document, source="b")

    @pytest.mark.parametrize(
        ("successor", "document", "meant"),
        [
            ({}, {}, True),
            ({}, {"number": "012/qđ-ubnd"}, True),
            ({}, {"number": "12/KH-UBND"}, False),
            ({"place": "tỉnh Hà Giang"}, {}, False),
            ({"place": "huyện Hạ Lang"}, {}, True),
            ({"day": date(2019, 1, 1)}, {"published": date(2019, 1, 1)}, True),
            ({"day": date(2019, 1, 1)}, {"published": date(2018, 1, 1)}, False),
            ({"published": date(2017, 1, 1)}, {"published": date(2018, 1, 1)}, False),
        ],
    )
    def test_number_day_and_place_must_fit(self, successor, document, meant):
        succession = Succession([self.successor(**successor)])
        assert bool(succession.of(self.document(**document))) is meant

    def test_without_relations_there_is_nothing_to_ask(self):
        assert not Succession([])
        assert Succession([]).of(self.document()) == ()

    def test_numbers_are_compared_by_their_units(self):
        assert number_units("01-NQ/TU") == number_units("1-nq/tu") == ("1", "nq", "tu")


class TestLocator:
    def document(self, *parts, pages=()):
        spans = [Division(0, 100 - place, *part) for place, part in enumerate(parts)]
        return Document(
            "a",
            "/r",
            "0",
            "x" * 100,
            number="01-NQ/TU",
            doc_type="NGHỊ QUYẾT",
            divisions=tuple(spans),
            pages=pages,
        )

    @pytest.mark.parametrize(
        ("parts", "vi", "en"),
        [
            ((), "", ""),
            ((("điều", "3"), ("khoản", "2")), "Điều 3, khoản 2", "Article 3, clause 2"),
            (
                (("chương", "II"), ("điều", "3"), ("khoản", "2"), ("điểm", "đ")),
                *("Điều 3, khoản 2, điểm đ", "Article 3, clause 2, point đ"),
            ),
            ((("chương", "II"),), "Chương II", "Chapter II"),
            (
                (("kèm theo", "Quy chế"), ("chương", "I"), ("điều", "1")),
                *("Quy chế kèm theo, Điều 1", "attached Quy chế, Article 1"),
            ),
            ((("phụ lục", "II"), ("biểu", "3")), "Phụ lục II, Biểu 3", "Annex II, Form 3"),
            ((("mục", "II"), ("mục", "1"), ("mục", "1.2")), "mục II.1.2", "section II.1.2"),
            ((("mục", "III"), ("nhiệm vụ", "2")), "mục III, nhiệm vụ 2", "section III, task 2"),
        ],
    )
    def test_names_the_place_as_one_cites_it(self, parts, vi, en):
        assert locator_of(self.document(*parts), 5) == vi
        assert locator_of(self.document(*parts), 5, "en") == en

    def test_ends_with_the_page(self):
        document = self.document(("điều", "3"), ("khoản", "2"), pages=(2, 4, 9))
        assert label_of(document, "vi", 5) == "Nghị quyết 01-NQ/TU, Điều 3, khoản 2, tr. 3"
        assert label_of(document, "en", 5) == "Nghị quyết 01-NQ/TU, Article 3, clause 2, p. 3"

    def test_outside_of_all_parts_only_the_document_is_named(self):
        document = self.document(("điều", "3"))
        moved = replace(document, divisions=(replace(document.divisions[0], start=50),))
        assert label_of(moved, "vi", 5) == "Nghị quyết 01-NQ/TU"


class TestGivenBeside:
    """What a person writes in the sidecar file decides, and the answer says who says so."""

    NEW = newer(deed="áp dụng trên toàn tỉnh")

    def test_the_note_follows_the_sidecar(self, assistant_over):
        documents = {"a.txt": self.NEW, "b.txt": OLD}
        assert "Lưu ý" not in assistant_over(documents).ask(FORMS).text
        documents["a.yaml"] = "replaces: 12/2019/QĐ-UBND ngày 8/4/2019\neffective: 25/3/2021\n"
        answer = assistant_over(documents).ask(FORMS)
        assert cited(answer) == [(1, "b.txt"), (2, "a.txt")]
        assert (
            "Quyết định 12/2019/QĐ-UBND đã được thay thế bởi Quyết định 15/2021/QĐ-UBND từ ngày "
            "25/03/2021 [2]" in answer.text
        )
        assert "theo tệp kèm theo (mục «replaces»)" in answer.citations[1].label
        assert answer.citations[1].inherited[0].origin == "sidecar"

    def test_a_note_is_taken_back_by_the_sidecar(self, assistant_over):
        documents = {"a.txt": newer(), "a.yaml": "replaces: []\n", "b.txt": OLD}
        answer = assistant_over(documents).ask(FORMS)
        assert cited(answer) == [(1, "b.txt")]
        assert "Lưu ý" not in answer.text

    @pytest.mark.parametrize(
        ("question", "short", "field"),
        [
            ("Quyết định số 12/2019/QĐ-UBND còn hiệu lực không?", "không: bị bãi bỏ", "repeals"),
            ("Văn bản nào bãi bỏ Quyết định số 12/2019/QĐ-UBND?", "Quyết định 15/2021", "repeals"),
            ("Quyết định số 15/2021/QĐ-UBND có hiệu lực từ ngày nào?", "25/03/2021", "effective"),
            ("Quyết định số 15/2021/QĐ-UBND hết hiệu lực khi nào?", "31/12/2022", "expires"),
        ],
    )
    def test_questions_about_force_are_answered_by_it(
        self, shared_assistant_over, question, short, field
    ):
        over = shared_assistant_over(
            {
                "a.txt": self.NEW,
                "a.yaml": "repeals: 12/2019/QĐ-UBND\neffective: 25/3/2021\nexpires: 31/12/2022\n",
                "b.txt": OLD,
            }
        )
        answer = over.ask(question)
        assert answer.short.startswith(short)
        assert answer.citations[0].label.endswith(f"theo tệp kèm theo (mục «{field}»)")

    def test_the_signer_that_is_given_is_told(self, assistant_over):
        documents = {"a.txt": self.NEW, "a.yaml": "signer: Nông Văn Bình\n"}
        answer = assistant_over(documents).ask("Ai ký Quyết định số 15/2021/QĐ-UBND?")
        assert answer.short == "Nông Văn Bình"
        given = [item for item in answer.citations[0].inherited if item.slot == "signer"]
        assert [(item.value, item.origin) for item in given] == [("Nông Văn Bình", "sidecar")]
