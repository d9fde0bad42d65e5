"""What is typed while preparing and closing is read, or refused with why; the old value stays."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QObject

from desktop.bridge.desk import Desk
from desktop.bridge.preparing import PrepareConductor
from desktop.bridge.store import Store
from desktop.bridge.ticker import Ticker
from tests.builders import add_workshop, dump, open_bench
from tests.services.prepare_makers import prepare


class Room:
    """A conductor on a workshop with one row of everything that is prepared."""

    def __init__(self, clock):
        self.owner, self.bench = QObject(), open_bench()
        shop = add_workshop(self.bench)
        prepare(self.bench, clock)
        store = Store(self.bench.bus, self.owner)
        desk = Desk(self.bench.library, clock, Ticker(), self.owner)
        desk.open(shop)
        self.do = PrepareConductor(store, desk, clock, lambda: False, self.owner)
        self.failures = []
        store.failed.connect(self.failures.append)


@pytest.fixture
def room(qapp, clock):
    made = Room(clock)
    yield made
    made.bench.close()


REFUSED = {
    "a score in words": lambda do: do.score_session("good"),
    "a score above one": lambda do: do.score_session("1.1"),
    "a result's score": lambda do: do.score_session_key_result(1, "0,5"),
    "an action's day": lambda do: do.edit_action(1, "due", "someday"),
    "an action's owner": lambda do: do.edit_action(1, "owner", "x" * 201),
    "a question's day": lambda do: do.edit_parked(1, "due", "31 Feb"),
    "a question's reason": lambda do: do.edit_parked(1, "reason", "x" * 2001),
    "a goal without words": lambda do: do.edit_goal(1, "text", " "),
    "a goal's evidence": lambda do: do.edit_goal(1, "evidence", "x" * 2001),
    "a material without a title": lambda do: do.edit_material(1, "title", ""),
    "a theme without words": lambda do: do.edit_theme(1, ""),
    "a quarter": lambda do: do.set_cycle("soon"),
    "no goals": lambda do: do.add_goals([]),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_makes_no_sense_is_refused_and_says_why(room, what):
    before = dump(room.bench)
    assert not REFUSED[what](room.do)
    (error,) = room.failures
    assert error.what
    assert error.hint
    assert room.do.refusal == str(error)
    assert dump(room.bench) == before


def test_days_and_scores_are_read_as_typed(room):
    assert room.do.edit_action(1, "due", "18 Apr")
    assert room.do.score_session("0.7")
    assert room.do.refusal == ""
    closing = room.bench.library.closing(1)
    assert closing.actions[0].due == date(2026, 4, 18)
    assert closing.preparation.score == Decimal("0.7")
