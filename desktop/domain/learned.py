"""How long blocks like one in the plan have really taken: advice, with what it rests on.

That planned lengths are too short and that past ones tell by how much is the outside view of
Kahneman and Tversky (1979); medians, because one session that fell apart should not count more.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from desktop.domain.agenda import LONGEST_S
from desktop.domain.i18n import tr
from desktop.domain.kinds import Category, ItemKind
from desktop.domain.rows import AgendaRow
from desktop.domain.text import folded

if TYPE_CHECKING:
    from desktop.domain.run_record import RunRecord

LEAST_ACTUAL_S = 30
"""A block that was left sooner was passed over, not held."""

ENOUGH = 2
ENOUGH_ALIKE = 3
"""Sessions that say something: of the same title or technique, and of blocks only alike."""


class Basis(StrEnum):
    """What the blocks of the past have in common with the one in the plan."""

    TITLE = "title"
    TECHNIQUE = "technique"
    ALIKE = "alike"  # kind and category, and planned for between half and double the time


class Habit(StrEnum):
    """How most of those sessions compare with their own plan."""

    OVER = "over"
    UNDER = "under"
    AS_PLANNED = "as_planned"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class PastBlock:
    """One block of a closed workshop. `title` and `technique` are folded, spans in seconds."""

    workshop_id: int
    title: str
    technique: str
    kind: ItemKind
    category: Category
    planned_s: int
    actual_s: int


@dataclass(frozen=True, slots=True)
class Learned:
    """What `sessions` closed workshops say of a block.

    `like` is how many of them did what `habit` says, and `off_s` the median of how far those were
    off their plan (negative: shorter). `actual_s` is the median of all, `shortest_s` and
    `longest_s` the ends.
    """

    basis: Basis
    sessions: int
    habit: Habit
    like: int
    off_s: int
    actual_s: int
    shortest_s: int
    longest_s: int

    @property
    def offer_s(self) -> int:
        """The median in whole minutes, as seconds; what the block could be planned for."""
        return min(LONGEST_S, max(1, _minutes(self.actual_s)) * 60)


def past_blocks(
    workshop_id: int, record: RunRecord, rows: Sequence[AgendaRow]
) -> tuple[PastBlock, ...]:
    """The blocks of a closed run that were really held, as planned when it began.

    `rows` are the blocks of its agenda, those taken out of it included.
    """
    by_uid = {row.uid: row for row in rows}
    found: list[PastBlock] = []
    for block in record.blocks:
        row = by_uid.get(block.uid)
        if row is None or block.skipped or not block.planned_s:
            continue
        if block.actual_s is None or block.actual_s < LEAST_ACTUAL_S:
            continue
        found.append(
            PastBlock(
                workshop_id,
                _key(block.title),
                _key(row.technique),
                row.kind,
                row.category,
                block.planned_s,
                block.actual_s,
            )
        )
    return tuple(found)


class History:
    """The blocks of all closed workshops, found by what they have in common."""

    def __init__(self, blocks: Iterable[PastBlock] = ()) -> None:
        self._titles: dict[str, list[PastBlock]] = {}
        self._techniques: dict[str, list[PastBlock]] = {}
        self._alike: dict[tuple[ItemKind, Category], list[PastBlock]] = {}
        self._told: dict[Hashable, Learned | None] = {}
        for block in blocks:
            self._titles.setdefault(block.title, []).append(block)
            if block.technique:
                self._techniques.setdefault(block.technique, []).append(block)
            self._alike.setdefault((block.kind, block.category), []).append(block)

    def learned(self, row: AgendaRow, workshop_id: int) -> Learned | None:
        """What the others say of this block of that workshop; None while they are too few.

        The closest likeness that enough sessions share is taken: title, technique, then kind and
        category.
        """
        asked = (row.title, row.technique, row.kind, row.category, row.planned_s, workshop_id)
        if asked not in self._told:  # of thousands of sessions it takes 5 ms, at every refresh
            self._told[asked] = self._learn(row, workshop_id)
        return self._told[asked]

    def _learn(self, row: AgendaRow, workshop_id: int) -> Learned | None:
        alike = [
            block
            for block in self._alike.get((row.kind, row.category), ())
            if row.planned_s <= 2 * block.planned_s and block.planned_s <= 2 * row.planned_s
        ]
        technique = self._techniques.get(_key(row.technique), ()) if row.technique else ()
        for basis, blocks, enough in (
            (Basis.TITLE, self._titles.get(_key(row.title), ()), ENOUGH),
            (Basis.TECHNIQUE, technique, ENOUGH),
            (Basis.ALIKE, alike, ENOUGH_ALIKE),
        ):
            sessions = _sessions(blocks, workshop_id)
            if len(sessions) >= enough:
                return _told(basis, sessions)
        return None


def sentence(learned: Learned) -> str:
    """ "Ran 12 min over in 4 of 5 sessions", or how else it went."""
    n, k = learned.sessions, learned.like
    off = tr("{n} min").format(n=max(1, _minutes(abs(learned.off_s))))
    least, most = _minutes(learned.shortest_s), _minutes(learned.longest_s)
    match learned.habit:
        case Habit.OVER:
            words = tr("Ran {off} over in {k} of {n} sessions")
            if k == n:
                words = tr("Ran {off} over in all {n} sessions")
        case Habit.UNDER:
            words = tr("Took {off} less in {k} of {n} sessions")
            if k == n:
                words = tr("Took {off} less in all {n} sessions")
        case Habit.AS_PLANNED:
            words = tr("Took about as planned in {k} of {n} sessions")
            if k == n:
                words = tr("Took about as planned in {n} sessions")
        case Habit.MIXED:
            words = tr("Took {least} to {most} min in {n} sessions")
            if least == most:
                words = tr("Took {least} min in {n} sessions")
    return words.format(off=off, k=k, n=n, least=least, most=most)


def basis_words(learned: Learned) -> str:
    """What the sentence rests on."""
    return {
        Basis.TITLE: tr("Blocks of this title in closed workshops"),
        Basis.TECHNIQUE: tr("Blocks with this technique"),
        Basis.ALIKE: tr("Blocks of this kind, category and length"),
    }[learned.basis]


def _sessions(blocks: Iterable[PastBlock], but: int) -> list[tuple[int, int]]:
    """Planned and actual seconds of a session: the mean, where it has several such blocks."""
    found: dict[int, list[PastBlock]] = {}
    for block in blocks:
        if block.workshop_id != but:
            found.setdefault(block.workshop_id, []).append(block)
    return [
        (
            round(sum(block.planned_s for block in each) / len(each)),
            round(sum(block.actual_s for block in each) / len(each)),
        )
        for each in found.values()
    ]


def _told(basis: Basis, sessions: Sequence[tuple[int, int]]) -> Learned:
    """More than half of the sessions make a habit."""
    by_habit: dict[Habit, list[int]] = {habit: [] for habit in Habit}
    for planned, actual in sessions:
        by_habit[_habit(planned, actual)].append(actual - planned)
    habit = max(by_habit, key=lambda each: len(by_habit[each]))
    if 2 * len(by_habit[habit]) <= len(sessions):
        habit = Habit.MIXED
    offs = by_habit[habit]
    actuals = sorted(actual for _, actual in sessions)
    return Learned(
        basis=basis,
        sessions=len(sessions),
        habit=habit,
        like=len(offs),
        off_s=_median(sorted(offs)) if offs else 0,
        actual_s=_median(actuals),
        shortest_s=actuals[0],
        longest_s=actuals[-1],
    )


def _habit(planned_s: int, actual_s: int) -> Habit:
    """Within a minute, or a twentieth of a long block, is as planned."""
    off, room = actual_s - planned_s, max(60, planned_s // 20)
    if abs(off) <= room:
        return Habit.AS_PLANNED
    return Habit.OVER if off > 0 else Habit.UNDER


def _median(ordered: Sequence[int]) -> int:
    """The middle one, or half-way between the two (`statistics` takes 8 ms to load)."""
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) // 2


def _minutes(seconds: int) -> int:
    return (seconds + 30) // 60


def _key(text: str) -> str:
    return " ".join(folded(text).split())
