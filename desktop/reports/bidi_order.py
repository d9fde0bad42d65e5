"""Orders the letters of a line that mixes left-to-right and right-to-left scripts (UAX #9)."""

# python-bidi has no types.
# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false

from __future__ import annotations

import unicodedata
from typing import Any

from bidi import algorithm as bidi_algorithm
from bidi.mirror import MIRRORED

_RIGHT = frozenset({"R", "AL", "AN"})
_STRONG = {"L": "L", "R": "R", "AL": "R", "EN": "R", "AN": "R"}  # as rule N0 counts them
_PAIRS = dict(zip("([{（［｛「『【〈《〔", ")]}）］｝」』】〉》〕", strict=True))


def starts_right(text: str) -> bool:
    """Say whether the first strong letter runs from right to left."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False


def has_right(text: str) -> bool:
    """Say whether any letter or number of `text` runs from right to left."""
    return any(unicodedata.bidirectional(char) in _RIGHT for char in text)


def levels(text: str, *, right_to_left: bool) -> list[int]:
    """Return the embedding level of each character of one line (odd: right to left)."""
    # A character newer than Python's tables has no class; "*" stands in as any other symbol.
    classes = [unicodedata.bidirectional(char) for char in text]
    kept = [c if known else "*" for c, known in zip(text, classes, strict=True) if known != "BN"]
    storage: dict[str, Any] = bidi_algorithm.get_empty_storage()
    storage["base_level"] = int(right_to_left)
    storage["base_dir"] = "R" if right_to_left else "L"
    steps: Any = bidi_algorithm
    steps.get_embedding_levels("".join(kept), storage)
    steps.explicit_embed_and_overrides(storage)
    steps.resolve_weak_types(storage, debug=False)
    _pair_brackets(storage["chars"], "R" if right_to_left else "L")
    steps.resolve_neutral_types(storage, debug=False)
    steps.resolve_implicit_levels(storage, debug=False)
    resolved = iter([int(char["level"]) for char in storage["chars"]])
    result: list[int] = []
    for known in classes:
        result.append((result[-1] if result else 0) if known == "BN" else next(resolved))
    return result


def mirrored(text: str) -> str:
    """Return `text` from its end to its start, with brackets looking the other way."""
    return "".join(MIRRORED.get(char, char) for char in reversed(text))


def _pair_brackets(chars: list[dict[str, Any]], side: str) -> None:
    """Give both brackets of a pair one direction (rule N0), which python-bidi leaves out."""
    for start, end in sorted(_bracket_pairs(chars)):
        direction = _pair_direction(chars, start, end, side)
        if direction:
            chars[start]["type"] = chars[end]["type"] = direction


def _bracket_pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Return where pairs of brackets begin and end (definition BD16)."""
    pairs: list[tuple[int, int]] = []
    waiting: list[tuple[str, int]] = []
    for place, char in enumerate(chars):
        if char["type"] != "ON":
            continue
        if char["ch"] in _PAIRS:
            waiting.append((_PAIRS[char["ch"]], place))
        while any(closing == char["ch"] for closing, _ in waiting):
            closing, start = waiting.pop()
            if closing == char["ch"]:
                pairs.append((start, place))
                break
    return pairs


def _pair_direction(chars: list[dict[str, Any]], start: int, end: int, side: str) -> str:
    """Return "L" or "R" for the pair from `start` to `end`; "" leaves it to its neighbours."""
    inside = {_STRONG.get(char["type"]) for char in chars[start + 1 : end]} - {None}
    if side in inside or not inside:
        return side if inside else ""
    before = next((_STRONG[c["type"]] for c in chars[start::-1] if c["type"] in _STRONG), side)
    return before if before != side else side
