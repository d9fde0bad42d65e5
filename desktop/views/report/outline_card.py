"""Shows what the report will hold: its title, its times and the head of each section."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.i18n import tr
from desktop.domain.report import ReportData, Section
from desktop.views.report.bars import PlannedActualBars
from desktop.views.report.outline import OutlineSection, bar_lines, outline, times_text
from desktop.views.widgets import Card, Scroll, Text


class OutlineCard(Card):
    """An outline, not a picture of the pages."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Text(role="big")
        self._title.setWordWrap(True)
        self._when = Text(role="muted")
        self._when.setWordWrap(True)
        self._sections = QWidget()
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(24, 18, 24, 20)
        self._column.setSpacing(4)
        self._column.addWidget(self._title)
        self._column.addWidget(self._when)
        self._column.addSpacing(10)
        self._column.addWidget(self._sections)
        self._column.addStretch(1)
        self.body.setContentsMargins(1, 1, 1, 1)
        self.pages = Scroll(self._page)
        self.body.addWidget(self.pages)

    def show_report(self, data: ReportData, chosen: AbstractSet[Section]) -> None:
        self._title.setText(data.title)
        day = QLocale().toString(QDate(data.day.year, data.day.month, data.day.day), "d MMMM yyyy")
        parts = (day, times_text(data), data.place, data.programme)
        self._when.setText(" · ".join(part for part in parts if part))
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        sections = outline(data, chosen)
        for section in sections:
            column.addLayout(_section(section, data))
        if not sections:
            column.addWidget(Text(tr("Only the title: every section is off."), role="muted"))
        self._column.replaceWidget(self._sections, fresh)
        self._sections.hide()
        self._sections.deleteLater()
        self._sections = fresh
        fresh.show()


def _section(section: OutlineSection, data: ReportData) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(Text(section.name, role="section"))
    head.addWidget(Text(section.count, role="sub"))
    head.addStretch(1)
    column.addLayout(head)
    if section.section is Section.AGENDA:
        bars = PlannedActualBars()
        bars.show_lines(bar_lines(data))
        column.addWidget(bars)
    for line in section.first:
        column.addWidget(Text(line, role="muted", elide=True))
    if section.more:
        column.addWidget(Text(section.more, role="sub"))
    return column
