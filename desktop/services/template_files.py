"""Reads workshop templates, which are TOML files anyone can edit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from desktop.domain.agenda import LONGEST_S, category_for
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind, WorkshopKind
from desktop.domain.template import TemplateRow
from desktop.domain.text import clean, one_line
from desktop.system.files import read_bytes

if TYPE_CHECKING:
    from desktop.domain.agenda_file import AgendaBlock

_MAX_BYTES = 1_000_000
_LONGEST_MIN = LONGEST_S // 60
MOST_BLOCKS = 500
LAST = 100
"""The place in the list of a template that names none."""

Minutes = Annotated[int, msgspec.Meta(ge=1, le=_LONGEST_MIN)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=10_000)]


@dataclass(frozen=True, slots=True)
class Template:
    """What the list of templates shows, and what a new workshop is made of."""

    row: TemplateRow
    kind: WorkshopKind
    blocks: tuple[AgendaBlock, ...]


class _Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Title
    minutes: Minutes
    instruction: Text = ""


class _Block(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Title
    kind: ItemKind
    minutes: Minutes
    category: Category | None = None
    minimum: Annotated[int, msgspec.Meta(ge=0, le=_LONGEST_MIN)] | None = None
    protected: bool = False
    technique: Text = ""
    lead: Text = ""
    instruction: Text = ""
    private_note: Text = ""
    steps: list[_Step] = []
    cut_order: Annotated[int, msgspec.Meta(ge=1, le=99)] | None = None


class _Template(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,63}$")]
    title: Title
    summary: Text
    kind: WorkshopKind
    blocks: Annotated[list[_Block], msgspec.Meta(min_length=1, max_length=MOST_BLOCKS)]
    order: int = LAST


def template_rows(folder: Path) -> tuple[TemplateRow, ...]:
    """What the list of templates shows: all in the folder, in their order, then by title.

    Raises UserError that names a file with a mistake.
    """
    found = sorted(
        (_read(path) for path in folder.glob("*.toml")),
        key=lambda each: (each.order, one_line(each.title).casefold()),
    )
    return tuple(_row(each) for each in found)


def template_names(folder: Path) -> list[str]:
    """What the command line calls those in the folder, by the alphabet."""
    return sorted(path.stem for path in folder.glob("*.toml"))


def find_template(folder: Path, name: str) -> Template:
    """The template of that name. Raises UserError that lists the names there are."""
    names = template_names(folder)
    if name in names:
        return read_template(folder / f"{name}.toml")
    raise UserError(
        tr("There is no template “{name}”.").format(name=clean(name)[:60]),
        tr("Choose one of: {names}.").format(names=", ".join(names)),
    )


def read_template(path: Path) -> Template:
    """One template file. Raises UserError: which file, where in it and what is wrong."""
    found = _read(path)
    return Template(_row(found), found.kind, tuple(_block(block) for block in found.blocks))


def _read(path: Path) -> _Template:
    raw = read_bytes(path, _MAX_BYTES)
    if len(raw) > _MAX_BYTES:
        raise _refusal(path, tr("it is larger than {n} MB").format(n=_MAX_BYTES // 1_000_000))
    try:
        found = msgspec.convert(tomllib.loads(raw.decode("utf-8")), _Template)
    except (ValueError, RecursionError) as error:  # of UTF-8, of TOML, and of the fields
        raise _refusal(path, str(error)) from error
    if found.name != path.stem:
        raise _refusal(path, tr("its name “{name}” is not the file's").format(name=found.name))
    for block in found.blocks:
        _check(path, block)
    return found


def _check(path: Path, block: _Block) -> None:
    if block.minimum is not None and block.minimum > block.minutes:
        reason = tr("the minimum of “{title}” is longer than the block")
        raise _refusal(path, reason.format(title=block.title))
    if sum(step.minutes for step in block.steps) > block.minutes:
        reason = tr("the steps of “{title}” are longer than the block")
        raise _refusal(path, reason.format(title=block.title))


def _row(found: _Template) -> TemplateRow:
    shares = tuple(
        (block.category or category_for(block.kind, one_line(block.title)), block.minutes)
        for block in found.blocks
    )
    minutes = sum(block.minutes for block in found.blocks)
    return TemplateRow(found.name, one_line(found.title), clean(found.summary), minutes, shares)


def _block(block: _Block) -> AgendaBlock:
    from desktop.domain.agenda_file import AgendaBlock  # noqa: PLC0415  a list needs none

    return AgendaBlock(
        title=one_line(block.title),
        kind=block.kind,
        category=block.category,
        planned_s=block.minutes * 60,
        minimum_s=None if block.minimum is None else block.minimum * 60,
        protected=block.protected,
        technique=clean(block.technique),
        lead=clean(block.lead),
        instruction=clean(block.instruction),
        private_note=clean(block.private_note),
        steps=tuple(
            (one_line(step.title), step.minutes * 60, clean(step.instruction))
            for step in block.steps
        ),
        cut_order=block.cut_order,
    )


def _refusal(path: Path, reason: str) -> UserError:
    return UserError(
        tr("The template {name} can't be used: {reason}.").format(name=path.name, reason=reason),
        tr("Correct the file or remove it."),
    )
