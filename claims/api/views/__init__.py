"""Views: each checks scopes, validates the body and calls one action."""
