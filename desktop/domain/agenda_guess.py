"""Guesses which column of somebody's agenda is what, by its heading and by what stands in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from desktop.domain.agenda_file import Line
from desktop.domain.agenda_mapping import Mapping, Sheet, header_hint, sheet_of
from desktop.domain.agenda_times import is_length, is_time, read_span, resolve
from desktop.domain.agenda_words import AMBIGUOUS, HEADINGS, KINDS, OWN, Field, plain, unit_of
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

_HEADER_SEARCH = 20
"""Filled lines among which the headings are looked for."""
_SAMPLE = 200
_OWN, _SAME, _WORD = 0, 1, 2  # how sure a heading is


def guess_mapping(rows: Sequence[Sequence[str]], lines: Sequence[int] = ()) -> Mapping:
    """Headings first, in four languages and in any order; then what the cells look like.

    Raises UserError for a table with nothing in it, or with more columns than an agenda has.
    """
    numbered = zip(lines or range(1, len(rows) + 1), rows, strict=True)
    filled = [(line, row) for line, row in numbered if any(cell.strip() for cell in row)]
    if not filled:
        raise UserError(tr("The agenda is empty."), header_hint())
    return mapping_under(rows, lines, _header_line(filled[:_HEADER_SEARCH]))


def names_columns(cells: Sequence[str]) -> bool:
    """Whether these are surely the headings of an agenda: a title's, and a time's or a length's."""
    sure = {
        field
        for field in (Field.TITLE, Field.START, Field.DURATION)
        for cell in cells
        if any(rank[0] <= _SAME for rank in _likeness(cell, field))
    }
    return Field.TITLE in sure and len(sure) > 1


def mapping_under(
    rows: Sequence[Sequence[str]], lines: Sequence[int], header_line: int | None
) -> Mapping:
    """The best guess when this line names the columns, or none does."""
    sheet = sheet_of(rows, lines, header_line)
    found: dict[Field, int | None] = dict(_by_headings(sheet.header))
    if header_line is None or not all(_looks_like_data(cell) for cell in sheet.header):
        _by_cells(sheet, found)
    return Mapping(found, header_line)


def header_choices(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> tuple[Line, ...]:
    """The lines a person may choose as the headings."""
    numbered = zip(lines or range(1, len(rows) + 1), rows, strict=True)
    filled = (each for each in numbered if any(cell.strip() for cell in each[1]))
    return tuple(each for each, _ in zip(filled, range(_HEADER_SEARCH), strict=False))


def _header_line(filled: Sequence[Line]) -> int:
    """The line with the most known headings, the first such; else simply the first."""
    return max(filled, key=lambda each: (_known(each[1]), -each[0]))[0]


def _known(cells: Sequence[str]) -> int:
    if len(cells) > 1 and any(is_time(cell.strip()) for cell in cells):
        return 0  # a block, whatever its title is
    return len(_by_headings(cells))


def _by_headings(header: Sequence[str]) -> dict[Field, int]:
    """The surest pairs first; each field and each column once."""
    pairs = [
        (sure, rank, at, field)
        for at, cell in enumerate(header)
        for field in Field
        for sure, rank in _likeness(cell, field)
    ]
    found: dict[Field, int] = {}
    for _, _, at, field in sorted(pairs, key=lambda pair: pair[:3]):
        if field not in found and at not in found.values():
            found[field] = at
    return found


def _likeness(heading: str, field: Field) -> list[tuple[int, int]]:
    """How sure it is that a heading means the field, and how common that is; empty if not."""
    own = OWN.get(field)
    if own is not None and " ".join(heading[:200].casefold().split()) == own.value.casefold():
        return [(_OWN, 0)]
    words, known = plain(heading), HEADINGS[field]
    if field is Field.DURATION and words in AMBIGUOUS and "(" in heading and unit_of(heading):
        return [(_SAME, 0)]
    if words in known:
        return [(_SAME, known.index(words))]
    parts = words.split()
    if not 1 < len(parts) <= 4:
        return []
    ranks = [known.index(part) for part in parts if part in known]
    return [(_WORD, min(ranks))] if ranks else []


def _by_cells(sheet: Sheet, found: dict[Field, int | None]) -> None:
    """Settle what the headings leave open, or got wrong by a word of two meanings."""
    columns = [
        [row[at].strip() for _, row in sheet.below[:_SAMPLE] if at < len(row) and row[at].strip()]
        for at in range(len(sheet.header))
    ]
    _swap_times(sheet, found, columns)

    def settle(field: Field, fits: Callable[[Sequence[str]], bool]) -> None:
        if found.get(field) is not None:
            return
        for at, cells in enumerate(columns):
            if at not in found.values() and cells and fits(cells):
                found[field] = at
                return

    settle(Field.START, lambda cells: _mostly(is_time, cells) and _ascends(cells))
    needs_unit = found.get(Field.START) is not None
    settle(Field.DURATION, lambda cells: _are_lengths(cells, unit_needed=needs_unit))
    settle(Field.KIND, lambda cells: _mostly(lambda cell: plain(cell) in KINDS, cells))
    settle(Field.TITLE, _are_titles)


def _swap_times(
    sheet: Sheet, found: dict[Field, int | None], columns: Sequence[Sequence[str]]
) -> None:
    """ "Time" over 15, 20, 45 is a length, and "Planned" over 9:00, 9:15 is a start."""
    for field, other in ((Field.START, Field.DURATION), (Field.DURATION, Field.START)):
        at = found.get(field)
        if at is None or found.get(other) is not None:
            continue
        if plain(sheet.header[at]) not in AMBIGUOUS:
            continue
        cells = columns[at]
        is_start = _mostly(is_time, cells) and _ascends(cells)
        is_duration = not is_start and _are_lengths(cells, unit_needed=False)
        if (is_duration and field is Field.START) or (is_start and field is Field.DURATION):
            found[other] = at
            found[field] = None
            return


def _mostly(fits: Callable[[str], bool], cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(fits, cells)) >= 0.8 * len(cells)


def _are_lengths(cells: Sequence[str], *, unit_needed: bool) -> bool:
    counts = cells == [str(n) for n in range(1, len(cells) + 1)] and len(cells) > 1
    return not counts and _mostly(lambda cell: is_length(cell, unit_needed=unit_needed), cells)


def _are_titles(cells: Sequence[str]) -> bool:
    words = [cell for cell in cells if any(c.isalpha() for c in cell) and len(cell) <= 200]
    return len(words) >= 0.8 * len(cells) and len(set(words)) > 0.5 * len(words)


def _ascends(cells: Sequence[str]) -> bool:
    """Whether times come one after the other, past midnight once at most."""
    times = [start for start, _ in resolve([read_span(cell) for cell in cells])]
    known = [start for start in times if start is not None]
    return sum(later < before for before, later in pairwise(known)) <= 1


def _looks_like_data(cell: str) -> bool:
    return not cell.strip() or is_time(cell.strip()) or is_length(cell.strip())
