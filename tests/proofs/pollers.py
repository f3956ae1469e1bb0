"""Pollers: programs that follow the feed with nothing but the last cursor that they received."""

import base64
import json
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import connection

from tests.api_client import ApiClient
from tests.proofs.writers import Commit


@dataclass
class Poller:
    """One poller, and the events that it received, in order."""

    api: ApiClient
    number: int
    after: str | None = None
    seen: list[Commit] = field(default_factory=list)
    epoch_changed: list[bool] = field(default_factory=list)
    polls: int = 0

    def follow(self, is_stopped: Callable[[], bool]) -> "Poller":
        """Read until `is_stopped` and no page has more."""
        pick = random.Random(self.number)  # noqa: S311
        try:
            while True:
                ends = is_stopped()
                if not self.poll(pick.randint(1, 500)) and ends:
                    return self
        finally:
            connection.close()

    def poll(self, limit: int) -> bool:
        """Read one page, and return whether it had events or says that there are more."""
        query = {"limit": str(limit)} | ({"after": self.after} if self.after else {})
        response = self.api.get("/events", query)
        assert response.status_code == 200, response.content
        page = response.json()
        self.after = page["next"]
        self.epoch_changed.append(page["epoch_changed"])
        self.polls += 1
        self.seen += [(xid_of(event["seq"]), event["claim"], event["version"]) for event in page["results"]]
        return bool(page["results"]) or page["has_more"]


def xid_of(seq: str) -> int:
    """Return the transaction id of an event."""
    _, xid, _ = json.loads(base64.urlsafe_b64decode(seq + "=" * (-len(seq) % 4)))
    return int(xid)
