"""The poster of who is here: a row for each team, its name and beside it those of its people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product
from math import ceil

from PySide6.QtCore import QRectF

from desktop.domain.i18n import ntr, tr
from desktop.domain.stage import StageContent, StagePeople
from desktop.views.stage.fitting import (
    Fitted,
    Style,
    fit,
    fit_line,
    is_rtl,
    natural_width,
    one_line,
)
from desktop.views.stage.frame import Frame, boxed, line
from desktop.views.stage.goals import TOP, heading
from desktop.views.stage.okr import BOTTOM, EDGE, LABEL
from desktop.views.stage.poster import IconPiece, Mood, Part, Poster, TextPiece

_NAME = Style(72, leading=1.22, spacing=-0.018)
_TEAM = Style(72, 600, leading=1.22, spacing=-0.018)
_SIZES = (72, 66, 60, 56, 52, 48, 44, 42, 40)
_LEAST = 40

_BETWEEN = 72.0  # columns
_GAP = 44.0  # at least between two names in a row
_SHARES = (0.36, 0.48)  # of a column: no team's name is given more
_CUTS = tuple(product((1, 2, 3), _SHARES))  # number of columns, share of a team's name
_OUTLIER = 1.6  # a name so much wider than most takes two places
_SPARE = 1.02  # letters are set in whole pixels: another size is not quite in proportion
_ROW = 1.34  # of the size: from one row of names to the next
_PAD = 11.0  # above and below a team; more where there is room
_MOST_PAD = 26.0
_SLACK = 5.0
_MORE_ROW = 64.0
_MOST_NAMES = 240  # more than that never fit; measuring them would be felt
_MOST_LETTERS = 200


def people_poster(content: StageContent, frame: Frame) -> Poster:
    """As large as everybody fits; who doesn't even fit in the smallest is counted."""
    texts, icons = heading(tr("Who is here"), content, frame)
    if content.people is None:
        return Poster(Mood.LIGHT)
    groups = _groups(content.people, frame)
    sheet = _whole(groups, frame) or _cut(groups, frame)
    sheet.texts[:0] = texts
    if hidden := sum(team.people for team in content.people.teams) - sheet.people:
        more = ntr("and {n} more", "and {n} more", hidden)
        sheet.more(fit_line(more, frame.style(LABEL), frame.width * frame.scale))
    return Poster(Mood.LIGHT, tuple(sheet.texts), tuple(icons), rules=tuple(sheet.rules))


@dataclass(frozen=True, slots=True)
class _Group:
    """One team before it is laid out. Widths are those in the smallest size.

    `longest` is that of the widest word in its name. Where nobody may be named its one word is
    the number of people, who are `people`.
    """

    team: str
    team_width: float
    longest: float
    words: tuple[str, ...]
    widths: tuple[float, ...]
    people: int
    is_number: bool = False


def _groups(told: StagePeople, frame: Frame) -> tuple[_Group, ...]:
    has_teams = any(one_line(team.name) for team in told.teams)
    style, strong, left = frame.style(_NAME, _LEAST), frame.style(_TEAM, _LEAST), _MOST_NAMES
    groups: list[_Group] = []
    for team in told.teams[:_MOST_NAMES]:
        name = one_line(team.name)[:_MOST_LETTERS]
        if has_teams and not name:
            name = tr("Without a team")
        words = tuple(one_line(each)[:_MOST_LETTERS] for each in team.names[:left])
        left -= len(words)
        if not team.names:
            words = (ntr("{n} person", "{n} people", team.people),)
        widths = tuple(natural_width(each, style) / frame.scale for each in words)
        if words:
            wide = natural_width(name, strong) / frame.scale
            parts = [natural_width(part, strong) for part in name.split()]
            longest = max(parts, default=0.0) / frame.scale
            number = not team.names
            groups.append(_Group(name, wide, longest, words, widths, team.people, number))
    return tuple(groups)


@dataclass(frozen=True, slots=True)
class _Grid:
    """One size and one number of columns: how wide all is, and what goes into a row."""

    frame: Frame
    size: int
    columns: int
    team: float  # width of the teams' names with the gap behind them; 0 without teams
    pitch: float  # from one name's place to the next
    cells: int
    mirrored: bool

    @classmethod
    def of(cls, groups: Sequence[_Group], frame: Frame, size: int, cut: tuple[int, float]) -> _Grid:
        """`cut` is the number of columns, and the share of one that a team's name may have."""
        columns, share = cut
        room, grows = (frame.width - 2 * EDGE - (columns - 1) * _BETWEEN) / columns, size / _LEAST
        team = max((group.team_width for group in groups), default=0.0) * grows * _SPARE
        if team:
            word = max(group.longest for group in groups) * grows * _SPARE
            most = max(share * room, min(word + _GAP, _SHARES[-1] * room))
            if any(group.is_number for group in groups):
                most = room - max(max(group.widths) for group in groups) * grows * _SPARE
            team = min(team + 2 * _GAP, most)
        widths = sorted(width for group in groups for width in group.widths)
        median = widths[len(widths) // 2] if widths else 0.0
        usual = max((width for width in widths if width <= _OUTLIER * median), default=0.0)
        area = room - team + _GAP
        cells = max(1, int(area / (usual * grows * _SPARE + _GAP)))
        rtl = [is_rtl(word) for group in groups for word in group.words if not group.is_number]
        rtl += [is_rtl(group.team) for group in groups if group.team]
        return cls(frame, size, columns, team, area / cells, cells, 2 * sum(rtl) > len(rtl))

    @property
    def room(self) -> float:
        """Width of a column."""
        return self.team + self.pitch * self.cells - _GAP

    @property
    def row(self) -> float:
        return _ROW * self.size

    def span(self, width: float) -> int:
        """How many places a name of this width in the smallest size takes."""
        return min(self.cells, ceil(self._needed(width) / self.pitch))

    def takes(self, width: float) -> bool:
        """Whether a name of this width needs not be shortened."""
        return self._needed(width) <= self.pitch * self.cells

    def _needed(self, width: float) -> float:
        return width * _SPARE * self.size / _LEAST + _GAP

    def rows(self, group: _Group) -> list[list[tuple[int, int]]]:
        """Of each row which words stand in it, and at which place."""
        rows: list[list[tuple[int, int]]] = []
        at = self.cells
        for index, width in enumerate(group.widths):
            span = self.span(width)
            if at + span > self.cells:
                rows.append([])
                at = 0
            rows[-1].append((index, at))
            at += span
        return rows

    def head(self, group: _Group) -> Fitted | None:
        if not group.team:
            return None
        style, s = self.frame.style(_TEAM, self.size), self.frame.scale
        width = (self.team - _GAP) * s
        return fit(group.team, [(style, 1), (style, 2)], width, 4 * self.size * s)


@dataclass(frozen=True, slots=True)
class _Band:
    """A team, or the part of it that stands in one column."""

    group: _Group
    head: Fitted | None
    rows: list[list[tuple[int, int]]]
    grid: _Grid

    @property
    def baseline(self) -> float:
        """Of the first row, from where the band's words begin."""
        ascent = 0.0 if self.head is None else self.head.ascent / self.grid.frame.scale
        return max(ascent, 0.98 * self.grid.size)

    @property
    def words_height(self) -> float:
        size, s = self.grid.size, self.grid.frame.scale
        height = self.baseline + (len(self.rows) - 1) * self.grid.row + 0.3 * size
        if self.head is not None:
            height = max(height, self.baseline + (self.head.height - self.head.ascent) / s)
        return height

    @property
    def height(self) -> float:
        return self.words_height + 2 * _PAD

    @property
    def people(self) -> int:
        return self.group.people if self.group.is_number else sum(map(len, self.rows))


def _whole(groups: Sequence[_Group], frame: Frame) -> _Sheet | None:
    """Everybody, as large as it goes; a shortened name only where no size would do without."""
    if sum(len(group.words) for group in groups) >= _MOST_NAMES:
        return None
    found: _Sheet | None = None
    for size, cut in product(_SIZES, _CUTS):
        sheet = _filled(groups, _Grid.of(groups, frame, size, cut))
        if sheet is not None and (found is None or sheet.shortened < found.shortened):
            found = sheet
        if found is not None and not found.shortened:
            break
    if found is not None:
        found.paint()
    return found


def _filled(groups: Sequence[_Group], grid: _Grid) -> _Sheet | None:
    """The teams in columns one after the other, each whole; None when they don't fit."""
    sheet = _Sheet(grid, _height(grid))
    rows = [grid.rows(group) for group in groups]
    if sum(len(each) * grid.row + 2 * _PAD for each in rows) > grid.columns * sheet.height:
        return None
    for group, each in zip(groups, rows, strict=True):
        band = _Band(group, grid.head(group), each, grid)
        if band.height > sheet.left and not sheet.next_column():
            return None
        if band.height > sheet.left:
            return None
        sheet.add(band)
    return sheet


def _cut(groups: Sequence[_Group], frame: Frame) -> _Sheet:
    """As many people as there is room for in the smallest size, in order."""
    tries = (_Grid.of(groups, frame, _LEAST, cut) for cut in _CUTS)
    found = max(
        (_poured(groups, grid) for grid in tries), key=lambda sheet: sheet.people - sheet.shortened
    )
    found.paint()
    return found


def _poured(groups: Sequence[_Group], grid: _Grid) -> _Sheet:
    """The teams in columns; one too large for a column goes on in the next."""
    sheet = _Sheet(grid, _height(grid) - _MORE_ROW)
    for group in groups:
        rows, head = grid.rows(group), grid.head(group)
        while rows:
            count = len(rows)
            all_of_it = _Band(group, head, rows, grid).height
            if sheet.left < all_of_it <= sheet.height and sheet.next_column():
                continue
            while count and _Band(group, head, rows[:count], grid).height > sheet.left:
                count -= 1
            if count:
                sheet.add(_Band(group, head, rows[:count], grid))
                rows, head = rows[count:], None
            if rows and not sheet.next_column():
                return sheet
    return sheet


def _height(grid: _Grid) -> float:
    return grid.frame.height - BOTTOM - TOP


@dataclass(slots=True)
class _Sheet:
    """Bands in columns, and the pieces they are painted as."""

    grid: _Grid
    height: float
    columns: list[list[_Band]] = field(default_factory=lambda: [[]])
    texts: list[TextPiece] = field(default_factory=list[TextPiece])
    icons: list[IconPiece] = field(default_factory=list[IconPiece])
    rules: list[QRectF] = field(default_factory=list[QRectF])
    bottom: float = 0.0

    @property
    def left(self) -> float:
        return self.height - sum(band.height for band in self.columns[-1])

    @property
    def people(self) -> int:
        return sum(band.people for column in self.columns for band in column)

    @property
    def shortened(self) -> int:
        """How many names end in an ellipsis."""
        bands = [band for column in self.columns for band in column]
        heads = sum(band.head is not None and band.head.text.endswith("…") for band in bands)
        widths = (width for band in bands for width in band.group.widths)
        return heads + sum(not self.grid.takes(width) for width in widths)

    def next_column(self) -> bool:
        if len(self.columns) == self.grid.columns:
            return False
        self.columns.append([])
        return True

    def add(self, band: _Band) -> None:
        self.columns[-1].append(band)

    def paint(self) -> None:
        extra = [
            (self.height - sum(band.height for band in column)) / (2 * len(column))
            for column in self.columns
            if column
        ]
        pad = min(_MOST_PAD, _PAD + min(extra, default=0.0))
        for n, column in enumerate(self.columns):
            x, y = EDGE + n * (self.grid.room + _BETWEEN), TOP
            for band in column:
                self.rules.append(self._rect(x, y, self.grid.room, 3))
                self._band(band, x, y + pad)
                y += band.words_height + 2 * pad
            self.bottom = max(self.bottom, y)

    def more(self, fitted: Fitted) -> None:
        """How many others there are, below the longest column."""
        x = self._x(EDGE + self.grid.team, fitted.width / self.grid.frame.scale)
        frame = self.grid.frame
        self.texts.append(line(Part.MORE, fitted, frame, x, self.bottom + 46, "body"))

    def _band(self, band: _Band, x: float, top: float) -> None:
        grid, s = self.grid, self.grid.frame.scale
        baseline = top + band.baseline
        if (head := band.head) is not None:
            box = self._rect(x, baseline - head.ascent / s, grid.team - _GAP, head.height / s)
            self.texts.append(boxed(Part.TEAM, head, box, "text", _SLACK * s))
        style = grid.frame.style(_NAME, grid.size)
        for n, row in enumerate(band.rows):
            for index, at in row:
                width = grid.span(band.group.widths[index]) * grid.pitch - _GAP / 2
                fitted = fit_line(band.group.words[index], style, width * s, _LEAST * s)
                left = self._x(x + grid.team + at * grid.pitch, fitted.width / s)
                y = baseline + n * grid.row
                is_number = band.group.is_number
                part, token = (Part.VALUE, "body") if is_number else (Part.NAME, "text")
                self.texts.append(line(part, fitted, grid.frame, left, y, token))

    def _x(self, x: float, width: float) -> float:
        """From the right where most names run that way."""
        return self.grid.frame.width - x - width if self.grid.mirrored else x

    def _rect(self, x: float, y: float, width: float, height: float) -> QRectF:
        return self.grid.frame.rect(self._x(x, width), y, width, height)
