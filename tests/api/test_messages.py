"""Every error message is ours and names the remedy: none is a stock text of Django or Django REST framework."""

import inspect
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError as FormError
from rest_framework import exceptions, fields, relations, serializers
from rest_framework import validators as drf_validators
from rest_framework.exceptions import ErrorDetail

from claims.api import filters, import_filters, urls  # noqa: F401  # loads every serializer and filter
from claims.api.fields import AnyField
from claims.api.parameters import NounFilter
from claims.api.serializers.base import Refusing, Shape, Strict
from claims.api.serializers.parts import AnchoredShape
from claims.rules.access import SCOPES, Actor
from tests.api.problems import problem
from tests.api_client import ApiClient

pytestmark = pytest.mark.django_db

WRONG: list[Any] = [
    fields.empty, None, True, 0, 5, -5, 10**50, 2**63, Decimal("1.5"), Decimal("1e40"), "", "  ", "x", "X" * 300_000,
    "\x00", "a\x00b", "\ud800", "2020-13-01T00:00:00Z", "2020-01-02T10:00:00", "0001-01-01T00:00:00+14:00",
    "2019-02-30", "5", "9" * 2_000, "true", [], {}, [None], ["x"], [[]], [{}], {"x": 1}, {"id": None}, [5] * 2_000,
    "1e999", "\u0665",
]  # fmt: skip
CALLER = Actor(user_id=1, scopes=frozenset(SCOPES), is_superuser=True)


def subclasses(kind: Any) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield one
        yield from subclasses(one)


def stock_texts() -> list[re.Pattern[str]]:
    """Compile every message that Django and Django REST framework have for fields, validators and requests."""
    found: set[str] = set()
    for module in (fields, serializers, relations, forms.fields, forms.models, validators, drf_validators):
        for _, kind in inspect.getmembers(module, inspect.isclass):
            if kind.__module__.startswith(("rest_framework", "django.")):
                found |= {str(text) for text in getattr(kind, "default_error_messages", {}).values()}
                found |= {str(text) for text in (vars(kind).get("message"),) if text}
    for _, kind in inspect.getmembers(exceptions, inspect.isclass):
        if issubclass(kind, exceptions.APIException):
            found.add(str(kind.default_detail))
    patterns = [re.sub(r"\\?\{[^}]*\}|%\\?\([^)]*\)[sd]", ".*", re.escape(text).replace(r"\{", "{")) for text in found]
    return [re.compile(pattern, re.S) for pattern in patterns if pattern.replace(".*", "").strip()]


STOCK = stock_texts()


def messages(detail: Any) -> Iterator[str]:
    if isinstance(detail, ErrorDetail | str):
        yield str(detail)
    else:
        for inner in detail.values() if isinstance(detail, dict) else detail:
            yield from messages(inner)


def is_stock(message: str) -> bool:
    return any(pattern.fullmatch(message) for pattern in STOCK)


def refusals(field: Any) -> Iterator[str]:
    """Return the messages of a field for every kind of invalid value."""
    for value in WRONG:
        try:
            field.run_validation(value)
        except fields.SkipField:  # a field that may be left out
            continue
        except serializers.ValidationError as error:
            yield from messages(error.detail)


def writable(field: Any) -> Iterator[Any]:
    """Return a field and all its nested fields."""
    yield field
    inner = getattr(field, "child", None)
    if inner is not None:
        yield from writable(inner)
    for one in getattr(field, "fields", {}).values() if isinstance(field, serializers.Serializer) else ():
        if not one.read_only:
            yield from writable(one)


def bodies() -> list[Any]:
    """List the serializers of bodies."""
    kinds = subclasses(Refusing)
    return [
        kind for kind in kinds if kind.__module__.startswith("claims.") and kind not in {Shape, Strict, AnchoredShape}
    ]


@pytest.mark.parametrize("kind", bodies(), ids=lambda kind: kind.__name__)
def test_no_field_of_a_body_answers_with_a_stock_text(kind: Any) -> None:
    body = kind(context={"actor": CALLER})
    tried = 0
    for field in writable(body):
        for message in refusals(field):
            tried += 1
            assert not is_stock(message), (field.field_name, type(field).__name__, message)
    assert tried


def test_the_stock_texts_are_known() -> None:
    for text in ("This field is required.", "Enter a whole number.", "Not a valid string.", "Not found.",
                 "Invalid data. Expected a dictionary, but got int.",
                 "Ensure this field has no more than 5 characters.",
                 'Expected a list of items but got type "int".', "Null characters are not allowed."):  # fmt: skip
        assert is_stock(text), text


def test_every_field_class_is_tried() -> None:
    tried = {type(field) for kind in bodies() for field in writable(kind(context={"actor": CALLER}))}
    ours = {
        kind for kind in subclasses(AnyField) if kind.__module__.startswith("claims.") and not kind.__subclasses__()
    }
    assert {kind.__name__ for kind in ours - tried} == set()


@pytest.mark.parametrize("kind", list(subclasses(NounFilter)), ids=lambda kind: kind.__name__)
def test_no_filter_answers_with_a_stock_text(kind: Any) -> None:
    for name, one in kind.base_filters.items():
        for value in ("", "x", "0", "-1", "5.5", "9" * 30, "\u0665", "a,b", "\x00", "1e999", "NaN", "2019-13", "  "):
            try:
                one.field.clean(value)
            except FormError as error:
                for message in error.messages:
                    assert not is_stock(message), (name, value, message)


def test_no_request_is_refused_in_a_stock_text(api: ApiClient, anonymous_api: ApiClient) -> None:
    for response in (
        api.get("/claims/999999999"),
        api.get("/verdicts/999999999"),
        api.delete("/claims"),
        api.get("/claims", headers={"accept": "text/html"}),
        api.get("/claims/export", headers={"accept": "image/png"}),
        api.post("/claims", "text", content_type="text/plain"),
        api.post("/claims", "5"),
        api.post("/claims", "[]"),
        api.post("/claims", "{"),
        api.patch("/entities/999999999", {}),
        anonymous_api.get("/claims"),
    ):
        for error in problem(response, response.status_code)["errors"]:
            assert not is_stock(error["detail"]), error


def test_an_unknown_field_is_refused_with_the_fields_there_are(api: ApiClient) -> None:
    (error,) = problem(api.post("/claims", {"text": "x", "colour": "red"}), 400)["errors"]
    assert error["detail"].startswith("There is no such field. Known fields: text, ")
    assert "claimant" in error["detail"]
    (inner,) = problem(api.post("/claims", {"text": "x", "claimant": {"name": "X", "colour": "red"}}), 400)["errors"]
    assert "aliases" in inner["detail"]


def test_an_unknown_parameter_is_refused_with_the_parameters_there_are(api: ApiClient) -> None:
    (error,) = problem(api.get("/claims?colour=red"), 400)["errors"]
    assert "claimant" in error["detail"]
