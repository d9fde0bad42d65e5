"""Turns what the facilitator wants into commands on the open workshop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.agenda import zone_named
from desktop.domain.capture import split_action
from desktop.domain.clock import Clock
from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.rows import CaptureRef
from desktop.domain.run import Phase
from desktop.domain.stage import Scene

if TYPE_CHECKING:
    from desktop.bridge.okrs import OkrConductor
    from desktop.bridge.people import PeopleConductor
    from desktop.bridge.preparing import PrepareConductor
    from desktop.bridge.running import RunConductor
    from desktop.bridge.templates import TemplateConductor
    from desktop.domain.agenda_file import AgendaFile
    from desktop.domain.report import ReportData
    from desktop.domain.run_sheet import RunSheet
    from desktop.domain.template import TemplateRow
    from desktop.services.bus import Command
    from desktop.services.library import Library

# ruff: noqa: PLC0415  a command is loaded when it is first given: 25 ms that no start needs

FIRST_HOUR, LAST_HOUR = time(9), time(13)


class Conductor(QObject):
    """One method for each wish; every one ends in the store, or says why it can't."""

    said = Signal(str, str)  # what was done, detail
    deleted = Signal(str)  # what is gone; undo brings it back
    created = Signal()  # a workshop was made and is open
    previewed = Signal(object)  # RosterPreview

    def __init__(
        self,
        store: Store,
        desk: Desk,
        library: Library,
        clock: Clock,
        zone: Callable[[], str],
        parent: QObject | None = None,
        *,
        decimal_comma: Callable[[], bool],
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk
        self._library = library
        self._clock = clock
        self._zone = zone
        self._decimal_comma = decimal_comma
        self._before_blank: Scene | None = None
        desk.opened.connect(self._on_opened)

    @property
    def clock(self) -> Clock:
        return self._clock

    @cached_property
    def people(self) -> PeopleConductor:
        """Who takes part. Loaded when it is first asked for: 8 ms that no start needs."""
        from desktop.bridge.people import PeopleConductor

        made = PeopleConductor(self._store, self._desk, self._library, self._clock, self)
        made.said.connect(self.said)
        made.deleted.connect(self.deleted)
        made.previewed.connect(self.previewed)
        return made

    @cached_property
    def running(self) -> RunConductor:
        """What a run is asked for beside start, pause and next. Loaded when first asked for."""
        from desktop.bridge.running import RunConductor

        made = RunConductor(self._store, self._desk, self._clock, self)
        made.said.connect(self.said)
        return made

    @cached_property
    def own_templates(self) -> TemplateConductor:
        """Templates of one's own. Loaded when first asked for."""
        from desktop.bridge.templates import TemplateConductor

        made = TemplateConductor(self._store, self._desk, self)
        made.said.connect(self.said)
        made.deleted.connect(self.deleted)
        return made

    @cached_property
    def okrs(self) -> OkrConductor:
        """What teams draft. Loaded when it is first asked for: no start needs it."""
        from desktop.bridge.okrs import OkrConductor

        made = OkrConductor(self._store, self._desk, self._clock, self._decimal_comma, self)
        made.said.connect(self.said)
        made.deleted.connect(self.deleted)
        return made

    @cached_property
    def preparing(self) -> PrepareConductor:
        """What is prepared, and looked back on at the close. Loaded when first asked for."""
        from desktop.bridge.preparing import PrepareConductor

        made = PrepareConductor(self._store, self._desk, self._clock, self._decimal_comma, self)
        made.deleted.connect(self.deleted)
        return made

    # workshops

    def templates(self) -> tuple[TemplateRow, ...]:
        """One's own, then those that ship."""
        return (*self._library.saved_templates(), *self._library.shipped_templates())

    def open(self, workshop_id: int) -> None:
        self._desk.open(workshop_id)

    def new_workshop(self, template: str = "") -> None:
        """Make a workshop for today, from a template or with an empty agenda, and open it."""
        from desktop.services.workshops import CreateWorkshop

        zone = self._zone()
        today = self._clock.now().utc.astimezone(zone_named(zone)).date()
        if not template:
            title = tr("New workshop")
            self._create(CreateWorkshop(title, today, FIRST_HOUR, LAST_HOUR, zone))
            return
        from desktop.services.importing import CreateWithAgenda

        found = self._library.template(template)
        self._create(
            CreateWithAgenda(found.row.title, today, FIRST_HOUR, zone, found.blocks, found.kind)
        )

    def open_sample(self) -> None:
        """Bring the sample workshop into the library, once, and open it."""
        from desktop.services.files import sample_import

        command = sample_import()
        uid = command.doc.workshop.uid
        held = [row.id for row in self._library.workshops() if row.uid == uid]
        if held:
            self._desk.open(held[0])
            self.created.emit()
        else:
            self._create(command)

    def bring_in(self, command: Command) -> bool:
        """Add the workshop of a file that was read, and open it."""
        return self._create(command)

    def import_agenda(self, file: AgendaFile, title: str, workshop_id: int | None) -> bool:
        """Bring blocks that were read into that workshop, or into a new one of this title."""
        from desktop.services.importing import CreateWithAgenda, ImportAgenda

        blocks = file.blocks
        if workshop_id is None:
            zone = self._zone()
            today = self._clock.now().utc.astimezone(zone_named(zone)).date()
            start = file.start or FIRST_HOUR
            done = self._create(CreateWithAgenda(title, today, start, zone, blocks))
        else:
            done = self._store.run(ImportAgenda(workshop_id, blocks, file.start))
        if done:
            self.said.emit(
                ntr("{n} block added.", "{n} blocks added.", len(blocks)), " ".join(file.warnings)
            )
        return done

    def duplicate_workshop(self, workshop_id: int) -> None:
        """Make a workshop like that one for today, and open it."""
        from desktop.services.duplicating import DuplicateWorkshop

        source = self._library.workshop(workshop_id)
        if source is not None:
            today = self._clock.now().utc.astimezone(zone_named(source.zone)).date()
            self._create(DuplicateWorkshop(workshop_id, today))

    def delete_workshop(self, workshop_id: int) -> None:
        from desktop.services.workshops import DeleteWorkshop

        self._delete(DeleteWorkshop(workshop_id), tr("Workshop deleted"))

    def rename(self, title: str) -> None:
        from desktop.services.workshops import RenameWorkshop

        self._on_workshop(lambda shop: RenameWorkshop(shop, title))

    def reschedule(self, day: object, start: object, end: object) -> None:
        from desktop.services.workshops import RescheduleWorkshop

        self._on_workshop(lambda shop: RescheduleWorkshop(shop, day, start, end))  # pyright: ignore[reportArgumentType]  Qt signals carry objects

    def set_place(self, place: str) -> None:
        from desktop.services.workshops import SetPlace

        self._on_workshop(lambda shop: SetPlace(shop, place))

    # agenda

    def add_item(self, after_id: object) -> None:
        from desktop.services.agenda import AddItem

        after = after_id if isinstance(after_id, int) else None
        self._on_workshop(lambda shop: AddItem(shop, after))

    def edit_item(self, item_id: int, field: str, value: object) -> bool:
        from desktop.services.agenda import EditItem, ItemField

        return self._store.run(EditItem(item_id, ItemField(field), value))

    def edit_instruction(self, item_id: int, text: str) -> bool:
        from desktop.services.agenda import EditItem, ItemField

        return self._store.run(EditItem(item_id, ItemField.INSTRUCTION, text))

    def edit_items(self, item_ids: tuple[int, ...], field: str, value: object) -> bool:
        from desktop.services.agenda import ItemField
        from desktop.services.agenda_many import EditItems

        return self._store.run(EditItems(item_ids, ItemField(field), value))

    def lengthen_items(self, item_ids: tuple[int, ...], seconds: int) -> None:
        from desktop.services.agenda_many import LengthenItems

        self._store.run(LengthenItems(item_ids, seconds))

    def delete_items(self, item_ids: tuple[int, ...]) -> None:
        from desktop.services.agenda_many import DeleteItems

        sentence = ntr("Block deleted", "{n} blocks deleted", len(item_ids))
        self._delete(DeleteItems(item_ids), sentence)

    def move_items(self, item_ids: tuple[int, ...], to_index: int) -> None:
        from desktop.services.agenda_many import MoveItems

        self._store.run(MoveItems(item_ids, to_index))

    def edit_note(self, item_id: int, text: str) -> bool:
        from desktop.services.agenda import SetPrivateNote

        return self._store.run(SetPrivateNote(item_id, text))

    # run

    def toggle_run(self) -> None:
        """Start, pause or resume, whichever comes next."""
        from desktop.services.run import PauseRun, ResumeRun, StartRun

        make = {
            Phase.WAITING: StartRun,
            Phase.RUNNING: PauseRun,
            Phase.PAUSED: ResumeRun,
        }.get(self._desk.view.state.phase)
        if make is not None:
            self._on_workshop(lambda shop: make(shop, self._clock.now()))

    def next_item(self) -> None:
        from desktop.services.run import NextItem

        self._on_workshop(lambda shop: NextItem(shop, self._clock.now()))

    def previous_item(self) -> None:
        from desktop.services.run import PreviousItem

        self._on_workshop(lambda shop: PreviousItem(shop, self._clock.now()))

    def extend(self, minutes: int) -> None:
        from desktop.services.run import ExtendItem

        self._on_workshop(lambda shop: ExtendItem(shop, self._clock.now(), 60 * minutes))

    def end_run(self) -> bool:
        """True once it has ended."""
        from desktop.services.run import EndRun

        return self._on_workshop(lambda shop: EndRun(shop, self._clock.now()))

    def reopen_run(self) -> None:
        from desktop.services.run import ReopenRun

        self._on_workshop(lambda shop: ReopenRun(shop, self._clock.now()))

    # capture

    def capture(self, kind: CaptureKind, text: str, workshop_id: int | None = None) -> bool:
        """Store a note of the open workshop, or of the one named. True once it is on disk."""
        from desktop.services.capture import Capture

        shop = self._desk.view.workshop
        if workshop_id is not None:
            shop = self._library.workshop(workshop_id)
        if shop is None:
            return False
        now = self._clock.now()
        owner, due = "", None
        if kind is CaptureKind.ACTION:
            today = now.utc.astimezone(zone_named(shop.zone)).date()
            found = split_action(text, today)
            text, owner, due = found.text, found.owner, found.due
        return self._store.run(Capture(shop.id, kind, text, now, owner, due))

    def edit_capture(self, ref: CaptureRef, text: str) -> bool:
        from desktop.services.capture import EditCapture

        return self._store.run(EditCapture(ref, text))

    def change_kind(self, ref: CaptureRef, kind: CaptureKind) -> None:
        from desktop.services.capture import ChangeCaptureKind

        self._store.run(ChangeCaptureKind(ref, kind))

    def delete_capture(self, ref: CaptureRef) -> None:
        from desktop.services.capture import DeleteCapture

        self._delete(DeleteCapture(ref), tr("Note deleted"))

    # stage and report

    def show_link(self, material_id: int | None = None) -> None:
        """Pin the QR code of a material's link, or of the first link; or say why not."""
        try:
            self._desk.show_link(material_id)
        except UserError as error:
            self._store.failed.emit(error)

    def blank_stage(self) -> None:
        """Blank it, or show again what it showed: a pinned scene, or what the run is at."""
        if self._desk.scene is Scene.BLANK:
            self._desk.choose_scene(self._before_blank)
        else:
            self._before_blank = self._desk.scene
            self._desk.choose_scene(Scene.BLANK)

    def pin_stage(self) -> None:
        """Hold the scene that is shown, or let it follow the run again."""
        pinned = self._desk.scene is not None
        self._desk.choose_scene(None if pinned else self._desk.view.content.scene)

    def report(self) -> ReportData | None:
        """What the open workshop's report would say now."""
        from desktop.services.reporting import report_data

        shop = self._desk.workshop_id
        return None if shop is None else report_data(self._library, shop, self._clock.now())

    def run_sheet(self, *, with_private: bool = False) -> RunSheet | None:
        """The plan of the open workshop for the printer. Raises `UserError` without any block."""
        from desktop.services.run_sheet import run_sheet

        shop = self._desk.workshop_id
        return None if shop is None else run_sheet(self._library, shop, with_private=with_private)

    def _on_opened(self, _row: object) -> None:
        self._before_blank = None  # a pin belongs to the workshop it was set in

    def _create(self, command: Command) -> bool:
        before = {row.id for row in self._library.workshops()}
        if not self._store.run(command):
            return False
        made = {row.id for row in self._library.workshops()} - before
        self._desk.open(max(made))
        self.created.emit()
        return True

    def _delete(self, command: Command, sentence: str) -> None:
        if self._store.run(command):
            self.deleted.emit(sentence)

    def _on_workshop(self, make: Callable[[int], Command]) -> bool:
        shop = self._desk.workshop_id
        return shop is not None and self._store.run(make(shop))
