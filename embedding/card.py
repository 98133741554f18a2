"""What an index must know about the model its vectors were made with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelCard:
    """Identity of an embedding model; two indexes agree when their cards are equal.

    `name` is what the user sets, `dimension` the length of a vector, the prefixes are put before
    questions and passages, and `fingerprint` is a digest of the weights, so that a model retrained
    under its old name is not taken for the old one.
    """

    name: str
    dimension: int
    query_prefix: str
    passage_prefix: str
    fingerprint: str
