"""The whole app with a library of a given size, for measurements and speed guards."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import App, build
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.clock import Clock
from desktop.domain.kinds import CaptureKind, ItemKind
from desktop.models.engine import PRAGMAS
from desktop.services.importing import CreateWithAgenda
from tests import guards
from tests.builders import DAY, ZONE, block
from tests.domain.builders import Run, blocks

SIZE = (1366, 768)


@contextmanager
def opened(qapp: QApplication, folder: Path, clock: Clock) -> Iterator[App]:
    """The app on a library file in `folder`, shown; nothing of it is left afterwards."""
    apply_theme(qapp, load_theme("light"))
    library = folder / "library.okr"
    app = build(
        library,
        clock=clock,
        settings=Settings(folder / "settings.ini"),
        reports=folder / "reports",
        zone=lambda: ZONE,
    )
    guards.guard_library(library)
    app.console.resize(*SIZE)
    app.console.show()
    app.console.activateWindow()
    try:
        yield app
    finally:
        app.console.close()
        app.stage.close()
        app.close()
        guards.release_library(library)
        app.console.deleteLater()
        app.stage.deleteLater()
        qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def add_agenda(app: App, items: int, *, title: str = "A long day", days: int = 0) -> int:
    """A workshop with that many blocks, every fifth a protected break. Returns its id."""
    blocks = [
        block(f"Block {number}", 10, ItemKind.BREAK, protected=True)
        if number % 5 == 4
        else block(f"Block {number}", 15, ItemKind.BREAKOUT, instruction="Write one each. " * 4)
        for number in range(items)
    ]
    start = app.parts.desk.view.now.utc.time().replace(hour=7, minute=0, tzinfo=None)
    day = DAY + timedelta(days=days)
    app.bus.run(CreateWithAgenda(title, day, start, ZONE, tuple(blocks)))
    return max(row.id for row in app.parts.library.workshops())


def add_notes(app: App, count: int) -> None:
    """So many notes of all kinds in the open workshop."""
    kinds = [kind for kind in CaptureKind if kind is not CaptureKind.ACTION]
    for number in range(count):
        text = f"Note {number}: the spring timetable changes when everybody sails, again."
        assert app.parts.conductor.capture(kinds[number % len(kinds)], text)


def long_run() -> Run:
    """A run in its 56th of 60 blocks: 111 events."""
    run = Run(blocks(*[15] * 60))
    first, *others = [row.uid for row in run.agenda[:56]]
    run.start(first)
    for before, uid in pairwise([first, *others]):
        run.wait(14)
        run.extend(before, 1)
        run.wait(1.5)
        run.next(uid)
    run.planned_end = run.clock.now().utc
    return run


def settle() -> None:
    """Whatever waits is done: layouts, paints, deletions."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()


def commits_ms(folder: Path, count: int) -> list[float]:
    """What one row costs this disk in the library's storage mode, without the app."""
    raw = sqlite3.connect(folder / "bare.db", isolation_level=None)
    for pragma in PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")
    raw.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)")

    def commit() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO note (text) VALUES ('The ferry is late, and nobody says so.')")
        raw.execute("COMMIT")

    times = [timed_ms(commit) for _ in range(count)]
    raw.close()
    return times


def timed_ms(act: Callable[[], object]) -> float:
    """Milliseconds one call takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def each_ms(acts: Sequence[Callable[[], object]]) -> list[float]:
    """Milliseconds of each act until it is on the screen, everything before it done."""
    times: list[float] = []
    gc.collect()
    for act in acts:
        settle()
        began = time.perf_counter()
        act()
        settle()
        times.append((time.perf_counter() - began) * 1000)
    return times
