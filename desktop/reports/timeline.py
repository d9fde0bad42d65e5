"""The appendix of the report: what happened in the run, line by line."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.i18n import tr
from desktop.domain.report import ReportData, section_name
from desktop.domain.report_choices import Section
from desktop.reports.blocks import PX, Cell, Placed, Row, Stack
from desktop.reports.record_facts import TimelineLine
from desktop.reports.record_facts import timeline as lines_of
from desktop.reports.sheet import COLUMN, HEADING, LABEL_GREY, LABEL_PLAIN, Sheet

_TIME, _WHAT = 76 * PX, 330 * PX


def timeline(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return the heading and one low row for each event; nothing before the run."""
    lines = lines_of(data)
    if not lines:
        return []
    name = section_name(Section.TIMELINE)
    heading = Placed(
        sheet.words(name, HEADING, sheet.width),
        before=34 * PX,
        keep=True,
        chapter=name,
        bookmark=name,
        section=Section.TIMELINE,
    )
    rows = [Placed(_row(sheet, line)) for line in lines]
    if len(rows) > 1:  # neither the first nor the last stands alone
        rows[0] = replace(rows[0], keep=True)
        rows[-2] = replace(rows[-2], keep=True)
    return [heading, Placed(_names(sheet), before=6 * PX, keep=True), *rows]


def _names(sheet: Sheet) -> Row:
    cells = (
        Cell(0, sheet.words(tr("Time"), COLUMN, _TIME)),
        Cell(_TIME, sheet.words(tr("What happened"), COLUMN, _WHAT)),
        Cell(_TIME + _WHAT, sheet.words(tr("Block"), COLUMN, sheet.width - _TIME - _WHAT)),
    )
    return Row(cells, bottom=2 * PX)


def _row(sheet: Sheet, line: TimelineLine) -> Row:
    gap = 12 * PX
    cells = (
        Cell(0, sheet.words(line.time, LABEL_GREY, _TIME - gap)),
        Cell(_TIME, sheet.words(line.what, LABEL_PLAIN, _WHAT - gap)),
        Cell(_TIME + _WHAT, sheet.words(line.block, LABEL_PLAIN, sheet.width - _TIME - _WHAT)),
    )

    def on_top(row: Row) -> Stack:
        return Stack((_names(sheet), row))

    return Row(cells, top=1 * PX, bottom=1 * PX, on_top=on_top)
