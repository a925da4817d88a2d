"""The windows in which a scheme of assessment is written: itself, an item, what holds across its items."""
