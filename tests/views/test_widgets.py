"""The small parts: pressed by keys, seen when focused, named, and never cut short or taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge.theme import apply_theme, load_theme, theme
from desktop.views.widgets import (
    Bar,
    Button,
    Card,
    Chip,
    Field,
    IconLabel,
    KeyHint,
    PlainEdit,
    Scroll,
    Text,
)
from desktop.views.widgets.fields import LIMIT
from desktop.views.widgets.focus_ring import REACH, FocusRing
from desktop.views.widgets.key_hint import caps_of

HOSTILE = "I <b>think</b> <img src=/etc/hostname> &amp; Q&A"


@pytest.fixture(params=["light", "dark"], autouse=True)
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[None]:
    """Everything here holds in both themes."""
    apply_theme(qapp, load_theme(request.param))
    yield
    apply_theme(qapp, load_theme("light"))


Show = Callable[..., QWidget]


@pytest.fixture
def show(qtbot: QtBot) -> Iterator[Show]:
    """Shows parts side by side in an active window that lives as long as the test."""
    windows: list[QWidget] = []

    def shown(*parts: QWidget, size: QSize | None = None) -> QWidget:
        window = QWidget()
        windows.append(window)
        row = QHBoxLayout(window)
        for part in parts:
            row.addWidget(part)
        window.resize(size or QSize(600, 120))
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield shown
    for window in windows:
        window.close()
        window.deleteLater()


def spoken(part: QWidget) -> str:
    """What a screen reader calls it."""
    return QAccessible.queryAccessibleInterface(part).text(QAccessible.Text.Name)


def colours(image: QImage) -> set[str]:
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in points}


def rings(window: QWidget) -> list[FocusRing]:
    return [ring for ring in window.findChildren(FocusRing) if ring.isVisible()]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_key_presses_the_focused_button(show: Show, qtbot: QtBot, key: Qt.Key):
    button = Button("Start")
    show(button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)


def test_a_disabled_button_is_not_pressed(show: Show, qtbot: QtBot):
    button = Button("Start")
    show(button)
    button.setEnabled(False)
    with qtbot.assertNotEmitted(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Return)
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_buttons_have_the_height_of_their_size(show: Show):
    usual, small = Button("Pause", icon="pause", key="P"), Button("Import", small=True)
    show(usual, small)
    assert (usual.height(), small.height()) == (34, 28)


@pytest.mark.parametrize("role", ["", "primary", "quiet"])
def test_a_button_has_room_for_icon_word_and_key(show: Show, role: str):
    bare, full = Button("Next", role=role), Button("Next", icon="x", key="N", role=role)
    show(bare, full)
    assert full.width() > bare.width() + 16 + 18


def test_a_button_says_its_word_and_never_takes_it_for_a_shortcut(show: Show):
    button = Button(HOSTILE)
    show(button)
    assert spoken(button) == HOSTILE
    assert button.shortcut().isEmpty()
    button.setText("A & B")
    assert spoken(button) == "A & B"
    assert button.shortcut().isEmpty()


def test_a_squeezed_button_elides_its_word_and_keeps_inside(show: Show):
    button = Button("The workshop with a very long name indeed", icon="play", key="P")
    window = show(button)
    button.setFixedWidth(120)
    window.grab()
    assert button.width() == 120
    squeezed = button.grab().toImage()
    edge = squeezed.copy(118, 0, 2, 34)
    assert theme().color("text").name() not in colours(edge)


def test_a_primary_button_is_filled_with_the_accent(show: Show):
    button = Button("Next", role="primary")
    show(button)
    assert button.grab().toImage().pixelColor(8, 17) == theme().color("accent")
    button.setEnabled(False)
    assert theme().color("accent").name() not in colours(button.grab().toImage())


def test_the_keyboard_shows_where_it_is_and_the_mouse_does_not(show: Show, qtbot: QtBot):
    first, second = Button("Pause"), Button("Next", role="primary")
    window = show(first, second)
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    (ring,) = rings(window)
    place = second.mapTo(window, QPoint(0, 0))
    assert ring.geometry().topLeft() == place - QPoint(REACH, REACH)
    assert ring.size() == second.size() + QSize(2 * REACH, 2 * REACH)
    left_of_it = QPoint(place.x() - 3, place.y() + 17)
    assert window.grab().toImage().pixelColor(left_of_it) == theme().color("focus")
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    assert first.hasFocus()
    assert rings(window) == []


def test_the_ring_follows_its_button(show: Show):
    button = Button("Next")
    window = show(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    window.resize(900, 400)
    window.grab()
    (ring,) = rings(window)
    assert ring.geometry().center() == button.geometry().center()
    button.hide()
    assert rings(window) == []


def test_the_ring_is_whole_where_the_button_fills_its_box(show: Show):
    tight = QWidget()
    box = QVBoxLayout(tight)
    box.setContentsMargins(0, 0, 0, 0)
    button = Button("Next")
    box.addWidget(button)
    window = show(tight)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = rings(window)
    assert ring.parentWidget().rect().contains(ring.geometry())


def test_the_ring_goes_with_its_button(show: Show, qtbot: QtBot):
    button = Button("Next")
    window = show(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    button.setParent(None)
    button.deleteLater()
    qtbot.waitUntil(lambda: rings(window) == [])


@pytest.mark.parametrize("tone", ["idle", "ok", "warn", "over", "accent", "line"])
def test_a_chip_is_read_and_has_its_height(show: Show, tone: str):
    chip = Chip("On time", tone, "circle-check")
    show(chip)
    assert chip.height() == 22
    assert spoken(chip) == "On time"
    chip.show_state("9 min late", tone, "clock-alert")
    assert spoken(chip) == "9 min late"


def test_a_squeezed_chip_keeps_inside_its_pill(show: Show):
    chip = Chip("A very long state " * 10, "warn", "clock-alert")
    show(chip)
    chip.setFixedWidth(90)
    image = chip.grab().toImage()
    assert theme().color("warn").name() not in colours(image.copy(86, 0, 4, 22))


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("P", ["P"]),
        ("Ctrl+Shift+Z", ["Ctrl", "Shift", "Z"]),
        ("+", ["+"]),
        ("Ctrl++", ["Ctrl", "+"]),
        ("", []),
    ],
)
def test_a_shortcut_is_drawn_as_its_key_caps(keys: str, caps: list[str]):
    assert caps_of(keys) == caps


def test_a_key_hint_is_read(show: Show):
    hint = KeyHint("Ctrl+K")
    show(hint)
    assert spoken(hint) == "Ctrl+K"
    assert hint.height() == 18


def test_text_is_never_markup(show: Show):
    label = Text(HOSTILE)
    show(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert spoken(label) == HOSTILE


def test_text_that_is_cut_off_can_be_read_as_a_plain_tooltip(show: Show):
    label = Text(HOSTILE * 10, elide=True)
    window = show(label, size=QSize(200, 60))
    assert window.width() == 200
    assert "&lt;b&gt;" in label.toolTip()
    label.setText("short")
    assert label.toolTip() == ""


@pytest.mark.parametrize(("role", "token"), [("sub", "text-3"), ("muted", "text-2"), ("", "text")])
@pytest.mark.parametrize("elide", [False, True])
def test_text_has_the_colour_of_its_role(show: Show, role: str, token: str, *, elide: bool):
    label = Text("IIIIIIII", role, elide=elide)
    card = Card()
    card.body.addWidget(label)
    show(card)
    ink = theme().color(token)
    seen = card.grab().toImage()
    assert ink.name() in colours(seen)


@pytest.mark.parametrize(
    ("role", "pixels"), [("page", 20), ("big", 24), ("section", 14), ("title", 16), ("sub", 12)]
)
def test_text_has_the_size_of_its_role(show: Show, role: str, pixels: int):
    label = Text("Draft objectives", role)
    show(label)
    assert label.font().pixelSize() == pixels


def test_cards_and_private_cards_differ(show: Show):
    card, private = Card(), Card(private=True)
    show(card, private)
    middle = card.grab().toImage().pixelColor(20, 20)
    assert middle == theme().color("surface")
    assert private.grab().toImage().pixelColor(20, 20) == theme().color("private")


@pytest.mark.parametrize(("given", "kept"), [(-1.0, 0.0), (0.4, 0.4), (7.0, 1.0)])
def test_a_bar_stays_between_nothing_and_all(show: Show, given: float, kept: float):
    bar = Bar()
    show(bar)
    bar.set_fraction(given)
    assert bar.fraction == kept
    assert spoken(bar) == f"{round(kept * 100)} percent"


def test_an_empty_bar_shows_no_accent_and_a_full_one_nothing_else(show: Show):
    bar = Bar("accent", height=8)
    show(bar)
    assert theme().color("accent").name() not in colours(bar.grab().toImage())
    bar.set_fraction(1)
    across = bar.grab().toImage().copy(8, 3, bar.width() - 16, 1)
    assert colours(across) == {theme().color("accent").name()}


def test_an_icon_label_is_as_large_as_its_icon(show: Show):
    label = IconLabel("flag", "c-frame", 20)
    show(label)
    assert label.size() == QSize(20, 20)
    assert theme().color("c-frame").name() in colours(label.grab().toImage())


def test_a_refused_value_says_why_beside_the_field(show: Show):
    field = Field("25:99")
    show(field)
    field.refuse("“25:99” is not a length of time. It stays at 15 min.")
    assert "stays at 15 min" in field.refusal
    assert field.text() == "25:99"
    assert "stays at 15 min" in field.accessibleDescription()


def test_a_refusal_is_plain_text_inside_the_window(show: Show):
    field = Field()
    window = show(field)
    field.refuse(HOSTILE)
    (words,) = [label for label in window.findChildren(QLabel) if label.text() == HOSTILE]
    assert words.textFormat() == Qt.TextFormat.PlainText
    assert window.rect().contains(words.parentWidget().geometry())


def test_typing_takes_the_refusal_away(show: Show, qtbot: QtBot):
    field = Field("25:99")
    show(field)
    field.refuse("No.")
    qtbot.keyClicks(field, "1")
    assert field.refusal == ""
    assert field.accessibleDescription() == ""


def test_a_field_is_as_high_as_a_button(show: Show):
    field, button = Field(), Button("Go")
    show(field, button)
    assert field.height() == button.height() == 34


def test_a_huge_paste_is_cut_and_said(show: Show, qtbot: QtBot):
    edit = PlainEdit()
    show(edit)
    edit.setPlainText("kept ")
    edit.selectAll()
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    with qtbot.waitSignal(edit.truncated) as cut:
        edit.insertFromMimeData(pasted)
    assert len(edit.toPlainText()) == LIMIT
    assert cut.args == [1_000_000 - LIMIT]
    assert edit.toolTip()


def test_markup_is_pasted_as_the_words_it_shows(show: Show):
    edit = PlainEdit()
    show(edit)
    pasted = QMimeData()
    pasted.setHtml("<b>bold</b>")
    pasted.setText("bold")
    edit.insertFromMimeData(pasted)
    assert edit.toPlainText() == "bold"


def test_tab_leaves_a_text_of_many_lines(show: Show, qtbot: QtBot):
    edit, button = PlainEdit(), Button("Next")
    show(edit, button)
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert button.hasFocus()
    assert edit.toPlainText() == ""


def test_a_scroll_area_scrolls_down_only_and_takes_no_focus(show: Show):
    inside = QWidget()
    box = QVBoxLayout(inside)
    for number in range(40):
        box.addWidget(Text(f"Line {number}"))
    scroll = Scroll(inside)
    show(scroll)
    assert scroll.verticalScrollBar().maximum() > 0
    assert scroll.horizontalScrollBar().maximum() == 0
    assert scroll.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_field_that_gets_the_focus_by_tab_is_in_sight_as_a_whole(show: Show, qtbot: QtBot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    fields = [Field() for _ in range(8)]
    for field in fields:
        field.setFixedHeight(36)
        column.addWidget(field)
    scroll = Scroll(inside)
    show(scroll, size=QSize(300, 150))
    fields[0].setFocus()
    for field in fields[1:]:
        qtbot.keyClick(field.window().focusWidget(), Qt.Key.Key_Tab)
        assert field.hasFocus()
        top = field.mapTo(scroll.viewport(), QPoint(0, 0)).y()
        assert top >= 0
        assert top + field.height() <= scroll.viewport().height()


def test_the_field_stays_in_sight_when_a_line_comes_above_it(show: Show, qtbot: QtBot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    field = Field()
    field.setFixedHeight(36)
    column.addWidget(field)
    scroll = Scroll(inside)
    show(scroll, size=QSize(300, 150))
    field.setFocus()
    for n in range(6):
        column.insertWidget(n, QLabel("A line of its own"))

    def in_sight() -> bool:
        top = field.mapTo(scroll.viewport(), QPoint(0, 0)).y()
        return top >= 0 and top + field.height() <= scroll.viewport().height()

    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() > 0)
    qtbot.waitUntil(in_sight)
