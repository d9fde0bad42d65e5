"""The places of the console: made on the first visit, filled on every one, connected here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.bridge.actions import PlaceId
from desktop.domain.desk import DeskView
from desktop.domain.rows import CaptureRef
from desktop.views.breakouts.place import BreakoutsPlace
from desktop.views.parts import Parts
from desktop.views.wiring_report import ReportWiring

if TYPE_CHECKING:  # a place is loaded when it is made: all of them are 20 ms of a start
    from desktop.views.capture.place import CapturePlace
    from desktop.views.home.place import HomePlace
    from desktop.views.okrs.place import OkrsPlace
    from desktop.views.prepare.place import PreparePlace
    from desktop.views.report.place import ReportPlace
    from desktop.views.run.place import RunPlace


class Places(QObject):
    """Knows every place that has been made. What goes beyond one place is asked for by signal."""

    open_requested = Signal(int)
    way_requested = Signal(object)  # Way
    step_requested = Signal(int)  # of the technique, by how many
    new_requested = Signal(str)
    import_requested = Signal()
    import_new_requested = Signal()
    paste_requested = Signal()
    paste_new_requested = Signal()
    roster_requested = Signal()
    template_rename_requested = Signal(object)  # its name

    def __init__(self, parts: Parts, report: ReportWiring) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._report = report
        self._fillers: dict[PlaceId, Callable[[DeskView], None]] = {}
        self.home: HomePlace | None = None
        self.prepare: PreparePlace | None = None
        self.run: RunPlace | None = None
        self.capture: CapturePlace | None = None
        self.okrs: OkrsPlace | None = None
        console = parts.console
        console.add_place(PlaceId.HOME, self._make_home)
        console.add_place(PlaceId.PREPARE, self._make_prepare)
        console.add_place(PlaceId.RUN, self._make_run)
        console.add_place(PlaceId.BREAKOUTS, BreakoutsPlace)
        console.add_place(PlaceId.OKRS, self._make_okrs)
        console.add_place(PlaceId.CAPTURE, self._make_capture)
        console.add_place(PlaceId.REPORT, self._make_report)

    def fill(self, place: PlaceId) -> None:
        """Show a place what there is now."""
        if place in self._fillers:
            self._fillers[place](self._p.desk.view)

    def fill_shown(self) -> None:
        """Show the place in sight what there is now."""
        if self._p.console.place is not None:
            self.fill(self._p.console.place)

    def focus_first(self, place: PlaceId) -> None:
        """Where most would begin in a place that was just shown."""
        first = {
            PlaceId.HOME: self.home,
            PlaceId.PREPARE: self.prepare,
            PlaceId.OKRS: self.okrs,
        }.get(place)
        if first is not None:
            first.focus_first()

    def show_tick(self, view: DeskView) -> None:
        """Only time has passed."""
        if self.run is not None and self._p.console.place is PlaceId.RUN:
            self.run.show_tick(view)

    def flush(self) -> None:
        """Store what is being typed, before the window closes."""
        if self.prepare is not None:
            self.prepare.flush()
        if self.run is not None:
            self.run.flush()
        if self.capture is not None:
            self.capture.list.flush()
        if self.okrs is not None:
            self.okrs.flush()

    # one maker and one filler each

    def _make_home(self) -> HomePlace:
        from desktop.views.home.place import HomePlace  # noqa: PLC0415

        place, conductor = HomePlace(), self._p.conductor
        self.home = place
        self._fillers[PlaceId.HOME] = partial(self._fill_home, place)
        place.open_requested.connect(self.open_requested)
        place.new_requested.connect(self.new_requested)
        place.sample_requested.connect(conductor.open_sample)
        place.delete_requested.connect(conductor.delete_workshop)
        place.copy_requested.connect(conductor.duplicate_workshop)
        place.template_rename_requested.connect(self.template_rename_requested)
        place.template_delete_requested.connect(self._delete_template)
        place.import_requested.connect(self.import_new_requested)
        place.paste_requested.connect(self.paste_new_requested)
        return place

    def _delete_template(self, name: str) -> None:
        self._p.conductor.own_templates.delete(name)

    def _fill_home(self, place: HomePlace, view: DeskView) -> None:
        place.show_templates(self._p.conductor.templates())
        place.show_workshops(self._p.library.workshops(), view.now.utc)

    def _make_prepare(self) -> PreparePlace:
        from desktop.views.prepare.place import PreparePlace  # noqa: PLC0415

        place, conductor = PreparePlace(), self._p.conductor
        self.prepare = place
        self._fillers[PlaceId.PREPARE] = partial(self._fill_agenda, place)
        place.rename_requested.connect(conductor.rename)
        place.when_requested.connect(conductor.reschedule)
        place.place_requested.connect(conductor.set_place)
        place.item_add_requested.connect(conductor.add_item)
        place.item_edit_requested.connect(conductor.edit_item)
        place.items_edit_requested.connect(conductor.edit_items)
        place.items_lengthen_requested.connect(conductor.lengthen_items)
        place.items_delete_requested.connect(conductor.delete_items)
        place.items_move_requested.connect(conductor.move_items)
        place.note_edit_requested.connect(conductor.edit_note)
        place.import_requested.connect(self.import_requested)
        place.paste_requested.connect(self.paste_requested)
        return place

    def _fill_agenda(self, place: PreparePlace | RunPlace, view: DeskView) -> None:
        shop = view.workshop
        place.show_notes({} if shop is None else self._p.library.private_notes(shop.id))
        place.show_desk(view)

    def _make_run(self) -> RunPlace:
        from desktop.views.run.place import RunPlace  # noqa: PLC0415

        place = RunPlace(twelve_hour=self._p.settings.twelve_hour)
        self.run = place
        self._fillers[PlaceId.RUN] = partial(self._fill_agenda, place)
        place.instruction_edit_requested.connect(self._edit_instruction)
        place.note_edit_requested.connect(self._edit_note)
        place.way_requested.connect(self.way_requested)
        place.step_requested.connect(self.step_requested)
        return place

    def _edit_instruction(self, item_id: int, text: str) -> None:
        if not self._p.conductor.edit_instruction(item_id, text) and self.run is not None:
            self.run.instruction.editor.not_taken()

    def _edit_note(self, item_id: int, text: str) -> None:
        if not self._p.conductor.edit_note(item_id, text) and self.run is not None:
            self.run.note.editor.not_taken()

    def _make_capture(self) -> CapturePlace:
        from desktop.views.capture.place import CapturePlace  # noqa: PLC0415

        place, conductor = CapturePlace(), self._p.conductor
        place.show_twelve_hour(on=self._p.settings.twelve_hour)
        self.capture = place
        self._fillers[PlaceId.CAPTURE] = partial(self._fill_captures, place)
        place.edit_requested.connect(self._edit_capture)
        place.delete_requested.connect(conductor.delete_capture)
        place.kind_requested.connect(conductor.change_kind)
        return place

    def _fill_captures(self, place: CapturePlace, view: DeskView) -> None:
        shop = view.workshop
        rows = () if shop is None else self._p.library.captures(shop.id)
        place.show_captures(rows, "" if shop is None else shop.zone)

    def _edit_capture(self, ref: CaptureRef, text: str) -> None:
        if not self._p.conductor.edit_capture(ref, text) and self.capture is not None:
            self.capture.list.keep_typing(ref, text)

    def _make_okrs(self) -> OkrsPlace:
        from desktop.views.wiring_okrs import OkrsWiring  # noqa: PLC0415

        wiring = OkrsWiring(self._p)
        self.okrs = wiring.place
        self._fillers[PlaceId.OKRS] = wiring.fill
        wiring.roster_requested.connect(self.roster_requested)
        return wiring.place

    def _make_report(self) -> ReportPlace:
        self._fillers[PlaceId.REPORT] = self._report.fill
        return self._report.make_place()
