"""The review desk: the pages on which checkers and editors spend their day."""
