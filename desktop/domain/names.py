"""How the people in a report are named: in full, by initials, or not at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.domain.i18n import tr
from desktop.domain.report import ReportData
from desktop.domain.report_choices import NameStyle

if TYPE_CHECKING:
    from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamOkrs
    from desktop.domain.prepare_rows import Preparation


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
        replace(one, name=initials(one.name))
        if style is NameStyle.INITIALS
        else replace(one, name="", role="", pre_work=None)
        for one in data.people
    )
    speaker = initials if style is NameStyle.INITIALS else _nobody
    return replace(
        data,
        captures=rows,
        items=tuple(replace(item, lead=speaker(item.lead)) for item in data.items),
        people=people,
        preparation=_prepared(data.preparation, speaker),
        teams=tuple(_team(team, shown, speaker) for team in data.teams),
    )


def _nobody(_name: str) -> str:
    return ""


def _prepared(told: Preparation, shown: Callable[[str], str]) -> Preparation:
    inputs = tuple(replace(row, speaker=shown(row.speaker)) for row in told.leader_inputs)
    return replace(told, leader_inputs=inputs)


def _team(team: TeamOkrs, owner: Callable[[str], str], member: Callable[[str], str]) -> TeamOkrs:
    def result(row: KeyResultRow) -> KeyResultRow:
        after = row.follow_up
        if after is not None:
            after = replace(after, owner=owner(after.owner))
        return replace(row, owner=owner(row.owner), follow_up=after)

    def objective(row: ObjectiveRow) -> ObjectiveRow:
        results = tuple(result(one) for one in row.key_results)
        return replace(row, owner=owner(row.owner), key_results=results)

    people = (member(name) for name in team.people)
    return replace(
        team,
        objectives=tuple(objective(row) for row in team.objectives),
        people=tuple(name for name in people if name),
    )


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
