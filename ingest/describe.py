"""Describe a document: title, place, period, dates, number, each with where it is written.

A sidecar file (`NAME.yaml` beside `NAME.txt`, the keys of front matter) comes first, then front
matter; what they leave open is read from the text: its title, letterhead and
first sentence, then the places its body names. Nothing is guessed from outside the document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath

from errors import EmptyFile, UnreadableFile
from ingest.citations import plain_number, read_cited
from ingest.closing import read_signature
from ingest.document_period import document_period
from ingest.extracted import Extracted
from ingest.front_matter import FrontMatter, corrected, read_front_matter, read_sidecar
from ingest.given import is_official
from ingest.layout import read_lines
from ingest.lead import first_sentence
from ingest.letterhead import Letterhead, read_letterhead
from ingest.main_period import day_spoken_of, period_of_field
from ingest.main_place import named_place, place_of_body
from ingest.news_page import read_news_page
from ingest.noting import Notes
from ingest.official import in_force
from ingest.reading import FileText
from ingest.structure import read_divisions
from ingest.titles import bare, find_title
from store.records import Document, Inherited
from vietnamese.periods import Period, PeriodKind, PeriodMention, read_periods
from vietnamese.places import Level, Place, read_places
from vietnamese.scope import Scope
from vietnamese.sentences import Span, logical_lines

#: a day that dates the event stands this near to the beginning of the first sentence, in characters
_DATELINE = 60
#: what ends a mention of a law or another paper, whose day dates no event
_OF_PAPER = re.compile(
    r"\bsố\s+\S+\s*\Z|\b(?:căn cứ|luật|bộ luật|pháp lệnh|nghị định|nghị quyết|quyết định|thông tư"
    r"|chỉ thị|kết luận|kế hoạch|công văn)\b[^,;.]{0,60}\Z",
    re.IGNORECASE,
)
#: titles of papers that set what is to come; a report or a page may announce it and tell of before
_PLANS = re.compile(
    r"(?:kế hoạch|nghị quyết|quyết định|chương trình|đề án|chỉ thị|phương án|quy hoạch|mục tiêu)\b",
    re.IGNORECASE,
)
#: news tell of an event within so many days
_NEWS = 7


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
    note = Notes(text, corrections)
    return _Describer(file, source, root, fields, body_start, note).document()


def _without_cited(
    text: str, mentions: list[PeriodMention], spans: Sequence[Span | None]
) -> list[PeriodMention]:
    """`mentions` without the days of documents that a title or lead names by number."""
    cited = [one for span in spans if span for one in read_cited(text, *span)]
    return [
        mention
        for mention in mentions
        if not any(one.start <= mention.start < one.end for one in cited)
    ]


@dataclass
class _Describer:
    """One document while it is described; `note` holds the evidence found so far."""

    file: FileText
    source: str
    root: str
    fields: FrontMatter
    body_start: int
    note: Notes

    def document(self) -> Document:
        text, fields = self.file.text, self.fields
        lines = read_lines(text, self.body_start)
        head = read_letterhead(text, self.body_start)
        title_span = find_title(text, self.body_start)
        lead = first_sentence(text, lines)
        title = self._title(title_span, head)
        published = self._published(head)
        anchor = fields.event_date or published or self._page_date(head, lead)
        mentions = [
            replace(
                mention, start=mention.start + self.body_start, end=mention.end + self.body_start
            )
            for mention in read_periods(text[self.body_start :], anchor)
        ]
        mentions = _without_cited(text, mentions, (title_span, lead))
        event_date = self._event_date(mentions, lead)
        plans = _PLANS.match(title) is not None
        period = self._period(mentions, title_span, lead, event_date or anchor, plans=plans)
        place = self._place(title_span, head, lead, day_spoken_of(event_date or published, period))
        scope = Scope(place=place, level=self._level(place), period=period)
        number = self._number(head)
        document = Document(
            source=self.source,
            root=self.root,
            sha256=self.file.sha256,
            text=text,
            body_start=self.body_start,
            title=title,
            scope=scope,
            doc_type=self._doc_type(head),
            number=number,
            issuer=self.note.joined("issuer", fields.issuer, head.issuer),
            original_title=self.note.read("original_title", fields.original_title, None),
            event_date=event_date,
            published=published,
            digest=fields.digest,
            pages=self.extracted.pages if self.extracted else (),
            unclear=self.extracted.unclear if self.extracted else (),
            divisions=read_divisions(text, lines),
            notes=fields.notes,
            official_names=fields.official_names,
        )
        signed = read_signature(text, self.body_start)
        if number or (signed and signed.office) or is_official(fields):
            document = in_force(document, lines, title_span, signed, fields, self.note)
        else:
            document = self._news(document, lead)
        return replace(document, evidence=tuple(self.note.evidence))

    @property
    def extracted(self) -> Extracted | None:
        """What the reader of the file's format gave beside the text."""
        return self.file.extracted

    def _news(self, document: Document, lead: Span | None) -> Document:
        """A document without a number with its outlet, author and lead."""
        page = read_news_page(document.text, logical_lines(document.text, self.body_start))
        own = self.extracted or Extracted("", "")
        return replace(
            document,
            outlet=self.note.read("outlet", self.fields.outlet, page.outlet, own.outlet),
            author=self.note.read("author", self.fields.author, page.author, own.author),
            lead=self.note.read("lead", None, lead),
        )

    def _number(self, head: Letterhead) -> str | None:
        number = self.note.read("number", self.fields.number, head.number)
        return plain_number(number) if number else None

    def _doc_type(self, head: Letterhead) -> str | None:
        if self.fields.doc_type or head.doc_type is None:
            return self.note.read("doc_type", self.fields.doc_type, None)
        value, span = head.doc_type
        self.note.span("doc_type", value, "body", span)
        return value

    def _title(self, span: Span | None, head: Letterhead) -> str:
        if self.fields.title:
            self.note.from_field("title", self.fields.title)
            return self.fields.title
        if head.subject and (span is None or head.subject[0].start <= span.start):
            for part in head.subject:
                self.note.span("title", self.file.text[part.start : part.end], "title", part)
            return " ".join(bare(self.file.text[part.start : part.end]) for part in head.subject)
        if span is not None:
            title = bare(self.file.text[span.start : span.end])
            if title:
                self.note.span("title", title, "title", span)
                return title
        recorded = self.note.recorded("title", self.extracted.title if self.extracted else None)
        if recorded:
            return recorded
        title = PurePosixPath(self.source).stem
        self.note.evidence.append(Inherited("title", title, "file name", field="source"))
        return title

    def _published(self, head: Letterhead) -> date | None:
        if self.fields.published:
            self.note.from_field("published", self.fields.published.isoformat())
            return self.fields.published
        if head.published:
            self.note.span("published", head.published[0].isoformat(), "body", head.published[1])
            return head.published[0]
        day = self.extracted.published if self.extracted else None
        self.note.recorded("published", day.isoformat() if day else None)
        return day

    def _page_date(self, head: Letterhead, lead: Span | None) -> date | None:
        """The date printed on a saved page, where the text itself speaks of that year or week.

        It may be the day of saving, years later, so it dates nothing but completes "ngày 13/7".
        """
        if head.page_date is None:
            return None
        day, span = head.page_date
        text = self.file.text
        rest = text[self.body_start : span.start] + text[span.end :]
        years = {m.period.end.year for m in read_periods(rest) if m.period and not m.relative}
        if day.year not in years and not self._opens_before(day, lead):
            return None
        self.note.span("page_date", day.isoformat(), "body", span)
        return day

    def _opens_before(self, day: date, lead: Span | None) -> bool:
        """Whether the lead tells of a day, without its year, that was just before `day`."""
        told = self.file.text[lead.start : lead.end][:_DATELINE] if lead else ""
        days = [m.period.start for m in read_periods(told, day) if m.period and not m.relative]
        return any(0 <= (day - told_day).days <= _NEWS for told_day in days[:1])

    def _event_date(self, mentions: list[PeriodMention], lead: Span | None) -> date | None:
        if self.fields.event_date:
            self.note.from_field("event_date", self.fields.event_date.isoformat())
            return self.fields.event_date
        if lead is None:
            return None
        for mention in mentions:
            near = lead.start <= mention.start < min(lead.end, lead.start + _DATELINE)
            if not near or mention.relative or mention.period is None:
                continue
            before = self.file.text[lead.start : mention.start]
            if mention.period.kind is PeriodKind.DAY and not _OF_PAPER.search(before):
                self.note.span(
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
        *,
        plans: bool,
    ) -> Period | None:
        if self.fields.period:
            period = period_of_field(self.fields.period, anchor)
            if period is None:
                raise UnreadableFile(
                    f"{self.source}: trường period có giá trị «{self.fields.period}» không đọc "
                    "được; được phép như «2021», «tháng 1/2021», «2021-2025». Hãy sửa rồi chạy lại."
                )
            self.note.from_field("period", self.fields.period)
            return period
        found = document_period(self.file.text, mentions, title, lead, anchor, plans=plans)
        if found is None:
            return None
        self.note.span(
            "period", self.file.text[found.span.start : found.span.end], found.origin, found.span
        )
        return found.period

    def _place(
        self, title: Span | None, head: Letterhead, lead: Span | None, at: date | None
    ) -> Place | None:
        text = self.file.text
        if self.fields.place:
            self.note.from_field("place", self.fields.place)
            mentions = read_places(self.fields.place, at)
            options = [place for mention in mentions[:1] for place in mention.places]
            fitting = [p for p in options if self.fields.level in (None, p.level)]
            return next(iter(fitting or options), None)
        sources = [("body", span) for span in head.bodies]
        if title is not None:
            sources.insert(0, ("title", title))
        if lead is not None:
            sources.append(("lead", lead))
        if head.number and head.issued_at:
            sources.append(("body", head.issued_at))
        for origin, span in sources:
            found = named_place(text, span, self.body_start, at)
            if found:
                self.note.span("place", text[found[1].start : found[1].end], origin, found[1])
                return found[0]
        inferred = place_of_body(text, self.body_start, at)
        if inferred is None:
            return None
        place, spans = inferred
        for span in spans[:3]:
            self.note.span("place", text[span.start : span.end], "body", span)
        return place

    def _level(self, place: Place | None) -> Level | None:
        if self.fields.level:
            self.note.from_field("level", self.fields.level.value)
            return self.fields.level
        return place.level if place else None
