import unicodedata

import pytest

from eval.citing import Cited, CorpusTexts, judge_cited, judge_verbatim
from eval.questions import Question

TEXT = (
    "Tỉnh Hoà An thu được 12 tỷ đồng năm 2022. "
    "Thành phố thu được 5 tỷ đồng.\n\nChè đạt 3 nghìn ha; lúa ít."
)
GOLD = "Tỉnh Hoà An thu được 12 tỷ đồng năm 2022."


@pytest.fixture
def texts(tmp_path):
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8", newline="\n")
    return CorpusTexts(tmp_path)


def cite(quote, source="a.md", text=TEXT):
    start = text.index(quote)
    return {"source": source, "start": start, "end": start + len(quote), "quote": quote}


def said(*citations, **more):
    return {"citations": list(citations), "abstained": False, "clarification": False, **more}


def ask(**more):
    defaults = {"gold_doc": "a.md", "gold_quote": (GOLD,), "gold_answers": ("12 tỷ đồng",)}
    return Question("1", "Thu?", **{**defaults, **more})


class TestVerbatim:
    def test_quote_of_the_file_is_verbatim(self, texts):
        assert judge_verbatim(said(cite("thu được 5 tỷ đồng"), cite(GOLD)), texts) is True

    @pytest.mark.parametrize(
        "change",
        [
            {"quote": "thu được 6 tỷ đồng"},
            {"quote": unicodedata.normalize("NFD", "thu được 5 tỷ đồng")},
            {"start": 0},
            {"start": -5, "end": 2},
            {"end": 10_000},
            {"start": 7, "end": 7, "quote": ""},
            {"source": "b.md"},
        ],
    )
    def test_one_that_differs_spoils_all(self, texts, change):
        wrong = {**cite("thu được 5 tỷ đồng"), **change}
        assert judge_verbatim(said(cite(GOLD), wrong), texts) is False

    def test_nothing_cited_is_not_judged(self, texts):
        assert judge_verbatim(said(), texts) is None

    def test_file_that_is_no_text_is_not_judged(self, texts):
        (texts.root / "scan.pdf").write_bytes(b"%PDF")
        (texts.root / "old.txt").write_bytes("Hoà".encode("cp1258", "ignore") + b"\xff")
        for source in ("scan.pdf", "old.txt"):
            assert judge_verbatim(said(cite(GOLD, source)), texts) is None

    @pytest.mark.parametrize(
        ("name", "raw"),
        [
            ("bom.txt", b"\xef\xbb\xbf" + TEXT.encode()),
            ("crlf.txt", TEXT.replace("\n", "\r\n").encode()),
            ("nfd.txt", unicodedata.normalize("NFD", TEXT).encode()),
        ],
    )
    def test_offsets_count_in_the_stored_form_of_the_file(self, texts, name, raw):
        (texts.root / name).write_bytes(raw)
        assert judge_verbatim(said(cite("Chè đạt 3 nghìn ha", name)), texts) is True


class TestCited:
    def test_overlap_with_the_gold_quote_is_enough(self, texts):
        assert judge_cited(ask(), said(cite("12 tỷ đồng năm 2022. Thành")), texts) == Cited(True)

    def test_other_passage_of_the_document_is_not(self, texts):
        assert judge_cited(ask(), said(cite("Chè đạt")), texts) == Cited(False)

    def test_touching_the_quote_from_outside_is_not(self, texts):
        assert judge_cited(ask(), said(cite(" Thành phố")), texts) == Cited(False)

    def test_other_document_is_not(self, texts):
        (texts.root / "b.md").write_text(TEXT, encoding="utf-8")
        assert judge_cited(ask(), said(cite(GOLD, "b.md")), texts) == Cited(False)

    def test_nothing_cited_is_not(self, texts):
        assert judge_cited(ask(), said(), texts) == Cited(False)

    def test_gold_quote_is_found_in_another_spelling(self, texts):
        question = ask(gold_quote=("tỉnh Hòa An  thu được 12 tỷ đồng",))
        assert judge_cited(question, said(cite("thu được 12")), texts) == Cited(True)

    @pytest.mark.parametrize(("match", "cited"), [("any", True), ("all", False)])
    def test_all_wants_every_gold_quote(self, texts, match, cited):
        question = ask(gold_quote=(GOLD, "Thành phố thu được 5 tỷ đồng."), match=match)
        assert judge_cited(question, said(cite(GOLD)), texts) == Cited(cited)
        assert judge_cited(question, said(cite(TEXT)), texts) == Cited(True)

    def test_without_gold_quote_the_document_is_enough(self, texts):
        question = ask(gold_quote=())
        assert judge_cited(question, said(cite("lúa")), texts) == Cited(True)
        assert judge_cited(question, said(), texts) == Cited(False)

    @pytest.mark.parametrize(
        "other", [{"gold_doc": "c.md"}, {"gold_doc": None}, {"gold_quote": ("không có câu này",)}]
    )
    def test_where_the_gold_passage_is_not_at_hand_the_quotes_must_hold_the_answer(
        self, texts, other
    ):
        question = ask(**other)
        right, wrong = said(cite("thu được 12 tỷ đồng")), said(cite("thu được 5 tỷ đồng"))
        assert judge_cited(question, right, texts) == Cited(True, by_content=True)
        assert judge_cited(question, wrong, texts) == Cited(False, by_content=True)

    @pytest.mark.parametrize(
        ("question", "prediction"),
        [
            (ask(kind="unanswerable"), said()),
            (ask(kind="adversarial"), said(abstained=True)),
            (ask(kind="ambiguous"), said(clarification=True)),
            (Question("1", "Thu?"), said(cite(GOLD))),
        ],
    )
    def test_no_citation_is_due(self, texts, question, prediction):
        assert judge_cited(question, prediction, texts).value is None

    def test_wrong_refusal_is_not_cited(self, texts):
        assert judge_cited(ask(), said(abstained=True), texts) == Cited(False)
