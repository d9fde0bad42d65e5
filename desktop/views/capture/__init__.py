"""Capture: everything noted so far."""
