"""The technique step on the timer: what everybody does now, how, and for how long."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.stage import StageContent
from desktop.views.stage.fitting import Style, few_lines, fit, fit_line, is_rtl, one_line
from desktop.views.stage.frame import MARGIN, Frame, boxed, line
from desktop.views.stage.poster import FieldPiece, Part, TextPiece

_TITLE = Style(52, 600, leading=1.25, spacing=-0.02)
_DIGITS = Style(60, 600, leading=1.25, spacing=-0.02, tabular=True)
_WORDS = Style(44, leading=1.3, spacing=-0.018)

_OUTSET = 32.0  # of the field: its words stand in line with all others
_PAD = 12.0
_ROW = 78.0
_RADIUS = 18.0
_SLACK = 6.0


@dataclass(frozen=True, slots=True)
class StepPieces:
    """What is painted for a step, and where it ends."""

    texts: list[TextPiece]
    field: FieldPiece
    bottom: float


def has_step(content: StageContent) -> bool:
    """Whether there is anything to say of a step."""
    return bool(content.step_title.strip() or content.step_digits or content.step_instruction)


def step_pieces(content: StageContent, frame: Frame, top: float) -> StepPieces:
    """A field of its own from `top` on: title and time in a row, below it two lines at most."""
    s, texts = frame.scale, list[TextPiece]()
    y, right = top + _PAD, frame.right
    title = one_line(content.step_title)
    if content.step_digits:
        digits = fit_line(content.step_digits, frame.style(_DIGITS), frame.inner * s / 2)
        right -= digits.width / s
        texts.append(line(Part.STEP_DIGITS, digits, frame, right, y + 57, "text").on("soft"))
        right -= 48
    if title:
        style = frame.style(_TITLE)
        fitted = fit_line(title, style, (right - MARGIN) * s, 40 * s)
        x = right - fitted.width / s if is_rtl(title) else MARGIN
        texts.insert(0, line(Part.STEP, fitted, frame, x, y + 54, "text").on("soft"))
    if texts:
        y += _ROW
    if words := few_lines(content.step_instruction):
        tries = [(frame.style(_WORDS, size), 2) for size in (44, 40)]
        fitted = fit(words, tries, frame.inner * s, 2.7 * _WORDS.size * s)
        height = fitted.height / s
        box = frame.rect(MARGIN, y, frame.inner, height)
        piece = boxed(Part.STEP_INSTRUCTION, fitted, box, "body", _SLACK * s)
        texts.append(piece.on("soft"))
        y += height
    box = frame.rect(MARGIN - _OUTSET, top, frame.inner + 2 * _OUTSET, y + _PAD - top)
    return StepPieces(texts, FieldPiece(box, "soft", _RADIUS * s), y + _PAD)
