"""What the OKRs place writes: amounts, directions and fields by name."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import QDate, QLocale

from desktop.domain.amounts import format_amount, parse_amount
from desktop.domain.durations import MINUS
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr
from desktop.domain.key_result_line import KeyResultLine
from desktop.domain.kinds import KeyResultType
from desktop.domain.okr_rows import KeyResultRow
from desktop.domain.progress import held, progress, type_name, value_now

NONE = "–"
T = KeyResultType
FROM_TO = frozenset({T.INCREASE_TO, T.DECREASE_TO, T.REACH})
KEPT = frozenset({T.KEEP_AT_OR_ABOVE, T.KEEP_AT_OR_BELOW})

DIRECTION_ICONS: dict[KeyResultType, str] = {
    T.INCREASE_TO: "trending-up",
    T.DECREASE_TO: "trending-down",
    T.KEEP_AT_OR_ABOVE: "shield-check",
    T.KEEP_AT_OR_BELOW: "shield-check",
    T.KEEP_BETWEEN: "shield-check",
    T.REACH: "target",
    T.MILESTONE: "flag",
    T.FIND_BASELINE: "search",
}


class Amounts:
    """Numbers the way this person writes them."""

    def __init__(self) -> None:
        self.decimal_comma = False

    def text(self, value: Decimal | None) -> str:
        """All digits, "" for none."""
        return "" if value is None else format_amount(value, decimal_comma=self.decimal_comma)

    def typed(self, value: Decimal | None) -> str:
        """The same as it is typed: with the minus sign of the keyboard."""
        return self.text(value).replace(MINUS, "-")

    def why_not(self, typed: str) -> str:
        """Why this is not a number; "" when it is, or when nothing is typed."""
        if not typed.strip():
            return ""
        try:
            parse_amount(typed, decimal_comma=self.decimal_comma)
        except UserError as error:
            return str(error)
        return ""


def direction_word(kind: KeyResultType) -> str:
    """The direction in a word that fits the column; the details say all of it."""
    if kind in KEPT or kind is T.KEEP_BETWEEN:
        return tr("Keep")
    return tr("Baseline") if kind is T.FIND_BASELINE else type_name(kind)


def from_text(row: KeyResultRow, amounts: Amounts) -> str:
    """Where it starts; "?" when nobody knows yet."""
    if row.baseline_unknown:
        return "?"
    if row.type is T.REACH and row.baseline is None and row.target is not None:
        return "0"
    return amounts.text(row.baseline) or NONE


def to_text(row: KeyResultRow, amounts: Amounts) -> str:
    """Where it is to be, in the terms of its type."""
    low, high, goal = (amounts.text(each) for each in (row.lower, row.upper, row.target))
    match row.type:
        case T.KEEP_AT_OR_ABOVE:
            return _bound("≥", goal or low)
        case T.KEEP_AT_OR_BELOW:
            return _bound("≤", goal or high)
        case T.KEEP_BETWEEN:
            return tr("{low}–{high}").format(low=low, high=high) if low and high else NONE
        case T.MILESTONE:
            steps = len(row.steps)
            done = sum(step.done for step in row.steps)
            return tr("{done} of {n}").format(done=done, n=steps) if steps else NONE
        case T.FIND_BASELINE:
            return NONE
        case _:
            return goal or NONE


def now_text(row: KeyResultRow, amounts: Amounts) -> str:
    """The newest value; "" before the first check-in, "no data" when the newest has none."""
    if not row.check_ins:
        return ""
    value = value_now(row)
    return tr("no data") if value is None else amounts.text(value)


def progress_text(row: KeyResultRow) -> str:
    """ "46 %", "held 2 of 3", or "" while there is no number to tell it by."""
    kept = held(row)
    if kept is not None:
        return tr("held {n} of {m}").format(n=kept[0], m=kept[1])
    share = progress(row)
    return "" if share is None else tr("{n} %").format(n=round(share * 100))


def line_text(line: KeyResultLine, amounts: Amounts) -> str:
    """How a typed line is read: "Increase · 41 → 65 %"."""
    if line.type is None:
        return ""
    low, high, goal = (amounts.text(each) for each in (line.lower, line.upper, line.target))
    if line.type in FROM_TO:
        base = "?" if line.baseline_unknown else amounts.text(line.baseline)
        numbers = f"{base} → {goal}"
    else:
        numbers = f"{low}–{high}" if line.type is T.KEEP_BETWEEN else goal
    words = tr("{type} · {numbers} {unit}")
    text = words.format(type=type_name(line.type), numbers=numbers, unit=line.unit)
    return text.rstrip()


def field_names() -> dict[str, str]:
    """The fields that a draft history can name."""
    return {
        "title": tr("Wording"),
        "text": tr("Mission"),
        "why": tr("Why now"),
        "for_whom": tr("For whom"),
        "ambition": tr("Ambition"),
        "theme_id": tr("Theme"),
        "theme": tr("Theme"),
        "owner": tr("Owner"),
        "state": tr("State"),
        "score": tr("Score"),
        "score_note": tr("Score note"),
        "type": tr("Type"),
        "metric": tr("Metric"),
        "unit": tr("Unit"),
        "baseline": tr("From"),
        "target": tr("To"),
        "stretch": tr("Stretch"),
        "lower": tr("At least"),
        "upper": tr("At most"),
        "baseline_unknown": tr("From not known"),
        "data_source": tr("Data source"),
        "frequency": tr("How often"),
        "weight": tr("Weight"),
        "confidence": tr("Confidence"),
    }


def date_text(day: date | None) -> str:
    """A day without its year, the workshop's being near."""
    if day is None:
        return ""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")


def _bound(sign: str, amount: str) -> str:
    return f"{sign} {amount}" if amount else NONE
