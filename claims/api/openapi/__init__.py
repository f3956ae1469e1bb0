"""The OpenAPI document: what drf-spectacular cannot derive from views and serializers."""
