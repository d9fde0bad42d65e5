"""Which notes the Capture place lists: by what they are, and by words in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.rows import CaptureRow


class Filter(StrEnum):
    """One per chip; questions stand apart from the other findings because they want an answer."""

    ALL = "all"
    FINDINGS = "findings"
    KEEP = "keep"
    CHANGE = "change"
    LEARNED = "learned"
    UNSURE = "unsure"
    PARKING_LOT = "parking_lot"
    RISKS = "risks"
    DECISIONS = "decisions"
    ACTIONS = "actions"
    NEEDS = "needs"
    QUESTIONS = "questions"


KINDS: dict[Filter, tuple[CaptureKind, ...]] = {
    Filter.ALL: tuple(CaptureKind),
    Filter.FINDINGS: (CaptureKind.OBSERVATION, CaptureKind.HYPOTHESIS, CaptureKind.IDEA),
    Filter.KEEP: (CaptureKind.KEEP,),
    Filter.CHANGE: (CaptureKind.CHANGE,),
    Filter.LEARNED: (CaptureKind.LEARNED,),
    Filter.UNSURE: (CaptureKind.UNSURE,),
    Filter.PARKING_LOT: (CaptureKind.PARKING_LOT,),
    Filter.RISKS: (CaptureKind.RISK,),
    Filter.DECISIONS: (CaptureKind.DECISION,),
    Filter.ACTIONS: (CaptureKind.ACTION,),
    Filter.NEEDS: (CaptureKind.NEED,),
    Filter.QUESTIONS: (CaptureKind.OPEN_QUESTION,),
}
"""The kinds behind each chip, in the order of the chips. The first kind lends its icon."""


@dataclass(frozen=True, slots=True)
class ChipLine:
    """What one chip shows."""

    which: Filter
    name: str
    count: int


def filter_name(which: Filter) -> str:
    """The word on the chip."""
    names = {
        Filter.ALL: tr("All"),
        Filter.FINDINGS: tr("Findings"),
        Filter.KEEP: tr("Keep"),
        Filter.CHANGE: tr("Change"),
        Filter.LEARNED: tr("Learned"),
        Filter.UNSURE: tr("Unsure"),
        Filter.PARKING_LOT: tr("Parking lot"),
        Filter.RISKS: tr("Risks"),
        Filter.DECISIONS: tr("Decisions"),
        Filter.ACTIONS: tr("Actions"),
        Filter.NEEDS: tr("Needs"),
        Filter.QUESTIONS: tr("Questions"),
    }
    return names[which]


def chip_lines(rows: Sequence[CaptureRow]) -> tuple[ChipLine, ...]:
    """One for all, and one for each filter that would find something."""
    counts = dict.fromkeys(Filter, 0)
    for row in rows:
        counts[Filter.ALL] += 1
        counts[_FILTER_OF[row.kind]] += 1
    return tuple(
        ChipLine(which, filter_name(which), counts[which])
        for which in Filter
        if counts[which] or which is Filter.ALL
    )


def chosen(rows: Sequence[CaptureRow], which: Filter, words: str) -> tuple[CaptureRow, ...]:
    """The rows of that filter in which every word stands, in the order they came in."""
    wanted = words.casefold().split()
    kinds = KINDS[which]
    return tuple(row for row in rows if row.kind in kinds and (not wanted or _has(row, wanted)))


def _has(row: CaptureRow, wanted: Sequence[str]) -> bool:
    hay = f"{row.text}\n{row.owner}\n{row.item_title}".casefold()
    return all(word in hay for word in wanted)


_FILTER_OF = {
    kind: which for which, kinds in KINDS.items() if which is not Filter.ALL for kind in kinds
}
