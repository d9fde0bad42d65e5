"""The switches of the report: which sections, which paper, and what is never in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.bridge.fonts import scaled
from desktop.domain.i18n import tr
from desktop.domain.report_choices import NameStyle, PaperSize, Section
from desktop.views.report.segment import Choice, Segment
from desktop.views.report.switches import SwitchLine
from desktop.views.widgets import Card, IconLabel, Scroll, Text
from desktop.views.widgets.fit import fix_height

ROW = 26
_LEAST = 5  # rows that are always in sight


class _Rows(Scroll):
    """As high as its rows where there is room, else it scrolls."""

    def __init__(self, rows: QWidget) -> None:
        super().__init__(rows)
        self._inside = rows
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    @override
    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, scaled(_LEAST * ROW))


class SectionsCard(Card):
    """One check box for each section; an empty section can be switched for later too."""

    chosen_changed = Signal(object)

    def __init__(self, chosen: frozenset[Section], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = chosen
        self._rows: dict[Section, _SectionRow] = {}
        self._lines: tuple[SwitchLine, ...] = ()
        self._starts: dict[Section, int] = {}
        self._pages = ""
        self._total = Text(role="sub")
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 14, 6)
        head.addWidget(Text(tr("Sections"), role="section"), 1)
        head.addWidget(self._total)
        self.body.setContentsMargins(1, 12, 1, 4)
        self.body.setSpacing(0)
        self.body.addLayout(head)
        lines = QWidget()
        below = QVBoxLayout(lines)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        for section in Section:
            row = _SectionRow()
            row.box.setChecked(section in chosen)
            row.box.toggled.connect(self._on_toggled)
            self._rows[section] = row
            below.addWidget(row)
        self.body.addWidget(_Rows(lines))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def box(self, section: Section) -> QCheckBox:
        return self._rows[section].box

    def show_lines(self, lines: Sequence[SwitchLine]) -> None:
        self._lines = tuple(lines)
        for line in lines:
            start = self._starts.get(line.section, 0) if line.section in self.chosen else 0
            self._rows[line.section].show_line(line, start)
        printed = sum(line.is_filled and line.section in self.chosen for line in lines)
        total = tr("{n} of {total}").format(n=printed, total=len(lines))
        self._total.setText(" · ".join(part for part in (total, self._pages) if part))

    def show_starts(self, starts: Mapping[Section, int], pages: str) -> None:
        """Say where each section begins, from page 1, and how many pages there are."""
        self._starts, self._pages = dict(starts), pages
        self.show_lines(self._lines)

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
        self._choice = Choice({PaperSize.A4: tr("A4"), PaperSize.LETTER: tr("Letter")}, tr("Paper"))
        self._choice.chosen.connect(self.paper_chosen)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Text(tr("Paper"), role="section"), 1)
        row.addWidget(self._choice)
        self.body.addLayout(row)

    def segment(self, size: PaperSize) -> Segment:
        return self._choice.segment(size)

    def show_paper(self, size: PaperSize) -> None:
        self._choice.show_value(size)


class PrivacyCard(Card):
    """How people are named, and what holds for every report, whatever the switches say."""

    names_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = Choice(
            {
                NameStyle.FULL: tr("Full"),
                NameStyle.INITIALS: tr("Initials"),
                NameStyle.NONE: tr("None"),
            },
            tr("Names"),
        )
        self._names.chosen.connect(self.names_chosen)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(Text(tr("Names"), role="strong"), 1)
        row.addWidget(self._names)
        self.body.setSpacing(8)
        self.body.addWidget(Text(tr("Privacy"), role="section"))
        self.body.addLayout(row)
        hint = Text(tr("A name inside a note stays as it was typed."), role="sub")
        hint.setWordWrap(True)
        self.body.addWidget(hint)
        for symbol, what, how in (
            ("eye-off", tr("Facilitator notes"), tr("Never in the report")),
            ("venetian-mask", tr("Feedback"), tr("No names, no times, alphabetical")),
        ):
            self.body.addLayout(_fact(symbol, what, how))

    def segment(self, style: NameStyle) -> Segment:
        return self._names.segment(style)

    def show_names(self, style: NameStyle) -> None:
        self._names.show_value(style)


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
        fix_height(self, ROW)

    def show_line(self, line: SwitchLine, start: int) -> None:
        """`start` is the page it begins on, or 0 while that isn't known."""
        page = tr("p. {n}").format(n=start) if start and line.is_filled else ""
        self.box.setText(line.name)
        parts = (line.name, line.count, page)
        self.box.setAccessibleName(", ".join(part for part in parts if part))
        self._count.setText(page or line.count)
        faint = "false" if line.is_filled else "true"
        if self.box.property("faint") == faint:
            return
        self.box.setProperty("faint", faint)
        self.box.style().unpolish(self.box)
        self.box.style().polish(self.box)
