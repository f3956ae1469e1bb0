"""Serializers of requests and responses, one file per noun."""
