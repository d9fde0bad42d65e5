"""What the conductors of places that type beside their refusals share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from PySide6.QtCore import QObject, Signal

from desktop.bridge.desk import Desk
from desktop.bridge.store import Store
from desktop.domain.agenda import zone_named
from desktop.domain.amounts import parse_amount
from desktop.domain.clock import Clock, Moment
from desktop.domain.due import parse_due
from desktop.domain.errors import UserError
from desktop.services.bus import Command


class WishConductor(QObject):
    """Runs commands on the open workshop: True once one is on disk, else `refusal` says why not."""

    deleted = Signal(str)  # what is gone; undo brings it back

    def __init__(
        self,
        store: Store,
        desk: Desk,
        clock: Clock,
        decimal_comma: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._desk = desk
        self._clock = clock
        self._decimal_comma = decimal_comma
        self.refusal = ""
        store.failed.connect(self._on_failed)

    def _amount(self, value: object) -> Decimal | None:
        """An amount as typed or given; no text is none. Raises `UserError`."""
        if value is None or isinstance(value, Decimal):
            return value
        text = str(value).strip()
        return parse_amount(text, decimal_comma=self._decimal_comma()) if text else None

    def _day(self, value: object) -> date | None:
        """A day as typed, by the workshop's calendar, or given. Raises `UserError`."""
        if value is None or isinstance(value, date):
            return value
        shop = self._desk.view.workshop
        zone = zone_named(shop.zone if shop is not None else "UTC")
        return parse_due(str(value), self._clock.now().utc.astimezone(zone).date())

    def _typed(self, make: Callable[[int, Moment], Command]) -> bool:
        """Run a command that is made of typed text, which may make no sense."""
        try:
            return self._on_workshop(make)
        except UserError as error:
            self._store.failed.emit(error)
            return False

    def _on_workshop(self, make: Callable[[int, Moment], Command]) -> bool:
        shop = self._desk.workshop_id
        return shop is not None and self._run(make(shop, self._clock.now()))

    def _run(self, command: Command) -> bool:
        self.refusal = ""
        return self._store.run(command)

    def _delete(self, command: Command, sentence: str) -> bool:
        done = self._run(command)
        if done:
            self.deleted.emit(sentence)
        return done

    def _on_failed(self, error: UserError) -> None:
        self.refusal = str(error)
