"""Every connection between the windows and what they ask for, sorted by sender."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.bridge.action_table import GO_ON_IN_CONSOLE
from desktop.bridge.actions import ActionId, PlaceId, action_place
from desktop.bridge.settings import ThemeChoice
from desktop.bridge.theme import DARK, LIGHT, apply_theme, load_theme, theme
from desktop.domain.changes import CAPTURED, Changes, Topic
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.report import PaperSize, Section
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
from desktop.views.okrs.place import OkrsPlace
from desktop.views.parts import Parts
from desktop.views.stage_control import StageControl

if TYPE_CHECKING:  # a place is loaded when it is made: all of them are 20 ms of a start
    from desktop.views.capture.place import CapturePlace
    from desktop.views.home.place import HomePlace
    from desktop.views.prepare.place import PreparePlace
    from desktop.views.report.place import ReportPlace
    from desktop.views.run.place import RunPlace


class Wiring(QObject):
    """Holds the connections for as long as the windows live."""

    def __init__(self, parts: Parts, choose_file: Callable[[QWidget], str] | None = None) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._choose_file = choose_file or _ask_for_csv
        self._announcer = Announcer(parts.console)
        self._stage = StageControl(parts.console, parts.stage, parts.desk)
        self._acts = self._actions()
        self._fillers: dict[PlaceId, Callable[[DeskView], None]] = {}
        self._home: HomePlace | None = None
        self._prepare: PreparePlace | None = None
        self._run: RunPlace | None = None
        self._add_places()
        self._connect_windows()
        self._connect_core()

    # places: loaded and made on the first visit, filled on every one

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
        from desktop.views.home.place import HomePlace  # noqa: PLC0415

        place, conductor = HomePlace(), self._p.conductor
        self._home = place
        self._fillers[PlaceId.HOME] = partial(self._fill_home, place)
        place.open_requested.connect(self._open)
        place.new_requested.connect(self._new)
        place.sample_requested.connect(conductor.open_sample)
        place.delete_requested.connect(conductor.delete_workshop)
        place.import_requested.connect(self._import_agenda)
        place.show_templates(conductor.templates())
        return place

    def _make_prepare(self) -> PreparePlace:
        from desktop.views.prepare.place import PreparePlace  # noqa: PLC0415

        place, conductor = PreparePlace(), self._p.conductor
        self._prepare = place
        self._fillers[PlaceId.PREPARE] = partial(self._fill_agenda, place)
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
        from desktop.views.run.place import RunPlace  # noqa: PLC0415

        place, conductor = RunPlace(), self._p.conductor
        self._run = place
        self._fillers[PlaceId.RUN] = partial(self._fill_agenda, place)
        place.instruction_edit_requested.connect(conductor.edit_instruction)
        place.note_edit_requested.connect(conductor.edit_note)
        return place

    def _make_capture(self) -> CapturePlace:
        from desktop.views.capture.place import CapturePlace  # noqa: PLC0415

        place, conductor = CapturePlace(), self._p.conductor
        self._fillers[PlaceId.CAPTURE] = partial(self._fill_captures, place)
        place.edit_requested.connect(conductor.edit_capture)
        place.delete_requested.connect(conductor.delete_capture)
        place.kind_requested.connect(conductor.change_kind)
        return place

    def _make_report(self) -> ReportPlace:
        from desktop.views.report.place import ReportPlace  # noqa: PLC0415

        place = ReportPlace()
        self._fillers[PlaceId.REPORT] = partial(self._fill_report, place)
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
        if action in GO_ON_IN_CONSOLE and not self._p.console.isActiveWindow():
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
        first = {PlaceId.HOME: self._home, PlaceId.PREPARE: self._prepare}.get(place)
        if first is not None and not self._is_noting():
            first.focus_first()

    def _is_noting(self) -> bool:
        """Whether a note is being typed: then the focus stays there."""
        return self._p.console.capture_bar.line.hasFocus()

    def _fill(self, place: PlaceId) -> None:
        if place in self._fillers:
            self._fillers[place](self._p.desk.view)

    def _fill_home(self, place: HomePlace, view: DeskView) -> None:
        place.show_workshops(self._p.library.workshops(), view.now.utc)

    def _fill_agenda(self, place: PreparePlace | RunPlace, view: DeskView) -> None:
        shop = view.workshop
        place.show_notes({} if shop is None else self._p.library.private_notes(shop.id))
        place.show_desk(view)

    def _fill_captures(self, place: CapturePlace, view: DeskView) -> None:
        shop = view.workshop
        rows = () if shop is None else self._p.library.captures(shop.id)
        place.show_captures(rows, "" if shop is None else shop.zone)

    def _fill_report(self, place: ReportPlace, _view: DeskView) -> None:
        data = self._p.conductor.report()
        if data is not None:
            place.show_report(data)

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
        if self._run is not None and self._p.console.place is PlaceId.RUN:
            self._run.show_tick(view)

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
        if self._p.console.place is not PlaceId.PREPARE:
            self._p.console.show_place(PlaceId.PREPARE)
        if self._prepare is not None:
            self._prepare.add_block()

    def _move_block(self, by: int) -> None:
        if self._prepare is not None:
            (self._prepare.move_up if by < 0 else self._prepare.move_down)()

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
        if self._p.stage.testAttribute(Qt.WidgetAttribute.WA_WState_Created):  # it was shown
            settings.stage_geometry = self._p.stage.saveGeometry()
        if self._prepare is not None:
            self._prepare.flush()
        self._p.exporter.drain()
        self._p.stage.hide()
        settings.sync()


def _ask_for_csv(parent: QWidget) -> str:
    title, kinds = tr("Import an agenda"), tr("Tables (*.csv *.tsv *.txt);;All files (*)")
    path, _ = QFileDialog.getOpenFileName(parent, title, "", kinds)
    return path
