"""Composition root: the one module that knows every other."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Engine
from sqlalchemy.orm import configure_mappers

from desktop import __version__
from desktop.bridge.actions import ActionBoard, PlaceId
from desktop.bridge.backup import BackupRunner
from desktop.bridge.care import CareRunner
from desktop.bridge.conductor import Conductor
from desktop.bridge.desk import Desk
from desktop.bridge.exporter import Exporter
from desktop.bridge.first_paint import FirstPaint
from desktop.bridge.keys import KeyFilter
from desktop.bridge.look import dress
from desktop.bridge.settings import Settings
from desktop.bridge.store import Store
from desktop.bridge.theme import LIGHT, apply_theme, load_theme
from desktop.bridge.ticker import Ticker
from desktop.domain.clock import Clock
from desktop.domain.errors import UserError
from desktop.domain.report_choices import ALL_SECTIONS, Notation, PaperSize
from desktop.models.library import LibraryBusyError, open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.bus import CommandBus
from desktop.services.library import Library
from desktop.system.clock import SystemClock
from desktop.system.files import sweep
from desktop.system.folders import Folders, user_folders
from desktop.system.log import describe
from desktop.system.process import loading
from desktop.system.zone import local_zone
from desktop.views.console import Console
from desktop.views.crash import CrashDialog
from desktop.views.parts import Parts
from desktop.views.shutdown import ShutdownRequests
from desktop.views.stage import StageWindow
from desktop.views.when import use_twelve_hour
from desktop.views.wiring import Wiring

if TYPE_CHECKING:
    from desktop.bridge.rehearsals import RehearsalRunner
    from desktop.services.backups import Backups
    from desktop.services.care import LibraryCare

CLASSES_MS = 1_000
"""Then SQLAlchemy looks at all mapped classes: the first command would take 60 ms longer."""


@dataclass(frozen=True, slots=True)
class App:
    """The wired object graph around one open library."""

    engine: Engine
    uow: UnitOfWork
    bus: CommandBus
    parts: Parts
    wiring: Wiring

    @property
    def console(self) -> Console:
        return self.parts.console

    @property
    def stage(self) -> StageWindow:
        return self.parts.stage

    def listen(self) -> None:
        """From now on keys act."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self.parts.keys)

    def watch(self, library: Path | None) -> None:
        """From now on keep the laptop awake during a run, and notice when it slept or crashed."""
        from desktop.bridge.awake import KeepAwake  # noqa: PLC0415  after the first painting
        from desktop.bridge.away import AwayWatch  # noqa: PLC0415
        from desktop.system.heartbeat import beside  # noqa: PLC0415

        sign = None if library is None else beside(library)
        parts = self.parts
        watch = AwayWatch(parts.desk, parts.conductor.clock, sign, parts.console)
        watch.clock_stepped.connect(self.wiring.say_clock_stepped)
        awake = KeepAwake(parts.desk, parts.console)
        parts.console.closing.connect(awake.let_go)

    def close(self) -> None:
        """Let go of the library and of the application's events; the windows may go then."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self.parts.keys)
        self.parts.exporter.drain()
        self.parts.backups.drain()
        self.parts.care.drain()
        self.engine.dispose()


def build(
    database: Path | None,
    *,
    clock: Clock,
    settings: Settings,
    reports: Path,
    zone: Callable[[], str] = local_zone,
    choose_file: Callable[[QWidget], str] | None = None,
    listening: bool = True,
    ticker: Ticker | None = None,
) -> App:
    """Wire the application around one library. Raises `UserError` if it can't be opened.

    `reports` is the folder exported reports go to; `choose_file` asks for a file to import.
    Unless `listening`, keys act only after `App.listen`.
    """
    engine = open_library(database)
    uow = UnitOfWork(engine)
    bus = CommandBus(uow)
    store = Store(bus)
    library = Library(uow)
    if not library.has_programme():
        _make_programme(uow)
    desk = Desk(library, clock, ticker or Ticker())
    conductor = Conductor(
        store, desk, library, clock, zone, decimal_comma=lambda: settings.decimal_comma
    )
    board = ActionBoard()
    console = Console(board)
    keys = KeyFilter(board, covered=console.is_covered, parent=console)
    for owned in (store, desk, conductor, board):
        owned.setParent(console)
    exporter = Exporter(
        reports,
        console,
        notation=lambda: Notation(settings.decimal_comma, settings.twelve_hour),
    )
    copies = user_folders().backups_of(database)
    parts = Parts(
        console,
        StageWindow(),
        board,
        keys,
        store,
        desk,
        library,
        conductor,
        exporter,
        settings,
        BackupRunner(partial(_backups, engine, copies), clock, console),
        CareRunner(partial(_care, engine, database), clock, console),
        partial(_rehearsals, engine, settings, console),
    )
    use_twelve_hour(on=settings.twelve_hour)
    desk.show_twelve_hour(on=settings.twelve_hour)
    wiring = Wiring(parts, choose_file)
    made = App(engine, uow, bus, parts, wiring)
    if listening:
        made.listen()
    return made


def _make_programme(uow: UnitOfWork) -> None:
    from desktop.services.workshops import ensure_programme  # noqa: PLC0415  once in a lifetime

    with uow.begin() as work:
        ensure_programme(work)


def open_where_it_was(app: App) -> None:
    """Show the run that is going on, or the workshop that was open last, or Home."""
    library, last = app.parts.library, app.parts.settings.workshop_id
    going = library.running_workshops()
    running = last if last in going else next(iter(going), None)
    if running is not None:
        app.parts.desk.open(running)
        app.console.show_place(PlaceId.RUN)
        return
    is_there = last is not None and library.workshop(last) is not None
    app.parts.desk.open(last if is_there else None)
    if app.console.place is not PlaceId.HOME:  # where nothing was opened, it is shown already
        app.console.show_place(PlaceId.HOME)


def ensure_sample(app: App) -> None:
    """Put the sample workshop into a demo library that does not have it, and open it."""
    from desktop.services.files import sample_import  # noqa: PLC0415  only for a demo

    if not app.parts.library.workshops():
        app.bus.run(sample_import())
    app.parts.settings.workshop_id = app.parts.library.workshops()[-1].id


def run_app(database: Path | None, *, sample: bool, log: logging.Logger) -> int:
    """Open the windows and stay until they close; returns the exit code."""
    folders = user_folders()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)
    qt.setApplicationName("okr-facilitator")
    qt.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus, on=False)
    restored: UserError | None = None
    while True:
        path = database or _library(folders, sample=sample)
        settings = Settings(folders.settings, path)
        try:
            code = _run_once(qt, path, settings, restored, sample=sample, log=log)
        except UserError as error:
            if path != settings.library or isinstance(error, LibraryBusyError):
                raise
            settings.library, restored = None, error  # the own one opens, and this is said there
            continue
        if not settings.opens_again:
            return code
        if settings.opens_other:
            database, sample = None, False
        restored = _restore(settings.restore_from, path, folders)


def _library(folders: Folders, *, sample: bool) -> Path:
    """The sample's, the one chosen in the settings, or the person's own."""
    chosen = None if sample else Settings(folders.settings).library
    if chosen is not None and chosen.is_file():
        return chosen
    return folders.demo_library if sample else folders.library


def _restore(source: Path | None, library: Path, folders: Folders) -> UserError | None:
    """Put a backup in the library's place while nobody has it open; what stood against it."""
    if source is None:
        return None
    from desktop.services.restoring import restore  # noqa: PLC0415  hardly ever

    try:
        restore(source, library, folders.backups_of(library), SystemClock().now().utc)
    except UserError as error:
        return error
    return None


def _run_once(
    qt: QApplication,
    path: Path,
    settings: Settings,
    refused: UserError | None,
    *,
    sample: bool,
    log: logging.Logger,
) -> int:
    """Open the windows on one library; `refused` is a restore that did not take place."""
    folders = user_folders()
    with loading():
        dress(settings)
        reports = _reports(folders)
        app = build(path, clock=SystemClock(), settings=settings, reports=reports, listening=False)
        catch_bugs(app.console, log)
        if sample:
            ensure_sample(app)
        open_where_it_was(app)
        app.console.restore(settings.geometry)
        app.console.show()
        # The filter of keys sees every object, and so makes PySide load all its classes: 15 ms.
        first_paint = FirstPaint(app.console)
        first_paint.done.connect(app.listen)
        first_paint.done.connect(app.parts.backups.start_soon)
        QTimer.singleShot(CLASSES_MS, app.console, configure_mappers)
        QTimer.singleShot(CLASSES_MS, app.console, partial(_sweep, folders.rehearsals))
        first_paint.done.connect(partial(app.watch, path))
        # The rest while the window manager finds the window its place.
        if not settings.stage_geometry.isEmpty():  # otherwise the window manager finds it room
            app.stage.restore(settings.stage_geometry)
        sweep(reports)  # what a crash left half written
    if refused is not None:
        app.wiring.say_failed(refused)
    return stay(qt, app)


def stay(qt: QApplication, app: App) -> int:
    """Until the windows close; lets go of everything then. Returns the exit code."""
    shutdown = ShutdownRequests(app.console)
    shutdown.requested.connect(app.console.close)
    shutdown.install()
    code = qt.exec()
    shutdown.remove()
    app.close()
    for window in (app.stage, app.console):
        window.deleteLater()
    # Now, in order and with Qt alive: at the end of the interpreter nothing is in order any more.
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return code


def self_test() -> None:
    """Prove that this build is whole: a scratch library written, read, shown and exported.

    Raises whatever goes wrong; the exit code is then not 0.
    """
    from desktop.bridge.preview import pictures_of  # noqa: PLC0415
    from desktop.reports.pdf import write_pdf  # noqa: PLC0415  ReportLab only when it is needed

    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        qt = QApplication.instance() or QApplication(["okr-facilitator", "-platform", "offscreen"])
        assert isinstance(qt, QApplication)
        apply_theme(qt, load_theme(LIGHT))
        settings = Settings(folder / "settings.ini")
        app = build(folder / "library.okr", clock=SystemClock(), settings=settings, reports=folder)
        ensure_sample(app)
        app.parts.desk.open(settings.workshop_id)
        app.console.show_place(PlaceId.REPORT)
        data = app.parts.conductor.report()
        okrs = app.parts.library.all_team_okrs(settings.workshop_id or 0)
        if data is None or not data.captures or not any(team.objectives for team in okrs):
            raise RuntimeError("the sample workshop did not come back")
        if app.console.grab().isNull():
            raise RuntimeError("the window did not paint")
        out = BytesIO()
        done = write_pdf(data, out, sections=ALL_SECTIONS, paper=PaperSize.A4)
        next(pictures_of(out.getvalue(), (0,), (300, 424)))  # the preview's part of Qt is here
        sys.stdout.write(f"self-test passed: {len(data.captures)} notes, {done.pages} pages\n")
        app.close()


def _backups(engine: Engine, folder: Path) -> Backups:
    from desktop.services.backups import Backups  # noqa: PLC0415  a start makes none

    return Backups(engine, folder)


def _care(engine: Engine, path: Path | None) -> LibraryCare:
    from desktop.services.care import LibraryCare  # noqa: PLC0415  only in the settings

    return LibraryCare(engine, path or Path())


def _rehearsals(engine: Engine, settings: Settings, console: Console) -> RehearsalRunner:
    from desktop.bridge.rehearsals import RehearsalRunner  # noqa: PLC0415  asked for by hand
    from desktop.services.rehearsing import scratch_copy  # noqa: PLC0415

    copy = partial(scratch_copy, engine)
    return RehearsalRunner(copy, settings, user_folders().rehearsals, console)


def _sweep(folder: Path) -> None:
    """What a crash left of a rehearsal: hardly ever anything."""
    if folder.is_dir():
        from desktop.bridge.rehearsals import sweep_rehearsals  # noqa: PLC0415

        sweep_rehearsals(folder)


def _reports(folders: Folders) -> Path:
    return folders.documents / "OKR Facilitator"


def catch_bugs(console: Console, log: logging.Logger) -> None:
    """From now on a bug is logged and shown; what was stored before it is safe."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            console.close()
            return
        details = describe(kind, error, trace)
        log.error(details)
        if console.findChild(CrashDialog) is not None:
            return  # one is open: a bug in a tick would stack a dialog every second
        dialog = CrashDialog(details, __version__, console)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Not exec(): the timer and the stage go on underneath.
        QTimer.singleShot(0, dialog.open)

    sys.excepthook = caught
