"""The connections of one-screen mode: the key, how it starts, and where the focus goes."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from desktop.bridge.actions import ActionId
from desktop.domain.i18n import tr
from desktop.views.overlay import focused_in
from desktop.views.parts import Parts
from desktop.views.privacy import privacy
from desktop.views.widgets import Field


class PrivacyWiring(QObject):
    """Hides private panes and brings them back."""

    changed = Signal()
    hiding = Signal()  # what is typed is to be stored now

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._refused: tuple[Field, str] | None = None
        parts.console.rail.private_requested.connect(self.toggle)
        alone = len(QGuiApplication.screens()) == 1
        self._hide(on=alone and parts.settings.hide_private_with_one_screen)

    def toggle(self) -> None:
        """Hide every private pane at once, or show them again."""
        if privacy().hidden:
            self._hide(on=False)
            self._give_back()
        else:
            self._leave_private()
            self._hide(on=True)
        self.changed.emit()
        for widget in self._p.console.findChildren(QWidget):
            widget.update()

    def _leave_private(self) -> None:
        """Take the focus out of a pane that is about to hide; what is typed there is stored."""
        console = self._p.console
        focus = focused_in(console)
        typed = focus.text() if isinstance(focus, Field) else ""
        self.hiding.emit()  # the window need not be the active one: the key acts in both
        if focus is None or not _is_private(focus):
            return
        place = None if console.place is None else console.built(console.place)
        (place or console).setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(focus, Field) and focus.refusal:
            focus.accept_value()  # the refusal may quote what was typed
            self._refused = (focus, typed)

    def _give_back(self) -> None:
        """What was refused when its pane was hidden is typed again, to be put right."""
        held, self._refused = self._refused, None
        if held is not None and isValid(held[0]) and held[0].isVisible():
            field, typed = held
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.setText(typed)

    def _hide(self, *, on: bool) -> None:
        privacy().hide_private(on=on)
        self._p.console.rail.show_private_hidden(on=on)
        name = tr("Show private panes") if on else tr("Hide private panes")
        self._p.board.set_text(ActionId.VIEW_PRIVATE, name)


def _is_private(widget: QWidget | None) -> bool:
    """Whether it stands in a private pane."""
    while widget is not None:
        if widget.property("private") == "true":
            return True
        widget = widget.parentWidget()
    return False
