"""The question about an absence: what each answer would lead to, with what was chosen by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from desktop.domain.away import Away, Option, Run, moment_at, option_at, options
from desktop.domain.clock import Moment, elapsed_ms
from desktop.domain.desk import DeskView
from desktop.domain.durations import parse_clock
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.kinds import AwayAnswer


@dataclass(frozen=True, slots=True)
class AwayCards:
    """What the facilitator is asked, ready to be shown.

    `options` has "we moved on" and "another block" only while there is one. `titles` are those of
    all blocks by uid, in the order of the agenda; `elsewhere` the uids the room may have been in.
    """

    away: Away
    options: Mapping[AwayAnswer, Option]
    titles: Mapping[str, str]
    elsewhere: tuple[str, ...]
    planned_end: datetime | None


class AwayQuestion:
    """Keeps its first proposals, so that a key answers with what was read a second ago."""

    def __init__(self, away: Away) -> None:
        self.away = away
        self._chosen: dict[AwayAnswer, tuple[str, Moment]] = {}

    def cards(self, view: DeskView, run: Run) -> AwayCards:
        """Each answer as it would turn out now."""
        titles = {row.uid: row.title for row in view.agenda}
        found = {each.answer: each for each in options(run, self.away, view.now)}
        then = self._before(run)
        for each in options(then, self.away, view.now):
            is_open = self._chosen.get(each.answer, ("",))[0] not in titles
            if is_open and each.moved_at is not None:
                self._chosen[each.answer] = (each.item_uid, each.moved_at)
        for answer, (uid, at) in self._chosen.items():
            if uid in titles:
                found[answer] = option_at(run, self.away, view.now, answer, uid, at)
        state = then.at(self.away.since)
        was_in = "" if state.current is None else state.items[state.current].uid
        elsewhere = tuple(uid for uid in titles if uid != was_in)
        return AwayCards(self.away, found, titles, elsewhere, view.state.planned_end)

    def _before(self, run: Run) -> Run:
        """The run as it was: who has pressed Next since may have done so too late."""
        before = [event for event in run.events if not elapsed_ms(self.away.since, event.at)]
        return replace(run, events=before)

    def choose_item(self, uid: str) -> None:
        """The room is in that block, not in the proposed one."""
        at = self._chosen.get(AwayAnswer.IN_ITEM)
        if at is not None:
            self._chosen[AwayAnswer.IN_ITEM] = (uid, at[1])

    def choose_time(self, answer: AwayAnswer, text: str, zone: str) -> None:
        """The room has been there since a time of day, as typed.

        Raises UserError for what is no time, or none of the absence; the old one stands then.
        """
        chosen = self._chosen.get(answer)
        at = moment_at(self.away, parse_clock(text), zone)
        if at is None:
            raise UserError(
                tr("{time} is not within the absence.").format(time=text.strip()),
                tr("Type a time while you were away."),
            )
        if chosen is not None:
            self._chosen[answer] = (chosen[0], at)
