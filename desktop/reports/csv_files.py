"""Writes a workshop as tables, one CSV file for each kind of thing, for people who count.

UTF-8 with a byte order mark, comma, headings that are part of the format. No cell can be a
formula: `domain.csv_cells` says how, and reading takes it back. Amounts are numbers for machines,
with a point and a hyphen; times have 24 hours. Participants' words and anything anonymous stand
without a time, in alphabetical order.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from desktop.domain.agenda_file import RECORD_COLUMNS, Column
from desktop.domain.csv_cells import guarded
from desktop.domain.names import with_names
from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamOkrs
from desktop.domain.progress import progress, value_now
from desktop.domain.record_words import changes_sentence, why_words
from desktop.domain.report import ReportData, captures_of
from desktop.domain.report_choices import NameStyle, Notation, Section
from desktop.domain.rows import CaptureRow
from desktop.reports.record_facts import wall_clock
from desktop.reports.wording import zone_of
from desktop.system.files import make_folder, write_bytes

Cell = str | int | bool | Decimal | date | datetime | None
Lines = Iterator[Sequence[Cell]]


def write_csv_files(
    data: ReportData,
    folder: Path,
    *,
    names: NameStyle = NameStyle.FULL,
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Path, ...]:
    """Write every table of `data` into `folder`, which is made, and return the files.

    Each file is complete or not there; a kind that has nothing is a line of headings, so that
    nothing of an earlier export stays. Raises UserError with the path and the reason.
    """
    data = with_names(data, names)
    make_folder(folder)
    paths: list[Path] = []
    for number, (name, (headings, lines)) in enumerate(_TABLES.items(), start=1):
        if progress is not None:
            progress(number, len(_TABLES))
        path = folder / f"{name}.csv"
        write_bytes(path, _table(headings, lines(data)))
        paths.append(path)
    return tuple(paths)


def _table(headings: str, lines: Lines) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings.split(","))
    for line in lines:
        writer.writerow([_shown(cell) for cell in line])
    return text.getvalue().encode("utf-8-sig", "replace")


def _shown(cell: Cell) -> str:
    """Return the text of a cell. Only of text is a formula made: a number may begin with "-"."""
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return format(cell, "f")
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M:%S")
        case int() | date():
            return str(cell)
        case _:
            return guarded(cell)


def _workshop(data: ReportData) -> Lines:
    told = data.preparation
    yield "title", data.title
    yield "programme", data.programme
    yield "kind", data.kind
    yield "date", data.day
    yield "planned start", data.planned_start
    yield "planned end", data.planned_end
    yield "actual start", data.actual_start
    yield "actual end", data.actual_end
    yield "zone", data.zone
    yield "place", data.place
    yield "elapsed seconds", data.elapsed_s if data.started else None
    yield "paused seconds", data.paused_s if data.started else None
    yield "seconds outside any block", data.idle_s if data.started else None
    yield "agreed end moved by seconds", data.end_moved_s if data.started else None
    yield "changed after the run", changes_sentence(data.changed_since)
    yield "quarter", told.cycle.label if told.cycle else ""
    yield "format", told.format
    yield "adjustments", told.adjustments


def _agenda(data: ReportData) -> Lines:
    """Return the agenda as this app reads it in again."""
    start = data.planned_start
    show = wall_clock(replace(data, notation=Notation()))
    for item in data.items:
        length_s = (item.adjusted_s or 0) if item.planned_s is None else item.planned_s
        yield (
            f"{start:%H:%M}" if start and not start.second else "",
            _duration(length_s),
            item.title,
            item.kind,
            item.technique,
            item.lead,
            item.instruction,
            "" if item.minimum_s is None else _duration(item.minimum_s),
            item.protected,
            *(item.starts_at, item.ends_at, item.planned_s, item.adjusted_s, item.actual_s),
            *(item.paused_s, item.skipped, why_words(item.reasons, item.pauses, show)),
        )
        start = start and start + timedelta(seconds=length_s)


def _duration(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{seconds} s" if rest else f"{minutes} min"


def _timeline(data: ReportData) -> Lines:
    """Return every event of the run as it is stored."""
    for entry in data.timeline:
        yield (
            *(entry.sequence, _zoned(data, entry.at), _zoned(None, entry.at), entry.kind),
            *(entry.title, entry.seconds, entry.why),
            *(_zoned(data, at) if at else "" for at in (entry.from_at, entry.to_at)),
        )


def _zoned(data: ReportData | None, at: datetime) -> str:
    """Return "2027-01-14 10:02:03+01:00": with its offset no hour of autumn is meant twice."""
    zone = UTC if data is None else zone_of(data.zone, data.made_at)
    return at.astimezone(zone).isoformat(" ", "seconds")


def _people(data: ReportData) -> Lines:
    for one in data.people:
        yield one.name, one.team, one.came, one.role, one.pre_work


def _goals(data: ReportData) -> Lines:
    for row in data.preparation.goals:
        yield row.text, row.status, row.evidence


def _materials(data: ReportData) -> Lines:
    for row in data.preparation.materials:
        yield row.kind, row.title, row.target, row.ready


def _leaders(data: ReportData) -> Lines:
    for row in data.preparation.leader_inputs:
        yield row.kind, row.text, row.speaker


def _themes(data: ReportData) -> Lines:
    for row in data.preparation.themes:
        yield (row.title,)


def _session(data: ReportData) -> Lines:
    told = data.preparation
    if told.objective:
        yield "objective", told.objective, told.score, told.score_note
    for row in told.key_results:
        yield "key_result", row.text, row.score, ""


def _missions(data: ReportData) -> Lines:
    for team in data.teams:
        yield team.name, team.mission, team.votes_for, team.votes_against


def _objectives(data: ReportData) -> Lines:
    for team, row in _each_objective(data):
        yield (
            *(team.name, row.title, row.state, row.ambition, row.theme, row.owner),
            *(row.why, row.for_whom, row.score, row.score_note),
        )


def _key_results(data: ReportData) -> Lines:
    for team, objective, row in _each_result(data):
        asked = row.follow_up
        yield (
            *(team.name, objective.title, row.title, row.type, row.metric, row.unit),
            *(row.baseline, row.target, row.stretch, row.lower, row.upper, row.baseline_unknown),
            *(row.data_source, row.frequency, row.owner, row.weight, row.confidence),
            *(value_now(row), _share(row)),
            *((asked.owner, asked.due) if asked else ("", "")),
        )


def _share(row: KeyResultRow) -> Decimal | None:
    share = progress(row)
    return None if share is None else round(share, 4).normalize()


def _steps(data: ReportData) -> Lines:
    for team, objective, row in _each_result(data):
        for step in row.steps:
            yield team.name, objective.title, row.title, step.text, step.done


def _check_ins(data: ReportData) -> Lines:
    for team, objective, row in _each_result(data):
        for check in row.check_ins:
            yield (
                *(team.name, objective.title, row.title, _local(data, check.at), check.value),
                *(check.no_data_reason, check.confidence, check.changed, check.plan),
            )


def _initiatives(data: ReportData) -> Lines:
    for team in data.teams:
        titles = {row.id: row.title for row in team.objectives}
        for work in team.initiatives:
            yield team.name, work.text, titles.get(work.objective_id or 0, "")


def _wordings(data: ReportData) -> Lines:
    whose: dict[str, tuple[str, str]] = {}
    for team in data.teams:
        whose[team.mission_uid] = (team.name, "mission")
        for number, row in enumerate(team.objectives, start=1):
            whose[row.uid] = (team.name, f"objective {number}")
    for revision in data.wordings:
        if revision.entity_uid in whose:
            named = whose[revision.entity_uid]
            yield *named, _local(data, revision.at), revision.old, revision.new


def _each_objective(data: ReportData) -> Iterator[tuple[TeamOkrs, ObjectiveRow]]:
    for team in data.teams:
        for row in team.objectives:
            yield team, row


def _each_result(data: ReportData) -> Iterator[tuple[TeamOkrs, ObjectiveRow, KeyResultRow]]:
    for team, objective in _each_objective(data):
        for row in objective.key_results:
            yield team, objective, row


def _findings(data: ReportData) -> Lines:
    for row in captures_of(data, Section.FINDINGS):
        yield row.kind, row.text, *_where(data, row)


def _feedback(data: ReportData) -> Lines:
    for row in captures_of(data, Section.FEEDBACK):
        yield row.kind, row.text


def _decisions(data: ReportData) -> Lines:
    for row in captures_of(data, Section.DECISIONS):
        yield row.text, *_where(data, row)


def _parking_lot(data: ReportData) -> Lines:
    for row in captures_of(data, Section.PARKING_LOT):
        yield row.text, row.disposition, row.reason, row.owner, row.due, *_where(data, row)


def _owned(section: Section) -> Callable[[ReportData], Lines]:
    def lines(data: ReportData) -> Lines:
        for row in captures_of(data, section):
            yield row.text, row.owner, row.due, *_where(data, row)

    return lines


def _where(data: ReportData, row: CaptureRow) -> tuple[Cell, Cell]:
    """Return the block and the time of a note; an anonymous one has no time."""
    return row.item_title, None if row.anonymous else _local(data, row.at)


def _local(data: ReportData, at: datetime | None) -> datetime | None:
    if at is None:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at.astimezone(zone_of(data.zone, data.made_at))


_AGENDA = (
    *(Column.START, Column.DURATION, Column.TITLE, Column.KIND, Column.TECHNIQUE, Column.LEAD),
    *(Column.INSTRUCTION, Column.MINIMUM, Column.PROTECTED),
    *RECORD_COLUMNS,
)
_EVENT = "Sequence,Local time,UTC,What,Block,Seconds,Why,Away from,Away to"
_RESULT = "Team,Objective,Key result"
_NUMBERS = "Baseline,Target,Stretch,Lower,Upper,Baseline unknown"
_REST = "Data source,Frequency,Owner,Weight,Confidence,Now,Progress,Follow-up owner,Follow-up due"
_TABLES: dict[str, tuple[str, Callable[[ReportData], Lines]]] = {
    "workshop": ("Field,Value", _workshop),
    "agenda": (",".join(_AGENDA), _agenda),
    "timeline": (_EVENT, _timeline),
    "people": ("Name,Team,Took part,Role,Pre-work", _people),
    "goals": ("Goal,Status,Evidence", _goals),
    "materials": ("Kind,Title,Where,Ready", _materials),
    "leader_input": ("Question,Text,Speaker", _leaders),
    "themes": ("Theme", _themes),
    "session_okr": ("Part,Text,Score,Note", _session),
    "missions": ("Team,Mission,Votes for,Votes against", _missions),
    "objectives": (
        "Team,Objective,State,Ambition,Theme,Owner,Why now,For whom,Score,Score note",
        _objectives,
    ),
    "key_results": (
        f"{_RESULT},Type,Metric,Unit,{_NUMBERS},{_REST}",
        _key_results,
    ),
    "milestone_steps": (f"{_RESULT},Step,Done", _steps),
    "check_ins": (f"{_RESULT},At,Value,No data,Confidence,What changed,Plan", _check_ins),
    "initiatives": ("Team,Initiative,Objective", _initiatives),
    "wordings": ("Team,What,At,Before,After", _wordings),
    "findings": ("Kind,Text,Block,At", _findings),
    "feedback": ("Kind,Text", _feedback),
    "decisions": ("Decision,Block,At", _decisions),
    "actions": ("Action,Owner,Due,Block,At", _owned(Section.ACTIONS)),
    "parking_lot": ("Question,Disposition,Reason,Owner,Due,Block,At", _parking_lot),
    "risks": ("Risk,Owner,Due,Block,At", _owned(Section.RISKS)),
    "needs": ("Need,Owner,Due,Block,At", _owned(Section.NEEDS)),
}
