"""Fast serialisation: Postgres builds the JSON text, by SQL that is derived from the serializers."""
