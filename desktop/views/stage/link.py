"""The poster of a link: a code that a phone reads from the last row, its title and address."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop.bridge.fonts import DISPLAY
from desktop.domain.i18n import tr
from desktop.domain.stage import StageContent, StageLink
from desktop.views.stage.fitting import Fitted, Style, fit, fit_line, natural_width, one_line
from desktop.views.stage.frame import Frame, boxed, line
from desktop.views.stage.okr import EDGE, LABEL, time_left
from desktop.views.stage.poster import QUIET, CodePiece, IconPiece, Mood, Part, Poster, TextPiece

_TITLE = Style(76, 600, DISPLAY, leading=1.136, spacing=-0.025)
_ADDRESS = Style(52, 500, leading=1.25, spacing=-0.018)

_CODE = 740.0
_LEAST_CODE = 660.0
_LEAST_SHARE = 0.6
"""Of the height, and without the quiet zone: what a phone reads from the last row."""

_MOST_PANEL = 1000.0
_WIDE = 1700.0
_TALL = 1300.0
_HEAD_BASELINE = 140.0
_MOST_LETTERS = 400  # more never fit; measuring them would be felt


def link_poster(content: StageContent, frame: Frame) -> Poster:
    """The code at the left and the words beside it; in a tall window the words are below."""
    told = content.link
    if told is None or not told.modules:
        return Poster(Mood.LIGHT)
    texts, icons, _right = time_left(content, frame, _HEAD_BASELINE)
    panel = _panel(told, frame)
    s = frame.scale
    if frame.height < _TALL:
        x = panel.right() / s + (80 if frame.width >= _WIDE else 48)
        top = _HEAD_BASELINE + 40
        area = QRectF(x, top, frame.width - EDGE - x, frame.height - 2 * top)
    else:
        top = panel.bottom() / s + 60
        area = QRectF(EDGE, top, frame.width - 2 * EDGE, frame.height - EDGE - top)
    words, signs = _words(told, frame, area)
    least = _LEAST_SHARE * frame.height * s if frame.height < _TALL else 0.0
    code = CodePiece(told.modules, panel, least)
    return Poster(Mood.LIGHT, tuple(texts + words), tuple(icons + signs), code=code)


def _panel(told: StageLink, frame: Frame) -> QRectF:
    """The code with its quiet zone."""
    count = len(told.modules)
    around = (count + 2 * QUIET) / count
    if frame.height < _TALL:
        side = (_CODE if frame.width >= _WIDE else _LEAST_CODE) * around
        side = min(side, _MOST_PANEL)
        return frame.rect(
            EDGE if frame.width >= _WIDE else EDGE / 2, (frame.height - side) / 2, side, side
        )
    side = min(frame.width - 2 * EDGE, 0.6 * frame.height)
    return frame.rect((frame.width - side) / 2, _HEAD_BASELINE + 60, side, side)


def _words(told: StageLink, frame: Frame, area: QRectF) -> tuple[list[TextPiece], list[IconPiece]]:
    """What to do, what it is and where it leads; in the middle of their room."""
    s = frame.scale
    label = fit_line(tr("Scan to open"), frame.style(LABEL), (area.width() - 58) * s, 40 * s)
    tries = [
        (frame.style(_TITLE, size), most)
        for size, most in ((76, 3), (64, 4), (56, 5), (48, 5), (42, 6), (40, 6))
    ]
    title = fit(
        one_line(told.title)[:_MOST_LETTERS], tries, area.width() * s, (area.height() - 320) * s
    )
    address = _address(one_line(told.address), frame, area.width() * s)
    title_height = title.height / s + 28 if title.text else 0.0
    height = 66 + title_height + address.height / s
    y = area.top() + max(0.0, (area.height() - height) / 2)
    x = area.left()
    texts = [line(Part.LABEL, label, frame, x + 58, y + 38, "body")]
    icon = IconPiece(Part.ICON, "qr-code", "body", frame.rect(x, y + 4, 40, 40))
    y += 66
    if title.text:
        box = frame.rect(x, y, area.width(), title.height / s)
        texts.append(boxed(Part.TITLE, title, box, "text", 8 * s))
        y += title_height
    box = frame.rect(x, y, area.width(), address.height / s)
    texts.append(boxed(Part.ADDRESS, address, box, "text", 8 * s))
    return texts, [icon]


def _address(address: str, frame: Frame, width: float) -> Fitted:
    """Broken behind the host rather than in it, if it goes at all."""
    host = address.partition("/")[0]
    tries = [(frame.style(_ADDRESS, size), most) for size, most in ((52, 2), (46, 3), (40, 4))]
    whole = [each for each in tries if natural_width(host, each[0]) <= width]
    return fit(address, whole or tries[-1:], width, 220 * frame.scale)
