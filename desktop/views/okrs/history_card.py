"""How the chosen objective or key result read before, newest first; each can come back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.bridge.theme import theme
from desktop.domain.i18n import tr
from desktop.domain.okr_rows import RevisionRow
from desktop.views.okrs.wishes import Wishes
from desktop.views.okrs.words import NONE, field_names
from desktop.views.painting import LEADING, RIGHT, draw_ring, draw_text, font_at
from desktop.views.prepare.line_model import LINE, Index, LineModel
from desktop.views.widgets import Card, Text

_ROW = 24
_TIME = 46
_LONGEST = 200
WORDINGS = frozenset({"title", "text"})


@dataclass(frozen=True, slots=True)
class PastLine:
    """One reading of one field. `restore` is the revision that ended it; 0 for today's."""

    uid: str
    time: str
    text: str
    restore: int

    @property
    def spoken(self) -> str:
        now = tr("now") if not self.restore else tr("Enter restores it")
        return f"{self.time} {self.text}, {now}"

    @property
    def tip(self) -> str:
        return self.text


def past_lines(
    history: Sequence[RevisionRow], uid: str, clock: Callable[[datetime], str]
) -> list[PastLine]:
    """Every reading of every field of one row, newest first."""
    names = field_names()
    by_field: dict[str, list[RevisionRow]] = {}
    for revision in history:
        if revision.entity_uid == uid:
            by_field.setdefault(revision.field, []).append(revision)
    found: list[tuple[datetime | None, int, PastLine]] = []
    for field, revisions in by_field.items():
        prefix = "" if field in WORDINGS else names.get(field, field)
        first = revisions[0]
        if first.old:
            found.append((None, 0, _line(f"{uid}/{field}/0", "", first.old, prefix, first.id)))
        for at, revision in enumerate(revisions):
            ended = revisions[at + 1].id if at + 1 < len(revisions) else 0
            line = _line(
                f"{uid}/{field}/{revision.id}", clock(revision.at), revision.new, prefix, ended
            )
            found.append((revision.at, revision.id, line))
    dated = sorted((each for each in found if each[0]), key=lambda each: -each[1])
    undated = [each for each in found if not each[0]]
    return [line for _, _, line in (*dated, *undated)][:_LONGEST]


def _line(uid: str, time: str, text: str, prefix: str, restore: int) -> PastLine:
    words = text or NONE
    if prefix:
        words = tr("{field}: {value}").format(field=prefix, value=words)
    return PastLine(uid, time, words, restore)


def wordings(history: Sequence[RevisionRow], uid: str) -> int:
    """How many wordings a title has had, today's included."""
    titles = [row for row in history if row.entity_uid == uid and row.field == "title"]
    return len(titles) + bool(titles and titles[0].old)


class HistoryCard(Card):
    """Nothing is asked: restoring is an edit like any other, and undo takes it back."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self.list = HistoryList()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._nothing = Text(tr("Every change of wording or number is kept here."), "sub")
        self._nothing.setWordWrap(True)
        self.body.setContentsMargins(14, 10, 8, 8)
        self.body.setSpacing(4)
        self.body.addWidget(Text(tr("Draft history"), "section"))
        self.body.addWidget(self._nothing)
        self.body.addWidget(self.list)
        self.list.restore_requested.connect(self._restore)

    def show_lines(self, lines: list[PastLine]) -> None:
        self.list.show_lines(lines)
        self._nothing.setVisible(not lines)
        self.list.setVisible(bool(lines))

    def _restore(self, revision_id: int) -> None:
        self._wishes.ask(self._wishes.restore_requested, revision_id)


class HistoryList(QListView):
    """Enter restores the chosen line, a click on its word does too."""

    restore_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = LineModel[PastLine](self)
        self.setModel(self._rows)
        self.setItemDelegate(_HistoryDelegate(self))
        self.setAccessibleName(tr("Draft history"))
        self.setAccessibleDescription(tr("Up and Down choose an earlier draft, Enter restores it."))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAutoFillBackground(False)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def show_lines(self, lines: list[PastLine]) -> None:
        self._rows.show_lines(lines)
        self.setFixedHeight(min(len(lines), 8) * scaled(_ROW))

    @property
    def lines(self) -> Sequence[PastLine]:
        return self._rows.lines

    def is_open(self, index: Index) -> bool:
        """Whether the word that restores stands on this line."""
        line = self._rows.lines[index.row()]
        under = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        return bool(line.restore) and (
            (self.hasFocus() and self.currentIndex() == index)
            or (self.underMouse() and under == index)
        )

    def _restore(self) -> None:
        index = self.currentIndex()
        if index.isValid() and (revision := self._rows.lines[index.row()].restore):
            self.restore_requested.emit(revision)

    @override
    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the single keys of the window, not to a search by typing."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._restore()
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if self.indexAt(at).isValid() and at.x() > self.viewport().width() - restore_width() - 8:
            self._restore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self._rows.rowCount():
            self.setCurrentIndex(self._rows.index(0))
        self.viewport().update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()


def restore_width() -> int:
    """Of the word at the end of a line."""
    return QFontMetrics(font_at(12, 500)).horizontalAdvance(tr("Restore"))


class _HistoryDelegate(QStyledItemDelegate):
    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, scaled(_ROW))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, look = option.rect, theme()
        view, line = cast("HistoryList", self.parent()), cast("PastLine", index.data(LINE))
        small = font_at(12, digits=True)
        time = QRect(rect.left(), rect.top(), scaled(_TIME), rect.height())
        draw_text(painter, time, line.time or "–", small, look.color("text-3"))
        words = rect.adjusted(scaled(_TIME), 0, -6, 0)
        if view.is_open(index):
            words.adjust(0, 0, -restore_width() - 8, 0)
            link = rect.adjusted(0, 0, -6, 0)
            draw_text(painter, link, tr("Restore"), font_at(12, 500), look.color("accent"), RIGHT)
        font = font_at(12, 400 if line.restore else 500)
        ink = look.color("text-2" if line.restore else "text")
        draw_text(painter, words, line.text, font, ink, LEADING)
        if view.hasFocus() and view.currentIndex() == index:
            draw_ring(painter, rect.adjusted(-1, 0, -1, -1), look, 4)
