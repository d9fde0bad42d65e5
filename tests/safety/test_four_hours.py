"""Four hours that go wrong: late, a flat battery, far over time, and still home on time."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.app import build, open_where_it_was
from desktop.bridge import actions
from desktop.bridge.settings import Settings
from desktop.domain.agenda import planned_end
from desktop.domain.kinds import AwayAnswer, CaptureKind, WorkshopState
from desktop.domain.report_choices import ALL_SECTIONS, NameStyle
from desktop.domain.run import Phase
from desktop.reports.markdown import write_markdown
from tests import guards
from tests.views.shell import dress

MINUTE = 60
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def laptop(qtbot, qapp, tmp_path, clock, monkeypatch):
    """Opens the app on one library, as often as the battery allows."""
    dress(qapp)
    monkeypatch.setattr(actions, "_monotonic_ms", lambda: clock.now().boot_ms)
    path = tmp_path / "library.okr"

    @contextmanager
    def opened():
        made = build(
            path,
            clock=clock,
            settings=Settings(tmp_path / "settings.ini"),
            reports=tmp_path,
            zone=lambda: "Europe/Copenhagen",
        )
        guards.guard_library(path)
        with qtbot.waitActive(made.console):
            made.console.show()
            made.console.activateWindow()
        open_where_it_was(made)
        made.watch(path)
        yield made
        made.console.close()
        made.stage.close()
        made.close()
        guards.release_library(path)
        made.console.deleteLater()
        made.stage.deleteLater()

    return opened


def key(app, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(app.console.focusWidget() or app.console, key, modifier)


def live(app, clock, seconds):
    """Time passes and the app is there to see it: a longer gap would be an absence."""
    while seconds > 0:
        clock.advance(min(seconds, MINUTE / 2))
        app.parts.desk.tick()
        seconds -= MINUTE / 2


def run_to_the_end_of(app, clock, more_s=0):
    """The block that runs takes what it may, and more."""
    app.parts.desk.tick()
    live(app, clock, app.parts.desk.view.state.remaining_ms / 1000 + more_s)


def title(app):
    view = app.parts.desk.view
    return view.agenda[view.state.current].title


def test_seven_late_a_dead_battery_and_twelve_over_still_end_on_time(laptop, clock):
    with laptop() as app:
        app.parts.conductor.new_workshop("okr-drafting-4h")
        agenda = app.parts.desk.view.agenda
        clock.advance(7 * MINUTE)
        key(app, Qt.Key.Key_P)
        for _ in range(3):
            run_to_the_end_of(app, clock)
            key(app, Qt.Key.Key_N)
        assert title(app) == agenda[3].title
        live(app, clock, 10 * MINUTE)
        app.parts.conductor.capture(CaptureKind.OBSERVATION, "Written just before it went dark")

    clock.reboot(4 * MINUTE)
    with laptop() as app:
        view = app.parts.desk.view
        assert title(app) == agenda[3].title
        assert view.state.remaining_ms == (agenda[3].planned_s - 14 * MINUTE) * 1000
        assert view.away is not None
        assert view.away.crashed
        app.parts.conductor.running.answer_away(
            AwayAnswer.KEPT_GOING, (view.away.since, view.away.until)
        )
        assert app.parts.desk.view.away is None
        for _ in range(2):
            run_to_the_end_of(app, clock)
            key(app, Qt.Key.Key_N)
        assert title(app) == agenda[5].title
        run_to_the_end_of(app, clock, 12 * MINUTE)
        assert app.parts.desk.view.state.drift_ms == 19 * MINUTE * 1000

        key(app, Qt.Key.Key_C)
        key(app, Qt.Key.Key_Return)
        assert app.parts.desk.view.state.drift_ms == 0
        key(app, Qt.Key.Key_N)
        (pause,) = (i for i, row in enumerate(agenda) if row.protected)
        assert app.parts.desk.view.state.current == pause
        for _ in agenda[pause:-1]:
            run_to_the_end_of(app, clock)
            key(app, Qt.Key.Key_N)
        run_to_the_end_of(app, clock)
        key(app, Qt.Key.Key_Q, CTRL_SHIFT)
        key(app, Qt.Key.Key_Return)

        shop, state = app.parts.desk.view.workshop, app.parts.desk.view.state
        assert (shop.state, state.phase) == (WorkshopState.CLOSED, Phase.ENDED)
        due = planned_end(shop.day, shop.start, shop.end, shop.zone)
        assert abs(state.ends_at - due) < timedelta(seconds=1)
        assert state.items[pause].spent_ms == agenda[pause].planned_s * 1000
        assert len(app.parts.library.captures(shop.id)) == 1
        check_report(app.parts.conductor.report(), agenda, pause)


def check_report(data, agenda, pause):
    """What the report says is what happened, to the second."""
    actual = [item.actual_s for item in data.items]
    assert actual[:6] == [
        *(row.planned_s for row in agenda[:5]),
        agenda[5].planned_s + 12 * MINUTE,
    ]
    assert actual[pause] == agenda[pause].planned_s
    elapsed = data.actual_end - data.actual_start
    total = sum(each or 0 for each in actual) + data.paused_s + data.idle_s
    assert total == elapsed.total_seconds() == 4 * 3600 - 7 * MINUTE
    text = write_markdown(data, sections=ALL_SECTIONS, names=NameStyle.FULL)
    assert "09:07" in text
    assert "13:00" in text
