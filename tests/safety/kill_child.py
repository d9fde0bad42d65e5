"""The process that is killed: a small server that imports once and forks a victim per request.

A request is one JSON line on standard input. A victim says on standard output: `pid`, `open`,
`go` with the instant before each command, `done` when the command has returned; the server says
`gone` when the victim is dead.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path

from desktop.domain.clock import Moment
from desktop.models import migrate  # noqa: F401  imported once, before the fork
from desktop.models.library import open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.bus import CommandBus
from desktop.services.library import Library
from desktop.system.clock import SystemClock
from tests import guards
from tests.safety.kill_script import REDO, UNDO, Script, lay_ground, obey


def tell(*words: object) -> None:
    """One line in one write: short lines on a pipe never mix."""
    os.write(1, (" ".join(str(word) for word in words) + "\n").encode())


def _go(n: int, at: Moment) -> None:
    tell("go", n, at.boot_ms, at.utc.isoformat(), at.boot_id)


def bare(path: Path, seed: int) -> None:
    """Commands on the bus, as fast as the disk takes them."""
    uow = UnitOfWork(open_library(path))
    tell("open")
    bus, clock = CommandBus(uow), SystemClock()
    script = Script(seed, Library(uow))
    n = 0
    while True:
        at = clock.now()
        wish = script.next(at)
        _go(n, at)
        obey(bus, wish)
        tell("done", n)
        n += 1


def create(path: Path, _seed: int) -> None:
    """A library that does not exist yet."""
    uow = UnitOfWork(open_library(path))
    tell("open")
    lay_ground(CommandBus(uow).run)
    tell("done", 0)
    sys.stdin.read()  # until it is killed


def whole_app(path: Path, seed: int) -> None:
    """Commands through the real windows: what is shown follows every one of them."""
    from PySide6.QtCore import QTimer, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from desktop.app import build, open_where_it_was
    from desktop.bridge.settings import Settings
    from desktop.bridge.theme import apply_theme, load_theme

    qInstallMessageHandler(lambda _kind, _context, _message: None)  # the tests in views listen
    sys.excepthook = lambda *error: (sys.__excepthook__(*error), os._exit(3))
    qt = QApplication(["kill", "-platform", "offscreen"])
    apply_theme(qt, load_theme("light"))
    clock = SystemClock()
    settings = Settings(path.with_suffix(".ini"))
    app = build(path, clock=clock, settings=settings, reports=path.parent)
    open_where_it_was(app)
    app.console.show()
    app.stage.show()
    qt.processEvents()
    tell("open")
    script, store = Script(seed, app.parts.library), app.parts.store
    count = iter(range(1_000_000))

    def step() -> None:
        at, n = clock.now(), next(count)
        wish = script.next(at)
        _go(n, at)
        if wish == UNDO:
            store.undo()
        elif wish == REDO:
            store.redo()
        elif not isinstance(wish, str):
            store.run(wish)
        tell("done", n)
        QTimer.singleShot(0, step)

    QTimer.singleShot(0, step)
    qt.exec()


VICTIMS = {"bare": bare, "create": create, "app": whole_app}


def serve() -> None:
    """Fork a victim per request until standard input ends."""
    guards.install()
    if "--app" in sys.argv:
        import desktop.app  # noqa: F401  Qt is loaded here, its application only after the fork
    tell("ready")
    for line in sys.stdin:
        request = json.loads(line)
        pid = os.fork()
        if pid == 0:
            path = Path(request["path"])
            guards.guard_library(path)
            tell("pid", os.getpid())
            try:
                VICTIMS[request["victim"]](path, request["seed"])
            except BaseException:  # a victim ends by being killed, never by itself
                traceback.print_exc()
            os._exit(4)
        _, status = os.waitpid(pid, 0)
        tell("gone", status)


if __name__ == "__main__":
    serve()
