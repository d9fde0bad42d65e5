"""At the largest text, on a small laptop, nothing that is needed is cut away."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.bridge.actions import PlaceId
from desktop.bridge.fonts import set_text_percent
from desktop.bridge.theme import apply_theme, theme
from desktop.domain.kinds import GoalStatus
from desktop.views.key_sheet import KeySheet
from desktop.views.report.closing_rows import CloseRow
from desktop.views.run_bar import RunBar
from desktop.views.widgets import Button
from desktop.views.widgets.fit import fit_all
from tests.builders import block
from tests.safety.windows import CTRL, SHIFT, windows

Key = Qt.Key


@pytest.fixture
def app(qapp, tmp_path, clock):
    with windows(qapp, tmp_path, clock) as app:
        app.add_workshop(block("Objectives", 10), block("Close", 5))
        app.console.resize(1366, 768)
        set_text_percent(150)
        apply_theme(qapp, theme())
        fit_all()
        app.settle()
        yield app
        set_text_percent(100)
        apply_theme(qapp, theme())
        fit_all()


def within(part: QWidget, whole: QWidget) -> bool:
    left = part.mapTo(whole, part.rect().topLeft()).x()
    return left >= 0 and left + part.width() <= whole.width()


def test_the_buttons_of_the_run_bar_keep_their_words(app):
    app.press(Key.Key_P)
    bar = app.console.findChild(RunBar)
    shown = [each for each in bar.findChildren(Button) if each.isVisible()]
    assert shown
    assert all(each.width() >= each.sizeHint().width() for each in shown)
    assert all(within(each, bar) for each in shown)


def test_no_column_of_the_key_sheet_is_cut(app):
    app.press(Key.Key_F1)
    sheet = app.console.findChild(KeySheet)
    columns = sheet._scroll.widget()
    assert columns.minimumSizeHint().width() <= sheet._scroll.viewport().width()


def test_every_part_of_prepare_is_in_the_window(app):
    app.console.show_place(PlaceId.PREPARE)
    app.settle()
    place = app.console.built(PlaceId.PREPARE)
    assert all(within(part, place) for part in (place.details, place.agenda, place.side))


def test_the_question_before_the_end_can_be_read(app):
    app.press(Key.Key_P)
    app.press(Key.Key_Q, CTRL | SHIFT)
    words = app.console.messages._text
    assert words.width() > words.fontMetrics().horizontalAdvance("End the run and close")


def test_fields_go_below_the_words_of_a_row_that_has_no_room(app):
    app.parts.conductor.preparing.add_goals(["Every team has one objective that it agrees with"])
    app.press(Key.Key_L, CTRL)
    rows = app.console.built(PlaceId.REPORT).window().findChildren(CloseRow)
    goal = next(row for row in rows if row.isVisible() and len(row.controls) > len(GoalStatus) - 2)
    assert goal.text.width() > 300
