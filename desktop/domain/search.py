"""What is found when somebody looks for words, and how typed words meet stored ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.text import folded

TRIGRAM = 3
"""Characters of a word that the index can find; shorter ones are looked for row by row."""

MOST_WORDS = 8
SNIPPET = 110
"""Characters of a find that are shown at the most."""
_SURELY_SEEN = 60
_LEAD_IN = 24


class SearchGroup(StrEnum):
    """Under which heading a hit is shown, in this order."""

    WORKSHOPS = "workshops"
    AGENDA = "agenda"
    NOTES = "notes"
    PEOPLE = "people"
    OKRS = "okrs"
    PREPARED = "prepared"
    PRIVATE = "private"


class SearchPlace(StrEnum):
    """Where in the workshop a hit is looked at."""

    HOME = "home"
    AGENDA = "agenda"
    PEOPLE = "people"
    PREPARED = "prepared"
    OKRS = "okrs"
    CAPTURE = "capture"


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One row that was found. `entity` is its table, `marks` are the ranges found in `snippet`.

    `target_id` and `target_uid` name the row of the place to be selected: the block of a step,
    the participation of a person. `context` is what the snippet belongs to, "" for itself.
    """

    entity: str
    id: int
    group: SearchGroup
    place: SearchPlace
    target_id: int
    target_uid: str
    workshop_id: int
    workshop_title: str
    day: date
    snippet: str
    marks: tuple[tuple[int, int], ...]
    context: str = ""
    kind: str = ""
    private: bool = False


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The best hits for what was typed; `more` says that there were others."""

    text: str
    hits: tuple[SearchHit, ...] = ()
    more: bool = False


def search_words(typed: str) -> tuple[str, ...]:
    """The folded words of a query, each once."""
    return tuple(dict.fromkeys(folded(typed).split()))[:MOST_WORDS]


def is_too_short(typed: str) -> bool:
    """Whether this finds everything: one letter does, one Chinese character does not."""
    words = search_words(typed)
    return not words or (len(words) == 1 and len(words[0]) < 2 and words[0].isascii())


def found_in(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """The ranges of the text that the folded words cover, in order and without overlaps."""
    plain, origin = _with_origin(text)
    spans: list[tuple[int, int]] = []
    for word in words:
        at = plain.find(word)
        while at >= 0:
            spans.append((origin[at], origin[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def snippet_of(text: str, words: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """One line around the first find, and the ranges of the words in it."""
    flat = " ".join(text.split())
    marks = found_in(flat, words)
    if marks and marks[0][1] > _SURELY_SEEN:
        latest = max(0, min(marks[0][0] - _LEAD_IN, len(flat) - _SURELY_SEEN))
        word = flat.find(" ", latest) + 1
        flat = "…" + flat[word if latest < word <= marks[0][0] else latest :]
    if len(flat) > SNIPPET:
        flat = flat[:SNIPPET].rstrip() + "…"
    return flat, found_in(flat, words)


def _with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the one it came from."""
    if text.isascii():
        return text.lower(), list(range(len(text)))
    parts = [folded(c) for c in text]
    origin = [n for n, part in enumerate(parts) for _ in part]
    return "".join(parts), origin
