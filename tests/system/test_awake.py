"""The laptop stays awake where the system lets it, and nothing fails where it does not."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager

import pytest
import wakepy

from desktop.system.awake import Awake
from tests import guards


class Mode:
    """Stands in for a desktop that grants the wish, and can break down."""

    def __init__(self, calls, error=None):
        self.calls = calls
        self.error = error

    def __enter__(self):
        self.calls.append("on")
        return self

    def __exit__(self, *_what):
        self.calls.append("off")
        if self.error is not None:
            raise self.error


@pytest.fixture
def calls(monkeypatch):
    made = []
    monkeypatch.setattr(wakepy.keep, "presenting", lambda on_fail: Mode(made))
    return made


def test_it_is_asked_once_and_taken_back_once(calls):
    awake = Awake()
    awake.stop()
    awake.start()
    awake.start()
    assert (calls, awake.is_held) == (["on"], True)
    awake.stop()
    awake.stop()
    assert (calls, awake.is_held) == (["on", "off"], False)
    awake.start()
    assert calls == ["on", "off", "on"]


@pytest.mark.parametrize("bus", ["", "unix:path=/nowhere/bus", "tcp:host=localhost,port=1"])
def test_without_a_bus_nothing_fails_and_nothing_is_looked_up(monkeypatch, bus):
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    if bus:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    awake = Awake()
    awake.start()
    awake.stop()
    assert guards.offences() == []


def test_where_it_works_it_can_be_taken_back_from_another_thread(monkeypatch):
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")
    awake = Awake()
    for step, count in ((awake.start, 1), (awake.stop, 0)):
        thread = threading.Thread(target=step)
        thread.start()
        thread.join()
        assert wakepy.modecount() == count
    assert not awake.is_held


def test_a_desktop_that_hangs_is_left_to_itself(monkeypatch):
    hangs = threading.Event()

    @contextmanager
    def presenting(on_fail):
        hangs.wait(60)
        yield

    monkeypatch.setattr(wakepy.keep, "presenting", presenting)
    monkeypatch.setattr("desktop.system.awake.PATIENCE_S", 0.01)
    awake = Awake()
    awake.start()
    awake.stop()
    assert not awake.is_held
    hangs.set()


@pytest.mark.parametrize("error", [OSError("gone"), RuntimeError("no answer"), ValueError("odd")])
def test_a_desktop_that_breaks_down_is_no_error(monkeypatch, error):
    monkeypatch.setattr(wakepy.keep, "presenting", lambda on_fail: Mode([], error))
    awake = Awake()
    awake.start()
    awake.stop()
    assert not awake.is_held


def test_without_the_package_the_laptop_sleeps_as_it_always_does(monkeypatch):
    monkeypatch.setitem(sys.modules, "wakepy", None)
    awake = Awake()
    awake.start()
    awake.stop()
    assert not awake.is_held
