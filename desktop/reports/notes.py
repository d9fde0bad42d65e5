"""The captured notes: findings, participants' words, and what happens next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import FEEDBACK, CaptureKind, Disposition
from desktop.domain.report import ReportData, captures_of, section_name
from desktop.domain.report_choices import Section
from desktop.domain.rows import CaptureRow
from desktop.reports.blocks import HAIR, INK, PX, Block, Cell, Placed, Row, Stack, Words
from desktop.reports.facts import due, owner_and_due, when
from desktop.reports.sheet import (
    BODY,
    BODY_GREY,
    BODY_WARN,
    CAPTION,
    DECISION,
    HEADING,
    LEAD,
    QUOTE,
    STRONG,
    STRONG_ACCENT,
    STRONG_GREY,
    STRONG_WARN,
    TITLE,
    Sheet,
)
from desktop.reports.table import Table, together
from desktop.reports.wording import disposition_word, kind_word

_MOST_BESIDE = 4  # lines of a reason in its column; a longer one needs two columns
_SIDE, _GUTTER = 150 * PX, 20 * PX
_Entry = Callable[[Sheet, ReportData, CaptureRow, float], Block]
_DISPOSITION_STYLES = {
    Disposition.OPEN: STRONG_WARN,
    Disposition.NEXT_SESSION: STRONG_ACCENT,
    Disposition.DROPPED: STRONG_GREY,
}


def chapter(
    sheet: Sheet, name: str, title: str, lead: str, section: Section | None = None
) -> list[Placed]:
    """Return the opening of a chapter: a large title and a sentence."""
    heading = sheet.words(title, TITLE, sheet.width)
    opening = Stack((sheet.space(10), heading, sheet.space(10)))
    return [
        Placed(
            opening,
            before=26 * PX,
            keep=True,
            chapter=name,
            bookmark=section_name(section) if section else "",
            section=section,
            apart=0.5,
        ),
        Placed(sheet.words(lead, LEAD, sheet.width * 0.93), keep=True),
        Placed(sheet.space(22), keep=True),
    ]


def findings(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return what the facilitator noted, by kind."""
    rows = captures_of(data, Section.FINDINGS)
    lead = ntr(
        "One finding in the facilitator’s words.",
        "{n} findings in the facilitator’s words.",
        len(rows),
    )
    name = section_name(Section.FINDINGS)
    story = chapter(sheet, name, tr("What we saw"), lead, Section.FINDINGS)
    return story + _groups(sheet, data, rows, _finding)


def feedback(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return what participants said, verbatim, by kind, never in the order it was said."""
    rows = captures_of(data, Section.FEEDBACK)
    lead = tr("What follows is theirs, unchanged. What the facilitator saw stands apart.")
    name = tr("Participants’ feedback")
    title = section_name(Section.FEEDBACK)
    story = chapter(sheet, name, title, lead, Section.FEEDBACK)
    story += _groups(sheet, data, rows, _voice)
    note = tr("Order is alphabetical, never by time, so nobody can be recognised.")
    return [*story, Placed(sheet.words(note, CAPTION, sheet.width), before=14 * PX)]


def follow_ups(sheet: Sheet, data: ReportData, sections: Sequence[Section]) -> list[Placed]:
    """Return decisions, actions, parked questions, risks and needs, as far as they are wanted."""
    makers = {
        Section.DECISIONS: _decisions,
        Section.ACTIONS: _actions,
        Section.PARKING_LOT: _parking_lot,
        Section.RISKS: _risks,
        Section.NEEDS: _needs,
    }
    wanted = [section for section in makers if section in sections and captures_of(data, section)]
    if not wanted:
        return []
    counts = [_count(section, len(captures_of(data, section))) for section in wanted]
    lead = tr("{things}.").format(things=", ".join(counts))
    name = tr("Decisions and next steps")
    story = chapter(sheet, name, tr("What happens next"), lead)
    story[-1] = Placed(sheet.space(2), keep=True)
    for section in wanted:
        heading = sheet.words(section_name(section), HEADING, sheet.width)
        name = section_name(section)
        story.append(Placed(heading, 22 * PX, keep=True, bookmark=name, section=section))
        story += together(makers[section](sheet, data))
    return story


def _count(section: Section, n: int) -> str:
    match section:
        case Section.DECISIONS:
            return ntr("{n} decision", "{n} decisions", n)
        case Section.ACTIONS:
            return ntr("{n} action", "{n} actions", n)
        case Section.PARKING_LOT:
            return ntr("{n} parked question", "{n} parked questions", n)
        case Section.RISKS:
            return ntr("{n} risk", "{n} risks", n)
        case _:
            return ntr("{n} need", "{n} needs", n)


def _groups(
    sheet: Sheet, data: ReportData, rows: Sequence[CaptureRow], entry: _Entry
) -> list[Placed]:
    """Return notes with the name of their kind at the side, as the design sets themes."""
    story: list[Placed] = []
    for kind, group in groupby(rows, key=lambda row: row.kind):
        members = list(group)
        side = _Side(sheet, kind, len(members))
        for place, member in enumerate(members):
            block = entry(sheet, data, member, sheet.width - _SIDE - _GUTTER)
            row = side.row(block, first=place == 0)
            story.append(Placed(row, before=20 * PX if place == 0 and story else 0))
    return story


@dataclass(frozen=True, slots=True)
class _Side:
    """The left column of a group; on a later page it says that the group goes on."""

    sheet: Sheet
    kind: CaptureKind
    count: int

    def row(self, block: Block, *, first: bool) -> Row:
        inner = Cell(_SIDE + _GUTTER, block)
        row = Row(
            (inner,),
            top=6 * PX,
            bottom=7 * PX,
            rule=HAIR,
            rule_from=_SIDE + _GUTTER,
            width=self.sheet.width,
            on_top=self.again,
        )
        if not first:
            return row
        if self.kind in FEEDBACK:
            label = self._label(ntr("{n} comment", "{n} comments", self.count))
        else:
            label = self._label(ntr("{n} note", "{n} notes", self.count))
        return replace(
            row,
            cells=(Cell(0, label, hangs=True), inner),
            top=11 * PX,
            rule=INK,
            rule_from=0,
            first=True,
        )

    def again(self, row: Row) -> Row:
        label = Cell(0, self._label(tr("continued")), hangs=True)
        cells = (label, row.cells[-1])
        return replace(row, cells=cells, top=2 * PX, rule="")

    def _label(self, below: str) -> Block:
        name = self.sheet.words(kind_word(self.kind), HEADING, _SIDE)
        return Stack((name, self.sheet.words(below, CAPTION, _SIDE)))


def _finding(sheet: Sheet, data: ReportData, row: CaptureRow, width: float) -> Block:
    return _with_caption(sheet, sheet.words(row.text, QUOTE, width), when(data, row), width)


def _voice(sheet: Sheet, data: ReportData, row: CaptureRow, width: float) -> Block:
    """Set a participant's words in quotes; no block and no time, which could tell who spoke."""
    return sheet.words(f"“{row.text.strip()}”", QUOTE, width)


def _with_caption(sheet: Sheet, words: Words, caption: str, width: float) -> Block:
    if not caption:
        return words
    return Stack((words, sheet.space(1), sheet.words(caption, CAPTION, width)))


def _decisions(sheet: Sheet, data: ReportData) -> list[Placed]:
    story: list[Placed] = []
    indent = 30 * PX
    for number, row in enumerate(captures_of(data, Section.DECISIONS), start=1):
        words = sheet.words(row.text, DECISION, sheet.width - indent)
        text = _with_caption(sheet, words, when(data, row), sheet.width - indent)
        cells = (Cell(0, sheet.words(str(number), BODY_GREY, indent)), Cell(indent, text))
        rule = HAIR if number > 1 else ""
        line = Row(cells, top=8 * PX, bottom=8 * PX, rule=rule, width=sheet.width)
        story.append(Placed(line))
    return story


def _actions(sheet: Sheet, data: ReportData) -> list[Placed]:
    table = Table(sheet, (("", 30), (tr("What"), 0), (tr("Owner"), 140), (tr("Due"), 96)))
    for number, row in enumerate(captures_of(data, Section.ACTIONS), start=1):
        owner = (row.owner, BODY) if row.owner else (tr("No owner yet"), BODY_WARN)
        what = _with_caption(sheet, table.words(1, row.text, BODY), when(data, row), table.width(1))
        table.add(
            table.words(0, str(number), BODY_GREY),
            what,
            table.words(2, *owner),
            table.words(3, due(data, row), BODY),
        )
    return table.story


def _parking_lot(sheet: Sheet, data: ReportData) -> list[Placed]:
    columns = ((tr("Question"), 0), (tr("What became of it"), 140), (tr("Owner, due"), 150))
    table = Table(sheet, columns)
    for row in captures_of(data, Section.PARKING_LOT):
        what = _with_caption(sheet, table.words(0, row.text, BODY), when(data, row), table.width(0))
        style = _DISPOSITION_STYLES.get(row.disposition, STRONG)
        fate = table.words(1, disposition_word(row.disposition), style)
        reason = table.words(1, row.reason, CAPTION)
        is_short = len(reason.lines) <= _MOST_BESIDE
        below = sheet.words(row.reason, CAPTION, sheet.width - table.start(1))
        table.add(
            what,
            Stack((fate, sheet.space(1), reason)) if row.reason and is_short else fate,
            table.words(2, owner_and_due(data, row), BODY),
            below=None if is_short else below,
        )
    return table.story


def _risks(sheet: Sheet, data: ReportData) -> list[Placed]:
    return _owned(sheet, data, Section.RISKS, tr("Risk"))


def _needs(sheet: Sheet, data: ReportData) -> list[Placed]:
    return _owned(sheet, data, Section.NEEDS, tr("Need"))


def _owned(sheet: Sheet, data: ReportData, section: Section, name: str) -> list[Placed]:
    table = Table(sheet, ((name, 0), (tr("Owner"), 140), (tr("Due"), 96)))
    for row in captures_of(data, section):
        what = _with_caption(sheet, table.words(0, row.text, BODY), when(data, row), table.width(0))
        table.add(
            what, table.words(1, row.owner or "–", BODY), table.words(2, due(data, row), BODY)
        )
    return table.story
