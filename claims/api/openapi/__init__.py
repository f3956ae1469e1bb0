"""The OpenAPI document: what the views and shapes do not say by themselves."""
