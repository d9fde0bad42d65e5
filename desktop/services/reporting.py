"""Gathers what a session report says, at any moment of a workshop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop.domain.agenda import local_start, planned_end, zone_named
from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance, Category, ItemKind
from desktop.domain.people import pre_work_share
from desktop.domain.report import ReportData, ReportItem, ReportPerson
from desktop.domain.rows import AgendaRow, CaptureRow, PersonRow
from desktop.domain.run_fold import Phase
from desktop.domain.run_record import BlockRecord, RunRecord, changes_since, run_record
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
    end = planned_end(shop.day, shop.start, shop.end, shop.zone)
    agenda = library.agenda(workshop_id)
    record = run_record(events, rows, {row.uid for row in agenda}, now)
    zone = zone_named(shop.zone)
    roster = library.roster(workshop_id)
    read, was_asked = pre_work_share(roster, shop.hands_up)
    teams = library.all_team_okrs(workshop_id)
    return ReportData(
        title=shop.title,
        programme=shop.programme,
        kind=shop.kind,
        day=shop.day,
        made_at=now.utc.astimezone(zone),
        planned_start=local_start(shop.day, shop.start, shop.zone).astimezone(zone),
        planned_end=end.astimezone(zone),
        actual_start=_local(record.started_at, zone),
        actual_end=_local(record.ended_at, zone),
        zone=shop.zone,
        place=shop.place,
        items=_items(record, rows, zone),
        paused_s=record.paused_s,
        idle_s=record.idle_s,
        captures=_captures(library, workshop_id, record),
        people=tuple(_person(row) for row in roster),
        read_pre_work=read if was_asked else None,
        preparation=library.preparation(workshop_id),
        teams=teams,
        wordings=_wordings(library, teams),
        pauses=record.pauses,
        timeline=record.timeline,
        end_moved_s=record.end_moved_s,
        changed_since=changes_since(events, agenda),
    )


def _captures(library: Library, workshop_id: int, record: RunRecord) -> tuple[CaptureRow, ...]:
    """The notes; a block is called what it was called in the run."""
    titles = {block.uid: block.title for block in record.blocks}
    return tuple(
        replace(row, item_title=titles.get(row.item_uid, row.item_title))
        for row in library.captures(workshop_id)
    )


def _person(row: PersonRow) -> ReportPerson:
    came = row.attendance is not Attendance.NO_SHOW
    return ReportPerson(row.name, row.team, came, row.role, row.pre_work)


def _wordings(library: Library, teams: Sequence[TeamOkrs]) -> tuple[RevisionRow, ...]:
    """How missions and titles of objectives came to read as they do, oldest first."""
    missions = {team.mission_uid for team in teams if team.mission_uid}
    titles = {row.uid for team in teams for row in team.objectives}
    return tuple(
        row
        for row in library.revisions(missions | titles)
        if (row.entity, row.field) in (("mission", "text"), ("objective", "title"))
    )


def _items(record: RunRecord, rows: Sequence[AgendaRow], zone: ZoneInfo) -> tuple[ReportItem, ...]:
    by_uid = {row.uid: row for row in rows}
    return tuple(_item(block, by_uid.get(block.uid), record.phase, zone) for block in record.blocks)


def _item(block: BlockRecord, row: AgendaRow | None, phase: Phase, zone: ZoneInfo) -> ReportItem:
    """What happened is the record's; what kind of block it is, the agenda still says, if at all."""
    category = Category.FRAME if row is None else row.category
    kind = ItemKind.ACTIVITY if row is None else row.kind
    return ReportItem(
        title=block.title,
        category=category,
        kind=kind,
        planned_s=block.planned_s,
        actual_s=block.actual_s,
        starts_at=_local(block.starts_at, zone),
        ends_at=_local(block.ends_at, zone),
        minimum_s=None if row is None else row.minimum_s,
        protected=row is not None and row.protected,
        technique="" if row is None else row.technique,
        lead="" if row is None else row.lead,
        instruction="" if row is None else row.instruction,
        adjusted_s=None if phase is Phase.WAITING else block.adjusted_s,
        paused_s=block.paused_s,
        skipped=block.skipped,
        pauses=block.pauses,
        reasons=block.reasons,
    )


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return None if at is None else at.astimezone(zone)
