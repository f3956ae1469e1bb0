"""How the admin writes and reads dates and times, by language."""
