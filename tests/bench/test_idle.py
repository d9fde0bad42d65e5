"""What a run costs while nobody touches anything: the laptop is on battery for four hours."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject

from desktop.system.clock import SystemClock
from tests.bench.apps import add_agenda, opened
from tests.bench.displays import PYTHON, ROOT, display
from tests.bench.test_start import library, needs_display

SECONDS = 20
SHARE = 3.0


def cpu_s(pid: int) -> float:
    """Seconds of processor time the process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def find_window(env: dict[str, str], name: str) -> str:
    """The window of that name, as soon as there is one."""
    for _ in range(200):
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name],
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )
        if found.stdout.split():
            return found.stdout.split()[0]
        time.sleep(0.1)
    raise TimeoutError(name)


@needs_display
@pytest.mark.parametrize("stage", [False, True])
def test_a_run_that_goes_on_leaves_the_processor_alone(qapp, tmp_path, floors, stage):
    folders, path = library(tmp_path, qapp, running=True)
    with display() as env:
        command = [*folders, PYTHON, "-m", "desktop", "--database", str(path)]
        process = subprocess.Popen(command, env=env, cwd=ROOT)
        try:
            console = find_window(env, "Facilitator$")
            if stage:
                subprocess.run(["xdotool", "key", "--window", console, "F5"], env=env, check=True)
                find_window(env, "Stage")
            time.sleep(3)  # what a start leaves to do
            before, began = cpu_s(process.pid), time.perf_counter()
            time.sleep(SECONDS)
            share = 100 * (cpu_s(process.pid) - before) / (time.perf_counter() - began)
            assert process.poll() is None
        finally:
            process.terminate()
            process.wait(10)
    shown = "console and stage" if stage else "console"
    floors.hold(f"running, {shown} shown, share of one core", share, SHARE, "%")


class Paints(QObject):
    """Counts how often a window is put on the screen."""

    def __init__(self, *windows) -> None:
        super().__init__()
        self.counts = {window.windowTitle(): 0 for window in windows}
        for window in windows:
            window.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest:
            self.counts[watched.windowTitle()] += 1
        return False


def test_a_run_repaints_at_most_once_a_second(qapp, qtbot, tmp_path, floors):
    with opened(qapp, tmp_path, SystemClock()) as app:
        app.parts.desk.open(add_agenda(app, 12))
        app.parts.board.trigger("run.toggle")
        app.stage.show()
        qtbot.wait(1500)  # what an action leaves to do
        paints = Paints(app.console, app.stage)
        qtbot.wait(10_000)
    for name, count in paints.counts.items():
        floors.hold(f"repaints a second, {name}", (count - 1) / 10, 1, "/s")
