"""A ledger as a workbook: what is written here is read back without a difference."""
