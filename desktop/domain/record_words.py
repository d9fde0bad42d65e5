"""The record of a run in words; a `ClockText` says how an instant looks on the wall there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from desktop.domain.durations import MINUS, format_minutes
from desktop.domain.i18n import ntr, tr
from desktop.domain.kinds import AwayAnswer, EventKind
from desktop.domain.record_reasons import CATCH_UP, Reason, ReasonKind, TimelineEntry
from desktop.domain.run_record import AgendaChange, BlockRecord, ChangeKind, PauseKind, PauseSpan

ClockText = Callable[[datetime], str]
"""Shows an instant (aware UTC) as a time of day of the workshop."""


def why_words(reasons: Sequence[Reason], pauses: Sequence[PauseSpan], clock: ClockText) -> str:
    """All that made a block longer or shorter, and its pauses, as one line; "" for nothing."""
    said = [reason_words(reason, clock) for reason in reasons]
    # What was paused while the laptop was away is said as the answer to that.
    said += [pause_words(one, clock) for one in pauses if one.kind is not PauseKind.AWAY]
    return " · ".join(said)


def block_words(block: BlockRecord, clock: ClockText) -> str:
    """The same of a whole block."""
    return why_words(block.reasons, block.pauses, clock)


def reason_words(reason: Reason, clock: ClockText) -> str:
    """One reason, like "+5 min at 10:12"."""
    at = "" if reason.at is None else clock(reason.at)
    until = "" if reason.until is None else clock(reason.until)
    by = signed_minutes(reason.seconds)
    if reason.kind is ReasonKind.EXTENDED and until:
        text = tr("{minutes} min in {n} steps, {start} to {end}")
        return text.format(minutes=by, n=reason.times, start=at, end=until)
    if reason.kind is ReasonKind.AWAY:
        text = tr("laptop away {start} to {end}: {answer}")
        return text.format(start=at, end=until, answer=_answer(reason.text))
    text = _REASONS[reason.kind]()
    return text.format(time=at, minutes=by, n=format_minutes(reason.seconds), title=reason.text)


_REASONS: dict[ReasonKind, Callable[[], str]] = {
    ReasonKind.ADDED: lambda: tr("added during the run"),
    ReasonKind.RENAMED: lambda: tr("was called “{title}”"),
    ReasonKind.EDITED: lambda: tr("plan edited by {minutes} min"),
    ReasonKind.EXTENDED: lambda: tr("{minutes} min at {time}"),
    ReasonKind.CAUGHT_UP: lambda: tr("catch-up plan {minutes} min at {time}"),
    ReasonKind.SKIPPED: lambda: tr("skipped at {time}"),
    ReasonKind.CUT: lambda: tr("left out by the catch-up plan at {time}"),
    ReasonKind.RESTORED: lambda: tr("brought back at {time}"),
    ReasonKind.WENT_BACK: lambda: tr("went back to it at {time}"),
    ReasonKind.BACKDATED: lambda: tr("started {n} min earlier than noted"),
    ReasonKind.BEGAN_AWAY: lambda: tr("begun at {time} while the laptop was away"),
    ReasonKind.NOT_REACHED: lambda: tr("not reached"),
    ReasonKind.TAKEN_OUT: lambda: tr("taken out of the agenda"),
}
"""Only what is shown is looked up, in the language of that moment."""


def _answer(answer: str) -> str:
    return {
        AwayAnswer.KEPT_GOING: tr("the block went on"),
        AwayAnswer.PAUSED: tr("counted as a pause"),
        AwayAnswer.MOVED_ON: tr("the room moved on"),
        AwayAnswer.IN_ITEM: tr("the room was in another block"),
    }.get(AwayAnswer(answer) if answer in set(AwayAnswer) else AwayAnswer.KEPT_GOING, "")


def pause_words(pause: PauseSpan, clock: ClockText) -> str:
    """One pause, like "pause 10:20 to 10:25"."""
    start = clock(pause.starts_at)
    if pause.ends_at is None:
        return tr("paused since {time}").format(time=start)
    text = {
        PauseKind.PAUSED: tr("pause {start} to {end}"),
        PauseKind.AWAY: tr("laptop away {start} to {end}"),
        PauseKind.CLOSED: tr("closed {start} to {end}"),
    }[pause.kind]
    return text.format(start=start, end=clock(pause.ends_at))


def event_words(entry: TimelineEntry, clock: ClockText) -> str:
    """What happened, as a line of the timeline; the block stands beside it."""
    planned = entry.why == CATCH_UP
    start = "" if entry.from_at is None else clock(entry.from_at)
    end = "" if entry.to_at is None else clock(entry.to_at)
    match entry.kind:
        case EventKind.EXTENDED:
            text = tr("Catch-up plan: {minutes} min") if planned else tr("{minutes} min")
        case EventKind.SKIPPED:
            text = tr("Left out by the catch-up plan") if planned else tr("Skipped")
        case _:
            text = _EVENTS[entry.kind]()
    return text.format(
        minutes=signed_minutes(entry.seconds),
        n=format_minutes(entry.seconds),
        step=entry.seconds + 1,
        start=start,
        end=end,
        answer=_answer(entry.why),
    )


_EVENTS: dict[EventKind, Callable[[], str]] = {
    EventKind.STARTED: lambda: tr("Run started"),
    EventKind.PAUSED: lambda: tr("Paused"),
    EventKind.RESUMED: lambda: tr("Went on"),
    EventKind.MOVED_ON: lambda: tr("Begun"),
    EventKind.WENT_BACK: lambda: tr("Went back"),
    EventKind.RESTORED: lambda: tr("Brought back"),
    EventKind.STEPPED: lambda: tr("Step {step}"),
    EventKind.BACKDATED: lambda: tr("Started {n} min earlier than noted"),
    EventKind.AWAY_ANSWERED: lambda: tr("Laptop away {start} to {end}: {answer}"),
    EventKind.END_MOVED: lambda: tr("Agreed end moved by {minutes} min"),
    EventKind.ENDED: lambda: tr("Run ended"),
    EventKind.REOPENED: lambda: tr("Run reopened"),
}


def changes_sentence(changes: Sequence[AgendaChange]) -> str:
    """What was changed in the agenda once the run had ended; "" for nothing."""
    if not changes:
        return ""
    said = "; ".join(_change(change) for change in changes)
    return tr("Changed in the agenda after the run: {changes}.").format(changes=said)


def changes_count(number: int) -> str:
    """The same in short, for where there is little room; "" for none."""
    text = ntr(
        "The agenda was changed after the run, in {n} point. The record stays as it was.",
        "The agenda was changed after the run, in {n} points. The record stays as it was.",
        number,
    )
    return text if number else ""


def _change(change: AgendaChange) -> str:
    match change.kind:
        case ChangeKind.RENAMED:
            text = tr("“{title}” is now “{now}”")
        case ChangeKind.LENGTH:
            text = tr("“{title}” {before} to {after} min")
        case ChangeKind.REMOVED:
            text = tr("“{title}” deleted")
        case ChangeKind.ADDED:
            text = tr("“{title}” added")
        case ChangeKind.ORDER:
            text = tr("another order")
    before, after = format_minutes(change.before_s), format_minutes(change.after_s)
    name, now = change.title or tr("Untitled"), change.now or tr("Untitled")
    return text.format(title=name, now=now, before=before, after=after)


def signed_minutes(seconds: int) -> str:
    """Minutes with their sign: "+5", "−1:30", "0"."""
    sign = "+" if seconds > 0 else MINUS if seconds < 0 else ""
    return sign + format_minutes(abs(seconds))
