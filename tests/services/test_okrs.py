"""OKRs of a team: written, weighed, restored and removed, each with one undo and its history."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from sqlalchemy import select

from desktop.domain.errors import UserError
from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import Ambition, KeyResultType, ObjectiveState
from desktop.domain.people import RosterEntry
from desktop.domain.progress import progress, value_now
from desktop.models.base import new_uid
from desktop.models.okrs import Revision
from desktop.models.preparing import Theme
from desktop.services.cycles import SetCycle, ensure_cycle
from desktop.services.importing import CreateWithAgenda
from desktop.services.initiatives import (
    AddInitiative,
    AddStep,
    DeleteInitiative,
    DeleteStep,
    EditInitiative,
    EditStep,
    MarkStep,
)
from desktop.services.key_results import (
    AddKeyResult,
    AskForSource,
    CheckInOn,
    DeleteKeyResult,
    EditKeyResult,
    KeyResultField,
    MoveKeyResult,
    MoveToInitiatives,
)
from desktop.services.okr_restore import Restore
from desktop.services.okr_teams import AddTeams, CountVotes, EditMission, RemoveTeam
from desktop.services.okrs import (
    AddObjective,
    DeleteObjective,
    EditObjective,
    MoveObjective,
    ObjectiveField,
)
from desktop.services.people import RemoveParticipant
from desktop.services.roster import AddPeople
from desktop.services.run import EndRun, NextItem, StartRun
from desktop.services.workshops import DeleteWorkshop, RescheduleWorkshop
from tests.builders import HOSTILE, ZONE, add_workshop, block, dump, open_bench
from tests.clocks import FakeClock

F, O = KeyResultField, ObjectiveField  # noqa: E741


class Room:
    """A library with one team that drafts in workshop 1."""

    def __init__(self, path=None):
        self.bench = open_bench(path)
        self.clock = FakeClock()
        add_workshop(self.bench)
        self.run(AddTeams(1, ("Scheduling",)))

    def run(self, command):
        return self.bench.bus.run(command)

    def on(self, make, *values):
        """Run a command in workshop 1, now."""
        return self.run(make(1, self.clock.now(), *values))

    @property
    def team(self):
        return self.bench.library.team_okrs(1, 1)

    @property
    def objective(self):
        return self.team.objectives[0]

    @property
    def kr(self):
        return self.objective.key_results[0]

    def edit(self, field, value):
        self.on(EditKeyResult, self.kr.id, field, value)

    def history(self, *uids):
        rows = self.bench.library.revisions(uids)
        return [(row.field, row.old, row.new) for row in rows]


@pytest.fixture
def room():
    room = Room()
    yield room
    room.bench.close()


@pytest.fixture
def drafted(room):
    """With one objective that has one key result; two minutes ago, so that edits stand alone."""
    room.on(AddObjective, 1, "Clerks trust the timetable")
    room.on(AddKeyResult, room.objective.id, KeyResultLine("Complaints per week"))
    room.clock.advance(120)
    return room


def undone(room, command):
    """Run it, undo it, and the library is as it was; do it again, and it is as it came to be."""
    before = dump(room.bench)
    assert room.run(command)
    after = dump(room.bench)
    room.bench.bus.undo()
    assert dump(room.bench) == before
    room.bench.bus.redo()
    assert dump(room.bench) == after


# teams


def test_pasted_teams_take_part_once_each_and_known_ones_are_found(room):
    room.run(AddPeople(1, (RosterEntry("Ada", team="Records"),)))
    undone(room, AddTeams(1, ("records\n Ferry  Ops \n\nscheduling", "Ferry ops", "فريق")))
    lines = room.bench.library.team_lines(1)
    assert [line.name for line in lines] == ["Scheduling", "Records", "Ferry Ops", "فريق"]
    assert room.bench.library.team_okrs(1, 2).people == ("Ada",)


@pytest.mark.parametrize("names", [(), ("",), (" \n ",), ("...",), tuple(map(str, range(300)))])
def test_teams_without_a_name_or_too_many_are_refused(room, names):
    before = dump(room.bench)
    with pytest.raises(UserError):
        room.run(AddTeams(1, names))
    assert dump(room.bench) == before


def test_a_team_with_people_is_listed_before_it_has_anything(room):
    room.run(AddPeople(1, (RosterEntry("Ada", team="Records"), RosterEntry("Bo"))))
    line = room.bench.library.team_lines(1)[1]
    assert (line.name, line.has_mission, line.objectives) == ("Records", False, 0)
    room.on(EditMission, line.team_id, "Clerks would miss us")
    assert room.bench.library.team_lines(1)[1].has_mission


def test_a_removed_team_loses_its_drafts_and_keeps_its_people(drafted):
    room = drafted
    room.run(AddPeople(1, (RosterEntry("Ada", team="Scheduling"),)))
    room.on(MoveToInitiatives, room.kr.id)
    room.on(CheckInOn, room.kr.id, Decimal(4))
    undone(room, RemoveTeam(1, 1))
    assert room.team.people == ("Ada",)
    assert (room.team.objectives, room.team.initiatives, room.team.mission_id) == ((), (), None)


def test_who_leaves_a_workshop_leaves_the_drafts_there(drafted):
    drafted.run(AddPeople(1, (RosterEntry("Ada", team="Scheduling"),)))
    part = drafted.bench.library.roster(1)[0].id
    drafted.run(RemoveParticipant(part))
    assert drafted.objective.title == "Clerks trust the timetable"


def test_lines_count_what_is_open(drafted):
    room = drafted
    room.on(AddObjective, 1, "Parked one")
    room.on(AddKeyResult, room.team.objectives[1].id, KeyResultLine("Not counted"))
    room.on(EditObjective, room.team.objectives[1].id, O.STATE, "parked")
    room.on(EditObjective, room.objective.id, O.STATE, ObjectiveState.AGREED)
    (line,) = room.bench.library.team_lines(1)
    assert (line.objectives, line.agreed, line.key_results) == (1, 1, 1)


def test_hands_are_counted_for_and_against(room):
    room.run(AddPeople(1, (RosterEntry("Ada", team="Records"),)))
    undone(room, CountVotes(1, room.clock.now(), 2, 3, 0))
    room.on(CountVotes, 1, 5, 1)
    room.on(CountVotes, 1, 5, None)
    assert (room.team.votes_for, room.team.votes_against) == (5, None)
    for wrong in (-1, 10_001):
        with pytest.raises(UserError, match="counted from 0"):
            room.on(CountVotes, 1, wrong, 1)
    assert room.team.votes_for == 5


# objectives and key results


def test_every_field_of_an_objective_is_kept(drafted):
    room = drafted
    with room.bench.uow.begin() as work:
        cycle = ensure_cycle(work, 1)
        work.session.add(Theme(uid=new_uid(), rank="a0", cycle_id=cycle.id, title="Trust"))
    values = {
        O.TITLE: "Nobody asks twice",
        O.WHY: "Because\nthey do",
        O.FOR_WHOM: "Clerks",
        O.AMBITION: Ambition.LEARNING,
        O.THEME: 1,
        O.OWNER: "Ada",
        O.STATE: ObjectiveState.AGREED,
        O.SCORE: Decimal("0.7"),
        O.SCORE_NOTE: "Late",
    }
    for field, value in values.items():
        undone(room, EditObjective(1, room.clock.now(), room.objective.id, field, value))
        assert getattr(room.objective, field) == value
    assert room.objective.theme == "Trust"
    assert ("theme_id", "", "Trust") in room.history(room.objective.uid)


def test_every_field_of_a_key_result_is_kept(drafted):
    room = drafted
    values = {
        F.TITLE: "Fewer complaints",
        F.TYPE: KeyResultType.DECREASE_TO,
        F.METRIC: "complaints",
        F.UNIT: "per week",
        F.BASELINE: Decimal("12345678901234567.123"),
        F.TARGET: Decimal(-12),
        F.STRETCH: Decimal("0.5"),
        F.LOWER: Decimal("1.25"),
        F.UPPER: Decimal("99.95"),
        F.DATA_SOURCE: "Help desk",
        F.FREQUENCY: "weekly",
        F.OWNER: "Ada",
        F.WEIGHT: Decimal("2.5"),
        F.CONFIDENCE: 7,
    }
    for field, value in values.items():
        undone(room, EditKeyResult(1, room.clock.now(), room.kr.id, field, value))
        assert str(getattr(room.kr, field)) == str(value)


@pytest.mark.parametrize("digits", ["0.5", "1.25", "99.95", "-12", "12345678901234567.123", "1.50"])
def test_amounts_come_back_from_the_disk_digit_by_digit(tmp_path, digits):
    room = Room(tmp_path / "library.okr")
    room.on(AddObjective, 1, "Exact")
    room.on(AddKeyResult, room.objective.id, KeyResultLine("Title", target=Decimal(digits)))
    room.on(CheckInOn, room.kr.id, Decimal(digits))
    room.bench.close()
    bench = open_bench(tmp_path / "library.okr")
    kr = bench.library.team_okrs(1, 1).objectives[0].key_results[0]
    assert (str(kr.target), str(value_now(kr))) == (digits, digits)
    bench.close()


def test_a_typed_line_brings_its_numbers_with_one_undo(drafted):
    room = drafted
    line = KeyResultLine(
        "Wait", KeyResultType.DECREASE_TO, "min", baseline=Decimal(10), target=Decimal(0)
    )
    undone(room, AddKeyResult(1, room.clock.now(), room.objective.id, line))
    kr = room.objective.key_results[1]
    assert (kr.type, kr.unit, kr.baseline, kr.target) == (line.type, "min", 10, 0)
    for now, share in ((7, "0.3"), (10, "0"), (0, "1"), (12, "0")):
        room.on(CheckInOn, kr.id, Decimal(now))
        assert progress(room.objective.key_results[1]) == Decimal(share)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        (F.TITLE, " \n ", "needs some words"),
        (F.TITLE, "x" * 501, "more than fit"),
        (F.WEIGHT, None, "more than 0"),
        (F.WEIGHT, Decimal(0), "more than 0"),
        (F.WEIGHT, Decimal("100.1"), "at most 100"),
        (F.CONFIDENCE, 11, "0 to 10"),
        (F.CONFIDENCE, -1, "0 to 10"),
        (F.TARGET, Decimal("1e50"), "40 digits"),
        (F.TARGET, Decimal("NaN"), "not a number"),
        (F.TARGET, Decimal("4.0"), "the same"),
        (F.OWNER, "x" * 201, "more than fit"),
    ],
)
def test_what_makes_no_sense_is_refused_and_the_old_value_stays(drafted, field, value, message):
    drafted.edit(F.BASELINE, Decimal(4))
    before = dump(drafted.bench)
    with pytest.raises(UserError, match=message) as refused:
        drafted.edit(field, value)
    assert refused.value.hint
    assert dump(drafted.bench) == before


def test_equal_numbers_are_fine_once_the_type_keeps_them(drafted):
    drafted.edit(F.TYPE, KeyResultType.KEEP_AT_OR_ABOVE)
    drafted.edit(F.BASELINE, Decimal(4))
    drafted.edit(F.TARGET, Decimal(4))
    with pytest.raises(UserError, match="the same"):
        drafted.edit(F.TYPE, KeyResultType.INCREASE_TO)
    assert drafted.kr.type is KeyResultType.KEEP_AT_OR_ABOVE


def test_a_score_outside_0_to_1_is_refused(drafted):
    for wrong in ("-0.1", "1.1"):
        with pytest.raises(UserError, match=r"0\.0 to 1\.0"):
            drafted.on(EditObjective, drafted.objective.id, O.SCORE, Decimal(wrong))
    assert drafted.objective.score is None


def test_an_unknown_baseline_and_a_known_one_exclude_each_other(drafted):
    room = drafted
    room.edit(F.BASELINE, Decimal(4))
    undone(room, EditKeyResult(1, room.clock.now(), room.kr.id, F.BASELINE_UNKNOWN, True))
    assert (room.kr.baseline, room.kr.baseline_unknown) == (None, True)
    room.edit(F.BASELINE, Decimal(5))
    assert (room.kr.baseline, room.kr.baseline_unknown) == (5, False)


def test_things_move_within_their_list(drafted):
    room = drafted
    room.on(AddObjective, 1, "Second")
    for title in ("Two", "Three"):
        room.on(AddKeyResult, room.objective.id, KeyResultLine(title))
    undone(room, MoveObjective(2, -1))
    assert [row.title for row in room.team.objectives] == ["Second", "Clerks trust the timetable"]
    results = room.team.objectives[1].key_results
    undone(room, MoveKeyResult(results[2].id, -9))
    moved = [row.title for row in room.team.objectives[1].key_results]
    assert moved == ["Three", "Complaints per week", "Two"]
    assert not room.run(MoveKeyResult(results[2].id, -1))


def test_a_deleted_objective_leaves_its_initiatives_to_the_team(drafted):
    room = drafted
    room.on(MoveToInitiatives, room.kr.id)
    undone(room, DeleteObjective(room.objective.id))
    assert [row.objective_id for row in room.team.initiatives] == [None]
    with pytest.raises(UserError, match="no longer there"):
        room.run(DeleteObjective(1))


def test_words_of_a_key_result_become_an_initiative_with_one_undo(drafted):
    room = drafted
    undone(room, MoveToInitiatives(1, room.clock.now(), room.kr.id))
    (made,) = room.team.initiatives
    assert (made.text, made.objective_id) == ("Complaints per week", room.objective.id)
    assert room.kr.title == ""
    with pytest.raises(UserError, match="no words to move"):
        room.on(MoveToInitiatives, room.kr.id)
    room.edit(F.TITLE, "")  # leaving the empty field is no mistake
    room.edit(F.TITLE, "Complaints halve")
    assert room.kr.title == "Complaints halve"


def test_an_unknown_source_becomes_an_action_that_outlives_its_key_result(drafted):
    room = drafted
    due = date(2026, 3, 20)
    undone(room, AskForSource(1, room.clock.now(), room.kr.id, "Bo", due))
    asked = room.kr.follow_up
    assert asked.text == "Find a data source for “Complaints per week”"
    assert (asked.owner, asked.due) == ("Bo", due)
    room.on(AskForSource, room.kr.id, "Ada", None)
    assert (room.kr.follow_up.uid, room.kr.follow_up.owner) == (asked.uid, "Ada")
    undone(room, DeleteKeyResult(room.kr.id))
    assert [row.text for row in room.bench.library.captures(1)] == [asked.text]


def test_a_check_in_has_a_value_or_a_reason(drafted):
    room = drafted
    for value, reason in ((None, " "), (Decimal(4), "why")):
        with pytest.raises(UserError, match="a value, or the reason"):
            room.on(CheckInOn, room.kr.id, value, reason)
    room.on(CheckInOn, room.kr.id, Decimal(4), "", 8, "Fewer calls", "Go on")
    room.clock.advance(60)
    undone(room, CheckInOn(1, room.clock.now(), room.kr.id, None, "System down"))
    first, last = room.kr.check_ins
    assert (first.value, first.changed, last.value, last.no_data_reason) == (
        4,
        "Fewer calls",
        None,
        "System down",
    )
    assert room.kr.confidence == 8
    assert value_now(room.kr) is None


def test_steps_and_initiatives_are_added_changed_and_removed(drafted):
    room = drafted
    now = room.clock.now()
    undone(room, AddStep(1, now, room.kr.id, "Ask"))
    undone(room, EditStep(1, now, 1, "Ask twice"))
    undone(room, MarkStep(1, now, 1, done=True))
    assert [(row.text, row.done) for row in room.kr.steps] == [("Ask twice", True)]
    undone(room, DeleteStep(1))
    undone(room, AddInitiative(1, now, 1, "New form"))
    undone(room, EditInitiative(1, now, 1, "Newer form"))
    assert [row.text for row in room.team.initiatives] == ["Newer form"]
    undone(room, DeleteInitiative(1))
    assert room.team.initiatives == ()


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_come_back_as_they_are(drafted, text):
    drafted.on(EditObjective, drafted.objective.id, O.WHY, text)
    drafted.on(EditMission, 1, text)
    assert (drafted.objective.why, drafted.team.mission) == (text, text)


# revisions


def test_an_addition_is_noted_with_its_wording(room):
    room.on(AddObjective, 1, "Trust")
    room.on(AddKeyResult, room.objective.id, KeyResultLine("Calls"))
    assert room.history(room.objective.uid) == [("title", "", "Trust")]
    assert room.history(room.kr.uid) == [("title", "", "Calls")]


def test_edits_of_one_field_in_a_row_are_one_revision_and_one_undo(drafted):
    room = drafted
    before = dump(room.bench)
    for title in ("A", "AB", "ABC"):
        room.clock.advance(30)
        room.on(EditObjective, room.objective.id, O.TITLE, title)
    assert room.history(room.objective.uid)[1:] == [("title", "Clerks trust the timetable", "ABC")]
    room.bench.bus.undo()
    assert dump(room.bench) == before


def test_typed_back_nothing_is_left_of_it(drafted):
    room = drafted
    before = dump(room.bench)
    room.edit(F.TARGET, Decimal(4))
    room.edit(F.TARGET, None)
    assert dump(room.bench) == before


def test_two_minutes_later_or_after_another_field_it_is_another_revision(drafted):
    room = drafted
    room.edit(F.TARGET, Decimal(4))
    room.clock.advance(120)
    room.edit(F.TARGET, Decimal(5))
    room.edit(F.OWNER, "Ada")
    room.edit(F.TARGET, Decimal("5.5"))
    assert room.history(room.kr.uid)[1:] == [
        ("target", "", "4"),
        ("target", "4", "5"),
        ("owner", "", "Ada"),
        ("target", "5", "5.5"),
    ]


def test_values_are_noted_as_they_read(drafted):
    room = drafted
    room.edit(F.BASELINE, Decimal(-12))
    room.edit(F.TYPE, KeyResultType.KEEP_BETWEEN)
    room.edit(F.BASELINE_UNKNOWN, True)
    room.on(EditObjective, room.objective.id, O.STATE, ObjectiveState.AGREED)
    assert room.history(room.kr.uid)[1:] == [
        ("baseline", "", "−12"),
        ("type", "Increase", "Keep between"),
        ("baseline", "−12", ""),
        ("baseline_unknown", "no", "yes"),
    ]
    assert room.history(room.objective.uid)[-1] == ("state", "Draft", "Agreed")


def test_a_revision_knows_the_workshop_and_the_block_it_was_written_in(drafted):
    room = drafted
    shop = room.bench.library.workshop(1)
    agenda = room.bench.library.agenda(1)
    room.run(StartRun(1, room.clock.now()))
    room.run(NextItem(1, room.clock.advance(600)))
    room.edit(F.OWNER, "Ada")
    room.run(EndRun(1, room.clock.advance(600)))
    room.edit(F.UNIT, "calls")
    with room.bench.uow.read() as session:
        query = select(Revision.field, Revision.workshop_uid, Revision.item_uid)
        found = [tuple(row) for row in session.execute(query.order_by(Revision.id))][-2:]
    assert found == [("owner", shop.uid, agenda[1].uid), ("unit", shop.uid, "")]


def test_an_earlier_wording_comes_back_as_an_edit_of_its_own(drafted):
    room = drafted
    edits = (
        (F.TITLE, "B"),
        (F.TARGET, Decimal("-1.5")),
        (F.TYPE, KeyResultType.REACH),
        (F.CONFIDENCE, 4),
        (F.BASELINE_UNKNOWN, True),
    )
    for field, value in edits:
        room.edit(field, value)
    first = room.kr
    for field, value in (
        (F.TITLE, "C"),
        (F.TARGET, Decimal(9)),
        (F.TYPE, KeyResultType.MILESTONE),
        (F.CONFIDENCE, None),
        (F.BASELINE_UNKNOWN, False),
    ):
        room.clock.advance(200)
        room.edit(field, value)
    for row in room.bench.library.revisions([room.kr.uid])[-5:]:
        undone(room, Restore(1, room.clock.now(), row.id))
    assert room.kr == first
    assert len(room.history(room.kr.uid)) == 1 + 3 * len(edits)


def test_restored_at_once_the_newer_wording_stays_in_the_history(drafted):
    room = drafted
    room.on(EditMission, 1, "We keep time")
    room.on(CountVotes, 1, 4, 2)
    room.on(EditObjective, room.objective.id, O.AMBITION, Ambition.LEARNING)
    for uid in (room.team.mission_uid, room.objective.uid):
        for row in room.bench.library.revisions([uid])[::-1]:
            if row.old or row.field != "title":
                room.on(Restore, row.id)
    assert (room.team.mission, room.team.votes_for) == ("", None)
    assert room.objective.ambition is Ambition.COMMITTED
    assert ("text", "We keep time", "") in room.history(room.team.mission_uid)


def test_the_first_title_has_nothing_before_it(drafted):
    (first, *_) = drafted.bench.library.revisions([drafted.objective.uid])
    with pytest.raises(UserError, match="needs some words"):
        drafted.on(Restore, first.id)
    drafted.run(DeleteObjective(drafted.objective.id))
    with pytest.raises(UserError, match="no longer there"):
        drafted.on(Restore, first.id)


# cycles


def test_the_cycle_is_told_by_the_day_and_stays_when_the_day_moves(room):
    assert room.bench.library.cycle(1).label == "Q2 2026"
    room.run(RescheduleWorkshop(1, date(2026, 9, 30), time(9), time(13)))
    assert room.bench.library.cycle(1).label == "Q2 2026"
    second = add_workshop(room.bench)
    assert room.bench.library.cycle(second) == room.bench.library.cycle(1)
    assert [line.name for line in room.bench.library.team_lines(second)] == ["Scheduling"]


def test_a_chosen_quarter_takes_the_drafts_along_while_nobody_shares_it(drafted):
    room = drafted
    undone(room, SetCycle(1, "q3 2026"))
    assert room.bench.library.cycle(1).label == "Q3 2026"
    assert room.objective.title == "Clerks trust the timetable"
    with pytest.raises(UserError, match="not a quarter"):
        room.run(SetCycle(1, "spring"))
    second = add_workshop(room.bench)
    room.run(AddTeams(second, ("Records",)))
    undone(room, SetCycle(second, "Q3 2026"))
    names = ["Scheduling", "Records"]
    assert [line.name for line in room.bench.library.team_lines(1)] == names
    room.run(SetCycle(second, "Q1 2027"))
    assert room.bench.library.team_lines(second) == ()
    assert [line.name for line in room.bench.library.team_lines(1)] == names


def test_two_missions_of_one_team_are_not_mixed_up(room):
    room.on(EditMission, 1, "First")
    second = add_workshop(room.bench)
    room.run(SetCycle(second, "Q4 2026"))
    room.run(EditMission(second, room.clock.now(), 1, "Second"))
    before = dump(room.bench)
    with pytest.raises(UserError, match="Scheduling has a mission in Q2 2026 already"):
        room.run(SetCycle(second, "Q2 2026"))
    assert dump(room.bench) == before


# deleting a workshop


def full(room):
    """Something in every table of the OKRs."""
    now = room.clock.now()
    room.on(EditMission, 1, "Mission")
    room.on(CheckInOn, room.kr.id, Decimal(4))
    room.on(AddStep, room.kr.id, "Step")
    room.on(AskForSource, room.kr.id, "Bo", None)
    room.run(AddInitiative(1, now, 1, "Work"))
    room.on(AddObjective, 1, "Gone before")
    room.run(DeleteObjective(2))


def test_a_deleted_workshop_takes_its_cycle_along_when_it_was_alone(drafted):
    room = drafted
    full(room)
    undone(room, DeleteWorkshop(1))
    rows = dump(room.bench)
    kept = {name for name, found in rows.items() if found}
    assert kept == {"programme", "team"}


def test_drafts_stay_while_another_workshop_is_in_their_cycle(drafted):
    room = drafted
    full(room)
    second = add_workshop(room.bench)
    before = room.bench.library.team_okrs(second, 1)
    history = room.history(room.objective.uid, room.kr.uid)
    uids = (room.objective.uid, room.kr.uid)
    undone(room, DeleteWorkshop(1))
    after = room.bench.library.team_okrs(second, 1)
    assert after.objectives[0].title == before.objectives[0].title
    assert after.objectives[0].key_results[0].follow_up is None  # its action went
    assert room.history(*uids) == history
    room.run(DeleteWorkshop(second))
    assert not dump(room.bench)["objective"]


def test_a_workshop_of_another_quarter_takes_nothing_along(drafted):
    room = drafted
    room.run(CreateWithAgenda("Later", date(2026, 7, 1), time(9), ZONE, (block(),)))
    room.run(DeleteWorkshop(2))
    assert room.objective.title == "Clerks trust the timetable"
