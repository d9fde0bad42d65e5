"""Alembic revisions of the library's schema."""
