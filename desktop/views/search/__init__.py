"""Finding words in everything that was written: what was found, and where it is looked at."""
