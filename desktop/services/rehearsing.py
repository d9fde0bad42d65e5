"""A scratch copy of the library, in which a workshop is run as if it had never begun."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import WorkshopState
from desktop.models.copying import Step, copy_library
from desktop.models.engine import live_connection
from desktop.services.workshops import workshop_of
from desktop.system.files import make_private

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desktop.models.unit_of_work import Work


@dataclass(frozen=True, slots=True)
class ScratchCopy:
    """A copy that the library's thread has prepared; `run` may be called on another.

    It is read in steps through the library's own connection, as a backup is, and is not synced:
    nobody needs it after a power cut.
    """

    source: sqlite3.Connection
    path: Path

    def run(self, step: Step | None = None) -> Path:
        """Write it, readable by its owner alone. Raises `UserError`, or what `step` raises."""
        try:
            make_private(self.path)
            copy_library(self.source, self.path, step)
        except sqlite3.Error as error:
            raise not_started(str(error)) from error
        except OSError as error:
            raise not_started(error.strerror or type(error).__name__) from error
        return self.path


def scratch_copy(engine: Engine, path: Path) -> ScratchCopy:
    """A copy to a file that is not there yet. Call it on the library's thread."""
    return ScratchCopy(live_connection(engine), path)


def make_fresh(work: Work, workshop_id: int) -> None:
    """As before the run: no event, nothing captured, a draft. Only ever called in a scratch copy.

    What was prepared, people and OKRs stay. Raises `UserError` if the workshop isn't there.
    """
    workshop = workshop_of(work.session, workshop_id)
    for rows in (
        workshop.events,
        workshop.findings,
        workshop.feedback_items,
        workshop.parking_lot_items,
        workshop.decisions,
        workshop.action_items,
        workshop.risks,
        workshop.needs,
    ):
        for row in list(rows):
            work.session.delete(row)
    workshop.state = WorkshopState.DRAFT
    workshop.started_at = workshop.ended_at = None


def not_started(reason: str) -> UserError:
    """What stood against a rehearsal, for the person who asked for it."""
    return UserError(
        tr("The rehearsal did not start: {reason}.").format(reason=reason.rstrip(".")),
        tr("Your workshop stays as it is. Try again."),
    )
