"""Comparing rows of a file with the claims that exist and with what the last load wrote."""
