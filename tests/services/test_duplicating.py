"""A workshop made of another one has what was planned, and nothing of what happened."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from sqlalchemy import text

from desktop.domain.kinds import (
    Attendance,
    CaptureKind,
    GoalStatus,
    MaterialKind,
    OkrExperience,
    PreWork,
    WorkshopState,
)
from desktop.domain.people import RosterEntry
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.agenda_many import DeleteItems
from desktop.services.capture import Capture
from desktop.services.duplicating import DuplicateWorkshop
from desktop.services.materials import AddMaterial, MarkMaterial
from desktop.services.people import EditParticipation, PersonField, SetHandsUp
from desktop.services.preparing import (
    AddGoals,
    AddSessionKeyResult,
    BriefField,
    EditBrief,
    EditGoal,
    GoalField,
    ScoreSessionKeyResult,
    SetSessionScore,
)
from desktop.services.roster import AddPeople
from desktop.services.run import EndRun, NextItem, StartRun
from desktop.services.techniques import SetTechnique
from desktop.services.workshops import RenameWorkshop, SetPlace
from tests.builders import add_workshop, dump, open_bench
from tests.clocks import FakeClock
from tests.services.test_saved_templates import planned

DAY = date(2026, 6, 9)


@pytest.fixture
def bench():
    """A workshop that was held, with something in everything."""
    made, clock = open_bench(), FakeClock()
    shop = add_workshop(made)
    rows = made.library.agenda(shop)
    people = (
        RosterEntry("Ada", "ada@x.org", "Ops", "PM", accommodation="Large print"),
        RosterEntry("Bo"),
    )
    for command in (
        SetPlace(shop, "Room 4"),
        SetTechnique(rows[1].id, "1-2-4-All"),
        SetPrivateNote(rows[1].id, "Quiet ones first"),
        EditItem(rows[1].id, ItemField.CUT_ORDER, 1),
        EditItem(rows[2].id, ItemField.FIXED_START, time(10, 30)),
        AddPeople(shop, people),
        AddGoals(shop, ("Every team has a draft", "Nobody waits")),
        AddMaterial(shop, "Guide", MaterialKind.PRE_WORK, "https://x.org"),
        AddSessionKeyResult(shop, "Six drafts"),
        EditBrief(shop, BriefField.FORMAT, "Groups of four"),
        EditBrief(shop, BriefField.OBJECTIVE, "They want to come back"),
        EditBrief(shop, BriefField.ADJUSTMENTS, "Longer break"),
        SetSessionScore(shop, Decimal("0.7")),
        SetHandsUp(shop, 2),
        StartRun(shop, clock.now()),
        NextItem(shop, clock.advance(900)),
        DeleteItems((rows[3].id,)),
        Capture(shop, CaptureKind.IDEA, "A note", clock.now()),
        EndRun(shop, clock.advance(900)),
    ):
        made.bus.run(command)
    held = made.library.preparation(shop)
    (ada, _) = made.library.roster(shop)
    for command in (
        EditGoal(held.goals[0].id, GoalField.STATUS, GoalStatus.MET),
        EditGoal(held.goals[0].id, GoalField.EVIDENCE, "Six of six"),
        MarkMaterial(held.materials[0].id, True),
        ScoreSessionKeyResult(held.key_results[0].id, Decimal("0.5")),
        EditParticipation(ada.id, PersonField.ATTENDANCE, Attendance.LATE.value, clock.now().utc),
        EditParticipation(ada.id, PersonField.PRE_WORK, PreWork.READ.value),
        EditParticipation(ada.id, PersonField.EXPERIENCE, OkrExperience.SOME.value),
    ):
        made.bus.run(command)
    yield made
    made.close()


def duplicate(bench, shop=1):
    bench.bus.run(DuplicateWorkshop(shop, DAY))
    return max(row.id for row in bench.library.workshops())


def test_it_stands_on_its_day_with_the_hours_and_the_place_of_the_other(bench):
    source, made = bench.library.workshop(1), bench.library.workshop(duplicate(bench))
    assert (made.title, made.day) == ("Q1 OKRs (copy)", DAY)
    assert (made.start, made.end, made.zone) == (source.start, source.end, source.zone)
    assert (made.place, made.kind, made.programme) == ("Room 4", source.kind, source.programme)
    assert (made.state, made.started_at, made.ended_at) == (WorkshopState.DRAFT, None, None)
    assert made.hands_up is None


def test_its_agenda_is_the_same_without_what_was_taken_out(bench):
    made = duplicate(bench)
    assert planned(bench, made) == planned(bench, 1)
    assert len(bench.library.agenda(made, with_removed=True)) == 3
    assert [row.fixed_start for row in bench.library.agenda(made)][2] == time(10, 30)


def test_nothing_that_happened_comes_along(bench):
    made = duplicate(bench)
    assert bench.library.events(made) == ()
    assert bench.library.captures(made) == ()
    held = bench.library.preparation(made)
    goals = [(row.text, row.status, row.evidence) for row in held.goals]
    assert goals == [
        ("Every team has a draft", GoalStatus.OPEN, ""),
        ("Nobody waits", GoalStatus.OPEN, ""),
    ]
    assert [(m.title, m.target, m.ready) for m in held.materials] == [
        ("Guide", "https://x.org", False)
    ]
    assert [(row.text, row.score) for row in held.key_results] == [("Six drafts", None)]
    brief = (held.format, held.objective, held.adjustments, held.score)
    assert brief == ("Groups of four", "They want to come back", "", None)


def test_the_same_people_are_expected_again(bench):
    made = duplicate(bench)
    before, after = bench.library.roster(1), bench.library.roster(made)
    assert [row.person_id for row in after] == [row.person_id for row in before]
    ada = after[0]
    assert (ada.team, ada.role, ada.experience) == ("Ops", "PM", OkrExperience.SOME)
    assert (ada.attendance, ada.pre_work, ada.arrived_at) == (
        Attendance.EXPECTED,
        PreWork.UNKNOWN,
        None,
    )
    assert bench.library.contacts(made) == bench.library.contacts(1)


def test_every_row_of_it_has_a_name_of_its_own(bench):
    duplicate(bench)
    for name, rows in dump(bench).items():
        if "uid" not in _columns(bench, name):
            continue
        at = _columns(bench, name).index("uid")
        uids = [row[at] for row in rows]
        assert len(uids) == len(set(uids)), name


def test_one_undo_takes_all_of_it_away(bench):
    before = dump(bench)
    duplicate(bench)
    bench.bus.undo()
    assert dump(bench) == before


def test_a_long_title_still_says_that_it_is_a_copy(bench):
    bench.bus.run(RenameWorkshop(1, "x" * 200))
    title = bench.library.workshop(duplicate(bench)).title
    assert len(title) == 200
    assert title.endswith("x (copy)")


def test_it_can_be_duplicated_itself(bench):
    again = duplicate(bench, duplicate(bench))
    assert planned(bench, again) == planned(bench, 1)


def _columns(bench, name):
    with bench.uow.read() as session:
        return [row[1] for row in session.execute(text(f'PRAGMA table_info("{name}")'))]
