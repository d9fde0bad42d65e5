"""Writes down every internet socket and name look-up of a program that a journey starts.

Python loads a module of this name by itself; the journeys put this folder on the program's path.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

_NOTES = os.environ.get("OKR_WATCH")
_INTERNET = {2, 10}  # AF_INET and AF_INET6 on Linux; `socket` itself would cost every start
_NAME_LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _note(event: str, args: tuple[Any, ...]) -> None:
    internet = event == "socket.__new__" and int(args[1]) in _INTERNET
    if internet or event in _NAME_LOOKUPS:
        with Path(str(_NOTES)).open("a", encoding="utf-8") as notes:
            notes.write(f"{event}\n")


if _NOTES:
    sys.addaudithook(_note)
