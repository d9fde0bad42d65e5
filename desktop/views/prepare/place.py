"""Prepare: details and goals, the agenda, and beside it a block, people or what is prepared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.prepare_rows import Preparation
from desktop.domain.rows import AgendaRow
from desktop.domain.run import ItemPhase, Phase
from desktop.domain.stage import Scene
from desktop.views.overlay import focused_in
from desktop.views.prepare.agenda_card import AgendaCard
from desktop.views.prepare.details import DetailsCard
from desktop.views.prepare.editor import BlockEditor
from desktop.views.prepare.goals_card import GoalsCard
from desktop.views.prepare.leaders_page import LeadersPage
from desktop.views.prepare.materials_page import MaterialsPage
from desktop.views.prepare.people_panel import PeoplePanel
from desktop.views.prepare.rows import Rows
from desktop.views.prepare.side import Side
from desktop.views.prepare.totals import TotalsCard
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.widgets import Card, Scroll, Text
from desktop.views.widgets.fit import fix_side

if TYPE_CHECKING:
    from desktop.domain.learned import History, Learned
    from desktop.domain.meeting_cost import HourlyRate
    from desktop.domain.rows import WorkshopRow
    from desktop.views.prepare.cost_card import CostCard
    from desktop.views.prepare.many_editor import ManyEditor

_LEFT = 224
_RIGHT = 352


class PreparePlace(QWidget):
    """Three columns that scroll by themselves; every change is asked for, none is made here."""

    rename_requested = Signal(str)
    when_requested = Signal(object, object, object)
    place_requested = Signal(str)
    item_add_requested = Signal(object)
    item_edit_requested = Signal(int, str, object)
    items_edit_requested = Signal(object, str, object)  # item ids, field, value
    items_lengthen_requested = Signal(object, int)  # item ids, seconds: negative is shorter
    items_delete_requested = Signal(object)  # item ids
    items_move_requested = Signal(object, int)  # item ids, place of the first one afterwards
    note_edit_requested = Signal(int, str)
    import_requested = Signal()
    paste_requested = Signal()
    scene_requested = Signal(object)  # Scene

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Prepare"))
        self._view: DeskView | None = None
        self._notes: Mapping[int, str] = {}
        self._uids: tuple[str, ...] = ()
        self._adding = False
        self._many: ManyEditor | None = None
        self._history: History | None = None
        self._cost: CostCard | None = None
        self.details = DetailsCard()
        self.totals = TotalsCard()
        self.agenda = AgendaCard()
        self.wishes = PrepareWishes(self)
        self.editor = BlockEditor(self.wishes)
        self.people = PeoplePanel()
        self.goals = GoalsCard(self.wishes)
        self.materials = MaterialsPage(self.wishes)
        self.leaders = LeadersPage(self.wishes)
        self.side = Side()
        self._hint = Card()
        self._lay_out()
        self._connect()

    @property
    def many(self) -> ManyEditor:
        """Where several blocks are edited; made when several are first chosen."""
        if self._many is None:
            self._many = self._make_many()
        return self._many

    @property
    def cost(self) -> CostCard:
        """What the meeting costs; made with its first figure."""
        if self._cost is None:
            from desktop.views.prepare.cost_card import CostCard  # noqa: PLC0415

            self._cost = CostCard(self.wishes)
            self._cost.left.connect(self.focus_first)
            self._left.insertWidget(self._left.indexOf(self.totals), self._cost)
        return self._cost

    def show_desk(self, view: DeskView) -> None:
        """Idempotent; keeps the chosen block by uid, and whatever is being typed."""
        other = self._workshop_uid() != (view.workshop.uid if view.workshop else "")
        self._view = view
        self._stack.setCurrentIndex(1 if view.workshop is None else 0)
        if view.workshop is None:
            self._uids = ()
            return
        choose, new = self._choice(view.agenda, other=other)
        self._uids = tuple(row.uid for row in view.agenda)
        self.details.show_workshop(view.workshop)
        self.editor.show_workshop(view.workshop)
        self.totals.show_agenda(view.workshop, view.agenda, view.slots)
        self.agenda.show_agenda(view.workshop, view.agenda, view.slots, choose)
        self.agenda.show_changes(view.changed_since)
        self._show_block()
        if new and self._adding:
            self.editor.focus_title()

    def show_notes(self, notes: Mapping[int, str]) -> None:
        """The private notes by item id."""
        self._notes = dict(notes)
        self._show_block()

    def show_history(self, history: History) -> None:
        """How long blocks really took in the workshops that are closed."""
        self._history = history
        self._show_block()

    def show_preparation(self, uid: str, row: Preparation, quarter: str) -> None:
        """What is prepared for the workshop with that uid; `quarter` is what it is called."""
        self.goals.show_preparation(uid, row)
        self.materials.show_preparation(uid, row)
        self.leaders.show_preparation(uid, row, quarter)

    def show_cost(
        self, row: WorkshopRow, people: int, rate: HourlyRate | None, *, decimal_comma: bool
    ) -> None:
        """What this workshop costs with so many people; the rate is private."""
        self.cost.show_cost(row, people, rate, decimal_comma=decimal_comma)

    def focus_first(self) -> None:
        """The agenda, or the way to begin one."""
        if self.agenda.list.count:
            self.agenda.list.setFocus()
        else:
            self.agenda.begin.setFocus()

    def flush(self) -> None:
        """Commit everything typed; for the moment before the window closes."""
        self.details.flush()
        self.editor.flush()
        self.people.flush()
        for part in (self.goals, self.materials, self.leaders, self.cost):
            part.flush()

    def show_people_page(self) -> None:
        """Turn the right column to the people, ready for a name."""
        self.side.show_page(self.people)
        self.people.focus_first()

    def show_goals(self) -> None:
        """Go to the line that adds a goal."""
        self.goals.add.setFocus()

    def show_materials(self) -> None:
        """Turn the right column to the materials, ready for one."""
        self.side.show_page(self.materials)
        self.materials.focus_first()

    def show_leaders(self) -> None:
        """Turn the right column to what leaders said, ready for a note."""
        self.side.show_page(self.leaders)
        self.leaders.focus_first()

    def show_on_stage(self) -> None:
        """Ask for what has the focus to be shown to the room: a link, goals, people, the agenda."""
        material = self.materials.rows.chosen
        if material is not None:
            material.flush()
            self.wishes.material_stage_requested.emit(material.line.id)
        elif self.goals.rows.chosen is not None:
            self.scene_requested.emit(Scene.GOALS)
        elif self.people.list.hasFocus():
            self.scene_requested.emit(Scene.PEOPLE)
        else:
            self.scene_requested.emit(Scene.AGENDA)

    def show_found(self, entity: str, uid: str) -> None:
        """Go to a block or to somebody, by the table and the uid."""
        if entity in {"person", "participation", "team"}:
            self.side.show_page(self.people)
            self.people.list.choose(uid)
            self.people.list.setFocus()
        elif entity in {"agenda_item", "step", "private_note"}:
            self.side.show_page(self._block)
            self.agenda.list.choose(uid)
            self.agenda.list.setFocus()
        elif entity == "goal":
            self.goals.rows.choose(uid)
        elif entity == "material":
            self.side.show_page(self.materials)
            self.materials.rows.choose(uid)
        elif entity in {"leader_input", "theme", "session_key_result", "workshop_brief"}:
            self.side.show_page(self.leaders)
            for rows in (*self.leaders.inputs.values(), self.leaders.themes, self.leaders.results):
                rows.choose(uid)

    def add_block(self) -> None:
        """Ask for a block after the chosen one; its title is ready for typing once it is there."""
        if self._view is None or self._view.workshop is None:
            return
        self.flush()
        self.side.show_page(self._block)
        row = self.agenda.list.chosen
        self._adding = True
        self.item_add_requested.emit(row.id if row is not None else None)
        self._adding = False

    def delete_blocks(self) -> None:
        """Ask for what is chosen to go; undo brings it back, so nothing is asked."""
        rows = self.agenda.list.chosen_rows
        if not rows:
            return
        focus = focused_in(self.window())
        many = self._many
        in_many = many is not None and focus is not None and many.isAncestorOf(focus)
        self.editor.drop()
        self.items_delete_requested.emit(tuple(row.id for row in rows))
        if in_many:  # it goes, and the focus would go anywhere
            self.focus_first()

    def move_up(self) -> None:
        self._move(-1)

    def move_down(self) -> None:
        self._move(1)

    def _move(self, by: int) -> None:
        if self.side.page is self.people and self.people.list.hasFocus():
            self.people.move_chosen(by)
            return
        for rows in self.findChildren(Rows):
            if rows.chosen is not None:
                rows.move_chosen(by)
                return
        self.flush()
        self.agenda.list.move_chosen(by)

    def _workshop_uid(self) -> str:
        return self._view.workshop.uid if self._view and self._view.workshop else ""

    def _choice(self, agenda: tuple[AgendaRow, ...], *, other: bool) -> tuple[str, bool]:
        """The uid the ring belongs on, and whether that block is new in this agenda."""
        uids = [row.uid for row in agenda]
        if not uids:
            return "", False
        if other:
            return uids[0], False
        new = [uid for uid in uids if uid not in set(self._uids)]
        if len(new) == 1:
            return new[0], True
        chosen, place = self.agenda.list.chosen, max(self.agenda.list.place, 0)
        if chosen is not None and chosen.uid in uids:
            return chosen.uid, False
        left = sum(1 for uid in self._uids[:place] if uid in set(uids))
        return uids[min(left, len(uids) - 1)], False

    def _show_block(self) -> None:
        row, at = self.agenda.list.chosen, self.agenda.list.place
        rows = self.agenda.list.chosen_rows
        several = len(rows) > 1
        if several:
            self.many.show_blocks(rows)
        if self._many is not None:
            self._many.setVisible(several)
        self.editor.setVisible(len(rows) == 1)
        self._hint.setVisible(row is None)
        if row is not None:
            count, note = self.agenda.list.count, self._notes.get(row.id, "")
            self.editor.show_block(row, at + 1, count, note)
            self.editor.learned.show_learned(self._learned(row), row.planned_s)

    def _learned(self, row: AgendaRow) -> Learned | None:
        """What closed workshops say of a block that is still to come."""
        view = self._view
        if self._history is None or view is None or view.workshop is None:
            return None
        ahead = {item.uid for item in view.state.items if item.phase is ItemPhase.AHEAD}
        if view.state.phase is Phase.ENDED or row.uid not in ahead:
            return None
        return self._history.learned(row, view.workshop.id)

    def _make_many(self) -> ManyEditor:
        from desktop.views.prepare.many_editor import ManyEditor  # noqa: PLC0415

        made = ManyEditor()
        self._shown.insertWidget(self._shown.indexOf(self.editor) + 1, made)
        made.edit_requested.connect(self.items_edit_requested)
        made.delete_requested.connect(self.delete_blocks)
        made.left.connect(self.focus_first)
        return made

    def _lay_out(self) -> None:
        left, right, page, none = QWidget(), QWidget(), QWidget(), QWidget()
        column = self._left = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.details)
        column.addWidget(self.goals)
        column.addWidget(self.totals)
        column.addStretch()
        words = Text(tr("The block you choose in the agenda opens here."), "muted")
        words.setWordWrap(True)
        self._hint.body.addWidget(words)
        side = self._shown = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self.editor, 1)
        side.addWidget(self._hint)
        side.addStretch()
        row = QHBoxLayout(page)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        self._block = Scroll(right)
        self.side.add_page(tr("Block"), self._block)
        self.side.add_page(tr("People"), self.people)
        self.side.add_page(tr("Materials"), self.materials)
        self.side.add_page(tr("Leaders"), self.leaders)
        for part, width in ((Scroll(left), _LEFT), (self.agenda, 0), (self.side, _RIGHT)):
            if width:
                fix_side(part, width)
            row.addWidget(part, 0 if width else 1)
        lone = QVBoxLayout(none)
        lone.setContentsMargins(20, 16, 20, 16)
        lone.addWidget(Text(tr("No workshop is open"), "page"))
        lone.addWidget(Text(tr("Choose one in Home, or begin a new one there."), "muted"))
        lone.addStretch()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(page)
        self._stack.addWidget(none)

    def _connect(self) -> None:
        self.details.rename_requested.connect(self.rename_requested)
        self.details.when_requested.connect(self.when_requested)
        self.details.place_requested.connect(self.place_requested)
        for part in (self.details, self.goals, self.materials, self.leaders):
            part.left.connect(self.focus_first)
        blocks = self.agenda.list
        blocks.chosen_changed.connect(self._chosen)
        blocks.edit_requested.connect(self._edit_title)
        blocks.duration_edit_requested.connect(self._edit_duration)
        blocks.delete_requested.connect(self.delete_blocks)
        blocks.move_requested.connect(self.items_move_requested)
        blocks.lengthen_requested.connect(self.items_lengthen_requested)
        self.agenda.add_requested.connect(self.add_block)
        self.agenda.import_requested.connect(self.import_requested)
        self.agenda.paste_requested.connect(self.paste_requested)
        self.editor.edit_requested.connect(self.item_edit_requested)
        self.editor.note_edit_requested.connect(self.note_edit_requested)
        self.editor.delete_requested.connect(self.delete_blocks)
        self.editor.left.connect(self.focus_first)

    def _edit_title(self) -> None:
        self.side.show_page(self._block)
        if len(self.agenda.list.chosen_rows) > 1:
            self.many.focus_first()
        else:
            self.editor.focus_title()

    def _edit_duration(self) -> None:
        self.side.show_page(self._block)
        self.editor.focus_duration()

    def _chosen(self) -> None:
        # A click on another row takes the focus, and with it the typing, before it gets here.
        self._show_block()
