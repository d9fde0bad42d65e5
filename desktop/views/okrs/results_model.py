"""Key results as a table: what each cell says, and how wide the columns are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics
from typing_extensions import override

from desktop.domain.i18n import tr
from desktop.domain.okr_rows import KeyResultRow
from desktop.domain.progress import type_name
from desktop.views.okrs.words import (
    NONE,
    Amounts,
    direction_word,
    from_text,
    now_text,
    progress_text,
    to_text,
)
from desktop.views.painting import font_at
from desktop.views.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()


class Column(IntEnum):
    """The columns in their order."""

    NUMBER = 0
    RESULT = 1
    WAY = 2
    FROM = 3
    NOW = 4
    TO = 5
    UNIT = 6
    SOURCE = 7
    CONFIDENCE = 8


FIELDS: dict[Column, str] = {
    Column.RESULT: "title",
    Column.WAY: "type",
    Column.FROM: "baseline",
    Column.TO: "target",
    Column.UNIT: "unit",
    Column.SOURCE: "data_source",
    Column.CONFIDENCE: "confidence",
}
"""What is edited in a cell; the others only tell."""

RIGHT = frozenset({Column.NUMBER, Column.FROM, Column.NOW, Column.TO, Column.CONFIDENCE})


def column_names() -> dict[Column, str]:
    """The headings."""
    return {
        Column.NUMBER: "",
        Column.RESULT: tr("Result"),
        Column.WAY: tr("Direction"),
        Column.FROM: tr("From"),
        Column.NOW: tr("Now"),
        Column.TO: tr("To"),
        Column.UNIT: tr("Unit"),
        Column.SOURCE: tr("Data source"),
        Column.CONFIDENCE: tr("Conf."),
    }


def cell_text(row: KeyResultRow, column: int, amounts: Amounts) -> str:
    """What stands in a cell."""
    texts: dict[int, Callable[[], str]] = {
        Column.RESULT: lambda: row.title,
        Column.WAY: lambda: direction_word(row.type),
        Column.FROM: lambda: from_text(row, amounts),
        Column.NOW: lambda: now_text(row, amounts),
        Column.TO: lambda: to_text(row, amounts),
        Column.UNIT: lambda: row.unit or NONE,
        Column.SOURCE: lambda: row.data_source or tr("None yet"),
        Column.CONFIDENCE: lambda: _confidence(row.confidence),
    }
    return texts[column]() if column in texts else ""


def _confidence(value: int | None) -> str:
    return NONE if value is None else tr("{n}/10").format(n=value)


def spoken(row: KeyResultRow, column: int, amounts: Amounts) -> str:
    """The cell for whoever hears it."""
    if column == Column.RESULT:
        parts = [row.title, type_name(row.type), to_text(row, amounts), row.unit]
        return ", ".join(part for part in (*parts, progress_text(row)) if part)
    name = column_names()[Column(column)]
    return tr("{name}: {value}").format(name=name, value=cell_text(row, column, amounts))


@dataclass(frozen=True, slots=True)
class _Width:
    least: int
    most: int


_WIDTHS: dict[Column, _Width] = {
    Column.NUMBER: _Width(26, 26),
    Column.WAY: _Width(80, 110),
    Column.FROM: _Width(46, 210),
    Column.NOW: _Width(0, 210),
    Column.TO: _Width(46, 210),
    Column.UNIT: _Width(44, 130),
    Column.SOURCE: _Width(80, 200),
    Column.CONFIDENCE: _Width(52, 60),
}
_LEAST_RESULT = 219
_LEAST_BESIDE_NOW = 150
_GIVEN = (
    (Column.SOURCE, 96),
    (Column.UNIT, 60),
    (Column.SOURCE, 64),
    (Column.UNIT, 44),
)
"""Who gives room first, and down to how much, before a result has too little."""
_CUT_LAST = ((Column.FROM, 64), (Column.TO, 64), (Column.NOW, 64))
_RESULT_BESIDE_AMOUNTS = 90
"""An amount is read whole: the words wrap and narrow to this before a digit is cut."""
_PADDING = 17
_ICON = 19


Needs = dict[Column, int]


def column_needs(rows: Sequence[KeyResultRow], amounts: Amounts) -> Needs:
    """How wide the words of all these rows are, within what a column may take."""
    plain, strong = (QFontMetrics(font_at(13, weight, digits=True)) for weight in (400, 600))
    wanted: Needs = {}
    for column, limits in _WIDTHS.items():
        cells = {(cell_text(row, column, amounts), _has_icon(row, column)) for row in rows}
        if column is not Column.NOW or any(text for text, _ in cells):
            cells.add((column_names()[column], False))
        metrics = strong if column is Column.TO else plain
        need = max(
            (
                metrics.horizontalAdvance(text) + _PADDING + (_ICON if icon else 0)
                for text, icon in cells
                if text
            ),
            default=0,
        )
        if column is Column.NOW and not need:
            wanted[column] = 0  # before the first check-in there is no such column
        else:
            wanted[column] = min(max(need, limits.least), limits.most)
    return wanted


def widest(all_needs: Iterable[Needs]) -> Needs:
    """What every table of a team needs, so that their columns stand in line."""
    every = list(all_needs)
    return {column: max(needs[column] for needs in every) for column in _WIDTHS}


def column_widths(needs: Needs, width: int) -> Needs:
    """What each column gets; what is left, and never little, belongs to the result."""
    wanted = dict(needs)
    least_result = _LEAST_BESIDE_NOW if wanted[Column.NOW] else _LEAST_RESULT
    over = least_result - (width - sum(wanted.values()))
    over = _give(wanted, _GIVEN, over)
    _give(wanted, _CUT_LAST, over - (least_result - _RESULT_BESIDE_AMOUNTS))
    wanted[Column.RESULT] = max(_LEAST_BESIDE_NOW // 2, width - sum(wanted.values()))
    return wanted


def _give(wanted: Needs, givers: Iterable[tuple[Column, int]], over: int) -> int:
    """Take so much from these columns, in order; returns what is still missing."""
    for column, least in givers:
        give = max(0, min(over, wanted[column] - least))
        wanted[column] -= give
        over -= give
    return over


def _has_icon(row: KeyResultRow, column: Column) -> bool:
    return column is Column.WAY or (column is Column.SOURCE and not row.data_source)


class ResultsModel(QAbstractTableModel):
    """Patches itself where the order stands, so that a changed number moves nothing."""

    def __init__(self, amounts: Amounts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._amounts = amounts
        self._rows: tuple[KeyResultRow, ...] = ()

    @property
    def rows(self) -> tuple[KeyResultRow, ...]:
        return self._rows

    def show_rows(self, rows: tuple[KeyResultRow, ...]) -> bool:
        """True when rows came, went or moved, and the view has to find its place again."""
        if [row.uid for row in rows] != [row.uid for row in self._rows]:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
            return True
        old, self._rows = self._rows, rows
        for at, (before, after) in enumerate(zip(old, rows, strict=True)):
            if before != after:
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(Column) - 1))
        return False

    def place_of(self, uid: str) -> int:
        """The row of that key result, or -1."""
        return next((at for at, row in enumerate(self._rows) if row.uid == uid), -1)

    @override
    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(Column)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if Column(index.column()) not in FIELDS:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row, column = self._rows[index.row()], index.column()
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if column == Column.NUMBER:
                told = spoken(row, Column.RESULT, self._amounts)
                return tr("{n}. {what}").format(n=index.row() + 1, what=told)
            return spoken(row, column, self._amounts)
        if role == Qt.ItemDataRole.ToolTipRole and column != Column.NUMBER:
            return plain_tip(_tip(row, column, self._amounts))
        return None


def _tip(row: KeyResultRow, column: int, amounts: Amounts) -> str:
    if column == Column.WAY:
        return type_name(row.type)
    if column == Column.NOW:
        return progress_text(row)
    return cell_text(row, column, amounts)
