"""Right of way between the thread that feeds the database and the one that reads rows ahead."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event


class RightOfWay:
    """Lets the thread that feeds the database go first, where it has rows to make: the other stops between two rows.

    Python runs one thread at a time. Where both want to, each gets half of the time, and Postgres waits that long.
    """

    def __init__(self) -> None:
        """Let the reading thread go on."""
        self._is_free = Event()
        self._is_free.set()

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Go first."""
        self._is_free.clear()
        try:
            yield
        finally:
            self._is_free.set()

    def give(self) -> None:
        """Wait while the other thread goes first."""
        self._is_free.wait()
