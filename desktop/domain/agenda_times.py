"""Times of day and lengths as other people's agendas write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.agenda_file import DAY_S
from desktop.domain.durations import parse_clock, parse_duration
from desktop.domain.errors import UserError

_HALF_DAY_S = DAY_S // 2
_DATE = re.compile(
    r"^(?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]|[0-9]{1,2}[./][0-9]{1,2}[./][0-9]{2,4},? +)", re.ASCII
)
_HALF = re.compile(r"\s*\b([ap])\s*\.?\s*m\b\.?", re.IGNORECASE | re.ASCII)
_SECONDS = re.compile(r"^([0-9]{1,2}:[0-5][0-9]):([0-5][0-9])", re.ASCII)
_HOURS = re.compile(r"^([0-9]{1,2})\s*[hH]\s*([0-5][0-9])?$", re.ASCII)
_SIGNS = re.compile(r"[:.hH]|[ap]m$|uhr", re.IGNORECASE)
_NAMED = {"noon": "12:00", "midday": "12:00", "midnight": "0:00", "mittag": "12:00"}
_RANGE = re.compile(r"\s*(?:[-–\u2014−]|\b(?:to|until|bis|hasta|a|à)\b)\s*", re.IGNORECASE)
_WORDS = (
    (re.compile(r"(?:stunden?|std\.?|horas?|heures?)", re.IGNORECASE), "h"),
    (re.compile(r"(?:minuten|minutos?|min\.|mn)", re.IGNORECASE), "min"),
    (re.compile(r"(?:sekunden?|sek\.?|segundos?|secondes?)", re.IGNORECASE), "s"),
    (re.compile(r"\s+(?:and|und|y|et)\s+|,\s+", re.IGNORECASE), " "),
)
_NUMBER = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,3})?", re.ASCII)
_MIN_SEC = re.compile(r"([0-9]{1,3}):([0-5][0-9])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time as it is written, in seconds of the day; `marked` when it says which half."""

    seconds: int
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """What a cell says of when: "9:00" or "9:00 – 9:15"."""

    start: Clock
    end: Clock | None = None


def read_span(text: str) -> Span | None:
    """The time or the two times a cell holds; None for anything else."""
    if len(text) > 60:
        return None
    words = _DATE.sub("", " ".join(text.split()))
    one = _clock(words)
    if one is not None:
        return Span(one)
    parts = _RANGE.split(words)
    if len(parts) != 2:
        return None
    start, end = _clock(_with_minutes(parts[0])), _clock(parts[1])
    if start is None or end is None:
        return None
    if end.marked and not start.marked and start.seconds // 3600 in range(1, 13):
        start = _same_half(start, end)
    return Span(start, end)


def is_time(text: str) -> bool:
    """Whether a cell is surely a time of day: a bare number is not."""
    return bool(_SIGNS.search(text)) and read_span(text) is not None


def resolve(spans: Sequence[Span | None]) -> list[tuple[int | None, int | None]]:
    """Start and end of each line in seconds of the day, with 1:00 after 12:15 read as 13:00.

    Noon is passed only in tables that write no hour of the afternoon as 13 or later.
    """
    clocks = [clock for span in spans if span for clock in (span.start, span.end) if clock]
    bare = [clock.seconds // 3600 for clock in clocks if not clock.marked]
    twelve = all(1 <= hour <= 12 for hour in bare)
    found: list[tuple[int | None, int | None]] = []
    at: int | None = None
    for span in spans:
        if span is None:
            found.append((None, None))
            continue
        start = _after(at, span.start, twelve=twelve)
        end = None if span.end is None else _after(start, span.end, twelve=twelve)
        found.append((start, end))
        at = start
    return found


def duration_text(text: str, unit: str, *, min_sec: bool = False) -> str:
    """The cell as `parse_duration` reads it; what can't be helped comes back as it is."""
    words = " ".join(text.split())
    if len(words) > 60:
        return text
    if _NUMBER.fullmatch(words):
        return f"{words} {unit}" if unit else words
    found = _SECONDS.match(words)
    if found is not None and found.end() == len(words):
        hours, minutes = found[1].split(":")
        seconds = int(hours) * 3600 + int(minutes) * 60 + int(found[2])
        return f"{seconds} s"
    found = _MIN_SEC.fullmatch(words)
    if found is not None and min_sec:
        return f"{60 * int(found[1]) + int(found[2])} s"
    for pattern, instead in _WORDS:
        words = pattern.sub(instead, words)
    return words


def is_length(text: str, *, unit_needed: bool = False) -> bool:
    """Whether a cell can be a length of time, such as 15, "20 min" or 0:45."""
    words = duration_text(text, "")
    if unit_needed and words.replace(".", "").replace(",", "").isdigit():
        return False
    try:
        parse_duration(words, allow_zero=True)
    except UserError:
        return False
    return True


def writes_min_sec(cells: Sequence[str]) -> bool:
    """Whether 15:00 means a quarter of an hour here: read as hours, some would be too long."""
    found = [_MIN_SEC.fullmatch(cell.strip()) for cell in cells if cell.strip()]
    return bool(found) and all(found) and any(int(each[1]) > 12 for each in found if each)


def _clock(text: str) -> Clock | None:
    words = _NAMED.get(text.strip().casefold(), text.strip())
    words = re.sub(r"\s*uhr$", "", words, flags=re.IGNORECASE)
    words = _SECONDS.sub(r"\1", words)
    hours = _HOURS.match(words)
    if hours is not None:
        words = f"{hours[1]}:{hours[2] or '00'}"
    words = _HALF.sub(r" \1m", words)
    try:
        found = parse_clock(words)
    except UserError:
        return None
    return Clock(found.hour * 3600 + found.minute * 60, words[-1:] in {"m", "M"})


def _with_minutes(hour: str) -> str:
    """Before a time, as in "9 to 9:30", a bare number is an hour."""
    return f"{hour.strip()}:00" if hour.strip().isdecimal() and len(hour.strip()) <= 2 else hour


def _same_half(start: Clock, end: Clock) -> Clock:
    """9:00 – 9:15 pm starts in the evening, 11:30 – 12:15 pm in the morning."""
    morning = start.seconds % _HALF_DAY_S
    evening = morning + _HALF_DAY_S
    return Clock(evening if evening <= end.seconds else morning, marked=True)


def _after(at: int | None, clock: Clock, *, twelve: bool) -> int:
    seconds = clock.seconds
    if at is None or clock.marked or not twelve or seconds >= at:
        return seconds
    later = seconds % _HALF_DAY_S + _HALF_DAY_S
    return later if later >= at else seconds
