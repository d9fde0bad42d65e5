"""The stage in a box as small as a stamp: fewer things, each as large as it can be.

Measures are those of a thumbnail 300 wide and 170 high, twice what is shown: Qt sets text in
whole pixels only, and the title is 7.5 of them.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from desktop.bridge.fonts import DISPLAY
from desktop.domain.i18n import ntr, tr
from desktop.domain.stage import Scene, StageContent
from desktop.views.stage.fitting import Fitted, Style, fit, fit_line, one_line
from desktop.views.stage.poster import (
    BarPiece,
    CodePiece,
    IconPiece,
    Mood,
    Part,
    Poster,
    TextPiece,
)

WIDTH, HEIGHT = 300.0, 170.0

_LEFT, _RIGHT = 22.0, 278.0
_ROOM = _RIGHT - _LEFT
_TITLE = Style(15, 400, leading=1.2)
_DIGITS = Style(50, 600, leading=1.2, spacing=-0.02, tabular=True)
_BACK = Style(40, 600, DISPLAY, leading=1.2, spacing=-0.01)
_SMALL_DIGITS = Style(30, 600, leading=1.2, spacing=-0.01, tabular=True)
_WORD = Style(18, 500, leading=1.2)
_HELLO = Style(34, 600, DISPLAY, leading=1.12, spacing=-0.02)
_STATEMENT = Style(22, 600, DISPLAY, leading=1.2, spacing=-0.01)
_SUBTITLE = Style(17, 400, leading=1.25)


def compact_poster(content: StageContent, _size: QSizeF) -> Poster:
    """What the thumbnail shows of this content, in any size."""
    makers = {
        Scene.TIMER: _timer,
        Scene.BREAK: _break,
        Scene.WELCOME: _welcome,
        Scene.GOALS: _goals,
        Scene.PEOPLE: _people,
        Scene.AGENDA: _agenda,
        Scene.OKR: _okr,
        Scene.QR: _link,
        Scene.BLANK: _blank,
    }
    return makers[content.scene](content)


def _blank(_content: StageContent) -> Poster:
    return Poster(Mood.DARK)


def _okr(content: StageContent) -> Poster:
    """Whose it is, and the objective."""
    if content.okr is None:
        return Poster(Mood.LIGHT)
    texts: list[TextPiece] = []
    if team := one_line(content.okr.team):
        texts.append(_at(Part.TEAM, fit(team, [(_TITLE, 1)], _ROOM, 24), 14, "body"))
    words = one_line(content.okr.objective or content.okr.mission)
    if words:
        tries = [(_STATEMENT.at(size), most) for size, most in ((22, 3), (20, 4))]
        texts.append(_at(Part.TITLE, fit(words, tries, _ROOM, 110), 40, "text"))
    return Poster(Mood.LIGHT, tuple(texts))


def _goals(content: StageContent) -> Poster:
    """What it is, and the first goal; without goals the session's objective."""
    told = content.goals
    if told is None:
        return Poster(Mood.LIGHT)
    name = fit_line(tr("What this session is for"), _TITLE, _ROOM)
    texts = [_at(Part.LABEL, name, 14, "body")]
    words = one_line((*told.goals, told.objective, *told.results)[0])
    if words:
        tries = [(_STATEMENT.at(size), most) for size, most in ((22, 3), (20, 4))]
        texts.append(_at(Part.TITLE, fit(words, tries, _ROOM, 110), 40, "text"))
    return Poster(Mood.LIGHT, tuple(texts))


def _people(content: StageContent) -> Poster:
    """What it is, and the first teams; without teams the first names."""
    told = content.people
    if told is None:
        return Poster(Mood.LIGHT)
    texts = [_at(Part.LABEL, fit_line(tr("Who is here"), _TITLE, _ROOM), 14, "body")]
    found = [one_line(team.name) for team in told.teams if one_line(team.name)]
    found = found or [one_line(name) for team in told.teams for name in team.names]
    count = sum(team.people for team in told.teams)
    found = found or [ntr("{n} person", "{n} people", count)]
    for row, words in enumerate(found[:4]):
        fitted = fit_line(words, _WORD, _ROOM)
        texts.append(_at(Part.NAME, fitted, 42 + row * 29, "text"))
    return Poster(Mood.LIGHT, tuple(texts))


def _agenda(content: StageContent) -> Poster:
    """What it is, the block the room is in or begins with, and how much is done."""
    told = content.agenda
    if told is None:
        return Poster(Mood.LIGHT)
    name = tr("Where we are") if told.is_live else tr("Agenda")
    texts = [_at(Part.LABEL, fit_line(name, _TITLE, _ROOM), 14, "body")]
    shown = next((block for block in told.blocks if block.current), told.blocks[0])
    if title := one_line(shown.title):
        tries = [(_STATEMENT.at(size), most) for size, most in ((22, 2), (20, 3))]
        texts.append(_at(Part.BLOCK, fit(title, tries, _ROOM, 84), 40, "text"))
    bar = BarPiece(QRectF(_LEFT, HEIGHT - 24, _ROOM, 6), told.used, "bar")
    return Poster(Mood.LIGHT, tuple(texts), bar=bar)


def _link(content: StageContent) -> Poster:
    """The code, and what it leads to."""
    told = content.link
    if told is None or not told.modules:
        return Poster(Mood.LIGHT)
    box = QRectF(14, 10, HEIGHT - 20, HEIGHT - 20)
    x = box.right() + 12
    room = WIDTH - 12 - x
    words = one_line(told.title) or one_line(told.address)
    tries = [(_WORD, 5), (_TITLE, 7)]
    texts = [_at(Part.TITLE, fit(words, tries, room, 140), 14, "text", x)]
    return Poster(Mood.LIGHT, tuple(texts), code=CodePiece(told.modules, box))


def _timer(content: StageContent) -> Poster:
    texts: list[TextPiece] = []
    if title := one_line(content.title):
        fitted = fit(title, [(_TITLE, 1)], _ROOM, 24)
        texts.append(_at(Part.TITLE, fitted, 16, "body"))
    token = "over" if content.over else "text"
    digits = fit_line(content.digits, _DIGITS, _ROOM, 20)
    texts.append(_at(Part.DIGITS, digits, 42, token))
    icons = _pause(content, texts, _LEFT, 117)
    return Poster(Mood.DARK, tuple(texts), icons, _bar(content))


def _break(content: StageContent) -> Poster:
    back = tr("Back at {time}").format(time=content.back_at) if content.back_at else content.title
    texts = [_at(Part.BACK_AT, fit_line(back, _BACK, _ROOM, 24), 20, "text")]
    digits = fit_line(content.digits, _SMALL_DIGITS, _ROOM / 2, 20)
    texts.append(_at(Part.DIGITS, digits, 84, "over" if content.over else "text"))
    icons = _pause(content, texts, _LEFT + digits.width + 20, 102)
    return Poster(Mood.BREAK, tuple(texts), icons, _bar(content))


def _welcome(content: StageContent) -> Poster:
    tries = [(_HELLO.at(size), most) for size, most in ((34, 1), (28, 2), (24, 3))]
    title = fit(one_line(content.title), tries, _ROOM, 90)
    subtitle = fit(one_line(content.subtitle), [(_SUBTITLE, 1)], _ROOM, 24)
    texts: list[TextPiece] = []
    top = 70 - title.height / 2
    if title.text:
        texts.append(_at(Part.TITLE, title, top, "text"))
    if subtitle.text:
        texts.append(_at(Part.SUBTITLE, subtitle, top + title.height + 6, "body"))
    return Poster(Mood.LIGHT, tuple(texts))


def _pause(
    content: StageContent, texts: list[TextPiece], x: float, middle: float
) -> tuple[IconPiece, ...]:
    if not content.paused:
        return ()
    word = fit_line(tr("Paused"), _WORD, _RIGHT - x - 24)
    texts.append(_at(Part.PAUSED, word, middle - word.height / 2, "text", x + 24))
    return (IconPiece(Part.PAUSE, "pause", "text", QRectF(x, middle - 9, 18, 18)),)


def _at(part: Part, fitted: Fitted, top: float, token: str, x: float = _LEFT) -> TextPiece:
    # The drawing has the width it was fitted to: right-to-left text stands at its right end.
    right = fitted.drawing.lineAt(0).naturalTextRect().right()
    height = min(fitted.height, 1.3 * fitted.lines * fitted.style.size)
    box = QRectF(x, top, max(fitted.width, right), height)
    return TextPiece(part, fitted, box, QPointF(x, top), token, clipped=True)


def _bar(content: StageContent) -> BarPiece:
    fraction = 1.0 if content.over else min(1.0, max(0.0, content.progress))
    token = "over-bar" if content.over else "bar"
    return BarPiece(QRectF(_LEFT, HEIGHT - 24, _ROOM, 6), fraction, token)
