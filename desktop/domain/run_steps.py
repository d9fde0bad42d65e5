"""The technique step that runs: how long it may take, and what is left of it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.rows import AgendaRow
from desktop.domain.run import RunState
from desktop.domain.technique import scaled_steps


@dataclass(frozen=True, slots=True)
class StepRun:
    """The step that runs, `index` counted from 0. All spans in milliseconds.

    `lengths_ms` has every step of the block, in order. `remaining_ms` is negative once the step
    is over: it waits, as nothing moves on by itself.
    """

    index: int
    title: str
    instruction: str
    total_ms: int
    remaining_ms: int
    lengths_ms: tuple[int, ...]

    @property
    def count(self) -> int:
        return len(self.lengths_ms)


def step_run(row: AgendaRow, state: RunState) -> StepRun | None:
    """The step of the block that runs; None when that is not `row`, or has no steps.

    The steps share what the block was to take when it was come to; minutes given or taken by
    hand since go to the step that ran at that moment. The time left changes its second at the
    same instant as that of the block, and starts with the step's full length: so a step may be
    up to a second shorter than it says.
    """
    if state.current is None or not row.steps or state.items[state.current].uid != row.uid:
        return None
    lengths = [1000 * seconds for seconds in scaled_steps(row.steps, state.step_share_ms // 1000)]
    total_ms = lengths[state.step]
    for seconds in state.step_given_s:
        total_ms = max(0, total_ms + 1000 * seconds)
    lengths[state.step] = total_ms
    remaining_ms = total_ms - state.step_spent_ms
    remaining_ms -= (remaining_ms - state.remaining_ms) % 1000
    step = row.steps[state.step]
    return StepRun(state.step, step.title, step.instruction, total_ms, remaining_ms, tuple(lengths))
