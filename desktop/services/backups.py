"""Copies of the library that can be trusted: made while it is in use, read back, with a checksum.

`integrity_check` sees a third of the damage a file can take; the SHA-256 beside a copy sees all.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Engine

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.models.copying import Step, connect, copy_library, journal_of, quick_check
from desktop.models.engine import live_connection
from desktop.models.library import APPLICATION_ID, SCHEMA
from desktop.system.files import make_folder, replacing, sweep, write_bytes

SUFFIX = ".okr"
KEPT = 14
DAY = timedelta(hours=24)
_BLOCK = 1 << 20
_TIME = "%Y%m%dT%H%M%SZ"


class BackupKind(StrEnum):
    """Why a copy was made; its file's name begins with it."""

    AUTOMATIC = "auto"  # once a day, the last fourteen are kept
    BY_HAND = "backup"  # asked for: never deleted
    REPLACED = "before-restore"  # what a restored library took the place of: never deleted


_NAME = re.compile(rf"({'|'.join(BackupKind)})-(\d{{8}}T\d{{6}}Z)(?:-\d+)?\{SUFFIX}")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy on disk. `fault` says what is wrong with it; "" when nothing is."""

    path: Path
    made: datetime
    size: int
    kind: BackupKind = BackupKind.BY_HAND
    sha256: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class BackupJob:
    """A backup that the library's thread has prepared; `run` may be called on another.

    It copies in steps, and the library stays in use: each step keeps its owner waiting for a few
    milliseconds at most, and what is committed meanwhile is in the copy or not, as a whole.
    """

    source: sqlite3.Connection
    path: Path
    made: datetime
    kind: BackupKind

    def run(self, step: Step | None = None) -> Backup:
        """Copy, read back, write the checksum. Raises `UserError`, or what `step` raises."""
        with copying(), replacing(self.path) as temporary:
            copy_library(self.source, temporary, step)
            if fault := quick_check(temporary):
                raise _damaged(fault)
            sha = file_sha256(temporary)
            size = temporary.stat().st_size
            # An old checksum beside a new copy would call it damaged; none says nothing.
            checksum_of(self.path).unlink(missing_ok=True)
        write_bytes(checksum_of(self.path), f"{sha}  {self.path.name}\n".encode())
        if self.kind is BackupKind.AUTOMATIC:
            prune(self.path.parent)
        return Backup(self.path, self.made, size, self.kind, sha)


class Backups:
    """The copies of one open library, in their folder."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self._engine = engine
        self.folder = folder

    def job(self, now: datetime, kind: BackupKind = BackupKind.BY_HAND) -> BackupJob:
        """Prepare a copy in the folder. Call it on the library's thread."""
        make_folder(self.folder)
        return prepare(self._engine, free_name(self.folder, kind, now), now, kind)

    def is_due(self, now: datetime) -> bool:
        """Whether a day has passed since the last automatic copy, and there is a workshop to lose.

        Call it on the library's thread.
        """
        asked = live_connection(self._engine).execute("SELECT EXISTS (SELECT 1 FROM workshop)")
        if asked.fetchone() == (0,):
            return False
        made = [at for kind, at in map(_named, _files(self.folder)) if kind is BackupKind.AUTOMATIC]
        # one from the future is of a clock that was wrong
        return not any(abs(now - at) < DAY for at in made)


def backup(
    engine: Engine, folder: Path, now: datetime, kind: BackupKind = BackupKind.BY_HAND
) -> Backup:
    """Copy the library into the folder. Raises `UserError`; half a copy is never left."""
    return Backups(engine, folder).job(now, kind).run()


def prepare(
    engine: Engine, path: Path, now: datetime, kind: BackupKind = BackupKind.BY_HAND
) -> BackupJob:
    """A copy to any file that is not the library. Raises `UserError`."""
    source = live_connection(engine)
    (_, _, library), *_ = source.execute("PRAGMA database_list").fetchall()
    if library and _is_one_of(path, (Path(library), journal_of(Path(library)))):
        raise UserError(
            tr("{file} is the library itself.").format(file=path),
            tr("Give the backup another name."),
        )
    return BackupJob(source, path, now.astimezone(UTC), kind)


def list_backups(folder: Path) -> tuple[Backup, ...]:
    """All copies in the folder, the newest first, each of them read: damage is told."""
    found: list[Backup] = []
    for path in _files(folder):
        with suppress(FileNotFoundError):  # deleted while we looked
            kind, made = _named(path)
            found.append(Backup(path, made, path.stat().st_size, kind, "", fault_of(path)))
    return tuple(sorted(found, key=lambda each: (each.made, each.path.name), reverse=True))


def fault_of(path: Path, sha256: str = "") -> str:
    """Why this file can't be restored; "" when it can. `sha256` if it is known already."""
    try:
        if wrong := checksum_fault(path, sha256 or file_sha256(path)):
            return wrong
        connection = connect(path, "ro")
        try:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        finally:
            connection.close()
    except OSError as error:
        return error.strerror or type(error).__name__
    except sqlite3.Error:
        return tr("it is damaged or not a library")
    if application != APPLICATION_ID or version < 1:
        return tr("it is not a library of OKR Facilitator")
    if version > SCHEMA:
        return tr("it was written by a newer version of OKR Facilitator")
    return tr("it is damaged") if quick_check(path) else ""


def checksum_fault(path: Path, sha256: str) -> str:
    """Whether the content is what was written, as far as the checksum beside `path` knows."""
    try:
        said = checksum_of(path).read_text(encoding="utf-8", errors="replace").split()
    except FileNotFoundError:
        return ""
    if said[:1] == [sha256]:
        return ""
    return tr("it is damaged: its content is not what its checksum says")


def checksum_of(path: Path) -> Path:
    """The file that `sha256sum --check` understands too."""
    return Path(f"{path}.sha256")


def file_sha256(path: Path) -> str:
    """For copies only: a live library must never be opened from here."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def free_name(folder: Path, kind: BackupKind, now: datetime) -> Path:
    """A name nobody has, by kind and UTC: sorted by name is sorted by time."""
    stem = f"{kind}-{now.astimezone(UTC):{_TIME}}"
    path = folder / f"{stem}{SUFFIX}"
    number = 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path


def prune(folder: Path) -> None:
    """Keep the newest automatic copies; what a person asked for stays."""
    automatic = [path for path in _files(folder) if _named(path)[0] is BackupKind.AUTOMATIC]
    for path in sorted(automatic, key=lambda each: each.name, reverse=True)[KEPT:]:
        with suppress(OSError):  # next time
            path.unlink()
            checksum_of(path).unlink(missing_ok=True)
    sweep(folder)


@contextmanager
def copying() -> Generator[None]:
    """What SQLite says while a copy is made, for the person who asked for it."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise UserError(
                tr("The backup was not written: the disk is full."),
                tr("Choose another folder or free some space, then try again."),
            ) from error
        if code == sqlite3.SQLITE_CORRUPT:
            raise _damaged(str(error)) from error
        raise UserError(
            tr("The backup was not written: {reason}.").format(reason=error),
            tr("Choose another folder, then try again."),
        ) from error


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.glob(f"*{SUFFIX}") if path.is_file()]


def _named(path: Path) -> tuple[BackupKind, datetime]:
    """Kind and time by the name; any other file was put there by a person."""
    if found := _NAME.fullmatch(path.name):
        with suppress(ValueError):  # digits that are no date
            made = datetime.strptime(found[2], _TIME).replace(tzinfo=UTC)
            return BackupKind(found[1]), made
    return BackupKind.BY_HAND, datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _is_one_of(path: Path, files: tuple[Path, ...]) -> bool:
    def same(file: Path) -> bool:
        with suppress(OSError):
            return path.samefile(file)
        return path.resolve() == file.resolve()

    return any(map(same, files))


def _damaged(reason: str) -> UserError:
    return UserError(
        tr("The library is damaged ({reason}). No backup was made of it.").format(reason=reason),
        tr("Bring back an earlier backup."),
    )
