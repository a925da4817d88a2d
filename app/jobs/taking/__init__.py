"""Taking a ledger's rows into the records: one module for each kind of ledger."""
