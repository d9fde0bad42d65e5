"""A whole workshop in a process of its own, with the system's clock and ticker; for `strace`."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.app import App, build, ensure_sample, open_where_it_was
from desktop.bridge.actions import PlaceId
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.kinds import CaptureKind
from desktop.domain.stage import Scene
from desktop.system.clock import SystemClock

LINK = "https://call.example/room?id=7"
WORDS = '<img src="https://call.example/x.png"> and https://call.example/y'
TICKS_MS = 2200


def live(app: App) -> None:
    """Every place and scene, a run with notes, things a link could be hidden in."""
    conductor = app.parts.conductor
    ensure_sample(app)
    conductor.new_workshop("okr-drafting-4h")
    conductor.rename(WORDS)
    conductor.set_place(LINK)
    first = app.parts.desk.view.agenda[0].id
    conductor.edit_instruction(first, WORDS)
    conductor.edit_note(first, WORDS)
    conductor.toggle_run()
    for kind in CaptureKind:
        conductor.capture(kind, f"{kind}: {WORDS}")
    conductor.extend(5)
    for place in PlaceId:
        app.console.show_place(place)
        QApplication.processEvents()
    for scene in (*Scene, None):
        app.parts.desk.choose_scene(scene)
        QApplication.processEvents()
    conductor.toggle_run()
    conductor.toggle_run()
    conductor.next_item()
    conductor.previous_item()
    app.parts.store.undo()


def finish(app: App) -> None:
    """The end of the run and the report; the process ends when that is saved."""
    app.parts.conductor.end_run()
    app.parts.exporter.exported.connect(app.console.close)
    data = app.parts.conductor.report()
    assert data is not None
    app.parts.exporter.export(data)


def main(folder: Path) -> int:
    qInstallMessageHandler(lambda _kind, _context, _message: None)
    qt = QApplication(["journey", "-platform", "offscreen"])
    apply_theme(qt, load_theme("dark"))
    settings = Settings(folder / "settings.ini")
    app = build(folder / "library.okr", clock=SystemClock(), settings=settings, reports=folder)
    open_where_it_was(app)
    app.console.show()
    app.stage.show()
    app.watch(folder / "library.okr")
    live(app)
    QTimer.singleShot(TICKS_MS, lambda: finish(app))
    qt.exec()
    app.close()
    (report,) = folder.glob("*.pdf")
    print("journey done", report.stat().st_size > 1000)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
