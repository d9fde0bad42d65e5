"""Any sequence of commands, undone step by step, gives the start; redone, the end."""

from __future__ import annotations

from datetime import date, time
from importlib import import_module
from pkgutil import iter_modules

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop import services
from desktop.domain.errors import UserError
from desktop.domain.kinds import Attendance, CaptureKind, Category, ItemKind
from desktop.domain.people import RosterEntry
from desktop.services.agenda import (
    AddItem,
    EditItem,
    ItemField,
    SetPrivateNote,
)
from desktop.services.agenda_many import DeleteItems, EditItems, LengthenItems, MoveItems
from desktop.services.bus import Command
from desktop.services.capture import Capture, ChangeCaptureKind, DeleteCapture, EditCapture
from desktop.services.importing import CreateWithAgenda, ImportAgenda
from desktop.services.people import (
    EditParticipation,
    MoveParticipant,
    PersonField,
    RemoveParticipant,
    RenamePerson,
    RenameTeam,
    SetAccommodation,
    SetContact,
    SetHandsUp,
)
from desktop.services.roster import AddPeople, AddPerson
from desktop.services.run import (
    EndRun,
    ExtendItem,
    NextItem,
    PauseRun,
    PreviousItem,
    ReopenRun,
    ResumeRun,
    StartRun,
)
from desktop.services.workshop_import import ImportWorkshop
from desktop.services.workshops import (
    CreateWorkshop,
    DeleteWorkshop,
    RenameWorkshop,
    RescheduleWorkshop,
    SetPlace,
)
from tests.builders import ZONE, add_workshop, block, dump, open_bench
from tests.clocks import FakeClock
from tests.services.okr_makers import OKR_MAKERS, draft
from tests.services.prepare_makers import PREPARE_MAKERS, prepare
from tests.services.run_makers import RUN_MAKERS

NUMBER = st.integers(0, 50)
TEXT = st.text(min_size=0, max_size=12)
KIND = st.sampled_from(CaptureKind)


def item(bench, n):
    rows = [row for w in bench.library.workshops() for row in bench.library.agenda(w.id)]
    return rows[n % len(rows)].id if rows else 1


def shop(bench, n):
    rows = bench.library.workshops()
    return rows[n % len(rows)].id if rows else 1


def items(bench, n):
    """Some blocks of one workshop, now and then with one that is gone."""
    rows = bench.library.agenda(shop(bench, n))
    found = tuple(row.id for at, row in enumerate(rows) if (n + 1) >> (at % 6) & 1)
    return (*found, 99) if n % 13 == 12 else found


def note(bench, n):
    rows = [row for w in bench.library.workshops() for row in bench.library.captures(w.id)]
    return rows[n % len(rows)].ref if rows else None


def people(bench):
    return [row for w in bench.library.workshops() for row in bench.library.roster(w.id)]


def _on_person(make):
    def build(bench, clock, n, text, kind):
        rows = people(bench)
        return make(rows[n % len(rows)], n, text) if rows else None

    return build


def _part(row, n, text):
    fields = [
        (PersonField.TEAM, text),
        (PersonField.ROLE, text),
        (PersonField.EXPERIENCE, "some"),
        (PersonField.PRE_WORK, "read"),
        (PersonField.ATTENDANCE, list(Attendance)[n % len(Attendance)].value),
    ]
    return EditParticipation(row.id, *fields[n % len(fields)])


def _edit(bench, clock, n, text, kind):
    fields = [
        (ItemField.TITLE, text),
        (ItemField.KIND, list(ItemKind)[n % len(ItemKind)].value),
        (ItemField.PLANNED, 60 * n),
        (ItemField.MINIMUM, 30 * n),
        (ItemField.MAXIMUM, 90 * n),
        (ItemField.PROTECTED, bool(n % 2)),
        (ItemField.INSTRUCTION, text),
        (ItemField.LEAD, text),
        (ItemField.CUT_ORDER, n % 4 or None),
        (ItemField.FIXED_START, time(9 + n % 9, n % 60) if n % 4 else None),
    ]
    return EditItem(item(bench, n), *fields[n % len(fields)])


def _edit_many(bench, clock, n, text, kind):
    if n % 2:
        return EditItems(items(bench, n), ItemField.PROTECTED, bool(n % 3))
    value = list(Category)[n % len(Category)].value
    return EditItems(items(bench, n), ItemField.CATEGORY, value)


def _on_note(make):
    def build(bench, clock, n, text, kind):
        ref = note(bench, n)
        return None if ref is None else make(ref, text, kind)

    return build


MAKERS = [
    lambda b, c, n, t, k: CreateWorkshop(t, date(2026, 3, 1), time(9), time(n % 23, 1), ZONE),
    lambda b, c, n, t, k: RenameWorkshop(shop(b, n), t),
    lambda b, c, n, t, k: RescheduleWorkshop(
        shop(b, n), date(2026, 4, 1 + n % 28), time(9), time(10)
    ),
    lambda b, c, n, t, k: SetPlace(shop(b, n), t),
    lambda b, c, n, t, k: DeleteWorkshop(shop(b, n)),
    lambda b, c, n, t, k: AddItem(shop(b, n), item(b, n) if n % 2 else None),
    _edit,
    lambda b, c, n, t, k: MoveItems(items(b, n), n % 7),
    lambda b, c, n, t, k: DeleteItems(items(b, n)),
    lambda b, c, n, t, k: LengthenItems(items(b, n), 60 * (n % 23 - 11)),
    _edit_many,
    lambda b, c, n, t, k: SetPrivateNote(item(b, n), t),
    lambda b, c, n, t, k: ImportAgenda(
        shop(b, n), (block("One", steps=(("Alone", 60, "write"),)), block("Two", private_note=t))
    ),
    lambda b, c, n, t, k: StartRun(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: PauseRun(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: ResumeRun(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: NextItem(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: PreviousItem(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: ExtendItem(shop(b, n), c.advance(n), 60 * (n % 11 - 5)),
    lambda b, c, n, t, k: EndRun(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: ReopenRun(shop(b, n), c.advance(n)),
    lambda b, c, n, t, k: Capture(shop(b, n), k, t, c.advance(n), owner=t),
    lambda b, c, n, t, k: AddPerson(shop(b, n), RosterEntry(f"{t} {n}", team=t)),
    lambda b, c, n, t, k: AddPeople(
        shop(b, n),
        (
            RosterEntry(f"Ada {n % 3}", f"ada{n % 4}@example.org", t, "PM"),
            RosterEntry("Björn", team=t, attendance=Attendance.LATE, accommodation=t),
        ),
    ),
    _on_person(_part),
    _on_person(lambda row, n, text: RenamePerson(row.person_id, text)),
    _on_person(lambda row, n, text: RenameTeam(row.team_id or 1, text)),
    _on_person(lambda row, n, text: SetContact(row.person_id, f"x{n % 3}@example.org"[n % 2 :])),
    _on_person(lambda row, n, text: SetAccommodation(row.person_id, text)),
    _on_person(lambda row, n, text: MoveParticipant(row.id, n % 7 - 3)),
    _on_person(lambda row, n, text: RemoveParticipant(row.id)),
    lambda b, c, n, t, k: SetHandsUp(shop(b, n), n % 9 - 1 if n % 2 else None),
    _on_note(lambda ref, text, kind: EditCapture(ref, text)),
    _on_note(lambda ref, text, kind: ChangeCaptureKind(ref, kind)),
    _on_note(lambda ref, text, kind: DeleteCapture(ref)),
    *OKR_MAKERS,
    *PREPARE_MAKERS,
    *RUN_MAKERS,
]

ACTIONS = st.lists(st.tuples(st.sampled_from(MAKERS), NUMBER, TEXT, KIND), max_size=25)


def check_undo_and_redo(actions) -> None:
    bench = open_bench()
    clock = FakeClock()
    add_workshop(bench)
    bench.bus.run(Capture(1, CaptureKind.KEEP, "first", clock.now()))
    bench.bus.run(AddPerson(1, RosterEntry("Ada Okafor", "ada@example.org", "Scheduling")))
    draft(bench, clock)
    prepare(bench, clock)
    while bench.bus.undo():
        pass
    start = dump(bench)
    while bench.bus.redo():
        pass
    states = []
    for make, n, text, kind in actions:
        command = make(bench, clock, n, text, kind)
        if command is None:
            continue
        before = dump(bench)
        try:
            bench.bus.run(command)
        except UserError:
            assert dump(bench) == before
        states.append(dump(bench))
    end = dump(bench)
    steps = 0
    while bench.bus.undo():
        steps += 1
    assert dump(bench) == start
    for _ in range(steps):
        bench.bus.redo()
    assert dump(bench) == end
    bench.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(ACTIONS)
def test_undone_step_by_step_it_is_the_start_and_redone_the_end(actions):
    check_undo_and_redo(actions)


def commands_of_the_services() -> set[type]:
    """Every class of the services that says what it does and does it, in whatever module."""
    modules = [
        import_module(found.name) for found in iter_modules(services.__path__, "desktop.services.")
    ]
    return {
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type)
        and hasattr(value, "execute")
        and value.__module__ == module.__name__
        and value is not Command
    }


def test_every_command_of_the_services_is_in_the_property():
    bench, clock = open_bench(), FakeClock()
    add_workshop(bench)
    bench.bus.run(Capture(1, CaptureKind.IDEA, "note", clock.now()))
    bench.bus.run(AddPerson(1, RosterEntry("Ada Okafor", team="Scheduling")))
    draft(bench, clock)
    prepare(bench, clock)
    used = {type(make(bench, clock, 1, "t", CaptureKind.RISK)) for make in MAKERS}
    bench.close()
    # as start, and in its test
    elsewhere = {CreateWithAgenda, ImportWorkshop}
    made = commands_of_the_services()
    assert elsewhere <= made
    assert made - used - elsewhere == set()
