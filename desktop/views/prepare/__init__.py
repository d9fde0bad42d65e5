"""Prepare: details and agenda of one workshop."""
