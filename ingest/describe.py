"""Describe a document: title, place, period, dates, number, each with where it is written.

A sidecar file (`NAME.yaml` beside `NAME.txt`, the keys of front matter) comes first, then front
matter; what they leave open is read from the text: its title, letterhead and
first sentence, then the places its body names. Nothing is guessed from outside the document.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from errors import EmptyFile, UnreadableFile
from ingest.front_matter import FrontMatter, corrected, read_front_matter, read_sidecar
from ingest.layout import read_lines
from ingest.lead import first_sentence
from ingest.letterhead import Letterhead, read_letterhead
from ingest.main_period import common_period, day_spoken_of, period_of_field
from ingest.main_place import named_place, place_of_body
from ingest.reading import FileText
from ingest.titles import bare, find_title
from store.records import Document, Inherited
from vietnamese.periods import Period, PeriodKind, PeriodMention, read_periods
from vietnamese.places import Level, Place, read_places
from vietnamese.scope import Scope
from vietnamese.sentences import Span

#: a day that dates the event stands this near to the beginning of the first sentence, in characters
_DATELINE = 60


def describe(file: FileText, source: str, root: str) -> Document:
    """The document in `file`, described; `source` and `root` as in `Document`.

    Raises UnreadableFile for bad front matter and EmptyFile when there is nothing after it.
    """
    text = file.text
    fields, body_start = read_front_matter(text, source)
    corrections: frozenset[str] = frozenset()
    if file.sidecar:
        fields, corrections = corrected(fields, read_sidecar(file.sidecar, source))
    if not any(letter.isalnum() for letter in text[body_start:]):
        raise EmptyFile(f"{source}: tệp không có nội dung. Hãy thêm nội dung hoặc bỏ tệp này đi.")
    return _Describer(file, source, root, fields, body_start, corrections).document()


@dataclass
class _Describer:
    """One document while it is described; `evidence` grows slot by slot.

    `corrections` are the fields that its sidecar file gives.
    """

    file: FileText
    source: str
    root: str
    fields: FrontMatter
    body_start: int
    corrections: frozenset[str] = frozenset()
    evidence: list[Inherited] = field(default_factory=list)

    def document(self) -> Document:
        text, fields = self.file.text, self.fields
        head = read_letterhead(text, self.body_start)
        title_span = find_title(text, self.body_start)
        lead = first_sentence(text, read_lines(text, self.body_start))
        title = self._title(title_span)
        published = self._published(head)
        anchor = fields.event_date or published or self._page_date(head)
        mentions = [
            replace(
                mention, start=mention.start + self.body_start, end=mention.end + self.body_start
            )
            for mention in read_periods(text[self.body_start :], anchor)
        ]
        event_date = self._event_date(mentions, lead)
        period = self._period(mentions, title_span, lead, anchor)
        place = self._place(title_span, head, lead, day_spoken_of(event_date or published, period))
        scope = Scope(place=place, level=self._level(place), period=period)
        return Document(
            source=self.source,
            root=self.root,
            sha256=self.file.sha256,
            text=text,
            body_start=self.body_start,
            title=title,
            scope=scope,
            doc_type=self._from("doc_type", fields.doc_type, head.doc_type),
            number=self._from("number", fields.number, head.number),
            issuer=self._from("issuer", fields.issuer, head.issuer),
            outlet=self._from("outlet", fields.outlet, None),
            original_title=self._from("original_title", fields.original_title, None),
            event_date=event_date,
            published=published,
            digest=fields.digest,
            notes=fields.notes,
            official_names=fields.official_names,
            evidence=tuple(self.evidence),
        )

    def _field(self, slot: str, value: str) -> None:
        origin = "sidecar" if slot in self.corrections else "front matter"
        self.evidence.append(Inherited(slot, value, origin, field=slot))

    def _span(self, slot: str, value: str, origin: str, span: Span) -> None:
        self.evidence.append(Inherited(slot, value, origin, span.start, span.end))

    def _from(self, slot: str, given: str | None, found: Span | None) -> str | None:
        if given:
            self._field(slot, given)
            return given
        if found is None:
            return None
        value = " ".join(self.file.text[found.start : found.end].split())
        self._span(slot, value, "body", found)
        return value

    def _title(self, span: Span | None) -> str:
        if self.fields.title:
            self._field("title", self.fields.title)
            return self.fields.title
        if span is not None:
            title = bare(self.file.text[span.start : span.end])
            if title:
                self._span("title", title, "title", span)
                return title
        title = PurePosixPath(self.source).stem
        self.evidence.append(Inherited("title", title, "file name", field="source"))
        return title

    def _published(self, head: Letterhead) -> date | None:
        if self.fields.published:
            self._field("published", self.fields.published.isoformat())
            return self.fields.published
        if head.published:
            self._span("published", head.published[0].isoformat(), "body", head.published[1])
            return head.published[0]
        return None

    def _page_date(self, head: Letterhead) -> date | None:
        """The date printed on a saved page, where the text itself speaks of that year.

        It may be the day of saving, years later, so it dates nothing but completes "ngày 13/7".
        """
        if head.page_date is None:
            return None
        day, span = head.page_date
        text = self.file.text
        rest = text[self.body_start : span.start] + text[span.end :]
        years = {m.period.end.year for m in read_periods(rest) if m.period and not m.relative}
        if day.year not in years:
            return None
        self._span("page_date", day.isoformat(), "body", span)
        return day

    def _event_date(self, mentions: list[PeriodMention], lead: Span | None) -> date | None:
        if self.fields.event_date:
            self._field("event_date", self.fields.event_date.isoformat())
            return self.fields.event_date
        if lead is None:
            return None
        for mention in mentions:
            near = lead.start <= mention.start < min(lead.end, lead.start + _DATELINE)
            if not near or mention.relative or mention.period is None:
                continue
            before = self.file.text[lead.start : mention.start]
            if mention.period.kind is PeriodKind.DAY and not re.search(r"\bsố\s+\S+\s*\Z", before):
                self._span(
                    "event_date",
                    mention.period.start.isoformat(),
                    "lead",
                    Span(mention.start, mention.end),
                )
                return mention.period.start
        return None

    def _period(
        self,
        mentions: list[PeriodMention],
        title: Span | None,
        lead: Span | None,
        anchor: date | None,
    ) -> Period | None:
        if self.fields.period:
            period = period_of_field(self.fields.period, anchor)
            if period is None:
                raise UnreadableFile(
                    f"{self.source}: trường period có giá trị «{self.fields.period}» không đọc "
                    "được; được phép như «2021», «tháng 1/2021», «2021-2025». Hãy sửa rồi chạy lại."
                )
            self._field("period", self.fields.period)
            return period
        for origin, span in (("title", title), ("lead", lead)):
            found = [m for m in mentions if span and span.start <= m.start < span.end]
            found = [m for m in found if m.period and not m.relative and not self._prices(m)]
            if origin == "lead":
                found = [m for m in found if m.period and m.period.kind is not PeriodKind.DAY][:1]
            period = common_period([m.period for m in found if m.period])
            if period:
                where = Span(found[0].start, found[-1].end)
                self._span("period", self.file.text[where.start : where.end], origin, where)
                return period
        return None

    def _prices(self, mention: PeriodMention) -> bool:
        """Whether a year is only that of prices: "giá so sánh 2010"."""
        before = self.file.text[max(0, mention.start - 30) : mention.start]
        return re.search(r"\bgiá (?:so sánh|cố định|hiện hành)(?: năm)?\s*\Z", before) is not None

    def _place(
        self, title: Span | None, head: Letterhead, lead: Span | None, at: date | None
    ) -> Place | None:
        text = self.file.text
        if self.fields.place:
            self._field("place", self.fields.place)
            mentions = read_places(self.fields.place, at)
            options = [place for mention in mentions[:1] for place in mention.places]
            fitting = [p for p in options if self.fields.level in (None, p.level)]
            return next(iter(fitting or options), None)
        sources = [("body", span) for span in head.bodies]
        if title is not None:
            sources.insert(0, ("title", title))
        if lead is not None:
            sources.append(("lead", lead))
        for origin, span in sources:
            found = named_place(text, span, self.body_start, at)
            if found:
                self._span("place", text[found[1].start : found[1].end], origin, found[1])
                return found[0]
        inferred = place_of_body(text, self.body_start, at)
        if inferred is None:
            return None
        place, spans = inferred
        for span in spans[:3]:
            self._span("place", text[span.start : span.end], "body", span)
        return place

    def _level(self, place: Place | None) -> Level | None:
        if self.fields.level:
            self._field("level", self.fields.level.value)
            return self.fields.level
        return place.level if place else None
