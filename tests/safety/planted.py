"""Prepares and drafts with a secret in all that the room may not see, public words in the rest."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.okr_rows import TeamOkrs
from desktop.views.privacy import privacy
from tests.safety.windows import CTRL, SHIFT, Windows

SECRET = "zqsecret"
NUMBER = "31337"
"""Stands in every number that the stage has no room for."""
AMOUNTS = {"baseline": "41.5", "target": "65.25"}
KEY = Qt.Key


def plant(app: Windows) -> None:
    """What is prepared, drafted and checked in; the first team's first objective is public."""
    _prepare(app)
    okrs = app.parts.conductor.okrs
    okrs.add_teams(["Public team", f"{SECRET} team"])
    ours, other = (line.team_id for line in app.parts.library.team_lines(1)[-2:])
    okrs.add_objective(other, f"{SECRET} objective of another team")
    okrs.edit_mission(other, f"{SECRET} mission of another team")
    okrs.edit_mission(ours, f"{SECRET} mission before")
    okrs.edit_mission(ours, "Public mission")
    okrs.count_votes(ours, NUMBER, NUMBER)
    okrs.add_initiative(ours, f"{SECRET} initiative")
    okrs.add_objective(ours, f"{SECRET} wording before")
    okrs.add_objective(ours, f"{SECRET} second objective")
    _objective(app, ours)
    _results(app, ours)


def drafted(app: Windows, name: str = "Public team") -> TeamOkrs:
    """What that team has drafted."""
    (line,) = (line for line in app.parts.library.team_lines(1) if line.name == name)
    found = app.parts.library.team_okrs(1, line.team_id)
    assert found is not None
    return found


def _prepare(app: Windows) -> None:
    do = app.parts.conductor.preparing
    for kind in ("works", "hard", "vision"):
        do.add_leader_input(kind, f"{SECRET} said {kind}", f"{SECRET} speaker")
    # the first is what the room is shown; a key in its address is for the code alone
    do.add_material("Public form", target=f"https://forms.example.org/public?key={SECRET}")
    do.add_material(f"{SECRET} deck", target=f"https://example.org/{SECRET}")
    do.add_material(f"{SECRET} file", target=f"/home/{SECRET}/{SECRET}.pdf")
    do.add_theme(f"{SECRET} theme")
    do.add_session_key_result("Public session result")
    (result,) = app.parts.library.preparation(1).key_results
    assert do.score_session_key_result(result.id, f"0.{NUMBER}")
    assert do.score_session(f"0.{NUMBER}")
    assert do.set_rate(f"€{NUMBER}")
    (goal,) = app.parts.library.preparation(1).goals
    assert do.edit_goal(goal.id, "status", "partly")


def _objective(app: Windows, team_id: int) -> None:
    team = app.parts.library.team_okrs(1, team_id)
    assert team is not None
    okrs, row = app.parts.conductor.okrs, team.objectives[0]
    assert okrs.edit_objective(row.id, "title", "Public objective")
    assert okrs.edit_objective(row.id, "owner", f"Zora {SECRET}")  # one of the people here
    for field in ("why", "for_whom", "score_note"):
        assert okrs.edit_objective(row.id, field, f"{SECRET} {field}")
    (theme,) = app.parts.library.preparation(1).themes
    assert okrs.edit_objective(row.id, "theme_id", theme.id)
    assert okrs.edit_objective(row.id, "score", f"0.{NUMBER}")


def _results(app: Windows, team_id: int) -> None:
    """A measured one with all it can have, and a milestone with steps."""
    okrs, library = app.parts.conductor.okrs, app.parts.library
    team = library.team_okrs(1, team_id)
    assert team is not None
    objective = team.objectives[0]
    for title in (f"{SECRET} result before", "Public milestone"):
        okrs.add_key_result(objective.id, title)
    team = library.team_okrs(1, team_id)
    assert team is not None
    measured, milestone = team.objectives[0].key_results
    words = ("metric", "data_source", "frequency", "owner")
    fields = {
        "title": "Public result",
        **AMOUNTS,
        "stretch": NUMBER,
        "weight": "3.1337",
        **{field: f"{SECRET} {field}" for field in words},
    }
    for field, value in fields.items():
        assert okrs.edit_key_result(measured.id, field, value), field
    assert okrs.ask_for_source(measured.id, f"{SECRET} finder", None)
    assert okrs.check_in(measured.id, NUMBER, "", "7", f"{SECRET} changed", f"{SECRET} plan")
    assert okrs.check_in(measured.id, None, f"{SECRET} reason", "7", "", "")
    assert okrs.edit_key_result(milestone.id, "type", "milestone")
    assert okrs.add_step(milestone.id, f"{SECRET} step")


def _okrs(app: Windows, uid: str) -> None:
    """The OKRs place with the row of that uid chosen."""
    app.console.show_place(PlaceId.OKRS)
    app.settle()
    place = app.console.built(PlaceId.OKRS)
    place.show_found("", uid)
    app.settle()
    assert place.team_id == drafted(app).team_id


def _objective_details(app: Windows) -> None:
    row = drafted(app).objectives[0]
    _okrs(app, row.uid)
    app.console.built(PlaceId.OKRS).objective.focus_first()
    app.type(f"{SECRET} half typed")


def _key_result_details(app: Windows) -> None:
    row = drafted(app).objectives[0].key_results[0]
    _okrs(app, row.uid)
    app.console.built(PlaceId.OKRS).key_result.focus_first()
    app.type(f"{SECRET} half typed")


def _check_in_typed(app: Windows) -> None:
    row = drafted(app).objectives[0].key_results[0]
    _okrs(app, row.uid)
    app.console.built(PlaceId.OKRS).check_in.changed.setFocus()
    app.type(f"{SECRET} half typed")


def _refused(app: Windows) -> None:
    row = drafted(app).objectives[0].key_results[0]
    _okrs(app, row.uid)
    assert not app.parts.conductor.okrs.edit_key_result(row.id, "target", f"{SECRET} {NUMBER}")


def _closing_page(app: Windows) -> None:
    app.parts.board.trigger(ActionId.REPORT_CLOSE_LIST)
    app.settle()
    app.parts.conductor.preparing.edit_brief("adjustments", f"{SECRET} and more")


def _found(app: Windows, modifiers: Qt.KeyboardModifier) -> None:
    app.press(KEY.Key_F, modifiers)
    app.type(SECRET)
    overlay = app.app.wiring.search.overlay
    assert overlay is not None
    app.wait_for(lambda: not overlay.is_waiting and overlay.model.rowCount() > 3)


def _one_screen(app: Windows) -> None:
    app.press(KEY.Key_H, CTRL)
    assert privacy().hidden


DRAFT_HAPPENINGS: dict[str, Callable[[Windows], object]] = {
    "an objective being edited": _objective_details,
    "a key result being edited": _key_result_details,
    "a check-in being typed": _check_in_typed,
    "a number that is refused": _refused,
    "what is open before the close": _closing_page,
    "materials": lambda app: app.parts.board.trigger(ActionId.PREPARE_MATERIALS),
    "leader input": lambda app: app.parts.board.trigger(ActionId.PREPARE_LEADERS),
    "hits of a search": lambda app: _found(app, CTRL),
    "hits in all workshops": lambda app: _found(app, CTRL | SHIFT),
    "one-screen mode": _one_screen,
}
"""What happens while a team's draft stands on the stage."""
