"""Mappings: records → canonical rows."""
