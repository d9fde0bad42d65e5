"""The poster of one team's draft: its objective, and how everybody will know."""

from __future__ import annotations

from PySide6.QtCore import QRectF

from desktop.bridge.fonts import DISPLAY
from desktop.bridge.symbols import CATEGORY
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Category
from desktop.domain.stage import StageContent, StageOkr, StageResult
from desktop.views.stage.fitting import Style, fit, fit_line, one_line
from desktop.views.stage.frame import Frame, boxed, line
from desktop.views.stage.poster import IconPiece, Mood, Part, Poster, TextPiece

EDGE = 96.0
BOTTOM = 60.0
_HEAD = Style(44, leading=1.27, spacing=-0.018)
_HEAD_STRONG = Style(44, 600, leading=1.27, spacing=-0.018)
_TIME = Style(44, 600, leading=1.27, spacing=-0.018, tabular=True)
LABEL = Style(40, leading=1.2)
_OBJECTIVE = Style(88, 600, DISPLAY, leading=1.136, spacing=-0.025)
_RESULT = Style(46, leading=1.22, spacing=-0.018)
_GOAL = Style(46, 600, leading=1.22, spacing=-0.02, tabular=True)
_ROW = 98.0
_LEAST_ROW = 72.0


def okr_poster(content: StageContent, frame: Frame) -> Poster:
    """Team and mission above, then the objective, then a line for each key result."""
    okr = content.okr
    if okr is None:
        return Poster(Mood.LIGHT)
    texts, icons = _head(content, okr, frame)
    words, symbol, bottom = _statement(okr, frame)
    texts += words
    icons += symbol
    rules: list[QRectF] = []
    if okr.results:
        lines, arrows, rules = _results(okr.results, frame, bottom + 40)
        texts += lines
        icons += arrows
    return Poster(Mood.LIGHT, tuple(texts), tuple(icons), rules=tuple(rules))


def _head(
    content: StageContent, okr: StageOkr, frame: Frame
) -> tuple[list[TextPiece], list[IconPiece]]:
    s, baseline = frame.scale, 64 + 43.0
    texts, icons, right = time_left(content, frame, baseline)
    team = fit_line(one_line(okr.team), frame.style(_HEAD_STRONG), (right - EDGE) * 0.6 * s)
    head = [line(Part.TEAM, team, frame, EDGE, baseline, "text")]
    x = EDGE + team.width / s + 28
    mission = one_line(okr.mission) if okr.objective else ""
    if mission and right - x > 200:
        fitted = fit_line(mission, frame.style(_HEAD), (right - x) * s)
        head.append(line(Part.MISSION, fitted, frame, x, baseline, "body"))
    return head + texts, icons


def time_left(
    content: StageContent, frame: Frame, baseline: float
) -> tuple[list[TextPiece], list[IconPiece], float]:
    """The digits of the block that runs, at the right end of the head; and where that ends."""
    s, right = frame.scale, frame.width - EDGE
    if not content.digits:
        return [], [], right
    digits = fit_line(content.digits, frame.style(_TIME), (frame.width - 2 * EDGE) * s)
    right -= digits.width / s
    token = "over" if content.over else "text"
    time = line(Part.DIGITS, digits, frame, right, baseline, token)
    right -= 58
    name = "pause" if content.paused else "timer"
    icon = IconPiece(Part.PAUSE, name, "body", frame.rect(right, baseline - 38, 44, 44))
    return [time], [icon], right - 48


def _statement(okr: StageOkr, frame: Frame) -> tuple[list[TextPiece], list[IconPiece], float]:
    """The objective; while there is none yet, the mission. And where that ends."""
    s, room = frame.scale, frame.width - 2 * EDGE
    is_objective = bool(one_line(okr.objective)) or not one_line(okr.mission)
    symbol = CATEGORY[Category.OBJECTIVE if is_objective else Category.MISSION]
    name = tr("Objective") if is_objective else tr("Mission")
    if is_objective and (owner := one_line(okr.owner)):
        name = tr("Objective · {name}").format(name=owner)
    top = 160.0
    icon = IconPiece(Part.ICON, symbol.icon, symbol.token, frame.rect(EDGE, top + 4, 40, 40))
    label = fit_line(name, frame.style(LABEL), room * s)
    texts = [line(Part.LABEL, label, frame, EDGE + 58, top + 38, "body")]
    words = one_line(okr.objective if is_objective else okr.mission)
    if not words:
        return texts, [icon], top + 48
    rows = min(len(okr.results), 5)
    height = frame.height - BOTTOM - 40 - rows * _LEAST_ROW - (top + 64)
    tries = [
        (frame.style(_OBJECTIVE, size), most)
        for size, most in ((88, 2), (76, 3), (64, 4), (56, 5), (48, 6))
    ]
    fitted = fit(words, tries, room * s, height * s)
    box = frame.rect(EDGE, top + 64, room, fitted.height / s)
    texts.append(boxed(Part.TITLE, fitted, box, "text", 10 * s))
    return texts, [icon], top + 64 + fitted.height / s


def _results(
    results: tuple[StageResult, ...], frame: Frame, top: float
) -> tuple[list[TextPiece], list[IconPiece], list[QRectF]]:
    """As many lines as there is room for; the last one says how many are not here."""
    room = frame.height - BOTTOM - top
    row = max(_LEAST_ROW, min(_ROW, room / len(results)))
    fitting = max(1, int(room / row))
    shown = len(results) if len(results) <= fitting else max(1, fitting - 1)
    texts: list[TextPiece] = []
    icons: list[IconPiece] = []
    rules: list[QRectF] = []
    for n, result in enumerate(results[:shown]):
        y = top + n * row
        rules.append(frame.rect(EDGE, y, frame.width - 2 * EDGE, 3))
        words, arrow = _result(n + 1, result, frame, y + row / 2 + 17)
        texts += words
        icons += arrow
    hidden = len(results) - shown
    if hidden:
        more = ntr("{n} more key result", "{n} more key results", hidden)
        fitted = fit_line(more, frame.style(LABEL), frame.width * frame.scale)
        baseline = top + shown * row + row / 2 + 14
        texts.append(line(Part.MORE, fitted, frame, EDGE + 60, baseline, "body"))
    return texts, icons, rules


def _result(
    number: int, result: StageResult, frame: Frame, baseline: float
) -> tuple[list[TextPiece], list[IconPiece]]:
    """ "1  Bookings done in three minutes            41 → 65 %"."""
    s, right = frame.scale, frame.width - EDGE
    room = (frame.width - 2 * EDGE) * 0.18 * s  # of each: the words keep nearly half
    texts: list[TextPiece] = []
    icons: list[IconPiece] = []
    if unit := one_line(result.unit):
        fitted = fit_line(unit, frame.style(_RESULT), room, 40 * s)
        right -= fitted.width / s
        texts.append(line(Part.VALUE, fitted, frame, right, baseline, "body"))
        right -= 14
    if result.goal:
        fitted = fit_line(result.goal, frame.style(_GOAL), room, 40 * s)
        right -= fitted.width / s
        texts.append(line(Part.VALUE, fitted, frame, right, baseline, "text"))
    if result.start:
        right -= 52
        place = frame.rect(right, baseline - 36, 40, 40)
        icons.append(IconPiece(Part.VALUE, "arrow-right", "body", place))
        fitted = fit_line(result.start, frame.style(_GOAL), room, 40 * s)
        right -= 12 + fitted.width / s
        texts.append(line(Part.VALUE, fitted, frame, right, baseline, "text"))
    n = fit_line(str(number), frame.style(_RESULT), room)
    words = fit_line(
        one_line(result.text), frame.style(_RESULT), max(120.0, right - 40 - EDGE - 60) * s, 40 * s
    )
    head = [
        line(Part.NUMBER, n, frame, EDGE, baseline, "body"),
        line(Part.RESULT, words, frame, EDGE + 60, baseline, "text"),
    ]
    return head + texts[::-1], icons
