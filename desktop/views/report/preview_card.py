"""The pages of the report with what turns and enlarges them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QFrame, QHBoxLayout, QScrollArea, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.views.report.pages import PageView
from desktop.views.widgets import Button, Card, Text
from desktop.views.widgets.focus_ring import FocusRing

_KEY = Qt.Key
_STEP = QAbstractSlider.SliderAction
_BY_KEY = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class PreviewCard(Card):
    """Pages above, a line with page numbers and zoom below.

    Left and Right turn; Page Up and Page Down scroll first where a page is larger than the
    window; Ctrl with +, - and 0 changes the size.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = PageView()
        self.area = QScrollArea()
        self.area.setWidget(self.view)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setCornerWidget(QWidget())  # the style would draw a frame there
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().installEventFilter(self)
        self.view.installEventFilter(self)
        self._ring: FocusRing | None = None
        self.back = _button("chevron-left", tr("Previous pages"), partial(self.view.turn, -1))
        self.on = _button("chevron-right", tr("Next pages"), partial(self.view.turn, 1))
        self.smaller = _button("minus", tr("Smaller"), partial(self.view.zoom, -1))
        self.larger = _button("plus", tr("Larger"), partial(self.view.zoom, 1))
        self.numbers = Text(role="muted")
        self.percent = Text(role="muted")
        self.percent.setMinimumWidth(40)
        self.percent.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.view.turned.connect(self._show_state)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        self.body.addWidget(self.area, 1)
        self.body.addLayout(self._build_foot())
        self._show_state()

    def key(self, event: QKeyEvent) -> bool:
        """Do what the key stands for here; False where it stands for nothing."""
        act = self._acts(event).get(event.key())
        if act is None:
            return False
        act()
        return True

    def _acts(self, event: QKeyEvent) -> dict[int, Callable[[], object]]:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        view = self.view
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            return {
                _KEY.Key_Plus: partial(view.zoom, 1),
                _KEY.Key_Equal: partial(view.zoom, 1),
                _KEY.Key_Minus: partial(view.zoom, -1),
                _KEY.Key_0: view.fit,
            }
        if modifiers:
            return {}
        return {
            _KEY.Key_Left: partial(view.turn, -1),
            _KEY.Key_Right: partial(view.turn, 1),
            _KEY.Key_PageUp: partial(self._page, -1),
            _KEY.Key_PageDown: partial(self._page, 1),
            _KEY.Key_Home: partial(view.show_first, 0),
            _KEY.Key_End: partial(view.show_first, view.count),
            _KEY.Key_Up: partial(self._scroll, _STEP.SliderSingleStepSub),
            _KEY.Key_Down: partial(self._scroll, _STEP.SliderSingleStepAdd),
        }

    def _page(self, by: int) -> None:
        bar = self.area.verticalScrollBar()
        end = bar.maximum() if by > 0 else bar.minimum()
        if bar.value() != end:
            self._scroll(_STEP.SliderPageStepAdd if by > 0 else _STEP.SliderPageStepSub)
        elif self.view.turn(by):
            bar.setValue(bar.minimum() if by > 0 else bar.maximum())

    def _scroll(self, step: QAbstractSlider.SliderAction) -> None:
        self.area.verticalScrollBar().triggerAction(step)

    def _show_state(self) -> None:
        view = self.view
        self.numbers.setText(view.label())
        self.percent.setText(f"{round(view.scale * 100)}%" if view.count else "")
        for button, can in (
            (self.back, view.can_turn(-1)),
            (self.on, view.can_turn(1)),
            (self.smaller, view.can_zoom(-1)),
            (self.larger, view.can_zoom(1)),
        ):
            button.setEnabled(can)

    def _build_foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.numbers)
        row.addWidget(self.on)
        row.addStretch(1)
        row.addWidget(self.smaller)
        row.addWidget(self.percent)
        row.addWidget(self.larger)
        return row

    def _show_ring(self, shown: bool) -> None:
        """The ring stands around what is seen of the pages, wherever they are scrolled to."""
        if shown and self._ring is None:
            self._ring = FocusRing(self.area, 6)
        elif not shown and self._ring is not None:
            self._ring.hide()
            self._ring.deleteLater()
            self._ring = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.area.viewport():
            self.view.set_room(self.area.maximumViewportSize())
        elif watched is self.view:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self.key(event)  # the scroll area would take the arrows for itself
            if isinstance(event, QFocusEvent):
                self._show_ring(event.gotFocus() and event.reason() in _BY_KEY)
        return super().eventFilter(watched, event)


def _button(icon: str, name: str, act: Callable[[], object]) -> Button:
    button = Button("", icon=icon, small=True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.clicked.connect(act)
    return button
