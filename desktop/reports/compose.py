"""Lays blocks out on pages before anything is drawn, so every page knows how many there are."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

from desktop.reports.blocks import Block, Placed, Stack

_SLACK = 0.01  # rounding of sums of floats


@dataclass(frozen=True, slots=True)
class OnPage:
    """A block and the distance of its top from the top of the page's text area."""

    placed: Placed
    down: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page; `chapter` is the one it opens in."""

    blocks: tuple[OnPage, ...]
    chapter: str


def paginate(story: Sequence[Placed], height: float) -> list[Page]:
    """Distribute `story` over pages whose text area is `height` points high.

    Always ends: a block that neither fits nor can be cut is placed at the top of a page of its
    own and runs over, which only a drawing taller than a page could do.
    """
    waiting = deque(story)
    pages: list[Page] = []
    page: list[OnPage] = []
    used, chapter = 0.0, ""

    def turn() -> None:
        nonlocal page, used, chapter
        opens = page[0].placed.chapter or chapter
        pages.append(Page(tuple(page), opens))
        chapter = next((b.placed.chapter for b in reversed(page) if b.placed.chapter), chapter)
        page, used = [], 0.0

    while waiting:
        placed = waiting.popleft()
        if page and placed.apart and height - used < placed.apart * height:
            turn()
        current = placed if page else placed.at_top()
        gap = placed.before if page else 0.0
        room = height - used - gap
        fits = current.block.height <= room + _SLACK
        if fits and (not page or _chain(current, waiting, height) <= room + _SLACK):
            page.append(OnPage(current, used + gap))
            used += gap + current.block.height
            continue
        halves = None if _held(current, height) else current.block.split(room)
        if halves:
            page.append(OnPage(replace(current, block=halves[0]), used + gap))
            waiting.appendleft(placed.going_on(_unwrapped(halves[1])))
        elif not page:
            page.append(OnPage(current, used))
        else:
            waiting.appendleft(placed)
        turn()
    if page or not pages:
        pages.append(Page(tuple(page), (page[0].placed.chapter or chapter) if page else ""))
    return pages


def _held(placed: Placed, height: float) -> bool:
    """Say whether `placed` stays with what follows; a very tall block may be cut instead."""
    return placed.keep and placed.block.height <= height / 2


def _chain(placed: Placed, following: deque[Placed], height: float) -> float:
    """Return the room `placed` needs together with what it must not be parted from."""
    needed = placed.block.height
    if not _held(placed, height):
        return needed
    for after in following:
        needed += after.before
        if not _held(after, height):
            return needed + min(after.block.least, after.block.height)
        needed += after.block.height
    return needed


def _unwrapped(block: Block) -> Block:
    """Return the row inside a stack of one, so that it gets its heading again."""
    if isinstance(block, Stack) and len(block.parts) == 1:
        return block.parts[0]
    return block
