"""Imports every mapped class, so that the registry is complete wherever one is used."""

from __future__ import annotations

from desktop.models.agenda import AgendaItem, PrivateNote, Step
from desktop.models.base import Base
from desktop.models.captured import (
    ActionItem,
    Decision,
    FeedbackItem,
    Finding,
    Need,
    ParkingLotItem,
    Risk,
)
from desktop.models.people import Accommodation, Participation, Person, PersonContact, Team
from desktop.models.programme import Programme, Series
from desktop.models.run_event import RunEventRecord
from desktop.models.workshop import Workshop

__all__ = [
    "Accommodation",
    "ActionItem",
    "AgendaItem",
    "Base",
    "Decision",
    "FeedbackItem",
    "Finding",
    "Need",
    "ParkingLotItem",
    "Participation",
    "Person",
    "PersonContact",
    "PrivateNote",
    "Programme",
    "Risk",
    "RunEventRecord",
    "Series",
    "Step",
    "Team",
    "Workshop",
]
