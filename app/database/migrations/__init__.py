"""Alembic's environment: one file per step of the schema."""
