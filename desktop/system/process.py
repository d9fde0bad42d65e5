"""What the process promises before it touches a file."""

from __future__ import annotations

import os


def harden() -> None:
    """Everything this process makes is readable by its owner only; files were 0644 without it."""
    os.umask(0o077)
