"""Where chosen rows of a list go: by one step of a key, or let go in a gap between two rows."""

from __future__ import annotations

from collections.abc import Sequence


def step_target(rows: Sequence[int], count: int, by: int) -> int | None:
    """The place of the first of these ascending rows after a step, None if nothing would change.

    Rows with gaps between them come together beside the one that leads the way: the first one
    on the way up, the last one on the way down.
    """
    if not rows:
        return None
    to = rows[0] + by if by < 0 else rows[-1] + 1 + by - len(rows)
    return _changing(rows, max(0, min(count - len(rows), to)))


def drop_target(rows: Sequence[int], gap: int) -> int | None:
    """The place of the first of these ascending rows, let go before row `gap` of the whole list.

    `gap` is the count of rows for the end of the list. None if nothing would change.
    """
    if not rows:
        return None
    return _changing(rows, gap - sum(1 for row in rows if row < gap))


def _changing(rows: Sequence[int], to: int) -> int | None:
    return None if list(rows) == list(range(to, to + len(rows))) else to
