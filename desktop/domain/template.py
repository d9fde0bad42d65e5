"""A workshop template as the list of templates shows it."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.kinds import Category


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """`name` is what the command line calls it; `shares` are minutes by block, in order.

    An `own` one was saved in the library; `is_damaged` when what it holds can't be read.
    """

    name: str
    title: str
    summary: str
    minutes: int
    shares: tuple[tuple[Category, int], ...]
    own: bool = False
    is_damaged: bool = False
