"""The facilitator's hand on the stage window: show it, hide it, choose what it shows."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu

from desktop.bridge.desk import Desk
from desktop.bridge.settings import Settings, StageScreen
from desktop.domain.i18n import tr
from desktop.domain.stage import Scene
from desktop.views.console import Console
from desktop.views.rail import scene_name
from desktop.views.stage import StageWindow


class StageControl(QObject):
    """Everything here happens in the console; the stage only ever gets content."""

    link_requested = Signal()  # the first link there is

    def __init__(
        self, console: Console, stage: StageWindow, desk: Desk, settings: Settings
    ) -> None:
        super().__init__(console)
        self._console = console
        self._stage = stage
        self._desk = desk
        self._settings = settings
        stage.closed.connect(self._on_closed)

    def toggle(self) -> None:
        """Show the stage, or hide it; the keys stay where the facilitator looks."""
        if self._stage.isHidden():
            self.stand()
        self._stage.setVisible(not self._stage.isVisible())
        self._console.rail.set_live(self._stage.isVisible())
        if self._stage.isVisible():
            self._console.activateWindow()

    def toggle_fullscreen(self) -> None:
        """Full screen and back; a hidden stage comes up in full screen."""
        if self._stage.isHidden():
            self.stand()
        if self._stage.isHidden() and self._stage.isFullScreen():
            self._stage.show()
        else:
            self._stage.toggle_fullscreen()
        self._console.rail.set_live(True)

    def stand(self) -> None:
        """Put the stage on the screen that was chosen for it, if that is there."""
        own = self._console.screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not own]
        chosen = self._settings.stage_screen
        if chosen is StageScreen.SAME:
            self._stage.move_to(own)
        elif chosen is StageScreen.SECOND and others:
            self._stage.move_to(others[0])

    def choose_scene(self) -> None:
        """A menu at the thumbnail: follow the run, or one scene for as long as it is wanted."""
        rail, chosen = self._console.rail, self._desk.scene
        menu = QMenu(rail)
        group = QActionGroup(menu)
        for scene in (None, *Scene):
            name = tr("Follow the run") if scene is None else scene_name(scene)
            action = QAction(name, menu, checkable=True)
            action.setChecked(scene is chosen)
            action.triggered.connect(partial(self._show_scene, scene))
            group.addAction(action)
            menu.addAction(action)
            if scene is chosen:
                menu.setActiveAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(rail.mapToGlobal(QPoint(12, rail.height() - menu.sizeHint().height() - 130)))

    def _show_scene(self, scene: Scene | None, _checked: bool = True) -> None:
        if scene is not Scene.QR:
            self._desk.choose_scene(scene)
        elif self._desk.view.content.scene is not scene:  # or it would leave a chosen one
            self.link_requested.emit()

    def _on_closed(self) -> None:
        self._console.rail.set_live(False)
