"""The poster that says what the session is for: its goals, and below them its own OKR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QRectF

from desktop.bridge.fonts import DISPLAY
from desktop.bridge.symbols import CATEGORY
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import Category
from desktop.domain.stage import StageContent, StageGoals
from desktop.views.stage.fitting import Fitted, Style, fit, fit_line, is_rtl, one_line
from desktop.views.stage.frame import Frame, boxed, line
from desktop.views.stage.okr import BOTTOM, EDGE, LABEL, time_left
from desktop.views.stage.poster import IconPiece, Mood, Part, Poster, TextPiece

_TITLE = Style(72, 600, DISPLAY, leading=1.136, spacing=-0.025)
_WORDS = Style(60, leading=1.22, spacing=-0.018)
_OBJECTIVE = Style(68, 600, DISPLAY, leading=1.15, spacing=-0.02)
_TRIES = ((60, 68, 2), (52, 60, 2), (46, 54, 2), (42, 48, 2), (40, 46, 1))
"""Sizes of rows and objective, and how many lines each may have: the first that fits all."""

TOP = 208.0
_NUMBER = 68.0
_PAD = 15.0  # above and below the words of a row; more where there is room
_LEAST_PAD = 9.0
_MOST_PAD = 26.0
_SLACK = 7.0
_LABEL_ROW = 66.0
_GAP = 30.0  # between the goals and the OKR
_MORE_ROW = 64.0
_MOST_ROWS = 14  # more than that never fit; measuring them would be felt
_MOST_LETTERS = 400  # nor do more of these on two lines


def goals_poster(content: StageContent, frame: Frame) -> Poster:
    """The question at the top, then a row for each goal, then the session's objective."""
    if content.goals is None:
        return Poster(Mood.LIGHT)
    sheet = _Sheet(frame)
    sheet.head(content)
    sheet.body(_planned(content.goals, frame))
    return Poster(Mood.LIGHT, tuple(sheet.texts), tuple(sheet.icons), rules=tuple(sheet.rules))


def heading(
    words: str, content: StageContent, frame: Frame
) -> tuple[list[TextPiece], list[IconPiece]]:
    """The line at the top of a sheet, and at its right the time that is left."""
    baseline = 84 + 56.0
    time, icons, right = time_left(content, frame, baseline)
    room = (right - EDGE) * frame.scale
    name = fit_line(words, frame.style(_TITLE), room, 40 * frame.scale)
    return [line(Part.TITLE, name, frame, EDGE, baseline, "text"), *time], icons


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is shown at one size; heights and `pad` are those of the design."""

    goals: tuple[Fitted, ...]
    objective: Fitted | None
    results: tuple[Fitted, ...]
    scale: float
    more_goals: int = 0
    more_results: int = 0
    has_okr: bool = False
    pad: float = _PAD

    def row(self, fitted: Fitted) -> float:
        return fitted.height / self.scale + 2 * self.pad

    @property
    def is_whole(self) -> bool:
        """Whether no text had to be elided."""
        texts = (*self.goals, *self.results, *([self.objective] if self.objective else []))
        return not any(fitted.text.endswith("…") for fitted in texts)

    @property
    def okr_head(self) -> float:
        if not self.has_okr:
            return 0.0
        words = 0.0 if self.objective is None else self.objective.height / self.scale + 24
        return _LABEL_ROW + words + (_GAP if self.goals else 0)

    @property
    def height(self) -> float:
        more = (self.more_goals > 0) + (self.more_results > 0)
        return self.okr_head + sum(map(self.row, (*self.goals, *self.results))) + more * _MORE_ROW


def _planned(told: StageGoals, frame: Frame) -> _Plan:
    """As large as all of it fits; what doesn't even fit in the smallest is counted."""
    room = frame.height - BOTTOM - TOP
    found = None
    for sizes in _TRIES if len(told.goals) + len(told.results) <= _MOST_ROWS else ():
        plan = _measured(told, frame, sizes)
        if plan.height <= room and (found is None or plan.is_whole):
            found = plan
        if found is not None and found.is_whole:
            break
    if found is None:
        return _cut(_measured(told, frame, _TRIES[-1]), room)
    rows = len(found.goals) + len(found.results)
    pad = min(_MOST_PAD, found.pad + (room - found.height) / (2 * max(1, rows)))
    return _with(found, found.goals, found.results, pad)


def _measured(told: StageGoals, frame: Frame, sizes: tuple[int, int, int]) -> _Plan:
    s, room = frame.scale, frame.width - 2 * EDGE
    size, large, most = sizes

    def rows(texts: Sequence[str]) -> tuple[Fitted, ...]:
        style, width = frame.style(_WORDS, size), (room - _NUMBER) * s
        return tuple(
            fit(one_line(text)[:_MOST_LETTERS], [(style, most)], width, most * 2 * size * s)
            for text in texts[:_MOST_ROWS]
        )

    objective = None
    if words := one_line(told.objective)[:_MOST_LETTERS]:
        style = frame.style(_OBJECTIVE, large)
        objective = fit(words, [(style, 2)], room * s, 4 * large * s)
    goals, results = rows(told.goals), rows(told.results)
    return _Plan(
        goals,
        objective,
        results,
        s,
        len(told.goals) - len(goals),
        len(told.results) - len(results),
        has_okr=bool(objective or results),
        pad=_PAD if most > 1 else _LEAST_PAD,
    )


def _cut(plan: _Plan, room: float) -> _Plan:
    """As many rows as there is room for: half of it for the goals, or what the results leave."""
    left = room - plan.okr_head
    needed = sum(map(plan.row, plan.results)) + (_MORE_ROW if plan.more_results else 0)
    goals = _fitting(plan, plan.goals, max(left / 2, left - needed), more=plan.more_goals > 0)
    used = sum(map(plan.row, goals)) + (_MORE_ROW if len(goals) < _total(plan)[0] else 0)
    results = _fitting(plan, plan.results, left - used, more=plan.more_results > 0)
    return _with(plan, goals, results, plan.pad)


def _total(plan: _Plan) -> tuple[int, int]:
    return len(plan.goals) + plan.more_goals, len(plan.results) + plan.more_results


def _fitting(
    plan: _Plan, rows: tuple[Fitted, ...], room: float, *, more: bool
) -> tuple[Fitted, ...]:
    if not more and sum(map(plan.row, rows)) <= room:
        return rows
    count, room = 0, room - _MORE_ROW
    while count < len(rows) and (room := room - plan.row(rows[count])) >= 0:
        count += 1
    return rows[: max(1, count)]


def _with(plan: _Plan, goals: tuple[Fitted, ...], results: tuple[Fitted, ...], pad: float) -> _Plan:
    all_goals, all_results = _total(plan)
    return replace(
        plan,
        goals=goals,
        results=results,
        more_goals=all_goals - len(goals),
        more_results=all_results - len(results),
        pad=pad,
    )


@dataclass(slots=True)
class _Sheet:
    """Collects the pieces from top to bottom."""

    frame: Frame
    y: float = TOP
    texts: list[TextPiece] = field(default_factory=list[TextPiece])
    icons: list[IconPiece] = field(default_factory=list[IconPiece])
    rules: list[QRectF] = field(default_factory=list[QRectF])

    def head(self, content: StageContent) -> None:
        texts, icons = heading(tr("What this session is for"), content, self.frame)
        self.texts += texts
        self.icons += icons

    def body(self, plan: _Plan) -> None:
        for n, row in enumerate(plan.goals, start=1):
            self._row(n, row, plan)
        if plan.more_goals:
            self._more(ntr("{n} more goal", "{n} more goals", plan.more_goals))
        if plan.has_okr:
            self._statement(plan)
        for n, row in enumerate(plan.results, start=1):
            self._row(n, row, plan)
        if plan.more_results:
            self._more(ntr("{n} more key result", "{n} more key results", plan.more_results))

    def _row(self, number: int, fitted: Fitted, plan: _Plan) -> None:
        """A number and its words; where these run to the left the number is at the right."""
        frame, s = self.frame, self.frame.scale
        room = frame.width - 2 * EDGE
        self.rules.append(frame.rect(EDGE, self.y, room, 3))
        rtl = is_rtl(fitted.text)
        style = frame.style(_WORDS, fitted.style.size / s)
        digits = fit_line(str(number), style, _NUMBER * s)
        baseline = self.y + plan.pad + fitted.ascent / s
        x = frame.width - EDGE - digits.width / s if rtl else EDGE
        self.texts.append(line(Part.NUMBER, digits, frame, x, baseline, "body"))
        top, height = self.y + plan.pad, fitted.height / s
        box = frame.rect(EDGE if rtl else EDGE + _NUMBER, top, room - _NUMBER, height)
        self.texts.append(boxed(Part.RESULT, fitted, box, "text", _SLACK * s))
        self.y += plan.row(fitted)

    def _more(self, words: str) -> None:
        frame = self.frame
        fitted = fit_line(words, frame.style(LABEL), frame.width * frame.scale)
        self.texts.append(line(Part.MORE, fitted, frame, EDGE + _NUMBER, self.y + 46, "body"))
        self.y += _MORE_ROW

    def _statement(self, plan: _Plan) -> None:
        """The session's own objective, with its icon and name above."""
        frame, s = self.frame, self.frame.scale
        if plan.goals:
            self.y += _GAP
        symbol = CATEGORY[Category.OBJECTIVE]
        place = frame.rect(EDGE, self.y + 6, 40, 40)
        self.icons.append(IconPiece(Part.ICON, symbol.icon, symbol.token, place))
        room = frame.width - 2 * EDGE
        name = fit_line(tr("Objective of the session"), frame.style(LABEL), room * s)
        self.texts.append(line(Part.LABEL, name, frame, EDGE + 58, self.y + 40, "body"))
        self.y += _LABEL_ROW
        if plan.objective is None:
            return
        height = plan.objective.height / s
        box = frame.rect(EDGE, self.y, room, height)
        self.texts.append(boxed(Part.SUBTITLE, plan.objective, box, "text", _SLACK * s))
        self.y += height + 24
