"""Asks what a template is to be called, when one is saved and when it is renamed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.views.overlay import Overlay
from desktop.views.prepare.labels import labelled
from desktop.views.widgets import Button, Field, Text

WIDTH = 460
_TITLE, _SUMMARY = 200, 500
"""Characters."""


class TitleQuestion(Overlay):
    """A small card over the work area; Enter takes what is typed, Esc leaves all as it is."""

    chosen = Signal(str, str)  # title, summary

    def __init__(self, area: QWidget) -> None:
        super().__init__(area, WIDTH)
        self._heading = Text(role="section")
        self._heading.setWordWrap(True)
        self.title, self.summary = Field(), Field()
        self.title.setMaxLength(_TITLE)
        self.summary.setMaxLength(_SUMMARY)
        self.summary.setPlaceholderText(tr("One line that tells it from others"))
        self._about = QWidget()
        self._words = Text(role="muted")
        self._words.setWordWrap(True)
        self.apply = Button("", key="Enter", role="primary")
        self.leave = Button(tr("Cancel"), key="Esc")
        self._lay_out()
        self.title.returnPressed.connect(self._choose)
        self.summary.returnPressed.connect(self._choose)
        self.apply.clicked.connect(self._choose)
        self.leave.clicked.connect(self.dismiss)

    def ask_to_save(self, title: str) -> None:
        """Ask what the template made of this workshop is to be called."""
        words = tr(
            "Blocks with their lengths, limits, techniques, steps and your private notes. "
            "Leads who take part and fixed starts are left out."
        )
        self._ask(tr("Save this agenda as a template"), title, tr("Save template"), words)

    def ask_to_rename(self, title: str) -> None:
        """Ask for another title of this template."""
        words = tr("Its name for the command line stays.")
        self._ask(tr("Rename your template"), title, tr("Rename"), words)
        self._about.hide()
        self.place_card()

    def _ask(self, heading: str, title: str, button: str, words: str) -> None:
        self._heading.setText(heading)
        self.title.accept_value()
        self.title.setText(title)
        self.summary.clear()
        self._about.show()
        self._words.setText(words)
        self.apply.setText(button)
        self.open_over(self.title)
        self.title.selectAll()
        self.place_card()

    def _choose(self) -> None:
        if not self.title.text().strip():
            self.title.refuse(tr("A title can't be empty. Type one."))
            self.title.setFocus()
            return
        self.dismiss()
        self.chosen.emit(self.title.text(), self.summary.text())

    def _lay_out(self) -> None:
        buttons, card = QHBoxLayout(), QVBoxLayout()
        about = QVBoxLayout(self._about)
        about.setContentsMargins(0, 0, 0, 0)
        about.addLayout(labelled(tr("What it is for"), self.summary))
        buttons.setSpacing(8)
        buttons.addWidget(self.apply)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        card.setContentsMargins(20, 18, 20, 18)
        card.setSpacing(12)
        card.addWidget(self._heading)
        card.addLayout(labelled(tr("Title"), self.title))
        card.addWidget(self._about)
        card.addWidget(self._words)
        card.addLayout(buttons)
        self.body.addLayout(card)
