"""Amounts as people type them and as the app shows them: every digit, never a float."""

from __future__ import annotations

import re
from decimal import Decimal

from desktop.domain.durations import MINUS
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

MOST_DIGITS = 40
_LONGEST = 200
_SPACES = " \u00a0\u2009\u202f"
_SIGN = f"[-{MINUS}\u2013+]?"


def parse_amount(text: str, *, decimal_comma: bool = False) -> Decimal:
    """The exact number of `-12`, `0.5`, `1 234.5` or `1,234.5`; with a comma `99,95`, `1.234,5`.

    A lone sign that might split thousands or begin the decimals (`1,234`) is refused: nobody
    could tell which was meant. Raises UserError for anything else that isn't one plain number.
    """
    point, group = (",", ".") if decimal_comma else (".", ",")
    found = _pattern(point, group).fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        raise _not_a_number(text, point, group)
    whole = re.sub(rf"[{_SPACES}'{group}]", "", found["whole"] or found["grouped"] or "0")
    part = found["part"] or found["bare"]
    amount = Decimal(f"{whole}.{part}" if part else whole)
    if amount and found["sign"] not in ("", "+"):
        amount = amount.copy_negate()  # unary minus would round to the context's 28 digits
    return valid_amount(amount)


def format_amount(value: Decimal, *, decimal_comma: bool = False) -> str:
    """All its digits, with a true minus sign: "−12", "99.95", "12345678901234567.123"."""
    digits = format(value, "f").replace("-", MINUS)
    return digits.replace(".", ",") if decimal_comma else digits


def valid_amount(value: Decimal) -> Decimal:
    """The amount itself. Raises UserError when it is no number or too long to be read."""
    if not value.is_finite():
        raise UserError(tr("This is not a number."), tr("The old one stays."))
    # a huge exponent is found out before its zeros are written down
    digits = format(value.copy_abs(), "f") if abs(value.adjusted()) <= MOST_DIGITS else None
    if digits is None or len(digits.replace(".", "")) > MOST_DIGITS:
        raise UserError(
            tr("A number has at most {n} digits.").format(n=MOST_DIGITS), tr("The old one stays.")
        )
    return value


def _pattern(point: str, group: str) -> re.Pattern[str]:
    """Thousands split by the other sign count only where they can't be taken for decimals."""
    dot, comma = re.escape(point), re.escape(group)
    spaced = rf"[0-9]{{1,3}}(?:[{_SPACES}'][0-9]{{3}})+|[0-9]+"
    grouped = rf"[1-9][0-9]{{0,2}}(?:{comma}[0-9]{{3}})+"
    sure = rf"(?:(?={grouped}{dot}[0-9])|(?=[0-9]+{comma}[0-9]+{comma})){grouped}"
    return re.compile(
        rf"(?P<sign>{_SIGN})[{_SPACES}]?"
        rf"(?:(?:(?P<whole>{spaced})|(?P<grouped>{sure}))(?:{dot}(?P<part>[0-9]+))?"
        rf"|{dot}(?P<bare>[0-9]+))"
    )


def _not_a_number(text: str, point: str, group: str) -> UserError:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text.strip()[:41])
    shown = shown if len(shown) <= 40 else shown[:39] + "…"
    what = tr("“{text}” is not a number.").format(text=shown)
    digits = text.strip().lstrip(f"-{MINUS}\u2013+")
    if re.fullmatch(rf"[0-9]*{re.escape(group)}[0-9]+", digits):
        meant = tr("Decimals are written with “{sign}” here: {example}.")
        return UserError(what, meant.format(sign=point, example=shown.replace(group, point)))
    return UserError(
        what, tr("Type digits only, such as {example}.").format(example=f"1234{point}5")
    )
