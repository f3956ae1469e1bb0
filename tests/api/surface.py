"""Every route of the API, from the URL configuration."""

from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern

from claims.api.urls import urlpatterns

DOCUMENTS = {"schema", "docs", "errors"}  # they hold nothing of the newsroom's, and are open to all
METHODS = {"get", "post", "patch", "delete"}


@dataclass(frozen=True)
class Route:
    """One method of one path, and the verb that it requires."""

    method: str
    path: str
    action: str
    verb: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def noun(self) -> str:
        """Return the collection that an item in the path belongs to, or None."""
        before, is_of_one, _ = self.path.partition("/<int:pk>")
        return before.rpartition("/")[2] if is_of_one else ""

    def at(self, claim_id: int = 999_999, pk: int = 999_999) -> str:
        """Return the path with the ids of one claim and one other row."""
        return self.path.replace("<int:claim_id>", str(claim_id)).replace("<int:pk>", str(pk))


def routes() -> list[Route]:
    """List every method of every path that has a verb."""
    return [
        Route(method.upper(), f"/{pattern.pattern}", action, view_of(pattern).verbs[action])
        for pattern in urlpatterns
        if pattern.name not in DOCUMENTS
        for method, action in actions_of(pattern).items()
        if method in METHODS
    ]


def view_of(pattern: URLPattern) -> Any:
    """Return the class that serves a path."""
    callback: Any = pattern.callback
    return callback.cls


def actions_of(pattern: URLPattern) -> dict[str, str]:
    """Return the action of each method of a path."""
    callback: Any = pattern.callback
    actions: dict[str, str] = callback.actions
    return actions
