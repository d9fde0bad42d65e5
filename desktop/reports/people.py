"""Who took part, by team: names as far as they may be named, else numbers."""

from __future__ import annotations

from desktop.domain.report import ReportData, section_name
from desktop.domain.report_choices import Section
from desktop.reports.blocks import HAIR, INK, PX, Cell, Placed, Row
from desktop.reports.facts import people_sentence, team_lines
from desktop.reports.sheet import BODY, BODY_GREY, HEADING, STRONG, Sheet

_SIDE, _GUTTER = 150 * PX, 20 * PX


def people(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return a sentence with the numbers, and one line for each team."""
    name = section_name(Section.PEOPLE)
    heading = sheet.words(name, HEADING, sheet.width)
    said = sheet.words(people_sentence(data), BODY_GREY, sheet.width)
    story = [
        Placed(heading, before=30 * PX, keep=True, bookmark=name, section=Section.PEOPLE),
        Placed(said, keep=True),
        Placed(sheet.space(8), keep=True),
    ]
    for place, line in enumerate(team_lines(data)):
        team = sheet.words(line.team, STRONG, _SIDE)
        who = line.names or str(line.count)
        names = sheet.words(who, BODY, sheet.width - _SIDE - _GUTTER)
        cells = (Cell(0, team), Cell(_SIDE + _GUTTER, names))
        rule = INK if place == 0 else HAIR
        story.append(Placed(Row(cells, 6 * PX, 6 * PX, rule, width=sheet.width)))
    return story
