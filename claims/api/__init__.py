"""The HTTP API: each view checks scopes, validates the body, calls one action and returns JSON."""
