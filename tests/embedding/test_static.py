from __future__ import annotations

import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from embedding.model import SHIPPED, load_embedder
from embedding.save import save_folder
from embedding.static import load_static
from embedding.text import MAX_CHARACTERS, model_form
from embedding.tokenizing import UNKNOWN
from errors import ModelError
from vietnamese.normal import fold

TEXTS = [
    "Chỉ tiêu thu ngân sách của tỉnh năm nay là bao nhiêu?",
    "Kim ngạch xuất khẩu hàng nông sản tăng khá so với cùng kỳ.",
    "HỖ TRỢ hộ nghèo vay vốn – lãi suất 0,5%/tháng",
    unicodedata.normalize("NFD", "Hoà giải cơ sở, thuỷ lợi nội đồng"),
    "ho tro hoc phi cho hoc sinh",
    "export target",
    "☃",
    "",
]


@pytest.fixture(scope="module")
def shipped():
    return load_embedder()


@pytest.fixture(scope="module")
def vocabulary():
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(SHIPPED / "tokenizer.json")).get_vocab()


@pytest.fixture(scope="module")
def sentence_transformer():
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(SHIPPED), device="cpu")


def test_vectors_are_unit_rows_of_the_dimension_on_the_card(shipped):
    vectors = shipped.embed_passages(TEXTS)
    assert vectors.shape == (len(TEXTS), shipped.card.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors[:-2], axis=1), 1, atol=1e-5)


def test_a_text_without_letters_or_digits_has_the_zero_vector(shipped):
    assert not shipped.embed_queries(["", "  \n", "…—?"]).any()


def test_no_texts_give_no_rows(shipped):
    assert shipped.embed_queries([]).shape == (0, shipped.card.dimension)


def test_a_vector_does_not_depend_on_the_other_texts(shipped):
    together = shipped.embed_passages(TEXTS * 100)
    assert np.array_equal(together[: len(TEXTS)], shipped.embed_passages(TEXTS))
    assert np.array_equal(together[-3], shipped.embed_passages([TEXTS[-3]])[0])


@given(st.text(max_size=200))
def test_any_text_has_a_vector_without_holes(shipped, text):
    assert np.isfinite(shipped.embed_queries([text])).all()


def test_a_long_text_is_cut_first(shipped):
    text = "Phát triển kinh tế rừng bền vững. " * 100
    cut, whole = shipped.embed_passages([text[:MAX_CHARACTERS], text])
    assert np.array_equal(cut, whole)


@pytest.mark.parametrize(
    ("question", "passage", "other"),
    [
        (
            "học phí năm học mới",
            "Mức thu học phí đối với giáo dục mầm non và phổ thông công lập.",
            "Quản lý tàu cá khai thác thủy sản vùng khơi.",
        ),
        (
            "điều kiện được vay vốn ưu đãi",
            "Hộ nghèo được ngân hàng chính sách cho vay với lãi suất thấp.",
            "Lễ hội truyền thống được tổ chức vào tháng giêng.",
        ),
    ],
)
@pytest.mark.parametrize("form", [str, fold, str.upper])
def test_a_question_lies_closer_to_the_passage_that_answers_it(
    shipped, question, passage, other, form
):
    asked = shipped.embed_queries([form(question)])[0]
    right, wrong = shipped.embed_passages([passage, other]) @ asked
    assert right > wrong + 0.1


def test_sentence_transformers_reads_the_folder_and_gives_the_same_vectors(
    shipped, sentence_transformer
):
    ours = shipped.embed_passages(TEXTS)
    theirs = sentence_transformer.encode(TEXTS[:-2], convert_to_numpy=True, show_progress_bar=False)
    assert np.allclose(theirs, ours[:-2], atol=2e-3)  # it averages in float16
    sentence_transformer.float()
    theirs = sentence_transformer.encode(TEXTS, convert_to_numpy=True, show_progress_bar=False)
    assert np.allclose(theirs, ours, atol=2e-6)


def test_the_model_is_read_without_torch():
    program = (
        "import sys; from embedding.model import load_embedder; load_embedder();"
        "print([name for name in ('torch', 'transformers', 'huggingface_hub')"
        " if name in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_shipped_folder_is_small_readable_and_says_what_it_is():
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < 30_000_000
    assert all(stat.S_IMODE(path.stat().st_mode) & 0o444 == 0o444 for path in files)
    card = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert "CC BY-SA" in card
    assert "Wikipedia" in (SHIPPED / "NOTICE").read_text(encoding="utf-8")


def test_the_vocabulary_is_in_the_form_that_texts_are_read_in(vocabulary):
    assert UNKNOWN in vocabulary
    words = [piece.replace("▁", " ").strip() for piece in vocabulary if piece != UNKNOWN]
    assert [word for word in words if word != unicodedata.normalize("NFC", word).lower()] == []
    phrases = [word for word in words if " " in word]
    assert [phrase for phrase in phrases if model_form(phrase) != phrase] == []


def test_no_piece_holds_a_persons_name(vocabulary):
    given_names = ["văn", "thị", "van", "thi"]
    families = ["nguyễn", "trần", "phạm", "huỳnh", "nguyen", "tran", "pham", "huynh"]
    held = [f"▁{family}▁{name}" for family in families for name in given_names]
    assert [piece for piece in vocabulary if any(name in piece for name in held)] == []


def test_pieces_and_their_vectors_are_open_to_a_reranker(shipped):
    ids = shipped.piece_ids("Kim ngạch xuất khẩu")
    vectors = shipped.table[ids]
    assert vectors.shape == (len(ids), shipped.card.dimension)
    mean = vectors.mean(axis=0)
    whole = shipped.embed_queries(["Kim ngạch xuất khẩu"])[0]
    assert np.allclose(mean / np.linalg.norm(mean), whole, atol=1e-6)


def test_vectors_of_kept_pieces_are_those_of_the_texts(shipped):
    kept = shipped.pieces_of_forms([model_form(text) for text in TEXTS * 20])
    assert kept[0].tolist() == shipped.piece_ids(TEXTS[0])
    assert np.concatenate(kept).max() < 65_536  # an index keeps them in 16 bits
    assert np.array_equal(shipped.embed_pieces(kept), shipped.embed_passages(TEXTS * 20))
    assert shipped.embed_pieces([]).shape == (0, shipped.card.dimension)


def test_the_quick_cutting_gives_the_pieces_of_the_plain_one(shipped, monkeypatch):
    pytest.importorskip("sentencepiece", reason="optional: only makes it quicker")
    monkeypatch.setattr("embedding.static.SENTENCEPIECE", "khong-co")
    plain = load_static(SHIPPED, SHIPPED.name)
    texts = [*TEXTS, "500000 đồng, 0000000", "x\u0301☃☃z", "the people's committee", "ﬁ œ ß 中文"]
    for text in texts:
        assert sorted(shipped.piece_ids(text)) == sorted(plain.piece_ids(text))
    assert np.allclose(shipped.embed_passages(texts), plain.embed_passages(texts), atol=1e-6)
    assert plain.card == shipped.card


def _save_small(folder, tokenizer, rows=None):
    size = rows or tokenizer.get_vocab_size()
    save_folder(folder, np.random.default_rng(7).random((size, 16), np.float32), tokenizer)


def test_prefixes_are_put_before_the_text_and_stand_on_the_card(small_tokenizer, tmp_path):
    _save_small(tmp_path, small_tokenizer)
    plain = load_embedder(str(tmp_path))
    prefixed = load_embedder(str(tmp_path), query_prefix="số: ", passage_prefix="tỉnh ")
    assert (prefixed.card.query_prefix, prefixed.card.passage_prefix) == ("số: ", "tỉnh ")
    assert prefixed.card.fingerprint == plain.card.fingerprint
    assert np.array_equal(prefixed.embed_queries(["rừng"]), plain.embed_queries(["số rừng"]))
    assert np.array_equal(prefixed.embed_passages(["rừng"]), plain.embed_passages(["tỉnh rừng"]))


def test_other_weights_have_another_fingerprint(small_tokenizer, tmp_path, shipped):
    _save_small(tmp_path, small_tokenizer)
    assert load_embedder(str(tmp_path)).card.fingerprint != shipped.card.fingerprint


def test_a_folder_without_weights_is_named(small_tokenizer, tmp_path):
    _save_small(tmp_path, small_tokenizer)
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(ModelError, match=r"Không đọc được mô hình nhúng ở .*model\.safetensors"):
        load_embedder(str(tmp_path))


@pytest.mark.parametrize("damage", ["weights", "tokenizer", "sentencepiece", "rows"])
def test_a_damaged_folder_is_named(small_tokenizer, tmp_path, damage):
    _save_small(tmp_path, small_tokenizer, rows=5 if damage == "rows" else None)
    if damage == "weights":
        (tmp_path / "model.safetensors").write_bytes(b"not weights")
    if damage == "tokenizer":
        (tmp_path / "sentencepiece.model").unlink(missing_ok=True)
        (tmp_path / "tokenizer.json").write_text("{}")
    if damage == "sentencepiece":
        pytest.importorskip("sentencepiece", reason="optional: only makes it quicker")
        (tmp_path / "sentencepiece.model").write_bytes(b"no model")
    with pytest.raises(ModelError, match="bị hỏng"):
        load_static(tmp_path, "thử")
