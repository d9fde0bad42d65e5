"""The scripted run that kill tests cut off: one seed on one library always asks for the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import Attendance, CaptureKind, ItemKind
from desktop.domain.okr_rows import ObjectiveRow, TeamOkrs
from desktop.domain.people import RosterEntry
from desktop.domain.run import Phase, run_state
from desktop.services.agenda import (
    AddItem,
    DeleteItem,
    EditItem,
    ItemField,
    MoveItem,
    SetPrivateNote,
)
from desktop.services.bus import Command, CommandBus
from desktop.services.capture import (
    TABLES,
    Capture,
    ChangeCaptureKind,
    DeleteCapture,
    EditCapture,
)
from desktop.services.importing import CreateWithAgenda, ImportAgenda
from desktop.services.key_results import (
    AddKeyResult,
    AskForSource,
    CheckInOn,
    DeleteKeyResult,
    EditKeyResult,
    KeyResultField,
    MoveToInitiatives,
)
from desktop.services.library import Library
from desktop.services.materials import AddMaterial, AddTheme, DeleteTheme, MarkMaterial
from desktop.services.okr_teams import AddTeams, EditMission, RemoveTeam
from desktop.services.okrs import AddObjective, DeleteObjective, EditObjective, ObjectiveField
from desktop.services.people import (
    EditParticipation,
    MoveParticipant,
    PersonField,
    RemoveParticipant,
    RenamePerson,
    SetAccommodation,
    SetContact,
    SetHandsUp,
)
from desktop.services.preparing import (
    AddGoals,
    BriefField,
    DeleteGoal,
    EditBrief,
    EditGoal,
    GoalField,
    MoveGoal,
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
from tests.builders import block

SHOP = 1
UNDO, REDO = "undo", "redo"
Wish = Command | str
WORDS = (
    "ferry",
    "größer",
    "目標",
    "🎉 👨‍👩‍👧",
    "</para>",
    "I <b think",
    "ماذا تعلمنا",
    "12 % of €",
)
MOST_BLOCKS, MOST_NOTES, MOST_OBJECTIVES = 24, 60, 8


def lay_ground(run: Callable[[Command], object]) -> None:
    """The library that every script starts from: one workshop with eight blocks."""
    blocks = tuple(
        block(f"Block {n}", 5 + n, kind, instruction=f"Do {n}", private_note=f"Mind {n}")
        for n, kind in enumerate(list(ItemKind)[:8])
    )
    run(CreateWithAgenda("Kill me", date(2026, 3, 10), time(9), "Europe/Copenhagen", blocks))


def obey(bus: CommandBus, wish: Wish) -> None:
    """Carry a wish out; a refusal is an answer like any other."""
    try:
        if wish == UNDO:
            bus.undo()
        elif wish == REDO:
            bus.redo()
        elif not isinstance(wish, str):
            bus.run(wish)
    except UserError:
        pass


class Script:
    """What a facilitator in a hurry does. Looks at the library before each wish."""

    def __init__(self, seed: int, library: Library) -> None:
        self._rnd = random.Random(seed)
        self._library = library

    def next(self, at: Moment) -> Wish:
        """The next wish, at this instant."""
        agenda = self._library.agenda(SHOP)
        phase = run_state(agenda, self._library.events(SHOP), at, None).phase
        if phase is Phase.WAITING:
            return StartRun(SHOP, at)
        if phase is Phase.ENDED:
            return ReopenRun(SHOP, at)
        if phase is Phase.PAUSED and self._rnd.random() < 0.5:
            return ResumeRun(SHOP, at)
        parts = (
            *(self._run, self._note, self._plan, self._people),
            *(self._prepare, self._okrs, self._history),
        )
        return self._rnd.choices(parts, (4, 5, 3, 2, 2, 4, 2))[0](at)

    def _run(self, at: Moment) -> Wish:
        minutes = self._rnd.choice((1, -1, 5, -5))
        wishes: tuple[Command, ...] = (
            NextItem(SHOP, at),
            PreviousItem(SHOP, at),
            PauseRun(SHOP, at),
            ResumeRun(SHOP, at),
            ExtendItem(SHOP, at, 60 * minutes),
            EndRun(SHOP, at),
        )
        return self._rnd.choices(wishes, (6, 5, 3, 1, 4, 1))[0]

    def _note(self, at: Moment) -> Wish:
        # Feedback comes in a random order on purpose; a script needs one that stays.
        found = self._library.captures(SHOP)
        notes = sorted(
            (row.ref for row in found), key=lambda ref: (TABLES[ref.kind].__name__, ref.id)
        )
        if len(notes) < 3 or (len(notes) < MOST_NOTES and self._rnd.random() < 0.6):
            kind = self._rnd.choice(list(CaptureKind))
            return Capture(SHOP, kind, self._text(), at, owner=self._rnd.choice(("", "Ana")))
        ref = self._rnd.choice(notes)
        wishes: tuple[Command, ...] = (
            EditCapture(ref, self._text()),
            ChangeCaptureKind(ref, self._rnd.choice(list(CaptureKind))),
            DeleteCapture(ref),
        )
        return self._rnd.choices(wishes, (2, 2, 3))[0]

    def _plan(self, _at: Moment) -> Wish:
        rows = self._library.agenda(SHOP)
        row = self._rnd.choice(rows)
        if len(rows) > MOST_BLOCKS:
            return DeleteItem(row.id)
        minutes = self._rnd.randint(1, 40)
        many = tuple(block(f"{self._text()[:40]} {n}", minutes) for n in range(6))
        wishes: tuple[Command, ...] = (
            AddItem(SHOP, row.id, planned_s=60 * minutes),
            EditItem(row.id, ItemField.PLANNED, 60 * minutes),
            EditItem(row.id, ItemField.INSTRUCTION, self._text()),
            MoveItem(row.id, self._rnd.choice((-2, -1, 1, 2))),
            SetPrivateNote(row.id, self._rnd.choice((self._text(), ""))),
            DeleteItem(row.id),
            ImportAgenda(SHOP, many),
        )
        return self._rnd.choices(wishes, (2, 3, 3, 3, 2, 2, 1))[0]

    def _people(self, at: Moment) -> Wish:
        rows = self._library.roster(SHOP)
        names = [f"{self._rnd.choice(WORDS)} {self._rnd.randint(1, 99)}" for _ in range(5)]
        many = tuple(RosterEntry(name, f"p{n}@x.org", "Ops") for n, name in enumerate(names))
        if not rows:
            return AddPeople(SHOP, many)
        row = self._rnd.choice(rows)
        there = self._rnd.choice(list(Attendance)).value
        wishes: tuple[Command, ...] = (
            AddPerson(SHOP, RosterEntry(names[0], team=self._rnd.choice(WORDS))),
            AddPeople(SHOP, many),
            EditParticipation(row.id, PersonField.ATTENDANCE, there, at.utc),
            EditParticipation(row.id, PersonField.TEAM, self._rnd.choice(WORDS)),
            RenamePerson(row.person_id, names[1]),
            SetContact(row.person_id, self._rnd.choice(("", f"q{row.id}@x.org"))),
            SetAccommodation(row.person_id, self._rnd.choice((self._text(), ""))),
            MoveParticipant(row.id, self._rnd.choice((-1, 1))),
            RemoveParticipant(row.id),
            SetHandsUp(SHOP, self._rnd.randint(0, 9)),
        )
        return self._rnd.choices(wishes, (3, 1, 3, 2, 1, 2, 2, 1, 3, 1))[0]

    def _prepare(self, _at: Moment) -> Wish:
        held = self._library.preparation(SHOP)
        if not held.goals:
            return AddGoals(SHOP, (self._title(), self._title()))
        if not held.materials:
            return AddMaterial(SHOP, self._title(), target=self._title())
        if not held.themes:
            return AddTheme(SHOP, self._title())
        goal = self._rnd.choice(held.goals)
        material = self._rnd.choice(held.materials)
        wishes: tuple[Command, ...] = (
            EditGoal(goal.id, GoalField.EVIDENCE, self._title()),
            MoveGoal(goal.id, self._rnd.choice((-1, 1))),
            DeleteGoal(goal.id),
            MarkMaterial(material.id, not material.ready),
            DeleteTheme(held.themes[0].id),
            EditBrief(SHOP, BriefField.ADJUSTMENTS, self._text()),
        )
        return self._rnd.choice(wishes)

    def _okrs(self, at: Moment) -> Wish:
        lines = self._library.team_lines(SHOP)
        if not lines:
            return AddTeams(SHOP, ("Ferry", "Records"))
        team = self._library.team_okrs(SHOP, self._rnd.choice(lines).team_id)
        assert team is not None
        if not team.objectives:
            return AddObjective(SHOP, at, team.team_id, self._title())
        objective = self._rnd.choice(team.objectives)
        line = KeyResultLine(self._title(), target=Decimal(self._rnd.randint(1, 10**30)) / 1000)
        if len(team.objectives) > MOST_OBJECTIVES:
            return DeleteObjective(objective.id)
        if not objective.key_results:
            return AddKeyResult(SHOP, at, objective.id, line)
        return self._on_result(at, team, objective, line)

    def _on_result(
        self, at: Moment, team: TeamOkrs, objective: ObjectiveRow, line: KeyResultLine
    ) -> Wish:
        result = self._rnd.choice(objective.key_results)
        amount = Decimal(self._rnd.randint(-999, 999)) / 8
        wishes: tuple[Command, ...] = (
            AddObjective(SHOP, at, team.team_id, self._title()),
            EditObjective(SHOP, at, objective.id, ObjectiveField.TITLE, self._title()),
            EditMission(SHOP, at, team.team_id, self._text()),
            AddKeyResult(SHOP, at, objective.id, line),
            EditKeyResult(SHOP, at, result.id, KeyResultField.BASELINE, amount),
            EditKeyResult(SHOP, at, result.id, KeyResultField.TITLE, self._title()),
            CheckInOn(SHOP, at, result.id, amount),
            MoveToInitiatives(SHOP, at, result.id),
            AskForSource(SHOP, at, result.id, "Ana"),
            DeleteKeyResult(result.id),
            AddTeams(SHOP, (self._title()[:40],)),
            RemoveTeam(SHOP, team.team_id),
        )
        return self._rnd.choices(wishes, (2, 4, 2, 3, 4, 2, 3, 1, 1, 2, 1, 1))[0]

    def _title(self) -> str:
        return self._text()[:60]

    def _history(self, _at: Moment) -> Wish:
        return self._rnd.choices((UNDO, REDO), (3, 2))[0]

    def _text(self) -> str:
        length = self._rnd.choice((3, 10, 200, 900))
        return " ".join(self._rnd.choice(WORDS) for _ in range(length))
