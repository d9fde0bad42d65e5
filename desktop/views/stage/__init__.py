"""Stage: what participants see."""
