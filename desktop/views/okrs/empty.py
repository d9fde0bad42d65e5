"""OKRs before the first team: one question, the ways to answer it, and what will stand here."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.theme import theme
from desktop.domain.i18n import ntr, tr
from desktop.views.okrs.add_line import AddField
from desktop.views.okrs.wishes import Wishes
from desktop.views.painting import Rule, dashed_box
from desktop.views.widgets import Button, Card, IconLabel, Text

_FIELD = 380
_GHOSTS = (
    ("compass", "c-mission", 72),
    ("mountain", "c-objective", 58),
    ("gauge", "c-kr", 84),
    ("", "", 66),
    ("list-checks", "text-3", 40),
)


class NoTeams(QWidget):
    """The middle: type a name, paste a list, or go to the roster."""

    def __init__(self, wishes: Wishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self.field = AddField(self._ask, many=True)
        self.field.setFixedWidth(_FIELD)
        self.field.setPlaceholderText(tr("Team name"))
        self.field.setAccessibleName(tr("Team name"))
        self.roster = Button(tr("Open the roster"), small=True)
        self._people = Text(role="sub", elide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(Text(tr("OKRs"), "page"))
        column.addWidget(self._question())
        column.addWidget(self._other_way())
        column.addWidget(_Ghosts())
        column.addStretch()
        self.roster.clicked.connect(self._open_roster)

    def show_people(self, people: int) -> None:
        """How many are listed, none of them in a team."""
        words = ntr(
            "{n} person is listed, and has no team yet.",
            "{n} people are listed, none has a team yet.",
            people,
        )
        nobody = tr("Nobody is listed yet. A team named there stands here.")
        self._people.setText(words if people else nobody)

    def _ask(self, lines: list[str]) -> str:
        return self._wishes.ask(self._wishes.teams_add_requested, lines)

    def _open_roster(self) -> None:
        self._wishes.roster_requested.emit()

    def _question(self) -> Card:
        card, row = Card(), QHBoxLayout()
        card.body.setContentsMargins(22, 20, 22, 22)
        card.body.setSpacing(0)
        words = Text(
            tr(
                "Every objective belongs to a team. Type one name, press Enter, and go on with "
                "the next. Names can change later."
            ),
            "muted",
        )
        words.setWordWrap(True)
        words.setMaximumWidth(520)
        row.setSpacing(10)
        row.addWidget(self.field)
        row.addWidget(Text(tr("Enter"), "sub"))
        row.addStretch()
        card.body.addWidget(Text(tr("Which teams are in the room?"), "big"))
        card.body.addSpacing(5)
        card.body.addWidget(words)
        card.body.addSpacing(14)
        card.body.addLayout(row)
        card.body.addSpacing(10)
        card.body.addWidget(Text(tr("Have a list? Paste it here: one line makes one team."), "sub"))
        return card

    def _other_way(self) -> Card:
        card, row, words = Card(), QHBoxLayout(), QVBoxLayout()
        card.body.setContentsMargins(22, 14, 22, 14)
        words.setSpacing(2)
        words.addWidget(Text(tr("From the roster"), "strong"))
        words.addWidget(self._people)
        row.setSpacing(14)
        row.addWidget(IconLabel("users", "text-3", 20))
        row.addLayout(words, 1)
        row.addWidget(self.roster)
        card.body.addLayout(row)
        return card


class _Ghosts(QWidget):
    """What each team will have, as outlines."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        rows = QGridLayout(self)
        rows.setContentsMargins(16, 14, 16, 18)
        rows.setHorizontalSpacing(8)
        rows.setVerticalSpacing(9)
        rows.setColumnMinimumWidth(1, 104)
        rows.setColumnStretch(2, 1)
        rows.addWidget(Text(tr("What each team will have here"), "eyebrow"), 0, 0, 1, 3)
        names = (tr("Mission"), tr("Objectives"), tr("Key results"), "", tr("Initiatives"))
        for at, ((icon, token, share), name) in enumerate(zip(_GHOSTS, names, strict=True), 1):
            rows.addWidget(IconLabel(icon, token or "text-3", 14), at, 0)
            rows.addWidget(Text(name, "muted"), at, 1)
            rows.addWidget(_Ghost(share), at, 2)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        dashed_box(QPainter(self), self.rect(), theme())


class _Ghost(QWidget):
    """A grey line of a length, in hundredths of the room."""

    def __init__(self, share: int) -> None:
        super().__init__()
        self._share = share
        self.setFixedHeight(10)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme().color("line"))
        painter.setBrush(theme().color("line"))
        painter.drawRoundedRect(0, 0, self.width() * self._share // 100, 9, 3, 3)


class FirstHour(QWidget):
    """The right column before the first team."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(_steps())
        column.addWidget(_advice())
        column.addStretch()


def _steps() -> Card:
    card = Card()
    card.body.setContentsMargins(14, 12, 14, 12)
    card.body.setSpacing(8)
    card.body.addWidget(Text(tr("How the first hour goes"), "section"))
    for at, words in enumerate(
        (
            tr("Add the teams. Two minutes."),
            tr("Ask who would miss this team, and how. That is the mission."),
            tr("Vote on the direction before anybody edits a word."),
            tr("Then objectives, and how everybody will know."),
        ),
        start=1,
    ):
        row, said = QHBoxLayout(), Text(words)
        said.setWordWrap(True)
        number = Text(str(at), "sub")
        number.setFixedWidth(18)
        row.setSpacing(6)
        row.addWidget(number)
        row.addWidget(said, 1)
        card.body.addWidget(Rule())
        card.body.addLayout(row)
    return card


def _advice() -> Card:
    card, head = Card(private=True), QHBoxLayout()
    head.setSpacing(6)
    head.addWidget(IconLabel("eye-off", "text-2", 14))
    head.addWidget(Text(tr("Only you see this"), "eyebrow"), 1)
    words = Text(
        tr(
            "A team without a mission is fine for now. A team without a name is not: people "
            "need to know whose draft is on the stage."
        )
    )
    words.setWordWrap(True)
    card.body.setSpacing(6)
    card.body.addLayout(head)
    card.body.addWidget(words)
    return card
