"""Two promises of the product watched through the whole suite: offline, and one owner per file.

A Python audit hook sees every socket and every `open()` of this process. It raises on the spot
and remembers, so that code which swallows the exception still fails its test.
"""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path
from typing import Any

_INTERNET = {int(socket.AF_INET), int(socket.AF_INET6)}
_NAME_LOOKUPS = {
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
}
_libraries: set[str] = set()
_offences: list[str] = []
_installed = False


class GuardError(RuntimeError):
    """The code under test did what the product never does."""


def guard_library(path: str | Path) -> None:
    """From now on nobody may `open()` this file: closing it would drop SQLite's locks."""
    _libraries.add(os.path.realpath(path))


def release_library(path: str | Path) -> None:
    """The library is closed; it is an ordinary file again."""
    _libraries.discard(os.path.realpath(path))


def offences() -> list[str]:
    """What was caught since the last call."""
    caught = _offences.copy()
    _offences.clear()
    return caught


def install() -> None:
    """Add the hook once; the interpreter offers no way to take it out again."""
    global _installed  # noqa: PLW0603  one hook per process
    if not _installed:
        _installed = True
        sys.addaudithook(_watch)


def _watch(event: str, args: tuple[Any, ...]) -> None:
    if event == "open":
        if _libraries and isinstance(args[0], str | bytes | os.PathLike):
            _watch_open(os.fsdecode(args[0]))
    elif event == "socket.__new__":
        if int(args[1]) in _INTERNET:
            _refuse("an internet socket was made")
    elif event in _NAME_LOOKUPS:
        _refuse(f"a name was looked up: {event}")


def _watch_open(path: str) -> None:
    if os.path.realpath(path) in _libraries:
        _refuse(f"open() on a live library: {Path(path).name}")


def _refuse(what: str) -> None:
    _offences.append(what)
    raise GuardError(what)
