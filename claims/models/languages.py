"""The languages in which there are claims, on which it hangs how words are searched."""

from django.db import models

from claims.models.preparing import run_prepared


class LanguagesPresent:
    """The primary languages of all claims, separated by commas, as this process saw them last.

    A statement that hangs on them reads `column` too, and is made anew where they are others by now.
    """

    column = models.Func(template="(SELECT claims_languages())", output_field=models.TextField())

    def __init__(self) -> None:
        self._seen: str | None = None

    def seen(self) -> str:
        """Give them as they were seen last."""
        return self.ask() if self._seen is None else self._seen

    def ask(self) -> str:
        """Give them as they are."""
        [(found,)] = run_prepared("SELECT claims_languages()")
        return self.note(found)

    def note(self, found: str) -> str:
        """Keep in mind how they are, and give them."""
        self._seen = found
        return found


PRESENT = LanguagesPresent()
