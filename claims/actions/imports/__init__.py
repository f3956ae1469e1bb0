"""Loading files of claims: read ahead, resolved and written in chunks."""
