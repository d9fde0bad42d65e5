"""The list of teams with how far each has come, and the line that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.okr_rows import TeamLine
from desktop.domain.progress import TeamState, team_state, team_state_text
from desktop.views.okrs.add_line import AddField, AddLine
from desktop.views.okrs.wishes import Wishes
from desktop.views.painting import Rule, dashed_box, draw_icon, draw_ring, draw_text, font_at
from desktop.views.prepare.line_model import LINE, Index, LineModel
from desktop.views.widgets import Card, Text

WIDTH = 176
_ROW = 51


@dataclass(frozen=True, slots=True)
class ShownTeam:
    """A line of the list."""

    row: TeamLine

    @property
    def uid(self) -> str:
        return self.row.uid

    @property
    def spoken(self) -> str:
        return f"{self.row.name}, {team_state_text(self.row)}"

    @property
    def tip(self) -> str:
        return self.row.name


class TeamsDelegate(QStyledItemDelegate):
    """State icon, name, and the state in words."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH, scaled(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, look = option.rect, theme()
        row = cast("ShownTeam", index.data(LINE)).row
        view = cast("TeamList", self.parent())
        chosen = view.chosen is not None and view.chosen.uid == row.uid
        if chosen:
            painter.fillRect(rect, look.color("accent-soft"))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), look.color("accent"))
        bottom = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        painter.fillRect(bottom, look.color("line"))
        state = team_state(row)
        icon, token = {
            TeamState.AGREED: ("circle-check", "ok"),
            TeamState.DRAFTING: ("pencil-line", "accent" if chosen else "text-3"),
        }.get(state, ("circle-dashed", "text-3"))
        high = scaled(18)
        top = rect.center().y() - high + 1
        draw_icon(painter, rect.left() + 12, top + high // 2, icon, look.color(token), 14)
        name = QRect(rect.left() + 36, top, rect.width() - 46, high)
        font = font_at(13, 600 if chosen else 500)
        draw_text(painter, name, row.name, font, look.color("text"))
        said = name.translated(0, high - 1)
        draw_text(painter, said, team_state_text(row), font_at(12), look.color("text-3"))
        if chosen and view.hasFocus():
            draw_ring(painter, rect.adjusted(3, 2, -3, -3), look)


class TeamList(QListView):
    """Up and Down choose, Enter or Right goes to the team's objective, Delete removes."""

    chosen_changed = Signal()
    open_requested = Signal()
    delete_requested = Signal()
    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = LineModel[ShownTeam](self)
        self._quiet = False
        self.setModel(self._rows)
        self.setItemDelegate(TeamsDelegate(self))
        self.setAccessibleName(tr("Teams"))
        self.setAccessibleDescription(
            tr("Up and Down choose a team. Enter goes to its objective, Delete removes it.")
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._chosen)

    @property
    def chosen(self) -> TeamLine | None:
        index = self.currentIndex()
        return self._rows.lines[index.row()].row if index.isValid() else None

    @property
    def count(self) -> int:
        return self._rows.rowCount()

    def show_lines(self, lines: Sequence[TeamLine], uid: str) -> None:
        """Show these teams with that one chosen; choosing is not announced."""
        self._quiet = True
        self._rows.show_lines([ShownTeam(line) for line in lines])
        at = self._rows.place_of(uid)
        if at >= 0 and self.currentIndex().row() != at:
            self.setCurrentIndex(self._rows.index(at))
        self._quiet = False

    def _chosen(self) -> None:
        if not self._quiet:
            self.chosen_changed.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(WIDTH, scaled(_ROW) * max(1, self.count))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(60, scaled(_ROW))

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Right:
                self.open_requested.emit()
            case Qt.Key.Key_Delete:
                self.delete_requested.emit()
            case Qt.Key.Key_Down if self.currentIndex().row() == self.count - 1:
                self.down_pressed.emit()
            case _:
                super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


class TeamsCard(Card):
    """The left column. Without teams it shows where they will stand."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self.list = TeamList()
        self.add = AddField(self._ask, many=True)
        self._count = Text(role="sub")
        self._empty = _NoTeams()
        self._filled = QWidget()
        self._lay_out()
        self.add.up_pressed.connect(self.list.setFocus)
        self.add.left.connect(self.list.setFocus)
        self.list.down_pressed.connect(self.add.setFocus)
        self.list.delete_requested.connect(self._delete)

    def show_lines(self, lines: Sequence[TeamLine], uid: str) -> None:
        """Show these teams, that one chosen."""
        agreed = sum(team_state(line) is TeamState.AGREED for line in lines)
        text = tr("{n} of {m} agreed").format(n=agreed, m=len(lines)) if lines else tr("none yet")
        self._count.setText(text)
        self._filled.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.list.show_lines(lines, uid)
        self.list.setMaximumHeight(len(lines) * scaled(_ROW))

    def flush(self) -> None:
        self.add.flush()

    def _ask(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.teams_add_requested, lines)

    def _delete(self) -> None:
        row = self.list.chosen
        if row is not None:
            self._wishes.ask(self._wishes.team_remove_requested, row.team_id)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(12, 11, 12, 8)
        head.addWidget(Text(tr("Teams"), "section"))
        head.addStretch()
        head.addWidget(self._count)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        inner = QVBoxLayout(self._filled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        line = AddLine(self.add, tr("Add team"), side=12)
        inner.addWidget(self.list, 1)
        inner.addWidget(line)
        inner.addStretch()
        self.body.addWidget(self._filled, 1)
        self.body.addWidget(self._empty, 1)


class _NoTeams(QWidget):
    """Dashed outlines of what will come."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Text(
            tr("They appear here in the order they will present."), "muted", parent=self
        )
        self._words.setWordWrap(True)
        self._words.setGeometry(12, 10, WIDTH - 26, scaled(40))

    @override
    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        for n in range(3):
            painter.setOpacity(0.3 if n == 2 else 0.5)
            top = scaled(54) + n * 43
            dashed_box(painter, QRect(12, top, self.width() - 24, 35), theme())
