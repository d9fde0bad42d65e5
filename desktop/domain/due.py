"""Days as they are typed for who does what by when: `fri`, `tomorrow`, `18 Jan`, `18.1.`."""

from __future__ import annotations

import re
from datetime import date

from desktop.domain.capture import split_action
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NAMED = re.compile(
    r"(?:[a-z]{3,9},? +)?(?P<day>[0-9]{1,2})\.? *(?P<month>[a-z]{3,9})\.?"
    r"(?:,? *(?P<year>[0-9]{4}))?"
)
_DOTTED = re.compile(r"(?P<day>[0-9]{1,2})\. ?(?P<month>[0-9]{1,2})\.? ?(?P<year>[0-9]{4})?")


def parse_due(text: str, today: date) -> date | None:
    """The day that was typed; None for no text. Without a year it is the next such day.

    Raises UserError for anything else.
    """
    words = " ".join(text.lower().split())
    if not words:
        return None
    found = split_action(f"!{words}", today).due if " " not in words else None
    found = found or _named(words, today)
    if found is None:
        raise UserError(
            tr("“{text}” is not a day.").format(text=text.strip()[:40]),
            tr("Try fri, tomorrow, 18 Jan or 2027-01-18."),
        )
    return found


def _named(words: str, today: date) -> date | None:
    match = _NAMED.fullmatch(words)
    if match is not None:
        month = next((n for n, m in enumerate(_MONTHS, 1) if m.startswith(match["month"])), 0)
    else:
        match = _DOTTED.fullmatch(words)
        if match is None:
            return None
        month = int(match["month"])
    day, year = int(match["day"]), match["year"]
    if year is not None:
        return _day(int(year), month, day)
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _day(today.year + 1, month, day) or this_year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
