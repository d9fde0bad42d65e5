"""How the people in a report are named: in full, by initials, or not at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from enum import StrEnum

from desktop.domain.i18n import tr
from desktop.domain.report import ReportData


class NameStyle(StrEnum):
    """What stands where a person is named."""

    FULL = "full"
    INITIALS = "initials"
    NONE = "none"


def initials(name: str) -> str:
    """Return "N. Y." for "Nell Yarrow", in any script; signs between names stay.

    A part without any letter or digit goes, so that no name comes through as it is.
    """
    return " ".join(_PART.sub(_initial, name).split())


def with_names(data: ReportData, style: NameStyle) -> ReportData:
    """Return the report with its people named in this style.

    Where something has an owner, no style says that it has none. The words of a note are
    never changed: a name inside them stays as it was typed.
    """
    if style is NameStyle.FULL:
        return data
    unnamed = tr("Has an owner")

    def shown(owner: str) -> str:
        if not owner.strip():
            return owner
        short = initials(owner) if style is NameStyle.INITIALS else ""
        return short or unnamed

    rows = tuple(replace(row, owner=shown(row.owner)) for row in data.captures)
    people = tuple(
        replace(one, name=initials(one.name) if style is NameStyle.INITIALS else "")
        for one in data.people
    )
    return replace(data, captures=rows, people=people)


def _initial(part: re.Match[str]) -> str:
    """Return the first letter with the marks that belong to it, and a point."""
    text = part[0]
    first = next((at for at, char in enumerate(text) if char.isalnum()), None)
    if first is None:
        return ""
    last = first + 1
    while last < len(text) and unicodedata.category(text[last]).startswith("M"):
        last += 1
    letter = text[first:last]
    upper = letter.upper()
    return f"{upper if len(upper) == len(letter) else letter}."


_PART = re.compile(r"[^\s,;/&+\-\u2010\u2011\u00b7\u30fb]+")
