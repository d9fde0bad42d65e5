"""Renders every place and scene to build/screens, so that a person can look at them.

`--headless-demo` also writes the sample library and its report, for a machine without a display.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QPoint,
    QSize,
    Qt,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.app import App, build, ensure_sample
from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.fonts import set_text_percent
from desktop.bridge.settings import Settings
from desktop.bridge.theme import apply_theme, load_theme
from desktop.domain.agenda_file import AgendaBlock
from desktop.domain.kinds import CaptureKind, ItemKind, WorkshopState
from desktop.domain.people import RosterEntry
from desktop.domain.report_choices import ALL_SECTIONS, PaperSize
from desktop.domain.roster_words import Column
from desktop.domain.stage import Scene, StageNames
from desktop.rehearsal import build_rehearsal
from desktop.reports.pdf import write_pdf
from desktop.services.importing import CreateWithAgenda
from desktop.services.rehearsing import scratch_copy
from desktop.services.template_files import find_template
from desktop.system.files import writing
from desktop.system.resources import resource
from desktop.views.widgets.fit import fit_all
from desktop.views.widgets.parts import bring_in_sight
from tests.clocks import FakeClock

OTHER_AGENDA = Path(__file__).parent / "data" / "agenda_other_tool.csv"
MAIL = """Hi all,

here is the plan for Thursday:

09:00 Welcome (15 min)
- everybody says one hope
09:15 **Where we stand** – numbers of last quarter
09:45 Draft objectives (60-75 min)
- alone (10 min)
- in pairs (20 min)
11:00 Break (15 min)
11:15 Agree on key results
Bring last quarter's list, please!
12:45 Wrap-up, next steps
13:00 End

Best wishes
Anna
"""
BUILD = Path(__file__).parents[1] / "build"
CONSOLE = QSize(1366, 768)
STAGE = QSize(1920, 1080)
ROSTER = Path(__file__).parent / "data" / "roster.csv"
ODD_PEOPLE = (
    "Name;Who;Mail;Guild;Attended;Familiarity;What do you need?;Name\n"
    "Ops;Ada Okafor;ada@example.org;Design;yes;expert;Large print;A. O.\n"
    "Ops;Björn Åkesson;bjorn at example;Research;no show;some;;B. A.\n"
    "Records;Chen Wei 陈伟;chen@example.org;Design;perhaps;new;Step-free access;C. W.\n"
    "Records;;dalia@example.org;;;;;\n"
)
"""Its headings mean something else than they say."""
ZONE = "Europe/Copenhagen"
DAY = date(2027, 1, 21)
NINE = datetime(2027, 1, 21, 8, 0, tzinfo=UTC)  # 09:00 in Copenhagen


class Studio:
    """One app on a scratch library, photographed."""

    def __init__(self, qt: QApplication, folder: Path, theme: str) -> None:
        apply_theme(qt, load_theme(theme))
        self.qt = qt
        self.theme = theme
        self.clock = FakeClock(NINE)
        settings = Settings(folder / f"{theme}.ini")
        library = folder / f"{theme}.okr"
        self.app: App = build(
            library,
            clock=self.clock,
            settings=settings,
            reports=folder,
            choose_file=lambda _parent: str(OTHER_AGENDA),
        )
        self.app.console.resize(CONSOLE)
        self.app.stage.resize(STAGE)
        self.app.stage.show()

    def console(self, name: str, place: PlaceId | None = None, size: QSize = CONSOLE) -> None:
        if place is not None:
            self.app.console.show_place(place)
        self.app.console.show()
        self.app.console.resize(size)
        self._settle()
        _save(self.app.console.grab().toImage(), f"console-{name}-{self.theme}")

    def stage(self, name: str) -> None:
        self._settle()
        self.app.stage.resize(STAGE)
        self._settle()
        _save(self.app.stage.grab().toImage(), f"stage-{name}-{self.theme}")

    def do(self, action: ActionId) -> None:
        self.app.parts.board.triggered.emit(action)
        self._settle()

    def at(self, seconds: int) -> None:
        """Let time pass and the views see it."""
        self.clock.advance(seconds)
        self.app.parts.desk.open(self.app.parts.desk.workshop_id)
        self._settle()

    def tick(self, seconds: int) -> None:
        """Let time pass as it does while the app is running."""
        self.clock.advance(seconds)
        self.app.parts.desk.tick()
        self._settle()

    def wait_for_pages(self) -> None:
        """Let the worker make the report's pages; twenty seconds at most."""
        self.app.console.show_place(PlaceId.REPORT)
        self.app.console.show()
        self.app.console.resize(CONSOLE)
        self._settle()
        view = self.app.console.built(PlaceId.REPORT).preview.view
        preview = self.app.parts.exporter.preview
        _wait(lambda: view.is_drawn and not preview.is_busy, "the report's pages")

    def preview_import(self) -> None:
        """Another tool's agenda, as it is shown before it is stored."""
        self.do(ActionId.FILE_IMPORT_AGENDA)
        overlay = self.app.wiring.imports.overlay
        assert overlay is not None
        _wait(overlay.source.isVisible, "the import's preview")

    def preview_paste(self) -> None:
        """An agenda out of a mail, as it is shown before it is stored."""
        QApplication.clipboard().setText(MAIL)
        self.do(ActionId.FILE_PASTE_AGENDA)
        overlay = self.app.wiring.imports.overlay
        assert overlay is not None
        _wait(overlay.source.isVisible, "the preview of what was pasted")

    def find(self, typed: str) -> None:
        """Type into the search that is open."""
        overlay = self.app.wiring.search.overlay
        assert overlay is not None
        overlay.field.setText(typed)
        _wait(lambda: not overlay.is_waiting, "what the search finds")

    def close(self) -> None:
        self.app.console.close()
        self.app.stage.close()
        self.app.close()

    def _settle(self) -> None:
        self.qt.sendPostedEvents()
        self.qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for _ in range(3):  # a layout in a layout asks for room in the next round
            self.qt.processEvents()


def _wait(happened: Callable[[], bool], what: str) -> None:
    """Let workers do their part; twenty seconds at most."""
    for _ in range(1000):
        if happened():
            return
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()  # events alone would keep Python's lock from the worker
    message = f"{what} did not come"
    raise RuntimeError(message)


def _save(image: object, name: str) -> None:
    path = BUILD / "screens" / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(path)):  # type: ignore[attr-defined]
        message = f"{path} could not be written"
        raise RuntimeError(message)
    sys.stdout.write(f"{path.relative_to(BUILD.parent)}\n")


def take_all(studio: Studio) -> None:
    app, conductor = studio.app, studio.app.parts.conductor
    app.parts.desk.open(None)
    studio.console("home-empty", PlaceId.HOME)
    ensure_sample(app)
    template = find_template(resource("templates"), "okr-drafting-4h")
    app.bus.run(CreateWithAgenda("Q1 OKR workshop", DAY, time(9), ZONE, template.blocks))
    app.bus.run(CreateWithAgenda("Follow-up", date(2027, 1, 28), time(10), ZONE, _long_blocks()))
    app.parts.desk.open(None)
    studio.console("home", PlaceId.HOME)
    shop = next(r.id for r in app.parts.library.workshops() if r.title == "Q1 OKR workshop")
    app.parts.desk.open(shop)
    studio.console("prepare", PlaceId.PREPARE)
    _planner(studio)
    _steps(studio)
    _several(studio)
    studio.do(ActionId.PREPARE_MATERIALS)
    studio.console("materials-empty")
    studio.do(ActionId.PREPARE_LEADERS)
    studio.console("leaders-empty")
    _people(studio)
    _rehearsal(studio, shop)
    studio.preview_import()
    studio.console("import")
    studio.app.wiring.imports.overlay.dismiss()
    studio.preview_paste()
    studio.console("import-text")
    studio.console("run-waiting", PlaceId.RUN)
    studio.console("capture-empty", PlaceId.CAPTURE)
    _okrs(studio)
    studio.console("breakouts", PlaceId.BREAKOUTS)
    studio.stage("welcome")
    _run(studio)
    conductor.capture(CaptureKind.RISK, "The spring timetable changes every sailing time.")
    conductor.capture(CaptureKind.ACTION, "@nell !fri share the checklist")
    studio.do(ActionId.PALETTE_OPEN)
    studio.console("palette")
    studio.do(ActionId.KEYS_OPEN)
    studio.console("keys")
    studio.do(ActionId.KEYS_OPEN)
    studio.console("settings", PlaceId.SETTINGS)
    app.console.show_place(PlaceId.RUN)
    _search(studio)
    studio.do(ActionId.RUN_END)
    studio.console("question")
    app.console.messages.press("Esc")
    _sample(studio)
    _extremes(studio)
    _repairs(studio)
    _learned(studio)


def _learned(studio: Studio) -> None:
    """What three sessions teach about a block, a template made of the agenda, and Home with it."""
    app, conductor = studio.app, studio.app.parts.conductor
    for minutes in (45, 41, 52, 30):
        app.bus.run(CreateWithAgenda("Q4 OKR workshop", DAY, time(9), ZONE, _drafting()))
        app.parts.desk.open(max(row.id for row in app.parts.library.workshops()))
        conductor.toggle_run()
        studio.clock.advance(60 * minutes)
        conductor.next_item()
        studio.clock.advance(900)
        conductor.end_run()
    app.bus.run(CreateWithAgenda("Q1 OKR workshop", DAY, time(9), ZONE, _drafting()))
    app.parts.desk.open(max(row.id for row in app.parts.library.workshops()))
    app.console.show_place(PlaceId.PREPARE)
    editor = app.console.built(PlaceId.PREPARE).editor
    _wait(lambda: not editor.learned.isHidden(), "what was learned")
    studio.console("prepare-learned")
    studio.do(ActionId.FILE_SAVE_TEMPLATE)
    studio.console("template-save")
    app.console.dismiss_overlays()
    conductor.own_templates.save("Our drafting day", "Two rounds, a long break")
    conductor.own_templates.save(LONG, "")
    studio.console("home-own-templates", PlaceId.HOME)
    for row in app.parts.library.workshops():
        if row.state is WorkshopState.RUNNING:
            app.parts.desk.open(row.id)
            conductor.end_run()
        conductor.delete_workshop(row.id)
    studio.console("home-empty-own-templates", PlaceId.HOME)


def _drafting() -> tuple[AgendaBlock, ...]:
    return (
        AgendaBlock("Draft objectives", ItemKind.BREAKOUT, None, 35 * 60, technique="1-2-4-All"),
        AgendaBlock("Break", ItemKind.BREAK, None, 15 * 60, protected=True),
    )


def _planner(studio: Studio) -> None:
    """Free time before one fixed start, another that is missed, and what it all costs."""
    app, conductor = studio.app, studio.app.parts.conductor
    items = {row.title: row.id for row in app.parts.desk.view.agenda}
    for n in range(16):
        conductor.people.add(RosterEntry(f"Person {n}"))
    conductor.preparing.set_rate("€70")
    conductor.edit_item(items["Draft objectives"], "fixed_start", time(10, 20))
    conductor.edit_item(items["Draft key results"], "fixed_start", time(11, 10))
    place = app.console.built(PlaceId.PREPARE)
    place.agenda.list.setFocus()
    place.agenda.list.choose(app.parts.desk.view.agenda[-2].uid)
    studio.console("prepare-fixed")
    place.cost.rate.setFocus()
    bring_in_sight(place.cost)
    studio.console("prepare-cost")
    for percent in (150, 100):
        set_text_percent(percent)
        apply_theme(studio.qt, load_theme(studio.theme))
        fit_all()
        if percent != 100:
            place.agenda.list.setFocus()
            studio.console("prepare-fixed-150")
    for _ in range(19):
        app.parts.store.undo()
    place.agenda.list.setFocus()
    QTest.keyClick(place.agenda.list, Qt.Key.Key_Home)


def _several(studio: Studio) -> None:
    """Three blocks chosen, and on their way to another place."""
    blocks = studio.app.console.built(PlaceId.PREPARE).agenda.list
    blocks.setFocus()
    blocks.setCurrentIndex(blocks.model().index(3, 0))
    for _ in range(2):
        QTest.keyClick(blocks, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    studio.console("prepare-several")
    grip = QPoint(18, blocks.visualRect(blocks.model().index(4, 0)).center().y())
    QTest.mousePress(blocks.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    for row in (6, 7, 8):
        there = blocks.visualRect(blocks.model().index(row, 0)).center()
        QTest.mouseMove(blocks.viewport(), QPoint(grip.x(), there.y() + 4))
    studio.console("prepare-drag")
    QTest.keyClick(blocks, Qt.Key.Key_Escape)
    QTest.mouseRelease(blocks.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    QTest.keyClick(blocks, Qt.Key.Key_Home)


def _rehearsal(studio: Studio, shop: int) -> None:
    """The window of a rehearsal, before its start and on the way."""
    with TemporaryDirectory() as folder:
        path = scratch_copy(studio.app.engine, Path(folder) / "rehearsal.okr").run()
        settings = Settings(path.with_name("settings.ini"), path)
        made = build_rehearsal(path, settings, path.parent, 60, studio.clock)
        made.open(shop)
        other = copy(studio)
        other.app = made.app
        other.console("rehearsal-waiting")
        made.app.parts.conductor.toggle_run()
        studio.clock.advance(8)
        made.set_speed(300)
        other.console("rehearsal")
        other.close()


def _okrs(studio: Studio) -> None:
    """No team, a blank one, a drafted one from every side, and teams that fill their room."""
    app, okrs, library = studio.app, studio.app.parts.conductor.okrs, studio.app.parts.library
    shop = app.parts.desk.workshop_id or 0
    studio.console("okrs-empty", PlaceId.OKRS)
    okrs.add_teams(["Booking", "Platform", LONG, "شركاء الميناء والعبّارات الصغيرة"])
    ids = [line.team_id for line in library.team_lines(shop)]
    place = app.console.built(PlaceId.OKRS)
    studio.console("okrs-blank")
    _draft_booking(studio, ids[0])
    place.editor.focus_objective()
    studio.console("okrs")
    place.choose(library.team_okrs(shop, ids[0]).objectives[0].key_results[2].uid)
    studio.console("okrs-result")
    okrs.edit_objective(library.team_okrs(shop, ids[0]).objectives[0].id, "owner", "Mira Sand")
    place.act("show_on_stage")
    studio.stage("okr")
    app.parts.desk.choose_scene(None)
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Return)
    QTest.keyClicks(app.console.focusWidget(), "many")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Return)
    studio.console("okrs-refused")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Escape)
    for title in ("Make releases a non-event", "Be the platform that piers ask for", "Cost less"):
        okrs.add_objective(ids[1], title)
    for objective in library.team_okrs(shop, ids[1]).objectives:
        for n in range(5):
            okrs.add_key_result(objective.id, f"Releases without a rollback {n}: {n} -> 95.{n} %")
        for row in library.team_okrs(shop, ids[1]).objectives[-1].key_results:
            okrs.check_in(row.id, "50", "", "6", "", "")
    for team, words in zip(ids[2:], (LONG, HOSTILE[1]), strict=True):
        okrs.edit_mission(team, words)
        okrs.add_objective(team, words)
        objective = library.team_okrs(shop, team).objectives[0]
        okrs.add_key_result(objective.id, f"{words}: -12 -> 12345678901234567.123 {words[:20]}")
        okrs.add_initiative(team, words)
    for team, name, size in (
        (ids[1], "okrs-15-results", CONSOLE),
        (ids[1], "okrs-15-results-large", STAGE),
        (ids[2], "okrs-long", CONSOLE),
        (ids[3], "okrs-right-to-left", CONSOLE),
    ):
        place.wishes.team_chosen.emit(team)
        studio.console(name, size=size)


def _draft_booking(studio: Studio, team: int) -> None:
    app, okrs, library = studio.app, studio.app.parts.conductor.okrs, studio.app.parts.library
    shop = app.parts.desk.workshop_id or 0
    okrs.edit_mission(team, "Get every traveller from wish to seat without a second thought.")
    okrs.count_votes(team, "12", "2")
    okrs.add_objective(team, "Improve the booking flow")
    objective = library.team_okrs(shop, team).objectives[0].id
    for minutes, words in (
        (31, "Make booking faster for everyone"),
        (7, "Make booking a crossing feel as easy as stepping aboard"),
    ):
        studio.clock.advance(minutes * 60)
        okrs.edit_objective(objective, "title", words)
    for line in (
        "Bookings done in three minutes: 41 -> 65 %",
        "Calls about changing a trip: 320 -> 180 per week",
        "Travellers who would book again: 62 -> 75 %",
        "Launch the new seat map",
    ):
        okrs.add_key_result(objective, line)
    rows = library.team_okrs(shop, team).objectives[0].key_results
    sources = ("Web analytics", "Support desk", "", "")
    for row, source, sure in zip(rows, sources, ("6", "5", "7", ""), strict=True):
        okrs.edit_key_result(row.id, "data_source", source)
        okrs.edit_key_result(row.id, "confidence", sure)
    for words in ("Guest checkout on phones", "Text when a sailing moves"):
        okrs.add_initiative(team, words)


def _search(studio: Studio) -> None:
    """Found in this workshop and in all, found nowhere; then without private panes."""
    app = studio.app
    notes = app.parts.library.private_notes(app.parts.desk.workshop_id or 0)
    app.parts.conductor.edit_note(
        next(iter(notes), app.parts.desk.view.agenda[0].id), "Timetable: they know, be brief."
    )
    studio.do(ActionId.SEARCH_WORKSHOP)
    studio.console("search-empty")
    for name, action, typed in (
        ("search", None, "time"),
        ("search-all", ActionId.SEARCH_EVERYWHERE, "time"),
        ("search-none", None, "zeppelin"),
    ):
        if action is not None:
            studio.do(action)
        studio.find(typed)
        studio.console(name)
    studio.do(ActionId.SEARCH_EVERYWHERE)
    studio.do(ActionId.VIEW_PRIVATE)
    studio.console("one-screen")
    studio.console("one-screen-prepare", PlaceId.PREPARE)
    studio.do(ActionId.VIEW_PRIVATE)
    app.console.show_place(PlaceId.RUN)


def _steps(studio: Studio) -> None:
    """A technique with its steps, one of them open, and the list to choose from."""
    place = studio.app.console.built(PlaceId.PREPARE)
    editor, blocks = place.editor, place.agenda.list
    QTest.keyClick(blocks, Qt.Key.Key_Down)
    editor.steps.add.setFocus()
    studio.console("prepare-steps")
    editor.steps.rows.boxes[1].setFocus()
    QTest.keyClick(studio.app.console.focusWidget(), Qt.Key.Key_Return)
    studio.console("prepare-step")
    QTest.keyClick(studio.app.console.focusWidget(), Qt.Key.Key_Escape)
    editor.technique.show_menu()
    _save(editor.technique.menu.grab(), f"menu-techniques-{studio.theme}")
    editor.technique.menu.hide()
    blocks.setFocus()
    QTest.keyClick(blocks, Qt.Key.Key_Up)


def _people(studio: Studio) -> None:
    app = studio.app
    studio.do(ActionId.PREPARE_PEOPLE)
    studio.console("people-empty")
    people = app.parts.conductor.people
    people.preview_text(ODD_PEOPLE)
    studio.console("people-import-odd")
    people.choose_column(0, Column.TEAM)
    people.choose_column(3, Column.TEAM)
    studio.console("people-import-refused")
    people.choose_column(1, Column.NAME)
    people.choose_column(6, Column.ACCOMMODATION)
    studio.console("people-import-mapped")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Escape)
    people.preview_file(ROSTER)
    studio.console("people-import")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Return)
    studio.console("people")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Return)
    studio.console("people-person")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Escape)
    app.parts.store.undo()
    studio.do(ActionId.GO_HOME)
    studio.do(ActionId.GO_PREPARE)


def _run(studio: Studio) -> None:
    conductor = studio.app.parts.conductor
    studio.at(120)
    conductor.toggle_run()
    for seconds in (12 * 60, 24 * 60, 13 * 60, 31 * 60):
        studio.at(seconds)
        conductor.next_item()
    view = studio.app.parts.desk.view
    conductor.preparing.set_technique(view.agenda[view.state.current].id, "1-2-4-All")
    for seconds in (2 * 60, 4 * 60):
        studio.at(seconds)
        conductor.running.step(1)
    studio.at(3 * 60 + 12)
    studio.console("run", PlaceId.RUN)
    studio.stage("timer")
    conductor.toggle_run()
    studio.at(80)
    studio.console("run-paused", PlaceId.RUN)
    studio.stage("paused")
    conductor.toggle_run()
    studio.at(30 * 60)
    studio.console("run-over", PlaceId.RUN)
    studio.stage("over")
    while studio.app.parts.desk.view.content.scene is not Scene.BREAK:
        studio.at(60)
        conductor.next_item()
    studio.at(6 * 60 + 36)
    studio.stage("break")
    studio.app.parts.desk.choose_scene(Scene.AGENDA)
    studio.stage("agenda")
    studio.app.parts.desk.choose_scene(None)
    conductor.blank_stage()
    studio.stage("blank")
    conductor.blank_stage()


def _sample(studio: Studio) -> None:
    app = studio.app
    app.parts.conductor.open_sample()
    studio.console("run-ended", PlaceId.RUN)
    studio.console("capture", PlaceId.CAPTURE)
    studio.do(ActionId.PREPARE_PEOPLE)
    studio.console("people-sample")
    studio.do(ActionId.PREPARE_MATERIALS)
    studio.console("materials")
    studio.do(ActionId.PREPARE_LEADERS)
    studio.console("leaders")
    studio.do(ActionId.REPORT_CLOSE_LIST)
    studio.console("closing")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Escape)
    studio.wait_for_pages()
    studio.console("report", PlaceId.REPORT)
    studio.do(ActionId.REPORT_COPY_MARKDOWN)
    report = app.console.built(PlaceId.REPORT)
    report.preview.view.turn(1)
    report.preview.view.zoom(1)
    studio.wait_for_pages()
    studio.console("report-larger")
    report.preview.view.fit()
    studio.stage("thanks")
    app.parts.desk.choose_scene(Scene.GOALS)
    studio.stage("goals")
    app.parts.conductor.show_link()
    studio.stage("link")
    app.parts.desk.choose_scene(Scene.PEOPLE)
    for names in StageNames:
        app.parts.desk.show_names(names)
        studio.stage(f"people-{names}")
    app.parts.desk.show_names(StageNames.FIRST)
    app.parts.desk.choose_scene(None)


def _extremes(studio: Studio) -> None:
    app = studio.app
    shop = next(r.id for r in app.parts.library.workshops() if r.title == "Follow-up")
    app.parts.desk.open(shop)
    app.parts.conductor.rename("Follow-up on everything that nobody could agree on in January")
    studio.console("prepare-20-blocks", PlaceId.PREPARE)
    app.parts.conductor.toggle_run()
    for n in range(500):
        kind = list(CaptureKind)[n % len(CaptureKind)]
        app.parts.conductor.capture(kind, f"{n}: {HOSTILE[n % len(HOSTILE)]}")
    studio.at(200)
    studio.console("run-20-blocks", PlaceId.RUN)
    studio.console("capture-500", PlaceId.CAPTURE)
    studio.stage("long-title")


def _repairs(studio: Studio) -> None:
    """Nothing has begun in time; a Next too many; an absence that is to be explained."""
    app, template = studio.app, find_template(resource("templates"), "okr-drafting-4h")
    began = studio.clock.now().utc.astimezone(ZoneInfo(ZONE)) - timedelta(minutes=7)
    start = began.time().replace(second=0, microsecond=0)
    app.bus.run(CreateWithAgenda("Harbour", began.date(), start, ZONE, template.blocks))
    app.parts.desk.open(max(row.id for row in app.parts.library.workshops()))
    studio.console("run-idle", PlaceId.RUN)
    studio.do(ActionId.RUN_STARTED_AGO)
    studio.console("run-started-ago")
    QTest.keyClicks(app.console.focusWidget(), "7")
    QTest.keyClick(app.console.focusWidget(), Qt.Key.Key_Return)
    studio.tick(4 * 60)
    app.parts.conductor.next_item()
    studio.tick(40)
    studio.console("run-undo-next")
    app.watch(None)
    studio.tick(20 * 60)
    studio.console("run-away")
    studio.console("run-away-narrow", size=QSize(1200, 640))


LONG = "Data and insight for the whole of the northern and the eastern ferry network and its piers"

HOSTILE = (
    "Make the <b>first</b> crossing feel like <img src=x> home",
    "نريد أن نفهم ما يحتاجه المسافرون قبل أن نقترح حلولا",
    "目標と主要な成果について、もう一度話し合う",
    "A note that goes on and on, because somebody had a lot to say about how we work. " * 4,
)


def _long_blocks() -> tuple[AgendaBlock, ...]:
    kinds = list(ItemKind)
    return tuple(
        AgendaBlock(
            title=f"{n + 1}. {HOSTILE[n % len(HOSTILE)]}"[:120],
            kind=kinds[n % len(kinds)],
            category=None,
            planned_s=(5 + n) * 60,
            instruction=HOSTILE[(n + 3) % len(HOSTILE)],
        )
        for n in range(20)
    )


def headless_demo(qt: QApplication) -> None:
    """The main job without a display: library, report and screens under build/."""
    library = BUILD / "sample.okr"
    library.parent.mkdir(exist_ok=True)
    library.unlink(missing_ok=True)
    apply_theme(qt, load_theme("light"))
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        app = build(library, clock=FakeClock(NINE), settings=settings, reports=BUILD)
        ensure_sample(app)
        app.parts.desk.open(settings.workshop_id)
        data = app.parts.conductor.report()
        assert data is not None
        with writing(BUILD / "report.pdf") as out:
            done = write_pdf(data, out, sections=ALL_SECTIONS, paper=PaperSize.A4)
        app.console.close()
        app.close()
    sys.stdout.write(f"build/sample.okr\nbuild/report.pdf, {done.pages} pages\n")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--headless-demo", action="store_true")
    chosen = parser.parse_args(arguments)
    qInstallMessageHandler(_only_real_warnings)
    qt = QApplication.instance() or QApplication(["screens"])
    assert isinstance(qt, QApplication)
    if chosen.headless_demo:
        headless_demo(qt)
    for theme in ("light", "dark"):
        with TemporaryDirectory() as folder:
            studio = Studio(qt, Path(folder), theme)
            take_all(studio)
            studio.close()
    return 0


def _only_real_warnings(_kind: object, _context: object, message: str) -> None:
    if "This plugin does not support" not in message:
        sys.stderr.write(f"{message}\n")


if __name__ == "__main__":
    sys.exit(main())
