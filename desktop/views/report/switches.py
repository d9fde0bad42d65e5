"""What stands beside each switch of the report; pure, so that it can be tested as it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.i18n import ntr, tr
from desktop.domain.report import (
    ReportData,
    captures_of,
    drafted,
    earlier_wordings,
    filled_sections,
    section_name,
)
from desktop.domain.report_choices import Section

_TEXTS = (Section.SUMMARY, Section.FORMAT, Section.SESSION_OKR, Section.ADJUSTMENTS)


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """One section beside its check box; `count` is empty where counting says nothing."""

    section: Section
    name: str
    count: str
    is_filled: bool


def switch_lines(data: ReportData) -> tuple[SwitchLine, ...]:
    """Every section there is, with what it has to print so far."""
    filled = filled_sections(data)
    return tuple(
        SwitchLine(
            section,
            section_name(section),
            _count(data, section) if section in filled else tr("nothing yet"),
            section in filled,
        )
        for section in Section
    )


def _count(data: ReportData, section: Section) -> str:
    if section in _TEXTS:
        return ""
    if section is Section.AGENDA:
        return ntr("{n} block", "{n} blocks", len(data.items))
    if section is Section.TIMELINE:
        return ntr("{n} event", "{n} events", len(data.timeline))
    if section is Section.PEOPLE:
        return str(len(data.people))
    return _prepared(data, section) or str(len(captures_of(data, section)))


def _prepared(data: ReportData, section: Section) -> str:
    """Count what was prepared or drafted; "" for texts, where counting says nothing."""
    told = data.preparation
    match section:
        case Section.GOALS:
            return str(len(told.goals))
        case Section.MATERIALS:
            return str(len(told.materials))
        case Section.LEADERS:
            return str(len(told.leader_inputs) + len(told.themes))
        case Section.OKRS:
            teams = len(drafted(data))
            return ntr("{n} team", "{n} teams", teams)
        case Section.WORDINGS:
            return str(len(earlier_wordings(data)))
        case _:
            return ""
