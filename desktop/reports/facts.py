"""What a report says in words and numbers, the same in every format; no fonts, no pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import ItemKind
from desktop.domain.report import ReportData, captures_of
from desktop.domain.report_choices import Section
from desktop.domain.rows import CaptureRow
from desktop.reports.okr_facts import okr_counts
from desktop.reports.record_facts import pauses, run_notes, why
from desktop.reports.wording import (
    clock,
    disposition_word,
    exact,
    long_day,
    short_day,
    span,
    whole_minutes,
    zone_of,
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the summary with its unit and what it counts."""

    number: str
    unit: str
    meaning: str


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One block, or the pauses, or the time outside any block.

    Seconds give the length of a bar, minutes the text beside it. `adjusted` is what it was to
    take in the end. `drift` is None while the minutes still grow. `why` says what made the
    difference; it may be empty.
    """

    title: str
    planned_s: int | None
    actual_s: int | None
    planned: int | None
    actual: int | None
    drift: int | None = None
    adjusted_s: int | None = None
    adjusted: int | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Minutes:
    """Planned and actual minutes, rounded so that each column adds up to its total."""

    rows: tuple[MinutesRow, ...]
    total: MinutesRow
    notes: tuple[str, ...]
    """The sum to the second, so that nobody has to trust rounded minutes; what else is to say."""


def sentence(data: ReportData) -> str:
    """Say what is true of the time: planned, running, or over."""
    planned = round(data.planned_s / 60)
    blocks = ntr("{n} block", "{n} blocks", len(data.items))
    if not data.started:
        if not data.items:
            return tr("No agenda yet. This workshop has not been run.")
        text = tr("{blocks} and {minutes} min are planned. This workshop has not been run yet.")
        return text.format(blocks=blocks, minutes=planned)
    if data.running:
        text = tr("This workshop is running. The report stands as of {time}; minutes still change.")
        return text.format(time=clock(data.made_at, data.notation))
    run = sum(item.actual_s is not None for item in data.items)
    blocks = ntr("{n} block", "{n} blocks", run)
    hours, minutes = divmod(round(data.elapsed_s / 60), 60)
    taken = tr("{h} h {m} min").format(h=hours, m=minutes) if hours else f"{minutes} min"
    if data.place:
        text = tr("{blocks} in {time}. Place: {place}.")
        return text.format(blocks=blocks, time=taken, place=data.place.rstrip("."))
    return tr("{blocks} in {time}.").format(blocks=blocks, time=taken)


def day_and_times(data: ReportData) -> str:
    """Return "Thursday 14 January 2027, 09:02 – 13:04", actual times once there are some."""
    if data.started:
        times = span(data.actual_start, data.actual_end, data.notation)
    else:
        times = span(data.planned_start, data.planned_end, data.notation)
    day = long_day(data.day)
    return f"{day}, {times}" if times else day


def foot(data: ReportData) -> str:
    """Say when the report was made, and that participants' words have no names."""
    made = f"{long_day(data.made_at.date())}, {clock(data.made_at, data.notation)}"
    parts = [tr("As of {time}").format(time=made)]
    if captures_of(data, Section.FEEDBACK):
        parts.append(tr("Participants’ words stand without names"))
    return " · ".join(parts)


def figures(data: ReportData) -> list[Figure]:
    """Return up to five figures, each counted from the rows of this report."""
    drafted = _okr_figures(data)
    if not data.started and not data.captures:
        return [*drafted, *_planned_figures(data)][:5]
    voices = len(captures_of(data, Section.FEEDBACK))
    notes, decisions = len(data.captures), len(captures_of(data, Section.DECISIONS))
    said = Figure(str(voices), "", ntr("participant’s comment", "comments by participants", voices))
    if drafted:
        return [*drafted, said, _actions_figure(data), _time_figure(data)]
    return [
        _time_figure(data),
        Figure(str(notes), "", ntr("note taken", "notes taken", notes)),
        said,
        Figure(str(decisions), "", ntr("decision", "decisions", decisions)),
        _actions_figure(data),
    ]


def _actions_figure(data: ReportData) -> Figure:
    actions = captures_of(data, Section.ACTIONS)
    ownerless = sum(not row.owner for row in actions)
    meaning = ntr("action", "actions", len(actions))
    if ownerless:
        meaning += tr(", {n} without an owner").format(n=ownerless)
    return Figure(str(len(actions)), "", meaning)


def _okr_figures(data: ReportData) -> list[Figure]:
    """Return what the teams have drafted, once one has an objective."""
    teams, results, known = okr_counts(data)
    if not teams:
        return []
    meaning = ntr("key result", "key results", results)
    if results:
        meaning += tr(", {n} with a baseline").format(n=known)
    return [
        Figure(str(teams), "", ntr("team with an objective", "teams with an objective", teams)),
        Figure(str(results), "", meaning),
    ]


def _planned_figures(data: ReportData) -> list[Figure]:
    """Return what can be said before anything has happened."""
    if not data.items:
        return []
    breaks = sum(item.planned_s or 0 for item in data.items if item.kind is ItemKind.BREAK)
    count = len(data.items)
    result = [
        _time_figure(data),
        Figure(str(count), "", ntr("block", "blocks", count)),
    ]
    if breaks:
        result.append(Figure(str(round(breaks / 60)), tr("min"), tr("of breaks in it")))
    if data.planned_start is not None:
        number, _, half = clock(data.planned_start, data.notation).partition(" ")
        result.append(Figure(number, half, tr("start")))
    return result


def _time_figure(data: ReportData) -> Figure:
    planned = round(data.planned_s / 60)
    if not data.started:
        return Figure(str(planned), tr("min"), tr("planned"))
    taken = round(data.elapsed_s / 60)
    if data.running:
        return Figure(str(taken), tr("min"), tr("so far, of a plan of {n}").format(n=planned))
    if taken == planned:
        return Figure("0", tr("min"), tr("off a plan of {n}").format(n=planned))
    text = tr("over a plan of {n}") if taken > planned else tr("under a plan of {n}")
    return Figure(str(abs(taken - planned)), tr("min"), text.format(n=planned))


def minutes(data: ReportData) -> Minutes:
    """Return each block with its minutes, what lay between them, and the sum."""
    rows = [*_block_rows(data), *_other_rows(data)]
    planned = sum(row.planned or 0 for row in rows)
    whole = sum(row.actual or 0 for row in rows) if data.started else None
    off = whole - planned if whole is not None and not data.running else None
    total = MinutesRow(
        title=_total_name(data),
        planned_s=data.planned_s,
        actual_s=data.elapsed_s if data.started else None,
        planned=planned,
        actual=whole,
        drift=off,
        adjusted=sum(row.adjusted or 0 for row in rows) if data.started else None,
    )
    notes = [_to_the_second(data), *run_notes(data)]
    return Minutes(tuple(rows), total, tuple(note for note in notes if note))


def _actual_minutes(data: ReportData) -> list[int]:
    """Return the minutes of the blocks, of all pauses and of the time outside any block."""
    spans = [item.actual_s or 0 for item in data.items]
    return whole_minutes([*spans, data.paused_s, data.idle_s])


def _block_rows(data: ReportData) -> list[MinutesRow]:
    planned = whole_minutes(item.planned_s or 0 for item in data.items)
    adjusted = whole_minutes(item.adjusted_s or 0 for item in data.items)
    actual = _actual_minutes(data)
    rows: list[MinutesRow] = []
    for place, item in enumerate(data.items):
        ran = actual[place] if item.actual_s is not None else None
        settled = data.started and (not data.running or item.ends_at is not None)
        rows.append(
            MinutesRow(
                title=item.title,
                planned_s=item.planned_s,
                actual_s=item.actual_s,
                planned=None if item.planned_s is None else planned[place],
                actual=ran,
                drift=(ran or 0) - planned[place] if settled else None,
                adjusted_s=item.adjusted_s,
                adjusted=None if item.adjusted_s is None else adjusted[place],
                why=why(data, item),
            )
        )
    return rows


def _other_rows(data: ReportData) -> list[MinutesRow]:
    actual = _actual_minutes(data)[-2:]
    extras = (
        (tr("Pauses"), data.paused_s, actual[0], pauses(data)),
        (tr("Outside any block"), data.idle_s, actual[1], ""),
    )
    return [
        MinutesRow(name, None, seconds, None, taken, taken, why=said)
        for name, seconds, taken, said in extras
        if seconds
    ]


def _total_name(data: ReportData) -> str:
    if data.actual_start is not None:
        start = clock(data.actual_start, data.notation)
        return tr("Total, with a start at {time}").format(time=start)
    if data.planned_start is not None:
        times = span(data.planned_start, data.planned_end, data.notation)
        return tr("Total, {span}").format(span=times)
    return tr("Total")


def _to_the_second(data: ReportData) -> str:
    if not data.started:
        return ""
    blocks = data.elapsed_s - data.paused_s - data.idle_s
    parts = [tr("blocks {time}").format(time=exact(blocks))]
    if data.paused_s:
        parts.append(tr("pauses {time}").format(time=exact(data.paused_s)))
    if data.idle_s:
        parts.append(tr("outside any block {time}").format(time=exact(data.idle_s)))
    text = tr("To the second: {whole} in all, {parts}.")
    if len(parts) == 1:
        text = tr("To the second: {whole} in all.")
    return text.format(whole=exact(data.elapsed_s), parts=", ".join(parts))


def when(data: ReportData, row: CaptureRow) -> str:
    """Return where in the run a note was taken, like "Mission drafts, 10:12"."""
    parts = [row.item_title] if row.item_title else []
    if row.at is not None and not row.anonymous:
        at = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
        local = at.astimezone(zone_of(data.zone, data.made_at))
        parts.append(clock(local, data.notation))
    return ", ".join(parts)


def due(data: ReportData, row: CaptureRow, nothing: str = "–") -> str:
    """Return the day something is due."""
    return short_day(row.due, data.day) if row.due else nothing


def owner_and_due(data: ReportData, row: CaptureRow) -> str:
    """Return both of a parked question, as far as they are known."""
    return ", ".join(part for part in (row.owner, due(data, row, "")) if part) or "–"


def became(row: CaptureRow) -> str:
    """Return what became of a parked question, and on the next line why."""
    return "\n".join(part for part in (disposition_word(row.disposition), row.reason) if part)


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team and who of it took part; `names` is "" where nobody may be named."""

    team: str
    names: str
    count: int


def people_sentence(data: ReportData) -> str:
    """Return "16 people in 6 teams. 3 read the pre-work. 1 did not come."."""
    came = sum(one.came for one in data.people)
    teams = len({one.team for one in data.people if one.team and one.came})
    said = ntr("{n} person", "{n} people", came)
    if teams:
        text = tr("{people} in {teams}")
        said = text.format(people=said, teams=ntr("{n} team", "{n} teams", teams))
    parts = [said]
    if data.read_pre_work is not None:
        parts.append(tr("{n} read the pre-work").format(n=data.read_pre_work))
    if came < len(data.people):
        parts.append(tr("{n} did not come").format(n=len(data.people) - came))
    return ". ".join(parts) + "."


def team_lines(data: ReportData) -> tuple[TeamLine, ...]:
    """Return the teams in the order of the list, those without one last."""
    teams: dict[str, list[str]] = {}
    for one in sorted(data.people, key=lambda one: not one.team):
        if one.came:
            teams.setdefault(one.team, []).append(one.name)
    return tuple(
        TeamLine(team or tr("No team"), ", ".join(name for name in names if name), len(names))
        for team, names in teams.items()
    )
