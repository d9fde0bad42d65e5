"""A laid-out poster: pieces with a place, read by the painter and by the tests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

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
    MISSION = "mission"
    LABEL = "label"
    NUMBER = "number"
    RESULT = "result"
    VALUE = "value"
    MORE = "more"


@dataclass(frozen=True, slots=True, eq=False)
class TextPiece:
    """A text at its place. `box` is the room it keeps free of all others."""

    part: Part
    fitted: Fitted
    box: QRectF
    at: QPointF
    token: str
    clipped: bool = False


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


@dataclass(frozen=True, slots=True, eq=False)
class Poster:
    """What is painted, in reading order."""

    mood: Mood
    texts: tuple[TextPiece, ...] = ()
    icons: tuple[IconPiece, ...] = ()
    bar: BarPiece | None = None
    rules: tuple[QRectF, ...] = ()

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
