"""The table is complete and sound; the board asks for an action once and says why it cannot."""

from __future__ import annotations

import pytest

from desktop.bridge.action_table import PLACE_NAMES
from desktop.bridge.actions import (
    ACTIONS,
    SPECS,
    ActionBoard,
    ActionId,
    PlaceId,
    action_place,
    place_action,
    why_not,
)
from desktop.domain.run import Phase
from tests.views.desks import desk, empty_desk


@pytest.fixture
def asked(qtbot):
    board = ActionBoard()
    board.asked = []
    board.triggered.connect(board.asked.append)
    return board


def test_every_action_stands_in_the_table_once():
    assert [spec.id for spec in ACTIONS] == list(dict.fromkeys(spec.id for spec in ACTIONS))
    assert set(SPECS) == set(ActionId)


def test_no_key_means_two_things_in_one_place():
    for place in PlaceId:
        keys = [k for spec in ACTIONS if spec.place in {None, place} for k in spec.keys]
        assert sorted(keys) == sorted(set(keys))


def test_space_escape_and_enter_stay_with_the_widgets():
    keys = {k for spec in ACTIONS for k in spec.keys}
    assert not keys & {"Space", "Esc", "Enter", "Return"}


def test_every_place_has_a_digit_in_the_order_of_the_rail():
    for n, place in enumerate(PLACE_NAMES, start=1):
        assert SPECS[place_action(place)].keys == (str(n), f"Ctrl+{n}")
        assert action_place(place_action(place)) is place
    assert [*PLACE_NAMES, PlaceId.SETTINGS] == list(PlaceId)
    assert action_place(ActionId.RUN_NEXT) is None


def test_a_menu_asks_as_a_key_does(asked):
    asked.action(ActionId.KEYS_OPEN).trigger()
    asked.trigger(ActionId.KEYS_OPEN)
    assert asked.asked == [ActionId.KEYS_OPEN] * 2


def test_an_action_that_is_off_says_why_and_does_nothing(asked, qtbot):
    asked.set_enabled(ActionId.EDIT_UNDO, False, "Nothing to undo")
    with qtbot.waitSignal(asked.refused) as refused:
        asked.trigger(ActionId.EDIT_UNDO)
    assert refused.args == [ActionId.EDIT_UNDO, "Nothing to undo"]
    assert asked.asked == []


def test_two_nexts_within_half_a_second_count_once():
    now = [1000]
    board = ActionBoard(now_ms=lambda: now[0])
    asked = []
    board.triggered.connect(asked.append)
    for at in (1000, 1200, 1499, 1500, 1999, 2000):
        now[0] = at
        board.trigger(ActionId.RUN_NEXT)
    assert len(asked) == 3


def test_without_a_workshop_only_what_needs_none_is_on(asked):
    asked.show_desk(empty_desk())
    assert asked.is_enabled(ActionId.GO_HOME)
    assert asked.is_enabled(ActionId.FILE_NEW_WORKSHOP)
    for action in (ActionId.GO_RUN, ActionId.RUN_TOGGLE, ActionId.CAPTURE_FOCUS):
        assert asked.why(action) == "Open a workshop first"


@pytest.mark.parametrize(
    ("phase", "on", "off"),
    [
        (Phase.WAITING, ["RUN_TOGGLE"], ["RUN_NEXT", "RUN_PLUS_1", "RUN_END", "RUN_REOPEN"]),
        (Phase.RUNNING, ["RUN_TOGGLE", "RUN_NEXT", "RUN_PLUS_1", "RUN_END"], ["RUN_REOPEN"]),
        (Phase.PAUSED, ["RUN_TOGGLE", "RUN_NEXT", "RUN_MINUS_5"], ["RUN_REOPEN"]),
        (Phase.ENDED, ["RUN_REOPEN"], ["RUN_TOGGLE", "RUN_NEXT", "RUN_BACK", "RUN_END"]),
    ],
)
def test_what_can_act_follows_the_run(asked, phase, on, off):
    asked.show_desk(desk(phase=phase))
    assert [name for name in on if not asked.is_enabled(ActionId[name])] == []
    assert [name for name in off if asked.is_enabled(ActionId[name])] == []


def test_the_last_block_has_no_next_and_says_how_to_end():
    last = desk(current=9)
    assert "Ctrl+Shift+Q" in why_not(SPECS[ActionId.RUN_NEXT].needs, last)


def test_an_empty_agenda_cannot_be_started():
    assert why_not(SPECS[ActionId.RUN_TOGGLE].needs, desk(phase=Phase.WAITING, blocks=0))
