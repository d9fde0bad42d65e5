"""The laptop is kept awake from the start of a run to its end, without the UI ever waiting."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, Signal

from desktop.bridge.awake import KeepAwake
from desktop.domain.run import Phase
from tests.views.desks import desk, empty_desk


class Desk(QObject):
    refreshed = Signal(object)

    def __init__(self, view):
        super().__init__()
        self.view = view

    def show(self, view):
        self.view = view
        self.refreshed.emit(view)


class Slow:
    """A system that answers when it is told to."""

    def __init__(self):
        self.calls = []
        self.answer = threading.Event()
        self.answer.set()
        self.is_held = False

    def start(self):
        self.answer.wait(10)
        self.calls.append(("on", threading.current_thread() is threading.main_thread()))
        self.is_held = True

    def stop(self):
        self.answer.wait(10)
        if self.is_held:
            self.calls.append(("off", threading.current_thread() is threading.main_thread()))
        self.is_held = False


@pytest.fixture
def system():
    return Slow()


@pytest.fixture
def shown(qapp):
    return Desk(empty_desk())


@pytest.fixture
def keep(shown, system):
    made = KeepAwake(shown, awake=system)
    yield made
    system.answer.set()
    made.let_go()


def test_from_the_start_to_the_end_also_while_paused(keep, shown, system, qtbot):
    shown.show(desk(phase=Phase.WAITING))
    assert system.calls == []
    shown.show(desk())
    qtbot.waitUntil(lambda: keep.is_held)
    shown.show(desk(phase=Phase.PAUSED))
    shown.show(desk())
    shown.show(desk(phase=Phase.ENDED))
    qtbot.waitUntil(lambda: not keep.is_held)
    assert system.calls == [("on", False), ("off", False)]


def test_a_run_that_goes_on_when_the_app_comes_up_counts_at_once(qapp, system, qtbot):
    keep = KeepAwake(Desk(desk()), awake=system)
    qtbot.waitUntil(lambda: keep.is_held)
    keep.let_go()
    assert not keep.is_held


def test_a_system_that_takes_its_time_holds_nobody_up(keep, shown, system, qtbot):
    system.answer.clear()
    shown.show(desk())
    shown.show(desk(phase=Phase.ENDED))
    assert system.calls == []
    system.answer.set()
    qtbot.waitUntil(lambda: len(system.calls) == 2)
    assert not keep.is_held


def test_a_close_lets_go_of_what_was_only_just_asked_for(keep, shown, system):
    shown.show(desk())
    keep.let_go()
    assert not keep.is_held
