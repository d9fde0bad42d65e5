"""OKR Facilitator: one facilitator's laptop, one workshop, one report."""

__version__ = "0.1.0"
