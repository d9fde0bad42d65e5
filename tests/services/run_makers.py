"""Makes the commands that put a run right or change what is ahead of it, for any state of it."""

from __future__ import annotations

from desktop.domain.clock import Moment
from desktop.domain.kinds import AwayAnswer
from desktop.domain.rows import AgendaRow
from desktop.services.library import Library
from desktop.services.run_changes import CatchUp, RestoreItem, SkipItem, StepTechnique
from desktop.services.run_repair import AnswerAway, StartedEarlier, TakeBack


def shop(library: Library, n: int) -> int:
    rows = library.workshops()
    return rows[n % len(rows)].id if rows else 1


def skip(library: Library, workshop_id: int, at: Moment, n: int) -> SkipItem:
    """The block that runs, or any."""
    return SkipItem(workshop_id, at, "" if n % 3 else uid_of(library, workshop_id, n))


def catch_up(library: Library, workshop_id: int, at: Moment, n: int) -> CatchUp:
    """Two minutes off the last block, the one before it cut, and sometimes a later end."""
    ahead = _rows(library, workshop_id)[-2:]
    changes = tuple((row.uid, -120) for row in ahead[-1:])
    cuts = tuple(row.uid for row in ahead[:1]) if n % 2 else ()
    return CatchUp(workshop_id, at, changes, cuts, 300 * (n % 3))


def answer(library: Library, workshop_id: int, at: Moment, n: int) -> AnswerAway:
    """Any of the four answers, for a gap since the newest event."""
    events = library.events(workshop_id)
    start = events[-1].at if events else at
    chosen = list(AwayAnswer)[n % 4]
    uid = uid_of(library, workshop_id, n)
    return AnswerAway(workshop_id, at, chosen, start, at, uid, start)


RUN_MAKERS = [
    lambda b, c, n, t, k: skip(b.library, shop(b.library, n), c.advance(n), n),
    lambda b, c, n, t, k: RestoreItem(
        shop(b.library, n), c.advance(n), uid_of(b.library, shop(b.library, n), n)
    ),
    lambda b, c, n, t, k: StepTechnique(shop(b.library, n), c.advance(n), 1 if n % 3 else -1),
    lambda b, c, n, t, k: catch_up(b.library, shop(b.library, n), c.advance(n), n),
    lambda b, c, n, t, k: StartedEarlier(shop(b.library, n), c.advance(n), 60 * n),
    lambda b, c, n, t, k: answer(b.library, shop(b.library, n), c.advance(n), n),
    lambda b, c, n, t, k: TakeBack(shop(b.library, n)),
]


def _rows(library: Library, workshop_id: int) -> tuple[AgendaRow, ...]:
    return library.agenda(workshop_id)


def uid_of(library: Library, workshop_id: int, n: int) -> str:
    rows = _rows(library, workshop_id)
    return rows[n % len(rows)].uid if rows else ""
