"""Speed that must not be lost unnoticed, with five times the room `make bench` gives."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import Qt

from desktop.bridge.actions import PlaceId
from tests.bench.apps import add_agenda, each_ms, long_run, opened, settle, timed_ms

ROOM = 5
ROOT = Path(__file__).parents[1]

NOT_AT_A_START = frozenset(
    {
        "PySide6.QtPdf",
        "alembic",
        "bidi",
        "desktop.bridge.awake",
        "desktop.bridge.okrs",
        "desktop.bridge.people",
        "desktop.bridge.preview",
        "desktop.domain.agenda_file",
        "desktop.domain.csv_reading",
        "desktop.domain.people",
        "desktop.domain.report",
        "desktop.domain.search",
        "desktop.domain.cues",
        "desktop.domain.run_steps",
        "desktop.domain.stage_agenda",
        "desktop.domain.stage_link",
        "desktop.models.agenda",
        "desktop.models.captured",
        "desktop.models.copying",
        "desktop.models.okrs",
        "desktop.models.people",
        "desktop.models.preparing",
        "desktop.models.programme",
        "desktop.models.run_event",
        "desktop.models.tables",
        "desktop.models.upgrade",
        "desktop.reports",
        "desktop.services.agenda",
        "desktop.services.agenda_queries",
        "desktop.services.backups",
        "desktop.services.capture",
        "desktop.services.capture_queries",
        "desktop.services.files",
        "desktop.services.importing",
        "desktop.services.okr_queries",
        "desktop.services.okrs",
        "desktop.services.people",
        "desktop.services.people_queries",
        "desktop.services.reporting",
        "desktop.services.run",
        "desktop.services.search",
        "desktop.services.workshops",
        "desktop.system.sheets",
        "desktop.views.capture.place",
        "desktop.views.key_sheet",
        "desktop.views.okrs.place",
        "desktop.views.palette",
        "desktop.views.prepare.place",
        "desktop.views.report.place",
        "desktop.views.run.place",
        "desktop.views.search",
        "desktop.views.stage.agenda",
        "desktop.views.stage.goals",
        "desktop.views.stage.link",
        "desktop.views.stage.okr",
        "desktop.views.wiring_okrs",
        "html.entities",
        "python_calamine",
        "reportlab",
        "segno",
        "uharfbuzz",
        "uuid6",
        "wakepy",
    }
)
"""Each of these costs milliseconds before the first paint and is loaded when it is first used.

`desktop.models.tables` stands for more: it is loaded when SQLAlchemy configures the mapped classes.
"""

START = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop import app, cli
qt = QApplication(["okr-facilitator"])
folder = Path(sys.argv[1])
app.apply_theme(qt, app.load_theme("light"))
settings = app.Settings(folder / "settings.ini")
made = app.build(folder / "library.okr", clock=app.SystemClock(), settings=settings, reports=folder)
app.open_where_it_was(made)
made.console.show()
qt.sendPostedEvents()
made.close()
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def app(qapp, tmp_path, clock):
    with opened(qapp, tmp_path, clock) as made:
        yield made


def start(folder: Path) -> set[str]:
    """The modules a start at Home has loaded when its window is shown."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", START, str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_a_start_loads_only_what_it_shows(tmp_path):
    start(tmp_path)  # makes the library; that takes Alembic
    assert not start(tmp_path) & NOT_AT_A_START


def test_a_long_run_is_folded_in_a_blink():
    run = long_run()
    assert median(timed_ms(lambda: run.state) for _ in range(20)) <= ROOM * 1


@pytest.mark.parametrize("place", [PlaceId.PREPARE, PlaceId.RUN])
def test_an_action_on_200_blocks_is_stored_and_shown_at_once(app, clock, place):
    app.parts.desk.open(add_agenda(app, 200))
    app.console.show_place(place)
    conductor = app.parts.conductor
    edits = [
        partial(conductor.edit_item, row.id, "planned_s", 1200)
        for row in app.parts.desk.view.agenda[:10]
    ]
    assert median(each_ms(edits)) <= ROOM * 30
    conductor.toggle_run()
    clock.advance(600)
    assert median(each_ms([conductor.next_item] * 10)) <= ROOM * 30


def test_a_note_is_on_disk_when_the_next_is_begun(app, qtbot):
    app.parts.desk.open(add_agenda(app, 12))
    app.console.show_place(PlaceId.CAPTURE)
    line = app.console.capture_bar.line
    line.setFocus()
    times = []
    for number in range(40):
        line.setText(f"The ferry is {number} minutes late, and nobody says so.")
        settle()
        times.append(timed_ms(partial(qtbot.keyClick, line, Qt.Key.Key_Return)))
        assert not line.text()
    assert max(times) <= ROOM * 100
