"""What a report says of OKRs in words and exact numbers, the same in every format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from decimal import Decimal

from desktop.domain.amounts import format_amount
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import KeyResultType, ObjectiveState
from desktop.domain.okr_rows import CheckInRow, KeyResultRow, ObjectiveRow, TeamOkrs
from desktop.domain.progress import (
    ambition_name,
    baseline_found,
    held,
    objective_progress,
    progress,
    state_name,
    type_name,
    value_now,
    weakest,
)
from desktop.domain.report import ReportData, Wording, drafted
from desktop.domain.report_choices import Notation
from desktop.reports.wording import clock, short_day, zone_of

NOTHING = "–"
_T = KeyResultType


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a milestone."""

    text: str
    done: bool


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """One key result: the cells of its line, and what is said below them.

    `source_missing` says that the source still has to be found.
    """

    title: str
    measured: str
    direction: str
    start: str
    goal: str
    source: str
    source_detail: str
    source_missing: bool
    confidence: int | None
    notes: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveFacts:
    """One objective: what stands above its title and what below."""

    label: str
    title: str
    notes: tuple[str, ...]
    results: tuple[ResultFacts, ...]


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """One team. `place` is "Team 3 of 6", `votes` is empty where nobody counted."""

    name: str
    place: str
    mission: str
    votes: str
    objectives: tuple[ObjectiveFacts, ...]
    initiatives: tuple[str, ...]


def team_facts(data: ReportData, *, with_themes: bool) -> tuple[TeamFacts, ...]:
    """Return the teams that have drafted anything.

    `with_themes`: the themes stand in this report with their numbers, so no title comes again.
    """
    teams = drafted(data)
    themes = {}
    if with_themes:
        themes = {theme.id: n for n, theme in enumerate(data.preparation.themes, start=1)}
    place = tr("Team {n} of {total}")
    cycle = data.preparation.cycle
    quarter = f"{cycle.label} · " if cycle is not None and cycle.label else ""
    return tuple(
        TeamFacts(
            team.name,
            quarter + place.format(n=n, total=len(teams)),
            team.mission,
            _votes(team),
            _objectives(data, team, themes),
            tuple(row.text for row in team.initiatives),
        )
        for n, team in enumerate(teams, start=1)
    )


def without_draft(data: ReportData) -> str:
    """Name the teams that have nothing yet; "" when all have something."""
    names = [team.name for team in data.teams if team not in drafted(data)]
    return tr("No draft yet: {teams}.").format(teams=", ".join(names)) if names else ""


def live_objectives(data: ReportData) -> tuple[ObjectiveRow, ...]:
    """Return the objectives that were not set aside."""
    rows = (row for team in data.teams for row in team.objectives)
    return tuple(row for row in rows if row.state is not ObjectiveState.PARKED)


def percent(share: Decimal) -> str:
    """Return "46 %"."""
    return tr("{n} %").format(n=round(share * 100))


def amount(value: Decimal | None, style: Notation) -> str:
    """Return every digit of an amount, or a dash."""
    return NOTHING if value is None else format_amount(value, decimal_comma=style.decimal_comma)


def _votes(team: TeamOkrs) -> str:
    if team.votes_for is None and team.votes_against is None:
        return ""
    text = tr("Is this the right direction? {n} said yes, {m} said no.")
    return text.format(n=team.votes_for or 0, m=team.votes_against or 0)


def _objectives(
    data: ReportData, team: TeamOkrs, themes: dict[int, int]
) -> tuple[ObjectiveFacts, ...]:
    several = len(team.objectives) > 1
    return tuple(
        ObjectiveFacts(
            _label(row, n if several else 0, themes),
            row.title,
            _objective_notes(row, data.notation),
            tuple(_result(data, result) for result in row.key_results),
        )
        for n, row in enumerate(team.objectives, start=1)
    )


def _label(row: ObjectiveRow, number: int, themes: dict[int, int]) -> str:
    name = tr("Objective {n}").format(n=number) if number else tr("Objective")
    theme = row.theme
    if row.theme_id in themes:
        theme = str(themes[row.theme_id])
    parts = [
        name,
        state_name(row.state),
        ambition_name(row.ambition),
        tr("Theme {theme}").format(theme=theme) if theme else "",
        _owned(row.owner),
    ]
    return " · ".join(part for part in parts if part)


def _objective_notes(row: ObjectiveRow, style: Notation) -> tuple[str, ...]:
    notes: list[str] = []
    if row.why:
        notes.append(tr("Why now: {text}").format(text=row.why))
    if row.for_whom:
        notes.append(tr("For whom: {text}").format(text=row.for_whom))
    share, last = objective_progress(row), weakest(row)
    if share is not None and last is not None:
        text = tr("Progress {percent}, furthest behind is key result {n}")
        number = row.key_results.index(last) + 1
        alone = len(row.key_results) == 1
        text = tr("Progress {percent}") if alone else text
        notes.append(text.format(percent=percent(share), n=number))
    if row.score is not None or row.score_note:
        said = tr("Score {n}").format(n=amount(row.score, style))
        score = said if row.score is not None else ""
        notes.append(": ".join(part for part in (score, row.score_note) if part))
    return tuple(notes)


def _owned(owner: str) -> str:
    return tr("Owner: {name}").format(name=owner) if owner else ""


def _result(data: ReportData, row: KeyResultRow) -> ResultFacts:
    source, detail, missing = _source(data, row)
    start = amount(row.baseline, data.notation)
    if row.baseline is None and (row.baseline_unknown or row.type is _T.FIND_BASELINE):
        start = tr("Unknown")
    elif row.baseline is None and row.type is _T.REACH and row.target is not None:
        start = "0"
    return ResultFacts(
        row.title,
        ", ".join(part for part in (row.metric, row.unit) if part),
        type_name(row.type),
        start,
        _goal(row, data.notation),
        source,
        detail,
        missing,
        row.confidence,
        tuple(_result_notes(data, row)),
        tuple(Step(step.text, step.done) for step in row.steps),
    )


def _goal(row: KeyResultRow, style: Notation) -> str:
    match row.type:
        case _T.MILESTONE:
            return ntr("{n} step", "{n} steps", len(row.steps)) if row.steps else NOTHING
        case _T.KEEP_BETWEEN:
            return f"{amount(row.lower, style)} – {amount(row.upper, style)}"
        case _T.KEEP_AT_OR_ABOVE:
            return amount(row.lower if row.target is None else row.target, style)
        case _T.KEEP_AT_OR_BELOW:
            return amount(row.upper if row.target is None else row.target, style)
        case _:
            return amount(row.target, style)


def _source(data: ReportData, row: KeyResultRow) -> tuple[str, str, bool]:
    """Return the source, what stands below it, and whether it still has to be found."""
    if row.data_source:
        return row.data_source, row.frequency, False
    asked = row.follow_up
    if row.type is _T.MILESTONE and asked is None:  # its steps are all there is to see
        return NOTHING, row.frequency, False
    who: list[str] = []
    if asked is not None:
        day = short_day(asked.due, data.day) if asked.due else ""
        who = [part for part in (asked.owner or tr("No owner yet"), day) if part]
    below = [part for part in (", ".join(who), row.frequency) if part]
    return tr("None yet"), "\n".join(below), True


def _result_notes(data: ReportData, row: KeyResultRow) -> list[str]:
    parts = [_now(row, data.notation)]
    if row.stretch is not None:
        parts.append(tr("Stretch {n}").format(n=amount(row.stretch, data.notation)))
    if row.weight != 1:
        parts.append(tr("Weight {n}").format(n=amount(row.weight, data.notation)))
    parts.append(_owned(row.owner))
    said = " · ".join(part for part in parts if part)
    told = [_check_in(data, check) for check in row.check_ins]
    return [line for line in (said, *told) if line]


def _now(row: KeyResultRow, style: Notation) -> str:
    share, kept = progress(row), held(row)
    if row.type is _T.MILESTONE:
        done = sum(step.done for step in row.steps)
        if not row.steps or share is None:
            return ""
        text = tr("{n} of {total} steps done, progress {percent}")
        return text.format(n=done, total=len(row.steps), percent=percent(share))
    now = value_now(row)
    if row.type is _T.FIND_BASELINE:
        state = tr("Baseline found") if baseline_found(row) else tr("Baseline not found yet")
        text = tr("Now {n}, {state}")
        return state if now is None else text.format(n=amount(now, style), state=state)
    parts = [tr("Now {n}").format(n=amount(now, style))] if now is not None else []
    if kept is not None:
        of = ntr("{n} check-in", "{n} check-ins", kept[1])
        parts.append(tr("held in {n} of {checks}").format(n=kept[0], checks=of))
    elif share is not None:
        parts.append(tr("progress {percent}").format(percent=percent(share)))
    return ", ".join(parts)


def _check_in(data: ReportData, check: CheckInRow) -> str:
    """Return what was said at a check-in; "" for one that only has a value."""
    said: list[str] = []
    if check.no_data_reason:
        said.append(tr("No data: {why}").format(why=check.no_data_reason))
    if check.changed:
        said.append(tr("What changed: {text}").format(text=check.changed))
    if check.plan:
        said.append(tr("Plan: {text}").format(text=check.plan))
    if not said:
        return ""
    at = check.at if check.at.tzinfo else check.at.replace(tzinfo=UTC)
    day = short_day(at.astimezone(zone_of(data.zone, data.made_at)).date(), data.day)
    value = [amount(check.value, data.notation)] if check.value is not None else []
    return f"{day}: " + " · ".join([*value, *said])


def wording_of(wording: Wording) -> str:
    """Name what once read like this: the mission, or which objective of the team."""
    if not wording.number:
        return tr("Mission")
    return tr("Objective {n}").format(n=wording.number)


def wording_at(data: ReportData, wording: Wording) -> str:
    """Return when it was written; the day too where it wasn't the day of the workshop."""
    if wording.at is None:
        return NOTHING
    at = wording.at if wording.at.tzinfo else wording.at.replace(tzinfo=UTC)
    local = at.astimezone(zone_of(data.zone, data.made_at))
    time = clock(local, data.notation)
    return time if local.date() == data.day else f"{short_day(local.date(), data.day)}, {time}"


def okr_counts(data: ReportData) -> tuple[int, int, int]:
    """Return teams with an objective, key results, and those of them with a baseline."""
    rows: Sequence[KeyResultRow] = [
        result for row in live_objectives(data) for result in row.key_results
    ]
    teams = sum(any(r.state is not ObjectiveState.PARKED for r in t.objectives) for t in data.teams)
    return teams, len(rows), sum(row.baseline is not None for row in rows)
