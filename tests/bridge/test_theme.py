"""Colours: every pair that is used together can be read, in both themes and on the stage."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.bridge import symbols
from desktop.bridge.fonts import font, tabular
from desktop.bridge.icons import icon, pixmap
from desktop.bridge.theme import apply_theme, load_theme, stage_theme, theme
from desktop.domain.kinds import CaptureKind, Category
from desktop.system.resources import resource
from desktop.views.widgets import Button, Chip, KeyHint

SOURCE = Path(__file__).parents[2] / "desktop"
CATEGORIES = [s.token for s in symbols.CATEGORY.values()]

READ = [
    ("text", "bg nav surface sunken accent-soft private"),
    ("text-2", "bg nav surface sunken accent-soft private idle-soft"),
    ("text-3", "bg nav surface sunken accent-soft"),
    ("accent", "bg surface accent-soft"),
    ("on-accent", "accent accent-press"),
    ("ok", "surface ok-soft nav"),
    ("warn", "surface warn-soft"),
    ("over", "surface over-soft"),
    ("idle", "surface idle-soft"),
]
SEEN = [
    ("line-strong", "surface bg sunken"),
    ("focus", "bg surface accent-soft"),
    ("warn-fill", "surface"),
    ("over-fill", "surface"),
    *((token, "surface sunken accent-soft") for token in CATEGORIES),
]


def luminance(color):
    def linear(channel):
        value = channel / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(c) for c in (color.red(), color.green(), color.blue()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "floor"), [(READ, 4.5), (SEEN, 3.0)])
def test_the_console_meets_wcag_aa(name, pairs, floor):
    chosen = load_theme(name)
    for ink, grounds in pairs:
        for ground in grounds.split():
            ratio = contrast(chosen.color(ink), chosen.color(ground))
            assert ratio >= floor, f"{name}: {ink} on {ground} is {ratio:.2f}"


@pytest.mark.parametrize("name", ["light", "dark", "break"])
def test_the_stage_is_seven_to_one(name):
    chosen = stage_theme(name)
    for ink in ("text", "body", "meta", "over"):
        assert contrast(chosen.color(ink), chosen.color("bg")) >= 7.0, ink
    assert contrast(chosen.color("bar"), chosen.color("bg")) >= 3.0


def test_both_themes_have_the_same_tokens():
    assert set(load_theme("light").tokens) == set(load_theme("dark").tokens)


def test_every_category_and_kind_has_an_icon_a_colour_and_a_name(qapp):
    for table, name, members in (
        (symbols.CATEGORY, symbols.category_name, Category),
        (symbols.CAPTURE, symbols.capture_name, CaptureKind),
    ):
        for member in members:
            chosen = load_theme("dark").color(table[member].token)
            assert not pixmap(table[member].icon, chosen).isNull()
            assert name(member)


def test_every_shipped_icon_is_used_and_every_used_one_is_shipped():
    words = set()
    for path in SOURCE.rglob("*.py"):
        words |= set(re.findall(r'"([a-z0-9-]+)(?:\.svg)?"', path.read_text("utf-8")))
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    made = {"tick-light", "tick-dark", "drop-light", "drop-dark"}  # named with their shade
    assert shipped - words - made == set()


def test_an_icon_takes_its_colour_when_it_is_painted(qapp):
    apply_theme(qapp, load_theme("light"))
    shown = icon("flag", "text")
    light = shown.pixmap(16, 16).toImage()
    apply_theme(qapp, load_theme("dark"))
    dark = shown.pixmap(16, 16).toImage()
    apply_theme(qapp, load_theme("light"))
    assert light != dark
    assert theme().name == "light"


def test_running_digits_have_one_width(qapp):
    from PySide6.QtGui import QFontMetricsF

    metrics = QFontMetricsF(tabular(font(38, 600)))
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    assert max(widths) - min(widths) < 0.1  # hinting; a proportional 1 is 10 px narrower


def test_a_theme_change_reaches_what_is_shown(qtbot, qapp):
    apply_theme(qapp, load_theme("light"))
    button = Button("Next", icon="arrow-right", key="N", role="primary")
    qtbot.addWidget(button)
    button.show()
    light = button.grab().toImage()
    apply_theme(qapp, load_theme("dark"))
    dark = button.grab().toImage()
    apply_theme(qapp, load_theme("light"))
    button.hide()
    assert light != dark


def test_small_parts_say_what_they_are(qtbot):
    for part, name in (
        (Button("Pause", key="P"), "Pause"),
        (Chip("9 min late", "warn", "clock-alert"), "9 min late"),
        (KeyHint("Ctrl+K"), "Ctrl+K"),
    ):
        qtbot.addWidget(part)
        assert part.accessibleName() == name


def test_enter_and_space_press_a_button(qtbot):
    from PySide6.QtCore import Qt

    button = Button("Start")
    qtbot.addWidget(button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        with qtbot.waitSignal(button.clicked, timeout=500):
            qtbot.keyClick(button, key)
    assert button.text() == "Start"
