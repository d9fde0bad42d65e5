"""How long a person waits for the window, against the least any such program needs."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from desktop.app import build, ensure_sample
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.system.clock import SystemClock
from tests.bench.apps import add_agenda, add_many
from tests.bench.displays import HERE, PYTHON, ROOT, display, home, missing

ROUNDS = 7
RATIO = 1.9
MANY, MORE = 2000, 1.1

needs_display = pytest.mark.skipif(bool(missing), reason=f"not installed: {', '.join(missing)}")


def library(folder, qapp, *, running=False, workshops=0):
    """The folders of somebody who has used the app before; returns what starts it again."""
    apply_theme(qapp, load_theme("light"))
    env = home(folder)
    settings = Settings(folder / "config" / "okr-facilitator" / "settings.ini")
    path = folder / "library.okr"
    app = build(path, clock=SystemClock(), settings=settings, reports=folder)
    ensure_sample(app)
    if workshops:
        add_many(app, workshops)
    if running:
        app.parts.desk.open(add_agenda(app, 12))
        app.parts.conductor.toggle_run()
    settings.sync()
    app.close()
    for window in (app.console, app.stage):
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return ["env", *(f"{name}={value}" for name, value in env.items())], path


@needs_display
def test_a_start_is_painted_within_twice_the_least(qapp, tmp_path, floors):
    subprocess.run([sys.executable, "-m", "compileall", "-q", "desktop"], cwd=ROOT, check=True)
    commands = [[PYTHON, str(HERE / "bare_window.py")]]
    for name, kind in (("home", {}), ("run", {"running": True}), ("many", {"workshops": MANY})):
        env, path = library(tmp_path / name, qapp, **kind)
        commands.append([*env, PYTHON, "-m", "desktop", "--database", str(path)])
    with display() as env:
        told = subprocess.run(
            [PYTHON, str(HERE / "painted.py"), str(ROUNDS), *map(json.dumps, commands)],
            env=env,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
    bare, at_home, in_run, with_many = (
        median(painted for _, painted in starts) for starts in json.loads(told.stdout)
    )
    floors.tell("bare window with SQLAlchemy, painted", bare, "s", f"median of {ROUNDS}")
    floors.tell("start at Home, painted", at_home, "s")
    floors.tell("start in a run, painted", in_run, "s")
    floors.hold("start at Home against a bare window", at_home / bare, RATIO, "times")
    floors.hold("start in a run against a bare window", in_run / bare, RATIO, "times")
    floors.hold(f"start with {MANY:,} workshops against one", with_many / at_home, MORE, "times")
