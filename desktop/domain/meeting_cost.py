"""What a meeting costs: people, hours and a typed rate, on exact decimals."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

from desktop.domain.amounts import format_amount, parse_amount, valid_amount
from desktop.domain.errors import UserError
from desktop.domain.i18n import tr

CHECK_INS_A_YEAR = 26
"""One every two weeks."""

MOST_RATE = 1_000_000
_LONGEST_CURRENCY = 4
_DIGITS = 80
"""Enough for every product of an amount, so that nothing is rounded before it is shown."""

_SYMBOLS = {"EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}
_CODES = {symbol: code for code, symbol in _SYMBOLS.items()}
_NAME = r"[^\s\d.,'’+/−–-]{1,4}"
_RATE = re.compile(rf"(?P<before>{_NAME})?\s*(?P<number>[0-9.,'’\s+−–-]+?)\s*(?P<after>{_NAME})?")
_AN_HOUR = re.compile(r"\s*(?:/\s*h(?:our)?|an hour|per hour)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HourlyRate:
    """What an hour of one person costs; `currency` is a code such as EUR, a word, or empty."""

    amount: Decimal
    currency: str = ""


def parse_rate(text: str, *, decimal_comma: bool = False) -> HourlyRate | None:
    """The rate of `70`, `€70`, `70 EUR`, `CHF 70.50`, `€70/h`; None when nothing is typed.

    Raises UserError for anything else, and for a rate that is not above 0.
    """
    words = _AN_HOUR.sub("", text.strip())
    if not words:
        return None
    found = _RATE.fullmatch(words) if len(words) <= 60 else None
    if found is None or (found["before"] and found["after"]):
        raise _no_rate(text)
    amount = parse_amount(found["number"], decimal_comma=decimal_comma)
    return HourlyRate(valid_rate(amount), valid_currency(found["before"] or found["after"] or ""))


def valid_rate(amount: Decimal) -> Decimal:
    """The amount itself. Raises UserError unless it is above 0 and within a million."""
    if not 0 < valid_amount(amount) <= MOST_RATE:
        raise UserError(
            tr("A rate is more than 0 and at most a million."), tr("Leave it empty for none.")
        )
    return amount


def valid_currency(text: str) -> str:
    """The code of a known symbol, else up to four letters or signs as typed; else UserError."""
    name = text.strip()
    code = _CODES.get(name, name.upper() if name.upper() in _SYMBOLS else name)
    if len(code) > _LONGEST_CURRENCY or not all(_in_currency(sign) for sign in code):
        raise _no_rate(text)
    return code


def meeting_cost(people: int, seconds: int, rate: Decimal) -> Decimal:
    """People times hours times rate, exact but for a third of an hour."""
    with localcontext(prec=_DIGITS):
        return people * seconds * rate / 3600


def check_ins_cost(people: int, rate: Decimal) -> Decimal:
    """What a one-hour check-in every two weeks costs in a year."""
    with localcontext(prec=_DIGITS):
        return CHECK_INS_A_YEAR * meeting_cost(people, 3600, rate)


def money_text(amount: Decimal, currency: str, *, decimal_comma: bool = False) -> str:
    """ "€4,480", "€4.480" with a decimal comma, "846.60 CHF": cents only where there are any."""
    with localcontext(prec=_DIGITS):
        shown = amount.quantize(Decimal("0.01"), ROUND_HALF_UP)
    digits = f"{shown:,.2f}".removesuffix(".00")
    if decimal_comma:
        digits = digits.translate({ord(","): ".", ord("."): ","})
    return _with_currency(digits, currency)


def rate_text(rate: HourlyRate, *, decimal_comma: bool = False) -> str:
    """ "€70" or "70.50 CHF", every digit: reads back the same."""
    return _with_currency(format_amount(rate.amount, decimal_comma=decimal_comma), rate.currency)


def _with_currency(digits: str, currency: str) -> str:
    symbol = _SYMBOLS.get(currency)
    if symbol:
        return f"{symbol}{digits}"
    return f"{digits} {currency}".strip()


def _in_currency(sign: str) -> bool:
    return sign.isalpha() or unicodedata.category(sign) == "Sc"


def _no_rate(text: str) -> UserError:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in text.strip()[:40])
    return UserError(tr("“{text}” is not a rate.").format(text=shown), tr("Try 70, €70 or 70 EUR."))
