"""Reads the techniques that ship with the app, from one TOML file anyone can edit."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.technique import Technique, TechniqueStep, technique_named
from desktop.domain.text import clean, one_line
from desktop.system.files import read_bytes
from desktop.system.resources import resource

_MAX_BYTES = 1_000_000

Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Text = Annotated[str, msgspec.Meta(max_length=2_000)]


class _Step(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Title
    seconds: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_S)]
    instruction: Text = ""


class _Technique(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Title
    purpose: Text
    steps: Annotated[list[_Step], msgspec.Meta(min_length=1, max_length=100)]
    credit: Text = ""


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    techniques: Annotated[list[_Technique], msgspec.Meta(max_length=500)]


@cache
def techniques() -> tuple[Technique, ...]:
    """Those that ship, read once, in the order of the file. Raises `UserError`."""
    return read_techniques(resource("techniques.toml"))


def read_techniques(path: Path) -> tuple[Technique, ...]:
    """The techniques in a file. Raises `UserError`: which file and what is wrong with it."""
    raw = read_bytes(path, _MAX_BYTES)
    if len(raw) > _MAX_BYTES:
        raise _refusal(path, tr("it is larger than {n} MB").format(n=_MAX_BYTES // 1_000_000))
    try:
        found = msgspec.convert(tomllib.loads(raw.decode("utf-8")), _File)
    except (ValueError, RecursionError) as error:  # of UTF-8, of TOML, and of the fields
        raise _refusal(path, str(error)) from error
    made: list[Technique] = []
    for each in found.techniques:
        technique = _technique(each)
        if technique_named(made, technique.title) is not None:
            raise _refusal(path, tr("“{title}” is in it twice").format(title=technique.title))
        made.append(technique)
    return tuple(made)


def _technique(found: _Technique) -> Technique:
    steps = tuple(
        TechniqueStep(one_line(step.title), step.seconds, one_line(step.instruction))
        for step in found.steps
    )
    return Technique(one_line(found.title), clean(found.purpose), steps, clean(found.credit))


def _refusal(path: Path, reason: str) -> UserError:
    return UserError(
        tr("The techniques in {name} can't be used: {reason}.").format(
            name=path.name, reason=reason
        ),
        tr("Correct the file."),
    )
