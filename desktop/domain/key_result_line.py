"""A key result typed as one line: its words, and the numbers behind the colon when they are plain.

`Bookings done in three minutes: 41 -> 65 %` says title, baseline, target and unit. Whatever can be
read in two ways is all title: a person sees that at once, and a wrong number nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from desktop.domain.amounts import parse_amount
from desktop.domain.errors import UserError
from desktop.domain.kinds import KeyResultType


@dataclass(frozen=True, slots=True)
class KeyResultLine:
    """What one typed line says. `type` is None where it only has a title.

    Amounts are those the type counts: a threshold is a `target`, a range is `lower` and `upper`.
    """

    title: str
    type: KeyResultType | None = None
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    baseline_unknown: bool = False


_SIGNED = r"[-+\u2212]?"
_NUMBER = rf"{_SIGNED}\d+(?:[ .,'\u00a0\u2009\u202f]\d+)*"
# a letter that touches its number may be a factor ("12k") and is not taken for a unit
_UNIT = r"(?:(?:\s*[%‰°€$£]|\s+[^\W\d])[^\d:<>=→]{0,40})?"
_ARROW = r"\s*(?:-+>|=+>|→)\s*"
_FROM_TO = re.compile(
    rf"(?P<base>{_NUMBER}|\?)(?P<base_unit>{_UNIT}){_ARROW}(?P<goal>{_NUMBER})(?P<unit>{_UNIT})"
)
_BOUND = re.compile(
    rf"(?:keep\s+)?(?:at\s+)?(?P<sign>>=|≥|<=|≤)\s*(?P<goal>{_NUMBER})(?P<unit>{_UNIT})",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"keep\s+(?:between\s+)?(?P<low>{_NUMBER})\s*(?:–|and|to|-)\s*"
    rf"(?P<high>{_NUMBER})(?P<unit>{_UNIT})",
    re.IGNORECASE,
)


def parse_key_result_line(text: str, *, decimal_comma: bool = False) -> KeyResultLine:
    """Title and numbers of one line; all of it is the title unless the numbers are plain."""
    line = " ".join(text.split())
    for colon in re.finditer("[:：]", line):
        title, rest = line[: colon.start()].rstrip(), line[colon.end() :].lstrip()
        glued = title[-1:].isdigit() and rest and line[colon.end()] != " "  # a time of day
        if not title or glued:
            continue
        try:
            found = _numbers(title, rest, decimal_comma=decimal_comma)
        except UserError:
            continue
        if found is not None:
            return found
    return KeyResultLine(line)


def _numbers(title: str, rest: str, *, decimal_comma: bool) -> KeyResultLine | None:
    def amount(words: str) -> Decimal:
        return parse_amount(words, decimal_comma=decimal_comma)

    if found := _FROM_TO.fullmatch(rest):
        return _from_to(title, found, amount)
    if found := _BOUND.fullmatch(rest):
        up = found["sign"] in (">=", "≥")
        kind = KeyResultType.KEEP_AT_OR_ABOVE if up else KeyResultType.KEEP_AT_OR_BELOW
        return KeyResultLine(title, kind, found["unit"].strip(), target=amount(found["goal"]))
    if found := _BETWEEN.fullmatch(rest):
        low, high = amount(found["low"]), amount(found["high"])
        unit = found["unit"].strip()
        kept = KeyResultLine(title, KeyResultType.KEEP_BETWEEN, unit, lower=low, upper=high)
        return kept if low < high else None
    return None


def _from_to(
    title: str, found: re.Match[str], amount: Callable[[str], Decimal]
) -> KeyResultLine | None:
    unit, goal = found["unit"].strip(), amount(found["goal"])
    if found["base_unit"].strip() not in ("", unit):
        return None
    if found["base"] == "?":
        up = KeyResultType.INCREASE_TO  # the likelier of the two; a word in the table changes it
        return KeyResultLine(title, up, unit, target=goal, baseline_unknown=True)
    base = amount(found["base"])
    if base == goal:
        return None
    way = KeyResultType.INCREASE_TO if goal > base else KeyResultType.DECREASE_TO
    return KeyResultLine(title, way, unit, baseline=base, target=goal)
