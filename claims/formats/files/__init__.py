"""Files: bytes ↔ records."""
