"""Use cases on workshops as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.agenda import zone_named
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import WorkshopKind, WorkshopState
from desktop.domain.text import clean, one_line
from desktop.models.base import new_uid
from desktop.models.tables import Programme, Workshop
from desktop.models.unit_of_work import Work
from desktop.services.participants import drop_strangers
from desktop.services.ranks import rank_between

TITLE_LIMIT = 200


def workshop_of(session: Session, workshop_id: int) -> Workshop:
    """The workshop with that id. Raises `UserError` if there is none."""
    workshop = session.get(Workshop, workshop_id)
    if workshop is None:
        raise UserError(
            tr("There is no workshop {id} in this library.").format(id=workshop_id),
            tr("Choose one from the list."),
        )
    return workshop


def ensure_programme(work: Work, name: str = "") -> Programme:
    """The programme of that name, or the first one; the very first is made when missing."""
    query = select(Programme).order_by(Programme.rank)
    if name:
        query = query.where(Programme.name == name)
    programme = work.session.scalars(query.limit(1)).first()
    if programme is None:
        last = work.session.scalar(select(Programme.rank).order_by(Programme.rank.desc()).limit(1))
        programme = Programme(
            uid=new_uid(), rank=rank_between(last, None), name=name or tr("My programme")
        )
        work.session.add(programme)
    return programme


def valid_title(title: str, *, new: bool = False) -> str:
    """The title on one line. Raises `UserError` when it is empty or too long."""
    title = one_line(clean(title))
    hint = tr("Type one.") if new else tr("The old one stays.")
    if not title:
        raise UserError(tr("A title can't be empty."), hint)
    if len(title) > TITLE_LIMIT:
        raise UserError(tr("A title has at most {n} characters.").format(n=TITLE_LIMIT), hint)
    return title


def valid_hours(start: time, end: time) -> None:
    """Raises `UserError` when a workshop would have no length."""
    if start == end:
        raise UserError(tr("Start and end are the same."), tr("Type an end later than the start."))


@dataclass(frozen=True, slots=True)
class CreateWorkshop:
    """Add a workshop without an agenda. Times are local wall time in `zone`."""

    title: str
    day: date
    start: time
    end: time
    zone: str
    kind: WorkshopKind = WorkshopKind.DRAFTING
    programme: str = ""
    place: str = ""

    @property
    def label(self) -> str:
        return tr("New workshop")

    def execute(self, work: Work) -> None:
        self.create(work)

    def create(self, work: Work) -> Workshop:
        """Add it in a transaction that goes on (with its agenda, say)."""
        valid_hours(self.start, self.end)
        last = work.session.scalar(select(Workshop.rank).order_by(Workshop.rank.desc()).limit(1))
        programme = ensure_programme(work, self.programme)
        work.session.flush()
        workshop = Workshop(
            uid=new_uid(),
            rank=rank_between(last, None),
            programme_id=programme.id,
            title=valid_title(self.title, new=True),
            kind=self.kind,
            state=WorkshopState.DRAFT,
            day=self.day,
            starts=self.start,
            ends=self.end,
            zone=zone_named(self.zone).key,
            place=one_line(clean(self.place)),
        )
        work.session.add(workshop)
        work.session.flush()
        return workshop


@dataclass(frozen=True, slots=True)
class RenameWorkshop:
    """Change a workshop's title."""

    workshop_id: int
    title: str

    @property
    def label(self) -> str:
        return tr("Rename workshop")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("workshop.title", self.workshop_id)

    def execute(self, work: Work) -> None:
        workshop_of(work.session, self.workshop_id).title = valid_title(self.title)


@dataclass(frozen=True, slots=True)
class RescheduleWorkshop:
    """Change date and planned hours."""

    workshop_id: int
    day: date
    start: time
    end: time

    @property
    def label(self) -> str:
        return tr("Change date and time")

    def execute(self, work: Work) -> None:
        valid_hours(self.start, self.end)
        workshop = workshop_of(work.session, self.workshop_id)
        workshop.day, workshop.starts, workshop.ends = self.day, self.start, self.end


@dataclass(frozen=True, slots=True)
class SetPlace:
    """Say where it takes place: a room or a call link."""

    workshop_id: int
    place: str

    @property
    def label(self) -> str:
        return tr("Change place")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("workshop.place", self.workshop_id)

    def execute(self, work: Work) -> None:
        place = one_line(clean(self.place))
        workshop_of(work.session, self.workshop_id).place = place


@dataclass(frozen=True, slots=True)
class DeleteWorkshop:
    """Remove a workshop with all that belongs to it, and whoever was in no other one."""

    workshop_id: int

    @property
    def label(self) -> str:
        return tr("Delete workshop")

    def execute(self, work: Work) -> None:
        workshop = workshop_of(work.session, self.workshop_id)
        if workshop.state is WorkshopState.RUNNING:
            raise UserError(
                tr("This workshop is running."), tr("End the run first, then delete it.")
            )
        from desktop.services.leftovers import drop_prepared  # noqa: PLC0415  no start needs it

        people = [row.person for row in workshop.participations]
        drop_prepared(work.session, workshop)
        work.session.delete(workshop)
        drop_strangers(work.session, people)
