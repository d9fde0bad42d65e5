"""The library as a file: where it is, its copies, and another one in its place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from desktop.domain.i18n import ntr, tr
from desktop.views.settings.controls import Row, SettingsCard
from desktop.views.widgets import Button

_MB = 1_000_000


class LibraryCard(SettingsCard):
    """Long work is asked for here and done elsewhere."""

    show_requested = Signal()
    backup_requested = Signal()
    restore_requested = Signal()
    check_requested = Signal()
    other_requested = Signal()
    own_requested = Signal()

    def __init__(self) -> None:
        super().__init__("database", tr("Library and backups"))
        self._file = Row(tr("This library"))
        self._copies = Row(tr("Last backup"))
        self._care = Row(tr("Restore or check"), tr("Restoring keeps today's state first"))
        self._other = Row(tr("Use another library"), tr("Opens it instead of this one"))
        self.show_button = Button(tr("Show"), icon="folder-open", small=True)
        self.backup = Button(tr("Back up now"), small=True)
        self.restore = Button(tr("Restore…"), small=True)
        self.check = Button(tr("Check"), small=True)
        self.other = Button(tr("Open…"), small=True)
        self.own = Button(tr("My own"), small=True)
        for row, button, wish in (
            (self._file, self.show_button, self.show_requested),
            (self._copies, self.backup, self.backup_requested),
            (self._care, self.restore, self.restore_requested),
            (self._care, self.check, self.check_requested),
            (self._other, self.own, self.own_requested),
            (self._other, self.other, self.other_requested),
        ):
            row.controls.addWidget(button)
            button.clicked.connect(wish.emit)
        self.show_button.setAccessibleName(tr("Show the library in its folder"))
        self.other.setAccessibleName(tr("Open another library"))
        self.own.setAccessibleName(tr("Open my own library again"))
        for row in (self._file, self._copies, self._care, self._other):
            self.add(row)

    def show_library(self, path: Path, size: int, workshops: int, *, is_own: bool) -> None:
        """Where it is and how much is in it."""
        count = ntr("{n} workshop", "{n} workshops", workshops)
        parts = (count, tr("{n:.1f} MB").format(n=size / _MB), str(path))
        self._file.say(" · ".join(parts))
        self.own.setVisible(not is_own)

    def show_copies(self, last: str, faults: Sequence[str]) -> None:
        """When the last one was made, in words, and which copies are damaged."""
        said = last or tr("None yet. One is made every day.")
        if faults:
            broken = ntr("{n} copy is damaged", "{n} copies are damaged", len(faults))
            said = " · ".join((said, broken, *faults))
        self._copies.say(said)

    def show_busy(self, words: str) -> None:
        """What goes on now; empty when nothing does."""
        for button in (self.backup, self.restore, self.check):
            button.setEnabled(not words)
        self._care.say(words or tr("Restoring keeps today's state first"))
