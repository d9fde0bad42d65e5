"""Nothing private leaves in a file nobody asked to be private, and nobody is named unasked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from desktop.cli import commands
from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import CaptureKind, LeaderInputKind, ObjectiveState
from desktop.domain.people import RosterEntry
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.capture import Capture
from desktop.services.closing import ActionField, EditAction, EditParked, ParkedField
from desktop.services.key_results import (
    AddKeyResult,
    AskForSource,
    CheckInOn,
    EditKeyResult,
    KeyResultField,
)
from desktop.services.materials import AddLeaderInput
from desktop.services.okrs import AddObjective, EditObjective, ObjectiveField
from desktop.services.people import EditParticipation, PersonField, SetAccommodation, SetContact
from desktop.services.preparing import AddGoals, BriefField, EditBrief, SetRate
from desktop.services.roster import AddPerson
from desktop.services.run import EndRun, NextItem, StartRun
from tests.builders import Bench, add_workshop, open_bench
from tests.clocks import FakeClock

SECRET = "zqsecret"
WHO = "Zorvald"
ROLES = (
    *("Lead", "Speaker", "Objectiveowner", "Resultowner", "Finder", "Doer", "Carrier"),
    *("Member", "Absent", "Parkedowner"),
)
"""Everybody has the same given name and a family name that says where they are named."""


def full(role: str) -> str:
    return f"{WHO} {role}berg"


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "library.okr"
    bench, clock = open_bench(path), FakeClock()
    shop = add_workshop(bench, title="Public title")
    _people(bench, shop)
    _run(bench, shop, clock)
    _drafts(bench, shop, clock)
    bench.close()
    return path


def _people(bench: Bench, shop: int) -> None:
    """Two in a team, with all that is private of a person."""
    for role in ("Member", "Absent"):
        bench.bus.run(AddPerson(shop, RosterEntry(full(role), team="Public team")))
    for row in bench.library.roster(shop):
        bench.bus.run(SetContact(row.person_id, f"{SECRET}{row.id}@example.org"))
        bench.bus.run(SetAccommodation(row.person_id, f"{SECRET} large print"))
        bench.bus.run(EditParticipation(row.id, PersonField.EXPERIENCE, "experienced"))
    bench.bus.run(EditParticipation(row.id, PersonField.ATTENDANCE, "no_show"))


def _run(bench: Bench, shop: int, clock: FakeClock) -> None:
    for item in bench.library.agenda(shop):
        bench.bus.run(SetPrivateNote(item.id, f"{SECRET} note"))
        bench.bus.run(EditItem(item.id, ItemField.LEAD, full("Lead")))
    bench.bus.run(StartRun(shop, clock.now()))
    for kind in CaptureKind:
        bench.bus.run(Capture(shop, kind, f"Public {kind}", clock.advance(5), full("Doer")))
    bench.bus.run(NextItem(shop, clock.advance(60)))
    bench.bus.run(EndRun(shop, clock.advance(60)))
    closing = bench.library.closing(shop)
    bench.bus.run(EditAction(closing.actions[0].id, ActionField.OWNER, full("Carrier")))
    bench.bus.run(EditParked(closing.parked[0].id, ParkedField.OWNER, full("Parkedowner")))
    bench.bus.run(EditParked(closing.parked[0].id, ParkedField.DISPOSITION, "action"))


def _drafts(bench: Bench, shop: int, clock: FakeClock) -> None:
    at = clock.advance(60)
    for command in (
        AddGoals(shop, ("Public goal",)),
        EditBrief(shop, BriefField.ADJUSTMENTS, "Public adjustments"),
        SetRate(shop, Decimal("7531.25"), "XQZ"),
        AddLeaderInput(shop, LeaderInputKind.WORKS, "Public input", full("Speaker")),
        AddObjective(shop, at, 1, "Public objective"),
        EditObjective(shop, at, 1, ObjectiveField.OWNER, full("Nobodyelse")),
        EditObjective(shop, at, 1, ObjectiveField.OWNER, full("Objectiveowner")),
        EditObjective(shop, at, 1, ObjectiveField.STATE, ObjectiveState.AGREED),
        AddKeyResult(shop, at, 1, KeyResultLine("Public result", target=Decimal(4))),
        EditKeyResult(shop, at, 1, KeyResultField.OWNER, full("Resultowner")),
        AskForSource(shop, at, 1, full("Finder"), date(2026, 5, 1)),
        CheckInOn(shop, at, 1, Decimal(2), "", 7, "Public change", "Public plan"),
    ):
        bench.bus.run(command)


def _pdf(path: Path) -> str:
    reader = PdfReader(path)
    outline = " ".join(str(dict(entry)) for entry in reader.outline if isinstance(entry, dict))
    pages = " ".join(page.extract_text() for page in reader.pages)
    return f"{pages} {outline} {reader.metadata}"


def _folder(path: Path) -> str:
    return " ".join(f"{file.name} {file.read_text('utf-8-sig')}" for file in path.iterdir())


def _zip(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        return " ".join(f"{name} {packed.read(name).decode()}" for name in names)


READ: dict[str, Callable[[Path], str]] = {
    "pdf": _pdf,
    "md": lambda path: path.read_text("utf-8"),
    "csv": _folder,
    "workshop": _zip,
}


@pytest.fixture
def export(database, tmp_path):
    def run(kind: str, *arguments: str) -> str:
        out = tmp_path / f"out-{kind}"
        call = ["--database", str(database), "export", "1", "--format", kind, "--output", str(out)]
        done = CliRunner().invoke(commands, [*call, *arguments])
        assert done.exit_code == 0, done.output
        return re.sub(r"\s+", " ", READ[kind](out))

    return run


@pytest.mark.parametrize("kind", READ)
def test_no_note_no_address_no_need_and_no_experience_leaves(export, kind):
    text = export(kind)
    for public in ("Public title", "Public objective", "Public result", "Public adjustments"):
        assert public in text, public
    secrets = (SECRET, "@example", "large print", "xperience", "ccommodation", "7531", "XQZ")
    for private in secrets:
        assert private not in text, private


def test_a_private_workshop_file_has_all_of_it(export):
    """Or the test above would prove nothing."""
    text = export("workshop", "--with-private")
    shown = (f"{SECRET} note", f"{SECRET}1@example.org", "large print", "experienced", "7531.25")
    for private in shown:
        assert private in text, private


@pytest.mark.parametrize("kind", ["pdf", "md", "csv"])
@pytest.mark.parametrize("names", ["initials", "none"])
def test_nobody_is_named_where_names_are_not_wanted(export, kind, names):
    text = export(kind, "--names", names)
    assert WHO not in text
    assert "berg" not in text
    assert ("Z. O." in text) is (names == "initials"), "the objective's owner"


@pytest.mark.parametrize("kind", ["pdf", "md", "csv"])
def test_everybody_is_named_in_full_where_names_are_wanted(export, kind):
    """Or the test above would prove nothing. Reports say nothing of leads and no-shows' names."""
    text = export(kind, "--names", "full")
    unnamed: set[str] = set() if kind == "csv" else {"Lead", "Absent"}
    missing = {role for role in ROLES if full(role) not in text}
    assert missing <= unnamed
