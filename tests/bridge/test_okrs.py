"""What is typed in the OKRs place is read with the chosen decimal sign, or refused with why."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import QObject

from desktop.bridge.desk import Desk
from desktop.bridge.okrs import OkrConductor
from desktop.bridge.store import Store
from desktop.bridge.ticker import Ticker
from desktop.domain.kinds import KeyResultType
from desktop.services.key_results import KeyResultField
from desktop.services.okrs import ObjectiveField
from tests.builders import add_workshop, dump, open_bench


@pytest.fixture
def room(qapp, clock):
    """A conductor on a library with one objective that has one key result."""
    owner = QObject()
    bench = open_bench()
    shop = add_workshop(bench)
    store = Store(bench.bus, owner)
    desk = Desk(bench.library, clock, Ticker(), owner)
    desk.open(shop)
    made = Room(bench, store, OkrConductor(store, desk, clock, lambda: made.comma, owner))
    assert made.okrs.add_teams(["Ferry"])
    assert made.okrs.add_objective(1, "Trust")
    assert made.okrs.add_key_result(1, "Calls")
    yield made
    bench.close()


class Room:
    def __init__(self, bench, store, okrs):
        self.bench, self.okrs, self.comma = bench, okrs, False
        self.failures = []
        store.failed.connect(self.failures.append)

    @property
    def objective(self):
        return self.bench.library.team_okrs(1, 1).objectives[0]

    @property
    def kr(self):
        return self.objective.key_results[-1]


def test_amounts_are_read_with_the_chosen_sign(room):
    assert room.okrs.edit_key_result(1, "target", "99.95")
    assert room.kr.target == Decimal("99.95")
    room.comma = True
    assert room.okrs.edit_key_result(1, "target", "12345678901234567,123")
    assert str(room.kr.target) == "12345678901234567.123"
    assert room.okrs.edit_key_result(1, "target", " ")
    assert room.kr.target is None


def test_a_line_is_read_with_the_chosen_sign_too(room):
    room.comma = True
    assert room.okrs.add_key_result(1, "Wait: 10,5 -> 0 min")
    assert (room.kr.title, room.kr.type) == ("Wait", KeyResultType.DECREASE_TO)
    assert (room.kr.baseline, room.kr.target, room.kr.unit) == (Decimal("10.5"), 0, "min")


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *((field, "five") for field in ("baseline", "target", "stretch", "lower", "upper")),
        ("target", "1,234"),
        ("weight", ""),
        ("weight", "0"),
        ("confidence", "7.5"),
        ("confidence", "11"),
        ("title", ""),
    ],
)
def test_what_makes_no_sense_is_refused_and_says_why(room, field, typed):
    before = dump(room.bench)
    assert not room.okrs.edit_key_result(1, field, typed)
    assert dump(room.bench) == before
    assert len(room.failures) == 1
    assert room.failures[0].hint
    assert room.okrs.refusal == str(room.failures[0])
    assert room.okrs.edit_key_result(1, field, "7")
    assert room.okrs.refusal == ""


def test_a_score_a_vote_and_a_check_in_that_make_no_sense_change_nothing(room):
    before = dump(room.bench)
    for refused in (
        *(room.okrs.edit_objective(1, "score", typed) for typed in ("good", "1.1", "-0.1")),
        *(room.okrs.count_votes(1, typed, None) for typed in ("all", "1.5", "-1", "9" * 12)),
        *(room.okrs.check_in(1, typed, "", None, "", "") for typed in ("", "soon", "1e5")),
        room.okrs.check_in(1, "4", "", "high", "", ""),
    ):
        assert not refused
    assert len(room.failures) == 11
    assert all(error.what and error.hint for error in room.failures)
    assert dump(room.bench) == before


def test_every_field_can_be_edited_as_it_is_typed(room):
    words = {ObjectiveField.AMBITION: "learning", ObjectiveField.STATE: "agreed"}
    for field in set(ObjectiveField) - {ObjectiveField.THEME}:
        assert room.okrs.edit_objective(1, field.value, words.get(field, "0.5")), field
    assert room.okrs.edit_objective(1, "theme_id", None)
    assert not room.okrs.edit_objective(1, "theme_id", 99)
    typed = {KeyResultField.TYPE: "keep_between", KeyResultField.BASELINE_UNKNOWN: True}
    for field in KeyResultField:
        assert room.okrs.edit_key_result(1, field.value, typed.get(field, "5")), field
    assert (room.objective.score, room.kr.confidence, room.kr.upper) == (Decimal("0.5"), 5, 5)


def test_a_check_in_comes_as_typed(room):
    assert room.okrs.check_in(1, "41", "", "7", "More", "")
    assert room.okrs.check_in(1, None, "System down", None, "", "")
    assert not room.okrs.check_in(1, "a lot", "", None, "", "")
    first, second = room.kr.check_ins
    assert (first.value, first.confidence, second.no_data_reason) == (41, 7, "System down")


def test_what_is_gone_is_said(room, qtbot):
    room.okrs.add_step(1, "Ask")
    room.okrs.add_initiative(1, "Work")
    for gone, act in (
        ("Step deleted", lambda: room.okrs.delete_step(1)),
        ("Initiative deleted", lambda: room.okrs.delete_initiative(1)),
        ("Key result deleted", lambda: room.okrs.delete_key_result(1)),
        ("Objective deleted", lambda: room.okrs.delete_objective(1)),
        ("Team removed", lambda: room.okrs.remove_team(1)),
    ):
        with qtbot.waitSignal(room.okrs.deleted) as said:
            act()
        assert said.args == [gone]


def test_without_an_open_workshop_nothing_happens(room):
    room.okrs._desk.open(None)
    assert not room.okrs.add_teams(["Records"])
    assert not room.okrs.edit_mission(1, "Words")
