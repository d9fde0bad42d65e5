"""The preparation and the OKRs of the teams as Markdown."""

from __future__ import annotations

from desktop.domain.i18n import tr
from desktop.domain.report import ReportData, earlier_wordings, section_name
from desktop.domain.report_choices import Section
from desktop.reports.markdown_text import block, cell, escape, heading, one_line, table
from desktop.reports.okr_facts import (
    NOTHING,
    ObjectiveFacts,
    ResultFacts,
    TeamFacts,
    amount,
    team_facts,
    without_draft,
    wording_at,
    wording_of,
)
from desktop.reports.prepared_facts import (
    input_word,
    leader_inputs,
    material_word,
    ready_word,
    session_label,
    status_word,
)


def goals(data: ReportData) -> list[str]:
    """Return each goal with what shows it and whether it was met."""
    rows = [
        [str(number), cell(row.text), status_word(row.status), cell(row.evidence)]
        for number, row in enumerate(data.preparation.goals, start=1)
    ]
    columns = [tr("No."), tr("Goal"), tr("Status"), tr("Evidence")]
    return [_name(Section.GOALS), table(columns, rows)] if rows else []


def formats(data: ReportData) -> list[str]:
    """Return how the workshop was held."""
    text = data.preparation.format
    return [_name(Section.FORMAT), block(text)] if text else []


def materials(data: ReportData) -> list[str]:
    """Return what was to have ready, with where it is."""
    rows = [
        [material_word(row.kind), cell(row.title), cell(row.target), ready_word(row)]
        for row in data.preparation.materials
    ]
    columns = [tr("Kind"), tr("What"), tr("Where"), tr("State")]
    return [_name(Section.MATERIALS), table(columns, rows)] if rows else []


def leaders(data: ReportData) -> list[str]:
    """Return what leaders said beforehand, and the themes that came of it."""
    parts: list[str] = []
    for kind, rows in leader_inputs(data.preparation).items():
        said = [_item(f"{row.text} ({row.speaker})" if row.speaker else row.text) for row in rows]
        parts += [heading(3, input_word(kind)), "\n".join(said)]
    themes = [
        f"{n}. {block(theme.title, ' ' * (len(str(n)) + 2))}"
        for n, theme in enumerate(data.preparation.themes, start=1)
    ]
    if themes:
        parts += [heading(3, tr("Themes of the quarter")), "\n".join(themes)]
    return [_name(Section.LEADERS), *parts] if parts else []


def session_okr(data: ReportData) -> list[str]:
    """Return the objective of the session itself, its key results and their scores."""
    told = data.preparation
    if not told.objective and not told.key_results:
        return []
    parts = [_name(Section.SESSION_OKR), f"{escape(session_label(told, data.notation))}:"]
    if told.objective:
        parts.append(f"**{one_line(told.objective)}**")
    if told.score_note:
        parts.append(block(told.score_note))
    rows = [
        [str(number), cell(row.text), amount(row.score, data.notation)]
        for number, row in enumerate(told.key_results, start=1)
    ]
    columns = [tr("No."), tr("Key result"), tr("Score")]
    return [*parts, table(columns, rows, 1)] if rows else parts


def okrs(data: ReportData, *, with_themes: bool) -> list[str]:
    """Return the OKRs of each team that has drafted anything."""
    teams = team_facts(data, with_themes=with_themes)
    if not teams:
        return []
    parts = [_name(Section.OKRS)]
    for team in teams:
        parts += _team(team)
    rest = without_draft(data)
    return [*parts, block(rest)] if rest else parts


def wordings(data: ReportData) -> list[str]:
    """Return what missions and objectives were called before, oldest first."""
    rows = [
        [cell(row.team), wording_of(row), wording_at(data, row), cell(row.text)]
        for row in earlier_wordings(data)
    ]
    columns = [tr("Team"), tr("What"), tr("When"), tr("Wording")]
    return [_name(Section.WORDINGS), table(columns, rows)] if rows else []


def adjustments(data: ReportData) -> list[str]:
    """Return what to do otherwise next time."""
    text = data.preparation.adjustments
    return [_name(Section.ADJUSTMENTS), block(text)] if text else []


def _team(team: TeamFacts) -> list[str]:
    parts = [heading(3, team.name), escape(team.place), block(team.mission), escape(team.votes)]
    for objective in team.objectives:
        parts += _objective(objective)
    if team.initiatives:
        items = [_item(text) for text in team.initiatives]
        parts += [heading(4, tr("Initiatives, not scored")), "\n".join(items)]
    return parts


def _objective(facts: ObjectiveFacts) -> list[str]:
    parts = [heading(4, facts.title or tr("No wording yet")), block(facts.label)]
    parts.append("\n".join(_item(note) for note in facts.notes))
    columns = [
        *(tr("No."), tr("Key result"), tr("Direction"), tr("From"), tr("To")),
        *(tr("Data source"), tr("Confidence")),
    ]
    rows = [_result(number, result) for number, result in enumerate(facts.results, start=1)]
    return [*parts, table(columns, rows, 1)] if rows else parts


def _result(number: int, facts: ResultFacts) -> list[str]:
    steps = [(tr("Done: {step}") if s.done else tr("To do: {step}"), s.text) for s in facts.steps]
    below = [facts.measured, *facts.notes, *(text.format(step=step) for text, step in steps)]
    source = [facts.source, facts.source_detail]
    return [
        str(number),
        cell("\n".join(part for part in (facts.title, *below) if part)),
        facts.direction,
        facts.start,
        facts.goal,
        cell("\n".join(part for part in source if part)),
        NOTHING if facts.confidence is None else f"{facts.confidence} / 10",
    ]


def _name(section: Section) -> str:
    return heading(2, section_name(section))


def _item(text: str) -> str:
    return f"- {block(text, '  ')}"
