"""Lets a column without any control of its own be scrolled by key."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollArea

ACTIONS = {
    Qt.Key.Key_PageDown.value: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp.value: QAbstractSlider.SliderAction.SliderPageStepSub,
}


def page_by_key(area: QScrollArea, event: QKeyEvent) -> bool:
    """Turn Page Up and Page Down into scrolling; False for every other key."""
    action = ACTIONS.get(event.key())
    if action is None or event.modifiers():
        return False
    area.verticalScrollBar().triggerAction(action)
    return True
