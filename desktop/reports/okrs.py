"""The OKRs of each team, and how their wording grew."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.i18n import tr
from desktop.domain.report import ReportData, earlier_wordings, section_name
from desktop.domain.report_choices import Section
from desktop.reports.blocks import ACTUAL, PX, Art, Block, Cell, Placed, Row, Stack
from desktop.reports.engine import Canvas, HexColor
from desktop.reports.frames import Barred, Headed, Panel
from desktop.reports.okr_facts import (
    NOTHING,
    ObjectiveFacts,
    ResultFacts,
    Step,
    TeamFacts,
    team_facts,
    without_draft,
    wording_at,
    wording_of,
)
from desktop.reports.paragraphs import Style
from desktop.reports.sheet import (
    BODY,
    BODY_GREY,
    BODY_WARN,
    CAPTION,
    CAPTION_WARN,
    HEADING,
    LEAD,
    OBJECTIVE,
    OBJECTIVE_SMALL,
    RESULT,
    STRONG,
    TITLE,
    TITLE_SMALL,
    Sheet,
)
from desktop.reports.table import Column, Table, together

_EMPTY = "#DCD9D1"
_SQUARE, _GAP, _MOST = 7 * PX, 2 * PX, 10
_LONG = 0.8
"""A team that needs more than a page begins where this share of one is left."""

_WHOLE = 300 * PX
"""A key result lower than this stands on one page."""


def okrs(sheet: Sheet, data: ReportData, *, with_themes: bool) -> list[Placed]:
    """Return a chapter for each team that has drafted anything."""
    teams = team_facts(data, with_themes=with_themes)
    if not teams:
        return []
    story = [part for team in teams for part in _team(sheet, team)]
    mark = Placed(
        sheet.space(0),
        before=story[0].before,
        keep=True,
        chapter=teams[0].place,
        bookmark=section_name(Section.OKRS),
        section=Section.OKRS,
        apart=story[0].apart,
    )
    story[:1] = [mark, replace(story[0], before=0)]
    rest = without_draft(data)
    if rest:
        story.append(Placed(sheet.words(rest, CAPTION, sheet.width), before=16 * PX))
    return story


def wordings(sheet: Sheet, data: ReportData) -> list[Placed]:
    """Return what missions and objectives were called before, oldest first."""
    rows = earlier_wordings(data)
    if not rows:
        return []
    name = section_name(Section.WORDINGS)
    heading = sheet.words(name, HEADING, sheet.width)
    table = Table(sheet, ((tr("Team"), 140), ("", 92), (tr("When"), 110), (tr("Wording"), 0)))
    shown = ("", "")
    for row in rows:
        whose = (row.team, wording_of(row))
        team, what = whose if whose[0] != shown[0] else ("", whose[1] if whose != shown else "")
        shown = whose
        table.add(
            table.words(0, team, STRONG),
            table.words(1, what, BODY_GREY),
            table.words(2, wording_at(data, row), BODY_GREY),
            table.words(3, row.text, BODY),
        )
    mark = Placed(
        heading,
        before=30 * PX,
        keep=True,
        chapter=name,
        bookmark=name,
        section=Section.WORDINGS,
    )
    return [mark, *together(table.story)]


def _team(sheet: Sheet, team: TeamFacts) -> list[Placed]:
    title = sheet.words(team.name, TITLE, sheet.width)
    if len(title.lines) > 1:
        title = sheet.words(team.name, TITLE_SMALL, sheet.width)
    opening = Stack((sheet.space(10), title, sheet.space(8)))
    story = [
        Placed(
            opening,
            before=26 * PX,
            keep=True,
            chapter=team.place,
            bookmark=team.name,
            depth=1,
        )
    ]
    if team.mission:
        story.append(Placed(sheet.words(team.mission, LEAD, sheet.width), keep=True))
    if team.votes:
        words = sheet.words(team.votes, CAPTION, sheet.width)
        story.append(Placed(words, before=6 * PX, keep=True))
    for objective in team.objectives:
        story += _objective(sheet, objective)
    story[-1] = replace(story[-1], keep=False)  # it holds nothing of the next team
    if team.initiatives:
        panel = Panel(_initiatives(sheet, team.initiatives), sheet.width)
        story.append(Placed(panel, before=18 * PX))
    return [replace(story[0], apart=_room(sheet, story)), *story[1:]]


def _room(sheet: Sheet, story: list[Placed]) -> float:
    """Return the share of a page that has to be left, so that a team stays on one if it can."""
    share = sum(part.before + part.block.height for part in story) / sheet.height
    return share if share <= 1 else _LONG


def _objective(sheet: Sheet, facts: ObjectiveFacts) -> list[Placed]:
    width = sheet.width - 24 * PX
    title = sheet.words(facts.title or tr("No wording yet"), OBJECTIVE, width)
    if len(title.lines) > 3:
        title = sheet.words(facts.title, OBJECTIVE_SMALL, width)
    parts: list[Block] = [title]
    for note in facts.notes:
        parts += [sheet.space(4), sheet.words(note, BODY_GREY, width)]
    label = Stack((sheet.space(2), sheet.words(facts.label, CAPTION, width), sheet.space(2)))
    barred = Barred(Headed(label, Stack((*parts, sheet.space(4)))))
    story = [Placed(barred, before=22 * PX, keep=bool(facts.results))]
    if facts.results:
        story.append(Placed(sheet.space(16), keep=True))
        story += _Results(sheet, facts.results).story()
    return story


class _Results:
    """The key results of one objective."""

    _COLUMNS = (30.0, 0.0, 78.0, 70.0, 66.0, 18.0, 112.0, 92.0)

    def __init__(self, sheet: Sheet, results: tuple[ResultFacts, ...]) -> None:
        self._sheet = sheet
        self._results = results
        names = ("", tr("Key result"), tr("Direction"), tr("From"), tr("To"), "")
        names = (*names, tr("Data source"), tr("Confidence"))
        self._table = Table(
            sheet,
            [
                Column(name, width, right=place in (3, 4))
                for place, (name, width) in enumerate(zip(names, self._COLUMNS, strict=True))
            ],
        )

    def story(self) -> list[Placed]:
        for number, facts in enumerate(self._results, start=1):
            self._add(number, facts)
        return self._table.story

    def _add(self, number: int, facts: ResultFacts) -> None:
        table, sheet = self._table, self._sheet
        source = table.words(6, facts.source, BODY_WARN if facts.source_missing else BODY)
        detail = CAPTION_WARN if facts.source_missing else CAPTION
        start, goal, numbers = self._numbers(facts)
        near, far = [facts.measured] if facts.measured else [], list[str]()
        for note in facts.notes:
            fits = sheet.setter.width(note, CAPTION) <= table.width(1) and "\n" not in note
            (near if fits and not far else far).append(note)
        table.add(
            table.words(0, str(number), BODY_GREY),
            self._with_small(table.words(1, facts.title, RESULT), 1, "\n".join(near), CAPTION),
            table.words(2, facts.direction, BODY),
            start,
            goal,
            sheet.space(0),
            self._with_small(source, 6, facts.source_detail, detail),
            self._confidence(facts.confidence),
            below=self._below(numbers, far, facts.steps),
            whole=_WHOLE,
        )

    def _numbers(self, facts: ResultFacts) -> tuple[Block, Block, str]:
        """Return both cells, and a line for amounts too long for them: none is ever cut."""
        table, sheet = self._table, self._sheet
        room = sheet.setter.width(facts.goal, RESULT)
        if self._fits(facts.start, BODY_GREY) and room <= table.width(4):
            start = table.words(3, facts.start, BODY_GREY)
            return start, table.words(4, facts.goal, RESULT), ""
        both = table.start(4) + table.width(4) - table.start(3)
        nothing = sheet.space(0)
        if facts.start == NOTHING and room <= both:
            return sheet.words(facts.goal, RESULT, both, align_right=True), nothing, ""
        text = tr("From {start} to {goal}")
        if facts.start == NOTHING:
            text = tr("To {goal}")
        return nothing, nothing, text.format(start=facts.start, goal=facts.goal)

    def _fits(self, number: str, style: Style) -> bool:
        return self._sheet.setter.width(number, style) <= self._table.width(3)

    def _with_small(self, words: Block, column: int, text: str, style: Style) -> Block:
        if not text:
            return words
        small = self._table.words(column, text, style)
        return Stack((words, self._sheet.space(2), small))

    def _below(self, numbers: str, notes: list[str], steps: tuple[Step, ...]) -> Block | None:
        """Return what needs the width of the page."""
        sheet = self._sheet
        width = sheet.width - self._table.start(1)
        parts: list[Block] = [sheet.words(numbers, RESULT, width)] if numbers else []
        parts += [sheet.words(note, CAPTION, width) for note in notes]
        if steps:
            parts.append(sheet.space(2))
        parts += [self._step(step, width) for step in steps]
        return Stack((sheet.space(2), *parts)) if parts else None

    def _step(self, step: Step, width: float) -> Block:
        """Return a step with a square that is filled once it is done."""
        indent = 16 * PX
        line = CAPTION.leading

        def paint(canvas: Canvas, x: float, y: float) -> None:
            canvas.setFillColor(HexColor(ACTUAL if step.done else _EMPTY))
            low = y - (line + _SQUARE) / 2
            canvas.rect(x, low, _SQUARE, _SQUARE, stroke=0, fill=1)

        words = self._sheet.words(_step_text(step), CAPTION, width - indent)
        return Row((Cell(0, Art(line, paint)), Cell(indent, words)))

    def _confidence(self, confidence: int | None) -> Block:
        if confidence is None:
            return self._table.words(7, "–", BODY_GREY)
        sheet = self._sheet
        number = str(confidence)
        digits = sheet.words(number, RESULT, self._table.width(7))
        beside = sheet.setter.width(number, RESULT)
        most = sheet.words(f" / {_MOST}", BODY_GREY, self._table.width(7))
        numbers = Row((Cell(0, digits), Cell(beside, most)))
        return Stack((numbers, Art(_SQUARE + 4 * PX, _squares(confidence))))


def _step_text(step: Step) -> str:
    text = tr("Done: {step}") if step.done else tr("To do: {step}")
    return text.format(step=step.text)


def _squares(filled: int) -> Callable[[Canvas, float, float], None]:
    def paint(canvas: Canvas, x: float, y: float) -> None:
        for place in range(_MOST):
            canvas.setFillColor(HexColor(ACTUAL if place < filled else _EMPTY))
            left = x + place * (_SQUARE + _GAP)
            canvas.rect(left, y - 4 * PX - _SQUARE, _SQUARE, _SQUARE, stroke=0, fill=1)

    return paint


def _initiatives(sheet: Sheet, texts: tuple[str, ...]) -> Block:
    """Return them on one line where they fit there, else each on its own."""
    width = sheet.width - 36 * PX
    heading = Stack((sheet.words(tr("Initiatives, not scored"), HEADING, width), sheet.space(3)))
    joined = sheet.words(" · ".join(texts), BODY_GREY, width)
    plain = not any("\n" in text for text in texts) and not joined.lines[0].right_to_left
    if plain and len(joined.lines) <= 2:
        return Headed(heading, joined)
    lines = tuple(sheet.words(text, BODY_GREY, width) for text in texts)
    return Headed(heading, Stack(tuple(part for line in lines for part in (line, sheet.space(3)))))
