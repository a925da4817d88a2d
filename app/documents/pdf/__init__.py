"""The official page as PDF: its grid, its tables, and each paper that is drawn on it."""
