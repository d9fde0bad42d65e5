"""The cards beside the agenda that only tell: what comes next, how the run went."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.bridge.symbols import CATEGORY, category_name
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.run import Phase
from desktop.views.privacy import privacy
from desktop.views.run_lines import ClockText, NextLine, drift_words
from desktop.views.widgets import Card, IconLabel, Text


class NextCard(Card):
    """The block that follows, with the time it is expected to start."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Text(tr("Next"), role="eyebrow")
        self._icon = IconLabel("", size=16)
        self._title = Text(role="strong")
        self._title.setWordWrap(True)
        self._title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._meta = Text(role="sub")
        self._line: NextLine | None = None
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self._title)
        texts.addWidget(self._meta)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(texts, 1)
        self.body.setSpacing(6)
        self.body.addWidget(self._heading)
        self.body.addLayout(self._row)
        self.hide()

    def show_next(self, line: NextLine | None, heading: str) -> None:
        self.setVisible(line is not None)
        self._heading.setText(heading)
        if line is None or line == self._line:
            return
        self._line = line
        self._title.setText(line.title or tr("End of the workshop"))
        self._meta.setText(line.meta)
        symbol = CATEGORY[line.category]
        self._icon.show_icon(symbol.icon, symbol.token)
        self._icon.setAccessibleName(category_name(line.category))


class SummaryCard(Card):
    """What the run came to, once it has ended."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._big = Text(role="big")
        self._lines = Text(role="muted")
        self._lines.setWordWrap(True)
        self.body.setSpacing(4)
        self.body.addWidget(Text(tr("How it went"), role="section"))
        self.body.addWidget(self._big)
        self.body.addWidget(self._lines)
        self.hide()

    def show_run(self, view: DeskView, clock: ClockText) -> None:
        state = view.state
        self.setVisible(state.phase is Phase.ENDED)
        if state.phase is not Phase.ENDED or state.ends_at is None:
            return
        minutes = state.elapsed_ms // 60_000
        planned = sum(run.planned_ms for run in state.items) // 60_000
        self._big.setText(_hours(minutes))
        lines = [
            tr("of {time} planned").format(time=_hours(planned)),
        ]
        if not privacy().hidden:
            ended, drift = clock(state.ends_at), drift_words(state, view)
            lines.append(tr("Ended {time}, {drift}").format(time=ended, drift=drift))
        if state.paused_ms >= 60_000:
            lines.append(tr("Paused for {n} min").format(n=state.paused_ms // 60_000))
        if view.changed_since:
            from desktop.domain.record_words import changes_count  # noqa: PLC0415  after a run

            lines.append(changes_count(view.changed_since))
        self._lines.setText("\n".join(lines))


def _hours(minutes: int) -> str:
    """`4:04`, hours and minutes, with the unit."""
    return tr("{time} h").format(time=f"{minutes // 60}:{minutes % 60:02}")
