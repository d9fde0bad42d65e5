"""Writes the session report as Markdown: text to paste where a PDF can't go.

CommonMark with the tables of GitHub's dialect. What people typed stays text: every sign that
would mean something there has a backslash before it.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from desktop.domain.durations import signed
from desktop.domain.i18n import tr
from desktop.domain.names import with_names
from desktop.domain.report import ReportData, captures_of, section_name
from desktop.domain.report_choices import NameStyle, Section
from desktop.domain.rows import CaptureRow
from desktop.reports.facts import (
    became,
    day_and_times,
    due,
    figures,
    foot,
    minutes,
    owner_and_due,
    people_sentence,
    sentence,
    team_lines,
    when,
)
from desktop.reports.markdown_okrs import (
    adjustments,
    formats,
    goals,
    leaders,
    materials,
    okrs,
    session_okr,
    wordings,
)
from desktop.reports.markdown_text import BREAK, block, cell, escape, heading, one_line, table
from desktop.reports.record_facts import timeline
from desktop.reports.wording import kind_word, workshop_word


def write_markdown(data: ReportData, *, sections: frozenset[Section], names: NameStyle) -> str:
    """Return the report of `data` with those of `sections` that have content, as the PDF has it.

    Every note stands once. The same data gives the same text: no clock is read.
    """
    data = with_names(data, names)
    parts = [_head(data)]
    for section in Section:
        if section is Section.OKRS and section in sections:
            parts += okrs(data, with_themes=Section.LEADERS in sections)
        elif section in sections:
            parts += _MAKERS[section](data)
    parts += ["---", escape(foot(data))]
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(data: ReportData) -> str:
    facts = (data.programme, workshop_word(data.kind), day_and_times(data))
    parts = (
        heading(1, data.title or tr("Workshop")),
        one_line(" · ".join(fact for fact in facts if fact)),
        block(sentence(data)),
    )
    return "\n\n".join(parts)


def _summary(data: ReportData) -> list[str]:
    shown = figures(data)
    if not shown:
        return []
    lines = [
        f"- **{' '.join(part for part in (figure.number, figure.unit) if part)}** {figure.meaning}"
        for figure in shown
    ]
    return [heading(2, section_name(Section.SUMMARY)), "\n".join(lines)]


def _agenda(data: ReportData) -> list[str]:
    if not data.items:
        return []
    told = minutes(data)
    rows = [
        [cell(row.title), *_numbers(row.planned, row.adjusted, row.actual, row.drift)]
        for row in (*told.rows, told.total)
    ]
    columns = [tr("Block"), tr("Planned"), tr("Adjusted"), tr("Actual"), tr("Difference")]
    name = section_name(Section.AGENDA)
    if not data.started:
        rows, columns, name = [row[:2] for row in rows], columns[:2], tr("Planned minutes")
    rows[-1] = [f"**{cell}**" if cell else "" for cell in rows[-1]]
    reasons = [f"- {one_line(row.title)}: {one_line(row.why)}" for row in told.rows if row.why]
    return [
        heading(2, name),
        table(columns, rows, len(columns) - 1),
        "\n".join(reasons),
        *(block(note) for note in told.notes),
    ]


def _numbers(*amounts: int | None) -> list[str]:
    """The last is a difference, which has a sign and may be missing."""
    *known, drift = amounts
    written = ["–" if number is None else str(number) for number in known]
    return [*written, "" if drift is None else signed(drift)]


def _timeline(data: ReportData) -> list[str]:
    cells = [[line.time, cell(line.what), cell(line.block)] for line in timeline(data)]
    return _tabled(Section.TIMELINE, [tr("Time"), tr("What happened"), tr("Block")], cells)


def _people(data: ReportData) -> list[str]:
    if not data.people:
        return []
    lines = [
        f"- **{one_line(line.team)}** {one_line(line.names) or line.count}"
        for line in team_lines(data)
    ]
    said = block(people_sentence(data))
    return [heading(2, section_name(Section.PEOPLE)), said, "\n".join(lines)]


def _findings(data: ReportData) -> list[str]:
    return _grouped(data, Section.FINDINGS, _with_caption)


def _feedback(data: ReportData) -> list[str]:
    parts = _grouped(data, Section.FEEDBACK, _voice)
    note = tr("Order is alphabetical, never by time, so nobody can be recognised.")
    return [*parts, note] if parts else []


def _grouped(
    data: ReportData, section: Section, entry: Callable[[ReportData, CaptureRow, str], str]
) -> list[str]:
    rows = captures_of(data, section)
    parts = [heading(2, section_name(section))] if rows else []
    for kind, group in groupby(rows, key=lambda row: row.kind):
        items = [f"- {entry(data, row, '  ')}" for row in group]
        parts += [heading(3, kind_word(kind)), "\n".join(items)]
    return parts


def _voice(data: ReportData, row: CaptureRow, indent: str) -> str:
    """Set a participant's words in quotes; no block and no time, which could tell who spoke."""
    return f"“{block(row.text.strip(), indent)}”"


def _with_caption(data: ReportData, row: CaptureRow, indent: str) -> str:
    caption = when(data, row)
    words = block(row.text, indent)
    return f"{words}{BREAK}{indent}({one_line(caption)})" if caption else words


def _decisions(data: ReportData) -> list[str]:
    rows = captures_of(data, Section.DECISIONS)
    items: list[str] = []
    for number, row in enumerate(rows, start=1):
        mark = f"{number}. "
        items.append(mark + _with_caption(data, row, " " * len(mark)))
    return [heading(2, section_name(Section.DECISIONS)), "\n".join(items)] if rows else []


def _actions(data: ReportData) -> list[str]:
    rows = captures_of(data, Section.ACTIONS)
    cells = [
        [str(number), _what(data, row), cell(row.owner or tr("No owner yet")), due(data, row)]
        for number, row in enumerate(rows, start=1)
    ]
    return _tabled(Section.ACTIONS, [tr("No."), tr("What"), tr("Owner"), tr("Due")], cells)


def _parking_lot(data: ReportData) -> list[str]:
    cells = [
        [_what(data, row), cell(became(row)), cell(owner_and_due(data, row))]
        for row in captures_of(data, Section.PARKING_LOT)
    ]
    columns = [tr("Question"), tr("What became of it"), tr("Owner, due")]
    return _tabled(Section.PARKING_LOT, columns, cells)


def _risks(data: ReportData) -> list[str]:
    return _owned(data, Section.RISKS, tr("Risk"))


def _needs(data: ReportData) -> list[str]:
    return _owned(data, Section.NEEDS, tr("Need"))


def _owned(data: ReportData, section: Section, name: str) -> list[str]:
    cells = [
        [_what(data, row), cell(row.owner or "–"), due(data, row)]
        for row in captures_of(data, section)
    ]
    return _tabled(section, [name, tr("Owner"), tr("Due")], cells)


def _what(data: ReportData, row: CaptureRow) -> str:
    caption = when(data, row)
    return cell(f"{row.text}\n({caption})" if caption else row.text)


def _tabled(section: Section, columns: list[str], cells: list[list[str]]) -> list[str]:
    return [heading(2, section_name(section)), table(columns, cells)] if cells else []


_MAKERS: dict[Section, Callable[[ReportData], list[str]]] = {
    Section.SUMMARY: _summary,
    Section.GOALS: goals,
    Section.FORMAT: formats,
    Section.AGENDA: _agenda,
    Section.MATERIALS: materials,
    Section.PEOPLE: _people,
    Section.LEADERS: leaders,
    Section.SESSION_OKR: session_okr,
    Section.WORDINGS: wordings,
    Section.FINDINGS: _findings,
    Section.FEEDBACK: _feedback,
    Section.DECISIONS: _decisions,
    Section.ACTIONS: _actions,
    Section.PARKING_LOT: _parking_lot,
    Section.RISKS: _risks,
    Section.NEEDS: _needs,
    Section.ADJUSTMENTS: adjustments,
    Section.TIMELINE: _timeline,
}
