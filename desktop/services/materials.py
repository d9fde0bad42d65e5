"""Use cases on what a workshop is prepared with: materials, leader input, themes of the quarter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from desktop.domain.i18n import tr
from desktop.domain.kinds import LeaderInputKind, MaterialKind
from desktop.domain.people import MAX_NAME
from desktop.domain.text import one_line
from desktop.models.base import new_uid
from desktop.models.okrs import Objective
from desktop.models.preparing import LeaderInput, Material, Theme
from desktop.models.unit_of_work import Work
from desktop.services.cycles import ensure_cycle
from desktop.services.prepare_lists import MAX_WORDS, found, last_rank, move, valid_words
from desktop.services.ranks import rank_between
from desktop.services.workshops import workshop_of


class MaterialField(StrEnum):
    """What can be edited on a material."""

    KIND = "kind"
    TITLE = "title"
    TARGET = "target"


class LeaderInputField(StrEnum):
    """What can be edited on a leader's input."""

    KIND = "kind"
    TEXT = "text"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True)
class AddMaterial:
    """Add something to have ready, at the end."""

    workshop_id: int
    title: str
    kind: MaterialKind = MaterialKind.DOCUMENT
    target: str = ""

    @property
    def label(self) -> str:
        return tr("Add material")

    def execute(self, work: Work) -> None:
        workshop_of(work.session, self.workshop_id)
        last = last_rank(work.session, Material, self.workshop_id)
        row = Material(
            uid=new_uid(),
            rank=rank_between(last, None),
            workshop_id=self.workshop_id,
            kind=self.kind,
            title=valid_words(self.title, new=True),
            target=one_line(self.target, MAX_WORDS),
            ready=False,
        )
        work.session.add(row)


@dataclass(frozen=True, slots=True)
class EditMaterial:
    """Change the kind, the title or the address of a material."""

    material_id: int
    field: MaterialField
    value: str

    @property
    def label(self) -> str:
        return tr("Edit material")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("material", self.field.value, self.material_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, Material, self.material_id)
        match self.field:
            case MaterialField.KIND:
                row.kind = MaterialKind(self.value)
            case MaterialField.TITLE:
                row.title = valid_words(self.value)
            case MaterialField.TARGET:
                row.target = one_line(self.value, MAX_WORDS)


@dataclass(frozen=True, slots=True)
class MarkMaterial:
    """Say whether a material is ready."""

    material_id: int
    ready: bool

    @property
    def label(self) -> str:
        return tr("Material ready") if self.ready else tr("Material not ready")

    def execute(self, work: Work) -> None:
        found(work.session, Material, self.material_id).ready = self.ready


@dataclass(frozen=True, slots=True)
class MoveMaterial:
    """Move a material up (negative) or down by so many places."""

    material_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move material")

    def execute(self, work: Work) -> None:
        move(work.session, found(work.session, Material, self.material_id), self.by)


@dataclass(frozen=True, slots=True)
class DeleteMaterial:
    """Remove a material from the list; what it points to stays where it is."""

    material_id: int

    @property
    def label(self) -> str:
        return tr("Delete material")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, Material, self.material_id))


@dataclass(frozen=True, slots=True)
class AddLeaderInput:
    """Note what a leader said before the quarter, at the end."""

    workshop_id: int
    kind: LeaderInputKind
    text: str
    speaker: str = ""

    @property
    def label(self) -> str:
        return tr("Add leader input")

    def execute(self, work: Work) -> None:
        workshop_of(work.session, self.workshop_id)
        last = last_rank(work.session, LeaderInput, self.workshop_id)
        row = LeaderInput(
            uid=new_uid(),
            rank=rank_between(last, None),
            workshop_id=self.workshop_id,
            kind=self.kind,
            text=valid_words(self.text, MAX_WORDS, new=True),
            speaker=one_line(self.speaker, MAX_NAME),
        )
        work.session.add(row)


@dataclass(frozen=True, slots=True)
class EditLeaderInput:
    """Change what a leader said, what it is about, or who it was."""

    input_id: int
    field: LeaderInputField
    value: str

    @property
    def label(self) -> str:
        return tr("Edit leader input")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("leader_input", self.field.value, self.input_id)

    def execute(self, work: Work) -> None:
        row = found(work.session, LeaderInput, self.input_id)
        match self.field:
            case LeaderInputField.KIND:
                row.kind = LeaderInputKind(self.value)
            case LeaderInputField.TEXT:
                row.text = valid_words(self.value, MAX_WORDS)
            case LeaderInputField.SPEAKER:
                row.speaker = one_line(self.value, MAX_NAME)


@dataclass(frozen=True, slots=True)
class DeleteLeaderInput:
    """Remove what a leader said."""

    input_id: int

    @property
    def label(self) -> str:
        return tr("Delete leader input")

    def execute(self, work: Work) -> None:
        work.session.delete(found(work.session, LeaderInput, self.input_id))


@dataclass(frozen=True, slots=True)
class AddTheme:
    """Add a theme to the quarter of a workshop, at the end."""

    workshop_id: int
    title: str

    @property
    def label(self) -> str:
        return tr("Add theme")

    def execute(self, work: Work) -> None:
        title = valid_words(self.title, new=True)
        cycle = ensure_cycle(work, self.workshop_id)
        rank = rank_between(last_rank(work.session, Theme, cycle.id), None)
        work.session.add(Theme(uid=new_uid(), rank=rank, cycle_id=cycle.id, title=title))


@dataclass(frozen=True, slots=True)
class EditTheme:
    """Change what a theme is called."""

    theme_id: int
    title: str

    @property
    def label(self) -> str:
        return tr("Edit theme")

    @property
    def merge_key(self) -> tuple[str | int, ...]:
        return ("theme", self.theme_id)

    def execute(self, work: Work) -> None:
        found(work.session, Theme, self.theme_id).title = valid_words(self.title)


@dataclass(frozen=True, slots=True)
class MoveTheme:
    """Move a theme up (negative) or down by so many places."""

    theme_id: int
    by: int

    @property
    def label(self) -> str:
        return tr("Move theme")

    def execute(self, work: Work) -> None:
        move(work.session, found(work.session, Theme, self.theme_id), self.by)


@dataclass(frozen=True, slots=True)
class DeleteTheme:
    """Remove a theme; objectives that followed it stay, without one."""

    theme_id: int

    @property
    def label(self) -> str:
        return tr("Delete theme")

    def execute(self, work: Work) -> None:
        theme = found(work.session, Theme, self.theme_id)
        for objective in work.session.scalars(
            select(Objective).where(Objective.theme_id == theme.id)
        ):
            objective.theme_id = None
        work.session.flush()
        work.session.delete(theme)
