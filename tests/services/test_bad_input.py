"""Whatever makes no sense in any field or file: what, a hint, and everything as it was before."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.amounts import parse_amount
from desktop.domain.due import parse_due
from desktop.domain.errors import UserError
from desktop.domain.key_result_line import KeyResultLine, parse_key_result_line
from desktop.domain.kinds import CaptureKind, LeaderInputKind
from desktop.domain.people import RosterEntry
from desktop.domain.quarters import parse_quarter
from desktop.services.agenda import EditItem, ItemField, SetPrivateNote
from desktop.services.backups import backup
from desktop.services.capture import Capture
from desktop.services.closing import ActionField, EditAction, EditParked, ParkedField
from desktop.services.cycles import SetCycle
from desktop.services.files import agenda_import, roster_file, workshop_import
from desktop.services.initiatives import AddInitiative, AddStep, EditInitiative, EditStep
from desktop.services.key_results import (
    AddKeyResult,
    AskForSource,
    CheckInOn,
    EditKeyResult,
    KeyResultField,
)
from desktop.services.materials import (
    AddLeaderInput,
    AddMaterial,
    AddTheme,
    EditLeaderInput,
    EditMaterial,
    EditTheme,
    LeaderInputField,
    MaterialField,
)
from desktop.services.okr_restore import Restore
from desktop.services.okr_teams import AddTeams, CountVotes, EditMission, RemoveTeam
from desktop.services.okrs import AddObjective, EditObjective, ObjectiveField
from desktop.services.people import (
    EditParticipation,
    PersonField,
    RenamePerson,
    RenameTeam,
    SetAccommodation,
    SetContact,
    SetHandsUp,
)
from desktop.services.preparing import (
    AddGoals,
    AddSessionKeyResult,
    BriefField,
    EditBrief,
    EditGoal,
    EditSessionKeyResult,
    GoalField,
    ScoreSessionKeyResult,
    SetRate,
    SetSessionScore,
)
from desktop.services.restoring import restore
from desktop.services.roster import AddPerson
from desktop.services.workshops import (
    CreateWorkshop,
    RenameWorkshop,
    RescheduleWorkshop,
    SetPlace,
)
from tests.builders import ZONE, add_workshop, dump, open_bench
from tests.clocks import FakeClock
from tests.services.okr_makers import draft
from tests.services.prepare_makers import prepare

F, O = KeyResultField, ObjectiveField  # noqa: E741
AT = FakeClock().now()
DAY = date(2026, 3, 10)
LONG = "x" * 10_001
NAN, HUGE, MANY = Decimal("NaN"), Decimal("1e60"), Decimal("0." + "1" * 60)


@pytest.fixture(scope="module")
def untouched():
    """The same for tests that change nothing, which they prove."""
    yield from _filled()


@pytest.fixture
def bench():
    """One row in every table."""
    yield from _filled()


def _filled():
    opened, clock = open_bench(), FakeClock()
    add_workshop(opened)
    opened.bus.run(AddPerson(1, RosterEntry("Ada Okafor", "ada@example.org", "Scheduling")))
    draft(opened, clock)
    prepare(opened, clock)
    yield opened
    opened.close()


def refused(bench, command) -> UserError:
    before = dump(bench)
    with pytest.raises(UserError) as caught:
        bench.bus.run(command)
    assert caught.value.what
    assert caught.value.hint
    assert dump(bench) == before
    return caught.value


def _kr(field, value):
    return EditKeyResult(1, AT, 1, field, value)


def _objective(field, value):
    return EditObjective(1, AT, 1, field, value)


TOO_LONG = [
    *(_kr(field, LONG) for field in (F.TITLE, F.METRIC, F.UNIT, F.DATA_SOURCE)),
    *(_kr(field, LONG) for field in (F.FREQUENCY, F.OWNER)),
    *(_objective(field, LONG) for field in (O.TITLE, O.WHY, O.FOR_WHOM, O.OWNER, O.SCORE_NOTE)),
    *(EditGoal(1, field, LONG) for field in (GoalField.TEXT, GoalField.EVIDENCE)),
    *(EditBrief(1, field, LONG) for field in BriefField),
    *(EditMaterial(1, field, LONG) for field in (MaterialField.TITLE, MaterialField.TARGET)),
    EditLeaderInput(1, LeaderInputField.TEXT, LONG),
    EditLeaderInput(1, LeaderInputField.SPEAKER, LONG),
    EditTheme(1, LONG),
    EditSessionKeyResult(1, LONG),
    EditAction(1, ActionField.OWNER, LONG),
    EditParked(1, ParkedField.REASON, LONG),
    EditParked(1, ParkedField.OWNER, LONG),
    EditMission(1, AT, 1, LONG),
    EditStep(1, AT, 1, LONG),
    EditInitiative(1, AT, 1, LONG),
    AskForSource(1, AT, 1, LONG),
    CheckInOn(1, AT, 1, None, LONG),
    CheckInOn(1, AT, 1, Decimal(1), "", None, LONG),
    CheckInOn(1, AT, 1, Decimal(1), "", None, "", LONG),
    AddTeams(1, (LONG,)),
    AddObjective(1, AT, 1, LONG),
    AddKeyResult(1, AT, 1, KeyResultLine(LONG)),
    AddKeyResult(1, AT, 1, KeyResultLine("words", unit=LONG)),
    AddStep(1, AT, 1, LONG),
    AddInitiative(1, AT, 1, LONG),
    AddGoals(1, ("good", LONG)),
    AddMaterial(1, LONG),
    AddMaterial(1, "good", target=LONG),
    AddLeaderInput(1, LeaderInputKind.HARD, LONG),
    AddLeaderInput(1, LeaderInputKind.HARD, "good", LONG),
    AddTheme(1, LONG),
    AddSessionKeyResult(1, LONG),
    Capture(1, CaptureKind.ACTION, LONG, AT),
    Capture(1, CaptureKind.ACTION, "good", AT, owner=LONG),
    EditItem(1, ItemField.TITLE, LONG),
    EditItem(1, ItemField.INSTRUCTION, LONG),
    EditItem(1, ItemField.LEAD, LONG),
    SetPrivateNote(1, LONG),
    AddPerson(1, RosterEntry(LONG)),
    EditParticipation(1, PersonField.TEAM, LONG),
    EditParticipation(1, PersonField.ROLE, LONG),
    RenamePerson(1, LONG),
    RenameTeam(1, LONG),
    SetContact(1, LONG),
    SetAccommodation(1, LONG),
    RenameWorkshop(1, LONG),
    SetPlace(1, LONG),
    CreateWorkshop(LONG, DAY, time(9), time(10), ZONE),
]
EMPTY = [
    _kr(F.TITLE, " \n"),
    _objective(O.TITLE, "\u2028 "),
    EditGoal(1, GoalField.TEXT, ""),
    EditMaterial(1, MaterialField.TITLE, "\x00"),
    EditLeaderInput(1, LeaderInputField.TEXT, " "),
    EditTheme(1, " "),
    EditSessionKeyResult(1, " "),
    EditStep(1, AT, 1, " "),
    EditInitiative(1, AT, 1, " "),
    AddTeams(1, (" ", "\n")),
    AddTeams(1, ()),
    AddObjective(1, AT, 1, " "),
    AddKeyResult(1, AT, 1, KeyResultLine(" ")),
    AddStep(1, AT, 1, " "),
    AddInitiative(1, AT, 1, " "),
    AddGoals(1, ()),
    AddMaterial(1, ""),
    AddLeaderInput(1, LeaderInputKind.HARD, ""),
    AddTheme(1, ""),
    AddSessionKeyResult(1, ""),
    CheckInOn(1, AT, 1, None, " "),
    RenamePerson(1, " "),
    RenameTeam(1, " "),
    AddPerson(1, RosterEntry(" ")),
]
NO_NUMBER = [
    *(_kr(F(name), value) for name in ("baseline", "target", "stretch") for value in (NAN, HUGE)),
    *(_kr(F(name), value) for name in ("lower", "upper", "weight") for value in (NAN, MANY)),
    _kr(F.WEIGHT, None),
    _kr(F.WEIGHT, Decimal(-1)),
    *(_kr(F.CONFIDENCE, value) for value in (-1, 11)),
    _kr(F.BASELINE, Decimal(4)),  # the target
    *(_objective(O.SCORE, value) for value in (NAN, Decimal("1.01"), Decimal("-0.1"), HUGE, MANY)),
    *(SetRate(1, value) for value in (NAN, Decimal(0), Decimal(-1), HUGE, MANY)),
    *(SetRate(1, Decimal(70), text) for text in (LONG, "12", "EUR 5", "<b>")),
    *(SetSessionScore(1, value) for value in (NAN, Decimal(2), Decimal(-1), MANY)),
    *(ScoreSessionKeyResult(1, value) for value in (NAN, Decimal("1.1"), Decimal(-1), MANY)),
    *(CheckInOn(1, AT, 1, value) for value in (NAN, Decimal("Infinity"), HUGE, MANY)),
    CheckInOn(1, AT, 1, Decimal(1), "and a reason"),
    CheckInOn(1, AT, 1, Decimal(1), "", 11),
    CountVotes(1, AT, 1, -1, None),
    CountVotes(1, AT, 1, 1, 10**9),
    SetHandsUp(1, -1),
    AddKeyResult(1, AT, 1, KeyResultLine("words", target=NAN)),
    _objective(O.THEME, 99),
    SetCycle(1, "next spring"),
    SetCycle(1, "Q5 2026"),
    SetCycle(1, LONG),
    EditItem(1, ItemField.PLANNED, -60),
    *(EditItem(1, ItemField.CUT_ORDER, value) for value in (0, -1, 100, 10**20)),
    EditItem(1, ItemField.FIXED_START, time(8, 59)),
    SetContact(1, "nobody"),
]
GONE = [
    EditKeyResult(1, AT, 99, F.TITLE, "words"),
    EditObjective(1, AT, 99, O.TITLE, "words"),
    EditMission(1, AT, 99, "words"),
    RemoveTeam(1, 99),
    AddObjective(99, AT, 1, "words"),
    EditGoal(99, GoalField.TEXT, "words"),
    EditMaterial(99, MaterialField.TITLE, "words"),
    EditTheme(99, "words"),
    EditAction(99, ActionField.OWNER, "words"),
    EditParked(99, ParkedField.OWNER, "words"),
    EditStep(1, AT, 99, "words"),
    EditInitiative(1, AT, 99, "words"),
    EditBrief(99, BriefField.FORMAT, "words"),
    Restore(1, AT, 99),
    RescheduleWorkshop(99, DAY, time(9), time(10)),
]


def _named(command) -> str:
    return f"{type(command).__name__}-{getattr(command, 'field', '')}"


@pytest.mark.parametrize("command", [*TOO_LONG, *EMPTY, *NO_NUMBER, *GONE], ids=_named)
def test_a_field_says_what_is_wrong_and_what_to_do_and_keeps_its_value(untouched, command):
    refused(untouched, command)


@pytest.mark.parametrize("comma", [False, True])
@given(typed=st.text(max_size=60) | st.from_regex(r"[-+0-9 .,:!?>=a-zQ/]{0,40}", fullmatch=True))
def test_whatever_is_typed_for_a_number_a_day_or_a_quarter_is_read_or_refused_with_a_hint(
    comma, typed
):
    parse_key_result_line(typed, decimal_comma=comma)
    parse_quarter(typed)
    assert hint_of(partial(parse_amount, typed, decimal_comma=comma)) != ""
    assert hint_of(partial(parse_due, typed, DAY)) != ""


def hint_of(read: Callable[[], object]) -> str | None:
    """What a refusal says to do; None when there is none."""
    try:
        read()
    except UserError as error:
        return error.hint
    return None


# files


def _old_sqlite(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE theirs(a)")
    raw.commit()
    raw.close()


BAD_FILES = {
    "missing": lambda path: None,
    "empty": lambda path: path.write_bytes(b""),
    "a folder": lambda path: path.mkdir(),
    "noise": lambda path: path.write_bytes(bytes(range(256)) * 40),
    "a cut zip": lambda path: path.write_bytes(b"PK\x03\x04" + b"\x00" * 400),
    "html": lambda path: path.write_text("<!doctype html><p>404"),
    "the start of a library": lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\x07" * 99),
    "another program's library": _old_sqlite,
}
TABLES = {
    "a column only": "Title\nWelcome\n",
    "headings only": "Title,Duration\n",
    "no length": "Title,Duration\nWelcome,soon\n",
    "a length below nothing": "Title,Duration\nWelcome,-5 min\n",
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize(
    ("suffix", "read"),
    [
        (".okrworkshop", workshop_import),
        (".csv", lambda path: agenda_import(path, 1)),
        (".xlsx", lambda path: agenda_import(path, 1)),
        (".md", lambda path: agenda_import(path, 1)),
        (".xlsx", roster_file),
    ],
    ids=["workshop", "agenda csv", "agenda xlsx", "agenda md", "roster xlsx"],
)
def test_a_file_that_is_none_is_refused_before_anything_is_stored(
    bench, tmp_path, name, suffix, read
):
    path = tmp_path / f"file{suffix}"
    BAD_FILES[name](path)
    before = dump(bench)
    with pytest.raises(UserError) as caught:
        bench.bus.run(read(path))
    assert caught.value.what
    assert caught.value.hint
    assert dump(bench) == before


@pytest.mark.parametrize("name", TABLES)
def test_an_agenda_with_one_bad_row_brings_nothing_in(bench, tmp_path, name):
    path = tmp_path / "agenda.csv"
    path.write_text(TABLES[name] + ("Good,5 min\n" if "length" in name else ""))
    before = dump(bench)
    with pytest.raises(UserError) as caught:
        bench.bus.run(agenda_import(path, 1))
    assert caught.value.hint
    assert dump(bench) == before


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_backup_that_is_none_leaves_the_library_to_the_byte(tmp_path, name):
    library, bad = tmp_path / "library.okr", tmp_path / "backup.okr"
    held = open_bench(library)
    add_workshop(held)
    held.close()
    before = library.read_bytes()
    BAD_FILES[name](bad)
    with pytest.raises(UserError) as caught:
        restore(bad, library, tmp_path / "backups", datetime(2026, 3, 10, tzinfo=UTC))
    assert caught.value.what
    assert caught.value.hint
    assert library.read_bytes() == before


def test_a_backup_goes_into_no_file_s_place(tmp_path):
    held = open_bench(tmp_path / "library.okr")
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(UserError) as caught:
        backup(held.engine, tmp_path / "taken", datetime(2026, 3, 10, tzinfo=UTC))
    held.close()
    assert caught.value.hint
    assert (tmp_path / "taken").read_text() == "mine"
