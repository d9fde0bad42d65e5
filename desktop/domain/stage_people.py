"""What the room may know of who takes part: how they are called, and in which team they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop.domain.people import name_key, public_names, takes_part
from desktop.domain.rows import PersonRow
from desktop.domain.stage import StageNames, StagePeople, StageTeam
from desktop.domain.text import one_line

_SIGNS = ",;:/&+·"


def stage_people(
    rows: Sequence[PersonRow], teams: Sequence[str], style: StageNames
) -> StagePeople | None:
    """Everybody who takes part, by team in the order of `teams`; people of none stand last.

    None while there is nobody. Who does not come counts for how the others are called, so that
    no name changes during a session.
    """
    called = public_names(row.name for row in rows)
    members: dict[str, list[str]] = {team: [] for team in teams}
    for row in filter(takes_part, rows):
        name = row.name if style is StageNames.FULL else called[row.name]
        members.setdefault(row.team, []).append(_without_address(name))
    members[""] = members.pop("", [])
    shown = tuple(
        StageTeam(team, len(names), () if style is StageNames.NONE else tuple(names))
        for team, names in members.items()
        if names
    )
    return StagePeople(shown) if shown else None


def owner_naming(rows: Sequence[PersonRow], style: StageNames) -> Callable[[str], str]:
    """How an owner is called, whose name is free text: as on the stage if they take part.

    Of another name the first word stands for the first name. Addresses are left out.
    """
    called = public_names(row.name for row in rows)
    short = {name_key(name): said for name, said in called.items()}
    short |= {name_key(said): said for said in called.values()}

    def naming(owner: str) -> str:
        if style is StageNames.NONE:
            return ""
        words = _without_address(owner)
        said = short.get(name_key(owner)) or short.get(name_key(words))
        if style is StageNames.FIRST and said:
            return _without_address(said)
        return words if style is StageNames.FULL else words.split(" ")[0].rstrip(_SIGNS)

    return naming


def _without_address(text: str) -> str:
    """The text on one line; of an e-mail address only what stands before the sign."""
    words = (word.strip("<>@").split("@")[0] for word in text.split())
    return one_line(" ".join(filter(None, words)))
