"""Days typed for who does what by when."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.due import parse_due
from desktop.domain.errors import UserError

TODAY = date(2027, 1, 14)  # a Thursday


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("fri", date(2027, 1, 15)),
        ("Tomorrow", date(2027, 1, 15)),
        ("2027-02-01", date(2027, 2, 1)),
        ("18 Jan", date(2027, 1, 18)),
        ("Mon 18 January 2027", date(2027, 1, 18)),
        ("18. jan.", date(2027, 1, 18)),
        ("18.1.", date(2027, 1, 18)),
        ("18.1.2028", date(2028, 1, 18)),
        ("2 Jan", date(2028, 1, 2)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("29 Feb", date(2028, 2, 29)),
        ("  ", None),
    ],
)
def test_a_day_is_read_as_it_is_typed_and_the_next_one_is_meant(typed, day):
    assert parse_due(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["soon", "31 Feb 2027", "0 Jan", "18 mayonnaise", "1 2 3", "18"])
def test_anything_else_is_refused_with_an_example(typed):
    with pytest.raises(UserError) as refused:
        parse_due(typed, TODAY)
    assert refused.value.hint
