"""One style sheet for all windows; widgets only carry properties."""

from __future__ import annotations

import re
from string import Template

from desktop.bridge.fonts import scaled, text_percent
from desktop.system.resources import resource

# Roles are dynamic properties: Text[role], Card[private], Button[role], QFrame[bar].
_SHEET = Template(
    """
* { outline: none; }
QMainWindow, QDialog { background: $bg; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }
QLabel { background: transparent; color: $text; }
QLabel[role="page"] { font-size: 20px; font-weight: 600; }
QLabel[role="big"] { font-size: 24px; font-weight: 600; }
QLabel[role="section"] { font-size: 14px; font-weight: 600; }
QLabel[role="title"] { font-size: 16px; font-weight: 600; }
QLabel[role="sub"] { font-size: 12px; color: $text_3; }
QLabel[role="eyebrow"] { font-size: 12px; font-weight: 600; color: $text_3; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $text_2; }
QLabel[role="refusal"] { font-size: 12px; color: $warn; }
QLabel[tone="warn"] { color: $warn; }
QLabel[tone="over"] { color: $over; }
QLabel[tone="ok"] { color: $ok; }
QLabel[tone="accent"] { color: $accent; }
QLabel[tone="idle"] { color: $idle; }
QLabel[tone="faint"] { color: $text_3; }
QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[card="true"][private="true"] { background: $private; border-color: $private_line; }
QFrame[card="true"][ask="true"] { background: $accent_soft; border-color: $accent_line; }
QFrame[card="true"][answer="true"] { border-color: $accent_line; border-radius: 6px; }
QLineEdit, QPlainTextEdit, QDateEdit, QTimeEdit, QSpinBox, QComboBox {
  background: $surface; color: $text; border: 1px solid $line_strong; border-radius: 6px;
  padding: 0 8px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QDateEdit, QTimeEdit, QSpinBox, QComboBox { min-height: 32px; }
QPlainTextEdit { padding: 4px 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QDateEdit:focus, QTimeEdit:focus, QSpinBox:focus,
QComboBox:focus { border: 2px solid $focus; padding: 0 7px; }
QPlainTextEdit:focus { padding: 3px 3px; }
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] { border: 1px solid $warn_fill; }
QLineEdit[quiet="true"] { border-color: transparent; background: transparent; }
QLineEdit[quiet="true"]:hover { border-color: $line; }
QPlainTextEdit[quiet="true"] { border-color: transparent; background: transparent; }
QPlainTextEdit[quiet="true"]:hover { border-color: $line; }
QPlainTextEdit[quiet="true"]:focus { border: 2px solid $focus; background: $surface; }
QPlainTextEdit[type="title"] { font-size: 16px; font-weight: 600; }
QPlainTextEdit[type="mission"] { font-size: 14px; }
QLineEdit[type="chip"], QComboBox[type="chip"] { min-height: 26px; font-size: 12px; }
QLineEdit[type="page"] { font-size: 20px; font-weight: 600; }
QLineEdit[quiet="true"]:focus { border: 2px solid $focus; background: $surface; }
QLineEdit:disabled, QPlainTextEdit:disabled, QAbstractSpinBox:disabled, QComboBox:disabled {
  background: $sunken; color: $text_3; border-color: $line;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QComboBox::drop-down, QDateEdit::drop-down { border: none; width: 20px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$drop"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
  background: $surface; color: $text; border: 1px solid $line; padding: 4px;
  selection-background-color: $accent_soft; selection-color: $text;
}
QListView, QTreeView, QTableView {
  background: transparent; color: $text; border: none;
  selection-background-color: $accent_soft; selection-color: $text;
}
QTableView { gridline-color: $line; }
QTableView::item { padding: 0 8px; border: none; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QHeaderView, QTableCornerButton::section { background: transparent; border: none; }
QHeaderView::section {
  background: transparent; color: $text_3; font-size: 12px; font-weight: 500;
  border: none; border-bottom: 1px solid $line; padding: 0 8px 6px 8px;
}
QScrollArea, QScrollArea > QWidget > QWidget[plain="true"] {
  background: transparent; border: none;
}
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: $line_strong; border-radius: 3px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
  background: transparent; border: none; height: 0; width: 0;
}
QFrame[refusal="true"] { background: $warn_soft; border: 1px solid $warn_line; border-radius: 6px; }
QCheckBox { color: $text; spacing: 8px; }
QCheckBox:disabled, QCheckBox[faint="true"] { color: $text_3; }
QCheckBox::indicator {
  width: 14px; height: 14px; border: 1px solid $line_strong; border-radius: 4px;
  background: $surface;
}
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$check"); }
QCheckBox::indicator:checked:disabled { background: $line_strong; border-color: $line_strong; }
QCheckBox:focus { color: $accent; }
QCheckBox::indicator:focus { border: 2px solid $focus; width: 12px; height: 12px; }
QFrame[menu="true"] { background: $surface; border: 1px solid $line_strong; }
QMenu { background: $surface; color: $text; border: 1px solid $line; padding: 6px; }
QMenu::item { padding: 6px 24px 6px 28px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $text_3; }
QMenu::icon { left: 8px; }
QMenu::separator { height: 1px; background: $line; margin: 6px 4px; }
"""
)


_SIZES = re.compile(r"\b(font-size|min-height): (\d+)px")
_BARS = 28
"""Pixels of the handle of a scroll bar, which has nothing to do with text."""


def style_sheet(tokens: dict[str, str]) -> str:
    """The sheet in these colours. Raises KeyError for a token the sheet needs and lacks."""
    values = {name.replace("-", "_"): value for name, value in tokens.items()}
    dark = tokens["on-accent"] != "#FFFFFF"
    shade = "dark" if dark else "light"  # a style sheet can't tint what it loads
    check = resource("icons", f"tick-{shade}.svg").as_posix()
    drop = resource("icons", f"drop-{shade}.svg").as_posix()
    sheet = _SHEET.substitute(values, check=check, drop=drop)
    return sheet if text_percent() == 100 else larger(sheet)


def larger(sheet: str) -> str:
    """A sheet of the design with its texts and fields as large as text is now."""
    return _SIZES.sub(_scaled_size, sheet)


def _scaled_size(found: re.Match[str]) -> str:
    name, pixels = found.group(1), int(found.group(2))
    return found.group() if pixels == _BARS else f"{name}: {scaled(pixels)}px"
