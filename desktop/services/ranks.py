"""Places in an order: a fractional rank between two neighbours, so a move writes one row."""

from __future__ import annotations

from fractional_indexing import (  # pyright: ignore[reportMissingTypeStubs]  it is annotated
    generate_key_between,
    generate_n_keys_between,
)


def rank_between(before: str | None, after: str | None) -> str:
    """A rank after `before` and before `after`; None is the start or the end of the list."""
    return generate_key_between(before, after)


def ranks_between(before: str | None, after: str | None, n: int) -> list[str]:
    """`n` ascending ranks after `before` and before `after`."""
    return generate_n_keys_between(before, after, n)


def ranks_after(before: str | None, n: int) -> list[str]:
    """`n` ascending ranks after `before`."""
    return ranks_between(before, None, n)
