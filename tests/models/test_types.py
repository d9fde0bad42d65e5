"""Amounts, instants and closed sets come back exactly as they went in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine
from sqlalchemy.exc import StatementError

from desktop.domain.kinds import ItemKind
from desktop.models.types import DecimalText, EnumText, UtcDateTime

TABLE = Table(
    "t",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("amount", DecimalText()),
    Column("at", UtcDateTime()),
    Column("kind", EnumText(ItemKind)),
)


@pytest.fixture
def connection():
    engine = create_engine("sqlite://")
    TABLE.metadata.create_all(engine)
    with engine.connect() as open_connection:
        yield open_connection
    engine.dispose()


def stored(connection, **values):
    connection.execute(TABLE.insert().values(**values))
    return connection.execute(TABLE.select().order_by(TABLE.c.id.desc())).first()


@pytest.mark.parametrize("text", ["0.5", "1.25", "99.95", "-12", "12345678901234567.123", "0.10"])
def test_a_decimal_keeps_every_digit(connection, text):
    assert str(stored(connection, amount=Decimal(text)).amount) == text


@pytest.mark.parametrize("value", [0.5, Decimal("NaN"), Decimal("Infinity")])
def test_what_is_not_a_finite_decimal_is_refused(connection, value):
    with pytest.raises(StatementError, match="finite Decimal"):
        stored(connection, amount=value)


def test_an_instant_keeps_its_zone_and_microseconds(connection):
    local = datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=timezone(timedelta(hours=2)))
    found = stored(connection, at=local).at
    assert found == local
    assert found.tzinfo == UTC


def test_an_instant_without_a_zone_is_refused(connection):
    with pytest.raises(StatementError, match="time zone"):
        stored(connection, at=datetime(2026, 1, 1))


def test_a_member_of_a_closed_set_comes_back_as_that_member(connection):
    assert stored(connection, kind=ItemKind.BREAK).kind is ItemKind.BREAK


def test_a_stranger_to_a_closed_set_is_refused(connection):
    with pytest.raises(StatementError):
        stored(connection, kind="nap")
