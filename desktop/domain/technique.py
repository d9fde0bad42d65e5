"""Techniques: a few timed steps under a name, and how they fit a block of another length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop.domain.durations import parse_duration
from desktop.domain.errors import UserError
from desktop.domain.text import one_line

NEW_STEP_S = 5 * 60
_UNITS_S = (60, 30)


class Timed(Protocol):
    """Whatever lasts for whole seconds."""

    @property
    def seconds(self) -> int: ...


@dataclass(frozen=True, slots=True)
class TechniqueStep:
    """One step as a technique suggests it; `instruction` is for the room."""

    title: str
    seconds: int
    instruction: str = ""


@dataclass(frozen=True, slots=True)
class Technique:
    """A way of working that a facilitator can choose. `credit` names whom it comes from, or ""."""

    title: str
    purpose: str
    steps: tuple[TechniqueStep, ...]
    credit: str = ""

    @property
    def total_s(self) -> int:
        """Seconds that its steps take when nothing is stretched."""
        return sum(step.seconds for step in self.steps)


def technique_named(techniques: Sequence[Technique], name: str) -> Technique | None:
    """The technique of that title, whatever its case and blanks; None for an own name."""
    wanted = one_line(name).casefold()
    return next((each for each in techniques if each.title.casefold() == wanted), None)


def scaled_steps(steps: Sequence[Timed], total_s: int) -> tuple[int, ...]:
    """Seconds for each step, in proportion, so that together they are exactly `total_s`.

    Largest remainder, ties to the later step. Every step gets at least a second as long as there
    are as many seconds as steps. Raises ValueError for a negative total.
    """
    return _shares([step.seconds for step in steps], total_s)


def fitted_steps(steps: Sequence[Timed], total_s: int) -> tuple[int, ...]:
    """The same in whole minutes, or else half minutes, where a room can live with that.

    Each step keeps at least one such unit; where that is not so, `scaled_steps` to the second.
    """
    weights = [step.seconds for step in steps]
    for unit in _UNITS_S:
        enough = all(weight * total_s >= unit * sum(weights) for weight in weights)
        if total_s % unit == 0 and enough:
            return tuple(unit * share for share in _shares(weights, total_s // unit))
    return _shares(weights, total_s)


def split_step(text: str) -> tuple[str, int]:
    """Title and seconds of a typed step: "Pairs 2 min" lasts two minutes.

    A length counts only with its unit and at the end, so "Round 2" is a title. Without one it is
    five minutes. Raises `UserError` when the length makes no sense.
    """
    words = one_line(text).split(" ")
    for count in (2, 1):
        title, tail = " ".join(words[:-count]), " ".join(words[-count:])
        if title and _has_unit(tail):
            return title.rstrip(" ,;:·-–"), parse_duration(tail)
    return " ".join(words), NEW_STEP_S


def _has_unit(tail: str) -> bool:
    if not tail[0].isdigit() or tail[-1].isdigit():
        return False
    try:
        parse_duration(tail, allow_zero=True)
    except UserError:
        return False
    return True


def _shares(weights: Sequence[int], total: int) -> tuple[int, ...]:
    if total < 0:
        raise ValueError("seconds can't be shared out below nought")
    if not weights:
        return ()
    if not any(weights):
        weights = [1] * len(weights)
    small = _too_small(weights, total) if total >= len(weights) else set[int]()
    rest = total - len(small)
    sum_of_rest = sum(weight for at, weight in enumerate(weights) if at not in small)
    shares = [1 if at in small else rest * w // sum_of_rest for at, w in enumerate(weights)]
    left = total - sum(shares)
    by_remainder = sorted(
        (at for at in range(len(weights)) if at not in small),
        key=lambda at: (rest * weights[at] % sum_of_rest, at),
        reverse=True,
    )
    for at in by_remainder[:left]:
        shares[at] += 1
    return tuple(shares)


def _too_small(weights: Sequence[int], total: int) -> set[int]:
    """Those whose proportional share would be less than one; they get one, and the rest less."""
    small: set[int] = set()
    while True:
        rest = total - len(small)
        others = [at for at in range(len(weights)) if at not in small]
        weight = sum(weights[at] for at in others)
        found = {at for at in others if rest * weights[at] < weight}
        if not found:
            return small
        small |= found
