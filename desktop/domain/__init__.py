"""Pure Python: rules, values and the frozen rows handed to views and reports."""
