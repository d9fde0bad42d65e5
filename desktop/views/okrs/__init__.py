"""OKRs: says what will stand here."""
