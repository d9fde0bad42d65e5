"""The process of a rehearsal: the whole app on a scratch copy, with a clock that runs ahead."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt
from PySide6.QtWidgets import QApplication

from desktop.app import App, build, catch_bugs, stay
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.first_paint import FirstPaint
from desktop.bridge.look import dress
from desktop.bridge.paced_ticker import PacedTicker
from desktop.bridge.rehearsals import Scratch
from desktop.bridge.settings import Settings
from desktop.domain.agenda import local_start
from desktop.domain.clock import Clock
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.run import Phase
from desktop.services.rehearsing import make_fresh
from desktop.system.clock import SystemClock
from desktop.system.folders import user_folders
from desktop.system.process import loading
from desktop.system.rehearsal_clock import ScaledClock
from desktop.views.rehearsal_banner import RehearsalBanner


class Rehearsal(QObject):
    """The app around a scratch copy, its clock and the banner that steers it.

    The clock stands still until the run starts: whoever looks around first is not late by then.
    """

    def __init__(self, app: App, clock: ScaledClock, ticker: PacedTicker) -> None:
        super().__init__(app.console)
        self.app = app
        self.clock = clock
        self._ticker = ticker
        self.banner = RehearsalBanner(clock.speed)
        app.console.add_banner(self.banner)
        self.banner.speed_requested.connect(self.set_speed)
        self.banner.end_requested.connect(app.console.close)
        app.parts.desk.refreshed.connect(self._on_refreshed)
        app.parts.board.forbid(ActionId.RUN_REHEARSE, tr("This is a rehearsal already"))

    def open(self, workshop_id: int) -> None:
        """Show the workshop in Run, at the instant it is planned to start.

        Raises `UserError` if the copy doesn't have it.
        """
        app = self.app
        with app.uow.begin() as work:
            make_fresh(work, workshop_id)
        shop = app.parts.library.workshop(workshop_id)
        if shop is not None:
            self.clock.start_at(local_start(shop.day, shop.start, shop.zone))
            title = tr("Rehearsal · {workshop}").format(workshop=shop.title)
            app.console.setWindowTitle(title)
        app.stage.setWindowTitle(tr("Rehearsal stage"))  # so that nobody shares it by mistake
        app.parts.desk.open(workshop_id)
        app.console.show_place(PlaceId.RUN)

    def set_speed(self, speed: int) -> None:
        """Go on at another speed, at once."""
        self.clock.set_speed(speed)
        self.banner.show_speed(speed)
        self._ticker.ticked.emit()

    def come_forward(self) -> None:
        """Show the window, wherever it is; a system may only let it blink."""
        window = self.app.console
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _on_refreshed(self, view: DeskView) -> None:
        waits = view.state.phase is Phase.WAITING
        if waits is not self.clock.is_held:
            self.clock.hold(on=waits)
            self._ticker.ticked.emit()  # it was armed for the pace it had


def build_rehearsal(
    database: Path, settings: Settings, reports: Path, speed: int, base: Clock
) -> Rehearsal:
    """Wire the app around a scratch copy. Raises `UserError` if it can't be opened."""
    clock = ScaledClock(base, speed)
    clock.hold(on=True)
    ticker = PacedTicker(partial(_pace, clock))
    app = build(
        database,
        clock=clock,
        settings=settings,
        reports=reports,
        listening=False,
        ticker=ticker,
    )
    return Rehearsal(app, clock, ticker)


def run_rehearsal(database: Path, speed: int, workshop_id: int, log: logging.Logger) -> int:
    """Open the windows on the scratch copy and stay until they close; returns the exit code.

    No backup, no watch for absences: nothing is remembered, and nobody was away from anything.
    Raises `UserError` for any library that is no scratch copy: its run would be taken back.
    """
    scratch = _scratch_of(database)
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("okr-facilitator")
    qt.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=False)
    lock = scratch.lock("window")
    lock.tryLock(0)
    with loading():
        settings = Settings(scratch.settings, database)
        dress(settings)
        made = build_rehearsal(database, settings, scratch.reports, speed, SystemClock())
        app = made.app
        catch_bugs(app.console, log)
        made.open(workshop_id)
        app.console.restore(settings.geometry)
        app.console.show()
        first_paint = FirstPaint(app.console)
        first_paint.done.connect(app.listen)
        first_paint.done.connect(partial(_tell, scratch))
        calls = QFileSystemWatcher([str(scratch.calls)], app.console)
        calls.directoryChanged.connect(made.come_forward)
    code = stay(qt, app)
    lock.unlock()
    return code


def _scratch_of(database: Path) -> Scratch:
    scratch = Scratch(database.resolve().parent)
    is_one = scratch.folder.parent == user_folders().rehearsals.resolve()
    if not is_one or database.resolve() != scratch.library or not database.is_file():
        raise UserError(
            tr("{file} is no scratch copy.").format(file=database),
            tr("Rehearse in the app makes one. Nothing was changed."),
        )
    return scratch


def _pace(clock: ScaledClock) -> int:
    return 0 if clock.is_held else clock.speed


def _tell(scratch: Scratch) -> None:
    with suppress(OSError):  # then a failure is called one of the start
        scratch.is_up.touch()
