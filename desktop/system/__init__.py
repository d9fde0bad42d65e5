"""The machine: clock, folders, files, log."""
