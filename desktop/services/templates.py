"""Use cases on the templates of one's own: kept from a workshop, called otherwise, removed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.text import clean, folded
from desktop.models.base import new_uid
from desktop.models.tables import AgendaItem, Participation, Person
from desktop.models.templates import SavedTemplate
from desktop.models.unit_of_work import Work
from desktop.services.ranks import rank_between
from desktop.services.saved_templates import SavedBlock, SavedStep
from desktop.services.template_files import MOST_BLOCKS, template_names
from desktop.services.workshops import valid_title, workshop_of
from desktop.system.resources import resource

SUMMARY_LIMIT = 500
_NAME_LIMIT = 56
"""Characters, so that a number still fits behind a name that is taken."""


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """Keep the agenda of a workshop as a template.

    Private notes are kept, they are the facilitator's own. A lead who takes part in the workshop
    is left out, as are fixed starts: both belong to that day.
    """

    workshop_id: int
    title: str
    summary: str = ""

    @property
    def label(self) -> str:
        return tr("Save as a template")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        title = valid_title(self.title, new=True)
        items = _items(work.session, workshop.id)
        if not items:
            raise UserError(tr("The agenda has no block yet."), tr("Add one first."))
        if len(items) > MOST_BLOCKS:
            raise UserError(
                tr("A template has at most {n} blocks.").format(n=MOST_BLOCKS),
                tr("Shorten the agenda first."),
            )
        people = _Names(work.session, workshop.id)
        last = select(SavedTemplate.rank).order_by(SavedTemplate.rank.desc()).limit(1)
        template = SavedTemplate(
            uid=new_uid(),
            rank=rank_between(work.session.scalar(last), None),
            name=_free_name(work.session, title),
            title=title,
            summary=clean(self.summary, SUMMARY_LIMIT),
            kind=workshop.kind,
            blocks=msgspec.to_builtins([_block(item, people) for item in items]),
        )
        work.session.add(template)


@dataclass(frozen=True, slots=True)
class RenameTemplate:
    """Change the title of a saved template; what the command line calls it stays."""

    name: str
    title: str

    @property
    def label(self) -> str:
        return tr("Rename template")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("saved_template.title", self.name)

    def execute(self, work: Work) -> None:
        template_of(work.session, self.name).title = valid_title(self.title)


@dataclass(frozen=True, slots=True)
class DeleteTemplate:
    """Remove a saved template; workshops made from it stay as they are."""

    name: str

    @property
    def label(self) -> str:
        return tr("Delete template")

    def execute(self, work: Work) -> None:
        work.session.delete(template_of(work.session, self.name))


def template_of(session: Session, name: str) -> SavedTemplate:
    """The saved template of that name. Raises `UserError` when there is none."""
    found = session.scalars(select(SavedTemplate).where(SavedTemplate.name == name)).first()
    if found is None:
        raise UserError(
            tr("This template is not one of your own."),
            tr("Those that come with the app stay as they are."),
        )
    return found


class _Names:
    """The people of a workshop, to be recognised in the lead of a block."""

    def __init__(self, session: Session, workshop_id: int) -> None:
        query = select(Person.name).join(Participation, Participation.person_id == Person.id)
        names = session.scalars(query.where(Participation.workshop_id == workshop_id))
        self._names = [folded(name) for name in names]
        self._words = {word for name in self._names for word in _words(name) if len(word) > 1}

    def has(self, lead: str) -> bool:
        """Whether somebody is named, in full or by one of their names."""
        said = folded(lead)
        return any(name in said for name in self._names) or bool(self._words & {*_words(said)})


def _words(text: str) -> Iterable[str]:
    return re.findall(r"\w+", text)


def _items(session: Session, workshop_id: int) -> list[AgendaItem]:
    query = (
        select(AgendaItem)
        .where(AgendaItem.workshop_id == workshop_id, AgendaItem.removed.is_(False))
        .order_by(AgendaItem.rank, AgendaItem.id)
        .options(selectinload(AgendaItem.steps), selectinload(AgendaItem.private_note))
    )
    return list(session.scalars(query))


def _block(item: AgendaItem, people: _Names) -> SavedBlock:
    return SavedBlock(
        title=item.title,
        kind=item.kind,
        category=item.category,
        planned_s=item.planned_s,
        minimum_s=min(item.minimum_s, item.planned_s),
        maximum_s=min(2 * LONGEST_S, max(item.maximum_s, item.planned_s)),
        protected=item.protected,
        cut_order=item.cut_order,
        technique=item.technique,
        lead="" if people.has(item.lead) else item.lead,
        instruction=item.instruction,
        private_note="" if item.private_note is None else item.private_note.text,
        steps=[SavedStep(step.title, step.seconds, step.instruction) for step in item.steps],
    )


def _free_name(session: Session, title: str) -> str:
    """The title as the command line can say it, unlike any name there is."""
    words = re.findall("[a-z0-9]+", folded(title))
    name = "-".join(words)[:_NAME_LIMIT].strip("-") or "template"
    taken = {*template_names(resource("templates")), *session.scalars(select(SavedTemplate.name))}
    n, free = 1, name
    while free in taken:
        n += 1
        free = f"{name}-{n}"
    return free
