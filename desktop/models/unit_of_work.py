"""The only place that opens, commits and rolls back a session."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Table, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker

from desktop.domain.errors import NotStoredError
from desktop.domain.i18n import tr
from desktop.models.base import Base
from desktop.models.journal import Journal, RowChange, attach, replay
from desktop.models.search import follow


@dataclass(frozen=True, slots=True)
class Work:
    """One open transaction and its journal."""

    session: Session
    journal: Journal

    def add_rows(self, mapped: type[Base], rows: Iterable[dict[str, Any]]) -> list[int]:
        """Insert many rows at once, journalled like any other; returns their ids.

        One Core `executemany`: 10,000 rows take a twentieth of the time that as many mapped
        objects would freeze the window for.
        """
        table = mapped.__table__
        assert isinstance(table, Table)
        self.session.flush()
        last = self.session.scalar(
            text("SELECT seq FROM sqlite_sequence WHERE name = :name"), {"name": table.name}
        )
        images = [{**row, "id": i} for i, row in enumerate(rows, start=(last or 0) + 1)]
        if images:
            self.session.connection().execute(table.insert(), images)
            self.journal.rows.extend(RowChange(table.name, None, image) for image in images)
        return [image["id"] for image in images]


@contextmanager
def _explained() -> Generator[None]:
    try:
        yield
    except OperationalError as error:
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise NotStoredError(
                tr("Not stored: the disk is full."),
                tr("Free some space and try again. All you did before is safe."),
            ) from error
        if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
            raise NotStoredError(
                tr("Not stored: the library's disk can't be written."),
                tr("Check that it is still there, then try again. All you did before is safe."),
            ) from error
        raise


class UnitOfWork:
    """Opens one short transaction at a time, on the thread that made it."""

    def __init__(self, engine: Engine) -> None:
        self._sessions = sessionmaker(engine, expire_on_commit=False)
        self._owner = threading.get_ident()
        self._open = False

    @contextmanager
    def begin(self) -> Generator[Work]:
        """A transaction that is committed at the end of the block, or leaves nothing."""
        with self._alone(), _explained(), self._sessions.begin() as session:
            journal = attach(session)
            yield Work(session, journal)
            session.flush()
            follow(session.connection(), journal.rows)

    @contextmanager
    def read(self) -> Generator[Session]:
        """A session for queries; whatever it changes is dropped."""
        with self._alone(), self._sessions() as session:
            yield session

    def replay(self, journal: Journal) -> None:
        """Write the `after` images of a journal in one transaction."""
        with self._alone(), _explained(), self._sessions.begin() as session:
            replay(session, journal)
            follow(session.connection(), journal.rows)

    @contextmanager
    def _alone(self) -> Generator[None]:
        # one connection: a second user would roll the first one's write back without an error
        if threading.get_ident() != self._owner:
            raise RuntimeError("the library belongs to one thread")
        if self._open:
            raise RuntimeError("one unit of work at a time")
        self._open = True
        try:
            yield
        finally:
            self._open = False
