"""Use cases: one command per user action, one query per list."""
