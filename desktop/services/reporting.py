"""Gathers what a session report says, at any moment of a workshop."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop.domain.agenda import fixed_starts, local_start, planned_end, zone_named
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance
from desktop.domain.people import pre_work_share
from desktop.domain.report import ReportData, ReportItem, ReportPerson
from desktop.domain.rows import AgendaRow
from desktop.domain.run import ItemPhase, ItemRun, Phase, run_state
from desktop.services.library import Library

if TYPE_CHECKING:
    from desktop.domain.okr_rows import RevisionRow, TeamOkrs


def report_data(library: Library, workshop_id: int, now: Moment) -> ReportData:
    """The rows of one workshop's report, as of `now`. Raises `UserError` when it is gone."""
    shop = library.workshop(workshop_id)
    if shop is None:
        raise UserError(
            tr("There is no workshop {id} in this library.").format(id=workshop_id),
            tr("Choose one from the list."),
        )
    events = library.events(workshop_id)
    rows = library.agenda(workshop_id, with_removed=True)
    shown = {row.uid for row in library.agenda(workshop_id)}
    end = planned_end(shop.day, shop.start, shop.end, shop.zone)
    state = run_state(rows, events, now, end, fixed_starts(shop, rows))
    zone = zone_named(shop.zone)

    roster = library.roster(workshop_id)
    read, was_asked = pre_work_share(roster, shop.hands_up)
    baseline = {entry.uid: entry.seconds for event in events[:1] for entry in event.baseline}
    teams = library.all_team_okrs(workshop_id)
    seconds = _whole_seconds(
        [*(run.spent_ms for run in state.items), state.paused_ms, state.idle_ms]
    )
    items = tuple(
        _item(row, run, baseline.get(row.uid, row.planned_s), actual_s, zone)
        for row, run, actual_s in zip(rows, state.items, seconds[:-2], strict=True)
        if row.uid in shown or run.spent_ms
    )
    return ReportData(
        title=shop.title,
        programme=shop.programme,
        kind=shop.kind,
        day=shop.day,
        made_at=now.utc.astimezone(zone),
        planned_start=local_start(shop.day, shop.start, shop.zone).astimezone(zone),
        planned_end=end.astimezone(zone),
        actual_start=_local(shop.started_at, zone),
        actual_end=_local(state.ends_at, zone) if state.phase is Phase.ENDED else None,
        zone=shop.zone,
        place=shop.place,
        items=items,
        paused_s=seconds[-2],
        idle_s=seconds[-1],
        captures=library.captures(workshop_id),
        people=tuple(
            ReportPerson(
                row.name,
                row.team,
                row.attendance is not Attendance.NO_SHOW,
                row.role,
                row.pre_work,
            )
            for row in roster
        ),
        read_pre_work=read if was_asked else None,
        preparation=library.preparation(workshop_id),
        teams=teams,
        wordings=_wordings(library, teams),
    )


def _wordings(library: Library, teams: Sequence[TeamOkrs]) -> tuple[RevisionRow, ...]:
    """How missions and titles of objectives came to read as they do, oldest first."""
    missions = {team.mission_uid for team in teams if team.mission_uid}
    titles = {row.uid for team in teams for row in team.objectives}
    return tuple(
        row
        for row in library.revisions(missions | titles)
        if (row.entity, row.field) in (("mission", "text"), ("objective", "title"))
    )


def _item(
    row: AgendaRow, run: ItemRun, planned_s: int, actual_s: int, zone: ZoneInfo
) -> ReportItem:
    """Planned is what the run started with; a block added later has only its own plan."""
    over = run.phase is ItemPhase.DONE
    was_run = run.phase is ItemPhase.CURRENT or run.spent_ms > 0
    return ReportItem(
        title=row.title,
        category=row.category,
        kind=row.kind,
        planned_s=planned_s,
        actual_s=actual_s if was_run else None,
        starts_at=_local(run.starts_at, zone) if was_run else None,
        ends_at=_local(run.ends_at, zone) if was_run and over else None,
        minimum_s=row.minimum_s,
        protected=row.protected,
        technique=row.technique,
        lead=row.lead,
        instruction=row.instruction,
    )


def _whole_seconds(spans_ms: Sequence[int]) -> list[int]:
    """The spans in seconds, rounded so that they still add up to the whole run."""
    marks = [round(total / 1000) for total in accumulate(spans_ms, initial=0)]
    return [later - earlier for earlier, later in pairwise(marks)]


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)
