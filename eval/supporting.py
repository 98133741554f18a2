"""Whether what one pastes into a report stands in what is cited, by the product's own check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from retrieval.check import unsupported
from retrieval.records import Citation, Language

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def judge_supported(prediction: Mapping[str, Any], language: Language) -> bool | None:
    """Whether the figures, dates, names and places of the short answer stand in its citations.

    None without a short answer or citations, and for a computed value, which stands nowhere. A
    cell of a table is looked for by its number: its unit stands in the header.
    """
    short, citations = str(prediction["short_answer"]), prediction["citations"]
    if not short or not citations or prediction["computations"]:
        return None
    cited = [
        Citation(
            one["marker"], one["source"], one["start"], one["end"], one["quote"], one["source"]
        )
        for one in citations
    ]
    evidence = [str(item["value"]) for one in citations for item in one.get("inherited", ())]
    missing = unsupported(short, cited, language=language, evidence=evidence)
    rows = [one.quote for one in cited if "|" in one.quote or "\t" in one.quote]
    return all(_in_a_row(claim, rows) for claim in missing)


def _in_a_row(claim: str, rows: list[str]) -> bool:
    numbers = _NUMBER.findall(claim)
    return bool(numbers) and any(set(numbers) <= set(_NUMBER.findall(row)) for row in rows)
