"""Write a trained table as a folder that both our loader and sentence-transformers read."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from embedding.static import MARK, SENTENCEPIECE, TENSOR, TOKENIZER, WEIGHTS
from embedding.text import MAX_CHARACTERS

_STATIC = "sentence_transformers.sentence_transformer.modules.static_embedding.StaticEmbedding"
_NORMALIZE = "sentence_transformers.base.modules.normalize.Normalize"


def save_folder(folder: Path, table: npt.NDArray[np.float32], tokenizer: Tokenizer) -> None:
    """Write weights (float16), tokenizer and configuration into `folder`, readable by all.

    The table is scaled so that its rows have a mean length of 1: float16 loses nothing then, and
    the vectors of texts stay as they are. `README.md` and `NOTICE` are written by hand.
    """
    from safetensors.numpy import save

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1_Normalize").mkdir(exist_ok=True)
    scaled = table / np.linalg.norm(table, axis=1).mean()
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": _STATIC},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": _NORMALIZE},
    ]
    mark = {"max_characters": MAX_CHARACTERS, "dimension": int(table.shape[1])}
    contents = {
        WEIGHTS: save({TENSOR: scaled.astype(np.float16)}),
        TOKENIZER: tokenizer.to_str(pretty=False).encode(),
        "modules.json": _json(modules),
        "config_sentence_transformers.json": _json(
            {"model_type": "SentenceTransformer", "similarity_fn_name": "cosine", "prompts": {}}
        ),
        "1_Normalize/config.json": _json({}),
        MARK: _json(mark),
        **_sentencepiece(tokenizer),
    }
    for name, content in contents.items():
        path = folder / name
        path.write_bytes(content)
        path.chmod(0o644)


def _sentencepiece(tokenizer: Tokenizer) -> dict[str, bytes]:
    """The vocabulary in the format of sentencepiece, which cuts texts in the same way.

    Nothing where sentencepiece is not installed: the folder is complete without it.
    """
    try:
        from sentencepiece import sentencepiece_model_pb2
    except ImportError:
        return {}
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    for number, (piece, score) in enumerate(json.loads(tokenizer.to_str())["model"]["vocab"]):
        entry = model.pieces.add()
        entry.piece, entry.score = piece, score
        entry.type = entry.NORMAL if number else entry.UNKNOWN
    trainer = model.trainer_spec
    trainer.model_type, trainer.vocab_size = trainer.UNIGRAM, len(model.pieces)
    trainer.unk_id, trainer.bos_id, trainer.eos_id, trainer.pad_id = 0, -1, -1, -1
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.remove_extra_whitespaces = False
    return {SENTENCEPIECE: bytes(model.SerializeToString())}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
