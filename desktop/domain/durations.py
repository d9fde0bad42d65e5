"""Lengths of time and times of day, as people type them and as the app shows them."""

from __future__ import annotations

import re
from datetime import time
from fractions import Fraction

from desktop.domain.agenda import LONGEST_S
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

MINUS = "\N{MINUS SIGN}"


def parse_duration(text: str, *, allow_zero: bool = False) -> int:
    """Whole seconds of `45`, `45 min`, `1h30`, `1:30` (hours:minutes), `1,5 h`, `90 s` or `10'`.

    A bare number means minutes. More than 0 and at most 12 hours; `allow_zero` is for the least
    time a block may be cut to. Raises UserError for anything else.
    """
    found = _match(_DURATIONS, text)
    if found is None:
        raise UserError(
            tr("“{text}” is not a length of time.").format(text=_quoted(text)),
            tr("Try 45, 1h30, 1:30 or 90 s."),
        )
    seconds = _seconds(found)
    if seconds > LONGEST_S:
        raise UserError(
            tr("“{text}” is too long.").format(text=_quoted(text)), tr("12 hours is the most.")
        )
    if seconds == 0 and not allow_zero:
        raise UserError(
            tr("“{text}” is too short.").format(text=_quoted(text)),
            tr("A length of time must be more than 0."),
        )
    return seconds


def parse_clock(text: str) -> time:
    """The time of day of `9:30`, `930`, `9.30`, `9:30 pm`, `9pm` or `12 am`; else UserError."""
    found = _match(_CLOCKS, text)
    if found is not None:
        hour, minute = int(found["hour"]), int(found["minute"] or 0)
        half = (found["half"] or "").lower()
        if half and 1 <= hour <= 12:
            return time(hour % 12 + (12 if half == "p" else 0), minute)
        if not half and hour < 24:
            return time(hour, minute)
    raise UserError(
        tr("“{text}” is not a time of day.").format(text=_quoted(text)),
        tr("Try 9:30, 930 or 9:30 pm."),
    )


def format_clock(at: time, *, twelve_hour: bool = False) -> str:
    """A time of day: "13:04", or "1:04 pm"."""
    if not twelve_hour:
        return f"{at:%H:%M}"
    half = tr("am") if at.hour < 12 else tr("pm")
    return tr("{time} {half}").format(time=f"{(at.hour - 1) % 12 + 1}:{at:%M}", half=half)


def format_minutes(seconds: int) -> str:
    """Minutes: "15", or "1:30" (minutes:seconds) when they are not whole."""
    minutes, rest = divmod(abs(seconds), 60)
    sign = "-" if seconds < 0 else ""
    return f"{sign}{minutes}:{rest:02}" if rest else f"{sign}{minutes}"


def format_countdown(ms: int) -> str:
    """What is left as "17:48", from one hour on "1:02:03"; what is over as "+2:10".

    Counting down, a second that has begun is shown (ceil); counting up, one that is full
    (floor). So a block of 5:00 starts at 5:00 and reaches 0:00 at the instant it is used up.
    """
    sign, seconds = ("+", -ms // 1000) if ms < 0 else ("", -(-ms // 1000))
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    if hour:
        return f"{sign}{hour}:{minute:02}:{second:02}"
    return f"{sign}{minute}:{second:02}"


# ASCII with IGNORECASE keeps look-alikes such as the long s out; [0-9] keeps other digits out.
_FLAGS = re.ASCII | re.IGNORECASE
_SPACE = "[ \u00a0\u202f]?"  # the last two: no-break spaces, as pasted from other programs
_HOURS = "(?:h|hr|hrs|hours?)"
_MINUTES = "(?:m|min|mins|minutes?|['\u2019\u2032])"
_SECONDS = "(?:s|sec|secs|seconds?)"
_DECIMAL = r"[0-9]{1,3}[.,][0-9]{1,3}"
_DURATIONS = (
    re.compile(rf"(?P<m>[0-9]{{1,3}}){_SPACE}{_MINUTES}?", _FLAGS),
    re.compile(rf"(?P<h>[0-9]{{1,2}}|{_DECIMAL}){_SPACE}{_HOURS}", _FLAGS),
    re.compile(
        rf"(?P<h>[0-9]{{1,2}}){_SPACE}{_HOURS}{_SPACE}(?P<m>[0-5]?[0-9]){_SPACE}{_MINUTES}?", _FLAGS
    ),
    re.compile(r"(?P<h>[0-9]{1,2}):(?P<m>[0-5][0-9])", _FLAGS),
    re.compile(rf"(?P<m>{_DECIMAL}){_SPACE}{_MINUTES}", _FLAGS),
    re.compile(rf"(?P<s>[0-9]{{1,5}}){_SPACE}{_SECONDS}", _FLAGS),
)
_HALF = rf"{_SPACE}(?P<half>[ap])\.?m\.?"
_CLOCKS = (
    re.compile(rf"(?P<hour>[0-9]{{1,2}})[:.]?(?P<minute>[0-5][0-9])(?:{_HALF})?", _FLAGS),
    re.compile(rf"(?P<hour>[0-9]{{1,2}})(?P<minute>){_HALF}", _FLAGS),
)


def _match(patterns: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    text = text.strip()
    if len(text) > 20:
        return None
    return next((found for pattern in patterns if (found := pattern.fullmatch(text))), None)


def _seconds(found: re.Match[str]) -> int:
    """Exact arithmetic, rounded to a whole second at the end."""
    amounts = found.groupdict()
    total = Fraction(0)
    for unit, factor in (("h", 3600), ("m", 60), ("s", 1)):
        total += Fraction((amounts.get(unit) or "0").replace(",", ".")) * factor
    return int(total + Fraction(1, 2))


def _quoted(text: str) -> str:
    """What was typed, short and printable, so that a message can always show it."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text.strip()[:41])
    return shown if len(shown) <= 40 else shown[:39] + "…"


def signed(minutes: int) -> str:
    """ "+4", "0", or a number with a true minus sign, as a difference in minutes is written."""
    if minutes < 0:
        return f"{MINUS}{-minutes}"
    return f"+{minutes}" if minutes else "0"
