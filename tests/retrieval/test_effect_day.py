"""From when a document is in force."""

from datetime import date

import pytest

from retrieval.effect_day import asks_effect, effect_day
from retrieval.records import Found
from retrieval.succession import Succession
from store.records import Document, Passage, Relation
from tests.retrieval.written import asked

HEAD = (
    "ĐỀ ÁN TRỒNG QUẾ\n(Ban hành kèm theo Quyết định số 33/QĐ-UBND ngày 4/4/2031)\n"
    "Căn cứ Đề án ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 1/2/2030;\n\n"
)
CLAUSE = "Quyết định có hiệu lực thi hành kể từ ngày 20/4/2031."


def told(question, *documents):
    held = {document.source: document for document in documents}
    found = [Found(Passage(d.source, d.source, 0, len(d.text), d.text, 0), 1.0) for d in documents]
    return effect_day(asked(question), found, Succession(documents), held.get)


@pytest.mark.parametrize(
    "question",
    [
        "Quyết định 33/QĐ-UBND có hiệu lực khi nào?",
        "Quyết định số 33/QĐ-UBND có hiệu lực từ ngày nào?",
        "quyet dinh 33/qd-ubnd co hieu luc tu bao gio",
    ],
)
def test_the_effect_clause_of_the_document_answers(question):
    document = Document("a.md", "", "0", HEAD + CLAUSE)
    answer = told(question, document)
    assert answer is not None
    assert answer.short == "20/4/2031"
    assert answer.citations[0].quote == CLAUSE


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quyết định 33/QĐ-UBND có hiệu lực khi nào?", HEAD),
        ("Quyết định 12/QĐ-UBND có hiệu lực khi nào?", HEAD + CLAUSE),
        ("Quyết định 33/QĐ-UBND ban hành khi nào?", HEAD + CLAUSE),
        ("Quyết định 33/QĐ-UBND hết hiệu lực khi nào?", HEAD + CLAUSE),
        (
            "Quyết định 33/QĐ-UBND có hiệu lực khi nào?",
            HEAD + "Quyết định số 8/QĐ-UBND có hiệu lực từ ngày 5/5/2031.",
        ),
    ],
)
def test_nothing_is_said_where_the_document_says_nothing(question, text):
    assert told(question, Document("a.md", "", "0", text)) is None


def test_what_repeals_a_document_says_until_when():
    text = "Quyết định số 33/QĐ-UBND hết hiệu lực kể từ ngày 9/9/2032."
    relation = Relation("repeals", "33/QĐ-UBND", 0, len(text), since=date(2032, 9, 9))
    answer = told(
        "Quyết định 33/QĐ-UBND hết hiệu lực khi nào?",
        Document("b.md", "", "0", text, relations=(relation,)),
    )
    assert answer is not None
    assert answer.short == "09/09/2032"


def test_asking_for_the_day_is_told_from_asking_whether():
    assert asks_effect(asked("Quyết định 33/QĐ-UBND có hiệu lực khi nào?"))
    assert not asks_effect(asked("Quyết định 33/QĐ-UBND còn hiệu lực không?"))
