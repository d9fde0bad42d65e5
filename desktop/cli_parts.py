"""What every command needs: the library for its length, refusals, one way to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import Engine

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.models.library import open_library
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.bus import CommandBus
from desktop.services.library import Library
from desktop.system.folders import user_folders

JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
FILE = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Opened:
    """A library for the length of one command."""

    engine: Engine
    bus: CommandBus
    library: Library


@contextmanager
def opened(database: Path | None, *, create: bool = False) -> Generator[Opened]:
    """Hold the library. Raises `UserError` while the app has it open, or for a name mistyped."""
    if database is not None and not create and not database.exists():
        raise UserError(
            tr("{file} does not exist.").format(file=database),
            tr("Check the name; `new` makes a library."),
        )
    engine = open_library(database or user_folders().library)
    try:
        uow = UnitOfWork(engine)
        yield Opened(engine, CommandBus(uow), Library(uow))
    finally:
        engine.dispose()


@contextmanager
def refusals() -> Generator[None]:
    """A refusal is one line on standard error and exit code 1."""
    try:
        yield
    except UserError as error:
        refuse(str(error))
        sys.exit(1)


def refuse(sentence: str) -> None:
    """Say what is wrong."""
    click.echo(f"error: {sentence}", err=True)


def say(as_json: bool, document: object, sentence: str) -> None:
    """The answer, for a program or for a person."""
    click.echo(json.dumps(document, ensure_ascii=False) if as_json else sentence)
