"""What was noticed while a file was read: refusals, warnings, and lines that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.agenda_file import Skipped
from desktop.domain.agenda_preview import AgendaPreview
from desktop.domain.i18n import ntr, tr
from desktop.views.when import clock_text
from desktop.views.widgets import Card, IconLabel, Scroll, Text

MOST = 40
"""Notes that are written out; nobody reads more."""


class _Note(QWidget):
    """An icon and a sentence: never the colour alone."""

    def __init__(self, icon: str, token: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        text = Text(words, "body" if token == "over" else "muted")
        text.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(8)
        row.addWidget(IconLabel(icon, token, 14), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)


class NotesCard(Card):
    """Most important first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "section")
        self._said: tuple[tuple[str, str, str], ...] = ()
        self._list = QWidget()
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 4, 0)
        self._lines.setSpacing(0)
        self._lines.addStretch(1)
        self.body.addWidget(self.title)
        self.body.addWidget(Scroll(self._list), 1)

    @property
    def said(self) -> list[str]:
        """Every sentence, in order."""
        return [words for _, _, words in self._said]

    def show_notes(self, shown: AgendaPreview) -> None:
        refused = shown.refusal is not None
        self.title.setText(tr("Can't be imported yet") if refused else tr("Skipped or changed"))
        notes = tuple(_notes(shown))
        if notes == self._said:
            return
        self._said = notes
        while self._lines.count() > 1:
            item = self._lines.takeAt(0)
            widget = None if item is None else item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for n, note in enumerate(notes):
            self._lines.insertWidget(n, _Note(*note))


def _notes(shown: AgendaPreview) -> list[tuple[str, str, str]]:
    """Icon, colour and words of each note."""
    notes: list[tuple[str, str, str]] = []
    if shown.refusal is not None:
        notes.append(("triangle-alert", "over", shown.refusal.what))
        choose = tr("Choose what each column is, or another line of headings, if one is wrong.")
        notes += [("info", "text-3", shown.refusal.hint), ("info", "text-3", choose)]
    if shown.doubled:
        count = len(shown.blocks)
        words = ntr(
            "This title is in the agenda already. Importing adds it again.",
            "All {n} titles are in the agenda already. Importing adds them again.",
            count,
        )
        notes.append(("triangle-alert", "warn", words))
    theirs = None if shown.file is None else shown.file.start
    here = shown.target.starts
    if theirs is not None and here is not None and theirs != here:
        words = tr("The file begins at {theirs}. Here its blocks follow what is there, at {here}.")
        said = words.format(theirs=clock_text(theirs), here=clock_text(here))
        notes.append(("info", "text-3", said))
    notes += [("triangle-alert", "warn", warning) for warning in shown.warnings]
    notes += [("minus", "text-3", words) for words in _skipped(shown.skipped)]
    if not notes:
        notes.append(("check", "ok", tr("Every line and every column is read.")))
    if len(notes) > MOST:
        more = ntr("{n} more note.", "{n} more notes.", len(notes) - MOST)
        notes[MOST:] = [("info", "text-3", more)]
    return notes


def _skipped(lines: Sequence[Skipped]) -> list[str]:
    """Neighbours that are left out for one reason are one note."""
    found: list[str] = []
    for why, each in groupby(lines, key=lambda skipped: skipped.why):
        same = [skipped.line for skipped in each]
        if len(same) == 1:
            found.append(tr("Line {line}: {why}").format(line=same[0], why=why))
        else:
            words = tr("Lines {first} to {last}: {why}")
            found.append(words.format(first=same[0], last=same[-1], why=why))
    return found
