"""After a bug: first what is safe, then a way on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog

from desktop.views.crash import CrashDialog
from tests.views.shell import dress


@pytest.fixture
def dialog(qtbot, qapp):
    dress(qapp)
    dialog = CrashDialog("IndexError in views/breakouts/board.py, line 88", "1.0")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    yield dialog
    dialog.close()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_one_key_goes_on(dialog, qtbot, key):
    assert dialog.go_on_button.hasFocus()
    qtbot.keyClick(dialog.go_on_button, key)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert not dialog.isVisible()


def test_the_details_can_be_copied(dialog, qtbot):
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied == "IndexError in views/breakouts/board.py, line 88\nversion 1.0"
    assert dialog.copy_button.text() == "Copied"
