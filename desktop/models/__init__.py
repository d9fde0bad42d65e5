"""Mapped classes, the library file and the unit of work."""
