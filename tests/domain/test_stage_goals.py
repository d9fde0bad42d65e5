"""What the session is for, as the room may see it."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.kinds import GoalStatus
from desktop.domain.prepare_rows import GoalRow, Preparation, SessionKeyResultRow
from desktop.domain.stage import StageGoals
from desktop.domain.stage_goals import stage_goals


def test_goals_objective_and_results_are_shown_as_words_only():
    told = Preparation(
        objective=" Goals we believe in ",
        score=Decimal("0.7"),
        score_note="Nearly",
        goals=(
            GoalRow(1, "a", "One objective each", GoalStatus.MET, "Six sheets"),
            GoalRow(2, "b", " "),
        ),
        key_results=(SessionKeyResultRow(1, "k", "Six drafts agreed", Decimal("0.5")),),
    )
    assert stage_goals(told) == StageGoals(
        ("One objective each",), "Goals we believe in", ("Six drafts agreed",)
    )


def test_without_goals_and_objective_there_is_nothing_to_show():
    assert stage_goals(Preparation(format="Two rooms", goals=(GoalRow(1, "a", ""),))) is None
