"""Small reports to write, and ways to read what was written."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from pypdf import PdfReader

from desktop.domain.kinds import CaptureKind, Category, EventKind, ItemKind, WorkshopKind
from desktop.domain.record_reasons import TimelineEntry
from desktop.domain.report import ReportData, ReportItem, ReportPerson
from desktop.domain.report_choices import ALL_SECTIONS, PaperSize
from desktop.domain.rows import CaptureRef, CaptureRow
from desktop.reports.pdf import PdfSummary, write_pdf

DAY = date(2027, 1, 14)
NINE = datetime(2027, 1, 14, 9, 0, tzinfo=UTC)


PEOPLE = (
    ReportPerson("Nell Yarrow", "Platform"),
    ReportPerson("Otto Quince", "Payments"),
    ReportPerson("Ines Tansy", "Payments"),
    ReportPerson("Dara Flint", "Data", came=False),
    ReportPerson("Σοφία Παππά"),
)

TIMELINE = (
    TimelineEntry(1, EventKind.STARTED, NINE, "a", "=First"),
    TimelineEntry(2, EventKind.EXTENDED, NINE + timedelta(minutes=5), "a", "=First", 60),
    TimelineEntry(3, EventKind.ENDED, NINE + timedelta(hours=1), "b", "Last"),
)


def note(kind: CaptureKind, text: str, number: int = 1, **fields) -> CaptureRow:
    fields.setdefault("at", NINE + timedelta(minutes=number))
    return CaptureRow(CaptureRef(kind, number), f"uid-{number}", text, **fields)


def block(title: str = "Mission drafts", planned: int = 30, actual: int | None = 31) -> ReportItem:
    seconds = None if actual is None else actual * 60
    ends = None if actual is None else NINE
    kind, planned_s = ItemKind.ACTIVITY, planned * 60
    adjusted = None if actual is None else planned_s
    return ReportItem(
        title, Category.MISSION, kind, planned_s, seconds, ends, ends, adjusted_s=adjusted
    )


def report(*captures: CaptureRow, **fields) -> ReportData:
    """A finished workshop of two blocks with these notes."""
    data = ReportData(
        title="Q1 OKR workshop",
        programme="Harbourline",
        kind=WorkshopKind.DRAFTING,
        day=DAY,
        made_at=NINE + timedelta(hours=4),
        planned_start=NINE,
        planned_end=NINE + timedelta(hours=1),
        actual_start=NINE + timedelta(minutes=2),
        actual_end=NINE + timedelta(hours=1, minutes=5),
        items=(block("Welcome", 15, 15), block()),
        captures=captures,
    )
    return replace(data, **fields)


def pdf(data: ReportData, *, sections=ALL_SECTIONS, paper=PaperSize.A4, **kw) -> bytes:
    out = io.BytesIO()
    write_pdf(data, out, sections=frozenset(sections), paper=paper, **kw)
    return out.getvalue()


def summary(data: ReportData) -> PdfSummary:
    return write_pdf(data, io.BytesIO(), sections=ALL_SECTIONS, paper=PaperSize.A4)


def text_of(content: bytes) -> str:
    """All text of the document with every run of white space as one space."""
    pages = PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
