"""Breakouts: says what will stand here."""
