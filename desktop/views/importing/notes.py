"""What was noticed while a file was read: refusals, warnings, and lines that are left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.agenda_file import Skipped
from desktop.domain.agenda_preview import AgendaPreview
from desktop.domain.i18n import ntr, tr
from desktop.views.when import clock_text
from desktop.views.widgets import Card, IconLabel, Scroll, Text

MOST = 40
"""Notes that are written out; nobody reads more."""


_RUNS = 12
"""Runs of lines that one note names; the preview is no list of a whole document."""


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


Note = tuple[str, str, str]
"""Icon, colour and words."""


class NotesCard(Card):
    """Most important first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Text("", "section")
        self._said: tuple[Note, ...] = ()
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
        title = tr("Can't be imported yet") if refused else tr("Skipped or changed")
        self.show_all(title, _notes(shown))

    def show_all(self, title: str, said: Sequence[Note]) -> None:
        """Idempotent. Only the first `MOST` are written out."""
        self.title.setText(title)
        notes = tuple(said)
        if len(notes) > MOST:
            more = ntr("{n} more note.", "{n} more notes.", len(notes) - MOST)
            notes = (*notes[:MOST], ("info", "text-3", more))
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


def _notes(shown: AgendaPreview) -> list[Note]:
    notes: list[Note] = []
    if shown.refusal is not None:
        notes.append(("triangle-alert", "over", shown.refusal.what))
        choose = (
            tr("Choose what each column is, or another line of headings, if one is wrong.")
            if shown.headers
            else tr("Choose what each part is, if one is wrong.")
        )
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
        words = tr(
            "This agenda begins at {theirs}. Here its blocks follow what is there, at {here}."
        )
        said = words.format(theirs=clock_text(theirs), here=clock_text(here))
        notes.append(("info", "text-3", said))
    notes += [("triangle-alert", "warn", warning) for warning in shown.warnings]
    notes += [("minus", "text-3", words) for words in skipped_words(shown.skipped)]
    if not notes:
        notes.append(("check", "ok", tr("Every line and every column is read.")))
    return notes


def skipped_words(lines: Sequence[Skipped]) -> list[str]:
    """Lines that are left out for one reason are one note."""
    by_reason: dict[str, list[int]] = {}
    for each in lines:
        by_reason.setdefault(each.why, []).append(each.line)
    found: list[str] = []
    for why, numbers in by_reason.items():
        said = tr("Line {line}: {why}") if len(numbers) == 1 else tr("Lines {line}: {why}")
        found.append(said.format(line=_runs(numbers), why=why))
    return found


def _runs(numbers: Sequence[int]) -> str:
    """ "1, 3–5, 9": a range only where each line in it is meant."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    if len(runs) > _RUNS:
        more = ntr("{n} more", "{n} more", sum(run[-1] - run[0] + 1 for run in runs[_RUNS:]))
        return ", ".join([*map(_run, runs[:_RUNS]), more])
    return ", ".join(map(_run, runs))


def _run(run: Sequence[int]) -> str:
    first, last = run[0], run[-1]
    return str(first) if first == last else f"{first}–{last}"
