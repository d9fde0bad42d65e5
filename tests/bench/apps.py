"""The whole app with a library of a given size, for measurements and speed guards."""

from __future__ import annotations

import gc
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import time as time_of_day
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from desktop.app import App, build
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.clock import Clock
from desktop.domain.kinds import CaptureKind, Category, ItemKind, WorkshopKind, WorkshopState
from desktop.models.base import new_uid
from desktop.models.engine import PRAGMAS
from desktop.models.tables import AgendaItem, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.importing import CreateWithAgenda
from desktop.services.ranks import ranks_after
from desktop.services.workshops import ensure_programme
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


@dataclass(frozen=True, slots=True)
class _AddMany:
    """So many workshops with two blocks each, in one transaction."""

    count: int
    label = "Add many"

    def execute(self, work: Work) -> None:
        programme = ensure_programme(work)
        work.session.flush()
        head = {"programme_id": programme.id, "kind": WorkshopKind.DRAFTING, "place": ""}
        hours = {"starts": time_of_day(9), "ends": time_of_day(13), "zone": ZONE}
        shops = [
            {
                "uid": new_uid(),
                "rank": rank,
                "title": f"Workshop {n}",
                "state": WorkshopState.DRAFT,
                "day": DAY + timedelta(days=n - self.count // 2),
                **head,
                **hours,
            }
            for n, rank in enumerate(ranks_after(None, self.count))
        ]
        ids = work.add_rows(Workshop, shops)
        _add_blocks(work, ids)


def _add_blocks(work: Work, workshop_ids: Sequence[int]) -> None:
    fixed = {"kind": ItemKind.TALK, "category": Category.FRAME, "protected": False}
    texts = {"technique": "", "lead": "", "instruction": "", "removed": False}
    lengths = {"planned_s": 900, "minimum_s": 480, "maximum_s": 1350}
    rows = [
        {
            "uid": new_uid(),
            "rank": rank,
            "workshop_id": shop,
            "title": f"Block {rank}",
            **fixed,
            **texts,
            **lengths,
        }
        for shop in workshop_ids
        for rank in ranks_after(None, 2)
    ]
    work.add_rows(AgendaItem, rows)


def add_many(app: App, count: int) -> None:
    """So many workshops, half of them in the past."""
    app.bus.run(_AddMany(count))


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
