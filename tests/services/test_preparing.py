"""What is prepared for a workshop, and settled before its close, on a real library."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from desktop.domain.errors import UserError
from desktop.domain.kinds import (
    CaptureKind,
    Disposition,
    GoalStatus,
    LeaderInputKind,
    MaterialKind,
)
from desktop.domain.meeting_cost import HourlyRate
from desktop.domain.prepare_rows import Preparation
from desktop.services.capture import Capture
from desktop.services.closing import ActionField, EditAction, EditParked, ParkedField
from desktop.services.cycles import SetCycle
from desktop.services.materials import (
    AddLeaderInput,
    AddMaterial,
    AddTheme,
    DeleteTheme,
    EditLeaderInput,
    EditMaterial,
    EditTheme,
    LeaderInputField,
    MarkMaterial,
    MaterialField,
    MoveMaterial,
)
from desktop.services.okr_teams import AddTeams
from desktop.services.okrs import AddObjective, EditObjective, ObjectiveField
from desktop.services.preparing import (
    AddGoals,
    AddSessionKeyResult,
    BriefField,
    DeleteGoal,
    EditBrief,
    EditGoal,
    GoalField,
    MoveGoal,
    ScoreSessionKeyResult,
    SetRate,
    SetSessionScore,
)
from tests.builders import HOSTILE, add_workshop, dump, open_bench
from tests.clocks import FakeClock


@pytest.fixture
def bench():
    bench = open_bench()
    add_workshop(bench)
    yield bench
    bench.close()


def run(bench, *commands):
    for command in commands:
        bench.bus.run(command)
    return bench.library.preparation(1)


def refused(bench, command):
    before = dump(bench)
    with pytest.raises(UserError) as error:
        bench.bus.run(command)
    assert dump(bench) == before
    assert error.value.hint
    return error.value.what


def test_nothing_is_prepared_at_first_and_nothing_is_written_by_looking(bench):
    before = dump(bench)
    row = bench.library.preparation(1)
    assert row == Preparation()
    assert dump(bench) == before


def test_several_lines_are_several_goals_in_one_step(bench):
    row = run(bench, AddGoals(1, ("One", "  ", "Two\nlines", "Three")))
    assert [goal.text for goal in row.goals] == ["One", "Two lines", "Three"]
    bench.bus.undo()
    assert not bench.library.preparation(1).goals


def test_goals_are_moved_edited_judged_and_deleted(bench):
    run(bench, AddGoals(1, ("One", "Two", "Three")), MoveGoal(3, -5), MoveGoal(1, 1))
    row = run(
        bench,
        EditGoal(2, GoalField.TEXT, "Two, better"),
        EditGoal(2, GoalField.STATUS, "partly"),
        EditGoal(2, GoalField.EVIDENCE, "45 of 120 pairs"),
        DeleteGoal(1),
    )
    assert [goal.text for goal in row.goals] == ["Three", "Two, better"]
    assert row.goals[1].status is GoalStatus.PARTLY
    assert row.goals[1].evidence == "45 of 120 pairs"


def test_consecutive_edits_of_one_goal_are_one_step(bench):
    run(bench, AddGoals(1, ("One",)))
    run(bench, EditGoal(1, GoalField.TEXT, "On"), EditGoal(1, GoalField.TEXT, "Onc"))
    bench.bus.undo()
    assert bench.library.preparation(1).goals[0].text == "One"


@pytest.mark.parametrize("text", HOSTILE)
def test_any_words_come_back_as_they_were(bench, text):
    run(bench, AddGoals(1, (text,)), EditBrief(1, BriefField.ADJUSTMENTS, text))
    row = bench.library.preparation(1)
    assert row.goals[0].text == " ".join(text.split())
    assert row.adjustments == text


def test_no_words_and_too_many_are_refused_and_the_old_ones_stay(bench):
    run(bench, AddGoals(1, ("One",)), AddMaterial(1, "Deck"), AddTheme(1, "Theme"))
    refused(bench, AddGoals(1, (" ",)))
    refused(bench, EditGoal(1, GoalField.TEXT, " "))
    refused(bench, EditGoal(1, GoalField.TEXT, "x" * 501))
    refused(bench, EditMaterial(1, MaterialField.TITLE, ""))
    refused(bench, EditTheme(1, ""))
    refused(bench, DeleteGoal(9))
    assert bench.library.preparation(1).goals[0].text == "One"


def test_materials_have_a_kind_an_address_and_a_tick(bench):
    row = run(
        bench,
        AddMaterial(1, "Announcement"),
        AddMaterial(1, "Guide", MaterialKind.PRE_WORK, "https://example.org"),
        EditMaterial(1, MaterialField.KIND, "announcement"),
        EditMaterial(1, MaterialField.TARGET, "/home/me/mail.txt"),
        MarkMaterial(2, ready=True),
        MoveMaterial(2, -1),
    )
    assert [(m.title, m.kind, m.ready) for m in row.materials] == [
        ("Guide", MaterialKind.PRE_WORK, True),
        ("Announcement", MaterialKind.ANNOUNCEMENT, False),
    ]


def test_leaders_say_what_works_and_who_said_it(bench):
    row = run(
        bench,
        AddLeaderInput(1, LeaderInputKind.WORKS, "Short talks", "Ada"),
        EditLeaderInput(1, LeaderInputField.KIND, "hard"),
        EditLeaderInput(1, LeaderInputField.SPEAKER, "Ada Okafor"),
    )
    (said,) = row.leader_inputs
    assert (said.kind, said.speaker) == (LeaderInputKind.HARD, "Ada Okafor")


def test_themes_belong_to_the_quarter_of_the_day_and_go_with_it(bench):
    row = run(bench, AddTheme(1, "Fewer steps"))
    assert row.cycle is not None
    assert row.cycle.label == "Q2 2026"  # 10 March: the next quarter begins within 28 days
    row = run(bench, SetCycle(1, "Q1 2026"))
    assert row.cycle is not None
    assert (row.cycle.label, [theme.title for theme in row.themes]) == ("Q1 2026", ["Fewer steps"])


def test_a_theme_that_goes_leaves_its_objectives(bench):
    at = FakeClock().now()
    run(bench, AddTeams(1, ("Ferry",)), AddTheme(1, "Fewer steps"), AddObjective(1, at, 1, "Easy"))
    run(bench, EditObjective(1, at, 1, ObjectiveField.THEME, 1), DeleteTheme(1))
    okrs = bench.library.team_okrs(1, 1)
    assert okrs is not None
    assert okrs.objectives[0].theme == ""
    bench.bus.undo()
    okrs = bench.library.team_okrs(1, 1)
    assert okrs is not None
    assert okrs.objectives[0].theme == "Fewer steps"


def test_the_session_is_scored_by_its_key_results_until_somebody_says_otherwise(bench):
    row = run(
        bench,
        EditBrief(1, BriefField.OBJECTIVE, "Every team has a draft"),
        AddSessionKeyResult(1, "Six drafts"),
        AddSessionKeyResult(1, "Score 8"),
        ScoreSessionKeyResult(1, Decimal("0.8")),
        ScoreSessionKeyResult(2, Decimal("0.5")),
    )
    assert (row.score, row.suggested_score) == (None, Decimal("0.7"))
    row = run(bench, SetSessionScore(1, Decimal("0.7")))
    assert row.score == Decimal("0.7")
    assert "0.0 to 1.0" in refused(bench, SetSessionScore(1, Decimal("1.1")))


def test_what_is_open_is_settled_one_by_one(bench):
    at = FakeClock().now()
    run(
        bench,
        AddGoals(1, ("One",)),
        AddTeams(1, ("Ferry",)),
        Capture(1, CaptureKind.PARKING_LOT, "Who counts?", at),
        Capture(1, CaptureKind.ACTION, "Book a room", at),
    )

    def left():
        return len(bench.library.closing(1).open_uids)

    assert left() == 4
    run(bench, EditGoal(1, GoalField.STATUS, "unknown"))
    assert left() == 3
    run(bench, EditParked(1, ParkedField.DISPOSITION, "action"))
    assert left() == 3, "somebody has to take it along"
    run(bench, EditParked(1, ParkedField.OWNER, "Nell"))
    assert left() == 2
    run(bench, EditAction(1, ActionField.OWNER, "Nell"))
    assert left() == 2, "by when?"
    run(bench, EditAction(1, ActionField.DUE, date(2026, 4, 1)))
    assert left() == 1
    run(bench, AddObjective(1, at, 1, "Easy"))
    assert left() == 0


def test_what_is_answered_or_done_needs_nobody(bench):
    at = FakeClock().now()
    run(
        bench,
        Capture(1, CaptureKind.PARKING_LOT, "Who counts?", at),
        Capture(1, CaptureKind.ACTION, "Book a room", at),
        EditParked(1, ParkedField.DISPOSITION, "dropped"),
        EditParked(1, ParkedField.REASON, "Not ours"),
        EditAction(1, ActionField.DONE, value=True),
    )
    closing = bench.library.closing(1)
    assert not closing.open_uids
    assert closing.parked[0].disposition is Disposition.DROPPED
    assert closing.parked[0].reason == "Not ours"


def test_a_rate_keeps_its_currency_until_another_is_named(bench):
    run(bench, SetRate(1, Decimal("70.50"), "€"))
    assert bench.library.hourly_rate(1) == HourlyRate(Decimal("70.50"), "EUR")
    run(bench, SetRate(1, Decimal(80)))
    assert bench.library.hourly_rate(1) == HourlyRate(Decimal(80), "EUR")
    run(bench, SetRate(1, Decimal(80), "CHF"))
    assert bench.library.hourly_rate(1) == HourlyRate(Decimal(80), "CHF")
    run(bench, SetRate(1, None))
    assert bench.library.hourly_rate(1) is None


def test_a_rate_of_nothing_is_refused(bench):
    assert "more than 0" in refused(bench, SetRate(1, Decimal(0), "EUR"))
    assert bench.library.hourly_rate(1) is None
