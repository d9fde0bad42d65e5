"""Use cases on the blocks of an agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agenda import (
    LONGEST_S,
    category_for,
    default_maximum,
    default_minimum,
    valid_cut_order,
    valid_fixed_start,
    valid_maximum,
    valid_minimum,
)
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.text import clean, one_line
from desktop.models.base import new_uid
from desktop.models.tables import AgendaItem, PrivateNote
from desktop.models.unit_of_work import Work
from desktop.services.ranks import rank_between
from desktop.services.workshops import valid_title, workshop_of

NEW_BLOCK_S = 15 * 60


class ItemField(StrEnum):
    """What can be edited on a block."""

    TITLE = "title"
    KIND = "kind"
    CATEGORY = "category"
    PLANNED = "planned_s"
    MINIMUM = "minimum_s"
    MAXIMUM = "maximum_s"
    PROTECTED = "protected"
    LEAD = "lead"
    INSTRUCTION = "instruction"
    CUT_ORDER = "cut_order"
    FIXED_START = "fixed_start"


def item_of(session: Session, item_id: int) -> AgendaItem:
    """The block with that id. Raises `UserError` when it is gone."""
    item = session.get(AgendaItem, item_id)
    if item is None or item.removed:
        raise UserError(tr("This block is no longer in the agenda."), tr("Undo brings it back."))
    return item


def ranked_items(session: Session, workshop_id: int) -> list[AgendaItem]:
    """The blocks of a workshop in order."""
    query = select(AgendaItem).where(
        AgendaItem.workshop_id == workshop_id, AgendaItem.removed.is_(False)
    )
    return list(session.scalars(query.order_by(AgendaItem.rank, AgendaItem.id)))


@dataclass(frozen=True, slots=True)
class AddItem:
    """Add a block after another one, or at the end."""

    workshop_id: int
    after_id: int | None = None
    title: str = ""
    kind: ItemKind = ItemKind.ACTIVITY
    planned_s: int = NEW_BLOCK_S

    @property
    def label(self) -> str:
        return tr("Add block")

    def execute(self, work: Work) -> None:
        workshop_of(work.session, self.workshop_id)
        items = ranked_items(work.session, self.workshop_id)
        place = next((i for i, item in enumerate(items) if item.id == self.after_id), -1)
        if self.after_id is None:
            place = len(items) - 1
        before = items[place].rank if place >= 0 else None
        after = items[place + 1].rank if place + 1 < len(items) else None
        title = valid_title(self.title or tr("New block"))
        protected = self.kind is ItemKind.BREAK
        item = AgendaItem(
            uid=new_uid(),
            rank=rank_between(before, after),
            workshop_id=self.workshop_id,
            title=title,
            kind=self.kind,
            category=category_for(self.kind, title),
            planned_s=self.planned_s,
            minimum_s=default_minimum(self.planned_s, protected),
            maximum_s=default_maximum(self.planned_s),
            protected=protected,
            technique="",
            lead="",
            instruction="",
            removed=False,
        )
        work.session.add(item)


@dataclass(frozen=True, slots=True)
class EditItem:
    """Change one field of a block; durations in seconds."""

    item_id: int
    field: ItemField
    value: object

    @property
    def label(self) -> str:
        return tr("Edit block")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("agenda_item", self.field.value, self.item_id)

    def execute(self, work: Work) -> None:
        item = item_of(work.session, self.item_id)
        match self.field, self.value:
            case ItemField.TITLE, str(title):
                item.title = valid_title(title)
            case ItemField.KIND, str(kind):
                _set_kind(item, ItemKind(kind))
            case ItemField.CATEGORY, str(category):
                item.category = Category(category)
            case ItemField.PROTECTED, bool(protected):
                item.protected = protected
                if protected:
                    item.minimum_s, item.cut_order = item.planned_s, None
            case ItemField.PLANNED, int(seconds):
                _set_planned(item, seconds)
            case ItemField.MINIMUM, int(seconds):
                item.minimum_s = valid_minimum(seconds, item.planned_s, protected=item.protected)
            case ItemField.MAXIMUM, int(seconds):
                item.maximum_s = valid_maximum(seconds, item.planned_s)
            case ItemField.LEAD, str(text):
                item.lead = one_line(clean(text, 200))
            case ItemField.INSTRUCTION, str(text):
                item.instruction = clean(text, 2_000)
            case _:
                _set_optional(work.session, item, self.field, self.value)


def _set_kind(item: AgendaItem, kind: ItemKind) -> None:
    if item.category is category_for(item.kind, item.title):
        item.category = category_for(kind, item.title)  # follows until chosen by hand
    if kind is ItemKind.BREAK and item.kind is not ItemKind.BREAK:
        item.protected, item.minimum_s, item.cut_order = True, item.planned_s, None
    item.kind = kind


def _set_planned(item: AgendaItem, seconds: int) -> None:
    if not 0 < seconds <= LONGEST_S:
        raise UserError(
            tr("A block lasts between a second and 12 hours."), tr("The old length stays.")
        )
    was_default = item.minimum_s == default_minimum(item.planned_s, item.protected)
    most_was_default = item.maximum_s == default_maximum(item.planned_s)
    item.planned_s = seconds
    if was_default or item.minimum_s > seconds or item.protected:
        item.minimum_s = default_minimum(seconds, item.protected)
    if most_was_default or item.maximum_s < seconds:
        item.maximum_s = default_maximum(seconds)


def _set_optional(session: Session, item: AgendaItem, field: ItemField, value: object) -> None:
    """What a block may be without."""
    match field, value:
        case ItemField.CUT_ORDER, int() | None as order:
            item.cut_order = valid_cut_order(order, protected=item.protected)
        case ItemField.FIXED_START, time() | None as start:
            shop = workshop_of(session, item.workshop_id)
            item.fixed_start = valid_fixed_start(start, shop.starts, shop.ends)
        case _:
            raise TypeError(f"{field} takes no {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class SetPrivateNote:
    """Write what only the facilitator reads about a block; empty text removes it."""

    item_id: int
    text: str

    @property
    def label(self) -> str:
        return tr("Edit private notes")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("private_note", self.item_id)

    def execute(self, work: Work) -> None:
        item = item_of(work.session, self.item_id)
        text = clean(self.text)
        note = item.private_note
        if note is None and text:
            item.private_note = PrivateNote(uid=new_uid(), rank=rank_between(None, None), text=text)
        elif note is not None and text:
            note.text = text
        elif note is not None:
            item.private_note = None
