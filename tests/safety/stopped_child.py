"""A run in a process of its own that says each moment how it stands; its parent stops it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desktop.app import App, build
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.system.clock import SystemClock

SAY_MS = 100


def say(app: App) -> None:
    view = app.parts.desk.view
    told = {
        "shown_ms": view.state.remaining_ms,
        "away_ms": None if view.away is None else view.away.ms,
        "stage": view.content.digits,
        "scene": view.content.scene,
        "current": view.state.current,
    }
    print(json.dumps(told), flush=True)


def main(folder: Path) -> int:
    qInstallMessageHandler(lambda _kind, _context, _message: None)
    qt = QApplication(["stopped", "-platform", "offscreen"])
    apply_theme(qt, load_theme("light"))
    settings, library = Settings(folder / "settings.ini"), folder / "library.okr"
    app = build(library, clock=SystemClock(), settings=settings, reports=folder)
    app.parts.conductor.new_workshop("okr-drafting-4h")
    app.parts.conductor.toggle_run()
    app.console.show()
    app.watch(library)
    timer = QTimer()
    timer.timeout.connect(lambda: say(app))
    timer.start(SAY_MS)
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
