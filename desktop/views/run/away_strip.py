"""Asks what the room did while the laptop was away: a strip that waits and takes no focus."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.actions import ActionId
from desktop.bridge.away_question import AwayCards
from desktop.bridge.fonts import scaled
from desktop.domain.away import Away
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import AwayAnswer
from desktop.views.overlay import focused_in
from desktop.views.run.away_card import AwayCard, ItemField, TimeField
from desktop.views.run_lines import ClockText
from desktop.views.when import span_text, twelve_hour
from desktop.views.widgets import Card, IconLabel, Text
from desktop.views.widgets.fit import fix_width

FOUR_FROM = 720
"""Pixels the strip must be wide for all four beside each other."""
_SHARES = (100, 100, 108, 112)


class AwayStrip(Card):
    """Only the facilitator sees it; its keys act from every place."""

    answer_requested = Signal(object)  # AwayAnswer
    item_chosen = Signal(str)  # uid
    time_typed = Signal(object, str)  # AwayAnswer, text; `refuse` answers what makes no sense

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, private=True)
        self.setProperty("ask", "true")
        self._away: Away | None = None
        self._columns = 0
        self._icon = IconLabel("moon", "accent")
        self._what = Text(role="strong")
        self._what.set_tone("accent")
        self._when = Text(role="muted", elide=True)
        self._waits = Text(tr("Waits for you, blocks nothing"), role="sub", elide=True)
        self.moved_at, self.since = TimeField(), TimeField()
        self.item = ItemField()
        self.cards = self._make_cards()
        self._fields = {AwayAnswer.MOVED_ON: self.moved_at, AwayAnswer.IN_ITEM: self.since}
        self.item.chosen.connect(self.item_chosen)
        for answer, field in self._fields.items():
            field.typed.connect(partial(self.time_typed.emit, answer))
            field.left.connect(partial(self._leave_field, answer))
        self._lay_out()
        self.hide()

    def show_cards(self, asked: AwayCards | None, clock: ClockText) -> None:
        """Ask, or show what has changed since; None when there is nothing to ask."""
        if asked is None:
            self._away = None
            self._go()
            return
        is_new = asked.away != self._away
        self._away = asked.away
        if is_new:
            self._show_head(asked.away, clock)
        for field in self._fields.values():
            fix_width(field, 78 if twelve_hour() else 58)
        for answer, card in self.cards.items():
            self._show_card(answer, card, asked, clock)
        self.show()
        if is_new and self.isVisible():
            self._announce()

    def refuse(self, answer: AwayAnswer, words: str) -> None:
        """What was typed is not taken; the old time counts."""
        self._fields[answer].refuse(words)

    def _show_head(self, away: Away, clock: ClockText) -> None:
        self._icon.show_icon("clock-alert" if away.crashed else "moon", "accent")
        self._what.setText(away_words(away))
        words = tr("{since} to {until}. What did the room do?")
        self._when.setText(words.format(since=clock(away.since.utc), until=clock(away.until.utc)))

    def _show_card(
        self, answer: AwayAnswer, card: AwayCard, asked: AwayCards, clock: ClockText
    ) -> None:
        option = asked.options.get(answer)
        card.setVisible(option is not None)
        if option is None:
            return
        title = asked.titles.get(option.item_uid, "")
        sub = {
            AwayAnswer.KEPT_GOING: tr("As the clock shows now"),
            AwayAnswer.PAUSED: tr("Stands still since {time}").format(
                time=clock(asked.away.since.utc)
            ),
            AwayAnswer.MOVED_ON: tr("{title} began").format(title=title),
            AwayAnswer.IN_ITEM: tr("In {title} since then").format(title=title),
        }[answer]
        late = False
        if option.ends_at is not None and asked.planned_end is not None:
            late = _minute(option.ends_at) > _minute(asked.planned_end)
        card.show_option(option, sub, clock, late=late)
        if answer is AwayAnswer.IN_ITEM:
            items = tuple((uid, asked.titles[uid]) for uid in asked.elsewhere)
            self.item.show_items(items, option.item_uid)
        field = self._fields.get(answer)
        if field is not None and option.moved_at is not None:
            field.show_time(clock(option.moved_at.utc))

    def _make_cards(self) -> Mapping[AwayAnswer, AwayCard]:
        a = ActionId
        cards = {
            AwayAnswer.KEPT_GOING: AwayCard(tr("It kept going"), a.RUN_AWAY_KEPT, "K"),
            AwayAnswer.PAUSED: AwayCard(tr("We waited: pause it"), a.RUN_AWAY_WAITED, "W"),
            AwayAnswer.MOVED_ON: AwayCard(
                tr("We moved on at"), a.RUN_AWAY_MOVED, "O", self.moved_at
            ),
            AwayAnswer.IN_ITEM: AwayCard(
                tr("We are in another item"), a.RUN_AWAY_ELSEWHERE, "I", self.item, self.since
            ),
        }
        for answer, card in cards.items():
            card.answered.connect(partial(self.answer_requested.emit, answer))
        return cards

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 4, 0)
        head.setSpacing(10)
        head.addWidget(self._icon)
        head.addWidget(self._what)
        head.addWidget(self._when, 1)
        head.addWidget(self._waits)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self.body.setContentsMargins(10, 10, 10, 10)
        self.body.setSpacing(9)
        self.body.addLayout(head)
        self.body.addLayout(self._grid)
        self._arrange(4)

    def _arrange(self, columns: int) -> None:
        """Four beside each other, or two and two."""
        if columns == self._columns:
            return
        self._columns = columns
        for n, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, n // columns, n % columns)
        for n, share in enumerate(_SHARES):
            self._grid.setColumnStretch(n, share if n < columns else 0)

    def _leave_field(self, answer: AwayAnswer) -> None:
        """Back to the answer the time belongs to: its key acts there, and so does Enter."""
        self.cards[answer].button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        focus = focused_in(self.window())
        place = self.parentWidget()
        if focus is not None and self.isAncestorOf(focus) and place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _announce(self) -> None:
        words = f"{self._what.text()}. {self._when.text()}"
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(4 if self.width() >= scaled(FOUR_FROM) else 2)


def away_words(away: Away) -> str:
    """What happened: "This laptop slept for 20 minutes"."""
    minutes = max(1, round(away.ms / 60_000))
    if minutes >= 60:
        words = tr("This laptop slept for {time}")
        if away.crashed:
            words = tr("The app was gone for {time}")
        return words.format(time=span_text(minutes * 60))
    if away.crashed:
        return ntr("The app was gone for {n} minute", "The app was gone for {n} minutes", minutes)
    return ntr("This laptop slept for {n} minute", "This laptop slept for {n} minutes", minutes)


def _minute(instant: datetime) -> int:
    """Whole minutes, cut as the clock cuts them."""
    return int(instant.timestamp() // 60)
