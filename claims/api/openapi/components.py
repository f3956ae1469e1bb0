"""The components of the OpenAPI document: which fields are always present, what they mean, enumerations, variants."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from claims.api.fields import DECIMAL, MOMENT, PARTIAL_DATE
from claims.api.openapi.words import WORDS
from claims.api.serializers.base import Shape
from claims.models.import_batch import OUTCOMES
from claims.models.tracked import TRACKED
from claims.rules import vocabulary
from claims.rules.access import ROLES, SCOPES
from claims.rules.events import EVENT_TYPES
from claims.rules.verbs import NEEDS, offered_on

Json = dict[str, Any]
FORMATS = frozenset({PARTIAL_DATE, MOMENT, DECIMAL})
PREFIX = "#/components/schemas/"
CHANGES = ("added", "changed", "removed")

# Components whose name differs from that of their serializer.
NAMES = {
    "ClaimListShape": "ClaimSummary",
    "ImportRequestShape": "Import",
    "PreviewRequestShape": "Preview",
    "SourceListShape": "SourceSummary",
    "ExternalIdListShape": "ExternalIdInside",
}
ENUMS: Mapping[str, Iterable[str]] = {
    "ClaimStatus": vocabulary.CLAIM_STATUSES,
    "DeclineCode": vocabulary.DECLINE_CODES,
    "Priority": vocabulary.PRIORITIES,
    "EntityKind": vocabulary.ENTITY_KINDS,
    "SourceKind": vocabulary.SOURCE_KINDS,
    "SourceStatus": vocabulary.SOURCE_STATUSES,
    "Reliability": vocabulary.RELIABILITIES,
    "Voice": vocabulary.VOICES,
    "AttributionRole": vocabulary.ATTRIBUTION_ROLES,
    "Certainty": vocabulary.CERTAINTIES,
    "Stance": vocabulary.STANCES,
    "Hedge": vocabulary.HEDGES,
    "QuantityKind": vocabulary.QUANTITY_KINDS,
    "Direction": vocabulary.DIRECTIONS,
    "Modality": vocabulary.MODALITIES,
    "Confidence": vocabulary.CONFIDENCES,
    "OccurredHedge": vocabulary.OCCURRED_HEDGES,
    "Growth": vocabulary.GROWTHS,
    "FigureRelation": vocabulary.FIGURE_RELATIONS,
    "PairSide": vocabulary.PAIR_SIDES,
    "NormalizedRating": vocabulary.NORMALIZED_RATINGS,
    "VerdictKind": vocabulary.VERDICT_KINDS,
    "VerdictState": vocabulary.VERDICT_STATES,
    "ReasonCode": vocabulary.REASON_CODES,
    "Decision": vocabulary.DECISIONS,
    "ReplyKind": vocabulary.REPLY_KINDS,
    "ReplyOutcome": vocabulary.REPLY_OUTCOMES,
    "ImportState": vocabulary.IMPORT_STATES,
    "ImportFormat": vocabulary.IMPORT_FORMATS,
    "ImportOutcome": OUTCOMES,
    "Role": ROLES,
    "Scope": SCOPES,
    "Verb": NEEDS,
    "ClaimVerb": [verb.short for verb in offered_on("claim")],
    "VerdictVerb": [verb.short for verb in offered_on("verdict")],
    "EventType": EVENT_TYPES,
    "ChangeAction": CHANGES,
    "HistoryNoun": TRACKED,
}
_NAME_OF_ENUM = {frozenset(words): name for name, words in ENUMS.items()}


def component_of(shape: str) -> str:
    """Return the name of the component of a serializer."""
    return NAMES.get(shape, shape.removesuffix("Shape"))


def ref(name: str) -> Json:
    """Return a reference to a component."""
    return {"$ref": PREFIX + name}


def shapes() -> dict[str, type[Shape]]:
    """Return every serializer of a model, by the name of its component."""
    return {component_of(shape.__name__): shape for shape in _subclasses(Shape)}


def _subclasses(shape: type[Shape]) -> Iterator[type[Shape]]:
    for one in shape.__subclasses__():
        yield one
        yield from _subclasses(one)


def require_what_is_always_present(schemas: Json) -> None:
    """Require, of answers, every field that a token with `claims:read` always gets."""
    for name, shape in shapes().items():
        if name in schemas:
            optional = {*shape.Meta.internal, *shape.Meta.expandable}
            schemas[name]["required"] = [field for field in schemas[name]["properties"] if field not in optional]


def describe_fields(schemas: Json) -> None:
    """Describe every field: by its own words, else by the help text of the model's field, else by `WORDS`."""
    of_models = shapes()
    for name, component in schemas.items():
        noun = name.removeprefix("Patched").removesuffix("Request")
        shape = of_models.get(noun) or of_models.get(noun.removesuffix("Secret"))
        for part in (component, *component.get("anyOf", [])):
            for field, schema in part.get("properties", {}).items():
                words = _words(shape, noun, field, schema.get("description", ""))
                if words:
                    schema["description"] = words


def _words(shape: type[Shape] | None, noun: str, field: str, own: str) -> str:
    """Return the description of a field; one that only states the format follows the field's meaning."""
    if own and own not in FORMATS:
        return own
    words = _help(shape, field) or WORDS.get(f"{noun}.{field}") or WORDS.get(field, "")
    return f"{words} {own}".strip()


def _help(shape: type[Shape] | None, field: str) -> str:
    """Return the help text of the column that a serializer's field of this name shows."""
    model = getattr(shape.Meta, "model", None) if shape else None
    if model is None:
        return ""
    try:
        return str(getattr(model._meta.get_field(field), "help_text", ""))
    except FieldDoesNotExist:
        return ""


def close_requests(schemas: Json) -> None:
    """State that unknown fields in requests are errors."""
    for name, component in schemas.items():
        if name.endswith("Request"):
            for part in (component, *component.get("anyOf", [])):
                if "properties" in part:
                    part.setdefault("additionalProperties", False)


def name_enums(schemas: Json) -> None:
    """Replace each enumeration of the vocabulary by a reference to its component."""
    used: set[str] = set()
    for component in schemas.values():
        _replace_enums(component, used)
    for name in sorted(used):
        schemas[name] = {"type": "string", "enum": list(ENUMS[name])}


def _replace_enums(value: Any, used: set[str]) -> None:
    inner: Iterable[Any] = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _replace_enums(one, used)
    if not isinstance(value, dict) or not isinstance(value.get("enum"), list):
        return
    name = _NAME_OF_ENUM.get(frozenset(word for word in value["enum"] if word))
    if name is None:
        return
    used.add(name)
    is_nullable = None in value.pop("enum")
    for key in ("type", "x-spec-enum-id", "readOnly", "maxLength"):
        value.pop(key, None)
    value |= {"anyOf": [ref(name), {"type": "null"}]} if is_nullable else ref(name)


def add_variants(schemas: Json, root: str, prefix: str, change: Callable[[str, Json], Json]) -> str:
    """Add variants of a component, and of those that it refers to, where `change` changes them; return the root's name.

    `change` gets a component's name and a copy of it, and returns the changed component.
    """
    made: dict[str, str] = {}

    def differs(name: str, seen: frozenset[str]) -> bool:
        if name in seen:
            return False
        component = schemas[name]
        changed = change(name, deepcopy(component))
        return changed != component or any(differs(one, seen | {name}) for one in _referred(changed))

    def variant(name: str) -> str:
        if name not in made:
            made[name] = prefix + name if differs(name, frozenset()) else name
            if made[name] != name:
                schemas[made[name]] = _with_refs(change(name, deepcopy(schemas[name])), variant)
        return made[name]

    return variant(root)


def _referred(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"].removeprefix(PREFIX)} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(_referred, value.values()))
    return set().union(*map(_referred, value)) if isinstance(value, list) else set()


def _with_refs(value: Any, variant: Callable[[str], str]) -> Any:
    if isinstance(value, dict):
        return {
            key: ref(variant(inner.removeprefix(PREFIX)))["$ref"] if key == "$ref" else _with_refs(inner, variant)
            for key, inner in value.items()
        }
    return [_with_refs(inner, variant) for inner in value] if isinstance(value, list) else value


def as_public(name: str, component: Json) -> Json:
    """Reduce a component to what callers without a token see."""
    shape = shapes().get(name)
    if shape is None:
        return component
    hidden = set(shape.Meta.internal)
    if shape.Meta.public is not None:
        hidden |= component["properties"].keys() - set(shape.Meta.public)
    if hidden & component["properties"].keys():
        component["properties"] = {key: one for key, one in component["properties"].items() if key not in hidden}
        component["required"] = [key for key in component["required"] if key not in hidden]
        component["description"] = f"{component.get('description', '')} As callers without a token see it.".strip()
    return component
