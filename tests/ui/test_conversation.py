from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pytest

from errors import NoIndex
from retrieval.records import Answer, Citation, Filters, Found
from store.records import Passage
from ui import texts
from ui.conversation import QUESTION_MAX, Turn, copied, messages, panel, reply, stopped
from ui.shelf import Shelf

SHELF = Shelf.of(1, [], 0)
PASSAGE = Passage("p", "a.md", 0, 12, "Đạt 250 tấn.", 0)
CITATION = Citation(1, "a.md", 0, 12, "Đạt 250 tấn.", "p", "Văn bản A")
ANSWER = Answer("?", "**250 tấn** [1].", citations=(CITATION,), passages=(Found(PASSAGE, 0.9),))


@dataclass
class Scripted:
    """An assistant that gives prepared snapshots, or fails, and notes what it was asked."""

    snapshots: Sequence[Answer] = (ANSWER,)
    failure: Exception | None = None
    asked: list[tuple[str, tuple[str, ...], Filters]] = field(default_factory=list)

    def ask(
        self, question: str, history: Sequence[str] = (), filters: Filters = Filters()
    ) -> Answer:
        return list(self.stream(question, history, filters))[-1]

    def stream(
        self, question: str, history: Sequence[str] = (), filters: Filters = Filters()
    ) -> Iterator[Answer]:
        self.asked.append((question, tuple(history), filters))
        yield from self.snapshots
        if self.failure:
            raise self.failure


def last(assistant: Scripted, question: str = "Bao nhiêu?", turns: Sequence[Turn] = ()) -> Turn:
    return list(reply(assistant, turns, question, Filters()))[-1][-1]


def shown(turn: Turn) -> str:
    return str(messages([turn], SHELF)[-1]["content"])


def test_the_question_shows_before_the_answer_and_the_answer_grows() -> None:
    growing = [replace(ANSWER, text="**250", complete=False), ANSWER]
    steps = list(reply(Scripted(growing), (), " Bao nhiêu? ", Filters(year=2021)))
    assert [step[-1].answer for step in steps] == [None, *growing]
    assert steps[0][-1].question == "Bao nhiêu?"
    assert texts.SEARCHING in shown(steps[0][-1])
    assert "dang-viet" in shown(steps[1][-1])
    assert "<strong>250 tấn</strong>" in shown(steps[2][-1])


def test_earlier_answered_questions_go_along_as_history() -> None:
    assistant = Scripted()
    turns = [Turn(1, "Một?", ANSWER), Turn(2, "Hai?", problem="hỏng"), Turn(3, "Ba?", ANSWER)]
    turn = last(assistant, "Bốn?", turns)
    assert assistant.asked == [("Bốn?", ("Một?", "Ba?"), Filters())]
    assert turn.number == 4


def test_an_error_of_ours_is_shown_with_its_message() -> None:
    turn = last(Scripted((), NoIndex("Chưa có chỉ mục: python -m ingest corpus")))
    assert "python -m ingest corpus" in shown(turn)


def test_any_other_error_is_logged_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    turn = last(Scripted((), ZeroDivisionError("chia cho 0")), "Số điện thoại của tôi?")
    assert texts.BROKEN in shown(turn)
    assert "ZeroDivisionError" in caplog.text
    assert "điện thoại" not in caplog.text


def test_an_over_long_question_never_reaches_the_assistant() -> None:
    assistant = Scripted()
    turn = last(assistant, "a" * (QUESTION_MAX + 1))
    assert assistant.asked == []
    assert "2.001 ký tự, tối đa 2.000" in turn.problem


def test_choices_of_a_clarification_can_be_picked() -> None:
    asking = Answer("?", "Nơi nào?", clarification=True, choices=("Ở A?", "Ở B?"))
    message = messages([Turn(1, "?", asking)], SHELF)[-1]
    assert message["options"] == [{"value": "Ở A?"}, {"value": "Ở B?"}]


def test_questions_near_to_a_refused_one_can_be_picked() -> None:
    refusal = Answer("?", "Không có.", abstained=True, reason="missing", suggestions=("Ở A?",))
    turn = Turn(1, "?", refusal)
    assert messages([turn], SHELF)[-1]["options"] == [{"value": "Ở A?"}]
    assert texts.SUGGESTED in shown(turn)
    assert "options" not in messages([Turn(1, "?", replace(refusal, suggestions=()))], SHELF)[-1]


@pytest.mark.parametrize(("reason", "listed"), [("missing", True), ("smalltalk", False)])
def test_a_refusal_lists_near_documents_only_when_the_corpus_lacks_the_answer(
    reason: str, listed: bool
) -> None:
    refusal = replace(ANSWER, text="Không có.", citations=(), abstained=True, reason=reason)
    assert (texts.NEAREST in shown(Turn(1, "?", refusal))) is listed


def test_a_question_is_shown_as_typed_and_inert() -> None:
    content = messages([Turn(1, "<b>**x**</b>\n[1]")], SHELF)[0]["content"]
    assert content == '<div class="cau-hoi">&lt;b&gt;**x**&lt;/b&gt;<br>[1]</div>'


def test_a_copy_carries_marks_and_sources() -> None:
    answer = replace(ANSWER, text=ANSWER.text + "\n\nNguồn [1]: Văn bản A\n")
    for given in (ANSWER, answer):
        assert copied(given, SHELF) == "250 tấn [1].\n[1] Văn bản A (a.md)"


def test_a_copy_leaves_out_how_the_answer_was_made() -> None:
    noted = replace(ANSWER, text=ANSWER.text + "\n\n*Ghi chú: mô hình ngôn ngữ quá tải.*")
    assert copied(noted, SHELF) == "250 tấn [1].\n[1] Văn bản A (a.md)"


class TestStopping:
    GROWING = replace(ANSWER, complete=False)

    def test_keeps_what_was_shown_and_says_so(self) -> None:
        earlier = Turn(1, "Một?", ANSWER)
        now = stopped([earlier, Turn(2, "Hai?", self.GROWING)])
        assert now[0] == earlier
        assert "250 tấn" in shown(now[-1])
        assert texts.STOPPED in shown(now[-1])
        assert "dang-viet" not in shown(now[-1])

    @pytest.mark.parametrize("answer", [None, replace(GROWING, text="")])
    def test_says_so_when_nothing_was_shown(self, answer: Answer | None) -> None:
        assert texts.STOPPED in shown(stopped([Turn(1, "Một?", answer)])[-1])

    @pytest.mark.parametrize("turns", [[], [Turn(1, "Một?", ANSWER)], [Turn(1, "?", problem="x")]])
    def test_changes_nothing_that_is_done(self, turns: list[Turn]) -> None:
        assert stopped(turns) == turns


def test_the_panel_keeps_the_cards_of_earlier_answers() -> None:
    page = panel([Turn(1, "Một?", ANSWER), Turn(2, "Hai?", ANSWER), Turn(3, "Ba?")], SHELF)
    assert 'id="nguon-1-1"' in page
    assert 'id="nguon-2-1"' in page
    assert "luot-3" not in page
