"""Views: scope, shape, one action."""
