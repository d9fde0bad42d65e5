"""The lines of a roster as the preview lists them: who comes in, and who doesn't and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.people import Fate, PlannedPerson, RosterEntry
from desktop.domain.roster_preview import RosterPreview
from desktop.domain.roster_words import PRIVATE, Column, column_name
from desktop.views.painting import RIGHT, draw_box, draw_icon, draw_ring, draw_text, font_at
from desktop.views.prepare.people_delegate import draw_level
from desktop.views.prepare.people_words import attendance_names, experience_names, pre_work_names
from desktop.views.privacy import privacy
from desktop.views.widgets import plain_tip
from desktop.views.widgets.fit import fix_height

_HEIGHT = 32
_LINE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_LINE_WIDTH, _FATE_WIDTH = 48, 128
_FIXED = {Column.EXPERIENCE: 48, Column.PRE_WORK: 78, Column.ATTENDANCE: 84}
_SHARES = {
    Column.NAME: 19,
    Column.TEAM: 12,
    Column.ROLE: 12,
    Column.EMAIL: 15,
    Column.ACCOMMODATION: 13,
}
"""Of what the others leave."""
_ORDER = (
    *(Column.NAME, Column.TEAM, Column.ROLE, Column.EXPERIENCE, Column.PRE_WORK),
    *(Column.ATTENDANCE, Column.EMAIL, Column.ACCOMMODATION),
)
_FATES = {Fate.NEW: ("plus", "ok"), Fate.CHANGED: ("pencil-line", "accent"), Fate.SAME: ("", "")}


@dataclass(frozen=True, slots=True)
class RosterLine:
    """A line that is read, or one that is skipped and why."""

    number: int
    planned: PlannedPerson | None
    words: str
    public: str
    private: str = ""

    @property
    def spoken(self) -> str:
        """The line as a screen reader says it."""
        return ", ".join(filter(None, (self.public, "" if privacy().hidden else self.private)))


def lines_of(preview: RosterPreview) -> list[RosterLine]:
    """Every line of the source that holds anything, in its order."""
    lines = [_read(one) for one in preview.planned]
    for skipped in preview.file.skipped:
        words = tr("Skipped: {why}").format(why=skipped.why)
        lines.append(RosterLine(skipped.line, None, words, f"{skipped.line}: {words}"))
    return sorted(lines, key=lambda line: line.number)


def _read(one: PlannedPerson) -> RosterLine:
    words = {
        Fate.NEW: tr("new"),
        Fate.CHANGED: tr("changed"),
        Fate.SAME: tr("in the list already"),
    }[one.fate]
    entry = one.entry
    parts = [entry.name, entry.team, entry.role]
    private = [entry.email, entry.accommodation]
    if entry.experience is not None:
        private.append(experience_names()[entry.experience])
    if entry.pre_work is not None:
        parts.append(pre_work_names()[entry.pre_work])
    if entry.attendance is not None:
        parts.append(attendance_names()[entry.attendance])
    public = ", ".join(part for part in (*parts, words) if part)
    return RosterLine(
        entry.line, one, words, f"{entry.line}: {public}", ", ".join(filter(None, private))
    )


def columns_of(preview: RosterPreview) -> tuple[Column, ...]:
    """What the list shows of each person, from the left."""
    read = {Column.NAME, *preview.mapping.columns}
    if any(one.entry.email for one in preview.planned):
        read.add(Column.EMAIL)  # it may stand in the name: Ada <ada@example.org>
    return tuple(column for column in _ORDER if column in read)


class RosterTable(QWidget):
    """What each column of the list is, and the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RosterRows()
        self._head = _Head()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.rows, 1)

    def show_preview(self, preview: RosterPreview, *, keep_place: bool) -> None:
        """With `keep_place` it stays scrolled as it is."""
        columns = columns_of(preview)
        self._head.show_columns(columns)
        self.rows.show_lines(lines_of(preview), columns, keep_place=keep_place)


class _Head(QWidget):
    """The names of the columns, above them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns: tuple[Column, ...] = ()
        self._font = font_at(12)
        fix_height(self, 26)

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        self._columns = columns
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, quiet = QPainter(self), theme().color("text-3")
        cells = _cells(self.rect(), self._columns)
        draw_text(painter, cells.line, tr("Line"), self._font, quiet, RIGHT)
        for column, cell in cells.of.items():
            name = tr("OKR") if column is Column.EXPERIENCE else column_name(column)
            draw_text(painter, cell, name, self._font, quiet)


class RosterRows(QListView):
    """Shows the lines; there is nothing to choose, only to read and scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self._delegate = _Delegate(self)
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Lines of the list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    @property
    def spoken(self) -> list[str]:
        """Each line as it is said."""
        return self._model.spoken()

    def show_lines(
        self, lines: list[RosterLine], columns: tuple[Column, ...], *, keep_place: bool
    ) -> None:
        bar = self.verticalScrollBar()
        place = bar.value() if keep_place else 0
        self._delegate.columns = columns
        self._model.show_lines(lines)
        self.doItemsLayout()  # so that the bar reaches as far as before
        bar.setValue(place)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters mean nothing here."""


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lines: Sequence[RosterLine] = ()

    def show_lines(self, lines: Sequence[RosterLine]) -> None:
        self.beginResetModel()
        self._lines = lines
        self.endResetModel()

    def spoken(self) -> list[str]:
        return [line.spoken for line in self._lines]

    @override
    def rowCount(self, parent: _Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self._lines)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == _LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return plain_tip(line.spoken) if role == Qt.ItemDataRole.ToolTipRole else None


class _Delegate(QStyledItemDelegate):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._strong, self._plain = font_at(13, 500), font_at(13)
        self._digits = font_at(12, digits=True)
        self.columns: tuple[Column, ...] = ()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(720, scaled(_HEIGHT))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect, look = option.rect, theme()
        line = cast("RosterLine", index.data(_LINE))
        if line.planned is None:
            painter.fillRect(rect, look.color("sunken"))
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), look.color("line"))
        view = self.parent()
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen and isinstance(view, QWidget) and view.hasFocus():
            draw_box(painter, rect.adjusted(2, 1, -2, 0), look.color("accent-soft"))
            draw_ring(painter, rect.adjusted(2, 1, -2, 0), look)
        cells = _cells(rect, self.columns)
        quiet = look.color("text-3")
        draw_text(painter, cells.line, str(line.number), self._digits, quiet, RIGHT)
        if line.planned is None:
            rest = QRect(cells.of[Column.NAME])
            rest.setRight(rect.right() - 14)
            draw_text(painter, rest, line.words, self._plain, look.color("text-2"))
        else:
            self._paint_person(painter, cells, line.planned, line.words)

    def _paint_person(
        self, painter: QPainter, cells: _Cells, one: PlannedPerson, words: str
    ) -> None:
        look, entry = theme(), one.entry
        quiet = look.color("text-2")
        texts = _texts(entry)
        for column, cell in cells.of.items():
            if column is Column.NAME:
                ink = look.color("text-3" if one.fate is Fate.SAME else "text")
                draw_text(painter, cell, entry.name, self._strong, ink)
            elif column in PRIVATE and privacy().hidden:
                continue
            elif column is Column.EXPERIENCE:
                if entry.experience is not None:
                    draw_level(painter, cell, entry.experience, look)
            else:
                draw_text(painter, cell, texts[column], self._plain, quiet)
        icon, tone = _FATES[one.fate]
        said = cells.fate
        if icon:
            draw_icon(painter, said.left(), said.center().y() + 1, icon, look.color(tone), 14)
            said = said.adjusted(20, 0, 0, 0)
        draw_text(painter, said, words, self._plain, look.color(tone or "text-3"))


def _texts(entry: RosterEntry) -> dict[Column, str]:
    """What is written in each column that has words."""
    return {
        Column.TEAM: entry.team,
        Column.ROLE: entry.role,
        Column.EMAIL: entry.email,
        Column.PRE_WORK: "" if entry.pre_work is None else pre_work_names()[entry.pre_work],
        Column.ATTENDANCE: "" if entry.attendance is None else attendance_names()[entry.attendance],
        Column.ACCOMMODATION: entry.accommodation,
    }


@dataclass(frozen=True, slots=True)
class _Cells:
    """Where things stand in a row."""

    line: QRect
    of: dict[Column, QRect]
    fate: QRect


def _cells(row: QRect, columns: Sequence[Column]) -> _Cells:
    """The columns from the left, with the room there is between the line and what happens."""
    before = scaled(_LINE_WIDTH)
    line = QRect(row.left(), row.top(), before - 14, row.height())
    fate = QRect(row.right() - 14 - _FATE_WIDTH, row.top(), _FATE_WIDTH, row.height())
    fixed = sum(_FIXED.get(column, 0) for column in columns)
    room = max(0, fate.left() - row.left() - before - fixed)
    shares = sum(_SHARES.get(column, 0) for column in columns) or 1
    cells: dict[Column, QRect] = {}
    left = row.left() + before
    for column in columns:
        width = _FIXED.get(column) or room * _SHARES[column] // shares
        cells[column] = QRect(left, row.top(), width - 10, row.height())
        left += width
    return _Cells(line, cells, fate)
