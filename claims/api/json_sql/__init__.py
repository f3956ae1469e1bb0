"""The shapes' fast way: Postgres writes the JSON text, by SQL that is derived from the serialisers."""
