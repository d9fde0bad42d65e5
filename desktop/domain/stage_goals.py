"""What the room may see of the preparation: the goals and the session's own OKR, as words only."""

from __future__ import annotations

from desktop.domain.prepare_rows import Preparation
from desktop.domain.stage import StageGoals


def stage_goals(told: Preparation) -> StageGoals | None:
    """The words of the goals, the objective and its key results; None while there are none."""
    shown = StageGoals(
        tuple(row.text for row in told.goals if row.text.strip()),
        told.objective.strip(),
        tuple(row.text for row in told.key_results if row.text.strip()),
    )
    return shown if shown != StageGoals() else None
