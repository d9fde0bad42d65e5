"""The properties of a run of the normal suite, with ten thousand random agendas and runs."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.domain.test_run_properties import compare, likely_story, plans, steps, with_start


@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), steps.map(with_start) | steps, st.integers(0, 90))
def test_the_fold_agrees_with_a_simulation_of_every_second(plan, happenings, wait):
    compare(plan, happenings, wait)


def test_R07_ten_thousand_likely_runs_agree_with_a_simulation_of_every_second():
    rng = random.Random(10_000)
    for _ in range(10_000):
        likely_story(rng).check()
