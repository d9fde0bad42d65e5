"""What the lists of Home say about a workshop or a template, worked out before painting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from desktop.domain.durations import signed
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import WorkshopKind, WorkshopState
from desktop.domain.rows import WorkshopRow
from desktop.domain.template import TemplateRow
from desktop.views.home.choices import Choice, Choices
from desktop.views.privacy import privacy
from desktop.views.when import (
    clock_text,
    day_text,
    drift_minutes,
    nearness,
    room_s,
    span_text,
    times_text,
    today_there,
    twelve_hour,
)

KIND_ICONS = {
    WorkshopKind.DRAFTING: "target",
    WorkshopKind.FOLLOW_UP: "messages-square",
    WorkshopKind.CHECK_IN: "refresh-cw",
    WorkshopKind.TRAINING: "graduation-cap",
}
_TEMPLATE_ICONS = {
    "drafting": "target",
    "follow": "messages-square",
    "check": "refresh-cw",
    "remote": "video",
    "ambassador": "graduation-cap",
}


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """One planned workshop as its card shows it; `tone` names the colour of `note`."""

    when: str
    title: str
    note: str
    tone: str


@dataclass(frozen=True, slots=True)
class PastLine:
    """One finished workshop as the table shows it; `tone` names the colour of `drift`."""

    icon: str
    title: str
    day: str
    blocks: str
    drift: str
    tone: str


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One template, with its blocks as shares of a strip."""

    icon: str
    row: TemplateRow
    span: str
    mark: str = ""


def is_past(row: WorkshopRow) -> bool:
    """Whether a workshop has run to its end."""
    return row.ended_at is not None or row.state is WorkshopState.CLOSED


def is_running(row: WorkshopRow) -> bool:
    """Whether a workshop has begun and not ended."""
    return row.started_at is not None and not is_past(row)


def planned_first(row: WorkshopRow, now: datetime) -> tuple[bool, bool, int, str, str]:
    """Sorts running workshops first, then the nearest ones, then those whose day has gone by."""
    days = (row.day - today_there(row, now)).days
    return (not is_running(row), days < 0, abs(days), row.start.isoformat(), row.uid)


def fit(row: WorkshopRow) -> tuple[str, bool]:
    """Whether the agenda fits its planned times, in words."""
    if not row.item_count:
        return tr("No blocks yet"), False
    spare = room_s(row) - row.planned_s
    if spare < 0:
        return tr("Agenda is {span} too long").format(span=span_text(-spare)), False
    if spare < 60:
        return tr("Agenda fits {span}").format(span=span_text(row.planned_s)), True
    return tr("Agenda fits, {span} free").format(span=span_text(spare)), True


def planned_choice(row: WorkshopRow, now: datetime) -> Choice:
    """A planned workshop as its card shows and speaks it."""
    today = today_there(row, now)
    when = tr("{day}, {time} · {span}").format(
        day=day_text(row.day, today), time=clock_text(row.start), span=span_text(row.planned_s)
    )
    blocks = ntr("{n} block", "{n} blocks", row.item_count)
    said, good = fit(row)
    note = tr("{near} · {blocks}").format(near=nearness(row, now), blocks=blocks)
    tone = "text-3"
    if not good:
        note, tone = tr("{near} · {fit}").format(near=nearness(row, now), fit=said), "warn"
    if is_running(row):
        note, tone = tr("Running now"), "ok"
    line = PlannedLine(when, row.title, note, tone)
    return Choice(row.id, line, f"{row.title}. {when}. {note}")


def past_choice(row: WorkshopRow, today: date) -> Choice:
    """A finished workshop as the table shows and speaks it."""
    drift = None if privacy().hidden else drift_minutes(row)
    shown = signed(drift) if drift is not None else ""
    tone = "text-2" if not drift else "ok" if drift < 0 else "warn"
    line = PastLine(
        icon=KIND_ICONS[row.kind],
        title=row.title,
        day=day_text(row.day, today),
        blocks=str(row.item_count),
        drift=shown,
        tone=tone,
    )
    blocks = ntr("{n} block", "{n} blocks", row.item_count)
    spoken = f"{row.title}. {line.day}. {blocks}."
    if not privacy().hidden:
        spoken = f"{spoken} {drift_words(drift)}"
    return Choice(row.id, line, spoken)


def drift_words(drift: int | None) -> str:
    """How a run ended against its plan, for a screen reader or a tooltip."""
    if drift is None:
        return tr("Never ran.")
    if not drift:
        return tr("Ended on time.")
    if drift > 0:
        return ntr("Ended {n} minute late.", "Ended {n} minutes late.", drift)
    return ntr("Ended {n} minute early.", "Ended {n} minutes early.", -drift)


def planned_choices(rows: Sequence[WorkshopRow], now: datetime) -> Choices[WorkshopRow]:
    """Cards of planned workshops. Words change with the hour: somewhere it is midnight."""
    return Choices(rows, partial(planned_choice, now=now), _id_of, _hour(now))


def past_choices(rows: Sequence[WorkshopRow], now: datetime) -> Choices[WorkshopRow]:
    """The table of finished workshops."""

    def made(row: WorkshopRow) -> Choice:
        return past_choice(row, today_there(row, now))

    return Choices(rows, made, _id_of, (_hour(now), privacy().hidden))


def template_choices(rows: Sequence[TemplateRow]) -> Choices[TemplateRow]:
    """Both lists of templates."""
    return Choices(rows, template_choice, lambda row: row.name)


def _id_of(row: WorkshopRow) -> int:
    return row.id


def _hour(now: datetime) -> tuple[datetime, bool]:
    return now.replace(minute=0, second=0, microsecond=0), twelve_hour()


def template_choice(row: TemplateRow) -> Choice:
    """A template as both lists show and speak it."""
    if row.is_damaged:
        line = TemplateLine("triangle-alert", row, "", tr("Damaged"))
        return Choice(row.name, line, f"{row.title}. {row.summary}")
    span = span_text(row.minutes * 60)
    if row.own:
        mark = tr("Yours")
        spoken = " ".join(part for part in (f"{row.title}.", f"{mark}.", row.summary, span) if part)
        return Choice(row.name, TemplateLine("layout-list", row, span, mark), spoken)
    icon = next((icon for part, icon in _TEMPLATE_ICONS.items() if part in row.name), "layout-list")
    line = TemplateLine(icon, row, span)
    return Choice(row.name, line, f"{row.title}. {row.summary} {span}", fixed=True)


def heading_times(row: WorkshopRow, now: datetime) -> str:
    """ "Thu 14 Jan, 09:00 – 13:00"."""
    return tr("{day}, {times}").format(
        day=day_text(row.day, today_there(row, now)), times=times_text(row.start, row.end)
    )
