"""Reverting a load: its claims deleted, its changes undone."""
