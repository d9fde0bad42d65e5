"""What was prepared and what came of it: goals, format, materials, leaders, the session's OKR."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.i18n import tr
from desktop.domain.kinds import GoalStatus
from desktop.domain.report import ReportData, section_name
from desktop.domain.report_choices import Section
from desktop.reports.blocks import HAIR, INK, OK, PX, WARN, Art, Block, Cell, Placed, Row, Stack
from desktop.reports.engine import Canvas, HexColor
from desktop.reports.frames import Barred, Headed, Panel
from desktop.reports.okr_facts import amount
from desktop.reports.prepared_facts import (
    input_word,
    leader_inputs,
    material_word,
    ready_word,
    session_label,
    status_word,
)
from desktop.reports.sheet import (
    BODY,
    BODY_GREY,
    CAPTION,
    DECISION,
    EVIDENCE,
    HEADING,
    OBJECTIVE_SMALL,
    QUOTE,
    STRONG,
    STRONG_GREY,
    STRONG_OK,
    STRONG_WARN,
    Sheet,
)
from desktop.reports.table import Column, Table, together

_SIDE, _GUTTER = 150 * PX, 20 * PX
_STATUS_STYLES = {
    GoalStatus.MET: STRONG_OK,
    GoalStatus.PARTLY: STRONG_WARN,
    GoalStatus.NOT: STRONG_WARN,
}


def goals(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return each goal with what shows it and whether it was met."""
    rows = data.preparation.goals
    story = _opening(sheet, Section.GOALS) if rows else []
    left, middle, right = 32 * PX, 371 * PX, 110 * PX
    for number, row in enumerate(rows, start=1):
        evidence_width = sheet.width - middle - right
        cells = (
            Cell(0, sheet.words(str(number), BODY_GREY, left)),
            Cell(left, sheet.words(row.text, BODY, middle - left - 24 * PX)),
            Cell(middle, sheet.words(row.evidence, EVIDENCE, evidence_width)),
            Cell(sheet.width - right, _status(sheet, row.status, right)),
        )
        rule = HAIR if number > 1 else ""
        line = Row(cells, top=7 * PX, bottom=8 * PX, rule=rule, width=sheet.width)
        story.append(Placed(line, keep=number == 1 and len(rows) > 1))
    return story


def text_section(sheet: Sheet, section: Section, text: str) -> list[Placed]:
    """Return a text with its name at the side."""
    if not text:
        return []
    name = section_name(section)
    row = Row(_beside(sheet, name, text, sheet.width))
    return [Placed(row, before=26 * PX, bookmark=name, section=section)]


def materials(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return what was to have ready, with where it is."""
    rows = data.preparation.materials
    if not rows:
        return []
    columns = (Column("", 120), Column(tr("What and where"), 0), Column(tr("State"), 110))
    table = Table(sheet, columns)
    for row in rows:
        what: Block = table.words(1, row.title, BODY)
        if row.target:
            target = table.words(1, row.target, CAPTION)
            what = Stack((what, sheet.space(1), target)) if row.title else target
        table.add(
            table.words(0, material_word(row.kind), BODY_GREY),
            what,
            table.words(2, ready_word(row), STRONG_OK if row.ready else STRONG_GREY),
        )
    return [*_opening(sheet, Section.MATERIALS, 2), *together(table.story)]


def leaders(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return what leaders said beforehand, and the themes that came of it."""
    told = data.preparation
    width = sheet.width - _SIDE - _GUTTER
    groups: list[tuple[str, list[Block]]] = []
    for kind, rows in leader_inputs(told).items():
        groups.append((input_word(kind), [_said(sheet, row.text, row.speaker) for row in rows]))
    themes = [
        _numbered(sheet, n, theme.title, width) for n, theme in enumerate(told.themes, start=1)
    ]
    if themes:
        groups.append((tr("Themes of the quarter"), themes))
    story = _opening(sheet, Section.LEADERS) if groups else []
    for name, blocks in groups:
        label = Cell(0, sheet.words(name, STRONG, _SIDE))
        for place, block in enumerate(blocks):
            inner = Cell(_SIDE + _GUTTER, block)
            story.append(
                Placed(
                    Row(
                        (inner,) if place else (label, inner),
                        top=6 * PX,
                        bottom=7 * PX,
                        rule=HAIR if place else INK,
                        rule_from=_SIDE + _GUTTER if place else 0,
                        width=sheet.width,
                    )
                )
            )
    return story


def session_okr(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return the objective of the session itself, its key results and their scores."""
    told = data.preparation
    if not told.objective and not told.key_results:
        return []
    width = sheet.width - 24 * PX
    parts: list[Block] = [sheet.words(told.objective or "–", OBJECTIVE_SMALL, width)]
    if told.score_note:
        parts += [sheet.space(4), sheet.words(told.score_note, BODY_GREY, width)]
    label = Stack((sheet.space(2), sheet.words(session_label(told, data.notation), CAPTION, width)))
    barred = Barred(Headed(label, Stack((*parts, sheet.space(4)))))
    story = [
        *_opening(sheet, Section.SESSION_OKR, 4),
        Placed(barred, keep=bool(told.key_results)),
    ]
    if not told.key_results:
        return story
    columns = (Column("", 30), Column(tr("Key result"), 0), Column(tr("Score"), 70, right=True))
    table = Table(sheet, columns)
    for number, row in enumerate(told.key_results, start=1):
        table.add(
            table.words(0, str(number), BODY_GREY),
            table.words(1, row.text, BODY),
            table.words(2, amount(row.score, data.notation), STRONG),
        )
    return [*story, Placed(sheet.space(6), keep=True), *together(table.story)]


def adjustments(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return what to do otherwise next time."""
    text = data.preparation.adjustments
    if not text:
        return []
    name = section_name(Section.ADJUSTMENTS)
    inner = Row(_beside(sheet, name, text, sheet.width - 40 * PX))
    panel = Panel(inner, sheet.width, side=20 * PX)
    section = Section.ADJUSTMENTS
    return [Placed(panel, before=30 * PX, chapter=name, bookmark=name, section=section)]


def _beside(sheet: Sheet, name: str, text: str, width: float) -> tuple[Cell, Cell]:
    words = sheet.words(text, DECISION, width - _SIDE - _GUTTER)
    return Cell(0, sheet.words(name, HEADING, _SIDE)), Cell(_SIDE + _GUTTER, words)


def _opening(sheet: Sheet, section: Section, below: float = 3) -> list[Placed]:
    name = section_name(section)
    heading = Stack((sheet.words(name, HEADING, sheet.width), sheet.space(below)))
    return [Placed(heading, before=26 * PX, keep=True, bookmark=name, section=section)]


def _said(sheet: Sheet, text: str, speaker: str) -> Block:
    width = sheet.width - _SIDE - _GUTTER
    words = sheet.words(text, QUOTE, width)
    if not speaker:
        return words
    return Stack((words, sheet.space(1), sheet.words(speaker, CAPTION, width)))


def _numbered(sheet: Sheet, number: int, text: str, width: float) -> Block:
    indent = 24 * PX
    words = sheet.words(text, BODY, width - indent)
    return Row((Cell(0, sheet.words(str(number), BODY_GREY, indent)), Cell(indent, words)))


def _status(sheet: Sheet, status: GoalStatus, width: float) -> Block:
    """Return the word at the right edge with its mark before it."""
    style = _STATUS_STYLES.get(status, STRONG_GREY)
    name = status_word(status)
    words = sheet.words(name, style, width, align_right=True)
    mark = _MARKS.get(status)
    if mark is None:
        return words
    left = width - sheet.setter.width(name, style) - 20 * PX
    return Row((Cell(left, Art(style.leading, mark)), Cell(0, words)))


def _strokes(color: str, *lines: tuple[float, ...]) -> Callable[[Canvas, float, float], None]:
    """Draw lines in a square of 12 pixels that sits in the middle of a line of text."""

    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.setStrokeColor(HexColor(color))
        canvas.setLineWidth(1.5 * PX)
        top = y - (STRONG.leading - 12 * PX) / 2
        for x1, y1, x2, y2 in lines:
            canvas.line(x + x1 * PX, top - y1 * PX, x + x2 * PX, top - y2 * PX)

    return paint


def _ring(color: str) -> Callable[[Canvas, float, float], None]:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        canvas.saveState()
        canvas.setStrokeColor(HexColor(color))
        canvas.setLineWidth(1.5 * PX)
        canvas.setDash(2.6 * PX, 2 * PX)
        middle = y - STRONG.leading / 2
        canvas.circle(x + 6 * PX, middle, 5.5 * PX, stroke=1, fill=0)
        canvas.restoreState()

    return paint


_MARKS = {
    GoalStatus.MET: _strokes(OK, (1.5, 6.5, 4.5, 9.5), (4.5, 9.5, 11, 2.5)),
    GoalStatus.PARTLY: _ring(WARN),
    GoalStatus.NOT: _strokes(WARN, (2, 2, 10, 10), (10, 2, 2, 10)),
}
