"""OKRs and Breakouts: they say what will be there and offer nothing that does nothing."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.views.breakouts.place import BreakoutsPlace
from desktop.views.okrs.place import OkrsPlace


@pytest.mark.parametrize("kind", [OkrsPlace, BreakoutsPlace])
def test_an_empty_place_is_honest(qtbot: QtBot, kind: type[QWidget]) -> None:
    place = kind()
    qtbot.addWidget(place)
    place.resize(1194, 640)
    place.show()
    said = " ".join(label.text() for label in place.findChildren(QLabel))
    assert "not do that yet" in said
    assert not place.findChildren(QAbstractButton)
    assert not place.findChildren(QLineEdit)
    assert place.accessibleName()
    assert not place.grab().isNull()


def test_the_okr_place_names_what_each_team_will_have(qtbot: QtBot) -> None:
    place = OkrsPlace()
    qtbot.addWidget(place)
    names = {label.text() for label in place.findChildren(QLabel)}
    assert {"Mission", "Objectives", "Key results", "Initiatives"} <= names
