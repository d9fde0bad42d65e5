"""The oracle's judgement of the normal suite, on 10,000 random agendas."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from tests.domain.test_catch_up import cases, check_catch_up


@settings(max_examples=10_000, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_R09_every_plan_is_the_one_the_oracle_finds_and_comes_true_when_applied(case):
    check_catch_up(case)
