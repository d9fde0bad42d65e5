"""The connections of the OKRs place: what is asked for there, and what is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal, SignalInstance

from desktop.bridge.actions import PlaceId
from desktop.domain.changes import OKRS, PEOPLE, PREPARED, Changes, Topic
from desktop.domain.desk import DeskView
from desktop.domain.i18n import tr
from desktop.domain.okr_rows import TeamOkrs
from desktop.domain.prepare_rows import ThemeRow
from desktop.views.okrs.place import OkrsPlace
from desktop.views.okrs.words import date_text
from desktop.views.parts import Parts
from desktop.views.when import clock_text, today_there

_SHOWN = OKRS | PEOPLE | PREPARED | {Topic.ACTION_ITEM}


class OkrsWiring(QObject):
    """Made with the place, at its first showing. Reads again only what a change has touched."""

    roster_requested = Signal()

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.console)
        self._p = parts
        self._okrs = parts.conductor.okrs
        self.place = OkrsPlace()
        self._shop: int | None = None
        self._stale = True
        self._themes: tuple[ThemeRow, ...] | None = None
        self._connect()
        parts.store.changed.connect(self._on_changed)

    def fill(self, view: DeskView) -> None:
        """Show what there is now, if anything of it may have changed."""
        shop = view.workshop
        if shop is None:
            self._shop = None
            self.place.show_none()
            return
        if shop.id != self._shop:
            self._shop, self._stale, self._themes = shop.id, True, None
        zone = partial(_when, shop.zone, today_there(shop, view.now.utc))
        self.place.show_numbers(zone, decimal_comma=self._p.settings.decimal_comma)
        if self._stale:
            self._stale = False
            self._read(shop.id)

    def _read(self, shop: int) -> None:
        library = self._p.library
        lines = library.team_lines(shop)
        team_id = self.place.pick(lines)
        chosen = None if team_id is None else library.team_okrs(shop, team_id)
        if chosen is not None and self._themes is None:
            self._themes = library.preparation(shop).themes
        people = len(library.roster(shop)) if chosen is None else 0
        cycle = library.cycle(shop)
        self.place.show_okrs(lines, chosen, cycle, self._themes or (), people)

    def _on_changed(self, changes: Changes, _initiator: object | None) -> None:
        if not changes.topics & _SHOWN:
            return
        self._stale = True
        if changes.topics & PREPARED:
            self._themes = None
        if self._p.console.place is PlaceId.OKRS:
            self.fill(self._p.desk.view)

    def _choose_team(self, team_id: int) -> None:
        if self._shop is None:
            return
        library = self._p.library
        chosen = library.team_okrs(self._shop, team_id)
        if chosen is not None:
            lines, cycle = library.team_lines(self._shop), library.cycle(self._shop)
            self.place.show_okrs(lines, chosen, cycle, self._themes or ())

    def _find(self, uid: str) -> None:
        """Show the team that has this, and choose it."""
        teams = () if self._shop is None else self._p.library.all_team_okrs(self._shop)
        found = next((team for team in teams if uid in _uids(team)), None)
        if found is not None:
            if found.team_id != self.place.team_id:
                self.place.flush()
                self._choose_team(found.team_id)
            self.place.choose(uid)

    def _show_history(self) -> None:
        self.place.show_history(self._p.library.revisions(self.place.entities))

    def _connect(self) -> None:
        place, wishes, okrs = self.place, self.place.wishes, self._okrs
        wishes.team_chosen.connect(self._choose_team)
        wishes.find_requested.connect(self._find)
        wishes.roster_requested.connect(self.roster_requested)
        wishes.stage_requested.connect(self._p.desk.show_okr)
        place.history_wanted.connect(self._show_history)
        asked: tuple[tuple[SignalInstance, Callable[..., object]], ...] = (
            (wishes.teams_add_requested, okrs.add_teams),
            (wishes.team_rename_requested, okrs.rename_team),
            (wishes.team_remove_requested, okrs.remove_team),
            (wishes.cycle_requested, okrs.set_cycle),
            (wishes.mission_edit_requested, okrs.edit_mission),
            (wishes.votes_requested, okrs.count_votes),
            (wishes.objective_add_requested, okrs.add_objective),
            (wishes.objective_edit_requested, okrs.edit_objective),
            (wishes.objective_delete_requested, okrs.delete_objective),
            (wishes.objective_move_requested, okrs.move_objective),
            (wishes.key_result_add_requested, okrs.add_key_result),
            (wishes.key_result_edit_requested, okrs.edit_key_result),
            (wishes.key_result_delete_requested, okrs.delete_key_result),
            (wishes.key_result_move_requested, okrs.move_key_result),
            (wishes.to_initiatives_requested, okrs.move_to_initiatives),
            (wishes.step_add_requested, okrs.add_step),
            (wishes.step_edit_requested, okrs.edit_step),
            (wishes.step_done_requested, okrs.mark_step),
            (wishes.step_delete_requested, okrs.delete_step),
            (wishes.initiative_add_requested, okrs.add_initiative),
            (wishes.initiative_edit_requested, okrs.edit_initiative),
            (wishes.initiative_delete_requested, okrs.delete_initiative),
            (wishes.follow_up_requested, okrs.ask_for_source),
            (wishes.check_in_requested, okrs.check_in),
            (wishes.restore_requested, okrs.restore),
        )
        for wish, method in asked:
            wish.connect(partial(self._grant, method))

    def _grant(self, method: Callable[..., object], *values: object) -> None:
        """Do what is wished for, and tell the field when it could not be done."""
        if method(*values) is False:
            self.place.wishes.refuse(self._okrs.refusal or tr("This could not be stored."))


def _uids(team: TeamOkrs) -> set[str]:
    """Everything in a team that can be gone to."""
    found = {team.uid, team.mission_uid, *(row.uid for row in team.initiatives)}
    for objective in team.objectives:
        found |= {objective.uid, *(row.uid for row in objective.key_results)}
    return found


def _when(zone: str, today: date, at: datetime) -> str:
    """The time of day, or the day when it was another one."""
    day = at.astimezone(ZoneInfo(zone)).date()
    return clock_text(at, zone) if day == today else date_text(day)
