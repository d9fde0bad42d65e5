"""Runs commands: one transaction, one undo step, one notification each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from desktop.domain.changes import Changes
from desktop.models.journal import Journal
from desktop.models.unit_of_work import UnitOfWork, Work

MAX_STEPS = 100
MAX_IMAGES = 200_000

MergeKey = tuple[str | int, ...]


class Command(Protocol):
    """A user action. `label` is ready for a menu: it follows "Undo" there."""

    @property
    def label(self) -> str: ...

    def execute(self, work: Work) -> None: ...


Listener = Callable[[Changes, object | None], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One undoable action."""

    label: str
    journal: Journal
    merge_key: MergeKey | None


class CommandBus:
    """Executes commands and keeps the undo history, in memory only."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._listeners: list[Listener] = []

    @property
    def undo_label(self) -> str | None:
        return self._done[-1].label if self._done else None

    @property
    def redo_label(self) -> str | None:
        return self._undone[-1].label if self._undone else None

    def subscribe(self, listener: Listener) -> None:
        """Call `listener(changes, initiator)` after every commit that changed something."""
        self._listeners.append(listener)

    def run(self, command: Command, *, initiator: object | None = None) -> Changes:
        """Execute a command in one transaction.

        Consecutive commands with an equal `merge_key` (say, edits of one field) become one step.
        Raises what the command raises; then nothing has been stored.
        """
        with self._uow.begin() as work:
            command.execute(work)
        changes = work.journal.changes()
        if changes:
            self._remember(command, work.journal)
            self._publish(changes, initiator)
        return changes

    def undo(self) -> str | None:
        """Take the newest step back; returns its label, None if there is none."""
        if not self._done:
            return None
        step = self._done[-1]
        self._uow.replay(step.journal.reverted())
        self._undone.append(self._done.pop())  # after the commit: a full disk keeps the step
        self._publish(step.journal.changes(), None)
        return step.label

    def redo(self) -> str | None:
        """Do the step again that was taken back last; returns its label."""
        if not self._undone:
            return None
        step = self._undone[-1]
        self._uow.replay(step.journal)
        self._done.append(self._undone.pop())
        self._publish(step.journal.changes(), None)
        return step.label

    def _remember(self, command: Command, journal: Journal) -> None:
        self._undone.clear()
        key: MergeKey | None = getattr(command, "merge_key", None)
        if key is not None and self._done and self._done[-1].merge_key == key:
            earlier = self._done.pop()
            journal = earlier.journal.merged(journal)
            if not journal.rows:  # typed back to what it was
                return
        self._done.append(Step(command.label, journal, key))
        while len(self._done) > MAX_STEPS or (
            len(self._done) > 1 and sum(len(step.journal.rows) for step in self._done) > MAX_IMAGES
        ):
            del self._done[0]

    def _publish(self, changes: Changes, initiator: object | None) -> None:
        for listener in self._listeners:
            listener(changes, initiator)
