"""Builds what tests need: a library with its bus, a workshop with its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from desktop.domain.agenda_file import AgendaBlock
from desktop.domain.kinds import ItemKind
from desktop.models.library import open_library
from desktop.models.tables import Base
from desktop.models.unit_of_work import UnitOfWork
from desktop.services.bus import CommandBus
from desktop.services.importing import CreateWithAgenda
from desktop.services.library import Library
from tests import guards

DAY = date(2026, 3, 10)
ZONE = "Europe/Copenhagen"

HOSTILE = (
    "I <b think",
    "</para>",
    '<img src="/etc/passwd">',
    "🎉 family 👨‍👩‍👧 flag 🇩🇰",
    "目標と主要な成果",
    "ماذا تعلمنا اليوم",
    "line one\nline two\ttabbed",
    "%s {n} \\ \" ' `",
)


@dataclass(slots=True)
class Bench:
    """A library with everything around it, without a window."""

    engine: Engine
    uow: UnitOfWork
    bus: CommandBus
    library: Library
    path: Path | None = None

    def close(self) -> None:
        self.engine.dispose()
        if self.path is not None:
            guards.release_library(self.path)


def open_bench(path: Path | None = None) -> Bench:
    """Open a library file, or one in memory."""
    engine = open_library(path)
    if path is not None:
        guards.guard_library(path)
    uow = UnitOfWork(engine)
    return Bench(engine, uow, CommandBus(uow), Library(uow), path)


def block(title: str = "Block", minutes: int = 15, kind: ItemKind = ItemKind.ACTIVITY, **more: Any):
    """One block of an agenda."""
    return AgendaBlock(title, kind, None, minutes * 60, **more)


def add_workshop(bench: Bench, *blocks: AgendaBlock, title: str = "Q1 OKRs") -> int:
    """A workshop on DAY from 09:00; three blocks unless given. Returns its id."""
    chosen = blocks or (
        block("Welcome", 10, ItemKind.WELCOME),
        block("Objectives", 30, ItemKind.BREAKOUT),
        block("Break", 15, ItemKind.BREAK, protected=True),
        block("Close", 5, ItemKind.CLOSE),
    )
    bench.bus.run(CreateWithAgenda(title, DAY, time(9), ZONE, chosen))
    return max(row.id for row in bench.library.workshops())


def dump(bench: Bench) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, for comparing two states of a library."""
    with bench.uow.read() as session:
        return {
            name: [
                tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}" ORDER BY id'))
            ]
            for name in Base.metadata.tables
        }
