"""What the document says as a whole: problems, pages, the words of every field, and what follows upon what."""

from collections.abc import Iterator
from typing import Any

from claims.api.deprecations import deprecation_of
from claims.api.openapi.operation import component_of
from claims.api.openapi.problems import HEADERS, PROBLEM, answers
from claims.api.openapi.words import WORDS
from claims.api.serializers.base import Shape


def complete(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Complete the document as a whole: problems, pages, words of every field, and what follows upon what."""
    components = result["components"]
    components["schemas"]["Problem"] = PROBLEM
    components["responses"], components["headers"] = answers(), HEADERS
    for shape in _shapes(Shape):
        _loosen(shape, components["schemas"])
    for operation in _operations(result):
        _finish(operation, components["schemas"])
    _complete_components(components["schemas"])
    _link(result["paths"])
    for path, methods in result["paths"].items():
        for method, operation in methods.items():
            if deprecation_of(method, path) is not None:
                operation["deprecated"] = True
    return result


def _finish(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Answer a list with pages, and what is asked for in part with some fields."""
    if operation["operationId"].endswith("_list"):
        _page(operation, schemas)
    _loosen_sparse(operation, schemas)


def _complete_components(schemas: dict[str, Any]) -> None:
    for name, component in schemas.items():
        _describe(name.removeprefix("Patched").removesuffix("Request"), component)
        if name.endswith("Request"):
            _close(component)


def _operations(result: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in result["paths"].values():
        yield from methods.values()


def _shapes(shape: type[Shape]) -> Iterator[type[Shape]]:
    yield shape
    for heir in shape.__subclasses__():
        yield from _shapes(heir)


def _loosen(shape: type[Shape], schemas: dict[str, Any]) -> None:
    """Promise only what every caller sees: what is for those inside, or with a token, may be missing."""
    component = schemas.get(component_of(shape.__name__), {})
    optional = {*shape.Meta.internal, *shape.Meta.expandable}
    required = [name for name in component.get("required", []) if name not in optional]
    if shape.Meta.public is not None:
        required = [name for name in required if name in shape.Meta.public]
    if "required" in component:
        component["required"] = required


def _close(component: dict[str, Any]) -> None:
    """Say that unknown fields are errors."""
    for inner in (component, *component.get("anyOf", [])):
        if "properties" in inner:
            inner.setdefault("additionalProperties", False)


def _describe(name: str, component: dict[str, Any]) -> None:
    """Say of every field what it means, and in which unit."""
    for inner in (component, *component.get("anyOf", [])):
        for field, schema in inner.get("properties", {}).items():
            words = WORDS.get(f"{name}.{field}") or WORDS.get(field)
            if words and not schema.get("description"):
                schema["description"] = words


def _page(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Answer a list with pages."""
    content = operation["responses"]["200"]["content"]["application/json"]
    items = content["schema"]
    items = items if items.get("type") == "array" else {"type": "array", "items": items}
    name = items["items"]["$ref"].rpartition("/")[2] + "Page"
    schemas[name] = {
        "type": "object",
        "description": "A page of a list.",
        "properties": {
            "results": {**items, "description": "The rows of this page."},
            "next": {"type": ["string", "null"], "description": "The cursor of the next page; null on the last."},
            "count": {"type": "integer", "description": "How many there are; only with count=true."},
            "count_is_estimate": {"type": "boolean", "description": "Beyond 10,000 the planner estimates."},
        },
        "required": ["results", "next"],
    }
    content["schema"] = {"$ref": f"#/components/schemas/{name}"}


def _loosen_sparse(operation: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Answer with some of the fields where `fields` asks for some."""
    content = operation["responses"].get("200", {}).get("content", {}).get("application/json")
    if content is None or not any(one["name"] == "fields" for one in operation.get("parameters", [])):
        return
    page = schemas[content["schema"]["$ref"].rpartition("/")[2]]
    rows = page.get("properties", {}).get("results", {})
    whole = rows.get("items", content["schema"])
    name = whole["$ref"].rpartition("/")[2]
    schemas[f"{name}Fields"] = {
        "type": "object",
        "description": "The fields that `fields` asked for.",
        "properties": schemas[name]["properties"],
        "minProperties": 1,
    }
    either = {"anyOf": [whole, {"$ref": f"#/components/schemas/{name}Fields"}]}
    if rows:
        rows["items"] = either
    else:
        content["schema"] = either


def _link(paths: dict[str, Any]) -> None:
    """Say of whatever makes a thing which operations go on with that thing."""
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
        "description": "Who was made may be named as the claimant of a claim.",
    }


def _below(paths: dict[str, Any], path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Find the operations on the things of a collection, with the name of its id; verdicts have two."""
    own_place = "/api/v1/" + path.rpartition("/")[2]
    for start in dict.fromkeys((path, own_place)):
        for place, methods in paths.items():
            if place.startswith(f"{start}/{{"):
                for operation in methods.values():
                    yield place.removeprefix(f"{start}/{{").partition("}")[0], operation


def _known(operation: dict[str, Any], name: str, inside: list[str]) -> dict[str, str] | None:
    """Give the parameters of an operation from the request that made the thing and its answer; None if some lack."""
    known = {**{one: f"$request.path.{one}" for one in inside}, name: "$response.body#/id"}
    needed = [one["name"] for one in operation.get("parameters", []) if one["in"] == "path"]
    return {one: known[one] for one in needed} if set(needed) <= known.keys() else None
