"""An answer in a model's words: every sentence checked before it is shown, the rest left out.

What a model writes is a draft. A sentence stays when the passage it cites bears it out in figures,
names, scope, direction and wording, and when it keeps to what reading has settled. Where nothing
stays, the answer without a model is given, and said so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace

from retrieval.chat_model import ChatModel
from retrieval.check import borne_scope
from retrieval.compose import escape, label_of
from retrieval.contradiction import worth_of
from retrieval.grounding import ground
from retrieval.messages import message, refusal
from retrieval.model_prompt import Numbered, Prompt
from retrieval.model_sentences import Draft, Drafted
from retrieval.model_stream import NoReply
from retrieval.records import Answer, Citation, Query
from retrieval.settled import Settled
from retrieval.shelf import Sentence
from retrieval.wording import scope_text
from retrieval.wording_check import content_words
from vietnamese.normal import normalise
from vietnamese.numbers import read_quantities, same_value

#: Longest short answer in characters, by contract.
_SHORT = 200
#: Most sentences of a reply that are looked at.
_MOST = 40
#: Seconds after which a snapshot is given though nothing is new, so that a reader can leave.
_BEAT = 0.25


def write(
    query: Query, base: Answer, settled: Settled, prompt: Prompt, model: ChatModel
) -> Iterator[Answer]:
    """Snapshots of the answer as the model writes it; the last one is complete.

    `base` is the answer without a model, already checked. While nothing may be shown yet, the
    snapshots have no text. Closing the iterator ends the model's request.
    """
    writing = _Writing(query, base, settled, prompt.passages)
    started = time.perf_counter()
    timings: dict[str, float] = {}
    draft, why = Draft(), ""
    yield (shown := writing.snapshot())
    told = started
    try:
        with closing(model.stream(prompt.messages)) as pieces:  # type: ignore[type-var]
            for piece in pieces:
                now = time.perf_counter()
                if piece and not timings:
                    timings["model_first"] = (now - started) * 1000
                for sentence in draft.add(piece):
                    writing.take(sentence)
                snapshot = writing.snapshot()
                if snapshot != shown or now - told > _BEAT:
                    yield (shown := snapshot)
                    told = now
        for sentence in draft.finish():
            writing.take(sentence)
    except NoReply as error:
        why = error.why
    timings["model"] = (time.perf_counter() - started) * 1000
    answer = writing.finished(draft.text, why)
    yield replace(answer, draft=draft.text, model=model.name, timings=base.timings | timings)


@dataclass(frozen=True, slots=True)
class _Kept:
    """A sentence that stays, and the markers of what bears it."""

    text: str
    markers: tuple[int, ...] = ()
    is_item: bool = False
    is_short: bool = False
    scope: str = ""

    def markdown(self) -> str:
        marks = "".join(f"[{marker}]" for marker in self.markers)
        if self.is_short:
            scope = f" ({escape(self.scope)})" if self.scope else ""
            return f"**{escape(self.text)}** {marks}{scope}"
        stem = self.text.rstrip(".")
        stop = "." if len(stem) < len(self.text) else ""
        line = f"{escape(stem)} {marks}{stop}" if marks else escape(self.text)
        return f"- {line}" if self.is_item else line


class _Writing:
    """The answer as far as it is written."""

    def __init__(
        self, query: Query, base: Answer, settled: Settled, passages: Sequence[Numbered]
    ) -> None:
        self._query = query
        self._base = base
        self._settled = settled
        self._passages = {passage.number: passage for passage in passages}
        self._kept: list[_Kept] = []
        self._opening: Drafted | None = None
        self._named = self._fits = False
        self._refused = False
        self._citations: dict[tuple[str, int], Citation] = {}
        self._checks: list[str] = []
        self._removed = 0
        self._taken = 0

    def take(self, drafted: Drafted) -> None:
        """Keep one sentence of the draft, or note what speaks against it."""
        language = self._query.language
        self._taken += 1
        if self._taken > _MOST:
            raise NoReply("endless", f"{_MOST} sentences")
        is_short, text = _short_line(drafted.text)
        if any(normalise(refusal(one)).rstrip(".") in normalise(text) for one in ("vi", "en")):
            self._refused = True
            return
        if drafted.opens_list and not is_short:
            self._opening = drafted
            return
        known = [self._passages[mark] for mark in drafted.marks if mark in self._passages]
        self._checks += [
            f"unknown mark [{mark}]" for mark in drafted.marks if mark not in self._passages
        ]
        sentences = [sentence for passage in known for sentence in passage.sentences]
        grounds, against = ground(text, sentences, language) if known else ((), ("no mark",))
        if grounds and is_short and not self._may_be_short(text, grounds):
            grounds, against = (), (f"not what was read: {self._settled.short}",)
        if grounds and not self._settled.admits(text, grounds):
            grounds, against = (), ("conflicts with the question",)
        if not grounds:
            self._removed += 1
            self._checks.append(f"removed: {drafted.raw} ({'; '.join(against)})")
            return
        markers = self._cited(grounds)
        scope = self._scope_of(text, grounds) if is_short else ""
        self._keep(_Kept(text, markers, drafted.is_item, is_short, scope))
        self._fits = self._fits or self._settled.fits(grounds)

    def _keep(self, kept: _Kept) -> None:
        opening, self._opening = self._opening, None
        if opening and kept.is_item:
            self._kept.append(_Kept(opening.text))
        self._kept.append(kept)
        said = "\n".join(one.text for one in self._kept)
        self._named = self._named or self._settled.named_in(said)

    def _may_be_short(self, text: str, grounds: Sequence[Sentence]) -> bool:
        """Whether a short line gives what was read; a part of a list may stand for its start."""
        if self._settled.items:
            return True
        whole = bool(self._settled.short) or self._base.abstained or bool(content_words(text))
        return whole and self._settled.named_in(text) and self._settled.fits(grounds)

    def _scope_of(self, text: str, sentences: Sequence[Sentence]) -> str:
        """The scope of the one figure of a short line, as far as its citation bears it."""
        claims = read_quantities(text, self._query.language)
        for sentence in sentences if len(claims) == 1 else ():
            citation = self._citations[sentence.document.source, sentence.start]
            for figure in sentence.figures:
                if any(same_value(claims[0], read) for read in worth_of(figure)):
                    citation = replace(citation, inherited=figure.inherited)
                    return scope_text(borne_scope(figure.scope, citation), self._query.language)
        return ""

    def _cited(self, sentences: Sequence[Sentence]) -> tuple[int, ...]:
        """Markers of these sentences, from 1 in order of first use."""
        markers = []
        for sentence in sentences:
            document = sentence.document
            key = (document.source, sentence.start)
            if key not in self._citations:
                self._citations[key] = Citation(
                    marker=len(self._citations) + 1,
                    source=document.source,
                    start=sentence.start,
                    end=sentence.end,
                    quote=sentence.text,
                    passage_id=sentence.passage.id,
                    label=label_of(document, self._query.language),
                    inherited=sentence.passage.evidence,
                )
            markers.append(self._citations[key].marker)
        return tuple(markers)

    def _text(self) -> str:
        """What is kept, as Markdown that only ever grows at its end."""
        text = ""
        for place, kept in enumerate(self._kept):
            before = self._kept[place - 1] if place else None
            if before is None:
                gap = ""
            elif kept.is_item and before.is_item:
                gap = "\n"
            elif kept.is_item or before.is_item or before.is_short:
                gap = "\n\n"
            else:
                gap = " "
            text += gap + kept.markdown()
        return text

    def snapshot(self) -> Answer:
        """What may be shown by now: nothing while the answer itself has not been named."""
        shown = self._named and self._fits and self._settled.open_to is None
        return replace(
            self._base,
            text=self._text() if shown else "",
            short="",
            abstained=False,
            reason=None,
            citations=tuple(self._citations.values()) if shown else (),
            complete=False,
        )

    def finished(self, draft: str, why: str) -> Answer:
        """The whole answer; `why` says what broke the reply off, "" when it ended by itself."""
        usable = bool(self._kept) and self._named and self._fits
        if why and self._settled.open_to is not None:
            usable = False  # a refusal is not turned by half an answer
        if not usable:
            return self._without_model(draft, why)
        language = self._query.language
        quotes = [
            message(
                "cited_quote",
                language,
                quote=escape(citation.quote),
                marker=citation.marker,
                label=escape(citation.label),
            )
            for citation in self._citations.values()
        ]
        parts = [self._text(), *quotes]
        if self._removed:
            name = "note_removed_one" if self._removed == 1 else "note_removed"
            parts.append(self._note(message(name, language).replace("{count}", str(self._removed))))
        if why:
            parts.append(
                self._note(
                    f"{message(f'note_{why}', language)}; {message('note_then_kept', language)}"
                )
            )
        return replace(
            self._base,
            text="\n\n".join(parts),
            short=self._short(),
            abstained=False,
            reason=None,
            citations=tuple(self._citations.values()),
            checks=tuple(self._checks),
        )

    def _short(self) -> str:
        """What was read, where it is settled; else the model's own short line."""
        lines = [kept.text for kept in self._kept if kept.is_short] or (
            [] if self._base.short else [kept.text for kept in self._kept if kept.markers][:1]
        )
        read = self._settled.short or self._query.answer_type == "list"
        if not lines or (read and self._base.short):
            return self._base.short
        short = lines[0].rstrip(" .;:,")
        return short if len(short) <= _SHORT else short[:_SHORT].rsplit(" ", 1)[0].rstrip(" ,;:")

    def _without_model(self, draft: str, why: str) -> Answer:
        """The answer without a model, with a note that says why it is given."""
        language, base = self._query.language, self._base
        checks = (*base.checks, *self._checks)
        if not why:
            if self._refused and base.abstained:
                return replace(base, checks=checks)
            why = "unsupported" if draft.strip() and not self._refused else "empty"
        said = message(f"note_{why}", language)
        if not base.abstained:
            said += f"; {message('note_then_quoted', language)}"
        return replace(base, text=f"{base.text}\n\n{self._note(said)}", checks=checks)

    def _note(self, text: str) -> str:
        return message("note", self._query.language, text=text)


def _short_line(text: str) -> tuple[bool, str]:
    """Whether a sentence is the line with the short answer, and its text without the heading."""
    for language in ("vi", "en"):
        mark = message("model_answer_mark", language)
        if normalise(text).startswith(normalise(mark)):
            return True, text[len(mark) :].strip()
    return False, text
