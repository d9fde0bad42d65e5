"""A team's draft as the room may see it."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.kinds import KeyResultType, ObjectiveState
from desktop.domain.okr_rows import KeyResultRow, MilestoneStepRow, ObjectiveRow, TeamOkrs
from desktop.domain.stage import StageResult
from desktop.domain.stage_okr import stage_okr

UP = KeyResultType.INCREASE_TO


def result(title, kind=UP, **fields):
    return KeyResultRow(1, "k", title, kind, owner="Ada", confidence=3, **fields)


def team(*objectives, mission=""):
    return TeamOkrs(1, "t", "Booking", mission, objectives=objectives)


def test_the_first_open_objective_is_shown_unless_another_is_asked_for():
    parked = ObjectiveRow(1, "a", "Parked", ObjectiveState.PARKED)
    first, second = ObjectiveRow(2, "b", "First"), ObjectiveRow(3, "c", "Second")
    assert stage_okr(team(parked, first, second)).objective == "First"
    assert stage_okr(team(parked, first, second), 3).objective == "Second"
    assert stage_okr(team(parked, first), 99).objective == "First"


def test_a_team_with_nothing_but_a_mission_shows_that():
    shown = stage_okr(team(mission="Answers, not reports"))
    assert (shown.team, shown.mission, shown.objective) == ("Booking", "Answers, not reports", "")


def test_each_type_says_from_where_to_where():
    rows = (
        result("Up", baseline=Decimal("41"), target=Decimal("99.95"), unit="%"),
        result("Unknown", target=Decimal("3"), baseline_unknown=True),
        result("No number yet", unit="%"),
        result("Above", KeyResultType.KEEP_AT_OR_ABOVE, target=Decimal("97.5"), unit="%"),
        result("Below", KeyResultType.KEEP_AT_OR_BELOW, target=Decimal("2"), unit="s"),
        result("Between", KeyResultType.KEEP_BETWEEN, lower=Decimal("4"), upper=Decimal("6")),
        result("Look", KeyResultType.FIND_BASELINE),
        result(
            "Steps",
            KeyResultType.MILESTONE,
            steps=(MilestoneStepRow(1, "x", "a", done=True), MilestoneStepRow(2, "y", "b")),
        ),
        result(""),
    )
    shown = stage_okr(team(ObjectiveRow(1, "a", "O", key_results=rows)))
    assert shown.results == (
        StageResult("Up", "41", "99.95", "%"),
        StageResult("Unknown", "?", "3"),
        StageResult("No number yet"),
        StageResult("Above", "", "≥ 97.5", "%"),
        StageResult("Below", "", "≤ 2", "s"),
        StageResult("Between", "", "4 – 6"),
        StageResult("Look", "", "find today’s value"),
        StageResult("Steps", "", "1 of 2"),
    )


def test_the_owner_of_the_objective_is_called_as_asked_for_and_nobody_else_is_named():
    owned = ObjectiveRow(1, "a", "O", owner="Mira Sand", key_results=(result("Up"),))
    assert stage_okr(team(owned)).owner == ""
    shown = stage_okr(team(owned), naming=str.upper)
    assert shown.owner == "MIRA SAND"
    assert "Ada" not in str(shown)


def test_the_decimal_sign_is_the_chosen_one():
    rows = (result("Up", baseline=Decimal("0.5"), target=Decimal("1.25")),)
    shown = stage_okr(team(ObjectiveRow(1, "a", "O", key_results=rows)), decimal_comma=True)
    assert shown.results == (StageResult("Up", "0,5", "1,25"),)
