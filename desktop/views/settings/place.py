"""Settings: every choice in sight, and each counts at once."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.icons import icon
from desktop.bridge.key_choices import KeyChoices
from desktop.bridge.settings import SettingId, Settings
from desktop.domain.i18n import tr
from desktop.views.settings import cards
from desktop.views.settings.controls import SettingsCard
from desktop.views.settings.keys_card import KeysCard
from desktop.views.settings.library_card import LibraryCard
from desktop.views.widgets import Button, Scroll, Text
from desktop.views.widgets.fit import fix_width


class SettingsPlace(QWidget):
    """Three columns of cards; each column scrolls by itself."""

    chosen = Signal(object, object)  # SettingId, value
    keys_requested = Signal(object)  # KeyChoices
    key_awaited = Signal(bool)  # the next key is a choice and does nothing else
    play_requested = Signal()
    licences_requested = Signal()
    close_requested = Signal()

    def __init__(self, version: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sound = cards.SoundCard()
        self.keys = KeysCard()
        self.library = LibraryCard()
        self.about = cards.AboutCard(version)
        self.columns: tuple[tuple[SettingsCard, ...], ...] = (
            (cards.appearance(), cards.clock(), self.sound),
            (cards.stage(), cards.privacy(), self.about),
            (self.keys, self.library),
        )
        self.search = QLineEdit()
        self.close_button = Button(tr("Close"), key="Esc")
        self._none = Text(tr("No setting has these words."), role="muted")
        self._lay_out()
        self._connect()

    @property
    def cards(self) -> list[SettingsCard]:
        """All of them, column by column."""
        return [card for column in self.columns for card in column]

    def show_settings(self, settings: Settings) -> None:
        """Take over what is stored."""
        for card in self.cards:
            for row in card.rows:
                if row.setting is not None:
                    row.show_value(getattr(settings, row.setting))

    def show_keys(self, choices: KeyChoices) -> None:
        """Take over the keys as they are stored."""
        self.keys.show_keys(choices)
        self.keys.search(self.search.text().casefold().split())

    def row(self, setting: SettingId) -> QWidget:
        """The row of a setting."""
        return next(row for card in self.cards for row in card.rows if row.setting is setting)

    def focus_first(self) -> None:
        """The search, from which Tab leads to the first card."""
        self.search.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_typed)
        self.close_button.clicked.connect(self._on_close)
        for card in self.cards:
            card.chosen.connect(self.chosen)
        self.keys.keys_requested.connect(self.keys_requested)
        self.keys.waiting_changed.connect(self.key_awaited)
        self.sound.play_requested.connect(self.play_requested)
        self.about.licences_requested.connect(self.licences_requested)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(20, 16, 20, 16)
        rows.setSpacing(14)
        rows.addLayout(self._head())
        self._none.hide()
        rows.addWidget(self._none, 0, Qt.AlignmentFlag.AlignHCenter)
        body = QHBoxLayout()
        body.setSpacing(12)
        for column in self.columns:
            body.addWidget(_column(column), 1)
        rows.addLayout(body, 1)

    def _head(self) -> QHBoxLayout:
        name = tr("Find a setting")
        self.search.setPlaceholderText(name)
        self.search.setAccessibleName(name)
        glass = QAction(icon("search", "text-3", 14), "", self.search)
        self.search.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        fix_width(self.search, 260)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(tr("Settings"), role="page"))
        head.addSpacing(8)
        head.addWidget(self.search)
        head.addStretch(1)
        head.addWidget(Text(tr("Each change counts at once."), role="sub"))
        head.addWidget(self.close_button)
        return head

    def _on_typed(self, text: str) -> None:
        words = text.casefold().split()
        found = [card.search(words) for card in self.cards]
        self._none.setVisible(not any(found))

    def _on_close(self) -> None:
        self.close_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.search.text():
            self.search.clear()
        else:
            self.close_requested.emit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


def _column(cards_in_it: tuple[SettingsCard, ...]) -> Scroll:
    column = QWidget()
    rows = QVBoxLayout(column)
    rows.setContentsMargins(0, 0, 4, 0)
    rows.setSpacing(12)
    for card in cards_in_it:
        rows.addWidget(card)
    rows.addStretch(1)
    return Scroll(column)
