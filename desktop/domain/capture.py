"""The capture bar's language: one letter for the kind, `@name` and `!day` for an action."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind

LETTERS: dict[str, CaptureKind] = {
    "f": CaptureKind.OBSERVATION,
    "h": CaptureKind.HYPOTHESIS,
    "?": CaptureKind.OPEN_QUESTION,
    "i": CaptureKind.IDEA,
    "k": CaptureKind.KEEP,
    "c": CaptureKind.CHANGE,
    "l": CaptureKind.LEARNED,
    "u": CaptureKind.UNSURE,
    "p": CaptureKind.PARKING_LOT,
    "r": CaptureKind.RISK,
    "d": CaptureKind.DECISION,
    "a": CaptureKind.ACTION,
    "n": CaptureKind.NEED,
}
"""What is typed before a space to choose a kind; without one it is an observation."""


@dataclass(frozen=True, slots=True)
class ActionText:
    """An action as typed, taken apart."""

    text: str
    owner: str = ""
    due: date | None = None


def KIND_NAMES() -> dict[CaptureKind, str]:  # noqa: N802  a table that waits for the language
    """What each kind is called, in the order of its letters."""
    return {
        CaptureKind.OBSERVATION: tr("Observation"),
        CaptureKind.HYPOTHESIS: tr("Hypothesis"),
        CaptureKind.OPEN_QUESTION: tr("Open question"),
        CaptureKind.IDEA: tr("Idea"),
        CaptureKind.KEEP: tr("Keep"),
        CaptureKind.CHANGE: tr("Change"),
        CaptureKind.LEARNED: tr("Learned"),
        CaptureKind.UNSURE: tr("Unsure"),
        CaptureKind.PARKING_LOT: tr("Parking lot"),
        CaptureKind.RISK: tr("Risk"),
        CaptureKind.DECISION: tr("Decision"),
        CaptureKind.ACTION: tr("Action"),
        CaptureKind.NEED: tr("Need"),
    }


def chip_for(text: str) -> tuple[CaptureKind, str] | None:
    """The kind chosen by the letter and space `text` begins with, and the text behind them.

    Only small letters choose, so that a sentence beginning with "I" or "A" stays one.
    """
    kind = LETTERS.get(text[:1]) if text[1:2] == " " else None
    return None if kind is None else (kind, text[2:])


def split_action(text: str, today: date) -> ActionText:
    """Takes the first `@name` and the first `!day` out of an action; the rest is its text.

    Days are `!today`, `!tomorrow`, a weekday (the next one, never today) or `!2026-12-01`.
    A word behind `!` that is none of these stays where it is, as do further names and days.
    """
    owner = ""
    due: date | None = None

    def take(found: re.Match[str]) -> str:
        nonlocal owner, due
        word = found["word"].rstrip(".,;:")
        if found["mark"] == "@" and not owner and word[:1].isalpha():
            owner = word
            return ""
        if found["mark"] == "!" and due is None:
            due = _day(word.lower(), today)
            return found[0] if due is None else ""
        return found[0]

    rest = _MARKED.sub(take, text)
    return ActionText(_LINE_END_SPACE.sub("", rest).strip(), owner, due)


_MARKED = re.compile(r"(?<!\S)(?P<mark>[@!])(?P<word>\S+)[ \t]*")
_LINE_END_SPACE = re.compile(r"[ \t]+$", re.MULTILINE)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _day(word: str, today: date) -> date | None:
    if word == "today":
        return today
    if word == "tomorrow":
        return today + timedelta(days=1)
    for number, name in enumerate(_WEEKDAYS):
        if word in (name, name[:3]):
            return today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if _ISO_DAY.fullmatch(word):
        try:
            return date.fromisoformat(word)
        except ValueError:
            return None
    return None
