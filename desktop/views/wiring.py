"""Every connection between the windows and what they ask for, sorted by sender."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.bridge.actions import ActionBoard, ActionId, PlaceId, action_place
from desktop.bridge.conductor import Conductor
from desktop.bridge.desk import Desk
from desktop.bridge.exporter import Exporter
from desktop.bridge.keys import KeyFilter
from desktop.bridge.settings import Settings, ThemeChoice
from desktop.bridge.store import Store
from desktop.bridge.theme import DARK, LIGHT, apply_theme, load_theme, theme
from desktop.domain.changes import CAPTURED, Changes, Topic
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.report import PaperSize, Section
from desktop.services.library import Library
from desktop.views.announcer import (
    END,
    OPEN,
    REFUSED,
    REVEAL,
    STAY,
    Announcer,
    open_file,
    reveal_file,
)
from desktop.views.breakouts.place import BreakoutsPlace
from desktop.views.capture.place import CapturePlace
from desktop.views.console import Console
from desktop.views.home.place import HomePlace
from desktop.views.okrs.place import OkrsPlace
from desktop.views.prepare.place import PreparePlace
from desktop.views.report.place import ReportPlace
from desktop.views.run.place import RunPlace
from desktop.views.stage import StageWindow
from desktop.views.stage_control import StageControl

_GO_ON_IN_CONSOLE = frozenset(
    {
        ActionId.CAPTURE_FOCUS,
        ActionId.PALETTE_OPEN,
        ActionId.KEYS_OPEN,
        ActionId.MENU_OPEN,
        ActionId.STAGE_CHOOSE,
        ActionId.RUN_END,
        ActionId.PREPARE_ADD_BLOCK,
    }
)
"""What the next keys belong to: pressed in the stage they would be actions there, not text."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that is wired together."""

    console: Console
    stage: StageWindow
    board: ActionBoard
    keys: KeyFilter
    store: Store
    desk: Desk
    library: Library
    conductor: Conductor
    exporter: Exporter
    settings: Settings


class Wiring(QObject):
    """Holds the connections for as long as the windows live."""

    def __init__(self, parts: Parts, choose_file: Callable[[QWidget], str] | None = None) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._choose_file = choose_file or _ask_for_csv
        self._announcer = Announcer(parts.console)
        self._stage = StageControl(parts.console, parts.stage, parts.desk)
        self._acts = self._actions()
        self._add_places()
        self._connect_windows()
        self._connect_core()

    # places: made on the first visit, filled on every one

    def _add_places(self) -> None:
        console = self._p.console
        console.add_place(PlaceId.HOME, self._make_home)
        console.add_place(PlaceId.PREPARE, self._make_prepare)
        console.add_place(PlaceId.RUN, self._make_run)
        console.add_place(PlaceId.BREAKOUTS, BreakoutsPlace)
        console.add_place(PlaceId.OKRS, OkrsPlace)
        console.add_place(PlaceId.CAPTURE, self._make_capture)
        console.add_place(PlaceId.REPORT, self._make_report)

    def _make_home(self) -> HomePlace:
        place, conductor = HomePlace(), self._p.conductor
        place.open_requested.connect(self._open)
        place.new_requested.connect(self._new)
        place.sample_requested.connect(conductor.open_sample)
        place.delete_requested.connect(conductor.delete_workshop)
        place.import_requested.connect(self._import_agenda)
        place.show_templates(conductor.templates())
        return place

    def _make_prepare(self) -> PreparePlace:
        place, conductor = PreparePlace(), self._p.conductor
        place.rename_requested.connect(conductor.rename)
        place.when_requested.connect(conductor.reschedule)
        place.place_requested.connect(conductor.set_place)
        place.item_add_requested.connect(conductor.add_item)
        place.item_edit_requested.connect(conductor.edit_item)
        place.item_delete_requested.connect(conductor.delete_item)
        place.item_move_requested.connect(conductor.move_item)
        place.note_edit_requested.connect(conductor.edit_note)
        place.import_requested.connect(self._import_agenda)
        return place

    def _make_run(self) -> RunPlace:
        place, conductor = RunPlace(), self._p.conductor
        place.instruction_edit_requested.connect(conductor.edit_instruction)
        place.note_edit_requested.connect(conductor.edit_note)
        return place

    def _make_capture(self) -> CapturePlace:
        place, conductor = CapturePlace(), self._p.conductor
        place.edit_requested.connect(conductor.edit_capture)
        place.delete_requested.connect(conductor.delete_capture)
        place.kind_requested.connect(conductor.change_kind)
        return place

    def _make_report(self) -> ReportPlace:
        place = ReportPlace()
        place.show_choices(self._p.exporter.sections, self._p.exporter.paper)
        place.sections_requested.connect(self._choose_sections)
        place.paper_requested.connect(self._choose_paper)
        place.export_requested.connect(self._export)
        place.open_requested.connect(open_file)
        place.reveal_requested.connect(reveal_file)
        return place

    # connections

    def _connect_windows(self) -> None:
        console, board = self._p.console, self._p.board
        console.place_shown.connect(self._on_place_shown)
        console.closing.connect(self._on_closing)
        console.capture_bar.captured.connect(self._on_captured)
        console.capture_bar.truncated.connect(self._announcer.truncated)
        console.messages.action_requested.connect(self._on_message_action)
        board.triggered.connect(self._on_action)
        board.refused.connect(self._announcer.refused)

    def _connect_core(self) -> None:
        p, say = self._p, self._announcer
        p.store.changed.connect(p.desk.on_changed)
        p.store.changed.connect(self._on_changed)
        p.store.failed.connect(say.failed)
        for label_signal, sentence in ((p.store.undone, say.undone), (p.store.redone, say.redone)):
            label_signal.connect(self._show_history)
            label_signal.connect(sentence)
        p.desk.opened.connect(self._on_opened)
        p.desk.refreshed.connect(self._on_refreshed)
        p.desk.ticked.connect(self._on_ticked)
        p.conductor.created.connect(self._on_created)
        p.conductor.deleted.connect(say.deleted)
        p.conductor.said.connect(say.said)
        p.exporter.progressed.connect(say.export_progressed)
        p.exporter.exported.connect(say.exported)
        p.exporter.failed.connect(say.export_failed)
        p.exporter.cancelled.connect(say.export_cancelled)

    def _actions(self) -> dict[ActionId, Callable[[], object]]:
        conductor, store = self._p.conductor, self._p.store
        return {
            ActionId.RUN_TOGGLE: self._toggle_run,
            ActionId.RUN_NEXT: conductor.next_item,
            ActionId.RUN_BACK: conductor.previous_item,
            ActionId.RUN_PLUS_1: partial(conductor.extend, 1),
            ActionId.RUN_MINUS_1: partial(conductor.extend, -1),
            ActionId.RUN_PLUS_5: partial(conductor.extend, 5),
            ActionId.RUN_MINUS_5: partial(conductor.extend, -5),
            ActionId.RUN_END: self._announcer.ask_to_end,
            ActionId.RUN_REOPEN: conductor.reopen_run,
            ActionId.STAGE_CHOOSE: self._stage.choose_scene,
            ActionId.STAGE_PIN: conductor.pin_stage,
            ActionId.STAGE_BLANK: conductor.blank_stage,
            ActionId.STAGE_TOGGLE: self._stage.toggle,
            ActionId.STAGE_FULLSCREEN: self._stage.toggle_fullscreen,
            ActionId.EDIT_UNDO: store.undo,
            ActionId.EDIT_REDO: store.redo,
            ActionId.REPORT_EXPORT: self._export,
            ActionId.PREPARE_ADD_BLOCK: self._add_block,
            ActionId.PREPARE_MOVE_UP: partial(self._move_block, -1),
            ActionId.PREPARE_MOVE_DOWN: partial(self._move_block, 1),
            ActionId.FILE_NEW_WORKSHOP: partial(self._new, ""),
            ActionId.FILE_IMPORT_AGENDA: self._import_agenda,
            ActionId.FILE_SAMPLE: conductor.open_sample,
            ActionId.FILE_QUIT: self._p.console.close,
            ActionId.VIEW_THEME: self._switch_theme,
        }

    def _on_action(self, action: ActionId) -> None:
        if action in _GO_ON_IN_CONSOLE and not self._p.console.isActiveWindow():
            self._p.console.activateWindow()
        place = action_place(action)
        if place is not None:
            self._p.console.show_place(place)
        elif action in self._acts:
            self._guarded(self._acts[action])

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self._announcer.failed(error)

    # filling what is shown

    def _on_place_shown(self, place: PlaceId, _widget: QWidget) -> None:
        self._p.keys.show_place(place)
        self._fill(place)
        widget = self._p.console.built(place)
        if isinstance(widget, HomePlace | PreparePlace):
            widget.focus_first()

    def _fill(self, place: PlaceId) -> None:
        widget, view = self._p.console.built(place), self._p.desk.view
        shop = self._p.desk.workshop_id
        if isinstance(widget, HomePlace):
            widget.show_workshops(self._p.library.workshops(), view.now.utc)
        elif isinstance(widget, PreparePlace | RunPlace):
            widget.show_notes({} if shop is None else self._p.library.private_notes(shop))
            widget.show_desk(view)
        elif isinstance(widget, CapturePlace):
            rows = () if shop is None else self._p.library.captures(shop)
            widget.show_captures(rows, "" if view.workshop is None else view.workshop.zone)
        elif isinstance(widget, ReportPlace):
            data = self._p.conductor.report()
            if data is not None:
                widget.show_report(data)

    def _fill_shown(self) -> None:
        place = self._p.console.place
        if place is not None:
            self._fill(place)

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        self._p.console.messages.solve(REFUSED)
        place = self._p.console.place
        # agenda, workshop and run come with the desk's own refresh
        notes = changes.topics & {Topic.PRIVATE_NOTE} and place in (PlaceId.PREPARE, PlaceId.RUN)
        captured = changes.topics & CAPTURED and place in (PlaceId.CAPTURE, PlaceId.REPORT)
        home = place is PlaceId.HOME
        if notes or captured or home:
            self._fill_shown()
        self._show_history()

    def _on_opened(self, _row: object) -> None:
        self._p.settings.workshop_id = self._p.desk.workshop_id
        if self._p.desk.workshop_id is None and self._p.console.place is not PlaceId.HOME:
            self._p.console.show_place(PlaceId.HOME)

    def _on_refreshed(self, view: DeskView) -> None:
        self._p.console.show_desk(view)
        self._p.stage.show_content(view.content)
        self._fill_shown()

    def _on_ticked(self, view: DeskView) -> None:
        self._p.console.show_tick(view)
        self._p.stage.show_content(view.content)
        place = self._p.console.place
        run = None if place is None else self._p.console.built(place)
        if isinstance(run, RunPlace):
            run.show_tick(view)

    def _show_history(self, _label: str = "") -> None:
        board, store = self._p.board, self._p.store
        for action, label, plain in (
            (ActionId.EDIT_UNDO, store.undo_label, tr("Undo")),
            (ActionId.EDIT_REDO, store.redo_label, tr("Redo")),
        ):
            board.set_enabled(action, label is not None, tr("Nothing to take back or do again"))
            name = tr("{what}: {label}").format(what=plain, label=label) if label else plain
            board.set_text(action, name)

    # what the facilitator asks for

    def _open(self, workshop_id: int) -> None:
        self._p.conductor.open(workshop_id)
        self._show_fitting_place()

    def _show_fitting_place(self) -> None:
        state = self._p.desk.view.workshop
        if state is None:
            return
        places = {"running": PlaceId.RUN, "closed": PlaceId.REPORT}
        self._p.console.show_place(places.get(state.state, PlaceId.PREPARE))

    def _new(self, template: str) -> None:
        self._guarded(partial(self._p.conductor.new_workshop, template))

    def _on_created(self) -> None:
        self._show_fitting_place()

    def _import_agenda(self) -> None:
        path = self._choose_file(self._p.console)
        if path:
            self._p.conductor.import_agenda(Path(path))

    def _toggle_run(self) -> None:
        waiting = self._p.desk.view.state.phase == "waiting"
        self._p.conductor.toggle_run()
        if waiting and self._p.desk.view.state.phase == "running":
            self._p.console.show_place(PlaceId.RUN)

    def _add_block(self) -> None:
        place = self._p.console.built(PlaceId.PREPARE)
        if self._p.console.place is not PlaceId.PREPARE or place is None:
            self._p.console.show_place(PlaceId.PREPARE)
            place = self._p.console.built(PlaceId.PREPARE)
        if isinstance(place, PreparePlace):
            place.add_block()

    def _move_block(self, by: int) -> None:
        place = self._p.console.built(PlaceId.PREPARE)
        if isinstance(place, PreparePlace):
            (place.move_up if by < 0 else place.move_down)()

    def _on_captured(self, kind: CaptureKind, text: str) -> None:
        if self._p.conductor.capture(kind, text):
            self._p.console.capture_bar.accept()

    def _on_message_action(self, action: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            ActionId.EDIT_UNDO: self._p.store.undo,
            END: self._end_run,
            STAY: partial(self._p.console.messages.solve, END),
            OPEN: self._announcer.open_exported,
            REVEAL: self._announcer.reveal_exported,
        }
        acts[action]()

    def _end_run(self) -> None:
        self._p.console.messages.solve(END)
        self._p.conductor.end_run()
        self._p.console.show_place(PlaceId.REPORT)

    # the report

    def _choose_sections(self, sections: frozenset[Section]) -> None:
        self._p.exporter.sections = sections

    def _choose_paper(self, paper: PaperSize) -> None:
        self._p.exporter.paper = paper

    def _export(self) -> None:
        data = self._p.conductor.report()
        if data is not None:
            self._p.exporter.export(data)

    # the look, and the end

    def _switch_theme(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            name = LIGHT if theme().is_dark else DARK
            self._p.settings.theme = ThemeChoice(name)
            apply_theme(app, load_theme(name))

    def _on_closing(self) -> None:
        settings = self._p.settings
        settings.geometry = self._p.console.saveGeometry()
        if self._p.stage.windowHandle() is not None:  # it has been shown
            settings.stage_geometry = self._p.stage.saveGeometry()
        prepare = self._p.console.built(PlaceId.PREPARE)
        if isinstance(prepare, PreparePlace):
            prepare.flush()
        self._p.exporter.drain()
        self._p.stage.hide()
        settings.sync()


def _ask_for_csv(parent: QWidget) -> str:
    title, kinds = tr("Import an agenda"), tr("Tables (*.csv *.tsv *.txt);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
