"""Nothing private ever reaches the stage, whatever is running, open, failing or being typed."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from desktop.bridge.actions import ActionId, PlaceId
from desktop.bridge.exporter import Exported
from desktop.domain.agenda_preview import AgendaSource, Target, first_preview
from desktop.domain.catch_up import WayKind
from desktop.domain.csv_reading import Table
from desktop.domain.errors import UserError
from desktop.domain.kinds import CaptureKind, ItemKind
from desktop.domain.okr_rows import KeyResultRow, MilestoneStepRow, ObjectiveRow, TeamOkrs
from desktop.domain.people import RosterEntry
from desktop.domain.prepare_rows import GoalRow, MaterialRow, Preparation, SessionKeyResultRow
from desktop.domain.rows import AgendaRow, ContactRow, PersonRow, WorkshopRow
from desktop.domain.run import ItemRun, Phase, RunState
from desktop.domain.stage import (
    Scene,
    StageAgenda,
    StageBlock,
    StageContent,
    StageGoals,
    StageLink,
    StageNames,
    StageOkr,
    StagePeople,
    StageResult,
    StageTeam,
)
from desktop.views.crash import CrashDialog
from desktop.views.importing.overlay import ImportOverlay
from desktop.views.privacy import privacy
from desktop.views.stage import Thumbnail
from tests.builders import ZONE, block
from tests.safety.planted import AMOUNTS, DRAFT_HAPPENINGS, NUMBER, SECRET, drafted, plant
from tests.safety.scraping import printed_by, said_by, spoken_by
from tests.safety.windows import CTRL, SHIFT, Windows, windows

DRIFT = re.compile(r"\b(late|later|early|earlier|drift|behind|ahead|plan|planned|on time)\b", re.I)
DESKTOP = Path(__file__).parents[2] / "desktop"

# What the stage may know. A new field needs a look at section 2 of the product, then a line here.
STAGE_FIELDS = {
    "scene",
    "title",
    "subtitle",
    "instruction",
    "category",
    "digits",
    "progress",
    "over",
    "paused",
    "back_at",
    "next_title",
    "next_minutes",
    "finish_at",
    "okr",
    "goals",
    "people",
    "agenda",
    "link",
    "step_title",
    "step_instruction",
    "step_digits",
}
OKR_FIELDS = {"team", "mission", "objective", "results", "owner"}
RESULT_FIELDS = {"text", "start", "goal", "unit"}
GOALS_FIELDS = {"goals", "objective", "results"}
PEOPLE_FIELDS = {"teams"}
TEAM_FIELDS = {"name", "people", "names"}
AGENDA_FIELDS = {"blocks", "progress"}
BLOCK_FIELDS = {"title", "category", "minutes", "start", "weight", "done", "current"}
LINK_FIELDS = {"title", "address", "modules"}
PUBLIC_RUN = {"items", "current", "phase", "spent_ms", "total_ms"}
PUBLIC_MATERIAL = {"title", "target"}
PUBLIC_PEOPLE = {"name", "team"}
PUBLIC_GOALS = {"goals", "objective", "key_results", "text"}
PUBLIC_OKR = {
    *("objectives", "name", "mission", "title", "key_results", "state", "id", "type", "unit"),
    *("lower", "upper", "target", "baseline", "baseline_unknown", "steps", "done", "owner"),
}
PUBLIC_AGENDA = {"uid", "title", "kind", "category", "planned_s", "instruction", "steps"}
PUBLIC_WORKSHOP = {"title", "start", "end", "zone"}


@pytest.fixture
def app(qapp, tmp_path, clock):
    """A workshop with a secret in everything private; the stage is shown."""
    folder = tmp_path / SECRET
    folder.mkdir()
    with windows(qapp, folder, clock, choose_file=lambda _parent: f"/{SECRET}/{SECRET}.csv") as app:
        kinds = (ItemKind.WELCOME, ItemKind.BREAKOUT, ItemKind.BREAK, ItemKind.CLOSE)
        blocks = [
            block(
                f"Public {kind}",
                minutes,
                kind,
                instruction=f"Everybody reads {kind}",
                lead=f"{SECRET} lead {kind}",
                private_note=f"{SECRET} note {kind}",
            )
            for kind, minutes in zip(kinds, (10, 20, 15, 15), strict=True)
        ]
        app.add_workshop(*blocks, title="Public title", programme=f"{SECRET} programme")
        conductor = app.parts.conductor
        conductor.set_place(f"https://call.example/{SECRET}")
        conductor.people.add(RosterEntry(f"Zora {SECRET}", f"{SECRET}@example.org", "Ops"))
        (person,) = app.parts.library.roster(1)
        conductor.people.set_accommodation(person.person_id, f"{SECRET} large print")
        conductor.people.edit(person.id, "experience", "experienced")
        conductor.people.edit(person.id, "role", f"{SECRET} role")
        conductor.preparing.add_goals(["Public goal"])
        (goal,) = app.parts.library.preparation(1).goals
        conductor.preparing.edit_goal(goal.id, "evidence", f"{SECRET} evidence")
        conductor.preparing.edit_brief("objective", "Public objective")
        for field in ("format", "adjustments", "score_note"):
            conductor.preparing.edit_brief(field, f"{SECRET} {field}")
        plant(app)
        second = app.parts.desk.view.agenda[1]
        conductor.preparing.set_technique(second.id, f"{SECRET} technique")
        conductor.preparing.add_step(second.id, "Public step 12 min")
        for kind in CaptureKind:
            conductor.capture(kind, f"@{SECRET}owner !fri {SECRET} text {kind}")
        app.console.show_place(PlaceId.RUN)
        app.stage.show()
        app.settle()
        yield app
    privacy().hide_private(on=False)


def gathered(app: Windows) -> list[str]:
    """All text of the stage; the drawing is read back, not only what the view says of itself."""
    app.settle()
    (small,) = app.console.findChildren(Thumbnail)  # painted of the same value
    thumbnail = [*said_by(small), *spoken_by(small), printed_by(small)]
    stage = [*said_by(app.stage), *spoken_by(app.stage), printed_by(app.stage)]
    return [*app.stage.texts(), *stage, *thumbnail]


def check(app: Windows, where: str) -> None:
    texts = gathered(app)
    assert any("Stage" in words for words in texts), "nothing was scraped"
    leaks = [words for words in texts if SECRET in words.casefold() or NUMBER in words]
    assert not leaks, f"{where}: {leaks}"
    drift = [words for words in texts if DRIFT.search(words)]
    assert not drift, f"{where}: {drift}"
    _check_end(app, where, texts)
    assert app.stage.windowTitle() == "OKR Facilitator - Stage"
    for window in QApplication.topLevelWidgets():
        owner = window.parentWidget()
        is_on_stage = owner is app.stage or (owner is not None and app.stage.isAncestorOf(owner))
        assert not is_on_stage, f"{where}: {window} belongs to the stage"


def _check_end(app: Windows, where: str, texts: list[str]) -> None:
    """The end it leads to is the facilitator's business, unless it is the planned one."""
    view = app.parts.desk.view
    ends, plan = view.state.ends_at, view.state.planned_end
    if view.state.phase not in {Phase.RUNNING, Phase.PAUSED} or ends is None or plan is None:
        return
    shown = _local(ends)
    if shown not in {_local(plan), view.content.back_at}:
        assert not [words for words in texts if shown in words], f"{where}: {shown}"


def _local(at: datetime) -> str:
    return f"{at.astimezone(ZoneInfo(ZONE)):%H:%M}"


def walk(app: Windows) -> Iterator[str]:
    """The run through all its states; late from the first block on."""
    do = app.parts.conductor
    yield "waiting"
    app.pass_time(7 * 60)
    do.toggle_run()
    yield "running"
    app.pass_time(9 * 60 + 10)
    yield "last minute"
    do.toggle_run()
    app.pass_time(130)
    yield "paused"
    do.toggle_run()
    app.pass_time(6 * 60)
    yield "over"
    do.toggle_run()
    yield "paused while over"
    do.toggle_run()
    do.next_item()
    do.extend(5)
    yield "second block, extended"
    app.pass_time(30 * 60)
    do.next_item()
    yield "break"
    app.pass_time(16 * 60)
    yield "break over"
    do.previous_item()
    yield "gone back"
    do.next_item()
    do.next_item()
    yield "last block"
    app.pass_time(20 * 60)
    do.end_run()
    yield "ended"
    do.reopen_run()
    yield "reopened"


def test_R15_in_every_state_of_the_run_and_every_scene_the_stage_is_clean(app):
    states = []
    for state in walk(app):
        states.append(state)
        for scene in (None, *Scene):
            app.parts.desk.choose_scene(scene)
            check(app, f"{state}, {scene or 'following'}")
        app.parts.desk.choose_scene(None)
    assert len(states) == 13
    app.parts.desk.open(None)
    check(app, "no workshop")


def test_a_step_on_the_stage_shows_its_public_words_only(app):
    app.parts.conductor.toggle_run()
    app.pass_time(60)
    app.parts.conductor.next_item()
    check(app, "step")
    seen = " ".join(gathered(app))
    assert "Public step" in seen
    assert "20:00" in seen  # the one step has the whole block


def test_a_later_end_that_was_agreed_is_on_the_stage(app):
    do = app.parts.conductor
    do.toggle_run()
    app.pass_time(45 * 60)
    found = do.running.ways_back()
    assert found is not None
    (later,) = (way for way in found.ways if way.kind is WayKind.LATER)
    assert do.running.go_way(later)
    check(app, "end moved")
    planned = app.parts.desk.view.state.planned_end
    assert planned is not None
    assert any(_local(planned) in words for words in gathered(app))


def test_a_draft_on_the_stage_shows_its_public_words_only(app):
    team = drafted(app)
    for objective in (None, team.objectives[0].id):
        app.parts.desk.show_okr(team.team_id, objective)
        check(app, f"objective {objective}")
        seen = " ".join(gathered(app))
        names = ("team", "mission", "objective", "result", "milestone")
        for words in (*(f"Public {name}" for name in names), *AMOUNTS.values()):
            assert words in seen, words


def test_a_link_on_the_stage_shows_its_public_words_only(app):
    app.parts.conductor.show_link()
    check(app, "the first link")
    assert {"Public form", "forms.example.org/public"} <= set(app.stage.texts())
    (first, *others) = app.parts.library.preparation(1).materials
    assert first.title == "Public form"
    for row in others:
        if not row.target.startswith("http"):
            app.parts.conductor.show_link(row.id)
            check(app, row.target)
            assert "Public form" in app.stage.texts(), "a path changes nothing"


def test_who_is_here_says_first_names_and_teams_only_and_nobody_who_does_not_come(app):
    people, desk = app.parts.conductor.people, app.parts.desk
    people.add(RosterEntry(f"{SECRET} absent", "", f"{SECRET} team of nobody else"))
    people.edit(app.parts.library.roster(1)[-1].id, "attendance", "no_show")
    desk.choose_scene(Scene.PEOPLE)
    check(app, "who is here")
    assert {"Who is here", "Ops", "Zora"} <= set(app.stage.texts())
    desk.show_names(StageNames.NONE)
    check(app, "nobody named")
    assert {"Ops", "1 person"} <= set(app.stage.texts())
    assert not [words for words in gathered(app) if "Zora" in words]
    desk.show_okr(drafted(app).team_id)
    check(app, "a draft with nobody named")
    assert not [words for words in gathered(app) if "Zora" in words]
    desk.show_names(StageNames.FIRST)
    check(app, "a draft and whose it is")
    assert "Objective · Zora" in app.stage.texts()


def test_the_secrets_do_stand_in_the_console(app):
    """Or the scraping would prove nothing."""
    app.parts.conductor.toggle_run()
    app.settle()
    assert SECRET in printed_by(app.console)
    assert any(SECRET in words for words in said_by(app.console))
    app.console.show_place(PlaceId.CAPTURE)
    app.settle()
    assert any(SECRET in words for words in spoken_by(app.console))
    _person(app)
    assert SECRET in app.console.built(PlaceId.PREPARE).people.editor.email.text()


def _crash(app: Windows) -> None:
    dialog = CrashDialog(f"Traceback {SECRET}", "1.0", app.console)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _typing(app: Windows) -> None:
    app.press(Qt.Key.Key_Slash)
    app.type(f"a {SECRET} half a note")


def _editing_a_note(app: Windows) -> None:
    app.console.show_place(PlaceId.CAPTURE)
    app.press(Qt.Key.Key_Down)
    app.press(Qt.Key.Key_Return)
    app.type(f"{SECRET} changed")


def _person(app: Windows) -> None:
    app.parts.board.trigger(ActionId.PREPARE_PEOPLE)
    app.settle()
    app.press(Qt.Key.Key_Down)
    app.press(Qt.Key.Key_Return)


def _typing_a_person(app: Windows) -> None:
    app.parts.board.trigger(ActionId.PREPARE_PEOPLE)
    app.settle()
    app.type(f"{SECRET} somebody")


def _palette(app: Windows) -> None:
    app.press(Qt.Key.Key_K, CTRL)
    app.type(SECRET)


def _deleted(app: Windows) -> None:
    ref = app.parts.library.captures(1)[0].ref
    app.parts.conductor.delete_capture(ref)


def _exported(app: Windows) -> None:
    app.parts.exporter.exported.emit(Exported(Path(f"/{SECRET}/{SECRET}.pdf"), 3, ()))


def _failed_import(app: Windows) -> None:
    app.parts.board.trigger(ActionId.FILE_IMPORT_AGENDA)
    app.wait_for(lambda: app.console.messages.message is not None)


def _previewed_import(app: Windows) -> None:
    folder = Path(f"/{SECRET}")
    table = Table((("Title", "Duration"), (SECRET, "5"), (SECRET, "soon")), ",", (1, 2, 3))
    source = AgendaSource(f"{folder}.csv", 1, table, "UTF-8")
    overlay = app.console.add_overlay(ImportOverlay)
    overlay.show_preview(first_preview(source, Target(SECRET)))


HAPPENINGS: dict[str, Callable[[Windows], object]] = {
    **DRAFT_HAPPENINGS,
    "a refusal": lambda app: app.parts.store.failed.emit(UserError(SECRET, SECRET)),
    "an import that fails": _failed_import,
    "an import's preview": _previewed_import,
    "a note deleted": _deleted,
    "undo": lambda app: app.parts.store.undo(),
    "redo": lambda app: (app.parts.store.undo(), app.parts.store.redo()),
    "the question about the end": lambda app: app.press(Qt.Key.Key_Q, CTRL | SHIFT),
    "progress of a report": lambda app: app.parts.exporter.progressed.emit(1, 3),
    "a report saved": _exported,
    "a report that failed": lambda app: app.parts.exporter.failed.emit(UserError(SECRET)),
    "the palette": _palette,
    "the keys": lambda app: app.press(Qt.Key.Key_F1),
    "the menu": lambda app: app.parts.board.trigger(ActionId.MENU_OPEN),
    "the choice of a scene": lambda app: app.parts.board.trigger(ActionId.STAGE_CHOOSE),
    "a crash": _crash,
    "a note being typed": _typing,
    "a person's card": _person,
    "a person being typed": _typing_a_person,
    "people who are previewed": lambda app: app.parts.conductor.people.preview_text(f"{SECRET}\nB"),
    "a note being changed": _editing_a_note,
    **{
        f"the place {place}": lambda app, place=place: app.console.show_place(place)
        for place in PlaceId
        if place is not PlaceId.RUN
    },
}


@pytest.mark.parametrize("what", HAPPENINGS)
def test_whatever_happens_in_the_console_the_stage_is_clean(app, what):
    app.parts.conductor.toggle_run()
    app.pass_time(13 * 60)
    if what in DRAFT_HAPPENINGS:
        app.parts.desk.show_okr(drafted(app).team_id)
    before, console = gathered(app), _seen_in_console(app)
    HAPPENINGS[what](app)
    check(app, what)
    assert gathered(app) == before or what == "undo"
    assert _seen_in_console(app) != console, "nothing happened"
    _close_what_is_open(app)


def _seen_in_console(app: Windows) -> tuple[str, int]:
    app.settle()
    visible = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    return printed_by(app.console), len(visible)


def _close_what_is_open(app: Windows) -> None:
    for window in QApplication.topLevelWidgets():
        if window not in {app.console, app.stage} and window.isVisible():
            window.close()
    app.settle()


def test_the_stage_offers_no_menu_no_hint_and_no_focus(app):
    app.parts.conductor.toggle_run()
    for widget in (app.stage, app.stage.view):
        assert widget.contextMenuPolicy() is Qt.ContextMenuPolicy.PreventContextMenu
        assert not widget.toolTip()
    assert app.stage.childAt(QPoint(300, 300)) in {app.stage.view, None}
    assert not app.stage.findChildren(QMenu)
    assert app.stage.view.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_what_the_stage_is_given_has_room_for_nothing_else():
    assert {field.name for field in fields(StageContent)} == STAGE_FIELDS
    kinds = {str(field.type) for field in fields(StageContent)}
    plain = {"Scene", "str", "Category", "float", "bool"}
    sheets = ("Okr", "Goals", "People", "Agenda", "Link")
    words = {f"Stage{name} | None" for name in sheets}
    assert kinds == {*plain, *words}, "no row, no list, no object"
    assert {field.name for field in fields(StageGoals)} == GOALS_FIELDS
    assert {str(field.type) for field in fields(StageGoals)} == {"str", "tuple[str, ...]"}
    assert {field.name for field in fields(StageOkr)} == OKR_FIELDS
    assert {str(field.type) for field in fields(StageOkr)} == {"str", "tuple[StageResult, ...]"}
    assert {field.name for field in fields(StagePeople)} == PEOPLE_FIELDS
    assert {str(field.type) for field in fields(StagePeople)} == {"tuple[StageTeam, ...]"}
    assert {field.name for field in fields(StageTeam)} == TEAM_FIELDS
    assert {str(field.type) for field in fields(StageTeam)} == {"str", "int", "tuple[str, ...]"}
    assert {field.name for field in fields(StageAgenda)} == AGENDA_FIELDS
    assert {str(field.type) for field in fields(StageAgenda)} == {"tuple[StageBlock, ...]", "float"}
    assert {field.name for field in fields(StageBlock)} == BLOCK_FIELDS
    assert {str(field.type) for field in fields(StageBlock)} <= plain
    assert {field.name for field in fields(StageLink)} == LINK_FIELDS
    assert {str(field.type) for field in fields(StageLink)} == {"str", "tuple[str, ...]"}
    assert {field.name for field in fields(StageResult)} == RESULT_FIELDS
    assert {str(field.type) for field in fields(StageResult)} == {"str"}


def test_a_draft_on_the_stage_is_made_of_its_public_words_and_numbers_only():
    """The rows know sources, confidence and history; the room may not see them.

    Of owners it may know the objective's, called as was chosen.
    """
    rows = (TeamOkrs, ObjectiveRow, KeyResultRow, MilestoneStepRow)
    private = {field.name for row in rows for field in fields(row)} - PUBLIC_OKR
    assert {"confidence", "data_source", "follow_up", "people", "why"} <= private
    tree = ast.parse((DESKTOP / "domain" / "stage_okr.py").read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {"title", "target", "key_results"} <= read
    assert not read & private
    owners = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert sum(node.attr == "owner" for node in owners) == 1, "none but the objective's"


def test_goals_on_the_stage_are_made_of_their_words_only():
    """The rows know what became of a goal, the proof, the scores and what leaders said."""
    rows = (Preparation, GoalRow, SessionKeyResultRow)
    private = {field.name for row in rows for field in fields(row)} - PUBLIC_GOALS
    assert {"status", "evidence", "score", "score_note", "leader_inputs"} <= private
    tree = ast.parse((DESKTOP / "domain" / "stage_goals.py").read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {"goals", "objective", "key_results", "text"} <= read
    assert not read & private


def test_the_agenda_on_the_stage_is_made_of_the_plan_and_of_where_the_run_is_only():
    """The state knows drift, projected and actual times; the room may not see them."""
    private = {field.name for field in fields(AgendaRow)} - PUBLIC_AGENDA
    for row in (RunState, ItemRun):
        private |= {field.name for field in fields(row)} - PUBLIC_RUN - PUBLIC_AGENDA
    assert {"drift_ms", "ends_at", "lead", "starts_at", "gap_ms"} <= private
    private -= {"starts_at"}  # a slot has one too, and that is the plan's
    tree = ast.parse((DESKTOP / "domain" / "stage_agenda.py").read_text(encoding="utf-8"))
    read = [node for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert {"title", "planned_s", "phase"} <= {node.attr for node in read}
    assert not {node.attr for node in read} & private
    starts = [ast.unparse(node) for node in read if node.attr == "starts_at"]
    assert starts == ["slot.starts_at"]


def test_a_link_on_the_stage_is_made_of_title_and_address_only():
    private = {field.name for field in fields(MaterialRow)} - PUBLIC_MATERIAL
    assert {"kind", "ready", "uid"} <= private
    tree = ast.parse((DESKTOP / "domain" / "stage_link.py").read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert read >= PUBLIC_MATERIAL
    assert not read & private


def test_who_is_here_is_made_of_names_and_teams_only():
    """The rows know roles, experience, pre-work and attendance; the room may not see them."""
    rows = (PersonRow, ContactRow)
    private = {field.name for row in rows for field in fields(row)} - PUBLIC_PEOPLE
    assert {"email", "role", "experience", "pre_work", "attendance", "accommodation"} <= private
    tree = ast.parse((DESKTOP / "domain" / "stage_people.py").read_text(encoding="utf-8"))
    read = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert {"name", "team"} <= read
    assert not read & private


def test_the_stage_imports_nothing_that_holds_anything_private():
    allowed = {"desktop.domain.i18n", "desktop.domain.kinds", "desktop.domain.stage"}
    for path in sorted((DESKTOP / "views" / "stage").glob("*.py")):
        for module in _imports(path):
            is_own = module.startswith(("desktop.views.stage", "desktop.bridge."))
            known = module in allowed or is_own or not module.startswith("desktop")
            assert known, f"{path.name} imports {module}"
    bridges = {m for p in (DESKTOP / "views" / "stage").glob("*.py") for m in _imports(p)}
    looks = {"fonts", "icons", "symbols", "theme"}
    found = {m.removeprefix("desktop.bridge.") for m in bridges if m.startswith("desktop.bridge")}
    assert found <= looks


def test_the_stage_s_content_is_made_of_public_fields_only():
    """`stage_content` is handed rows that know more; it may not so much as look at that."""
    private = {field.name for field in fields(AgendaRow)} - PUBLIC_AGENDA
    private |= {field.name for field in fields(WorkshopRow)} - PUBLIC_WORKSHOP - PUBLIC_AGENDA
    private |= {"drift_ms", "ends_at"}
    sources = (DESKTOP / "domain" / name for name in ("stage.py", "run_steps.py"))
    parsed = [ast.parse(source.read_text(encoding="utf-8")) for source in sources]
    nodes = [node for tree in parsed for node in ast.walk(tree)]
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert {"title", "instruction", "remaining_ms"} <= read
    assert not read & private
    rows = {
        name.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "desktop.domain.rows"
        for name in node.names
    }
    assert rows == {"AgendaRow", "WorkshopRow"}


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
