"""How each class of serializer field is written as SQL, so that the JSON of a list is built by Postgres.

A rule applies to a class that defines `to_representation` or `get_attribute`, and to its subclasses that do not
override them. A subclass that does needs a rule of its own: without one NoRuleError is raised, so that SQL and
serializer never differ silently. The tests build the statement of every serializer that is used in an answer.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db.models import F, OuterRef, QuerySet
from rest_framework import serializers
from rest_framework.settings import api_settings

from claims.api import fields
from claims.api.json_sql.text import Parts, Sql, counted, listed, unless_null
from claims.api.serializers import parts, references
from claims.models import Evidence
from claims.rules.vocabulary import RELEASED_VERDICT_STATES

# The format that Python writes: six decimals or none.
MOMENT = (
    """'"' || replace(to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), '.000000', '')"""
    """ || 'Z"'"""
)
# A date in JSON is ISO 8601 in any DateStyle of the session; its first character is a quotation mark.
DATE = "to_json(%(expressions)s)::text"
PRECISION = "CASE %(expressions)s WHEN 'year' THEN 4 WHEN 'month' THEN 7 ELSE 10 END"
MINUTE = "coalesce('T' || substr((%(expressions)s)::text, 1, 5) || 'Z', '')"
TEXT = "to_json(%(expressions)s)"
QUOTED = """'"' || %(expressions)s || '"'"""
SWITCH = "CASE %(expressions)s WHEN TRUE THEN 'true' WHEN FALSE THEN 'false' END"
REWORDED = "CASE WHEN %(expressions)s) THEN 'false' ELSE 'true' END"
RELEASED = " IN ({}) THEN ".format(", ".join(f"'{state}'" for state in RELEASED_VERDICT_STATES))


class NoRuleError(ImproperlyConfigured):
    """Raised for a field that has no rule for SQL."""

    def __init__(self, field: Any, why: str) -> None:
        name = f"{type(field.parent).__name__}.{field.field_name} ({type(field).__name__})"
        super().__init__(f"{name} cannot be written by SQL: {why}.")


@dataclass(frozen=True)
class Place:
    """A model, and the path to it from the rows that are read."""

    model: Any
    path: str = ""
    is_null: bool = False

    def of(self, field: Any) -> tuple[Any, "Place"]:
        """Return the column that a field shows, and its place. Raises NoRuleError."""
        place, (*steps, name) = self, field.source_attrs
        try:
            for step in steps:
                place = place.into(place.model._meta.get_field(step))
            return place.model._meta.get_field(name), place
        except FieldDoesNotExist as error:
            raise NoRuleError(field, str(error)) from error

    def into(self, key: Any) -> "Place":
        """Return the place that a foreign key refers to."""
        return Place(key.related_model, f"{self.path}{key.name}__", self.is_null or key.null)


Rule = Callable[[Any, Place], Parts]


def parts_of(field: Any, place: Place) -> Parts:
    """Return the JSON of a field or a serializer as SQL. Raises NoRuleError."""
    for kind in type(field).__mro__:
        if kind in RULES:
            return RULES[kind](field, place)
        if vars(kind).keys() & {"to_representation", "get_attribute"}:
            break
    raise NoRuleError(field, "its class has no rule in claims/api/json_sql/rules.py")


def _nullable(value: Sql, *, is_null: bool) -> Parts:
    return [Sql("coalesce((%(expressions)s)::text, 'null')", value) if is_null else value]


def _scalar(template: str) -> Rule:
    """Build the rule of a field with one column. The template is null if the column is null."""

    def rule(field: Any, place: Place) -> Parts:
        column, at = place.of(field)
        value = Sql(template, F(f"{at.path}{column.attname}"))
        return _nullable(value, is_null=at.is_null or column.null)

    return rule


def _big_number(field: Any, place: Place) -> Parts:
    if getattr(field, "coerce_to_string", api_settings.COERCE_BIGINT_TO_STRING):
        raise NoRuleError(field, "it is a number written as a string")
    return _NUMBER(field, place)


def _moment(field: Any, place: Place) -> Parts:
    if getattr(field, "format", None) is not None:
        raise NoRuleError(field, "its format is its own")
    return _scalar(MOMENT)(field, place)


def _partial_date(field: Any, place: Place) -> Parts:
    column, at = place.of(field)
    path = f"{at.path}{column.name}"
    known = Sql("substr(%(expressions)s)", Sql(DATE, F(path)), Sql(PRECISION, F(f"{path}_precision")), between=", 2, ")
    if isinstance(field, fields.MomentField):
        known = Sql("%(expressions)s", known, Sql(MINUTE, F(f"{path}_time")), between=" || ")
    return _nullable(Sql(QUOTED, known), is_null=at.is_null or column.null)


def _items(field: Any, place: Place) -> Parts:
    """Write an array of words or numbers."""
    shown = type(field.child).to_representation
    if shown not in {serializers.CharField.to_representation, serializers.IntegerField.to_representation}:
        raise NoRuleError(field, "its items are neither texts nor numbers")
    return _scalar(TEXT)(field, place)


def _named(field: Any, place: Place) -> Parts:
    """Write a reference as its id and name, and of a source its URL too."""
    key, at = place.of(field)
    target = at.into(key)
    name = Sql(TEXT, key.related_model.named(target.path))
    shown: list[Any] = ['{"id":', F(f"{at.path}{key.attname}"), ',"name":', name]
    if getattr(field, "noun", "") == "source":
        shown += [',"url":', *_nullable(Sql(TEXT, F(f"{target.path}url")), is_null=True)]
    shown.append("}")
    return unless_null(f"{at.path}{key.attname}", shown) if key.null else shown


def _object(shape: Any, place: Place) -> Parts:
    """Write a shape: of the row itself, or of the row that a key refers to."""
    key, at = (None, place) if shape.parent is None or shape.source in ("*", "") else place.of(shape)
    inner = at if key is None else at.into(key)
    shown: list[Any] = []
    for name, field in shape.fields.items():
        if not field.write_only:
            shown += [f'{"," if shown else "{"}"{name}":', *parts_of(field, inner)]
    shown.append("}")
    return unless_null(f"{at.path}{key.attname}", shown) if key is not None and key.null else shown


def _list(field: Any, place: Place) -> Parts:
    """Return the JSON list of the rows that refer to this one and that the caller may see, as SQL."""
    relation, at = place.of(field)
    rows = _visible(relation.related_model, field).filter(**{relation.field.name: OuterRef(f"{at.path}pk")})
    return listed(rows, _object(field.child, Place(relation.related_model)))


def _count(field: Any, place: Place) -> Parts:
    relation = place.model._meta.get_field(field.field_name)
    rows = _visible(relation.related_model, field).filter(**{relation.field.name: OuterRef(f"{place.path}pk")})
    return counted(rows)


def _cited(field: Any, place: Place) -> Parts:
    rows = _visible(Evidence, field).filter(verdicts=OuterRef(f"{place.path}pk"))
    return listed(rows, [F("pk")])


def _visible(model: Any, field: Any) -> "QuerySet[Any]":
    """Return the rows of a part that the caller may see, in their order if they have one."""
    rows: QuerySet[Any] = model.objects.all()
    for name in ("for_claims", "visible"):
        if hasattr(rows, name):
            narrowed: QuerySet[Any] = getattr(rows, name)(internal=field.context["actor"].is_internal)
            return narrowed
    return rows


def _verdict(field: Any, place: Place) -> Parts:
    """Write the id of a verdict that the caller may see, else null."""
    key, at = place.of(field)
    name = f"{at.path}{key.attname}"
    if field.context["actor"].is_internal:
        return _nullable(Sql("%(expressions)s", F(name)), is_null=True)
    shown = Sql("CASE WHEN %(expressions)s END", F(f"{at.path}{key.name}__state"), F(name), between=RELEASED)
    return _nullable(shown, is_null=True)


def _reworded(field: Any, place: Place) -> Parts:
    """Compare the words that a claim's current verdict judged with those of the claim that shows it."""
    root = place.path.removesuffix("current_verdict__")
    if root == place.path:
        raise NoRuleError(field, "it is shown of a claim's current verdict only")
    return [Sql(REWORDED, F(f"{place.path}claim_reviewed"), F(f"{root}text"), between=" IN ('', ")]


_NUMBER = _scalar("%(expressions)s")
RULES: Mapping[type[Any], Rule] = {
    serializers.CharField: _scalar(TEXT),
    serializers.ChoiceField: _scalar(QUOTED),  # the database holds these columns to words without a quotation mark
    serializers.IntegerField: _NUMBER,
    serializers.BigIntegerField: _big_number,
    serializers.BooleanField: _scalar(SWITCH),
    serializers.DateTimeField: _moment,
    serializers.ListField: _items,
    fields.DecimalField: _scalar(QUOTED),
    fields.QuestionField: _scalar("(%(expressions)s)::text"),
    fields.PartialDateField: _partial_date,
    fields.MomentField: _partial_date,
    references.ReferenceField: _named,
    references.UserField: _named,
    parts.CitedField: _cited,
    parts.VisibleVerdictField: _verdict,
    parts.CountField: _count,
    parts.RewordedField: _reworded,
    serializers.ListSerializer: _list,
    serializers.Serializer: _object,
}
