from eval.bench_sets import BenchPassage, BenchQuestion
from eval.metrics import Ranking
from eval.retrieval_bench import as_document, measure

QUESTIONS = [
    BenchQuestion("q1", "Ở đâu có rừng?", frozenset({"p1"})),
    BenchQuestion("q2", "Ai trồng rừng?", frozenset({"p2", "p3"})),
]


def test_questions_are_asked_in_their_variant_and_the_first_once_more():
    asked = []

    def find(text):
        asked.append(text)
        return ["p2", "p1"]

    result = measure(find, QUESTIONS, "unaccented")
    assert asked == ["O dau co rung?", "O dau co rung?", "Ai trong rung?"]
    assert result.rankings == (
        Ranking(("p2", "p1"), frozenset({"p1"})),
        Ranking(("p2", "p1"), frozenset({"p2", "p3"})),
    )
    row = result.row()
    assert list(row) == ["P@1", "R@10", "MRR@10", "nDCG@10", "ms_p50", "ms_p99"]
    assert (row["P@1"], row["R@10"], row["MRR@10"]) == (50.0, 75.0, 75.0)
    assert len(result.times_ms) == 2


def test_passage_is_a_document_that_inherits_its_title():
    document, passage = as_document(BenchPassage("p1", "Rừng", "Trồng mới 5 ha."))
    assert document.text[passage.start : passage.end] == passage.text == "Trồng mới 5 ha."
    assert (passage.source, passage.id) == (document.source, "p1")
    assert (passage.headings, passage.context) == (("Rừng",), "Rừng")
    assert as_document(BenchPassage("p1", "", "Trồng"))[1].headings == ()
