"""Reads the templates that were saved in the library, and finds any template by its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated

import msgspec
from sqlalchemy import Integer, String, column, select, table
from sqlalchemy.orm import Session

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind, WorkshopKind
from desktop.domain.template import TemplateRow
from desktop.domain.text import clean, one_line
from desktop.services.template_files import (
    MOST_BLOCKS,
    Template,
    read_template,
    template_names,
    template_rows,
)
from desktop.system.resources import resource

if TYPE_CHECKING:
    from desktop.domain.agenda_file import AgendaBlock

# A table, not its class, and texts only: a start asks for it, and a damaged row must not stop one.
_saved = table(
    "saved_template",
    column("id", Integer),
    column("rank", String),
    column("name", String),
    column("title", String),
    column("summary", String),
    column("kind", String),
    column("blocks", String),
)

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=10_000)]
Planned = Annotated[int, msgspec.Meta(ge=1, le=LONGEST_S)]


class SavedStep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One timed step of a block."""

    title: Text
    seconds: Planned
    instruction: Text = ""


class SavedBlock(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One block as a saved template keeps it. Spans in seconds."""

    title: Title
    kind: ItemKind
    category: Category
    planned_s: Planned
    minimum_s: Annotated[int, msgspec.Meta(ge=0, le=LONGEST_S)]
    maximum_s: Annotated[int, msgspec.Meta(ge=1, le=2 * LONGEST_S)]
    protected: bool = False
    cut_order: Annotated[int, msgspec.Meta(ge=1, le=99)] | None = None
    technique: Text = ""
    lead: Text = ""
    instruction: Text = ""
    private_note: Text = ""
    steps: list[SavedStep] = []


@dataclass(frozen=True, slots=True)
class _Saved:
    """One row as it stands in the file; `blocks` is JSON."""

    name: str
    title: str
    summary: str
    kind: str
    blocks: str

    @property
    def shown_title(self) -> str:
        return one_line(self.title) or self.name


Blocks = Annotated[list[SavedBlock], msgspec.Meta(min_length=1, max_length=MOST_BLOCKS)]
_READER = msgspec.json.Decoder(Blocks)


@cache
def shipped_rows() -> tuple[TemplateRow, ...]:
    """What the list of templates shows of those that ship, read once."""
    return template_rows(resource("templates"))


def saved_rows(session: Session) -> tuple[TemplateRow, ...]:
    """What the list of templates shows of the saved ones, in order, damaged ones among them."""
    return tuple(_shown(row) for row in _rows(session))


def find(session: Session, name: str) -> Template:
    """The template of that name, shipped or saved.

    Raises UserError that lists the names there are, or says that it is damaged.
    """
    folder = resource("templates")
    shipped = template_names(folder)
    if name in shipped:
        return read_template(folder / f"{name}.toml")
    rows = {row.name: row for row in _rows(session)}
    if name in rows:
        return _template(rows[name])
    raise UserError(
        tr("There is no template “{name}”.").format(name=clean(name)[:60]),
        tr("Choose one of: {names}.").format(names=", ".join((*shipped, *sorted(rows)))),
    )


def _rows(session: Session) -> list[_Saved]:
    session.flush()  # a query of classes does it by itself, one of tables does not
    names = (_saved.c.name, _saved.c.title, _saved.c.summary, _saved.c.kind, _saved.c.blocks)
    found = session.execute(select(*names).order_by(_saved.c.rank, _saved.c.id))
    return [_Saved(*(str(text) for text in row)) for row in found]


def _shown(row: _Saved) -> TemplateRow:
    try:
        return _row(row, _read(row)[0])
    except UserError as error:
        return TemplateRow(row.name, row.shown_title, error.what, 0, (), own=True, is_damaged=True)


def _template(row: _Saved) -> Template:
    found, kind = _read(row)
    return Template(_row(row, found), kind, tuple(_block(block) for block in found))


def _read(row: _Saved) -> tuple[list[SavedBlock], WorkshopKind]:
    """Raises UserError: which template, and what is wrong with it."""
    try:
        found = _READER.decode(row.blocks)
        kind = WorkshopKind(row.kind)
    except (ValueError, RecursionError) as error:  # of JSON, of the fields, of the kind
        raise _refusal(row, str(error)) from error
    for block in found:
        if not block.minimum_s <= block.planned_s <= block.maximum_s:
            reason = tr("the length of “{title}” is not between its least and its most")
            raise _refusal(row, reason.format(title=block.title))
    return found, kind


def _row(row: _Saved, found: list[SavedBlock]) -> TemplateRow:
    shares = tuple((block.category, max(1, round(block.planned_s / 60))) for block in found)
    minutes = round(sum(block.planned_s for block in found) / 60)
    return TemplateRow(row.name, row.shown_title, clean(row.summary), minutes, shares, own=True)


def _block(block: SavedBlock) -> AgendaBlock:
    from desktop.domain.agenda_file import AgendaBlock  # noqa: PLC0415  a start without one

    return AgendaBlock(
        title=one_line(block.title),
        kind=block.kind,
        category=block.category,
        planned_s=block.planned_s,
        minimum_s=block.minimum_s,
        maximum_s=block.maximum_s,
        protected=block.protected,
        technique=clean(block.technique),
        lead=clean(block.lead),
        instruction=clean(block.instruction),
        private_note=clean(block.private_note),
        steps=tuple(
            (one_line(step.title), step.seconds, clean(step.instruction)) for step in block.steps
        ),
        cut_order=block.cut_order,
    )


def _refusal(row: _Saved, reason: str) -> UserError:
    return UserError(
        tr("The template “{title}” can't be used: {reason}.").format(
            title=row.shown_title, reason=reason
        ),
        tr("Delete it and save it again from a workshop."),
    )
