"""Pages that are one list with its buttons, its views and its forms."""
