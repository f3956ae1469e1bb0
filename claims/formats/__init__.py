"""Formats: bytes ↔ rows; nothing here writes to the database."""
