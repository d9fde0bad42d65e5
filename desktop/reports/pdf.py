"""Writes the session report as a PDF.

Laid out first and drawn then, page by page. The same data gives the same bytes: no clock is
read, and the document is dated `made_at`. ReportLab can't tag a PDF for screen readers; the
outline, the language and text that can be copied are what it can do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC
from io import BytesIO
from typing import BinaryIO

from desktop.domain.i18n import tr
from desktop.domain.names import with_names
from desktop.domain.report import ReportData, captures_of
from desktop.domain.report_choices import NameStyle, PaperSize, Section
from desktop.reports.blocks import PX, Placed
from desktop.reports.compose import Page, paginate
from desktop.reports.engine import Canvas, outline, show_title, stamped
from desktop.reports.facts import day_and_times, foot
from desktop.reports.fonts import FontShelf, Role, font_shelf
from desktop.reports.front import key_figures, minutes_chart, title_block
from desktop.reports.notes import feedback, findings, follow_ups
from desktop.reports.okrs import okrs, wordings
from desktop.reports.paragraphs import TypeSetter, printable
from desktop.reports.people import people
from desktop.reports.prepared import (
    adjustments,
    goals,
    leaders,
    materials,
    session_okr,
    text_section,
)
from desktop.reports.sheet import CAPTION, Sheet
from desktop.reports.timeline import timeline
from desktop.reports.wording import long_day, workshop_word

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class PdfSummary:
    """What was written; `missing` names characters no font has, printed as `[U+XXXX]`.

    `starts` gives the page each printed section begins on, from 1.
    """

    pages: int
    missing: tuple[str, ...]
    starts: tuple[tuple[Section, int], ...] = ()


def write_pdf(
    data: ReportData,
    out: BinaryIO,
    *,
    sections: frozenset[Section],
    paper: PaperSize,
    names: NameStyle = NameStyle.FULL,
    progress: Progress | None = None,
) -> PdfSummary:
    """Write the report of `data` to `out`, with those of `sections` that have content.

    `progress(page, of)` is called before each page is drawn, with pages counted from 1; what it
    raises ends the work, and nothing has been written to `out` then.
    """
    data = with_names(data, names)
    with font_shelf() as shelf:
        sheet = Sheet(paper, TypeSetter(shelf))
        pages = paginate(_story(sheet, data, sections), sheet.height)
        buffer = BytesIO()
        canvas = _canvas(buffer, sheet, shelf, data)
        for number, page in enumerate(pages, start=1):
            if progress is not None:
                progress(number, len(pages))
            _draw(canvas, sheet, data, page, (number, len(pages)))
        canvas.save()
        missing = sheet.setter.missing
    out.write(buffer.getvalue())
    return PdfSummary(len(pages), missing, _starts(pages))


def _starts(pages: list[Page]) -> tuple[tuple[Section, int], ...]:
    return tuple(
        (entry.placed.section, number)
        for number, page in enumerate(pages, start=1)
        for entry in page.blocks
        if entry.placed.section is not None
    )


def _story(sheet: Sheet, data: ReportData, sections: frozenset[Section]) -> list[Placed]:
    story = title_block(sheet, data)
    for section in Section:
        if section in sections and section in _MAKERS:
            story += _MAKERS[section](sheet, data)
        if section is Section.OKRS and section in sections:
            story += okrs(sheet, data, with_themes=Section.LEADERS in sections)
        if section is Section.NEEDS:  # the last of them: they make one chapter
            story += follow_ups(sheet, data, [one for one in Section if one in sections])
    if sheet.setter.missing:
        text = tr("No font here has these characters, so their numbers are printed: {list}.")
        words = text.format(list=", ".join(sheet.setter.missing))
        story.append(Placed(sheet.words(words, CAPTION, sheet.width), before=20 * PX))
    return story


def _minutes(sheet: Sheet, data: ReportData) -> list[Placed]:
    return minutes_chart(sheet, data) if data.items else []


def _people(sheet: Sheet, data: ReportData) -> list[Placed]:
    return people(sheet, data) if data.people else []


def _format(sheet: Sheet, data: ReportData) -> list[Placed]:
    return text_section(sheet, Section.FORMAT, data.preparation.format)


def _findings(sheet: Sheet, data: ReportData) -> list[Placed]:
    return findings(sheet, data) if captures_of(data, Section.FINDINGS) else []


def _feedback(sheet: Sheet, data: ReportData) -> list[Placed]:
    return feedback(sheet, data) if captures_of(data, Section.FEEDBACK) else []


_MAKERS: Mapping[Section, Callable[[Sheet, ReportData], list[Placed]]] = {
    Section.SUMMARY: key_figures,
    Section.GOALS: goals,
    Section.FORMAT: _format,
    Section.AGENDA: _minutes,
    Section.MATERIALS: materials,
    Section.PEOPLE: _people,
    Section.LEADERS: leaders,
    Section.SESSION_OKR: session_okr,
    Section.WORDINGS: wordings,
    Section.FINDINGS: _findings,
    Section.FEEDBACK: _feedback,
    Section.ADJUSTMENTS: adjustments,
    Section.TIMELINE: timeline,
}
"""Sections that need nothing but the rows; the others are handled in `_story`."""


def _canvas(buffer: BytesIO, sheet: Sheet, shelf: FontShelf, data: ReportData) -> Canvas:
    made = data.made_at if data.made_at.tzinfo else data.made_at.replace(tzinfo=UTC)
    body = shelf.font(Role.SANS.value)
    with stamped(int(made.timestamp())):
        canvas = Canvas(
            buffer,
            pagesize=sheet.size,
            invariant=1,
            pageCompression=1,
            initialFontName=body.fontName,  # pyright: ignore[reportArgumentType]  a name, not a size
            lang="en",
        )
    title = " ".join(printable(data.title).split())
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setSubject(f"{workshop_word(data.kind)} · {long_day(data.day)}")
    canvas.setCreator("OKR Facilitator")
    canvas.setProducer("OKR Facilitator")
    show_title(canvas)
    return canvas


def _draw(
    canvas: Canvas, sheet: Sheet, data: ReportData, page: Page, number: tuple[int, int]
) -> None:
    for place, entry in enumerate(page.blocks):
        y = sheet.top - entry.down
        name = " ".join(printable(entry.placed.bookmark).split())
        if name:
            key = f"p{number[0]}-{place}"
            outline(canvas, name, key, y + 12 * PX, entry.placed.depth)
        entry.placed.block.draw(canvas, sheet.margin, y)
    left, right = _head(data, page, first=number[0] == 1)
    sheet.furnish(canvas, left, right, foot(data), number)
    canvas.showPage()


def _head(data: ReportData, page: Page, *, first: bool) -> tuple[str, str]:
    if first or not page.chapter:
        parts = [data.programme, workshop_word(data.kind) if first else data.title]
        right = day_and_times(data)
    else:
        parts, right = [data.programme, data.title], page.chapter
    return " · ".join(part for part in parts if part), right
