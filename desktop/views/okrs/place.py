"""OKRs: not here yet, and the place says so."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.i18n import tr
from desktop.views.empty_place import EmptyPlace


class OkrsPlace(EmptyPlace):
    """What each team will have here, once teams and objectives can be written."""

    def __init__(self, parent: QWidget | None = None) -> None:
        lines = (
            ("compass", "c-mission", tr("Mission"), tr("Who would miss this team, and how.")),
            (
                "mountain",
                "c-objective",
                tr("Objectives"),
                tr("What a team wants to change this quarter, and why it matters now."),
            ),
            (
                "gauge",
                "c-kr",
                tr("Key results"),
                tr("How everybody will know: a measure, where it stands, and where it should be."),
            ),
            (
                "list-checks",
                "text-3",
                tr("Initiatives"),
                tr("The work itself. It never counts as progress."),
            ),
        )
        super().__init__(
            tr("OKRs"),
            tr("Here teams will draft their OKRs"),
            lines,
            parent,
            words=tr(
                "Objectives and key results, one question at a time. "
                "This version does not do that yet."
            ),
            heading=tr("What each team will have here"),
            note=tr("Until then, note drafts in the capture bar, and they stand in the report."),
        )
