"""What a report says of the preparation: goals, materials, leaders and the session's own OKR."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.i18n import tr
from desktop.domain.kinds import GoalStatus, LeaderInputKind, MaterialKind
from desktop.domain.prepare_rows import LeaderInputRow, MaterialRow, Preparation
from desktop.domain.report_choices import Notation
from desktop.reports.okr_facts import amount


def status_word(status: GoalStatus) -> str:
    """Return what became of a goal."""
    return {
        GoalStatus.OPEN: tr("Open"),
        GoalStatus.MET: tr("Met"),
        GoalStatus.PARTLY: tr("Partly"),
        GoalStatus.NOT: tr("Not met"),
        GoalStatus.UNKNOWN: tr("Unknown"),
    }[status]


def material_word(kind: MaterialKind) -> str:
    """Return what kind of material it is."""
    return {
        MaterialKind.ANNOUNCEMENT: tr("Announcement"),
        MaterialKind.PRE_WORK: tr("Pre-work"),
        MaterialKind.DECK: tr("Deck"),
        MaterialKind.TEMPLATE: tr("Template"),
        MaterialKind.RECORDING: tr("Recording"),
        MaterialKind.DOCUMENT: tr("Document"),
    }[kind]


def ready_word(row: MaterialRow) -> str:
    """Say whether a material is there."""
    return tr("Ready") if row.ready else tr("Not ready")


def input_word(kind: LeaderInputKind) -> str:
    """Return what leaders were asked."""
    return {
        LeaderInputKind.WORKS: tr("What works"),
        LeaderInputKind.HARD: tr("What is hard"),
        LeaderInputKind.VISION: tr("Vision and goal"),
    }[kind]


def leader_inputs(told: Preparation) -> Mapping[LeaderInputKind, tuple[LeaderInputRow, ...]]:
    """Return what leaders said by question, in the order of the questions."""
    rows = told.leader_inputs
    groups = {kind: tuple(row for row in rows if row.kind is kind) for kind in LeaderInputKind}
    return {kind: group for kind, group in groups.items() if group}


def session_label(told: Preparation, style: Notation) -> str:
    """Return "Objective · Score 0.8", or the mean while nobody gave a score."""
    name = tr("Objective of the session")
    if told.score is not None:
        return f"{name} · " + tr("Score {n}").format(n=amount(told.score, style))
    mean = told.suggested_score
    if mean is not None:
        return f"{name} · " + tr("Mean of the scores {n}").format(n=amount(mean, style))
    return name
