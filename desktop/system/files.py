"""Reads ordinary files only, and writes them so that a crash leaves the old one or the new one."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

_MARK = ".okr-facilitator-"
_END = ".part"


def read_bytes(path: Path, limit: int) -> bytes:
    """At most `limit` + 1 bytes of an ordinary file; one more than allowed tells it is too large.

    Raises UserError when it is missing, a folder, not an ordinary file or not readable.
    """
    try:
        # a pipe would wait for a writer for ever and a device never ends
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise UserError(
                tr("{path} is a folder.").format(path=path), tr("Choose a file inside it.")
            )
        if not stat.S_ISREG(mode):
            raise UserError(
                tr("{path} is not an ordinary file.").format(path=path),
                tr("Choose a file on a disk."),
            )
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError as error:
        raise UserError(
            tr("{path} does not exist.").format(path=path), tr("Check the name and the folder.")
        ) from error
    except PermissionError as error:
        raise UserError(
            tr("You are not allowed to read {path}.").format(path=path),
            tr("Change its permissions or copy it to a folder of your own."),
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a zero byte in the path
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise UserError(
            tr("{path} can't be read: {reason}.").format(path=path, reason=reason),
            tr("Choose another file, or copy it to this computer first."),
        ) from error


@contextmanager
def writing(path: Path) -> Generator[BinaryIO]:
    """Open `path` for writing; it appears, complete, when the block ends without an exception.

    The bytes go to a temporary file in the same folder that only its owner may read, so text
    of the workshop is never readable by others, not even for a moment. A failure inside the
    block leaves what was there before. Raises UserError with the path and the reason.
    """
    temporary = _temporary(path)
    try:
        with _created(temporary) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


@contextmanager
def replacing(path: Path) -> Generator[Path]:
    """The same for what writes by name, as SQLite does: an empty file that becomes `path`."""
    temporary = _temporary(path)
    try:
        make_private(temporary)
        yield temporary
        put_in_place(temporary, path)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def make_private(path: Path) -> None:
    """An empty file that only its owner may read. Raises OSError, also if there is one."""
    _created(path).close()


def put_in_place(new: Path, path: Path) -> None:
    """Give a finished file its name, in one step that survives a power cut. Raises OSError."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    new.replace(path)
    sync_folder(path.parent)


def identity(path: Path) -> tuple[int, int] | None:
    """Which file it is, whatever its name; None without one. A file put in its place is another."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def make_folder(folder: Path) -> None:
    """Make the folder and those above it. Raises UserError with the path and the reason."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(folder, error) from error


def write_bytes(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step. Raises UserError with the path and the reason."""
    with writing(path) as file:
        file.write(content)


def sweep(folder: Path) -> int:
    """Remove the temporary files a crash left in `folder`; return how many there were.

    For folders only this app writes to, while no other window of it does: a file that is being
    written looks the same.
    """
    swept = 0
    for stray in folder.glob(f"{_MARK}*{_END}"):
        with suppress(OSError):
            stray.unlink()
            swept += 1
    return swept


def _temporary(path: Path) -> Path:
    return path.parent / f"{_MARK}{secrets.token_hex(8)}{_END}"


def _created(path: Path) -> BinaryIO:
    """Create `path`, which must not exist, readable and writable by its owner alone."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, 0o600), "w+b")


def sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut, where the system can open a folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows: the rename itself is durable there
        return
    try:
        # Some network and FUSE folders can't be synced; the file itself is on disk by now.
        with suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)


def _refused(path: Path, error: OSError) -> UserError:
    what = tr("{path} could not be written: {reason}.")
    return UserError(
        what.format(path=path, reason=error.strerror or type(error).__name__),
        tr("Choose another folder or free some space, then try again."),
    )
