"""Finds the files that ship with the app: icons, fonts, templates, themes."""

from __future__ import annotations

from pathlib import Path

import desktop


def resource(*parts: str) -> Path:
    """Return the path of a shipped file or folder, in a checkout as in an installed wheel."""
    package = Path(desktop.__file__).parent
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources").joinpath(*parts)
