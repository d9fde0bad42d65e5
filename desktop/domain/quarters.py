"""Quarters of the calendar, and which of them a workshop drafts for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.i18n import tr

LEAD = timedelta(days=28)
"""So long before its start, a workshop drafts for the next quarter."""

_QUARTER = re.compile(
    r"Q(?P<q>[1-4])[\s/.-]*(?P<year>[0-9]{4})|(?P<year_>[0-9]{4})[\s/.-]*Q(?P<q_>[1-4])",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quarter:
    """A quarter of the calendar; both dates belong to it."""

    year: int
    number: int

    @property
    def starts(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def ends(self) -> date:
        following = (self.year + 1, 1) if self.number == 4 else (self.year, self.number + 1)
        return Quarter(*following).starts - timedelta(days=1)

    @property
    def label(self) -> str:
        return tr("Q{number} {year}").format(number=self.number, year=self.year)


def quarter_for(day: date) -> Quarter:
    """The quarter a workshop on that day drafts for."""
    ahead = day + LEAD
    return Quarter(ahead.year, (ahead.month + 2) // 3)


def parse_quarter(text: str) -> Quarter | None:
    """The quarter of `Q1 2027`, `q1/2027` or `2027-Q1`; None for anything else."""
    found = _QUARTER.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found["year"] or found["year_"])
    return Quarter(year, int(found["q"] or found["q_"])) if 1900 <= year <= 9998 else None
