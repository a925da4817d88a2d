"""乡镇招商台账 (zhaoshang): an offline ledger of a township's investment promotion."""

__version__ = "0.1.0"
TITLE = "乡镇招商台账"
