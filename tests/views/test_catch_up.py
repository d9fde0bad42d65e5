"""Late: ways back are offered, looked at and applied with real keys; nothing changes before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop.app import build
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.catch_up import WayKind
from desktop.domain.kinds import CaptureKind
from desktop.domain.run import ItemPhase
from desktop.services.agenda import EditItem, ItemField
from desktop.views.privacy import privacy
from desktop.views.run.catch_up_words import way_text


@pytest.fixture
def app(qtbot, qapp, tmp_path, clock):
    """A drafting workshop whose first block ran 16 minutes over; the one before last can go."""
    apply_theme(qapp, load_theme("light"))
    made = build(
        None,
        clock=clock,
        settings=Settings(tmp_path / "settings.ini"),
        reports=tmp_path,
        zone=lambda: "Europe/Copenhagen",
    )
    with qtbot.waitActive(made.console):
        made.console.show()
        made.console.activateWindow()
    made.parts.conductor.new_workshop("okr-drafting-4h")
    rows = made.parts.desk.view.agenda
    made.parts.store.run(EditItem(rows[-2].id, ItemField.CUT_ORDER, 1))
    made.parts.board.trigger(ActionId.RUN_TOGGLE)
    clock.advance(60 * 26)  # ten minutes were planned for the first block
    made.parts.conductor.next_item()
    yield made
    made.console.close()
    made.stage.close()
    made.close()
    made.console.deleteLater()
    made.stage.deleteLater()


def place(app):
    return app.console.built(PlaceId.RUN)


def totals(app):
    return {item.uid: item.total_ms for item in app.parts.desk.view.state.items}


def drift_s(app):
    return app.parts.desk.view.state.drift_ms // 1000


def press(qtbot, app, key):
    qtbot.keyClick(app.console.focusWidget() or app.console, key)


def test_a_late_run_offers_three_ways_and_changes_nothing(app):
    before = totals(app)
    strip = place(app).catch_up.strip
    assert strip.isVisible()
    assert [card.way.kind for card in strip._cards] == list(WayKind)
    assert totals(app) == before


def test_R09_one_key_previews_enter_applies_and_one_undo_takes_all_back(app, qtbot):
    before = totals(app)
    assert drift_s(app) > 0
    press(qtbot, app, Qt.Key.Key_C)
    preview = place(app).catch_up.preview
    assert preview.isVisible()
    assert not place(app).catch_up.strip.isVisible()
    assert totals(app) == before
    assert len(preview.table.rows) == len(app.parts.desk.view.agenda) - 1
    press(qtbot, app, Qt.Key.Key_Return)
    assert not preview.isVisible()
    assert totals(app) != before
    assert drift_s(app) == 0
    app.parts.store.undo()
    assert totals(app) == before


def test_R10_the_protected_break_keeps_every_second(app, qtbot):
    rows = {row.uid: row for row in app.parts.desk.view.agenda}
    before = totals(app)
    press(qtbot, app, Qt.Key.Key_C)
    press(qtbot, app, Qt.Key.Key_Return)
    kept = [uid for uid, row in rows.items() if row.protected]
    assert kept
    assert [totals(app)[uid] for uid in kept] == [before[uid] for uid in kept]


def test_R11_escape_leaves_everything_as_it_was(app, qtbot):
    before, events = totals(app), len(app.parts.desk.events)
    press(qtbot, app, Qt.Key.Key_C)
    press(qtbot, app, Qt.Key.Key_Escape)
    assert not place(app).catch_up.preview.isVisible()
    assert (totals(app), len(app.parts.desk.events)) == (before, events)


def test_right_goes_to_the_cut_and_enter_leaves_the_block_out(app, qtbot):
    press(qtbot, app, Qt.Key.Key_C)
    press(qtbot, app, Qt.Key.Key_Right)
    preview = place(app).catch_up.preview
    assert preview.way.kind is WayKind.CUT
    press(qtbot, app, Qt.Key.Key_Return)
    assert app.parts.desk.view.state.items[-2].phase is ItemPhase.SKIPPED
    assert drift_s(app) <= 0


def test_a_later_end_that_was_agreed_is_what_the_stage_names(app, qtbot):
    press(qtbot, app, Qt.Key.Key_C)
    press(qtbot, app, Qt.Key.Key_Left)
    preview = place(app).catch_up.preview
    assert preview.way.kind is WayKind.LATER
    moved_s = preview.way.end_moved_s
    press(qtbot, app, Qt.Key.Key_Return)
    assert app.parts.desk.view.state.end_moved_s == moved_s
    assert drift_s(app) <= 0


def test_a_strip_that_was_sent_away_comes_back_when_it_gets_worse(app, clock):
    part = place(app).catch_up
    part.strip.dismissed.emit()
    assert not part.strip.isVisible()
    clock.advance(60 * 60)
    app.parts.desk.tick()
    assert part.strip.isVisible()


def test_who_is_on_time_is_told_so(app, qtbot):
    press(qtbot, app, Qt.Key.Key_C)
    press(qtbot, app, Qt.Key.Key_Return)
    press(qtbot, app, Qt.Key.Key_C)
    assert not place(app).catch_up.is_open
    assert app.console.messages.message.text == "Nothing to catch up with"


def test_nobody_else_sees_how_late_it_is(app):
    app.parts.board.trigger(ActionId.VIEW_PRIVATE)
    assert privacy().hidden
    assert not place(app).catch_up.strip.isVisible()
    app.parts.board.trigger(ActionId.VIEW_PRIVATE)
    assert place(app).catch_up.strip.isVisible()


def test_a_note_in_between_does_not_stand_in_the_way_of_the_undo(app, qtbot):
    before = totals(app)
    press(qtbot, app, Qt.Key.Key_C)
    press(qtbot, app, Qt.Key.Key_Return)
    app.parts.conductor.capture(CaptureKind.IDEA, "shorter talks")
    app.parts.board.trigger(ActionId.RUN_TAKE_BACK)
    assert totals(app) == before
    assert len(app.parts.library.captures(app.parts.desk.workshop_id)) == 1


def test_what_a_way_leaves_late_is_what_the_bar_says_once_it_is_applied(app, qtbot, clock):
    app.parts.conductor.extend(240)
    press(qtbot, app, Qt.Key.Key_P)
    clock.advance(40)  # so that it is not late by full minutes
    press(qtbot, app, Qt.Key.Key_P)
    press(qtbot, app, Qt.Key.Key_C)
    way = place(app).catch_up._found.ways[0]
    still = way.missing_s // 60
    assert way.missing_s % 60
    assert way_text(way, {}, str).detail == f"Not enough: still {still} min late"
    press(qtbot, app, Qt.Key.Key_Return)
    assert drift_s(app) // 60 == still


def test_who_comes_to_run_late_sees_the_ways_at_once(app, qtbot):
    app.console.show_place(PlaceId.CAPTURE)
    app.parts.conductor.extend(5)
    app.console.show_place(PlaceId.RUN)
    strip = place(app).catch_up.strip
    qtbot.waitUntil(lambda: strip._late.text() == "21 min late")
    assert strip.isVisible()
