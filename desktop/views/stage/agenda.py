"""The poster of the whole agenda: a row for each block, and which one the room is in."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF

from desktop.bridge.fonts import DISPLAY
from desktop.bridge.symbols import CATEGORY
from desktop.domain.i18n import ntr, tr
from desktop.domain.stage import StageAgenda, StageBlock, StageContent
from desktop.views.stage.fitting import (
    Fitted,
    Style,
    fit,
    fit_line,
    is_rtl,
    natural_width,
    one_line,
)
from desktop.views.stage.frame import Frame, boxed, line
from desktop.views.stage.okr import EDGE
from desktop.views.stage.poster import FieldPiece, IconPiece, Mood, Part, Poster, TextPiece

_TITLE = Style(84, 600, DISPLAY, leading=1.143, spacing=-0.026)
_META = Style(44, leading=1.27, spacing=-0.018)
_STRONG = Style(44, 600, leading=1.27, spacing=-0.018)
_ROW = Style(46, leading=1.22, spacing=-0.018)
_ROW_NOW = Style(46, 600, leading=1.22, spacing=-0.018)
_CLOCK = Style(46, leading=1.22, spacing=-0.018, tabular=True)
_CLOCK_STRONG = Style(46, 600, leading=1.22, spacing=-0.018, tabular=True)
_NOW = Style(40, 500, leading=1.2)

_BASELINE = 137.0
_BAR_TOP, _BAR_HEIGHT = 176.0, 16.0
_LIST_TOP = 206.0
_BOTTOM = 52.0
_LEAST_ROW, _MOST_ROW = 60.0, 116.0
_TWO_LINES = 104.0  # a row this high has room for them in the smallest size
_LEAST_TEXT, _MOST_TEXT = 40, 56
_TEXT_SHARE = 0.57  # of a row's height
_CURRENT = 1.18  # rows that the current block is high
_ICON_COLUMN = 76.0
_BETWEEN = 72.0  # lengths and times
_OUTSET = 32.0  # of the band behind the current block
_BEHIND = 2  # done blocks that are kept in sight
_MOST_SEGMENTS = 40  # of more, the gaps would be all that is seen
_SEGMENT_GAP = 6.0
_MOST_LETTERS = 200  # more never fit; measuring them would be felt


def window(count: int, at: int, fitting: int) -> tuple[int, int]:
    """The first block that is shown and the one behind the last, around the one `at`.

    `fitting` rows are there, 5 at least. What is left out above or below takes one of them each,
    for the words that say so.
    """
    if count <= fitting:
        return 0, count
    start = max(0, at - _BEHIND)
    if start + fitting - 1 >= count:
        return count - fitting + 1, count
    if start <= 1:  # the words would take the row of the one block they speak of
        return 0, fitting - 1
    return start, start + fitting - 2


def agenda_poster(content: StageContent, frame: Frame) -> Poster:
    """Heading and progress above, then the blocks with their planned lengths and times."""
    told = content.agenda
    if told is None:
        return Poster(Mood.LIGHT)
    sheet = _Sheet(frame, _metrics(told, frame))
    sheet.head(content, told)
    sheet.progress(told)
    sheet.rows(told)
    return Poster(
        Mood.LIGHT,
        tuple(sheet.texts),
        tuple(sheet.icons),
        rules=tuple(sheet.rules),
        fields=tuple(sheet.fields),
    )


@dataclass(frozen=True, slots=True)
class _Metrics:
    """Which rows there are and how large; all in measures of the design."""

    start: int
    stop: int
    row: float
    size: float
    clock: float  # width of the widest start
    minutes: float  # of the widest length


def _metrics(told: StageAgenda, frame: Frame) -> _Metrics:
    count = len(told.blocks)
    room = frame.height - _BOTTOM - _LIST_TOP
    at = next((n for n, block in enumerate(told.blocks) if block.current), None)
    extra = 0.0 if at is None else _CURRENT - 1
    fitting = max(5, int(room / _LEAST_ROW - extra))
    if at is None:
        at = count - 1 if all(block.done for block in told.blocks) else 0
    start, stop = window(count, at, fitting)
    rows = stop - start + (start > 0) + (stop < count)
    row = min(_MOST_ROW, room / (rows + extra))
    size = min(_MOST_TEXT, max(_LEAST_TEXT, round(_TEXT_SHARE * row)))
    blocks = told.blocks[start:stop]

    def widest(texts: set[str], style: Style) -> float:
        style = frame.style(style, size)
        return max(natural_width(text, style) for text in texts) / frame.scale

    clock = widest({block.start for block in blocks}, _CLOCK_STRONG)
    minutes = widest({block.minutes for block in blocks}, _ROW)
    return _Metrics(start, stop, row, size, clock, minutes)


@dataclass(slots=True)
class _Sheet:
    """Collects the pieces from top to bottom."""

    frame: Frame
    metrics: _Metrics
    texts: list[TextPiece] = field(default_factory=list[TextPiece])
    icons: list[IconPiece] = field(default_factory=list[IconPiece])
    rules: list[QRectF] = field(default_factory=list[QRectF])
    fields: list[FieldPiece] = field(default_factory=list[FieldPiece])

    @property
    def right(self) -> float:
        return self.frame.width - EDGE

    def head(self, content: StageContent, told: StageAgenda) -> None:
        frame, s = self.frame, self.frame.scale
        words = tr("Where we are") if told.is_live else tr("Agenda")
        finish: list[TextPiece] = []
        right = self.right
        if content.finish_at:
            at = fit_line(content.finish_at, frame.style(_STRONG), frame.width * s)
            label = fit_line(tr("We finish at"), frame.style(_META), frame.width * s)
            right -= at.width / s
            finish.append(line(Part.FINISH_AT, at, frame, right, _BASELINE, "text"))
            right -= 12 + label.width / s
            finish.append(line(Part.FINISH, label, frame, right, _BASELINE, "body"))
        name = fit_line(words, frame.style(_TITLE), (right - 48 - EDGE) * s, 40 * s)
        self.texts += [line(Part.TITLE, name, frame, EDGE, _BASELINE, "text"), *finish[::-1]]

    def progress(self, told: StageAgenda) -> None:
        """A piece for each block, as long as it is; of very many one bar for all."""
        total = sum(block.weight for block in told.blocks) or 1.0
        parts = [(block.weight / total, _used(block, told.progress)) for block in told.blocks]
        gap = _SEGMENT_GAP
        if len(parts) > _MOST_SEGMENTS:
            parts, gap = [(1.0, told.used)], 0.0
        room = self.right - EDGE - gap * (len(parts) - 1)
        x = EDGE
        for share, used in parts:
            width = max(1.0, share * room)
            self._segment(x, width, "track" if used < 1 else "bar")
            if 0 < used < 1:
                self._segment(x, width * used, "bar")
            x += width + gap

    def _segment(self, x: float, width: float, token: str) -> None:
        box = self.frame.rect(x, _BAR_TOP, width, _BAR_HEIGHT)
        self.fields.append(FieldPiece(box, token, 4 * self.frame.scale))

    def rows(self, told: StageAgenda) -> None:
        m, y = self.metrics, _LIST_TOP
        count = len(told.blocks)
        if m.start:
            self._more(ntr("{n} block done", "{n} blocks done", m.start), y)
            y += m.row
        for n in range(m.start, m.stop):
            block = told.blocks[n]
            after_band = n > 0 and told.blocks[n - 1].current
            if y > _LIST_TOP and not block.current and not after_band:
                self._rule(y)
            height = m.row * (_CURRENT if block.current else 1)
            self._row(block, y, height)
            y += height
        if hidden := count - m.stop:
            self._rule(y)
            self._more(ntr("and {n} more", "and {n} more", hidden), y)

    def _row(self, block: StageBlock, y: float, height: float) -> None:
        """ "v  Welcome and goals                 15 min   09:00"."""
        frame, m, s = self.frame, self.metrics, self.frame.scale
        if block.current:
            box = frame.rect(EDGE - _OUTSET, y, frame.width - 2 * (EDGE - _OUTSET), height)
            self.fields.append(FieldPiece(box, "band", 18 * s))
        quiet = "on-band" if block.current else "body"
        loud = "body" if block.done else "on-band" if block.current else "text"
        baseline = y + height / 2 + 0.36 * m.size
        self._icon(block, y + height / 2)
        clock_style = _CLOCK if block.done else _CLOCK_STRONG
        right = self.right
        clock = fit_line(block.start, frame.style(clock_style, m.size), frame.width * s)
        x_clock = right - clock.width / s
        right -= m.clock + _BETWEEN
        minutes = fit_line(block.minutes, frame.style(_ROW, m.size), frame.width * s)
        x_minutes = right - minutes.width / s
        right -= m.minutes + 40
        if title := one_line(block.title)[:_MOST_LETTERS]:
            self._title(title, block, baseline, right, loud)
        for part, fitted, x, token in (
            (Part.LENGTH, minutes, x_minutes, quiet),
            (Part.START, clock, x_clock, loud),
        ):
            self._text(part, fitted, x, baseline, token)

    def _icon(self, block: StageBlock, middle: float) -> None:
        size, symbol = self.metrics.size, CATEGORY[block.category]
        name, token = symbol.icon, symbol.token
        if block.done:
            name, token = "check", "body"
        elif block.current:
            token = "on-band"
        box = self.frame.rect(EDGE, middle - size / 2, size, size)
        self.icons.append(IconPiece(Part.ICON, name, token, box))

    def _title(
        self, title: str, block: StageBlock, baseline: float, right: float, token: str
    ) -> None:
        frame, s, x = self.frame, self.frame.scale, EDGE + _ICON_COLUMN
        style = frame.style(_ROW_NOW if block.current else _ROW, self.metrics.size)
        word = fit_line(tr("Now"), frame.style(_NOW), frame.width * s)
        pill = word.width / s + 44
        room = right - x - (pill + 26 if block.current else 0)
        fitted = fit_line(title, style, room * s, _LEAST_TEXT * s)
        if fitted.text.endswith("…") and self.metrics.row >= _TWO_LINES:
            fitted = fit(title, [(style.at(_LEAST_TEXT * s), 2)], room * s, self.metrics.row * s)
            top = baseline - 0.36 * self.metrics.size - fitted.height / s / 2
            width = room if is_rtl(title) else fitted.width / s  # drawn from the right of its room
            box = frame.rect(x, top, width, fitted.height / s)
            piece = boxed(Part.BLOCK, fitted, box, token, 0)
            self.texts.append(piece.on("band") if token == "on-band" else piece)
        else:
            self._text(Part.BLOCK, fitted, x, baseline, token)
        if block.current:
            x += self.texts[-1].box.width() / s + 26
            middle = baseline - 0.36 * self.metrics.size
            box = frame.rect(x, middle - 28, pill, 56)
            self.fields.append(FieldPiece(box, "on-band", 28 * s, outline=3 * s))
            self._text(Part.NOW, word, x + 22, middle + 0.36 * _NOW.size, token)

    def _text(self, part: Part, fitted: Fitted, x: float, baseline: float, token: str) -> None:
        piece = line(part, fitted, self.frame, x, baseline, token)
        self.texts.append(piece.on("band") if token == "on-band" else piece)

    def _rule(self, y: float) -> None:
        self.rules.append(self.frame.rect(EDGE, y, self.right - EDGE, 3))

    def _more(self, words: str, y: float) -> None:
        frame = self.frame
        fitted = fit_line(words, frame.style(_ROW, self.metrics.size), frame.width * frame.scale)
        baseline = y + self.metrics.row / 2 + 0.36 * self.metrics.size
        self._text(Part.MORE, fitted, EDGE + _ICON_COLUMN, baseline, "body")


def _used(block: StageBlock, progress: float) -> float:
    return progress if block.current else float(block.done)
