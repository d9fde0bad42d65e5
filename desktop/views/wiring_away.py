"""The connections of the question about an absence: shown in Run, answered from every place."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.away_question import AwayCards, AwayQuestion
from desktop.domain.away import Away
from desktop.domain.desk import DeskView
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import AwayAnswer
from desktop.views.announcer import AWAY, SHOW_AWAY, Announcer
from desktop.views.parts import Parts
from desktop.views.privacy import privacy
from desktop.views.run.away_strip import AwayStrip, away_words
from desktop.views.when import clock_text
from desktop.views.widgets.follow import show_keys_on

if TYPE_CHECKING:
    from desktop.views.run.place import RunPlace

ACTION_OF = {
    AwayAnswer.KEPT_GOING: ActionId.RUN_AWAY_KEPT,
    AwayAnswer.PAUSED: ActionId.RUN_AWAY_WAITED,
    AwayAnswer.MOVED_ON: ActionId.RUN_AWAY_MOVED,
    AwayAnswer.IN_ITEM: ActionId.RUN_AWAY_ELSEWHERE,
}


class AwayWiring(QObject):
    """Made with the first question. It takes no focus and stops no key."""

    def __init__(self, parts: Parts, announcer: Announcer) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._announcer = announcer
        self._question: AwayQuestion | None = None
        self._told: Away | None = None  # the one that was seen, or that a note has told of
        self._strip: AwayStrip | None = None  # once it is connected
        parts.console.messages.action_requested.connect(self._on_message_action)

    def show(self, view: DeskView) -> None:
        """The question as it is now; where it can't be seen a note says once that it waits."""
        asked = self._asked(view)
        in_run = self._p.console.place is PlaceId.RUN
        place = self._place()
        if place is not None and (in_run or asked is None):
            self._connect(place)
            place.show_away(asked)
        if asked is None or (in_run and not privacy().hidden):
            self._p.console.messages.solve(AWAY)
            self._told = view.away
        elif asked.away != self._told and self._tell(asked.away, in_run=in_run):
            self._told = asked.away

    def answer(self, answer: AwayAnswer) -> None:
        """Do what the card of this answer shows."""
        asked = self._asked(self._p.desk.view)
        option = None if asked is None else asked.options.get(answer)
        if asked is None or option is None:
            self._announcer.refused(ACTION_OF[answer], tr("No other item lies ahead"))
            return
        away = asked.away
        words = self._done(answer, asked)
        moments = (away.since, away.until)
        running = self._p.conductor.running
        if running.answer_away(answer, moments, option.item_uid, option.moved_at):
            self._announcer.answered(words)

    def _asked(self, view: DeskView) -> AwayCards | None:
        if view.away is None:
            return None
        run = self._p.desk.run
        if self._question is None or self._question.away != view.away:
            self._question = AwayQuestion(view.away)
        return self._question.cards(view, run)

    def _tell(self, away: Away, *, in_run: bool) -> bool:
        """False while something else has to be read first."""
        if not privacy().hidden:
            detail = tr("A question waits for you in Run. It blocks nothing.")
            return self._announcer.away_waits(away_words(away), detail)
        detail = tr("It is hidden with the private panes.")
        return self._announcer.away_waits(tr("A question waits for you"), detail, show=not in_run)

    def _done(self, answer: AwayAnswer, asked: AwayCards) -> str:
        """One sentence for the message bar."""
        option, away = asked.options[answer], asked.away
        title = asked.titles.get(option.item_uid, "")
        at = away.since if option.moved_at is None else option.moved_at
        words = {
            AwayAnswer.KEPT_GOING: tr("It kept going: nothing was changed."),
            AwayAnswer.PAUSED: tr("Paused from {since} to {until}."),
            AwayAnswer.MOVED_ON: tr("Moved on to “{title}” at {at}."),
            AwayAnswer.IN_ITEM: tr("In “{title}” since {at}."),
        }[answer]
        since, until, when = (self._time(each.utc) for each in (away.since, away.until, at))
        return words.format(since=since, until=until, title=title, at=when)

    def _time(self, at: datetime) -> str:
        shop = self._p.desk.view.workshop
        return clock_text(at, "UTC" if shop is None else shop.zone)

    def _place(self) -> RunPlace | None:
        return cast("RunPlace | None", self._p.console.built(PlaceId.RUN))

    def _connect(self, place: RunPlace) -> None:
        if self._strip is None:
            self._strip = strip = place.away
            show_keys_on(strip, self._p.board)
            strip.answer_requested.connect(self._trigger)
            strip.item_chosen.connect(self._choose_item)
            strip.time_typed.connect(self._choose_time)

    def _trigger(self, answer: AwayAnswer) -> None:
        self._p.board.trigger(ACTION_OF[answer])

    def _choose_item(self, uid: str) -> None:
        if self._question is not None:
            self._question.choose_item(uid)
            self.show(self._p.desk.view)

    def _choose_time(self, answer: AwayAnswer, text: str) -> None:
        shop = self._p.desk.view.workshop
        if self._question is None or shop is None:
            return
        try:
            self._question.choose_time(answer, text, shop.zone)
        except UserError as error:
            if self._strip is not None:
                self._strip.refuse(answer, str(error))
            return
        self.show(self._p.desk.view)

    def _on_message_action(self, action: str) -> None:
        if action == SHOW_AWAY:
            self._p.console.show_place(PlaceId.RUN)
