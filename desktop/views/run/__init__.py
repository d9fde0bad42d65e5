"""Run: the agenda while it happens."""
