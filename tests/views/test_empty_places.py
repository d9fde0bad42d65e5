"""Breakouts: it says what will be there and offers nothing that does nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.views.breakouts.place import BreakoutsPlace


def test_an_empty_place_is_honest(qtbot: QtBot) -> None:
    place = BreakoutsPlace()
    qtbot.addWidget(place)
    place.resize(1194, 640)
    place.show()
    said = " ".join(label.text() for label in place.findChildren(QLabel))
    assert "not do that yet" in said
    assert not place.findChildren(QAbstractButton)
    assert not place.findChildren(QLineEdit)
    assert place.accessibleName()
    assert not place.grab().isNull()
