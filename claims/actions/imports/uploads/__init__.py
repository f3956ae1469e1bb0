"""Files sent to be imported: stored, received, opened."""
