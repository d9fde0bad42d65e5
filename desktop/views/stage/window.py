"""The window that is shared: nothing in it but the stage, and a title that never changes."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QMainWindow, QWidget
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.stage import StageContent
from desktop.views.stage.view import StageView

SMALLEST = QSize(640, 360)
USUAL = QSize(1280, 720)
_LEAST_SEEN = 64
"""Of a window less than this in either direction on a screen, nobody can take hold."""


class StageWindow(QMainWindow):
    """A normal opaque window that screen-sharing pickers list; closing it only hides it."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("OKR Facilitator - Stage"))
        self.setObjectName("stage")
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL)
        # The app ends with the console, whatever becomes of this window.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.view = StageView(self)
        self.setCentralWidget(self.view)

    @property
    def content(self) -> StageContent:
        return self.view.content

    def show_content(self, content: StageContent) -> None:
        """What participants see from now on."""
        self.view.show_content(content)

    def texts(self) -> list[str]:
        """Every text that participants can read."""
        return self.view.texts()

    def toggle_fullscreen(self) -> None:
        """Full screen and back to the window it was, also to a maximised one."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
        self.show()

    def restore(self, geometry: QByteArray) -> None:
        """Stand where `saveGeometry` saw the window, or in the usual size if that is gone."""
        if geometry.isEmpty() or not self.restoreGeometry(geometry) or not self._is_reachable():
            self._stand_as_usual()

    def move_to(self, screen: QScreen) -> None:
        """Stand in the middle of this screen, as large as it was, unless it is there already."""
        if self.screen() is screen and self._is_reachable():
            return
        states = self.windowState()
        self.setWindowState(Qt.WindowState.WindowNoState)
        room = screen.availableGeometry()
        place = QRect(room.topLeft(), self.size().boundedTo(room.size()))
        place.moveCenter(room.center())
        self.setGeometry(place)
        self.setWindowState(states)

    def _is_reachable(self) -> bool:
        for screen in QGuiApplication.screens():
            seen = screen.availableGeometry().intersected(self.geometry())
            if seen.width() >= _LEAST_SEEN and seen.height() >= _LEAST_SEEN:
                return True
        return False

    def _stand_as_usual(self) -> None:
        self.setWindowState(Qt.WindowState.WindowNoState)
        room = QGuiApplication.primaryScreen().availableGeometry()
        size = USUAL.boundedTo(room.size()).expandedTo(SMALLEST)
        place = QRect(room.topLeft(), size)
        place.moveCenter(room.center())
        self.setGeometry(place)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide, which is what Qt does with an accepted event; refusing it would refuse a quit."""
        event.accept()
        self.closed.emit()
