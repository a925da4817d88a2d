"""Files as their programs keep them, turned into sheets: one module for each format, none knows what a ledger is."""
