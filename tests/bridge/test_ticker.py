"""The ticker wakes once for each time it is armed."""

from __future__ import annotations

from desktop.bridge.ticker import FLOOR_MS, Ticker


def test_it_ticks_once_and_then_waits_to_be_armed(qtbot):
    ticker = Ticker()
    ticks = []
    ticker.ticked.connect(lambda: ticks.append(1))
    with qtbot.waitSignal(ticker.ticked):
        ticker.arm(1)
    assert not ticker.is_armed
    with qtbot.assertNotEmitted(ticker.ticked, wait=4 * FLOOR_MS):
        pass
    assert len(ticks) == 1


def test_arming_again_replaces_the_earlier_tick(qtbot):
    ticker = Ticker()
    ticks = []
    ticker.ticked.connect(lambda: ticks.append(1))
    ticker.arm(10_000)
    with qtbot.waitSignal(ticker.ticked, timeout=1000):
        ticker.arm(20)
    assert len(ticks) == 1


def test_a_stopped_ticker_is_silent(qtbot):
    ticker = Ticker()
    ticker.arm(20)
    ticker.stop()
    with qtbot.assertNotEmitted(ticker.ticked, wait=60):
        pass


def test_a_tick_may_arm_the_next_one(qtbot):
    ticker = Ticker()
    ticks = []

    def tick() -> None:
        ticks.append(1)
        ticker.arm(1)

    ticker.ticked.connect(tick)
    ticker.arm(1)
    qtbot.waitUntil(lambda: len(ticks) >= 3)
    ticker.stop()
