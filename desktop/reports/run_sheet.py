"""Prints the plan on one sheet of paper, with a box to write the real time of every block in.

Laid out large first and then smaller and shorter until it fits: one page for an agenda of the
usual length, two for a long one. The same plan gives the same bytes: no clock is read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from typing import BinaryIO

from typing_extensions import override

from desktop.domain.durations import format_minutes
from desktop.domain.i18n import tr
from desktop.domain.report_choices import PaperSize
from desktop.domain.run_sheet import RunSheet, SheetBlock
from desktop.reports.blocks import GREY, HAIR, INK, PX, Art, Block, Cell, Placed, Row, Stack, Words
from desktop.reports.compose import Page, paginate
from desktop.reports.engine import Canvas, HexColor, show_title, stamped
from desktop.reports.fonts import FontShelf, Role, font_shelf
from desktop.reports.paragraphs import Style, TypeSetter, printable
from desktop.reports.sheet import (
    BODY_GREY,
    CAPTION,
    COLUMN,
    FOOT,
    LABEL,
    LABEL_GREY,
    RESULT,
    STRONG_OK,
    TITLE_SMALL,
    Sheet,
)
from desktop.reports.wording import clock, long_day, span

_WHOLE = 10_000.0  # no row is cut in two


@dataclass(frozen=True, slots=True)
class _Fit:
    """How large it is printed, and how many lines a technique and an instruction may have.

    With `one_line` both share one.
    """

    scale: float
    steps: int = 1
    words: int = 1
    one_line: bool = False


_FITS = (
    *(_Fit(scale, 3, 3) for scale in (1.2, 1.1, 1.0, 0.95, 0.9)),
    *(_Fit(scale, 2, 2) for scale in (0.95, 0.9, 0.85)),
    *(_Fit(scale) for scale in (0.9, 0.85, 0.8)),
    *(_Fit(scale, one_line=True) for scale in (0.9, 0.85, 0.8, 0.76, 0.72, 0.68)),
)
"""From comfortable to just readable: the least letters are 5.4 points high."""


@dataclass(frozen=True, slots=True)
class SheetSummary:
    """What was written; `missing` names characters no font has, printed as `[U+XXXX]`."""

    pages: int
    missing: tuple[str, ...]


class _Paper(Sheet):
    """The paper of the report with narrower margins: one page has to hold a day."""

    @property
    @override
    def margin(self) -> float:
        return 46 * PX

    @property
    @override
    def top(self) -> float:
        return self.size[1] - 44 * PX

    @property
    @override
    def height(self) -> float:
        return self.top - 66 * PX


def write_run_sheet(plan: RunSheet, out: BinaryIO, *, paper: PaperSize) -> SheetSummary:
    """Write the run sheet to `out` as a PDF."""
    with font_shelf() as shelf:
        sheet = _Paper(paper, TypeSetter(shelf))
        pages = _fitted(sheet, plan)
        buffer = BytesIO()
        canvas = _canvas(buffer, sheet, shelf, plan)
        for number, page in enumerate(pages, start=1):
            for entry in page.blocks:
                entry.placed.block.draw(canvas, sheet.margin, sheet.top - entry.down)
            _foot(canvas, sheet, plan, (number, len(pages)))
            canvas.showPage()
        canvas.save()
        missing = sheet.setter.missing
    out.write(buffer.getvalue())
    return SheetSummary(len(pages), missing)


def _fitted(sheet: Sheet, plan: RunSheet) -> list[Page]:
    """The largest print that needs one page, else two, else the smallest print."""
    made: list[list[Page]] = []
    for fit in _FITS:
        pages = paginate(_Plan(sheet, plan, fit).story(), sheet.height)
        if len(pages) == 1:
            return pages
        made.append(pages)
    return next((pages for pages in made if len(pages) == 2), made[-1])


class _Plan:
    """The story of one size."""

    def __init__(self, sheet: Sheet, plan: RunSheet, fit: _Fit) -> None:
        self._sheet, self._plan, self._fit = sheet, plan, fit
        px = PX * max(0.8, fit.scale)
        self._gap = 10 * px
        widths = (58 * px, 42 * px, 0.0, 104 * px, 76 * px, 76 * px)
        rest = sheet.width - sum(widths)
        self._widths = [width or rest for width in widths]
        self._starts = [sum(self._widths[:place]) for place in range(len(widths))]

    def story(self) -> list[Placed]:
        blocks = [self._row(block) for block in self._plan.blocks]
        rows = [Placed(row) for row in blocks]
        rows[-1] = replace(rows[-1], keep=True)
        names = Placed(self._names(), before=self._pad(8), keep=True)
        return [*self._head(), names, *rows, Placed(self._total()), *self._legend()]

    def _head(self) -> list[Placed]:
        plan, width = self._plan, self._sheet.width
        title = self._shortened(plan.title or tr("Workshop"), TITLE_SMALL, width, 2)
        times = span(plan.planned_start, plan.planned_end, plan.notation)
        facts = (tr("Run sheet"), long_day(plan.day), times, plan.place)
        words = " · ".join(" ".join(fact.split()) for fact in facts if fact)
        return [
            Placed(title, keep=True),
            Placed(self._shortened(words, BODY_GREY, width, 2), keep=True),
        ]

    def _names(self) -> Row:
        names = (tr("Start"), tr("Min"), tr("Block"), tr("Lead"), "", tr("Actual"))
        cells = [
            Cell(start, self._words(name, COLUMN, self._widths[place]))
            for place, (start, name) in enumerate(zip(self._starts, names, strict=True))
        ]
        row = Row(tuple(cells), bottom=self._pad(3))
        return replace(row, rule_below=INK, width=self._sheet.width)

    def _row(self, block: SheetBlock) -> Row:
        plan = self._plan
        start: Block = self._words(clock(block.starts_at, plan.notation), LABEL, self._widths[0])
        if block.is_fixed:
            fixed = self._words(tr("fixed"), CAPTION, self._widths[0] - self._gap)
            start = Stack((start, fixed))
        minutes = self._words(format_minutes(block.planned_s), LABEL, self._widths[1])
        lead = self._shortened(block.lead, LABEL_GREY, self._widths[3] - self._gap, 2)
        parts = (start, minutes, self._block(block), lead, self._marks(block))
        cells = [Cell(x, part) for x, part in zip(self._starts, parts, strict=False)]
        tallest = max(part.height for part in parts)
        cells.append(Cell(self._starts[5], self._box(tallest)))
        return Row(
            tuple(cells),
            top=self._pad(3),
            bottom=self._pad(4),
            rule_below=HAIR,
            width=self._sheet.width,
            on_top=self._with_names,
            whole=_WHOLE,
        )

    def _with_names(self, row: Row) -> Stack:
        return Stack((self._names(), row))

    def _block(self, block: SheetBlock) -> Stack:
        """The title, what people do there, and the private note where that was asked for."""
        width, fit = self._widths[2] - self._gap, self._fit
        said = _technique(block)
        title = block.title or tr("Untitled")
        parts: list[Block] = [self._shortened(title, RESULT, width, 1 if fit.one_line else 2)]
        if fit.one_line:
            texts = [(" · ".join(text for text in (said, block.instruction) if text), 1)]
        else:
            texts = [(said, fit.steps), (block.instruction, fit.words)]
        parts += (self._shortened(text, CAPTION, width, lines) for text, lines in texts if text)
        if block.note:
            note = tr("Only you: {note}").format(note=block.note)
            parts.append(self._shortened(note, LABEL_GREY, width, 1 if fit.one_line else 4))
        return Stack(tuple(parts))

    def _marks(self, block: SheetBlock) -> Stack:
        width = self._widths[4] - self._gap
        parts: list[Block] = []
        if block.protected:
            parts.append(self._words(tr("protected"), _SMALL_OK, width))
        if block.cut_order is not None:
            parts.append(self._words(tr("cut {n}").format(n=block.cut_order), CAPTION, width))
        return Stack(tuple(parts))

    def _box(self, room: float) -> Art:
        """An empty box, never lower than a pen needs."""
        width, height = self._widths[5], max(room, self._pad(17))

        def paint(canvas: Canvas, x: float, y: float) -> None:
            canvas.setStrokeColor(HexColor(GREY))
            canvas.setLineWidth(0.7 * PX)
            low = min(height, 26 * PX)
            canvas.rect(x, y - low, width, low, stroke=1, fill=0)

        return Art(height, paint)

    def _total(self) -> Row:
        plan = self._plan
        minutes = self._words(format_minutes(plan.planned_s), LABEL, self._widths[1])
        text = tr("min in all · planned end {time}")
        words = text.format(time=clock(plan.planned_end, plan.notation))
        if plan.ends_at is not None and plan.ends_at != plan.planned_end:
            text = tr("{words} · these blocks end {time}")
            words = text.format(words=words, time=clock(plan.ends_at, plan.notation))
        left = self._starts[2]
        cells = (
            Cell(0, self._words(tr("Total"), LABEL, self._widths[0])),
            Cell(self._starts[1], minutes),
            Cell(left, self._words(words, LABEL, self._starts[5] - left)),
            Cell(self._starts[5], self._box(0)),
        )
        return Row(cells, top=self._pad(5), bottom=self._pad(2), whole=_WHOLE)

    def _legend(self) -> list[Placed]:
        said: list[str] = []
        if any(block.is_fixed for block in self._plan.blocks):
            said.append(tr("fixed: starts then, and not before"))
        if any(block.protected for block in self._plan.blocks):
            said.append(tr("protected: loses no minute"))
        if any(block.cut_order is not None for block in self._plan.blocks):
            said.append(tr("cut 1: the first to leave out when time is short"))
        if not said:
            return []
        return [Placed(self._words(" · ".join(said), CAPTION, self._sheet.width))]

    def _pad(self, pixels: float) -> float:
        return pixels * PX * self._fit.scale

    def _words(self, text: str, style: Style, width: float) -> Words:
        return self._sheet.words(text, _sized(style, self._fit.scale), width)

    def _shortened(self, text: str, style: Style, width: float, lines: int) -> Words:
        """The text in no more than so many lines; what was left out is shown by three dots."""
        text = " ".join(printable(text).split())
        words = self._words(text, style, width)
        if len(words.lines) <= lines:
            return words
        shorter = self._words(text, style, width - 1.5 * style.size).lines[:lines]
        last = replace(shorter[-1], text=f"{shorter[-1].text.rstrip(' ,;.:')} …")
        return replace(words, lines=(*shorter[:-1], last))


_SMALL_OK = replace(STRONG_OK, size=CAPTION.size, leading=CAPTION.leading)


def _sized(style: Style, scale: float) -> Style:
    return replace(style, size=style.size * scale, leading=style.leading * scale)


def _technique(block: SheetBlock) -> str:
    """Return "1-2-4-All: Alone 1, In pairs 2, In fours 4"."""
    steps = ", ".join(f"{title} {format_minutes(seconds)}" for title, seconds in block.steps)
    if not block.technique or not steps:
        return block.technique or steps
    return tr("{technique}: {steps}").format(technique=block.technique, steps=steps)


def _foot(canvas: Canvas, sheet: Sheet, plan: RunSheet, number: tuple[int, int]) -> None:
    words = " ".join(plan.programme.split())
    if plan.with_notes:
        words = tr("With private notes: for the facilitator only")
    page = f"{number[0]} / {number[1]}"
    y = 34 * PX + FOOT.leading
    taken = sheet.setter.width(page, FOOT)
    left = sheet.words(words, FOOT, sheet.width - taken - 20 * PX)
    replace(left, lines=left.lines[:1]).draw(canvas, sheet.margin, y)
    sheet.words(page, FOOT, sheet.width).draw(canvas, sheet.margin + sheet.width - taken, y)


def _canvas(buffer: BytesIO, sheet: Sheet, shelf: FontShelf, plan: RunSheet) -> Canvas:
    body = shelf.font(Role.SANS.value)
    with stamped(int(plan.planned_start.timestamp())):
        canvas = Canvas(
            buffer,
            pagesize=sheet.size,
            invariant=1,
            pageCompression=1,
            initialFontName=body.fontName,  # pyright: ignore[reportArgumentType]  a name, not a size
            lang="en",
        )
    canvas.setTitle(" ".join(printable(f"{plan.title} · {tr('Run sheet')}").split()))
    canvas.setAuthor("")
    canvas.setSubject(f"{tr('Run sheet')} · {long_day(plan.day)}")
    canvas.setCreator("OKR Facilitator")
    canvas.setProducer("OKR Facilitator")
    show_title(canvas)
    return canvas
