"""Keeps the cells of a CSV file from being formulas, in a way that reading takes back exactly.

A spreadsheet runs a cell that begins like a formula. An apostrophe before it makes it text, also
behind a sign that splits cells or lines elsewhere: a comma file may be opened with semicolons.
"""

from __future__ import annotations

import re

_FORMULA = r"['\" \u00a0]*(?:[=+@\uff1d\uff0b\uff20]|[-\u2013\uff0d](?! ))"
_START = r"['\" \u00a0]*[=+@\uff1d\uff0b\uff20\uff0d\t\r-]"
_RISKY = re.compile(rf"^(?={_START})|(?<=[;|\t\r\n])(?={_FORMULA})")
_GUARDED = re.compile(rf"^'(?={_START})|(?<=[;|\t\r\n])'(?={_FORMULA})")


def guarded(text: str) -> str:
    """Return the cell with an apostrophe wherever a formula could begin."""
    return _RISKY.sub("'", text)


def unguarded(cell: str) -> str:
    """Return what was guarded, letter by letter."""
    return _GUARDED.sub("", cell) if "'" in cell else cell
