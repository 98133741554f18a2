"""Complete questions to choose from where several figures fit: one for each, with its scope."""

from __future__ import annotations

from retrieval.measured import measured
from retrieval.messages import message
from retrieval.records import Language
from retrieval.wording import base_words, period_text, place_text
from store.records import FORMER, Figure
from vietnamese.kinds import read_kinds
from vietnamese.places import read_places
from vietnamese.scope import Kind
from vietnamese.sentences import Span
from vietnamese.terms import term


def question_for(figure: Figure, language: Language) -> str:
    """The question that a figure answers, with accents and all slots: place, period, kind, base."""
    text = message(
        f"ask_{_form(figure)}",
        language,
        indicator=indicator_words(figure, language),
        place=_of_place(figure, language),
        period=_in_period(figure, language),
        base=base_words(_base(figure), figure.basis, language),
    )
    text = " ".join(text.split()).replace(" ?", "?").replace(" ,", ",")
    return text[:1].upper() + text[1:]


def _base(figure: Figure) -> str | None:
    """What a figure is measured against; a level that another came after is measured by itself."""
    return None if figure.comparison == FORMER else figure.comparison


def _form(figure: Figure) -> str:
    """How a figure of its kind is asked for."""
    kind = figure.scope.kind
    if kind is Kind.GROWTH and _is_growth(figure):
        return "growth_rate"
    if kind is Kind.GROWTH and not figure.comparison:
        return "growth_alone"
    return kind.value if kind and kind is not Kind.DATE else "result"


def indicator_words(figure: Figure, language: Language) -> str:
    """What a figure measures: the indicator's usual name, or the document's own words for it."""
    known = term(measured(figure) or "")
    if known and language == "en" and known.english:
        return known.english[0]
    if known and figure.scope.kind is not Kind.COUNT:
        return known.name
    if figure.scope.kind is Kind.COUNT and figure.unit:
        counted = figure.indicator or figure.unit
        return known.name if known and known.name.startswith(f"{counted} ") else counted
    words = _bare(figure.indicator)
    return words[:1].lower() + words[1:] if words[:2].istitle() else words


def _is_growth(figure: Figure) -> bool:
    """Whether the indicator is itself a rate of growth, which does not rise but is."""
    name = measured(figure) or ""
    return name.endswith("growth") or name == "growth_rate"


def _of_place(figure: Figure, language: Language) -> str:
    place = figure.scope.place
    return message("of_place", language, place=place_text(place, language)) if place else ""


def _in_period(figure: Figure, language: Language) -> str:
    period = figure.scope.period
    return message("in_period", language, period=period_text(period, language)) if period else ""


def _bare(text: str) -> str:
    """An indicator's words without its place and without words of kind."""
    spans = [Span(mention.start, mention.end) for mention in read_places(text)]
    spans += [Span(mention.start, mention.end) for mention in read_kinds(text)]
    for span in sorted(spans, key=lambda span: -span.start):
        text = (
            text[: span.start].rstrip().removesuffix(" của").removesuffix(" ở") + text[span.end :]
        )
    return " ".join(text.split())
