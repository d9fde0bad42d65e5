"""Which keys the actions have: as the table says, or as a person has chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop.bridge.action_table import ACTIONS, ActionId, ActionSpec

Keys = tuple[str, ...]

FIXED = frozenset({ActionId.EDIT_UNDO, ActionId.EDIT_REDO})
"""Text fields know these keys as well: another one would take back something else."""

_MOD = Qt.KeyboardModifier
_CHORD = _MOD.ControlModifier | _MOD.AltModifier | _MOD.MetaModifier
_ALT_GR = _MOD.ControlModifier | _MOD.AltModifier
_LONE = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)
# fmt: off
_OF_WIDGETS = frozenset({
    "Esc", "Return", "Enter", "Tab", "Backtab", "Space", "Up", "Down", "Left", "Right", "Home",
    "End", "PgUp", "PgDown", "Ins", "Del", "Backspace", "Shift+Tab", "Shift+Backtab", "Ctrl+Tab",
    "Shift+Up", "Shift+Down", "Shift+Left", "Shift+Right", "Shift+Enter", "Shift+Return",
    "Ctrl+Return", "Ctrl+Enter", "Ctrl+Shift+Tab", "Ctrl+Shift+Backtab", "Ctrl+Space",
    "Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Y", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Left",
    "Ctrl+Right", "Ctrl+Home", "Ctrl+End", "Ctrl+Backspace", "Ctrl+Del", "Alt+F4", "Menu", "Print",
})
# fmt: on
_SHOWN = {"Up": "↑", "Down": "↓", "-": "−"}


@dataclass(frozen=True, slots=True)
class KeyChoices:
    """What differs from the table, and whether keys without Ctrl, Alt or F act."""

    changed: Mapping[ActionId, Keys]
    single: bool = True

    def specs(self) -> tuple[ActionSpec, ...]:
        """The table with the keys that act."""
        return tuple(replace(spec, keys=self.acting(spec.id)) for spec in ACTIONS)

    def keys(self, action: ActionId) -> Keys:
        """The keys of an action, whether single ones act or not."""
        return self.changed.get(action, _TABLE[action].keys)

    def acting(self, action: ActionId) -> Keys:
        keys = self.keys(action)
        return keys if self.single else tuple(key for key in keys if not is_single(key))

    def holder(self, key: str, action: ActionId) -> ActionId | None:
        """The other action that has this key where `action` could use it."""
        place = _TABLE[action].place
        for spec in ACTIONS:
            together = place is None or spec.place in {None, place}
            if spec.id is not action and together and key in self.keys(spec.id):
                return spec.id
        return None

    def with_key(self, action: ActionId, key: str) -> KeyChoices:
        """The key in place of the one of its sort, single or not; the others stay."""
        keys = self.keys(action)
        if key in keys:
            return self
        old = next((each for each in keys if is_single(each) == is_single(key)), None)
        new = (key, *keys) if old is None else tuple(key if k == old else k for k in keys)
        return self._with(action, new)

    def swapped(self, action: ActionId, key: str) -> KeyChoices:
        """The key goes to `action`; whoever had it gets the key that it replaces."""
        other = self.holder(key, action)
        if other is None:
            return self.with_key(action, key)
        sort = is_single(key)
        freed = next((each for each in self.keys(action) if is_single(each) == sort), None)
        theirs = tuple(freed if k == key else k for k in self.keys(other))
        left = tuple(each for each in theirs if each is not None)
        return self._with(other, left).with_key(action, key)

    def as_before(self, action: ActionId) -> KeyChoices:
        """Give an action its keys of the table, unless another one has them by now."""
        usual = _TABLE[action].keys
        if any(self.holder(key, action) for key in usual):
            return self
        return self._with(action, usual)

    def _with(self, action: ActionId, keys: Keys) -> KeyChoices:
        changed = {**self.changed, action: keys}
        if keys == _TABLE[action].keys:
            del changed[action]
        return KeyChoices(changed, self.single)


_TABLE: dict[ActionId, ActionSpec] = {spec.id: spec for spec in ACTIONS}
USUAL = KeyChoices({})


def read_choices(stored: Mapping[str, Keys], *, single: bool) -> KeyChoices:
    """The choices as they were stored, without what makes no sense (any more)."""
    found = KeyChoices({}, single)
    for name, keys in stored.items():
        if name not in set(ActionId) or ActionId(name) in FIXED:
            continue
        good = tuple(dict.fromkeys(key for key in keys if is_key(key) and not is_reserved(key)))
        changed = {**found.changed, ActionId(name): good}
        found = KeyChoices(changed, single)
    clashing = any(found.holder(key, each) for each in found.changed for key in found.keys(each))
    return KeyChoices({}, single) if clashing else found


def key_of(event: QKeyEvent) -> str:
    """The key as the table writes it; empty while only Shift, Ctrl or Alt is held."""
    if event.key() in _LONE and not event.text():
        return ""
    sign = typed(event)
    if sign:
        return "" if sign == " " else sign
    return QKeySequence(pressed(event)).toString(QKeySequence.SequenceFormat.PortableText)


def typed(event: QKeyEvent) -> str:
    """The one sign or digit this event types, whatever keys it takes; empty for all else."""
    text = event.text()
    chord = event.modifiers() & _CHORD
    if len(text) != 1 or not text.isprintable() or text.isalpha():
        return ""
    return text if not chord or chord == _ALT_GR else ""


def pressed(event: QKeyEvent) -> int:
    """Key and modifiers as `QKeySequence` writes them; the keypad is no modifier here."""
    modifiers = event.modifiers() & (_CHORD | _MOD.ShiftModifier)
    key = event.key()
    text = event.text()
    # Some layouts and input methods send the letter without naming the key.
    if len(text) == 1 and "a" <= text.lower() <= "z" and not modifiers & _CHORD:
        key = ord(text.upper())
    return QKeyCombination(modifiers, Qt.Key(key)).toCombined()


def is_sign(key: str) -> bool:
    """Known by what it types: "+" is Shift and another key on most layouts."""
    return len(key) == 1 and not key.isalpha()


def combined(key: str) -> int:
    """Key and modifiers as one number; 0 for what is no key."""
    sequence = QKeySequence(key)
    if sequence.count() != 1:
        return 0
    return sequence[0].toCombined()  # type: ignore[index]  missing in the stubs


def is_key(key: str) -> bool:
    """Whether a keyboard can send it."""
    return is_sign(key) or combined(key) not in {0, int(Qt.Key.Key_unknown)}


def is_single(key: str) -> bool:
    """No Ctrl, Alt or F key, so text fields come first."""
    if is_sign(key):
        return True
    found = QKeyCombination.fromCombined(combined(key))
    is_function = Qt.Key.Key_F1 <= found.key() <= Qt.Key.Key_F35
    return not found.keyboardModifiers() & _CHORD and not is_function


def is_reserved(key: str) -> bool:
    """Whether fields, lists and buttons need it."""
    return key in _OF_WIDGETS


def shown_key(keys: Iterable[str]) -> str:
    """The first key as its caps are drawn: "Ctrl+↑"; empty for none."""
    first = next(iter(keys), "")
    if is_sign(first) or not first:
        return _SHOWN.get(first, first)
    return "+".join(_SHOWN.get(part, part) for part in first.split("+"))
