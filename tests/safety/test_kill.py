"""`kill -9` at any instant: nothing confirmed is lost or doubled, the run goes on."""

from __future__ import annotations

import os
import random

import pytest
from typing_extensions import override

from desktop.models.library import open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.importing import CreateWithAgenda
from desktop.services.library import Library
from tests.builders import open_bench
from tests.clocks import FakeClock
from tests.safety.kill import Executioner, Trial
from tests.safety.kill_script import Script, lay_ground, obey
from tests.services.test_undo_property import commands_of_the_services

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="victims are forked")

KILLS = 20


@pytest.fixture(scope="module")
def executioner():
    with Executioner() as made:
        yield made


def test_R02_killed_at_random_instants_it_holds_what_it_confirmed_exactly_once(
    tmp_path, executioner
):
    trial = Trial(tmp_path / "library.okr", seed=1)
    for _ in range(KILLS):
        trial.life_and_death(executioner, "bare")
    trial.close()
    print(trial.tally)
    assert trial.tally.kills == KILLS
    assert trial.tally.acknowledged >= KILLS // 2
    assert trial.tally.unfinished


class Curious(random.Random):
    """Chooses what has not been asked for yet, wherever the script offers it."""

    def __init__(self, missing: set[type]) -> None:
        super().__init__(1)
        self._missing = missing

    @override
    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        wanted = [each for each in population if type(each) in self._missing]
        return wanted[:1] or super().choices(population, weights, cum_weights=cum_weights, k=k)


@pytest.mark.long
def test_the_script_asks_for_every_command_there_is():
    """So that each of them is killed sooner or later; the one that lays the ground is `create`."""
    bench, clock = open_bench(), FakeClock()
    lay_ground(bench.bus.run)
    missing = commands_of_the_services() - {CreateWithAgenda}
    script = Script(1, bench.library)
    script._rnd = Curious(missing)
    for _ in range(2000):
        wish = script.next(clock.advance(3))
        missing.discard(type(wish))
        obey(bench.bus, wish)
        if not missing:
            break
    bench.close()
    assert not missing


def test_killed_while_a_library_is_made_it_is_made_the_next_time(tmp_path, executioner):
    rnd = random.Random(2)
    for n in range(6):
        path = tmp_path / f"{n}.okr"
        life = executioner.kill("create", path, 0, rnd.uniform(0, 0.06), waiting_for="pid")
        engine = open_library(path)
        library = Library(UnitOfWork(engine))
        shops = library.workshops()
        assert len(shops) in {life.acknowledged, 1}
        assert all(len(library.agenda(shop.id)) == 8 for shop in shops)
        engine.dispose()
