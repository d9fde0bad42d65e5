"""Puts a backup in the place of the library, and keeps what was there."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.models.copying import Held, connect, held, journal_of, swap
from desktop.models.library import APPLICATION_ID, explained
from desktop.services.backups import (
    SUFFIX,
    BackupJob,
    BackupKind,
    checksum_fault,
    fault_of,
    free_name,
)
from desktop.system.files import make_folder, make_private, put_in_place, replacing, sync_folder

_BLOCK = 1 << 20
_DAMAGE = (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done. `kept` is the library as it was before, None when there was none."""

    library: Path
    source: Path
    kept: Path | None


def restore(path: Path, library: Path, folder: Path, now: datetime) -> Restored:
    """Make the copy at `path` the library; today's state goes into `folder` first.

    An older copy is brought to this version when it is opened. Raises `UserError`: nobody may have
    the library open, and only a whole copy is taken. A kill at any instant leaves the library as it
    was or as the copy has it.
    """
    _refuse_strange(path, library)
    make_folder(library.parent)
    try:
        with _held_if_whole(library) as current:
            incoming = library.with_name(f".{library.name}.restoring")
            incoming.unlink(missing_ok=True)  # of a restore that was cut off
            try:
                _copy_checked(path, incoming)
                kept = _keep(current, library, folder, now)
                if current is not None:
                    swap(current, incoming, library)
                else:
                    _put(incoming, library)
            finally:
                incoming.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            tr("{file} could not be written: {reason}.").format(
                file=library, reason=error.strerror or type(error).__name__
            ),
            tr("The library is as it was. Check the disk and the folder, then try again."),
        ) from error
    return Restored(library, path, kept)


def _refuse_strange(path: Path, library: Path) -> None:
    if not path.is_file():
        raise UserError(tr("{file} does not exist.").format(file=path), tr("Check the name."))
    if library.is_dir() or (library.exists() and path.samefile(library)):
        raise UserError(
            tr("{file} can't be restored over {library}.").format(file=path, library=library),
            tr("Choose a backup."),
        )
    journal = journal_of(path)
    if journal.exists() and journal.stat().st_size:
        raise _refused(path, tr("it was cut off while it was written, or it is in use"))


@contextmanager
def _held_if_whole(library: Path) -> Generator[Held | None]:
    """The library, which nobody else can write to now; None when there is none or it is damaged.

    Raises `UserError` while somebody has it open, and for a database that is not ours.
    """
    if not library.exists() or not library.stat().st_size:
        yield None
        return
    holding = held(library)
    try:
        current = holding.__enter__()
    except sqlite3.Error as error:
        if not _is_damage(error) or library.suffix != SUFFIX:
            raise explained(library, error) from error
        yield None
        return
    try:
        _refuse_foreign(current, library)
        whole = _is_whole(current)
        if not whole:
            current.let_go()  # it is going to be read as a file
        yield current if whole else None
    finally:
        holding.__exit__(None, None, None)


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGE


def _is_whole(current: Held) -> bool:
    try:
        return current.source.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def _refuse_foreign(current: Held, library: Path) -> None:
    (application,) = current.source.execute("PRAGMA application_id").fetchone()
    (tables,) = current.source.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and application != APPLICATION_ID:
        raise UserError(
            tr("{file} is not a library of OKR Facilitator.").format(file=library),
            tr("It was left as it is. Choose another file with --database."),
        )


def _copy_checked(path: Path, incoming: Path) -> None:
    """Copy the bytes while nobody writes to them, and look at what has arrived."""
    make_private(incoming)
    reader = connect(path, "ro")
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        sha = _copy_bytes(path, incoming)
    except sqlite3.Error as error:
        if _is_damage(error):
            fault = checksum_fault(path, "") or tr("it is damaged or not a library")
            raise _refused(path, fault) from error
        raise explained(path, error) from error
    finally:
        reader.close()
    if fault := checksum_fault(path, sha) or fault_of(incoming, sha):
        raise _refused(path, fault)


def _copy_bytes(path: Path, incoming: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, incoming.open("wb") as target:
        while block := source.read(_BLOCK):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def _keep(current: Held | None, library: Path, folder: Path, now: datetime) -> Path | None:
    """Today's state: a copy like every backup, or the bytes as they are when they are damaged."""
    if not library.exists() or not library.stat().st_size:
        return None
    make_folder(folder)
    kept = free_name(folder, BackupKind.REPLACED, now)
    if current is not None:
        return BackupJob(current.source, kept, now, BackupKind.REPLACED).run().path
    for old, copy in ((library, kept), (journal_of(library), journal_of(kept))):
        if old.exists():
            with replacing(copy) as temporary:
                shutil.copyfile(old, temporary)
    return kept


def _put(incoming: Path, library: Path) -> None:
    """Where no whole library is. A journal left beside would be played back into the new one."""
    journal_of(library).unlink(missing_ok=True)
    with suppress(OSError):
        sync_folder(library.parent)
    put_in_place(incoming, library)


def _refused(path: Path, reason: str) -> UserError:
    return UserError(
        tr("{file} was not restored: {reason}.").format(file=path, reason=reason),
        tr("The library is as it was. Choose another backup."),
    )
