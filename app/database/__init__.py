"""Opening, upgrading, guarding and copying the one file; all that is special to SQLite."""
