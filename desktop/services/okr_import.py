"""Brings in what a workshop file says was prepared, and the OKRs of its teams."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.workshop_file import WorkshopDoc
from desktop.domain.workshop_parts import (
    BriefPart,
    CyclePart,
    KeyResultPart,
    ObjectivePart,
    TeamOkrsPart,
    ThemePart,
)
from desktop.models.base import Base, Exported, new_uid
from desktop.models.okrs import (
    CheckIn,
    Initiative,
    KeyResult,
    MilestoneStep,
    Mission,
    Objective,
    Revision,
)
from desktop.models.preparing import (
    Cycle,
    Goal,
    LeaderInput,
    Material,
    SessionKeyResult,
    Theme,
    WorkshopBrief,
)
from desktop.models.tables import RunEventRecord, Team, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.cycles import ensure_brief
from desktop.services.okr_export import part_uids, revision_parts, team_okrs_part
from desktop.services.ranks import rank_between, ranks_after

Row = dict[str, Any]
Named = type[Exported] | type[RunEventRecord]
_AT_ONCE = 500
"""Names in one query: SQLite takes a limited number of values."""


def taken(session: Session, table: Named, uids: Iterable[str]) -> set[str]:
    """Those of the names that rows of the library have already."""
    wanted = list(uids)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        found.update(session.scalars(select(table.uid).where(table.uid.in_(some))))
    return found


def add_preparation(work: Work, workshop: Workshop, doc: WorkshopDoc) -> Cycle | None:
    """What was prepared for the workshop; returns the quarter it belongs to."""
    cycle = None if doc.cycle is None else _cycle(work, workshop.programme_id, doc.cycle)
    if doc.brief is not None:
        _add_brief(work, workshop.id, doc.brief)
    if cycle is not None:
        ensure_brief(work, workshop.id).cycle_id = cycle.id
    shop = {"workshop_id": workshop.id}
    for table, rows in (
        (
            SessionKeyResult,
            [_own(p, "text") | _amounts(p, "score") for p in doc.session_key_results],
        ),
        (Goal, [_own(part, "text", "status", "evidence") for part in doc.goals]),
        (Material, [_own(p, "kind", "title", "target", "ready") for p in doc.materials]),
        (LeaderInput, [_own(part, "kind", "text", "speaker") for part in doc.leader_inputs]),
    ):
        _add_ranked(work, table, [row | shop for row in rows])
    return cycle


def add_okrs(work: Work, cycle: Cycle, doc: WorkshopDoc, teams: Mapping[str, int]) -> None:
    """The themes of the quarter and what its teams have drafted, teams by the file's uids.

    What the library has word for word is left as it is. Raises `UserError` when it has
    something else under the same name, or the team has a mission in this quarter.
    """
    themes = _themes(work, cycle, doc.themes)
    revised: set[str] = set()
    for part in doc.okrs:
        uids = {uid for _, uid in part_uids(part)}
        if not _is_there(work.session, cycle, doc, part, teams[part.team]):
            _add_team(work, part, {"team_id": teams[part.team], "cycle_id": cycle.id}, themes)
            revised |= uids
    rows = [
        _own(part, "entity", "field", "old", "new")
        | {
            "entity_uid": part.of,
            "at": part.at.astimezone(UTC),
            "workshop_uid": part.workshop,
            "item_uid": part.item,
        }
        for part in doc.revisions
        if part.of in revised
    ]
    last = work.session.scalar(select(Revision.rank).order_by(Revision.rank.desc()).limit(1))
    _add_ranked(work, Revision, rows, last)


def _is_there(
    session: Session, cycle: Cycle, doc: WorkshopDoc, part: TeamOkrsPart, team_id: int
) -> bool:
    """Whether all of it is in the library, equal to the last word."""
    team = session.get_one(Team, team_id)
    held = team_okrs_part(session, team, cycle.id)
    uids: dict[str, list[str]] = {}
    for name, uid in part_uids(part):
        uids.setdefault(name, []).append(uid)
    revisions = [
        one for one in doc.revisions if one.of in {u for some in uids.values() for u in some}
    ]
    known = any(taken(session, _TABLES[name], some) for name, some in uids.items())
    known = known or bool(taken(session, Revision, [one.uid for one in revisions]))
    if not known and (held.mission is None or part.mission is None):
        return False
    same = (held.mission, held.objectives, held.initiatives)
    if same == (part.mission, part.objectives, part.initiatives) and (
        revision_parts(session, [held]) == revisions
    ):
        return True
    raise UserError(
        tr("{team} has OKRs for {quarter} in this library already, and they differ.").format(
            team=team.name, quarter=cycle.label
        ),
        tr("Nothing was imported. Delete those OKRs first, or keep them."),
    )


_TABLES: dict[str, Named] = {
    "mission": Mission,
    "objective": Objective,
    "key_result": KeyResult,
    "milestone_step": MilestoneStep,
    "check_in": CheckIn,
    "initiative": Initiative,
}


def _own(part: object, *names: str) -> Row:
    """The uid and the fields that have one name in file and table."""
    return {name: getattr(part, name) for name in ("uid", *names)}


def _amounts(part: object, *names: str) -> Row:
    texts = {name: getattr(part, name) for name in names}
    return {name: None if text is None else Decimal(text) for name, text in texts.items()}


def _add_ranked(
    work: Work, table: type[Base], rows: Sequence[Row], last: str | None = None
) -> list[int]:
    ranks = ranks_after(last, len(rows))
    return work.add_rows(
        table, [row | {"rank": rank} for row, rank in zip(rows, ranks, strict=True)]
    )


def _cycle(work: Work, programme_id: int, part: CyclePart) -> Cycle:
    """The programme's quarter of those dates, or a new one."""
    query = select(Cycle).where(Cycle.programme_id == programme_id).order_by(Cycle.rank)
    held = list(work.session.scalars(query))
    for cycle in held:
        if (cycle.starts, cycle.ends) == (part.starts, part.ends):
            return cycle
    used = taken(work.session, Cycle, [part.uid])
    made = Cycle(
        uid=new_uid() if used else part.uid,
        rank=rank_between(held[-1].rank if held else None, None),
        programme_id=programme_id,
        label=part.label,
        starts=part.starts,
        ends=part.ends,
        state=part.state,
    )
    work.session.add(made)
    work.session.flush()
    return made


def _add_brief(work: Work, workshop_id: int, part: BriefPart) -> None:
    words = ("format", "adjustments", "objective", "score_note", "currency")
    row = _own(part, *words) | _amounts(part, "score", "hourly_rate")
    work.add_rows(
        WorkshopBrief,
        [row | {"rank": rank_between(None, None), "workshop_id": workshop_id, "cycle_id": None}],
    )


def _themes(work: Work, cycle: Cycle, parts: Sequence[ThemePart]) -> dict[str, int]:
    """Ids by the file's uid; a theme of the same title is the same theme."""
    query = select(Theme).where(Theme.cycle_id == cycle.id).order_by(Theme.rank, Theme.id)
    held = list(work.session.scalars(query))
    known = {theme.title: theme.id for theme in held}
    known |= {theme.uid: theme.id for theme in held}
    strangers = [part for part in parts if part.uid not in known and part.title not in known]
    used = taken(work.session, Theme, [part.uid for part in strangers])
    rows = [
        {
            "uid": new_uid() if part.uid in used else part.uid,
            "cycle_id": cycle.id,
            "title": part.title,
        }
        for part in strangers
    ]
    made = _add_ranked(work, Theme, rows, held[-1].rank if held else None)
    known |= {part.uid: id_ for part, id_ in zip(strangers, made, strict=True)}
    return {part.uid: known.get(part.uid) or known[part.title] for part in parts}


def _add_team(work: Work, part: TeamOkrsPart, home: Row, themes: Mapping[str, int]) -> None:
    if part.mission is not None:
        row = _own(part.mission, "text", "votes_for", "votes_against") | home
        _add_ranked(work, Mission, [row | {"workshop_uid": part.mission.workshop}])
    rows = [_objective_row(objective, themes) | home for objective in part.objectives]
    last = _last_rank(work.session, Objective, home)
    ids = _add_ranked(work, Objective, rows, last)
    for objective, id_ in zip(part.objectives, ids, strict=True):
        _add_key_results(work, objective.key_results, id_)
    by_uid = {one.uid: id_ for one, id_ in zip(part.objectives, ids, strict=True)}
    rows = [
        _own(one, "text")
        | {"workshop_uid": one.workshop, "objective_id": by_uid.get(one.objective)}
        | home
        for one in part.initiatives
    ]
    _add_ranked(work, Initiative, rows, _last_rank(work.session, Initiative, home))


def _last_rank(
    session: Session, table: type[Objective] | type[Initiative], home: Row
) -> str | None:
    query = select(table.rank).where(
        table.team_id == home["team_id"], table.cycle_id == home["cycle_id"]
    )
    return session.scalar(query.order_by(table.rank.desc()).limit(1))


def _objective_row(part: ObjectivePart, themes: Mapping[str, int]) -> Row:
    words = ("title", "why", "for_whom", "ambition", "owner", "state", "score_note")
    return (
        _own(part, *words)
        | _amounts(part, "score")
        | {"workshop_uid": part.workshop, "theme_id": themes.get(part.theme)}
    )


def _add_key_results(work: Work, parts: Sequence[KeyResultPart], objective_id: int) -> None:
    words = ("title", "type", "metric", "unit", "baseline_unknown", "data_source", "frequency")
    numbers = ("baseline", "target", "stretch", "lower", "upper", "weight")
    rows = [
        _own(part, *words, "owner", "confidence")
        | _amounts(part, *numbers)
        | {"objective_id": objective_id, "follow_up_uid": part.follow_up}
        for part in parts
    ]
    for part, id_ in zip(parts, _add_ranked(work, KeyResult, rows), strict=True):
        home = {"key_result_id": id_}
        steps = [_own(step, "text", "done") | home for step in part.steps]
        _add_ranked(work, MilestoneStep, steps)
        check_ins = [
            _own(one, "no_data_reason", "confidence", "changed", "plan")
            | _amounts(one, "value")
            | {"workshop_uid": one.workshop, "at": one.at.astimezone(UTC)}
            | home
            for one in part.check_ins
        ]
        _add_ranked(work, CheckIn, check_ins)
