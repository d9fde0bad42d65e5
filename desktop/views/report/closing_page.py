"""Before you close: everything that is still open, to be settled or left; nothing here blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.domain.closing import ActionRow, Closing, ParkedRow
from desktop.domain.i18n import tr
from desktop.domain.okr_rows import TeamLine
from desktop.domain.prepare_rows import GoalRow
from desktop.views.okrs.keeping import PageKeeper
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.report.closing_kinds import ActionClose, GoalClose, ParkedClose, TeamClose
from desktop.views.report.closing_rows import CloseCard, CloseRow
from desktop.views.report.session_card import SessionCard
from desktop.views.widgets import Bar, Button, Card, KeyHint, PlainEdit, Scroll, Text
from desktop.views.widgets.fit import fix_height, fix_side
from desktop.views.widgets.follow import key_of_action

_SIDE = 288
_NOTHING = Closing()
_K = TypeVar("_K", GoalRow, ParkedRow, ActionRow, TeamLine)
_Row = TypeVar("_Row", bound=CloseRow)


class ClosingPage(QWidget):
    """Keeps what was open when it was opened in sight, so that settled rows don't jump away."""

    back_requested = Signal()
    end_requested = Signal()
    team_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Before you close"))
        self._uid = ""
        self._seen: set[str] = set()
        self._closing = _NOTHING
        self._names: tuple[str, ...] = ()
        self.wishes = PrepareWishes(self)
        self.goals = CloseCard("flag", "text-2", tr("Goals without a status"))
        self.parked = CloseCard("square-parking", "text-2", tr("Open parking-lot items"))
        self.to_do = CloseCard("square-check", "text-2", tr("Actions without an owner or a date"))
        self.teams = CloseCard("mountain", "c-objective", tr("Teams without an objective"))
        self.settled = Card()
        self.adjustments = PlainEdit()
        self.adjustments.setAccessibleName(tr("Next time, I will"))
        self.adjustments.setPlaceholderText(tr("What you would do differently"))
        fix_height(self.adjustments, 72)
        self._adjustments = PageKeeper(self.adjustments, self._ask_adjustments)
        self.session = SessionCard(self.wishes)
        self.summary, self.number = Text(role="sub", elide=True), Text(role="big")
        self.of = Text(role="sub")
        self.bar = Bar()
        self.all = Button(tr("Show settled too"), role="quiet", small=True)
        self.preview = Button(tr("Preview the report"), icon="file-text")
        self.end = Button(tr("Close the workshop"), role="primary", key="Ctrl+Shift+Q")
        key_of_action(self.end, ActionId.RUN_END)
        self._lay_out()
        self.all.clicked.connect(self._show_all)
        self.preview.clicked.connect(self._go_back)
        self.end.clicked.connect(self._ask_to_end)
        self._adjustments.left.connect(self.enter)

    def show_closing(
        self,
        uid: str,
        closing: Closing,
        names: Sequence[str],
        *,
        live: bool,
        decimal_comma: bool = False,
    ) -> None:
        """Idempotent. `uid` is the workshop's; `live` says whether there is a run to end."""
        fresh = uid != self._uid
        if fresh:
            self._uid, self._seen = uid, set()
        self._closing, self._names = closing, tuple(names)
        self._seen |= closing.open_uids
        self._show_rows(closing, names)
        self.session.show_preparation(closing.preparation, fresh=fresh, decimal_comma=decimal_comma)
        self._adjustments.show_value(closing.preparation.adjustments, fresh=fresh)
        self.end.setVisible(live)
        self._show_progress()

    def begin(self) -> None:
        """Opened anew: what was settled before is not listed again."""
        self._seen = set(self._closing.open_uids)
        self._show_rows(self._closing, self._names)
        self._show_progress()

    def enter(self) -> None:
        """The first thing that is open, or the way back when nothing is."""
        row = next(iter(self._rows()), None)
        if row is not None:
            row.enter()
        else:
            self.preview.setFocus()

    def flush(self) -> None:
        """Ask for everything that is typed."""
        for row in self._rows():
            row.flush()
        self.session.flush()
        self._adjustments.flush()

    def _show_rows(self, closing: Closing, names: Sequence[str]) -> None:
        def goal(uid: str, row: GoalRow) -> CloseRow:
            line = self.goals.rows.get(uid)
            line = line if isinstance(line, GoalClose) else self._join(GoalClose(self.wishes))
            line.show_row(row)
            return line

        def parked(uid: str, row: ParkedRow) -> CloseRow:
            line = self.parked.rows.get(uid)
            line = line if isinstance(line, ParkedClose) else self._join(ParkedClose(self.wishes))
            line.show_row(row, names)
            return line

        def action(uid: str, row: ActionRow) -> CloseRow:
            line = self.to_do.rows.get(uid)
            line = line if isinstance(line, ActionClose) else self._join(ActionClose(self.wishes))
            line.show_row(row, names)
            return line

        def team(uid: str, row: TeamLine) -> CloseRow:
            line = self.teams.rows.get(uid)
            line = line if isinstance(line, TeamClose) else self._join(TeamClose())
            line.show_row(row)
            return line

        self._show_kind(self.goals, closing.preparation.goals, goal)
        self._show_kind(self.parked, closing.parked, parked)
        self._show_kind(self.to_do, closing.actions, action)
        self._show_kind(self.teams, closing.teams, team)

    def _show_kind(
        self, card: CloseCard, rows: Sequence[_K], line: Callable[[str, _K], CloseRow]
    ) -> None:
        shown = {row.uid: line(row.uid, row) for row in rows if row.uid in self._seen}
        card.show_rows(shown, len(rows), len(self._closing.open_uids & shown.keys()))

    def _join(self, row: _Row) -> _Row:
        row.moved_on.connect(partial(self._step, row))
        if isinstance(row, TeamClose):
            row.team_requested.connect(self.team_requested)
        return row

    def _rows(self) -> list[CloseRow]:
        cards = (self.goals, self.parked, self.to_do, self.teams)
        return [row for card in cards for row in card.rows.values()]

    def _step(self, row: CloseRow, by: int, control: int) -> None:
        rows = self._rows()
        at = rows.index(row) + by
        if 0 <= at < len(rows):
            rows[at].enter(control)
        elif at >= len(rows):
            self.adjustments.setFocus()

    def _show_all(self) -> None:
        """List what is settled as well, to look at it again or to change it."""
        self._seen |= self._closing.uids
        self._show_rows(self._closing, self._names)
        self._show_progress()
        self.enter()

    def _show_progress(self) -> None:
        shown = [uid for card in self._cards() for uid in card.rows]
        done = len(shown) - len(self._closing.open_uids & set(shown))
        self.number.setText(str(done))
        self.of.setText(tr("of {n} settled").format(n=len(shown)))
        self.bar.set_fraction(done / len(shown) if shown else 1)
        words = tr("{done} of {n} are settled. None of them stops you.")
        if not shown:
            words = tr("Nothing is open.")
        self.summary.setText(words.format(n=len(shown), done=done))
        self.settled.setVisible(not shown)
        self.all.setVisible(bool(self._closing.uids - set(shown)))

    def _cards(self) -> tuple[CloseCard, ...]:
        return (self.goals, self.parked, self.to_do, self.teams)

    def _ask_adjustments(self, text: str) -> str:
        return self.wishes.ask(self.wishes.brief_edit_requested, "adjustments", text)

    def _go_back(self) -> None:
        self.flush()
        self.back_requested.emit()

    def _ask_to_end(self) -> None:
        self.flush()
        self.end_requested.emit()

    def _lay_out(self) -> None:
        head, hints = QHBoxLayout(), (("↑", ""), ("↓", tr("row")), ("Tab", tr("fields")))
        head.setSpacing(8)
        head.addWidget(Text(tr("Before you close"), "page"))
        head.addSpacing(4)
        head.addWidget(self.summary, 1)
        for key, words in hints:
            head.addWidget(KeyHint(key))
            if words:
                head.addWidget(Text(words, "sub"))
        head.addWidget(self.all)
        head.addWidget(self.preview)
        head.addWidget(self.end)
        left, right = QWidget(), QWidget()
        self._fill_left(QVBoxLayout(left))
        self._fill_right(QVBoxLayout(right))
        side = Scroll(right)
        fix_side(side, _SIDE)
        below = QHBoxLayout()
        below.setSpacing(16)
        below.addWidget(Scroll(left), 1)
        below.addWidget(side)
        page = QVBoxLayout(self)
        page.setContentsMargins(20, 16, 20, 16)
        page.setSpacing(12)
        page.addLayout(head)
        page.addLayout(below, 1)

    def _fill_left(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for card in self._cards():
            column.addWidget(card)
        words = Text(
            tr(
                "Every goal has a status, every question and action has somebody, every team an "
                "objective."
            ),
            "muted",
        )
        words.setWordWrap(True)
        self.settled.body.addWidget(Text(tr("Everything is settled"), "section"))
        self.settled.body.addWidget(words)
        column.addWidget(self.settled)
        card, head = Card(), QHBoxLayout()
        head.addWidget(Text(tr("Next time, I will"), "section"))
        head.addStretch()
        head.addWidget(Text(tr("Printed under “Adjustments for next time”"), "sub"))
        card.body.addLayout(head)
        card.body.addWidget(self.adjustments)
        column.addWidget(card)
        column.addStretch(1)

    def _fill_right(self, column: QVBoxLayout) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card, line = Card(), QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.number)
        line.addWidget(self.of, 1, Qt.AlignmentFlag.AlignBottom)
        words = Text(
            tr(
                "What you leave open is printed as open, with its owner if it has one. You can "
                "come back after closing."
            ),
            "sub",
        )
        words.setWordWrap(True)
        card.body.addWidget(Text(tr("Ready for the report"), "section"))
        card.body.addLayout(line)
        card.body.addWidget(self.bar)
        card.body.addWidget(words)
        column.addWidget(card)
        column.addWidget(self.session)
        column.addStretch(1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)
