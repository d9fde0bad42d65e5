"""The sheet shows every key there is and no key there is not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.bridge.actions import ACTIONS, Section
from desktop.domain.capture import LETTERS
from desktop.views.key_sheet import KeySheet, key_columns
from tests.views.shell import dress


@pytest.fixture
def sheet(qtbot, qapp):
    dress(qapp)
    window = QMainWindow()
    area = QWidget()
    window.setCentralWidget(area)
    sheet = KeySheet(area)
    qtbot.addWidget(window)
    window.resize(1194, 692)
    with qtbot.waitActive(window):
        window.show()
    yield sheet
    window.close()


def all_lines():
    return [line for column in key_columns() for group in column for line in group.lines]


def test_every_key_of_every_action_is_on_it():
    shown = {key for line in all_lines() for key in line.keys}
    for spec in ACTIONS:
        if spec.section is not Section.GO:
            assert set(spec.keys) <= shown, spec.id
    assert {"1", "7", "Ctrl+1"} <= shown


def test_every_letter_of_the_capture_bar_is_on_it():
    letters = {key[0] for line in key_columns()[2][1].lines for key in line.keys}
    assert letters == set(LETTERS)


def test_it_opens_with_the_cursor_in_the_search_and_closes_with_escape(sheet, qtbot):
    sheet.toggle()
    assert sheet.field.hasFocus()
    assert sheet.count() == len(all_lines())
    qtbot.keyClick(sheet.field, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


@pytest.mark.parametrize("words", ["undo", "ctrl z", "Ctrl+Z"])
def test_the_search_finds_by_action_and_by_key(sheet, qtbot, words):
    sheet.toggle()
    qtbot.keyClicks(sheet.field, words)
    assert 1 <= sheet.count() <= 2


def test_it_forgets_the_search_when_it_is_opened_again(sheet, qtbot):
    sheet.toggle()
    qtbot.keyClicks(sheet.field, "zzzz")
    assert sheet.count() == 0
    sheet.toggle()
    sheet.toggle()
    assert sheet.count() == len(all_lines())


def test_it_follows_the_window(sheet):
    sheet.toggle()
    sheet.window().resize(1400, 800)
    assert sheet.size() == sheet.parentWidget().size()
    assert sheet.card.width() == 1154
