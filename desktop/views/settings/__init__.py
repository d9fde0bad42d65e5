"""The place where a person says how the app is to look, sound and be steered."""
