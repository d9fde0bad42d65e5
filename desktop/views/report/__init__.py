"""Report: what the PDF will hold, and the PDF."""
