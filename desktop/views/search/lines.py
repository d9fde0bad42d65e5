"""Turns hits into lines: their heading, their icon, and what they belong to."""

from __future__ import annotations

from datetime import date

from desktop.bridge.symbols import CAPTURE, capture_name
from desktop.domain.i18n import tr
from desktop.domain.kinds import CaptureKind
from desktop.domain.search import SearchGroup, SearchHit
from desktop.views.finder import FinderItem
from desktop.views.when import day_text

_ICONS = {
    SearchGroup.WORKSHOPS: "calendar",
    SearchGroup.AGENDA: "clipboard-list",
    SearchGroup.NOTES: "inbox",
    SearchGroup.PEOPLE: "users",
    SearchGroup.OKRS: "target",
    SearchGroup.PREPARED: "list-checks",
    SearchGroup.PRIVATE: "eye-off",
}


def group_name(group: SearchGroup) -> str:
    """The heading over hits of this group."""
    return {
        SearchGroup.WORKSHOPS: tr("Workshops"),
        SearchGroup.AGENDA: tr("Agenda"),
        SearchGroup.NOTES: tr("Notes"),
        SearchGroup.PEOPLE: tr("People"),
        SearchGroup.OKRS: tr("OKRs"),
        SearchGroup.PREPARED: tr("Goals, materials and inputs"),
        SearchGroup.PRIVATE: tr("Private notes, only you see them"),
    }[group]


def hit_item(hit: SearchHit, number: int, *, everywhere: bool, today: date | None) -> FinderItem:
    """The line of a hit; its id is its number. Among all workshops it names its own."""
    parts = [hit.context]
    icon = _ICONS[hit.group]
    if hit.group is SearchGroup.NOTES:
        kind = CaptureKind(hit.kind)
        icon = CAPTURE[kind].icon
        parts = [] if everywhere else [capture_name(kind)]
    if hit.group is SearchGroup.WORKSHOPS:
        parts = [day_text(hit.day, today)]
    elif everywhere:
        parts = [hit.workshop_title, day_text(hit.day, today), *parts]
    return FinderItem(
        id=str(number),
        text=hit.snippet,
        group=group_name(hit.group),
        icon=icon,
        meta=" · ".join(part for part in parts if part),
        marks=hit.marks,
    )
