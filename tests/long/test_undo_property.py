"""The undo property of the normal suite, with many more and longer sequences."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.services.test_undo_property import ACTIONS, check_undo_and_redo


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS)
def test_undone_step_by_step_it_is_the_start_and_redone_the_end(actions):
    check_undo_and_redo(actions)
