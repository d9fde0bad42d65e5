"""What the report will say, in short; pure, so that the promise can be tested."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.durations import format_minutes
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Category
from desktop.domain.report import ReportData, Section, captures_of, filled_sections, section_name
from desktop.views.run_lines import signed, span

FIRST_NOTES = 3


@dataclass(frozen=True, slots=True)
class SwitchLine:
    """One section beside its check box; `count` is empty where counting says nothing."""

    section: Section
    name: str
    count: str
    is_filled: bool


@dataclass(frozen=True, slots=True)
class BarLine:
    """One block: planned against actual, in seconds and as text."""

    title: str
    category: Category
    planned_s: int
    actual_s: int | None
    minutes: str
    drift: int | None

    @property
    def drift_text(self) -> str:
        return "" if self.drift is None else signed(self.drift)


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """A section that will be printed, with the first of its notes and how many more there are."""

    section: Section
    name: str
    count: str
    first: tuple[str, ...] = ()
    more: str = ""


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


def outline(data: ReportData, chosen: AbstractSet[Section]) -> tuple[OutlineSection, ...]:
    """The sections that will be printed, in that order."""
    sections: list[OutlineSection] = []
    for section in filled_sections(data):
        if section not in chosen:
            continue
        notes = [" ".join(row.text.split()) for row in captures_of(data, section)]
        if section is Section.SUMMARY:
            notes = list(figures(data))
        rest = len(notes) - FIRST_NOTES
        more = ntr("and {n} more", "and {n} more", rest) if rest > 0 else ""
        sections.append(
            OutlineSection(
                section,
                section_name(section),
                _count(data, section),
                tuple(notes[:FIRST_NOTES]),
                more,
            )
        )
    return tuple(sections)


def bar_lines(data: ReportData) -> tuple[BarLine, ...]:
    """One line for each block of the agenda."""
    return tuple(
        BarLine(
            item.title,
            item.category,
            item.planned_s,
            item.actual_s,
            _minutes(item.planned_s, item.actual_s),
            None
            if item.actual_s is None
            else round(item.actual_s / 60) - round(item.planned_s / 60),
        )
        for item in data.items
    )


def figures(data: ReportData) -> tuple[str, ...]:
    """How long it took and how much was noted."""
    planned = _hours(data.planned_s)
    if data.started:
        time = tr("{time} of {planned} planned").format(
            time=_hours(data.elapsed_s), planned=planned
        )
    else:
        time = tr("{planned} planned, not run yet").format(planned=planned)
    return (time, ntr("{n} note", "{n} notes", len(data.captures)))


def times_text(data: ReportData) -> str:
    """Actual times once there are some, planned ones before."""
    if data.actual_start is not None and data.actual_end is not None:
        return span(data.actual_start, data.actual_end, _wall)
    if data.actual_start is not None:
        return tr("running since {time}").format(time=_wall(data.actual_start))
    if data.planned_start is not None and data.planned_end is not None:
        return span(data.planned_start, data.planned_end, _wall)
    return ""


def _count(data: ReportData, section: Section) -> str:
    if section is Section.SUMMARY:
        return ""
    if section is Section.AGENDA:
        return ntr("{n} block", "{n} blocks", len(data.items))
    return str(len(captures_of(data, section)))


def _minutes(planned_s: int, actual_s: int | None) -> str:
    if actual_s is None:
        return format_minutes(planned_s)
    return f"{round(planned_s / 60)} → {round(actual_s / 60)}"


def _hours(seconds: int) -> str:
    minutes = round(seconds / 60)
    return tr("{time} h").format(time=f"{minutes // 60}:{minutes % 60:02}")


def _wall(local: datetime) -> str:
    # The report's times are local already.
    return f"{local:%H:%M}"
