"""The whole app on a scratch library, with a clock turned by hand and a ticker that obeys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, time
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

from desktop.app import App, build
from desktop.bridge.settings import Settings
from desktop.bridge.ticker import Ticker
from desktop.domain.agenda_file import AgendaBlock
from desktop.services.importing import CreateWithAgenda
from tests import guards
from tests.builders import DAY, ZONE
from tests.clocks import FakeClock
from tests.views.shell import dress

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class FakeTicker(Ticker):
    """Remembers when it was to wake; wakes when it is told to."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.due_ms: int | None = None

    @override
    def arm(self, ms: int) -> None:
        self.due_ms = ms

    @override
    def stop(self) -> None:
        self.due_ms = None

    def wake(self) -> None:
        assert self.due_ms is not None, "nobody asked to be woken"
        self.due_ms = None
        self.ticked.emit()


class Windows:
    """Console and stage, real keys, and time that passes on request."""

    def __init__(self, app: App, clock: FakeClock, ticker: FakeTicker) -> None:
        self.app = app
        self.parts = app.parts
        self.console = app.console
        self.stage = app.stage
        self.clock = clock
        self.ticker = ticker

    def settle(self) -> None:
        """Let every posted event arrive, deletions too."""
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def wait_for(self, happened: Callable[[], bool]) -> None:
        """What is done in another thread arrives when it is done."""
        patience = QDeadlineTimer(10_000)
        while not happened() and not patience.hasExpired():
            QTest.qWait(5)
        assert happened()

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """A key, to whatever has the focus."""
        QTest.keyClick(self.console.focusWidget() or self.console, key, modifiers)
        self.settle()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.console.focusWidget() or self.console, text)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.press(Qt.Key.Key_V, CTRL)

    def pass_time(self, seconds: float) -> None:
        """Time goes by while nothing happens; then the views are woken once."""
        self.clock.advance(seconds)
        if self.ticker.due_ms is not None:
            self.ticker.wake()
        self.settle()

    def add_workshop(
        self,
        *blocks: AgendaBlock,
        title: str = "Q1 OKRs",
        day: date = DAY,
        start: time = time(9),
        programme: str = "",
    ) -> int:
        """A workshop, open."""
        self.app.bus.run(
            CreateWithAgenda(title, day, start, ZONE, tuple(blocks), programme=programme)
        )
        made = max(row.id for row in self.parts.library.workshops())
        self.parts.desk.open(made)
        return made


@contextmanager
def windows(
    qapp: QApplication,
    folder: Path,
    clock: FakeClock | None = None,
    *,
    choose_file: Callable[[QWidget], str] | None = None,
) -> Iterator[Windows]:
    """The app, shown; nothing of it is left afterwards."""
    dress(qapp)
    clock = clock or FakeClock()
    ticker = FakeTicker()

    def now_ms() -> int:
        return clock.now().boot_ms

    library = folder / "library.okr"
    with (
        mock.patch("desktop.app.Ticker", return_value=ticker),
        # The finger that presses N twice lives in the same time as everything else.
        mock.patch("desktop.bridge.actions._monotonic_ms", now_ms),
    ):
        app = build(
            library,
            clock=clock,
            settings=Settings(folder / "settings.ini"),
            reports=folder / "reports",
            zone=lambda: ZONE,
            choose_file=choose_file,
        )
    guards.guard_library(library)
    made = Windows(app, clock, ticker)
    app.console.show()
    app.console.activateWindow()
    made.settle()
    try:
        yield made
    finally:
        app.console.close()
        app.stage.close()
        app.close()
        guards.release_library(library)
        app.console.deleteLater()
        app.stage.deleteLater()
        made.settle()
