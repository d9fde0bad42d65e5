"""Every connection between the windows and what they ask for, sorted by sender."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.bridge.action_table import GO_ON_IN_CONSOLE
from desktop.bridge.actions import ActionId, PlaceId, action_place
from desktop.domain.changes import CAPTURED, Changes, Topic
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.views.announcer import (
    DELETED,
    END,
    NOT_STORED,
    REFUSED,
    STAY,
    Announcer,
)
from desktop.views.parts import Parts
from desktop.views.places import Places
from desktop.views.stage_control import StageControl
from desktop.views.wiring_files import FilesWiring
from desktop.views.wiring_import import ImportWiring
from desktop.views.wiring_people import PeopleWiring
from desktop.views.wiring_preparing import PrepareWiring
from desktop.views.wiring_privacy import PrivacyWiring
from desktop.views.wiring_report import ReportWiring
from desktop.views.wiring_run import RunWiring
from desktop.views.wiring_search import SearchWiring
from desktop.views.wiring_settings import SettingsWiring

if TYPE_CHECKING:
    from desktop.views.wiring_templates import TemplatesWiring


class Wiring(QObject):
    """Holds the connections for as long as the windows live."""

    def __init__(self, parts: Parts, choose_file: Callable[[QWidget], str] | None = None) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._announcer = Announcer(parts.console)
        self._stage = StageControl(parts.console, parts.stage, parts.desk, parts.settings)
        self._report = ReportWiring(parts, self._announcer)
        self.imports = ImportWiring(parts, self._announcer, choose_file)
        self._people = PeopleWiring(parts, choose_file)
        self._preparing = PrepareWiring(parts)
        self._files = FilesWiring(parts, self._announcer, choose_file)
        self._settings = SettingsWiring(parts, self._stage)
        self.search = SearchWiring(parts)
        self._privacy = PrivacyWiring(parts)
        self._run = RunWiring(parts, self._announcer)
        self._acts = self._actions()
        self._noting_for: int | None = None
        self._places = Places(parts, self._report)
        self._connect_places()
        self._connect_windows()
        self._connect_core()

    # connections

    def _connect_places(self) -> None:
        places = self._places
        places.open_requested.connect(self._open)
        places.new_requested.connect(self._new)
        places.import_requested.connect(self.imports.into_open)
        places.import_new_requested.connect(self.imports.into_new)
        places.paste_requested.connect(self.imports.paste_into_open)
        places.paste_new_requested.connect(self.imports.paste_into_new)
        places.template_rename_requested.connect(self._ask_template_title)
        places.roster_requested.connect(self._people.show_people)
        places.way_requested.connect(self._run.go_way)
        places.step_requested.connect(self._run.step)
        self._preparing.team_requested.connect(self._show_team)
        self.search.open_requested.connect(self._open)
        self._privacy.hiding.connect(places.flush)
        self._privacy.hiding.connect(self._preparing.flush)
        self._privacy.changed.connect(self._on_privacy)

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
        p.backups.failed.connect(say.failed)
        for label_signal, sentence in ((p.store.undone, say.undone), (p.store.redone, say.redone)):
            label_signal.connect(self._show_history)
            label_signal.connect(sentence)
        p.desk.opened.connect(self._on_opened)
        p.desk.refreshed.connect(self._on_refreshed)
        p.desk.ticked.connect(self._on_ticked)
        p.conductor.created.connect(self._on_created)
        p.conductor.deleted.connect(say.deleted)
        p.conductor.said.connect(say.said)
        self._stage.link_requested.connect(p.conductor.show_link)

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
            ActionId.RUN_REHEARSE: self._rehearse,
            ActionId.STAGE_CHOOSE: self._stage.choose_scene,
            ActionId.STAGE_PIN: conductor.pin_stage,
            ActionId.STAGE_BLANK: conductor.blank_stage,
            ActionId.STAGE_TOGGLE: self._stage.toggle,
            ActionId.STAGE_FULLSCREEN: self._stage.toggle_fullscreen,
            ActionId.EDIT_UNDO: store.undo,
            ActionId.EDIT_REDO: store.redo,
            **self._run.actions(),
            **self._report.actions(),
            **self._preparing.actions(),
            ActionId.PREPARE_ADD_BLOCK: self._add_block,
            ActionId.PREPARE_MOVE_UP: partial(self._move_block, -1),
            ActionId.PREPARE_MOVE_DOWN: partial(self._move_block, 1),
            ActionId.OKRS_STAGE: partial(self._in_okrs, "show_on_stage"),
            ActionId.OKRS_AGREE: partial(self._in_okrs, "agree"),
            ActionId.OKRS_TO_INITIATIVES: partial(self._in_okrs, "to_initiatives"),
            ActionId.OKRS_DETAILS: partial(self._in_okrs, "details"),
            ActionId.OKRS_MOVE_UP: partial(self._in_okrs, "move_up"),
            ActionId.OKRS_MOVE_DOWN: partial(self._in_okrs, "move_down"),
            ActionId.FILE_NEW_WORKSHOP: partial(self._new, ""),
            ActionId.PREPARE_PEOPLE: self._people.show_people,
            ActionId.FILE_IMPORT_PEOPLE: self._people.ask_for_file,
            ActionId.FILE_IMPORT_AGENDA: self.imports.into_open,
            ActionId.FILE_PASTE_AGENDA: self.imports.paste_into_open,
            ActionId.FILE_SAMPLE: conductor.open_sample,
            ActionId.FILE_DUPLICATE: self._duplicate,
            ActionId.FILE_SAVE_TEMPLATE: self._save_template,
            ActionId.FILE_RENAME_TEMPLATE: self._rename_template,
            ActionId.FILE_QUIT: self._p.console.close,
            **self._settings.actions(),
            **self._files.actions(),
            **self.search.actions(),
            ActionId.VIEW_PRIVATE: self._privacy.toggle,
        }

    def _on_action(self, action: ActionId) -> None:
        if action in GO_ON_IN_CONSOLE and not self._p.console.isActiveWindow():
            self._p.console.activateWindow()
        place = action_place(action)
        if place is not None:
            self._p.console.show_place(place)
        elif action in self._acts:
            self._guarded(self._acts[action])

    def say_clock_stepped(self, seconds: int) -> None:
        """The computer's clock was set, forward or back (negative)."""
        self._run.say_clock_stepped(seconds)

    def say_failed(self, error: UserError) -> None:
        """Something was refused before the windows opened."""
        self._announcer.failed(error)

    def _guarded(self, act: Callable[[], object]) -> None:
        try:
            act()
        except UserError as error:
            self._announcer.failed(error)

    # filling what is shown

    def _on_place_shown(self, place: PlaceId, _widget: QWidget) -> None:
        self._p.keys.show_place(place)
        self._places.fill(place)
        self._run.show_away(self._p.desk.view)
        self._run.show_ways_soon()
        if not self._is_noting():
            self._places.focus_first(place)

    def _is_noting(self) -> bool:
        """Whether a note is being typed: then the focus stays there."""
        return self._p.console.capture_bar.line.hasFocus()

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        for settled in (REFUSED, DELETED, NOT_STORED):  # the next step is stored: that was before
            self._p.console.messages.solve(settled)
        place = self._p.console.place
        # agenda, workshop and run come with the desk's own refresh
        notes = changes.topics & {Topic.PRIVATE_NOTE} and place in (PlaceId.PREPARE, PlaceId.RUN)
        captured = changes.topics & CAPTURED and place in (PlaceId.CAPTURE, PlaceId.REPORT)
        home = place is PlaceId.HOME
        if notes or captured or home:
            self._places.fill_shown()
        self._show_history()

    def _on_opened(self, _row: object) -> None:
        self._keep_draft()
        self._noting_for = self._p.desk.workshop_id
        self._p.settings.workshop_id = self._p.desk.workshop_id
        self._p.settings.sync()  # a kill must not forget which one was open
        if self._p.desk.workshop_id is None and self._p.console.place is not PlaceId.HOME:
            self._p.console.show_place(PlaceId.HOME)

    def _on_refreshed(self, view: DeskView) -> None:
        self._p.console.show_desk(view)
        self._p.stage.show_content(view.content)
        self._places.fill_shown()
        self._run.show_away(view)
        self._run.show_ways(view)

    def _on_privacy(self) -> None:
        self._p.console.show_desk(self._p.desk.view)
        self._places.fill_shown()
        self._run.show_away(self._p.desk.view)
        self._run.show_ways(self._p.desk.view)
        self.search.refresh()

    def _on_ticked(self, view: DeskView) -> None:
        self._p.console.show_tick(view)
        self._p.stage.show_content(view.content)
        self._places.show_tick(view)
        self._run.show_away(view)
        self._run.show_ways(view)

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

    def _duplicate(self) -> None:
        """What is chosen in Home; in every other place the workshop that is open."""
        shop, home = self._p.desk.workshop_id, self._places.home
        if self._p.console.place is PlaceId.HOME:
            shop = None if home is None else home.chosen
        if shop is None:
            raise UserError(tr("No workshop is chosen."), tr("Choose one in Home first."))
        self._p.conductor.duplicate_workshop(shop)

    @cached_property
    def _templates(self) -> TemplatesWiring:
        """Made, and its module loaded, when a template is first saved or renamed."""
        from desktop.views.wiring_templates import TemplatesWiring  # noqa: PLC0415

        return TemplatesWiring(self._p)

    def _save_template(self) -> None:
        self._templates.ask_to_save()

    def _ask_template_title(self, name: str) -> None:
        self._templates.ask_to_rename(name)

    def _rename_template(self) -> None:
        home = self._places.home
        at_home = self._p.console.place is PlaceId.HOME
        if not at_home or home is None or not home.rename_template():
            hint = tr("Choose one in Home first; those that ship stay as they are.")
            raise UserError(tr("No template of your own is chosen."), hint)

    def _on_created(self) -> None:
        self._show_fitting_place()

    def _toggle_run(self) -> None:
        waiting = self._p.desk.view.state.phase == "waiting"
        self._p.conductor.toggle_run()
        if waiting and self._p.desk.view.state.phase == "running":
            self._p.console.show_place(PlaceId.RUN)

    def _rehearse(self) -> None:
        self._places.flush()
        self._preparing.flush()
        self._run.rehearse()

    def _add_block(self) -> None:
        if self._p.console.place is not PlaceId.PREPARE:
            self._p.console.show_place(PlaceId.PREPARE)
        if self._places.prepare is not None:
            self._places.prepare.add_block()

    def _move_block(self, by: int) -> None:
        # from the palette it can be asked for anywhere: never move a block that nobody sees
        if self._p.console.place is not PlaceId.PREPARE:
            self._p.console.show_place(PlaceId.PREPARE)
        elif (prepare := self._places.prepare) is not None:
            (prepare.move_up if by < 0 else prepare.move_down)()

    def _in_okrs(self, act: str) -> None:
        # from the palette it can be asked for anywhere: nothing changes that nobody sees
        if self._p.console.place is not PlaceId.OKRS:
            self._p.console.show_place(PlaceId.OKRS)
        elif self._places.okrs is not None:
            self._places.okrs.act(act)

    def _show_team(self, team_id: int) -> None:
        self._p.console.show_place(PlaceId.OKRS)
        if self._places.okrs is not None:
            self._places.okrs.wishes.team_chosen.emit(team_id)

    def _on_captured(self, kind: CaptureKind, text: str) -> None:
        if self._p.conductor.capture(kind, text):
            self._p.console.capture_bar.accept()

    def _on_message_action(self, action: str) -> None:
        acts: dict[str, Callable[[], object]] = {
            ActionId.EDIT_UNDO: self._p.store.undo,
            END: self._end_run,
            STAY: partial(self._p.console.messages.solve, END),
            **self._report.message_actions(),
            **self._preparing.message_actions(),
            **self._files.message_actions(),
        }
        if action in acts:  # the settings answer their own
            self._guarded(acts[action])

    def _end_run(self) -> None:
        self._p.console.messages.solve(END)
        if self._p.conductor.end_run():
            self._p.console.show_place(PlaceId.REPORT)

    # the end

    def _keep_draft(self) -> None:
        """What is half typed in the capture bar belongs to the workshop it was typed in."""
        bar = self._p.console.capture_bar
        _, text = bar.draft()
        if text.strip() and self._p.conductor.capture(bar.kind, text, self._noting_for):
            bar.accept()

    def _on_closing(self) -> None:
        self._keep_draft()
        settings = self._p.settings
        settings.geometry = self._p.console.saveGeometry()
        if self._p.stage.testAttribute(Qt.WidgetAttribute.WA_WState_Created):  # it was shown
            settings.stage_geometry = self._p.stage.saveGeometry()
        self._places.flush()
        self._preparing.flush()
        self.imports.drain()
        self._files.drain()
        self._run.drain()
        self._p.exporter.drain()
        self._p.stage.hide()
        settings.sync()
