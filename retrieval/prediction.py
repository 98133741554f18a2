"""The prediction object: the one shape in which answers leave for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from retrieval.records import Answer, Citation

#: Passages given with an answer, at most.
PASSAGES = 10


def prediction(answer: Answer) -> dict[str, Any]:
    """Make the prediction object of an answer; all values are plain JSON types."""
    return {
        "answer": answer.text,
        "short_answer": answer.short,
        "abstained": answer.abstained,
        "clarification": answer.clarification,
        "reason": answer.reason,
        "choices": list(answer.choices),
        "citations": [_citation(citation) for citation in answer.citations],
        "passages": [
            {
                "source": passage.source,
                "start": passage.start,
                "end": passage.end,
                "score": round(min(max(found.score, 0.0), 1.0), 4),
            }
            for found in answer.passages
            for passage in (found.passage, *found.twins)
        ][:PASSAGES],
        "computations": [dict(item) for item in answer.computations],
        "latency_ms": round(answer.latency_ms, 2),
    }


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "source": citation.source,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "label": citation.label,
        "inherited": [asdict(item) for item in citation.inherited],
    }
