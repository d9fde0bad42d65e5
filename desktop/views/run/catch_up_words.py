"""What the ways back to the planned end say; pure, so that each text can be tested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.bridge.symbols import CATEGORY
from desktop.domain.catch_up import CatchUp, Line, Reason, Way, WayKind
from desktop.domain.durations import MINUS, format_countdown
from desktop.domain.i18n import ntr, tr
from desktop.domain.rows import AgendaRow
from desktop.views.run_lines import ClockText


@dataclass(frozen=True, slots=True)
class WayText:
    """One way as its card shows it."""

    kind: WayKind
    title: str
    end: str
    detail: str
    is_enough: bool

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.end, self.detail) if part)


@dataclass(frozen=True, slots=True)
class RowText:
    """One line of the preview. Tokens name colours of the theme."""

    icon: str
    icon_token: str
    title: str
    note: str
    now: str
    new: str
    change: str
    starts: str
    why_icon: str
    why: str
    changed: bool

    @property
    def spoken(self) -> str:
        change = self.change or tr("same")
        return ", ".join(part for part in (self.title, change, self.starts, self.why) if part)


def late_words(found: CatchUp) -> str:
    """`9 min late`; less than a minute is one."""
    minutes = max(1, found.late_s // 60)
    return ntr("{n} min late", "{n} min late", minutes)


def way_text(way: Way, rows: Mapping[str, AgendaRow], clock: ClockText) -> WayText:
    """The title, the end it leads to, and what it costs."""
    ends = clock(way.agreed_end if way.kind is WayKind.LATER else way.ends_at)
    is_enough = not way.missing_s and way.kind is not WayKind.LATER
    return WayText(way.kind, _title(way, rows), ends, _detail(way, rows), is_enough)


def row_texts(way: Way, rows: Mapping[str, AgendaRow], clock: ClockText) -> tuple[RowText, ...]:
    """One line for each block from the current one on."""
    return tuple(_row(line, rows[line.uid], clock) for line in way.lines if line.uid in rows)


def end_row(found: CatchUp, way: Way, clock: ClockText) -> RowText:
    """The last line: when the workshop ends, and whether that is when it should."""
    change_s = -round((found.ends_at - way.ends_at).total_seconds())
    why, icon = tr("Exactly the planned end"), "circle-check"
    if way.kind is WayKind.LATER:
        why, icon = tr("Agree it with the room first"), "clock-alert"
    elif way.missing_s:
        why, icon = tr("Still {time} late").format(time=_span(way.missing_s)), "clock-alert"
    elif way.ends_at < way.agreed_end:
        why = tr("Earlier than planned")
    new = way.agreed_end if way.kind is WayKind.LATER else way.ends_at
    return RowText(
        icon="",
        icon_token="text",
        title=tr("End of the workshop"),
        note="",
        now=clock(found.ends_at),
        new=clock(new),
        change=_signed(change_s),
        starts="",
        why_icon=icon,
        why=why,
        changed=way.kind is WayKind.LATER or bool(change_s),
    )


def _title(way: Way, rows: Mapping[str, AgendaRow]) -> str:
    if way.kind is WayKind.LATER:
        return ntr("Ask for {n} more min", "Ask for {n} more min", way.end_moved_s // 60)
    if way.kind is WayKind.CUT:
        if len(way.cuts) == 1 and way.cuts[0] in rows:
            return tr("Cut “{title}”").format(title=rows[way.cuts[0]].title)
        return ntr("Cut {n} block", "Cut {n} blocks", len(way.cuts))
    return ntr("Trim {n} block", "Trim {n} blocks", len(way.changes))


def _detail(way: Way, rows: Mapping[str, AgendaRow]) -> str:
    if way.missing_s:
        return tr("Not enough: still {time} late").format(time=_span(way.missing_s))
    if way.kind is WayKind.LATER:
        return tr("Everything keeps its time")
    parts = [
        f"{rows[change.uid].title} {_signed(change.seconds)}"
        for change in way.changes
        if change.uid in rows
    ]
    if way.kind is WayKind.CUT and not parts:
        return tr("Everything else keeps its time")
    return " · ".join(parts)


def _row(line: Line, row: AgendaRow, clock: ClockText) -> RowText:
    symbol = CATEGORY[row.category]
    icon, why = _why(line)
    is_current = line.reason is Reason.CURRENT_NEVER_SHORTENED
    return RowText(
        icon=symbol.icon,
        icon_token=symbol.token,
        title=row.title,
        note=tr("time left") if is_current else "",
        now=format_countdown(line.now_s * 1000),
        new=format_countdown(line.new_s * 1000) if line.change_s else "",
        change=_signed(line.change_s),
        starts=clock(line.starts_at) if line.starts_at is not None else "",
        why_icon=icon,
        why=why,
        changed=bool(line.change_s),
    )


def _why(line: Line) -> tuple[str, str]:
    if line.late_s:
        return "clock-alert", tr("Fixed start, {time} late").format(time=_span(line.late_s))
    least = line.minimum_s // 60
    give = line.can_give_s // 60
    texts = {
        Reason.CURRENT_NEVER_SHORTENED: ("play", tr("You are in it: never shortened")),
        Reason.PROTECTED: ("lock", tr("Protected, keeps every second")),
        Reason.CAN_GIVE: (
            "scale",
            tr("Can give {n} min (minimum {least})").format(n=give, least=least),
        ),
        Reason.AT_MINIMUM: ("minus", tr("At its minimum")),
        Reason.FIRST_TO_CUT: ("scissors", tr("At its minimum. First to cut")),
        Reason.CUT: ("scissors", tr("Left out")),
        Reason.FIXED_START: ("clock", tr("Starts when it has to")),
        Reason.GAP_ABSORBS: ("clock", tr("The gap after it absorbs the delay")),
        Reason.NOT_NEEDED: ("minus", tr("Not needed")),
    }
    return texts[line.reason]


def _signed(seconds: int) -> str:
    if not seconds:
        return ""
    return f"{MINUS if seconds < 0 else '+'}{format_countdown(abs(seconds) * 1000)}"


def _span(seconds: int) -> str:
    """`3 min`, full ones as everywhere a run is late, or `40 s` under a minute."""
    if seconds < 60:
        return tr("{n} s").format(n=seconds)
    return tr("{n} min").format(n=seconds // 60)
