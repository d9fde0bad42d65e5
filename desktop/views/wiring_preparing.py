"""The connections of what is prepared in Prepare, and of "Before you close" in Report."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.changes import CAPTURED, OKRS, PEOPLE, PREPARED, Changes
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.kinds import Attendance
from desktop.domain.run import Phase
from desktop.views.message_bar import Message, MessageAction
from desktop.views.parts import Parts

if TYPE_CHECKING:
    from desktop.domain.rows import WorkshopRow
    from desktop.views.prepare.place import PreparePlace
    from desktop.views.prepare.wishes import PrepareWishes
    from desktop.views.report.closing_page import ClosingPage
    from desktop.views.report.place import ReportPlace

_CLOSING = PREPARED | CAPTURED | OKRS | PEOPLE
_OFFER = "close-list"
_WEB = ("https://", "http://", "mailto:")


class PrepareWiring(QObject):
    """Waits until a place is made, and fills its part whenever that may have changed."""

    team_requested = Signal(int)  # show this team in OKRs

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._place: PreparePlace | None = None
        self._report: ReportPlace | None = None
        self._page: ClosingPage | None = None
        self._offered = ""
        parts.console.place_shown.connect(self._on_place_shown)
        parts.store.changed.connect(self._on_changed)
        parts.desk.opened.connect(self._on_opened)
        parts.desk.refreshed.connect(self._on_refreshed)

    def actions(self) -> dict[ActionId, Callable[[], object]]:
        return {
            ActionId.PREPARE_GOALS: partial(self._show_in_prepare, "show_goals"),
            ActionId.PREPARE_MATERIALS: partial(self._show_in_prepare, "show_materials"),
            ActionId.PREPARE_LEADERS: partial(self._show_in_prepare, "show_leaders"),
            ActionId.PREPARE_STAGE: self._show_on_stage,
            ActionId.REPORT_CLOSE_LIST: self.show_list,
        }

    def message_actions(self) -> dict[str, Callable[[], object]]:
        return {ActionId.REPORT_CLOSE_LIST: self.show_list}

    def show_list(self) -> None:
        """Go to what is still open before the close."""
        self._p.console.messages.solve(_OFFER)
        self._p.console.show_place(PlaceId.REPORT)
        if self._report is None or self._p.desk.view.workshop is None:
            return
        page = self._made_page(self._report)
        self._fill_page()
        page.begin()
        self._report.show_closing(page)
        page.enter()

    def flush(self) -> None:
        """Store what is typed on the page."""
        if self._page is not None:
            self._page.flush()

    # Prepare

    def _on_place_shown(self, place: PlaceId, widget: QWidget) -> None:
        if place is PlaceId.PREPARE and self._place is None:
            from desktop.views.prepare.place import PreparePlace  # noqa: PLC0415  its maker did
            from desktop.views.wiring_learned import LearnedWiring  # noqa: PLC0415

            if isinstance(widget, PreparePlace):
                self._place = widget
                self._connect(widget.wishes)
                widget.editor.show_techniques(self._p.conductor.preparing.techniques())
                widget.wishes.material_open_requested.connect(self._open)
                widget.wishes.material_stage_requested.connect(self._p.conductor.show_link)
                widget.scene_requested.connect(self._p.desk.choose_scene)
                LearnedWiring(self._p).look()
        elif place is PlaceId.REPORT and self._report is None:
            from desktop.views.report.place import ReportPlace  # noqa: PLC0415

            if isinstance(widget, ReportPlace):
                self._report = widget
                widget.closing_requested.connect(self.show_list)
        self._fill()

    def _show_in_prepare(self, show: str) -> None:
        self._p.console.show_place(PlaceId.PREPARE)
        if self._place is not None:
            getattr(self._place, show)()

    def _show_on_stage(self) -> None:
        # from the palette it can be asked for anywhere: nothing changes that nobody sees
        if self._p.console.place is not PlaceId.PREPARE:
            self._p.console.show_place(PlaceId.PREPARE)
        elif self._place is not None:
            self._place.show_on_stage()

    def _fill(self) -> None:
        shop, place = self._p.desk.view.workshop, self._p.console.place
        if shop is None:
            return
        if place is PlaceId.PREPARE and self._place is not None:
            from desktop.domain.quarters import quarter_for  # noqa: PLC0415  no start needs it

            row = self._p.library.preparation(shop.id)
            label = quarter_for(shop.day).label if row.cycle is None else row.cycle.label
            self._place.show_preparation(shop.uid, row, label)
            self._fill_cost(shop, self._place)
        elif place is PlaceId.REPORT:
            self._fill_page()

    def _fill_cost(self, shop: WorkshopRow, place: PreparePlace) -> None:
        people = self._p.library.roster(shop.id)
        coming = sum(row.attendance is not Attendance.NO_SHOW for row in people)
        rate = self._p.library.hourly_rate(shop.id)
        place.show_cost(shop, coming, rate, decimal_comma=self._p.settings.decimal_comma)

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if changes.topics & _CLOSING:
            self._fill()

    def _on_refreshed(self, view: DeskView) -> None:
        self._fill()
        self._offer(view)

    # Report

    def _made_page(self, report: ReportPlace) -> ClosingPage:
        if self._page is None:
            from desktop.views.report.closing_page import ClosingPage  # noqa: PLC0415  at a close

            self._page = ClosingPage(report)
            self._connect(self._page.wishes)
            self._page.back_requested.connect(report.show_pages_again)
            self._page.end_requested.connect(partial(self._p.board.trigger, ActionId.RUN_END))
            self._page.team_requested.connect(self.team_requested)
        return self._page

    def _fill_page(self) -> None:
        view = self._p.desk.view
        if self._page is None or view.workshop is None:
            return
        library, shop = self._p.library, view.workshop
        self._page.show_closing(
            shop.uid,
            library.closing(shop.id),
            [row.name for row in library.roster(shop.id)],
            live=view.state.phase in (Phase.RUNNING, Phase.PAUSED),
            decimal_comma=self._p.settings.decimal_comma,
        )

    def _on_opened(self, _row: object) -> None:
        if self._page is not None and self._report is not None:
            self._report.show_pages_again()

    def _offer(self, view: DeskView) -> None:
        """Once a run: the last block is on, and something is open."""
        shop, state = view.workshop, view.state
        if shop is None or state.phase is not Phase.RUNNING or len(state.items) < 2:
            return
        if state.current != len(state.items) - 1 or self._offered == shop.uid:
            return
        self._offered = shop.uid
        if not self._p.library.closing(shop.id).open_uids:
            return
        look = MessageAction(tr("Before you close"), ActionId.REPORT_CLOSE_LIST, "Ctrl+L")
        text, why = tr("This is the last block."), tr("Some things are still open.")
        self._p.console.show_message(Message(text, why, actions=(look,), about=_OFFER))

    # wishes

    def _open(self, target: str) -> None:
        """Hand an address or a file to the program the computer has for it; only on request."""
        url = _url(target)
        if url is not None:
            QDesktopServices.openUrl(url)
            return
        sender = self._place
        if sender is not None:
            sender.wishes.refuse(tr("This is no address."))
        self._p.conductor.said.emit(
            tr("This is neither an address nor a file on this computer."),
            tr("Enter on the row changes it."),
        )

    def _connect(self, wishes: PrepareWishes) -> None:
        does = self._p.conductor.preparing
        asked: tuple[tuple[SignalInstance, Callable[..., bool]], ...] = (
            (wishes.goals_add_requested, does.add_goals),
            (wishes.goal_edit_requested, does.edit_goal),
            (wishes.goal_move_requested, does.move_goal),
            (wishes.goal_delete_requested, does.delete_goal),
            (wishes.brief_edit_requested, does.edit_brief),
            (wishes.rate_requested, does.set_rate),
            (wishes.score_requested, does.score_session),
            (wishes.session_result_add_requested, does.add_session_key_result),
            (wishes.session_result_edit_requested, does.edit_session_key_result),
            (wishes.session_result_score_requested, does.score_session_key_result),
            (wishes.session_result_move_requested, does.move_session_key_result),
            (wishes.session_result_delete_requested, does.delete_session_key_result),
            (wishes.technique_requested, does.set_technique),
            (wishes.step_add_requested, does.add_step),
            (wishes.step_edit_requested, does.edit_step),
            (wishes.step_move_requested, does.move_step),
            (wishes.step_delete_requested, does.delete_step),
            (wishes.material_add_requested, does.add_material),
            (wishes.material_edit_requested, does.edit_material),
            (wishes.material_mark_requested, does.mark_material),
            (wishes.material_move_requested, does.move_material),
            (wishes.material_delete_requested, does.delete_material),
            (wishes.leader_input_add_requested, does.add_leader_input),
            (wishes.leader_input_edit_requested, does.edit_leader_input),
            (wishes.leader_input_delete_requested, does.delete_leader_input),
            (wishes.theme_add_requested, does.add_theme),
            (wishes.theme_edit_requested, does.edit_theme),
            (wishes.theme_move_requested, does.move_theme),
            (wishes.theme_delete_requested, does.delete_theme),
            (wishes.quarter_requested, does.set_cycle),
            (wishes.action_edit_requested, does.edit_action),
            (wishes.parked_edit_requested, does.edit_parked),
        )
        for wish, method in asked:
            wish.connect(partial(self._grant, wishes, method))

    def _grant(self, wishes: PrepareWishes, method: Callable[..., bool], *values: object) -> None:
        """Do what is wished for, and tell the field when it could not be done."""
        if not method(*values):
            why = self._p.conductor.preparing.refusal
            wishes.refuse(why or tr("This could not be stored."))


def _url(target: str) -> QUrl | None:
    """The address of a material; None when it is neither on the web nor a file that exists."""
    if target.lower().startswith(_WEB):
        return QUrl(target)
    if target.lower().startswith("www."):
        return QUrl(f"https://{target}")
    path = Path(target.removeprefix("file://")).expanduser()
    try:
        return QUrl.fromLocalFile(str(path)) if path.is_absolute() and path.exists() else None
    except OSError:
        return None
