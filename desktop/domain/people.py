"""Rules about people: what a name is, who is meant by it, and what the room may see of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import UserError
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Attendance, OkrExperience, PreWork
from desktop.domain.rows import PersonRow
from desktop.domain.text import one_line

MAX_NAME = 200
MAX_ACCOMMODATION = 2_000
_SAID = (
    "name",
    "email",
    "team",
    "role",
    "experience",
    "pre_work",
    "attendance",
    "accommodation",
)
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+")


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """One person as a line gives them; None or "" where it says nothing."""

    name: str
    email: str = ""
    team: str = ""
    role: str = ""
    experience: OkrExperience | None = None
    pre_work: PreWork | None = None
    line: int = 0
    attendance: Attendance | None = None
    accommodation: str = ""


def valid_name(name: str) -> str:
    """The name on one line. Raises `UserError` when it is empty or too long."""
    name = one_line(name)
    if not any(character.isalnum() for character in name):
        raise UserError(tr("A name needs at least one letter."), tr("Type a name, then Enter."))
    if len(name) > MAX_NAME:
        raise UserError(
            tr("A name has at most {n} characters.").format(n=MAX_NAME), tr("Shorten it.")
        )
    return name


def valid_email(email: str) -> str:
    """The address without spaces around it; may be empty. Raises `UserError` for anything else."""
    email = one_line(email)
    if email and (len(email) > MAX_NAME or not is_email(email)):
        raise UserError(
            tr("“{text}” is not an e-mail address.").format(text=shortened(email)),
            tr("Type it like name@example.org, or leave it empty."),
        )
    return email


def is_email(text: str) -> bool:
    """Whether it looks like an address; whether it works, only a mail could tell."""
    return _EMAIL.fullmatch(text) is not None


def shortened(text: str) -> str:
    """The text, cut where it would be too long for a message."""
    return text if len(text) <= 60 else text[:59] + "…"


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody of the programme. `participation_id` is None while not in this workshop."""

    person_id: int
    name: str
    email: str = ""
    participation_id: int | None = None
    team: str = ""
    role: str = ""
    experience: OkrExperience | None = None
    pre_work: PreWork | None = None
    attendance: Attendance | None = None
    accommodation: str = ""


class Fate(StrEnum):
    """What an import does with one entry."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """An entry, whom it is about, and what happens to them."""

    entry: RosterEntry
    fate: Fate
    known: KnownPerson | None = None


def plan_people(
    entries: Iterable[RosterEntry], known: Sequence[KnownPerson]
) -> tuple[PlannedPerson, ...]:
    """Find everybody by e-mail, then by name; a name with another e-mail is another person."""
    ordered = sorted(known, key=lambda person: person.participation_id is None)
    by_email: dict[str, list[KnownPerson]] = {}
    by_name: dict[str, list[KnownPerson]] = {}
    for person in ordered:
        by_name.setdefault(name_key(person.name), []).append(person)
        if person.email:
            by_email.setdefault(person.email.casefold(), []).append(person)
    planned: list[PlannedPerson] = []
    taken: set[int] = set()
    for entry in entries:
        same = by_email.get(entry.email.casefold(), []) if entry.email else []
        namesakes = by_name.get(name_key(entry.name), [])
        found = next((p for p in same if p.person_id not in taken), None) or next(
            (p for p in namesakes if p.person_id not in taken and is_same_person(p, entry)), None
        )
        if found is not None:
            taken.add(found.person_id)
        planned.append(PlannedPerson(entry, _fate(entry, found), found))
    return tuple(planned)


def _fate(entry: RosterEntry, known: KnownPerson | None) -> Fate:
    if known is None or known.participation_id is None:
        return Fate.NEW
    fields = [
        "name",
        "email",
        "team",
        "role",
        "experience",
        "pre_work",
        "attendance",
        "accommodation",
    ]
    says = ((getattr(entry, field), getattr(known, field)) for field in fields)
    return Fate.CHANGED if any(new and new != old for new, old in says) else Fate.SAME


def is_same_person(one: RosterEntry | KnownPerson, other: RosterEntry | KnownPerson) -> bool:
    """Whether two entries mean one person: by e-mail where both have one, else by name."""
    if one.email and other.email:
        return _same_email(one, other)
    return name_key(one.name) == name_key(other.name)


def _same_email(one: RosterEntry | KnownPerson, other: RosterEntry | KnownPerson) -> bool:
    return bool(one.email) and one.email.casefold() == other.email.casefold()


def name_key(name: str) -> str:
    """Equal for names that differ in case, width or spaces only."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def people_text(people: int, teams: int) -> str:
    """ "16 people, 6 teams"."""
    said = ntr("{n} person", "{n} people", people)
    if not teams:
        return said
    return tr("{people}, {teams}").format(people=said, teams=ntr("{n} team", "{n} teams", teams))


def takes_part(row: PersonRow) -> bool:
    """Whether they are, were or may still come; not somebody who is known not to be there."""
    return row.attendance is not Attendance.NO_SHOW


def public_names(names: Iterable[str]) -> dict[str, str]:
    """What each name is on the stage: the first name; with an initial where two would be alike.

    A family name that stands first, before a comma, is not taken for a first name. Where the
    initials are alike too, the whole name stands.
    """
    full = list(dict.fromkeys(names))
    short = {name: _first_name(name) for name in full}
    for longer in (_with_initial, str):
        counts: dict[str, int] = {}
        for said in short.values():
            counts[said.casefold()] = counts.get(said.casefold(), 0) + 1
        short = {
            name: longer(name) if counts[said.casefold()] > 1 else said
            for name, said in short.items()
        }
    return short


def _spoken(name: str) -> list[str]:
    """The words of a name in the order they are said."""
    family, comma, given = name.partition(",")
    return (f"{given} {family}" if comma and given.strip() else name).split()


def _first_name(name: str) -> str:
    words = _spoken(name)
    return words[0] if words else name


def _with_initial(name: str) -> str:
    words = _spoken(name)
    # of the script the first name is in: "Chen Wei 陈伟" is Chen W.
    rest = [word for word in words[1:] if _script(word) == _script(words[0])]
    family, comma, _ = name.partition(",")
    last = (family.split() or rest)[0] if comma and rest else (rest[-1] if rest else "")
    return tr("{first} {initial}.").format(first=words[0], initial=last[0]) if last else name


def _script(word: str) -> str:
    return unicodedata.name(word[0], "").split(" ")[0]


def pre_work_share(rows: Sequence[PersonRow], hands_up: int | None) -> tuple[int, bool]:
    """How many read the pre-work, and whether anybody asked: hands count before the list."""
    if hands_up is not None:
        return hands_up, True
    read = sum(row.pre_work is PreWork.READ for row in rows)
    return read, any(row.pre_work is not PreWork.UNKNOWN for row in rows)
