"""The columns of each list, declared once for screen, sheet and paper."""
