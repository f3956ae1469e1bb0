"""The review desk: the pages on which checkers and editors spend their day."""

from claims.admin.desk import acts, claim, draft, filing, home, merge, pulse, queue, tokens, verdict, views

__all__ = ["acts", "claim", "draft", "filing", "home", "merge", "pulse", "queue", "tokens", "verdict", "views"]
