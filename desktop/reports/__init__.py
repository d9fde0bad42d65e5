"""Rows in, a file out."""
