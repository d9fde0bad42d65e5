"""The switches of the report: which sections, which paper, and what is never in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.report import PaperSize, Section
from desktop.views.report.outline import SwitchLine
from desktop.views.report.segment import Segment
from desktop.views.widgets import Card, IconLabel, Text


class SectionsCard(Card):
    """One check box for each section; an empty section can be switched for later too."""

    chosen_changed = Signal(object)

    def __init__(self, chosen: frozenset[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = chosen
        self._rows: dict[Section, _SectionRow] = {}
        self._total = Text(role="sub")
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 6)
        head.addWidget(Text(tr("Sections"), role="section"), 1)
        head.addWidget(self._total)
        self.body.setContentsMargins(1, 12, 1, 4)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        for section in Section:
            row = _SectionRow()
            row.box.setChecked(section in chosen)
            row.box.toggled.connect(self._on_toggled)
            self._rows[section] = row
            self.body.addWidget(row)

    def box(self, section: Section) -> QCheckBox:
        return self._rows[section].box

    def show_lines(self, lines: Sequence[SwitchLine]) -> None:
        for line in lines:
            self._rows[line.section].show_line(line)
        printed = sum(line.is_filled and line.section in self.chosen for line in lines)
        self._total.setText(tr("{n} of {total}").format(n=printed, total=len(lines)))

    def show_chosen(self, chosen: frozenset[Section]) -> None:
        """Take over switches that are stored elsewhere, without asking for them again."""
        self.chosen = chosen
        for section, row in self._rows.items():
            row.box.blockSignals(True)
            row.box.setChecked(section in chosen)
            row.box.blockSignals(False)

    def _on_toggled(self) -> None:
        self.chosen = frozenset(s for s, row in self._rows.items() if row.box.isChecked())
        self.chosen_changed.emit(self.chosen)


class PaperCard(Card):
    """A4 or Letter."""

    paper_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Text(tr("Paper"), role="section"), 1)
        self._segments = {PaperSize.A4: Segment(tr("A4")), PaperSize.LETTER: Segment(tr("Letter"))}
        for segment in self._segments.values():
            self._group.addButton(segment)
            row.addWidget(segment)
        self._segments[PaperSize.A4].setChecked(True)
        self._group.buttonToggled.connect(self._on_toggled)
        self.body.addLayout(row)

    @property
    def paper(self) -> PaperSize:
        checked = self._group.checkedButton()
        return next(size for size, segment in self._segments.items() if segment is checked)

    def segment(self, size: PaperSize) -> Segment:
        return self._segments[size]

    def show_paper(self, size: PaperSize) -> None:
        self._segments[size].setChecked(True)

    def _on_toggled(self, _button: object, is_on: bool) -> None:
        if is_on:
            self.paper_chosen.emit(self.paper)


class PrivacyCard(Card):
    """What holds for every report, whatever the switches say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body.setSpacing(10)
        self.body.addWidget(Text(tr("Privacy"), role="section"))
        for symbol, what, how in (
            ("eye-off", tr("Facilitator notes"), tr("Never in the report")),
            ("venetian-mask", tr("Feedback"), tr("No names, no times, not in the order typed")),
        ):
            self.body.addLayout(_fact(symbol, what, how))


def _fact(symbol: str, what: str, how: str) -> QHBoxLayout:
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(Text(what))
    detail = Text(how, role="sub")
    detail.setWordWrap(True)
    texts.addWidget(detail)
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconLabel(symbol, "text-3", 16))
    row.addLayout(texts, 1)
    return row


class _SectionRow(QWidget):
    """A check box, and at the right how much there is to print."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self._count = Text(role="sub")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 14, 0)
        layout.addWidget(self.box, 1)
        layout.addWidget(self._count)
        self.setFixedHeight(34)

    def show_line(self, line: SwitchLine) -> None:
        self.box.setText(line.name)
        self.box.setAccessibleName(", ".join(part for part in (line.name, line.count) if part))
        self._count.setText(line.count)
        faint = "false" if line.is_filled else "true"
        if self.box.property("faint") == faint:
            return
        self.box.setProperty("faint", faint)
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)
