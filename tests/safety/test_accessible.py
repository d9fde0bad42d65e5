"""Whoever can't see the window hears what everything in it is; nobody's words become markup."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QTextEdit,
    QWidget,
)

from desktop.bridge.actions import ActionId, PlaceId
from desktop.domain.kinds import CaptureKind, ItemKind, KeyResultType
from desktop.views.crash import CrashDialog
from tests.builders import HOSTILE, block
from tests.safety.windows import CTRL, SHIFT, Windows


def named(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return "" if found is None else found.text(QAccessible.Text.Name).strip()


def spoken_row(view: QAbstractItemView, row: int) -> str:
    """What is read out for a row; a row nobody can choose may say nothing."""
    index = view.model().index(row, 0)
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    words = next((said for role in roles if (said := index.data(role))), "")
    return str(words).strip() or ("" if index.flags() & Qt.ItemFlag.ItemIsSelectable else "-")


def on_the_tab_way(window: QWidget) -> list[QWidget]:
    """What is seen and can have the focus; a viewport is part of its scroll area."""
    return [
        widget
        for widget in (window, *window.findChildren(QWidget))
        if widget.isVisible()
        and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        and widget.focusProxy() is None
        and not (
            isinstance(widget.parent(), QAbstractScrollArea)
            and widget is widget.parent().viewport()
        )
    ]


def check(window: QWidget, where: str) -> None:
    widgets = on_the_tab_way(window)
    assert widgets, where
    nameless = [f"{type(each).__name__} in {_path(each)}" for each in widgets if not named(each)]
    assert not nameless, f"{where}: {nameless}"
    silent = [
        f"row {row} of {_path(view)}"
        for view in window.findChildren(QAbstractItemView)
        if view.isVisible() and view.model() is not None
        for row in range(view.model().rowCount())
        if not spoken_row(view, row)
    ]
    assert not silent, f"{where}: {silent}"
    markup = [
        f"{type(label).__name__} in {_path(label)}: {label.text()!r}"
        for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]
    assert not markup, f"{where}: {markup}"
    assert not window.findChildren(QTextEdit), "rich text has no place here"


def _path(widget: QWidget) -> str:
    names = []
    while widget is not None:
        names.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(names)


def fill(app: Windows) -> None:
    """A workshop with everything in it, and somebody else's words in every field."""
    kinds = list(ItemKind)
    blocks = [
        block(words, 10, kinds[n], instruction=words, private_note=words, lead="Ana")
        for n, words in enumerate(w.replace("\n", " ") for w in HOSTILE)
    ]
    app.add_workshop(*blocks, title=HOSTILE[0])
    for kind in CaptureKind:
        app.parts.conductor.capture(kind, HOSTILE[2])
    _draft(app)


def _draft(app: Windows) -> None:
    """A team with a key result of every type."""
    okrs = app.parts.conductor.okrs
    words = HOSTILE[2].replace("\n", " ")
    okrs.add_teams([words[:60]])
    team = app.parts.library.team_lines(1)[0].team_id
    okrs.edit_mission(team, words)
    okrs.add_objective(team, words)
    okrs.add_initiative(team, words)
    objective = app.parts.library.team_okrs(1, team).objectives[0].id
    for kind in KeyResultType:
        okrs.add_key_result(objective, words)
        row = app.parts.library.team_okrs(1, team).objectives[0].key_results[-1]
        okrs.edit_key_result(row.id, "type", str(kind))
        okrs.add_step(row.id, words)


def _waiting(app: Windows) -> None:
    fill(app)


def _running(app: Windows) -> None:
    fill(app)
    app.parts.conductor.toggle_run()
    app.pass_time(11 * 60)


def _paused(app: Windows) -> None:
    _running(app)
    app.parts.conductor.toggle_run()


def _ended(app: Windows) -> None:
    _running(app)
    app.parts.conductor.end_run()


def _nothing(_app: Windows) -> None:
    pass


STATES: dict[str, Callable[[Windows], None]] = {
    "empty library": _nothing,
    "waiting": _waiting,
    "running": _running,
    "paused": _paused,
    "ended": _ended,
}


def test_a_field_without_a_name_and_a_label_of_either_kind_would_be_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.setAccessibleName("Window")
    line, label = QLineEdit(window), QLabel("<b>words</b>", window)
    window.show()
    with pytest.raises(AssertionError, match="QLineEdit"):
        check(window, "a trial")
    line.setAccessibleName("Field")
    with pytest.raises(AssertionError, match="QLabel"):
        check(window, "a trial")
    label.setTextFormat(Qt.TextFormat.PlainText)
    check(window, "a trial")


@pytest.mark.parametrize("state", STATES)
def test_in_every_place_all_that_takes_the_focus_has_a_name(app, state):
    STATES[state](app)
    places = [PlaceId.HOME] if state == "empty library" else list(PlaceId)
    for place in places:
        app.console.show_place(place)
        app.settle()
        check(app.console, f"{place}, {state}")


def _crash(app: Windows) -> None:
    dialog = CrashDialog("Traceback", "1.0", app.console)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _edit_a_note(app: Windows) -> None:
    app.console.show_place(PlaceId.CAPTURE)
    app.press(Qt.Key.Key_Down)
    app.press(Qt.Key.Key_Return)


def _edit_a_block(app: Windows) -> None:
    app.console.show_place(PlaceId.PREPARE)
    app.press(Qt.Key.Key_Down)
    app.press(Qt.Key.Key_Return)


def _edit_a_result(app: Windows, column: int) -> None:
    app.console.show_place(PlaceId.OKRS)
    table = app.console.built(PlaceId.OKRS).editor.cards[0].table
    table.enter()
    for _ in range(column):
        app.press(Qt.Key.Key_Right)
    app.press(Qt.Key.Key_Return)


OPENED: dict[str, Callable[[Windows], object]] = {
    "palette": lambda app: app.press(Qt.Key.Key_K, CTRL),
    "key sheet": lambda app: app.press(Qt.Key.Key_F1),
    "question": lambda app: app.press(Qt.Key.Key_Q, CTRL | SHIFT),
    "note deleted": lambda app: app.parts.conductor.delete_capture(
        app.parts.library.captures(1)[0].ref
    ),
    "note being typed": lambda app: app.press(Qt.Key.Key_Slash),
    "note being changed": _edit_a_note,
    "block being changed": _edit_a_block,
    "key result being changed": lambda app: _edit_a_result(app, 0),
    "number being changed": lambda app: _edit_a_result(app, 2),
    "crash": _crash,
    "menu": lambda app: app.parts.board.trigger(ActionId.MENU_OPEN),
}


@pytest.mark.long
@pytest.mark.parametrize("what", OPENED)
def test_what_opens_over_a_place_has_names_too(app, what):
    _running(app)
    app.console.show_place(PlaceId.RUN)
    OPENED[what](app)
    app.settle()
    check(app.console, what)
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and window is not app.console:
            if window.focusPolicy() is not Qt.FocusPolicy.NoFocus or on_the_tab_way(window):
                check(window, what)
            window.close()
    app.settle()


def test_tab_comes_round_and_leaves_nothing_out(app):
    """From the first to the first again; every stop is named and seen."""
    _running(app)
    app.console.show_place(PlaceId.RUN)
    app.settle()
    stops: list[QWidget] = []
    for _ in range(120):
        app.press(Qt.Key.Key_Tab)
        focus = app.console.focusWidget()
        assert focus is not None
        assert focus.isVisible()
        assert named(focus), _path(focus)
        if stops and focus is stops[0]:
            break
        stops.append(focus)
    else:
        pytest.fail("Tab does not come round")
    assert len(stops) >= 8


def test_the_digits_say_what_they_show(app):
    _running(app)
    bar = app.console.run_bar
    assert bar.digits.text == "+1:00"
    assert "+1:00" in named(bar)
    app.pass_time(1)
    assert "+1:01" in named(bar)
