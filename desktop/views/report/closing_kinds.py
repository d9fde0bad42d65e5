"""What each kind of open thing needs to be settled, as a row of "Before you close"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop.domain.closing import (
    ActionRow,
    ParkedRow,
    action_open,
    goal_open,
    parked_open,
    team_open,
)
from desktop.domain.i18n import tr
from desktop.domain.kinds import Disposition, GoalStatus
from desktop.domain.okr_rows import TeamLine
from desktop.domain.prepare_rows import GoalRow
from desktop.views.okrs.words import date_text
from desktop.views.prepare.wishes import PrepareWishes
from desktop.views.report.closing_rows import FIELD, Answers, CloseRow, NamedField
from desktop.views.widgets import Button, Field
from desktop.views.widgets.fit import fix_width

_EVIDENCE = 216


def status_names() -> dict[GoalStatus, str]:
    """How a goal can have ended, in the person's language."""
    return {
        GoalStatus.MET: tr("Met"),
        GoalStatus.PARTLY: tr("Partly"),
        GoalStatus.NOT: tr("Not"),
        GoalStatus.UNKNOWN: tr("Unknown"),
    }


def disposition_names() -> dict[Disposition, str]:
    """What can become of a parked question, in the person's language."""
    return {
        Disposition.ANSWERED: tr("Answered"),
        Disposition.ACTION: tr("Action"),
        Disposition.NEXT_SESSION: tr("Next session"),
        Disposition.DROPPED: tr("Dropped"),
    }


class GoalClose(CloseRow):
    """Was it met, and what shows it."""

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._id = 0
        names = {str(status): name for status, name in status_names().items()}
        self.status = Answers(names, tr("Goal"))
        self.evidence = Field()
        self.evidence.setPlaceholderText(tr("What shows it"))
        fix_width(self.evidence, _EVIDENCE)
        self.add(self.status, tuple(self.status.segments.values()))
        self._evidence = self.keep(self.evidence, self._ask_evidence)
        self.status.chosen.connect(self._ask_status)

    def show_row(self, row: GoalRow) -> None:
        self._id = row.id
        self.show_text(row.text, is_open=goal_open(row))
        self.status.name_it(row.text)
        self.status.show_value(str(row.status))
        self.evidence.setAccessibleName(tr("What shows it: {goal}").format(goal=row.text))
        self._evidence.show_value(row.evidence)

    def _ask_status(self, value: str) -> None:
        self._wishes.ask(self._wishes.goal_edit_requested, self._id, "status", value)

    def _ask_evidence(self, text: str) -> str:
        return self._wishes.ask(self._wishes.goal_edit_requested, self._id, "evidence", text)


class ParkedClose(CloseRow):
    """What became of it, and who takes it along; or why nobody does."""

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._id = 0
        names = {str(value): name for value, name in disposition_names().items()}
        self.disposition = Answers(names, tr("Parked question"))
        self.owner, self.reason = NamedField(tr("Owner")), NamedField(tr("Answer or reason"))
        self.add(self.disposition, tuple(self.disposition.segments.values()))
        self._owner = self.keep(self.owner, self._ask_owner)
        self._reason = self.keep(self.reason, self._ask_reason)
        self.disposition.chosen.connect(self._ask_disposition)

    def show_row(self, row: ParkedRow, names: Sequence[str]) -> None:
        self._id = row.id
        self.show_text(row.text, is_open=parked_open(row))
        self.disposition.name_it(row.text)
        self.disposition.show_value(str(row.disposition))
        settled = row.disposition in (Disposition.ANSWERED, Disposition.DROPPED)
        had = self.owner.hasFocus() if settled else self.reason.hasFocus()
        self.owner.setVisible(not settled)
        self.reason.setVisible(settled)
        if had:
            (self.reason if settled else self.owner).setFocus()
        self.owner.setAccessibleName(tr("Owner: {what}").format(what=row.text))
        self.reason.setAccessibleName(tr("Answer or reason: {what}").format(what=row.text))
        self.owner.show_names(names)
        self._owner.show_value(row.owner)
        self._reason.show_value(row.reason)

    def _ask(self, field: str, value: str) -> str:
        return self._wishes.ask(self._wishes.parked_edit_requested, self._id, field, value)

    def _ask_disposition(self, value: str) -> None:
        self._ask("disposition", value)

    def _ask_owner(self, text: str) -> str:
        return self._ask("owner", text)

    def _ask_reason(self, text: str) -> str:
        return self._ask("reason", text)


class ActionClose(CloseRow):
    """Who does it by when, or that it is done already."""

    def __init__(self, wishes: PrepareWishes, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wishes = wishes
        self._row_shown = ActionRow(0, "", "")
        self.done = QCheckBox(tr("Done"))
        self.owner, self.due = NamedField(tr("Owner")), Field()
        self.due.setPlaceholderText(tr("Date"))
        self.due.setToolTip(tr("fri, tomorrow, 18 Jan, 2027-01-18"))
        fix_width(self.due, FIELD)
        self._owner = self.keep(self.owner, self._ask_owner)
        self._due = self.keep(self.due, self._ask_due)
        self.add(self.done)
        self.done.clicked.connect(self._ask_done)

    def show_row(self, row: ActionRow, names: Sequence[str]) -> None:
        self._row_shown = row
        self.show_text(row.text, is_open=action_open(row))
        self.owner.setAccessibleName(tr("Owner: {what}").format(what=row.text))
        self.due.setAccessibleName(tr("Date: {what}").format(what=row.text))
        self.done.setAccessibleName(tr("Done: {what}").format(what=row.text))
        self.owner.show_names(names)
        self._owner.show_value(row.owner)
        self._due.show_value(date_text(row.due))
        self.done.setChecked(row.done)

    def _ask(self, field: str, value: object) -> str:
        wish = self._wishes.action_edit_requested
        return self._wishes.ask(wish, self._row_shown.id, field, value)

    def _ask_owner(self, text: str) -> str:
        return self._ask("owner", text)

    def _ask_due(self, text: str) -> str:
        return self._ask("due", text)

    def _ask_done(self) -> None:
        wanted = not self._row_shown.done
        self.done.setChecked(self._row_shown.done)  # what is stored, until it is
        self._ask("done", wanted)


class TeamClose(CloseRow):
    """A team that goes home without an objective, and the way to its page."""

    team_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = 0
        self.open = Button(tr("Open in OKRs"), icon="target", small=True)
        self.add(self.open)
        self.open.clicked.connect(self._ask)

    def show_row(self, row: TeamLine) -> None:
        self._id = row.team_id
        words = tr("{team} has a mission") if row.has_mission else tr("{team} has nothing yet")
        if not team_open(row):
            words = tr("{team} has an objective")
        self.show_text(words.format(team=row.name), is_open=team_open(row))
        self.open.setAccessibleName(tr("Open in OKRs: {team}").format(team=row.name))

    def _ask(self) -> None:
        self.team_requested.emit(self._id)
