"""The kills of `tests/safety`, two hundred of them, a quarter with the real windows."""

from __future__ import annotations

import os

import pytest

from tests.safety.kill import Executioner, Trial

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")


@pytest.mark.parametrize(("victim", "kills", "seed"), [("bare", 150, 11), ("app", 50, 12)])
def test_R02_two_hundred_kills_lose_nothing_confirmed(tmp_path, victim, kills, seed):
    trial = Trial(tmp_path / "library.okr", seed)
    with Executioner(app=victim == "app") as executioner:
        for _ in range(kills):
            trial.life_and_death(executioner, victim)
    trial.close()
    print(trial.tally)
    assert trial.tally.kills == kills
    assert trial.tally.acknowledged >= kills // 2
    assert trial.tally.unfinished
