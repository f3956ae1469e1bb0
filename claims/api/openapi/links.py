"""OpenAPI links: from each operation that creates something to the operations on what it created."""

from collections.abc import Iterator
from typing import Any


def add_links(paths: dict[str, Any]) -> None:
    """Add links from each create to the operations on its result."""
    for path, methods in paths.items():
        answers_of_post = methods.get("post", {}).get("responses", {})
        created = answers_of_post.get("201") or answers_of_post.get("202", {})
        if not created or path.endswith(("/rotate", "/replace")):
            continue
        inside = [step[1:-1] for step in path.split("/") if step.startswith("{")]
        links = {
            operation["operationId"]: {"operationId": operation["operationId"], "parameters": known}
            for name, operation in _below(paths, path)
            if (known := _known(operation, name, inside)) is not None
        }
        if links:
            created["links"] = links
    paths["/api/v1/entities"]["post"]["responses"]["201"]["links"]["claims_create"] = {
        "operationId": "claims_create",
        "description": "The new entity can be named as the claimant of a claim.",
    }


def _below(paths: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Find the operations on the items of a collection, with the name of their id; verdicts have two paths."""
    own_path = "/api/v1/" + path.rpartition("/")[2]
    for start in dict.fromkeys((path, own_path)):
        for place, methods in paths.items():
            if place.startswith(f"{start}/{{"):
                for operation in methods.values():
                    yield place.removeprefix(f"{start}/{{").partition("}")[0], operation


def _known(operation: dict[str, Any], name: str, inside: list[str]) -> dict[str, str] | None:
    """Return the path parameters of an operation, from the create's request and answer; None if one is missing."""
    known = {**{one: f"$request.path.{one}" for one in inside}, name: "$response.body#/id"}
    needed = [one["name"] for one in operation.get("parameters", []) if one["in"] == "path"]
    return {one: known[one] for one in needed} if set(needed) <= known.keys() else None
