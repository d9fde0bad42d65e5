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
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.people import Fate, PlannedPerson
from desktop.domain.roster import RosterPreview
from desktop.views.painting import RIGHT, draw_box, draw_icon, draw_ring, draw_text, font_at
from desktop.views.prepare.people_delegate import draw_level
from desktop.views.prepare.people_words import experience_names, pre_work_names
from desktop.views.privacy import privacy
from desktop.views.widgets import plain_tip

_HEIGHT = 32
_LINE = Qt.ItemDataRole.UserRole
_NONE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex
_WIDTHS = (("line", 48), ("name", 210), ("team", 120), ("role", 130), ("okr", 48), ("pre", 80))
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
    private = [entry.email]
    if entry.experience is not None:
        private.append(experience_names()[entry.experience])
    if entry.pre_work is not None:
        parts.append(pre_work_names()[entry.pre_work])
    public = ", ".join(part for part in (*parts, words) if part)
    return RosterLine(
        entry.line, one, words, f"{entry.line}: {public}", ", ".join(filter(None, private))
    )


class RosterRows(QListView):
    """Shows the lines; there is nothing to choose, only to read and scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("Lines of the list"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)

    def show_lines(self, lines: list[RosterLine]) -> None:
        self._model.show_lines(lines)
        self.updateGeometry()
        self.scrollToTop()

    @override
    def sizeHint(self) -> QSize:
        return QSize(720, _HEIGHT * max(3, self._model.rowCount()) + 2)

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

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(720, _HEIGHT)

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
        cells = _cells(rect)
        quiet = look.color("text-3")
        draw_text(painter, cells["line"], str(line.number), self._digits, quiet, RIGHT)
        if line.planned is None:
            rest = QRect(cells["name"])
            rest.setRight(rect.right() - 14)
            draw_text(painter, rest, line.words, self._plain, look.color("text-2"))
        else:
            self._paint_person(painter, cells, line.planned, line.words)

    def _paint_person(
        self, painter: QPainter, cells: dict[str, QRect], one: PlannedPerson, words: str
    ) -> None:
        look, entry = theme(), one.entry
        same = one.fate is Fate.SAME
        ink, quiet = look.color("text-3" if same else "text"), look.color("text-2")
        draw_text(painter, cells["name"], entry.name, self._strong, ink)
        draw_text(painter, cells["team"], entry.team, self._plain, quiet)
        draw_text(painter, cells["role"], entry.role, self._plain, quiet)
        if entry.experience is not None and not privacy().hidden:
            draw_level(painter, cells["okr"], entry.experience, look)
        if entry.pre_work is not None:
            state = pre_work_names()[entry.pre_work]
            draw_text(painter, cells["pre"], state, self._plain, quiet)
        icon, tone = _FATES[one.fate]
        said = cells["fate"]
        if icon:
            draw_icon(painter, said.left(), said.center().y() + 1, icon, look.color(tone), 14)
            said = said.adjusted(20, 0, 0, 0)
        draw_text(painter, said, words, self._plain, look.color(tone or "text-3"))
        email = "" if privacy().hidden else entry.email
        draw_text(painter, cells["email"], email, self._plain, look.color("text-3"))


def _cells(row: QRect) -> dict[str, QRect]:
    """The columns from the left; the e-mail takes what is left before the last one."""
    cells: dict[str, QRect] = {}
    left = row.left()
    for name, width in _WIDTHS:
        cells[name] = QRect(left, row.top(), width - 10, row.height())
        left += width
    fate = row.right() - 14 - 132
    cells["email"] = QRect(left, row.top(), max(0, fate - left - 10), row.height())
    cells["fate"] = QRect(fate, row.top(), 132, row.height())
    cells["line"].adjust(0, 0, -4, 0)
    return cells
