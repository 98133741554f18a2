"""A deterministic embedder and made-up documents, for the store's tests and their processes."""

import hashlib

import numpy as np

from embedding.card import ModelCard
from store.records import Document, Figure, Passage

DIMENSION = 16


class TinyEmbedder:
    """A bag of hashed words: equal texts get equal vectors, texts without words the zero row."""

    def __init__(self, name="tiny", dimension=DIMENSION):
        self.card = ModelCard(name, dimension, "", "", f"{name}-{dimension}-fingerprint")
        self.embedded = 0

    def embed_passages(self, texts):
        self.embedded += len(texts)
        rows = np.zeros((len(texts), self.card.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().split():
                seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
                row += np.random.default_rng(seed).normal(size=self.card.dimension)
            row /= np.linalg.norm(row) or 1.0
        return rows


def make_document(name, sentences, *, version=1, root="/tai-lieu", context="", headings=()):
    """A document with one passage a sentence and one figure a passage: its first word."""
    text = f"---\nphiên bản: {version}\n---\n" + "\n".join(sentences) + "\n"
    source = f"{name}.md"
    document = Document(
        source=source,
        root=root,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        body_start=text.index("---\n", 4) + 4,
        title=f"Văn bản {name}",
        notes=(f"phiên bản {version}",),
    )
    passages, figures, place = [], [], document.body_start
    for ordinal, sentence in enumerate(sentences):
        start = text.index(sentence, place)
        place = start + len(sentence)
        passages.append(
            Passage(
                id=f"{source}#{version}-{ordinal}",
                source=source,
                start=start,
                end=place,
                text=sentence,
                ordinal=ordinal,
                headings=headings,
                context=context,
            )
        )
        word = sentence.split()[0]
        figures.append(
            Figure(source, start, start + len(word), word, None, None, None, "", "", sentence)
        )
    return document, passages, figures


def fill(data_dir, *documents, embedder=None):
    """Publish the given (document, passages, figures) on top of what is there."""
    from store.writer import open_writer

    with open_writer(data_dir, embedder or TinyEmbedder(), wait=60) as writer:
        for document in documents:
            writer.put(*document)
        return writer.publish()
