"""A laid-out poster: pieces with a place, read by the painter and by the tests."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from desktop.bridge.icons import pixmap
from desktop.bridge.theme import DARK, LIGHT, Theme, load_theme, stage_theme
from desktop.views.stage.fitting import Fitted


class Mood(StrEnum):
    """The three sets of stage colours."""

    DARK = "dark"
    LIGHT = "light"
    BREAK = "break"


class Part(StrEnum):
    """What a piece is."""

    ICON = "icon"
    PAUSE = "pause"
    PAUSED = "paused"
    TITLE = "title"
    SUBTITLE = "subtitle"
    INSTRUCTION = "instruction"
    BACK_AT = "back_at"
    DIGITS = "digits"
    LEFT = "left"
    NEXT = "next"
    NEXT_TITLE = "next_title"
    FINISH = "finish"
    FINISH_AT = "finish_at"
    TEAM = "team"
    NAME = "name"
    MISSION = "mission"
    LABEL = "label"
    NUMBER = "number"
    RESULT = "result"
    VALUE = "value"
    MORE = "more"
    BLOCK = "block"
    NOW = "now"
    LENGTH = "length"
    START = "start"
    ADDRESS = "address"
    STEP = "step"
    STEP_DIGITS = "step_digits"
    STEP_INSTRUCTION = "step_instruction"


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """A text at its place. `box` is the room it keeps free of all others, `ground` is behind it."""

    part: Part
    fitted: Fitted
    box: QRectF
    at: QPointF
    token: str
    clipped: bool = False
    ground: str = "bg"

    def on(self, ground: str) -> TextPiece:
        """The same on a field of that colour."""
        return replace(self, ground=ground)


@dataclass(frozen=True, slots=True)
class IconPiece:
    """An icon in a stage colour or, for a category, in that category's."""

    part: Part
    name: str
    token: str
    box: QRectF


@dataclass(frozen=True, slots=True)
class BarPiece:
    """How much of the time is used."""

    box: QRectF
    fraction: float
    token: str


@dataclass(frozen=True, slots=True)
class FieldPiece:
    """A rounded field behind the texts, or only the line around it."""

    box: QRectF
    token: str
    radius: float = 0.0
    outline: float = 0.0


QUIET = 4
"""Modules that stay empty around a QR code, by ISO/IEC 18004."""


@dataclass(frozen=True, slots=True)
class CodePiece:
    """A QR code: rows of 1 (dark) and 0 (light). `box` is a square and has the quiet zone in it."""

    modules: tuple[str, ...]
    box: QRectF
    least: float = 0.0  # that all modules together are high, at any rate

    @property
    def module(self) -> float:
        """The side of one."""
        return self.box.width() / (len(self.modules) + 2 * QUIET)


_PAPER, _INK = QColor("#FFFFFF"), QColor("#101216")
"""Of a code, in every theme: many phones don't read a light one on a dark ground."""


@dataclass(frozen=True, slots=True, eq=False)
class Poster:
    """What is painted, in reading order."""

    mood: Mood
    texts: tuple[TextPiece, ...] = ()
    icons: tuple[IconPiece, ...] = ()
    bar: BarPiece | None = None
    rules: tuple[QRectF, ...] = ()
    fields: tuple[FieldPiece, ...] = ()
    code: CodePiece | None = None

    @property
    def strings(self) -> list[str]:
        return [piece.fitted.text for piece in self.texts]

    @property
    def colors(self) -> Theme:
        return stage_theme(self.mood)

    def find(self, part: Part) -> TextPiece | None:
        return next((piece for piece in self.texts if piece.part is part), None)

    def paint(self, painter: QPainter, ratio: float) -> None:
        """Paint all but the background; `ratio` is device pixels for one of the poster's."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for field in self.fields:
            self._paint_field(painter, field)
        if self.code is not None:
            _paint_code(painter, self.code, ratio)
        for rule in self.rules:
            painter.fillRect(rule, self.colors.color("track"))
        for piece in self.texts:
            self._paint_text(painter, piece)
        for icon in self.icons:
            side = max(1, round(icon.box.width()))
            image = pixmap(icon.name, self._icon_color(icon), side, ratio)
            painter.drawPixmap(QRect(icon.box.topLeft().toPoint(), icon.box.size().toSize()), image)
        if self.bar is not None:
            self._paint_bar(painter, self.bar)

    def _paint_text(self, painter: QPainter, piece: TextPiece) -> None:
        painter.save()
        if piece.clipped:
            overhang = piece.fitted.style.size * 0.12  # letters may lean out of their width
            room = piece.box.adjusted(-overhang, 0, overhang, 0)
            painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
        painter.setPen(self.colors.color(piece.token))
        piece.fitted.drawing.draw(painter, piece.at)
        painter.restore()

    def _paint_field(self, painter: QPainter, field: FieldPiece) -> None:
        color, half = self.colors.color(field.token), field.outline / 2
        painter.setPen(QPen(color, field.outline) if half else Qt.PenStyle.NoPen)
        painter.setBrush(Qt.BrushStyle.NoBrush if half else color)
        box = field.box.adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, field.radius - half, field.radius - half)

    def _paint_bar(self, painter: QPainter, bar: BarPiece) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        radius = bar.box.height() / 2
        painter.setBrush(self.colors.color("track"))
        painter.drawRoundedRect(bar.box, radius, radius)
        if bar.fraction > 0:
            used = QRectF(bar.box)
            used.setWidth(max(bar.box.height(), bar.box.width() * bar.fraction))
            painter.setBrush(self.colors.color(bar.token))
            painter.drawRoundedRect(used, radius, radius)

    def _icon_color(self, icon: IconPiece) -> QColor:
        if icon.token in self.colors.tokens:
            return self.colors.color(icon.token)
        return load_theme(LIGHT if self.colors.name == LIGHT else DARK).color(icon.token)


def _paint_code(painter: QPainter, code: CodePiece, ratio: float) -> None:
    """In whole pixels, if that leaves it large enough: uneven ones cost a phone its distance."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PAPER)
    painter.drawRoundedRect(code.box, code.module, code.module)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    module = code.module
    whole = int(module * ratio) / ratio
    if whole and whole * len(code.modules) >= code.least:
        module = whole
    side = module * len(code.modules)
    left = round(code.box.center().x() - side / 2)
    top = round(code.box.center().y() - side / 2)
    for y, row in enumerate(code.modules):
        for run in re.finditer("1+", row):
            width = module * (run.end() - run.start())
            place = QRectF(left + module * run.start(), top + module * y, width, module)
            painter.fillRect(place, _INK)
    painter.restore()
