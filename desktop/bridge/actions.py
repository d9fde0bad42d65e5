"""The actions of the table as Qt knows them: what they are called now, and which can act."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from desktop.bridge.action_table import (
    ACTIONS,
    PLACE_ICONS,
    ActionId,
    ActionSpec,
    Menu,
    Needs,
    PlaceId,
    Section,
)
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.run import Phase, next_ahead

if TYPE_CHECKING:
    from desktop.bridge.key_choices import KeyChoices

__all__ = [
    "ACTIONS",
    "PLACE_ICONS",
    "SPECS",
    "ActionBoard",
    "ActionId",
    "ActionSpec",
    "Menu",
    "Needs",
    "PlaceId",
    "Section",
]

NEXT_PAUSE_MS = 500
"""A second Next within this time is the same press of a nervous finger."""

SPECS: dict[ActionId, ActionSpec] = {spec.id: spec for spec in ACTIONS}


def menu_name(menu: Menu) -> str:
    """What the menu is called on screen."""
    names = {
        Menu.FILE: tr("File"),
        Menu.EDIT: tr("Edit"),
        Menu.RUN: tr("Run"),
        Menu.STAGE: tr("Stage"),
        Menu.GO: tr("Go"),
        Menu.HELP: tr("Help"),
    }
    return names[menu]


def place_action(place: PlaceId) -> ActionId:
    """The action that shows this place."""
    return ActionId(f"go.{place}")


def action_place(action: ActionId) -> PlaceId | None:
    """The place an action goes to, or None for every other action."""
    area, _, name = action.partition(".")
    return PlaceId(name) if area == "go" else None


def why_not(needs: Needs, view: DeskView) -> str:
    """Why an action with these needs can do nothing now; empty when it can."""
    if needs is Needs.NOTHING:
        return ""
    if view.workshop is None:
        return tr("Open a workshop first")
    return _RULES[needs](view)


def _anything(_view: DeskView) -> str:
    return ""


def _ended(view: DeskView) -> str:
    return "" if view.state.phase is Phase.ENDED else tr("The run has not ended")


def _blocks(view: DeskView) -> str:
    return "" if view.agenda else tr("The agenda has no block yet")


def _agenda(view: DeskView) -> str:
    if view.state.phase is Phase.ENDED:
        return tr("The run has ended; reopen it to go on")
    return _blocks(view)


def _live(view: DeskView) -> str:
    going = view.state.phase in {Phase.RUNNING, Phase.PAUSED}
    return "" if going else tr("Nothing is running")


def _ahead(view: DeskView) -> str:
    last = view.state.current is not None and next_ahead(view.state) is None
    blocked = tr("This is the last block; Ctrl+Shift+Q ends the run") if last else ""
    return _live(view) or blocked


def _back(view: DeskView) -> str:
    blocked = "" if view.state.can_go_back else tr("No block lies behind this one")
    return _live(view) or blocked


def _steps(view: DeskView) -> str:
    current = view.state.current
    has_steps = current is not None and bool(view.agenda[current].steps)
    return _live(view) or ("" if has_steps else tr("This block has no technique with steps"))


def _run(view: DeskView) -> str:
    return "" if view.newest is not None else tr("Nothing has happened in this run yet")


def _away(view: DeskView) -> str:
    return "" if view.away is not None else tr("No absence waits to be explained")


_RULES: dict[Needs, Callable[[DeskView], str]] = {
    Needs.WORKSHOP: _anything,
    Needs.BLOCKS: _blocks,
    Needs.AGENDA: _agenda,
    Needs.LIVE: _live,
    Needs.AHEAD: _ahead,
    Needs.BACK: _back,
    Needs.ENDED: _ended,
    Needs.STEPS: _steps,
    Needs.RUN: _run,
    Needs.AWAY: _away,
}


def build_actions(owner: QObject) -> dict[ActionId, QAction]:
    """One QAction for each row of the table, translated and with its keys for display."""
    actions: dict[ActionId, QAction] = {}
    for spec in ACTIONS:
        action = QAction(tr(spec.text), owner)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        # The key filter acts, in both windows and by rules of its own; this only shows the key.
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setMenuRole(QAction.MenuRole.NoRole)
        actions[spec.id] = action
    return actions


class ActionBoard(QObject):
    """Holds the actions, knows which can act now, and says when one is asked for."""

    triggered = Signal(object)  # ActionId
    refused = Signal(object, str)  # ActionId, why
    changed = Signal()  # what can act, or what an action is called
    keys_changed = Signal()

    def __init__(
        self, parent: QObject | None = None, *, now_ms: Callable[[], int] | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = build_actions(self)
        self._keys: KeyChoices | None = None  # None: as the table says
        self._why: dict[ActionId, str] = {}
        self._forbidden: dict[ActionId, str] = {}
        self._now_ms = now_ms or _monotonic_ms
        self._next_at: int | None = None
        for action in self._actions.values():
            action.triggered.connect(self._on_action)

    def action(self, action_id: ActionId) -> QAction:
        return self._actions[action_id]

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The table with the keys that act now."""
        return ACTIONS if self._keys is None else self._keys.specs()

    def keys(self, action_id: ActionId) -> tuple[str, ...]:
        """The keys of an action that act now."""
        return SPECS[action_id].keys if self._keys is None else self._keys.acting(action_id)

    def show_keys(self, choices: KeyChoices) -> None:
        """From now on these keys act, and menus say so."""
        self._keys = choices
        for action_id, action in self._actions.items():
            action.setShortcuts([QKeySequence(keys) for keys in self.keys(action_id)])
        self.keys_changed.emit()

    def text(self, action_id: ActionId) -> str:
        return self._actions[action_id].text()

    def is_enabled(self, action_id: ActionId) -> bool:
        return self._actions[action_id].isEnabled()

    def why(self, action_id: ActionId) -> str:
        """Why the action is off; empty when it is on."""
        return self._why.get(action_id, "")

    def set_enabled(self, action_id: ActionId, enabled: bool, why: str = "") -> None:
        """Switch an action on or off; `why` is shown in the palette and the message bar."""
        why = "" if enabled else why
        action = self._actions[action_id]
        if action.isEnabled() == enabled and self.why(action_id) == why:
            return
        action.setEnabled(enabled)
        self._why[action_id] = why
        self.changed.emit()

    def forbid(self, action_id: ActionId, why: str) -> None:
        """Switch an action off for good, whatever is open."""
        self._forbidden[action_id] = why
        self.set_enabled(action_id, enabled=False, why=why)

    def forbids(self, action_id: ActionId) -> bool:
        """Whether it can never act in this window."""
        return action_id in self._forbidden

    def set_text(self, action_id: ActionId, text: str) -> None:
        """What the action does now, as in "Undo: add a block"."""
        action = self._actions[action_id]
        if action.text() != text:
            action.setText(text)
            self.changed.emit()

    def show_desk(self, view: DeskView) -> None:
        """Switch every action that needs something on or off."""
        for spec in ACTIONS:
            if spec.needs is not Needs.NOTHING:
                why = self._forbidden.get(spec.id) or why_not(spec.needs, view)
                self.set_enabled(spec.id, not why, why)
        self.set_text(ActionId.RUN_TOGGLE, _toggle_text(view.state.phase))

    def trigger(self, action_id: ActionId) -> None:
        """Ask for an action: a key, a button, a menu or the palette did."""
        if not self.is_enabled(action_id):
            self.refused.emit(action_id, self.why(action_id))
            return
        if action_id is ActionId.RUN_NEXT and not self._next_is_new():
            return
        self.triggered.emit(action_id)

    def _next_is_new(self) -> bool:
        now = self._now_ms()
        if self._next_at is not None and 0 <= now - self._next_at < NEXT_PAUSE_MS:
            return False
        self._next_at = now
        return True

    def _on_action(self) -> None:
        self.trigger(ActionId(self.sender().objectName()))


def _toggle_text(phase: Phase) -> str:
    if phase is Phase.RUNNING:
        return tr("Pause the run")
    return tr("Resume the run") if phase is Phase.PAUSED else tr("Start the run")


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000
