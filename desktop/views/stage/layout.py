"""Where everything on the stage stands, from its content and size; `paintEvent` only paints it."""

from __future__ import annotations

import re

from PySide6.QtCore import QPointF, QSizeF

from desktop.bridge.fonts import DISPLAY
from desktop.bridge.symbols import CATEGORY
from desktop.domain.i18n import tr
from desktop.domain.stage import Scene, StageContent
from desktop.views.stage.fitting import (
    Fitted,
    Style,
    few_lines,
    fit,
    fit_line,
    is_rtl,
    natural_width,
    one_line,
)
from desktop.views.stage.frame import HEIGHT, MARGIN, Frame, boxed, line
from desktop.views.stage.poster import (
    BarPiece,
    FieldPiece,
    IconPiece,
    Mood,
    Part,
    Poster,
    TextPiece,
)
from desktop.views.stage.step import has_step, step_pieces

CAP = 0.727  # of Inter's size: the height of a digit
DIGIT_BEARING = 0.085  # of the size: what stands empty at the left of most digits
_GAP = 28.0
_SLACK = 10.0  # accents and descenders may leave their line this far
_DIGITS_WITH_STEP = 350.0  # 23 % of the height: a step's words need the room
_LEAST_ROOM = 56.0  # for one line of a block's instruction

TITLE = Style(88, 600, DISPLAY, leading=1.136, spacing=-0.0227)
BODY = Style(52, leading=1.308, spacing=-0.02)
META = Style(44, leading=1.27, spacing=-0.018)
STRONG = Style(44, 600, leading=1.27, spacing=-0.018)
DIGITS = Style(540, 600, leading=1.21, spacing=-0.0296, tabular=True)
BACK = Style(252, 600, DISPLAY, leading=1.0, spacing=-0.018)
LEFT = Style(100, 600, leading=1.2, spacing=-0.02, tabular=True)
HELLO = Style(196, 600, DISPLAY, leading=1.06, spacing=-0.03)


def poster(content: StageContent, size: QSizeF) -> Poster:
    """Everything to be painted for this content in a window of this size."""
    frame = Frame.of(size)
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
    return makers[content.scene](content, frame)


def _goals(content: StageContent, frame: Frame) -> Poster:
    from desktop.views.stage.goals import goals_poster  # noqa: PLC0415  a start shows none

    return goals_poster(content, frame)


def _okr(content: StageContent, frame: Frame) -> Poster:
    from desktop.views.stage.okr import okr_poster  # noqa: PLC0415  a start shows none

    return okr_poster(content, frame)


def _people(content: StageContent, frame: Frame) -> Poster:
    from desktop.views.stage.people import people_poster  # noqa: PLC0415  a start shows none

    return people_poster(content, frame)


def _agenda(content: StageContent, frame: Frame) -> Poster:
    from desktop.views.stage.agenda import agenda_poster  # noqa: PLC0415  a start shows none

    return agenda_poster(content, frame)


def _link(content: StageContent, frame: Frame) -> Poster:
    from desktop.views.stage.link import link_poster  # noqa: PLC0415  a start shows none

    return link_poster(content, frame)


def _blank(_content: StageContent, _frame: Frame) -> Poster:
    return Poster(Mood.DARK)


def digits_size(digits: str, width: float) -> float:
    """The largest size at which all digits of this kind fit, so that none makes it jump.

    All that count the same way have one size: "+1:20" has that of "+00:00".
    """
    pattern = re.sub(r"\d", "0", digits)
    pattern = re.sub(r"^(\+?)0(?=:)", r"\g<1>00", pattern) if pattern.count(":") == 1 else pattern
    natural = natural_width(pattern, DIGITS)
    return min(DIGITS.size, DIGITS.size * width / natural) if natural else DIGITS.size


def _timer(content: StageContent, frame: Frame) -> Poster:
    footer_top = frame.height - 76 - 56
    bar_top = footer_top - 40 - 20
    largest = _DIGITS_WITH_STEP if has_step(content) else DIGITS.size
    middle = bar_top - 61 - largest * CAP / 2
    # Measured from the largest digits, so that the words do not move when an hour is over.
    room_bottom = middle - largest * CAP / 2 - _GAP
    texts, icons, bottom = _heading(content, frame)
    fields: tuple[FieldPiece, ...] = ()
    if has_step(content):
        step = step_pieces(content, frame, bottom + 16)
        texts += step.texts
        fields, bottom = (step.field,), step.bottom - 8
    instruction, top = few_lines(content.instruction), bottom + _GAP
    if instruction and room_bottom - top >= _LEAST_ROOM:
        texts.append(_instruction(instruction, frame, top, room_bottom - top))
    over = "over" if content.over else "text"
    if content.digits:
        texts.append(_big_digits(content.digits, frame, middle, over, largest))
    texts += _footer(content, frame, footer_top + 43, 44, with_minutes=True)
    bar = _bar(content, frame, bar_top)
    return Poster(Mood.DARK, tuple(texts), tuple(icons), bar, fields=fields)


def _heading(content: StageContent, frame: Frame) -> tuple[list[TextPiece], list[IconPiece], float]:
    """Category, title and, while paused, that word; and where all that ends."""
    title = one_line(content.title)
    rtl = is_rtl(title)
    top, symbol = 84.0, CATEGORY[content.category]
    texts, icons, pause_width = _paused(content, frame, top + 50, at_left=rtl)
    width = frame.inner - 112 - pause_width - 48
    fitted = fit(
        title,
        [
            *((frame.style(TITLE, size), 1) for size in (88, 80, 72, 64)),
            *((frame.style(TITLE, size), 2) for size in (64, 56)),
        ],
        width * frame.scale,
        150 * frame.scale,
    )
    height = fitted.height / frame.scale
    room = max(100.0, height)
    x = MARGIN + pause_width + 48 if rtl else MARGIN + 112
    box = frame.rect(x, top + (room - height) / 2, width, height)
    icon_x = frame.right - 80 if rtl else MARGIN
    icons.insert(0, IconPiece(Part.ICON, symbol.icon, symbol.token, frame.rect(icon_x, 94, 80, 80)))
    if title:
        texts.insert(0, boxed(Part.TITLE, fitted, box, "text", _SLACK * frame.scale))
    return texts, icons, top + room


def _instruction(text: str, frame: Frame, top: float, room: float) -> TextPiece:
    width = min(1560.0, frame.inner)
    tries = [(frame.style(BODY, size), 99) for size in (52, 48, 44, 40)]
    fitted = fit(text, tries, width * frame.scale, room * frame.scale)
    x = frame.right - width if is_rtl(text) else MARGIN
    box = frame.rect(x, top, width, fitted.height / frame.scale)
    return boxed(Part.INSTRUCTION, fitted, box, "body", _SLACK * frame.scale)


def _big_digits(digits: str, frame: Frame, middle: float, token: str, largest: float) -> TextPiece:
    size = min(largest, digits_size(digits, frame.inner))
    fitted = fit_line(digits, frame.style(DIGITS, size), float(1 << 20))
    baseline = middle + size * CAP / 2
    ink = frame.rect(MARGIN, middle - size * CAP / 2, fitted.width / frame.scale, size * CAP)
    at = QPointF(
        (MARGIN - DIGIT_BEARING * size) * frame.scale, baseline * frame.scale - fitted.ascent
    )
    return TextPiece(Part.DIGITS, fitted, ink, at, token)


def _paused(
    content: StageContent, frame: Frame, middle: float, *, at_left: bool = False
) -> tuple[list[TextPiece], list[IconPiece], float]:
    """A small sign at the top, and the width kept for it, so that a pause moves nothing."""
    word = fit_line(tr("Paused"), frame.style(META), frame.inner * frame.scale / 3)
    width = word.width / frame.scale + 44 + 16
    if not content.paused:
        return [], [], width
    x = MARGIN if at_left else frame.right - width
    icon = IconPiece(Part.PAUSE, "pause", "text", frame.rect(x, middle - 22, 44, 44))
    text = line(Part.PAUSED, word, frame, x + 60, middle + 44 * CAP / 2, "text")
    return [text], [icon], width


def _footer(
    content: StageContent, frame: Frame, baseline: float, size: float, *, with_minutes: bool
) -> list[TextPiece]:
    """What comes next at the left, when we finish at the right."""
    plain, strong = frame.style(META, size), frame.style(STRONG, size)
    space, s = 12.0, frame.scale
    pieces: list[TextPiece] = []
    right = frame.right
    if content.finish_at:
        label = fit_line(tr("We finish at"), plain, frame.inner * s)
        at = fit_line(content.finish_at, strong, frame.inner * s)
        x = frame.right - at.width / s
        right = x - space - label.width / s
        pieces.append(line(Part.FINISH, label, frame, right, baseline, "meta"))
        pieces.append(line(Part.FINISH_AT, at, frame, x, baseline, "text"))
        right -= 64
    title = one_line(content.next_title)
    if title:
        label = fit_line(tr("Next"), plain, frame.inner * s)
        x = MARGIN + space + label.width / s
        minutes = content.next_minutes if with_minutes else ""
        following = _following(title, minutes, strong, (right - x) * s)
        pieces[:0] = [
            line(Part.NEXT, label, frame, MARGIN, baseline, "meta"),
            line(Part.NEXT_TITLE, following, frame, x, baseline, "text"),
        ]
    return pieces


def _following(title: str, minutes: str, style: Style, width: float) -> Fitted:
    """ "Break, 15 minutes": a long title gives way, never the minutes."""
    if not minutes:
        return fit_line(title, style, width)
    pattern = tr("{title}, {minutes}")
    rest = natural_width(pattern.format(title="", minutes=minutes), style)
    title = fit_line(title, style, max(0.0, width - rest - 2)).text
    if is_rtl(title):  # isolated, or the number would join the right-to-left words
        title = f"\u200e\u2068{title}\u2069"
    return fit_line(pattern.format(title=title, minutes=minutes), style, width)


def _bar(content: StageContent, frame: Frame, top: float) -> BarPiece:
    fraction = 1.0 if content.over else min(1.0, max(0.0, content.progress))
    track = frame.rect(MARGIN, top, frame.inner, 20)
    return BarPiece(track, fraction, "over-bar" if content.over else "bar")


def _break(content: StageContent, frame: Frame) -> Poster:
    shift = (frame.height - HEIGHT) / 2
    s = frame.scale
    texts, icons, pause_width = _paused(content, frame, 152)
    icons.insert(0, IconPiece(Part.ICON, "coffee", "bar", frame.rect(MARGIN, 96, 112, 112)))
    instruction = few_lines(content.instruction)
    if instruction:
        texts.append(_break_words(instruction, frame, pause_width + 48))
    back = tr("Back at {time}").format(time=content.back_at) if content.back_at else content.title
    fitted = fit_line(back, frame.style(BACK), frame.inner * s, 120 * s)
    baseline = 541 + shift
    texts.append(line(Part.BACK_AT, fitted, frame, MARGIN - 10, baseline, "text"))
    if content.digits:
        texts += _what_is_left(content, frame, 717 + shift, mention_call=not instruction)
    texts += _footer(content, frame, frame.height - 100, 46, with_minutes=False)
    return Poster(Mood.BREAK, tuple(texts), tuple(icons), _bar(content, frame, 798 + shift))


def _break_words(text: str, frame: Frame, taken: float) -> TextPiece:
    """Beside the cup; at most three lines."""
    x = MARGIN + 112 + 40
    width = frame.right - taken - x
    tries = [(frame.style(BODY, size), 3) for size in (52, 48, 44, 40)]
    fitted = fit(text, tries, width * frame.scale, 160 * frame.scale)
    height = fitted.height / frame.scale
    box = frame.rect(x, 156 - height / 2, width, height)
    return boxed(Part.INSTRUCTION, fitted, box, "body", _SLACK * frame.scale)


def _what_is_left(
    content: StageContent, frame: Frame, baseline: float, *, mention_call: bool
) -> list[TextPiece]:
    if content.over:
        words = tr("over, please come back")
    else:
        words = tr("left, leave the call open") if mention_call else tr("left")
    digits = fit_line(content.digits, frame.style(LEFT), frame.inner * frame.scale)
    token = "over" if content.over else "text"
    x = MARGIN + digits.width / frame.scale + 28
    room = (frame.right - x) * frame.scale
    label = fit_line(words, frame.style(BODY), room, 40 * frame.scale)
    return [
        line(Part.DIGITS, digits, frame, MARGIN, baseline, token),
        line(Part.LEFT, label, frame, x, baseline, "meta"),
    ]


def _welcome(content: StageContent, frame: Frame) -> Poster:
    s = frame.scale
    title = one_line(content.title)
    sizes = ((196, 1), (168, 1), (144, 1), (144, 2), (120, 3), (96, 3), (84, 4))
    tries = [(frame.style(HELLO, size), most) for size, most in sizes]
    big = fit(title, tries, frame.inner * s, 480 * s)
    sub_tries = [(frame.style(BODY, size), most) for size, most in ((68, 1), (60, 1), (52, 2))]
    small = fit(one_line(content.subtitle), sub_tries, frame.inner * s, 150 * s)
    height = (big.height + small.height) / s + 40
    top = max(96.0, (frame.height - 132) * 0.52 - height / 2)
    texts: list[TextPiece] = []
    if title:
        box = frame.rect(MARGIN, top, frame.inner, big.height / s)
        texts.append(boxed(Part.TITLE, big, box, "text", 16 * s))
    if small.text:
        below = top + big.height / s + 40
        box = frame.rect(MARGIN, below, frame.inner, small.height / s)
        texts.append(boxed(Part.SUBTITLE, small, box, "body", 12 * s))
    if content.finish_at and content.finish_at not in content.subtitle:
        texts += _footer(content, frame, frame.height - 89, 44, with_minutes=False)
    return Poster(Mood.LIGHT, tuple(texts))
