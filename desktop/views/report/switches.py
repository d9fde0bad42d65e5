"""What stands beside each switch of the report; pure, so that it can be tested as it is."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.i18n import ntr, tr
from desktop.domain.report import ReportData, Section, captures_of, filled_sections, section_name


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
    if section is Section.SUMMARY:
        return ""
    if section is Section.AGENDA:
        return ntr("{n} block", "{n} blocks", len(data.items))
    if section is Section.PEOPLE:
        return str(len(data.people))
    return str(len(captures_of(data, section)))
