"""A team drafts a whole set of OKRs in the real window, with the keyboard alone."""

from __future__ import annotations

from decimal import Decimal

from desktop.domain.kinds import ObjectiveState
from desktop.domain.okr_rows import TeamOkrs
from tests.journeys.desktop import Program, until


def drafted(app: Program) -> TeamOkrs | None:
    teams = app.library().teams
    return teams[0] if teams else None


def titles(app: Program) -> list[str]:
    team = drafted(app)
    return (
        []
        if team is None or not team.objectives
        else [row.title for row in team.objectives[0].key_results]
    )


def has(app: Program, *wanted: str) -> None:
    until(lambda: titles(app) == list(wanted), lambda: f"{wanted} stand there: {titles(app)}")


def test_a_team_goes_from_nothing_to_an_agreed_objective(prepared: Program):
    display = prepared.display
    display.keys("ctrl+5")
    prepared.shows("okrs")
    display.photograph("40-okrs-empty")
    display.enter("Booking")
    until(lambda: drafted(prepared), "a team is there")
    display.keys("Return")  # all teams are here
    display.enter("Make booking a crossing feel as easy as stepping aboard")
    display.enter("Bookings in three minutes: 41 -> 65 %")
    display.enter("Calls about changing a trip: 320 -> 180 per week")
    display.enter("Launch the new seat map")
    has(
        prepared,
        "Bookings in three minutes",
        "Calls about changing a trip",
        "Launch the new seat map",
    )
    display.photograph("41-okrs-typed")
    display.keys("Escape", "m")  # work is no result
    has(prepared, "Bookings in three minutes", "Calls about changing a trip", "")
    display.keys("Return")
    display.enter("Travellers who find their seat alone")
    display.keys("alt+Up", "a")
    has(
        prepared,
        "Bookings in three minutes",
        "Travellers who find their seat alone",
        "Calls about changing a trip",
    )
    display.photograph("42-okrs-agreed")
    team = drafted(prepared)
    assert team is not None
    objective = team.objectives[0]
    assert objective.state is ObjectiveState.AGREED
    first = objective.key_results[0]
    assert (first.baseline, first.target, first.unit) == (Decimal(41), Decimal(65), "%")
    assert [row.text for row in team.initiatives] == ["Launch the new seat map"]
    prepared.quit()
