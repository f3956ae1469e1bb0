"""A claim's history, read back for tests."""

from typing import Any

from tests.api_client import ApiClient

Entry = dict[str, Any]
Fields = dict[str, tuple[Any, Any]]


def history(api: ApiClient, claim_id: int, **query: Any) -> list[Entry]:
    response = api.get(f"/claims/{claim_id}/history", query)
    assert response.status_code == 200, response.content
    entries: list[Entry] = response.json()["results"]
    return entries


def fields(entry: Entry, noun: str) -> list[tuple[str, Fields]]:
    """Return the changes of the rows of a noun, with their fields before and after."""
    return [
        (change["action"], {name: (pair["before"], pair["after"]) for name, pair in change["fields"].items()})
        for change in entry["changes"]
        if change["noun"] == noun
    ]


def of_figure(api: ApiClient, claim_id: int, noun: str) -> list[Fields]:
    """Return the fields of every change of a noun, oldest first."""
    return [found for entry in reversed(history(api, claim_id)) for _, found in fields(entry, noun)]
