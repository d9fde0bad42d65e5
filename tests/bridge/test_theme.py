"""Theme, icons and fonts: readable in both themes, complete, and the ones that are listed."""

from __future__ import annotations

import ast
import hashlib
import re
import time
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.bridge.fonts import FAMILY, font, load_fonts, tabular
from desktop.bridge.icons import icon, pixmap
from desktop.bridge.qss import style_sheet
from desktop.bridge.symbols import CAPTURE, CATEGORY, Symbol, capture_name, category_name
from desktop.bridge.theme import Theme, apply_theme, load_theme, stage_theme, theme
from desktop.domain.kinds import CaptureKind, Category
from desktop.system.resources import resource
from desktop.views.widgets import Button, Card, Chip, Text

SOURCE = Path(__file__).parents[2] / "desktop"
THEMES = ("light", "dark")
MOODS = ("dark", "light", "break")
EVERYWHERE = "bg nav surface sunken accent-soft private"

READ = [
    ("text", EVERYWHERE),
    ("text-2", f"{EVERYWHERE} idle-soft ok-soft warn-soft over-soft"),
    ("text-3", EVERYWHERE),
    ("accent", EVERYWHERE),
    ("on-accent", "accent accent-press"),
    ("ok", "surface ok-soft nav"),
    ("warn", "surface warn-soft"),
    ("over", "surface over-soft"),
    ("idle", "surface idle-soft"),
]
"""Each text colour, and what it stands on."""

SEEN = [
    ("line-strong", "surface bg sunken"),
    ("focus", EVERYWHERE),
    ("warn-fill", "surface"),
    ("over-fill", "surface"),
    *((symbol.token, "surface bg sunken accent-soft") for symbol in CATEGORY.values()),
]
"""The same for icons, bars, borders and the focus ring."""


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(look: Theme, one: str, other: str) -> float:
    high, low = sorted((luminance(look.color(one)), luminance(look.color(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("pairs", "least"), [(READ, 4.5), (SEEN, 3.0)])
def test_the_console_meets_wcag_aa(name: str, pairs: list[tuple[str, str]], least: float):
    look = load_theme(name)
    for ink, grounds in pairs:
        for ground in grounds.split():
            assert contrast(look, ink, ground) >= least, f"{ink} on {ground}"


@pytest.mark.parametrize("mood", MOODS)
def test_participants_can_read_all_of_the_stage(mood: str):
    look = stage_theme(mood)
    for ink in ("text", "body", "meta", "over"):
        assert contrast(look, ink, "bg") >= 7.0, ink
    for ink in ("bar", "over-bar"):
        assert contrast(look, ink, "bg") >= 3.0, ink


def test_both_themes_name_the_same_tokens():
    assert load_theme("light").tokens.keys() == load_theme("dark").tokens.keys()


def test_all_moods_of_the_stage_name_the_same_tokens():
    assert stage_theme("dark").tokens.keys() == stage_theme("light").tokens.keys()
    assert stage_theme("dark").tokens.keys() == stage_theme("break").tokens.keys()


@pytest.mark.parametrize("file", ["light.toml", "dark.toml", "stage.toml"])
def test_every_token_is_a_colour(file: str):
    tokens = tomllib.loads(resource("themes", file).read_text("utf-8"))
    flat = [value for value in tokens.values() if isinstance(value, str)]
    flat += [v for group in tokens.values() if isinstance(group, dict) for v in group.values()]
    assert flat
    assert all(re.fullmatch(r"#([0-9A-F]{2})?[0-9A-F]{6}", value) for value in flat)


def test_the_scrim_lets_the_work_shine_through():
    for name in THEMES:
        assert 0 < load_theme(name).color("scrim").alpha() < 255


@pytest.mark.parametrize("name", THEMES)
def test_the_style_sheet_leaves_no_token_open(name: str):
    sheet = style_sheet(load_theme(name).tokens)
    assert "$" not in sheet
    for path in re.findall(r'url\("(.+?)"\)', sheet):
        assert Path(path).is_file()


def test_a_token_that_is_missing_is_an_error_and_not_black():
    with pytest.raises(KeyError):
        load_theme("light").color("no-such-token")


def test_styles_stand_in_the_theme_and_not_in_widgets():
    allowed = {SOURCE / "bridge" / "theme.py", SOURCE / "views" / "overlay.py"}
    styled = {path for path in SOURCE.rglob("*.py") if "setStyleSheet" in path.read_text("utf-8")}
    assert styled <= allowed


def test_a_change_of_theme_repaints_what_is_shown(qtbot: QtBot, qapp: QApplication):
    window = QWidget()
    qtbot.addWidget(window)
    card = Card()
    card.body.addWidget(Text("Draft objectives", "title"))
    QVBoxLayout(window).addWidget(card)
    window.resize(300, 120)
    window.show()
    seen: list[tuple[str, str]] = []
    for name in ("dark", "light"):
        apply_theme(qapp, load_theme(name))
        image = window.grab().toImage()
        seen.append((image.pixelColor(1, 1).name(), image.pixelColor(150, 100).name()))
        assert theme() == load_theme(name)
    expected = [
        (look.color("bg").name(), look.color("surface").name())
        for look in (load_theme("dark"), load_theme("light"))
    ]
    assert seen == expected


def test_a_change_of_theme_is_not_felt(qtbot: QtBot, qapp: QApplication):
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    for number in range(120):
        box.addWidget(Text(f"Line {number}", "sub"))
        box.addWidget(Button(f"Button {number}", icon="play", key="P"))
        box.addWidget(Chip("On time", "ok", "circle-check"))
    window.show()
    spans: list[float] = []
    for name in ("dark", "light", "dark", "light"):
        start = time.perf_counter()
        apply_theme(qapp, load_theme(name))
        spans.append(time.perf_counter() - start)
    assert min(spans) < 5 * 0.15  # a busy machine has five times the slack


def test_every_category_and_kind_of_note_has_icon_colour_and_word():
    assert CATEGORY.keys() == set(Category)
    assert CAPTURE.keys() == set(CaptureKind)
    assert len({category_name(category) for category in Category}) == len(Category)
    assert len({capture_name(kind) for kind in CaptureKind}) == len(CaptureKind)
    for symbols in (CATEGORY, CAPTURE):
        assert len({symbol.icon for symbol in symbols.values()}) == len(symbols)


@pytest.mark.parametrize("symbol", [*CATEGORY.values(), *CAPTURE.values()])
def test_every_symbol_can_be_drawn(qapp: QApplication, symbol: Symbol):
    assert resource("icons", f"{symbol.icon}.svg").is_file()
    for name in THEMES:
        assert colours(symbol.icon, load_theme(name).color(symbol.token))


def colours(name: str, ink: QColor) -> set[str]:
    """The colours of the fully covered pixels of an icon."""
    image = pixmap(name, ink, 32).toImage()
    points = ((x, y) for x in range(32) for y in range(32))
    solid = [image.pixelColor(x, y) for x, y in points if image.pixelColor(x, y).alpha() == 255]
    return {colour.name() for colour in solid}


def test_an_icon_takes_the_colour_it_is_drawn_in(qapp: QApplication):
    assert colours("flag", QColor("#C85F0C")) == {"#c85f0c"}
    assert colours("flag", QColor("#4149C8")) == {"#4149c8"}


def test_an_icon_is_sharp_on_a_dense_screen(qapp: QApplication):
    image = pixmap("flag", QColor("black"), 16, 2.0)
    assert image.width() == 32
    assert image.deviceIndependentSize().width() == 16


def test_the_same_icon_is_drawn_once(qapp: QApplication):
    ink = QColor("#123456")
    assert pixmap("flag", ink, 16).cacheKey() == pixmap("flag", ink, 16).cacheKey()


def test_an_icon_nobody_ships_is_an_error(qapp: QApplication):
    with pytest.raises(OSError, match="no-such-icon"):
        pixmap("no-such-icon", QColor("black"))


def test_an_action_icon_follows_the_theme(qapp: QApplication):
    flag = icon("flag", "text")
    for name in ("dark", "light"):
        apply_theme(qapp, load_theme(name))
        expected = pixmap("flag", load_theme(name).color("text"), 16).toImage()
        assert flag.pixmap(16, 16).toImage() == expected
    off = flag.pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    assert off == pixmap("flag", load_theme("light").color("text-3"), 16).toImage()


def test_every_icon_the_code_asks_for_is_shipped_and_no_other():
    shipped = {path.stem for path in resource("icons").glob("*.svg")}
    asked, named = set[str](), set[str]()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                asked |= asked_for(node)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                named.add(node.value)
    assert asked - shipped == set()
    in_the_sheet = {"tick-light", "tick-dark", "drop-light", "drop-dark"}
    assert shipped - named - in_the_sheet == set()


def asked_for(call: ast.Call) -> set[str]:
    """The literal icon names in `icon("x")`, `IconLabel("x")` and `...(icon="x")`."""
    function = call.func
    name = function.id if isinstance(function, ast.Name) else ""
    given = [word.value for word in call.keywords if word.arg == "icon"]
    if name in {"icon", "pixmap", "IconLabel"} and call.args:
        given.append(call.args[0])
    texts = (node.value for node in given if isinstance(node, ast.Constant))
    return {text for text in texts if isinstance(text, str) and text}


def test_icons_come_with_their_licence():
    assert "ISC License" in resource("icons", "LICENSE").read_text("utf-8")


def test_the_shipped_fonts_are_the_listed_ones():
    folder = resource("fonts", "ui")
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split() for line in lines)}
    shipped = {path.name: sha256(path) for path in folder.glob("*.otf")}
    assert shipped == listed
    assert "SIL OPEN FONT LICENSE" in (folder / "OFL.txt").read_text("utf-8")


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_shipped_fonts_are_taken_by_qt(qapp: QApplication):
    assert all(number >= 0 for number in load_fonts())
    assert QFontInfo(font(13)).family() == FAMILY


@pytest.mark.parametrize("weight", [400, 500, 600])
@pytest.mark.parametrize("pixels", [13, 38, 540])
def test_digits_that_count_have_one_width(qapp: QApplication, weight: int, pixels: int):
    load_fonts()
    metrics = QFontMetricsF(tabular(font(pixels, weight)))
    widths = [metrics.horizontalAdvance(digit) for digit in "0123456789"]
    # The 4 of this Inter is 0.16 % narrower; half a pixel on the largest digits of a 1080p stage.
    assert max(widths) - min(widths) <= max(widths) * 0.002


def test_text_is_in_the_shipped_font_unless_it_says_otherwise(qtbot: QtBot, qapp: QApplication):
    apply_theme(qapp, load_theme("light"))
    label = QLabel("Draft objectives")
    qtbot.addWidget(label)
    assert QFontInfo(label.font()).family() == FAMILY
    assert label.font().pixelSize() == 13
