"""The Postgres that comes with factcheck, for development and evaluation."""
