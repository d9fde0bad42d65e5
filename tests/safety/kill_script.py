"""The scripted run that kill tests cut off: one seed on one library always asks for the same."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal

from desktop.domain.clock import Moment
from desktop.domain.errors import UserError
from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import (
    Attendance,
    CaptureKind,
    Disposition,
    GoalStatus,
    ItemKind,
    LeaderInputKind,
    ObjectiveState,
)
from desktop.domain.okr_rows import KeyResultRow, ObjectiveRow, TeamOkrs
from desktop.domain.people import RosterEntry
from desktop.domain.prepare_rows import Preparation
from desktop.domain.run import Phase, run_state
from desktop.services.agenda import AddItem, EditItem, ItemField, SetPrivateNote
from desktop.services.agenda_many import DeleteItems, EditItems, LengthenItems, MoveItems
from desktop.services.bus import Command, CommandBus
from desktop.services.capture import (
    TABLES,
    Capture,
    ChangeCaptureKind,
    DeleteCapture,
    EditCapture,
)
from desktop.services.closing import ActionField, EditAction, EditParked, ParkedField
from desktop.services.cycles import SetCycle
from desktop.services.duplicating import DuplicateWorkshop
from desktop.services.files import sample_import
from desktop.services.importing import CreateWithAgenda, ImportAgenda
from desktop.services.initiatives import (
    AddInitiative,
    AddStep,
    DeleteInitiative,
    DeleteStep,
    EditInitiative,
    EditStep,
    MarkStep,
)
from desktop.services.key_results import (
    AddKeyResult,
    AskForSource,
    CheckInOn,
    DeleteKeyResult,
    EditKeyResult,
    KeyResultField,
    MoveKeyResult,
    MoveToInitiatives,
)
from desktop.services.library import Library
from desktop.services.materials import (
    AddLeaderInput,
    AddMaterial,
    AddTheme,
    DeleteLeaderInput,
    DeleteMaterial,
    DeleteTheme,
    EditLeaderInput,
    EditMaterial,
    EditTheme,
    LeaderInputField,
    MarkMaterial,
    MaterialField,
    MoveMaterial,
    MoveTheme,
)
from desktop.services.okr_restore import Restore
from desktop.services.okr_teams import AddTeams, CountVotes, EditMission, RemoveTeam
from desktop.services.okrs import (
    AddObjective,
    DeleteObjective,
    EditObjective,
    MoveObjective,
    ObjectiveField,
)
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
from desktop.services.preparing import (
    AddGoals,
    AddSessionKeyResult,
    BriefField,
    DeleteGoal,
    DeleteSessionKeyResult,
    EditBrief,
    EditGoal,
    EditSessionKeyResult,
    GoalField,
    MoveGoal,
    MoveSessionKeyResult,
    ScoreSessionKeyResult,
    SetRate,
    SetSessionScore,
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
from desktop.services.run_changes import RestoreItem, StepTechnique
from desktop.services.run_repair import StartedEarlier, TakeBack
from desktop.services.techniques import AddStep as AddTechniqueStep
from desktop.services.techniques import DeleteStep as DeleteTechniqueStep
from desktop.services.techniques import EditStep as EditTechniqueStep
from desktop.services.techniques import MoveStep as MoveTechniqueStep
from desktop.services.techniques import SetTechnique, StepField
from desktop.services.templates import DeleteTemplate, RenameTemplate, SaveTemplate
from desktop.services.workshops import (
    CreateWorkshop,
    DeleteWorkshop,
    RenameWorkshop,
    RescheduleWorkshop,
    SetPlace,
)
from tests.builders import block
from tests.services import run_makers

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
MOST_BLOCKS, MOST_NOTES, MOST_OBJECTIVES, MOST_SHOPS = 24, 60, 8, 3


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
            *(self._run, self._note, self._plan, self._steps, self._people),
            *(self._prepare, self._okrs, self._close, self._shops, self._history),
        )
        return self._rnd.choices(parts, (4, 3, 3, 2, 2, 3, 6, 2, 2, 2))[0](at)

    def _run(self, at: Moment) -> Wish:
        minutes = self._rnd.choice((1, -1, 5, -5))
        wishes: tuple[Command, ...] = (
            NextItem(SHOP, at),
            PreviousItem(SHOP, at),
            PauseRun(SHOP, at),
            ResumeRun(SHOP, at),
            ExtendItem(SHOP, at, 60 * minutes),
            EndRun(SHOP, at),
            run_makers.skip(self._library, SHOP, at, self._rnd.randrange(9)),
            RestoreItem(SHOP, at, run_makers.uid_of(self._library, SHOP, self._rnd.randrange(9))),
            StepTechnique(SHOP, at, self._rnd.choice((1, 1, -1))),
            run_makers.catch_up(self._library, SHOP, at, self._rnd.randrange(9)),
            StartedEarlier(SHOP, at, 60 * self._rnd.randrange(9)),
            run_makers.answer(self._library, SHOP, at, self._rnd.randrange(9)),
            TakeBack(SHOP),
        )
        return self._rnd.choices(wishes, (6, 5, 3, 1, 4, 1, 2, 2, 3, 2, 1, 1, 1))[0]

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
            return DeleteItems((row.id,))
        minutes = self._rnd.randint(1, 40)
        some = tuple(each.id for each in self._rnd.sample(rows, min(len(rows), 3)))
        many = tuple(block(f"{self._text()[:40]} {n}", minutes) for n in range(6))
        wishes: tuple[Command, ...] = (
            AddItem(SHOP, row.id, planned_s=60 * minutes),
            EditItem(row.id, ItemField.PLANNED, 60 * minutes),
            EditItem(row.id, ItemField.INSTRUCTION, self._text()),
            EditItem(row.id, ItemField.CUT_ORDER, None if row.protected else minutes),
            EditItem(row.id, ItemField.FIXED_START, self._rnd.choice((None, time(11, minutes)))),
            MoveItems((row.id,), self._rnd.randrange(len(rows))),
            MoveItems(some, self._rnd.randrange(len(rows))),
            EditItems(some, ItemField.PROTECTED, self._rnd.random() < 0.5),
            LengthenItems(some, 60 * self._rnd.choice((-5, 5))),
            SetPrivateNote(row.id, self._rnd.choice((self._text(), ""))),
            DeleteItems((row.id,)),
            DeleteItems(some[:2]),
            ImportAgenda(SHOP, many),
        )
        return self._rnd.choices(wishes, (2, 3, 3, 1, 1, 2, 2, 1, 2, 2, 1, 1, 1))[0]

    def _steps(self, _at: Moment) -> Wish:
        """The technique of a block and its steps."""
        row = self._rnd.choice(self._library.agenda(SHOP))
        name = self._rnd.choice(("1-2-4-All", "Troika", "25/10", self._title(), ""))
        if not row.steps:
            return SetTechnique(row.id, name)
        step = self._rnd.choice(row.steps).id
        wishes: tuple[Command, ...] = (
            SetTechnique(row.id, name),
            AddTechniqueStep(row.id, self._title(), 60 * self._rnd.randint(1, 9)),
            EditTechniqueStep(step, StepField.TITLE, self._title()),
            EditTechniqueStep(step, StepField.SECONDS, self._rnd.randint(1, 900)),
            EditTechniqueStep(step, StepField.INSTRUCTION, self._text()),
            MoveTechniqueStep(step, self._rnd.choice((-2, -1, 1))),
            DeleteTechniqueStep(step),
        )
        return self._rnd.choices(wishes, (2, 2, 1, 1, 1, 2, 2))[0]

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
            RenameTeam(row.team_id or 1, self._rnd.choice(WORDS)),
        )
        return self._rnd.choices(wishes, (3, 1, 3, 2, 1, 2, 2, 1, 3, 1, 1))[0]

    def _prepare(self, _at: Moment) -> Wish:
        held = self._library.preparation(SHOP)
        if not held.goals:
            return AddGoals(SHOP, (self._title(), self._title()))
        if not held.materials:
            return AddMaterial(SHOP, self._title(), target=self._title())
        if not held.themes:
            return AddTheme(SHOP, self._title())
        if not held.leader_inputs:
            kind = self._rnd.choice(list(LeaderInputKind))
            return AddLeaderInput(SHOP, kind, self._title(), "Ana")
        if not held.key_results:
            return AddSessionKeyResult(SHOP, self._title())
        lists = (self._goals, self._materials, self._leaders, self._session)
        return self._rnd.choice(self._rnd.choice(lists)(held))

    def _goals(self, held: Preparation) -> tuple[Command, ...]:
        goal = self._rnd.choice(held.goals)
        return (
            AddGoals(SHOP, (self._title(),)),
            EditGoal(goal.id, GoalField.EVIDENCE, self._title()),
            EditGoal(goal.id, GoalField.STATUS, self._rnd.choice(list(GoalStatus))),
            MoveGoal(goal.id, self._rnd.choice((-1, 1))),
            DeleteGoal(goal.id),
        )

    def _materials(self, held: Preparation) -> tuple[Command, ...]:
        material, theme = self._rnd.choice(held.materials), self._rnd.choice(held.themes)
        return (
            AddMaterial(SHOP, self._title()),
            EditMaterial(material.id, MaterialField.TARGET, self._title()),
            MarkMaterial(material.id, not material.ready),
            MoveMaterial(material.id, self._rnd.choice((-1, 1))),
            DeleteMaterial(material.id),
            EditTheme(theme.id, self._title()),
            MoveTheme(theme.id, self._rnd.choice((-1, 1))),
            DeleteTheme(theme.id),
        )

    def _leaders(self, held: Preparation) -> tuple[Command, ...]:
        said = self._rnd.choice(held.leader_inputs)
        return (
            EditLeaderInput(said.id, LeaderInputField.TEXT, self._title()),
            DeleteLeaderInput(said.id),
            AddTheme(SHOP, self._title()),
            SetCycle(SHOP, f"Q{self._rnd.randint(1, 4)} 2026"),
        )

    def _session(self, held: Preparation) -> tuple[Command, ...]:
        result = self._rnd.choice(held.key_results)
        return (
            AddSessionKeyResult(SHOP, self._title()),
            EditSessionKeyResult(result.id, self._title()),
            ScoreSessionKeyResult(result.id, self._score()),
            MoveSessionKeyResult(result.id, self._rnd.choice((-1, 1))),
            DeleteSessionKeyResult(result.id),
            SetSessionScore(SHOP, self._score()),
            SetRate(SHOP, self._rnd.choice((None, 100 * self._score() + 1)), "EUR"),
            EditBrief(SHOP, self._rnd.choice(list(BriefField)), self._title()),
        )

    def _close(self, at: Moment) -> Wish:
        """What is settled before a workshop is closed."""
        left = self._library.closing(SHOP)
        day = date(2026, 4, self._rnd.randint(1, 28))
        wishes: list[Command] = [EditBrief(SHOP, BriefField.ADJUSTMENTS, self._text())]
        if left.actions:
            action = self._rnd.choice(left.actions)
            wishes += [
                EditAction(action.id, ActionField.OWNER, self._rnd.choice(("", "Ana"))),
                EditAction(action.id, ActionField.DUE, day),
            ]
        if left.parked:
            parked = self._rnd.choice(left.parked)
            became = self._rnd.choice(list(Disposition))
            wishes += [
                EditParked(parked.id, ParkedField.DISPOSITION, became),
                EditParked(parked.id, ParkedField.REASON, self._title()),
                EditParked(parked.id, ParkedField.DUE, day),
            ]
        return self._rnd.choice(wishes)

    def _shops(self, _at: Moment) -> Wish:
        """This workshop's own row, and others that come and go; one of them from a file."""
        others = [row.id for row in self._library.workshops() if row.id != SHOP]
        if len(others) > MOST_SHOPS:
            return DeleteWorkshop(max(others))
        day = date(2026, 3, self._rnd.randint(1, 28))
        wishes: tuple[Command, ...] = (
            RenameWorkshop(SHOP, self._title()),
            RescheduleWorkshop(SHOP, day, time(9), time(12)),
            SetPlace(SHOP, self._title()),
            CreateWorkshop(self._title(), day, time(9), time(12), "Europe/Copenhagen"),
            sample_import(),
            DeleteWorkshop(self._rnd.choice(others) if others else 0),
            DuplicateWorkshop(SHOP, day),
            self._template(),
        )
        return self._rnd.choices(wishes, (1, 1, 1, 1, 2, 1, 1, 2))[0]

    def _template(self) -> Command:
        """A template of one's own comes, goes or is called otherwise."""
        kept = [row.name for row in self._library.saved_templates()]
        name = self._rnd.choice(kept) if kept else ""
        if name and (len(kept) > 2 or self._rnd.random() < 0.7):
            act = self._rnd.choice((RenameTemplate, DeleteTemplate))
            return RenameTemplate(name, self._title()) if act is RenameTemplate else act(name)
        return SaveTemplate(SHOP, self._title())

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
        lists = (
            self._team_wishes(at, team),
            self._objective_wishes(at, team, objective),
            (AddKeyResult(SHOP, at, objective.id, line), *self._result_wishes(at, result)),
            self._step_wishes(at, result),
        )
        return self._rnd.choice(self._rnd.choices(lists, (2, 2, 3, 2))[0])

    def _team_wishes(self, at: Moment, team: TeamOkrs) -> tuple[Command, ...]:
        plain: tuple[Command, ...] = (
            EditMission(SHOP, at, team.team_id, self._text()),
            CountVotes(SHOP, at, team.team_id, self._rnd.randint(0, 9), None),
            AddInitiative(SHOP, at, team.team_id, self._title()),
            AddTeams(SHOP, (self._title()[:40],)),
            RemoveTeam(SHOP, team.team_id),
        )
        if not team.initiatives:
            return plain
        work = self._rnd.choice(team.initiatives)
        edited = EditInitiative(SHOP, at, work.id, self._title())
        return (*plain, edited, DeleteInitiative(work.id))

    def _objective_wishes(
        self, at: Moment, team: TeamOkrs, objective: ObjectiveRow
    ) -> tuple[Command, ...]:
        history = self._library.revisions({objective.uid})
        state, row = self._rnd.choice(list(ObjectiveState)), objective.id
        plain: tuple[Command, ...] = (
            AddObjective(SHOP, at, team.team_id, self._title()),
            EditObjective(SHOP, at, row, ObjectiveField.TITLE, self._title()),
            EditObjective(SHOP, at, row, ObjectiveField.STATE, state),
            EditObjective(SHOP, at, row, ObjectiveField.SCORE, self._score()),
            MoveObjective(row, self._rnd.choice((-1, 1))),
            DeleteObjective(row),
        )
        if not history:
            return plain
        return (*plain, Restore(SHOP, at, self._rnd.choice(history).id))

    def _result_wishes(self, at: Moment, result: KeyResultRow) -> tuple[Command, ...]:
        amount = Decimal(self._rnd.randint(-999, 999)) / 8
        return (
            EditKeyResult(SHOP, at, result.id, KeyResultField.BASELINE, amount),
            EditKeyResult(SHOP, at, result.id, KeyResultField.TITLE, self._title()),
            CheckInOn(SHOP, at, result.id, amount, changed=self._title()),
            MoveKeyResult(result.id, self._rnd.choice((-1, 1))),
            MoveToInitiatives(SHOP, at, result.id),
            AskForSource(SHOP, at, result.id, "Ana"),
            DeleteKeyResult(result.id),
        )

    def _step_wishes(self, at: Moment, result: KeyResultRow) -> tuple[Command, ...]:
        added = AddStep(SHOP, at, result.id, self._title())
        if not result.steps:
            return (added,)
        step = self._rnd.choice(result.steps)
        return (
            added,
            EditStep(SHOP, at, step.id, self._title()),
            MarkStep(SHOP, at, step.id, not step.done),
            DeleteStep(step.id),
        )

    def _score(self) -> Decimal:
        return Decimal(self._rnd.randint(0, 10)) / 10

    def _title(self) -> str:
        return self._text()[:60]

    def _history(self, _at: Moment) -> Wish:
        return self._rnd.choices((UNDO, REDO), (3, 2))[0]

    def _text(self) -> str:
        length = self._rnd.choice((3, 10, 200, 900))
        return " ".join(self._rnd.choice(WORDS) for _ in range(length))
