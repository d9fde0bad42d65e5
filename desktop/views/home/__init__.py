"""Home: the library of workshops."""
