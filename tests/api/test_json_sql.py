"""JSON built by Postgres equals that of the serializers, for every field, value and kind of caller."""

import datetime as dt
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models import Prefetch
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from claims.api.fields import TextField
from claims.api.json_sql.rules import NoRuleError
from claims.api.json_sql.statement import json_of
from claims.api.serializers.base import Shape
from claims.api.serializers.nouns import MeasureShape
from claims.api.urls import urlpatterns
from claims.api.views.base import PlainView
from claims.models import Claim, Entity, Measure, Publisher, Rating, Source
from claims.models.fields import NumericField, XactIdField
from claims.rules.access import ANONYMOUS, Actor
from tests.api.surface import actions_of, view_of
from tests.desk import Desk
from tests.models.rows import imported_verdict, insert

pytestmark = pytest.mark.django_db

CALLERS = {
    "public": ANONYMOUS,
    "reader": Actor(user_id=1, scopes=frozenset({"claims:read"})),
    "insider": Actor(user_id=1, scopes=frozenset({"claims:read", "internal:read"})),
}
CONTROLS = "".join(map(chr, (*range(1, 32), 127, 128, 159)))
TEXTS = [
    "",
    "x",
    f"a{CONTROLS}b",
    "\"quoted\" 'twice' \\ / \\u0041 \\n </script> & %s %% {} $1",
    "\u2028 \u2029 \u00a0 \ufeff \uffff \ufffe",
    "\U0001f680 \U0010ffff e\u0301 \u05d0\u05d1 مرحبا",
]
MOMENTS = [dt.datetime(2020, 1, 2, 3, 4, 5, micros, dt.UTC) for micros in (0, 1, 10, 120_000, 123_456, 999_999)] + [
    dt.datetime(1, 1, 2, tzinfo=dt.UTC),
    dt.datetime(9999, 12, 30, 23, 59, 59, 999_999, dt.UTC),
]
NUMBERS = [
    Decimal(text)
    for text in ("0", "0.00", "2.50", "31", "1000000", "0.000000000001", "999999999999999999999999999999.999999999999")
]
DAYS = [(dt.date(2019, 1, 1), precision) for precision in ("year", "month", "day")] + [
    (dt.date(1, 1, 1), "day"), (dt.date(987, 1, 1), "year"), (dt.date(9999, 12, 1), "month")
]  # fmt: skip


def shapes() -> set[tuple[Any, Any]]:
    """List what the views that let Postgres write answer with."""
    found = set()
    for pattern in urlpatterns:
        for action in actions_of(pattern).values() if hasattr(pattern.callback, "actions") else ():
            view = view_of(pattern)
            made = view(action=action)
            is_written_by_sql = not issubclass(view, PlainView) and action in ("list", "retrieve")
            if is_written_by_sql and (made.serializer_class or "get_serializer_class" in vars(view)):
                found.add((view, made.get_serializer_class()))
    return found


SHAPES: list[tuple[Any, Any]] = sorted(shapes(), key=lambda pair: (pair[0].__name__, pair[1].__name__))


def plain_rows(view: Any, caller: Actor) -> Any:
    """Read rows with all that a caller may see of what belongs to them, for the plain serialisers."""
    rows, internal = view.seen(caller), caller.is_internal
    if rows.model is Claim:
        parts = ("external_ids", "appearances", "evidence", "quantities", "verdicts", "replies")
        return rows.prefetch_related(
            *(Prefetch(one, related(one).objects.for_claims(internal=internal)) for one in parts)
        )
    return rows.model.objects.for_claims(internal=internal) if hasattr(rows, "for_claims") else rows


def related(name: str) -> Any:
    return Claim._meta.get_field(name).related_model


def assert_same(view: Any, shape: type[Shape], rows: Any) -> int:
    """Compare both ways for every row and every caller: the same values in the same order."""
    for name, caller in CALLERS.items():
        found = list(plain_rows(view, caller).filter(pk__in=[row.pk for row in rows]).order_by("pk"))
        texts = json_of(view.seen(caller), shape(context={"actor": caller})).texts([row.pk for row in found])
        assert len(texts) == len(found)
        for row, text in zip(found, texts, strict=True):
            plain = JSONRenderer().render(shape(row, context={"actor": caller}).data).decode()
            ours, theirs = (json.loads(one, object_pairs_hook=list) for one in (text, plain))
            assert ours == theirs, (name, row)
            assert text == plain.replace("\\u2028", "\u2028").replace("\\u2029", "\u2029"), (name, row)
    return len(rows)


def test_every_view_of_rows_is_tried() -> None:
    assert len(SHAPES) >= 15
    assert {Claim, Entity, Measure, Publisher, Source} <= {shape.Meta.model for _, shape in SHAPES}


def samples(field: Any) -> list[Any]:
    """Return values of a column's type that have a special JSON form."""
    if field.choices:
        return [word for word, _ in field.choices]
    texts = list(dict.fromkeys(text[: field.max_length] for text in TEXTS))
    kinds: list[tuple[Any, list[Any]]] = [
        (ArrayField, _arrays(field)),
        (NumericField, NUMBERS + [-number for number in NUMBERS]),
        (models.DateTimeField, MOMENTS),
        (models.BooleanField, [True, False]),
        (models.CharField | models.TextField, texts),
        (models.IntegerField, [0, 1, 2**31 - 1]),
    ]
    return next((values for kind, values in kinds if isinstance(field, kind)), [])


def _arrays(field: Any) -> list[Any]:
    is_text = isinstance(getattr(field, "base_field", None), models.CharField)
    return [[], [*TEXTS, "NULL"]] if is_text else [[], [1, 2**62]]


def columns_of(model: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Return each column with the values to insert, including null if it is nullable."""
    for field in model._meta.local_concrete_fields:
        if field.primary_key or isinstance(field, XactIdField) or field.name in ("version", "search"):
            continue
        precision = f"{field.name}_precision"
        if any(one.name == precision for one in model._meta.local_concrete_fields):
            tried = [{field.name: day, precision: how} for day, how in DAYS]
        else:
            tried = [{field.column: value} for value in samples(field)]
        yield field.name, [*tried, *([{field.column: None}] if field.null else [])]


def inserted(table: str, columns: dict[str, Any]) -> bool:
    """Insert a row, unless the database refuses the value."""
    try:
        with transaction.atomic():
            insert(table, **columns)
            connection.check_constraints()
    except (IntegrityError, DataError):
        return False
    return True


@pytest.mark.parametrize("model", sorted({shape.Meta.model for _, shape in SHAPES}, key=str))
def test_every_column_is_written_as_the_plain_serialiser_writes_it(model: Any) -> None:
    table = model._meta.db_table
    taken = {name: sum(inserted(table, one) for one in tried) for name, tried in columns_of(model)}
    assert model._default_manager.count() >= sum(taken.values()) > 0
    for view, shape in SHAPES:
        if shape.Meta.model is model:
            assert_same(view, shape, list(model._default_manager.all()))


def test_names_are_written_as_they_are_shown() -> None:
    names = [text for text in TEXTS if text.strip()]
    entities = [insert("claims_entity", name=name, disambiguation=other) for name in names for other in ("", '(x) "y"')]
    sources = [
        insert("claims_source", title=title, url=url, external_id=wire)
        for number, title in enumerate(["", *names])
        for url, wire in ((None, "wire 'id'"), (f'https://a.example/{number}?q="%22\\', ""))
    ]
    users = [
        insert("claims_user", first_name=first, last_name=last)
        for first in ("", "Ana", "\u00a0\u2003", "\x1f\tB\n")
        for last in ("", "\u3000", "O'\"Neil\\ \u2028")
    ]
    claims = [insert("claims_claim", claimant_id=one) for one in entities]
    claims += [insert("claims_claim", assignee_id=one, created_by_id=one) for one in users]
    for number, source in enumerate(sources):
        claim = claims[number % len(claims)]
        appearance = insert("claims_appearance", claim_id=claim, source_id=source)
        insert("claims_attribution", appearance_id=appearance, position=1, entity_id=entities[number % len(entities)])
        insert("claims_evidence", claim_id=claim, source_id=source, added_by_id=users[number % len(users)])
    _assert_claims_same()


def test_what_belongs_to_a_claim_is_written_for_each_caller_as_he_may_see_it(desk: Desk, sample: Any) -> None:
    for state in ("draft", "in_review", "approved", "scheduled", "published", "superseded", "retracted", "discarded"):
        verdict = desk.verdict(state)
        for is_public in (True, False):
            insert("claims_reply", claim_id=verdict.claim_id, verdict_id=verdict.pk, is_public=is_public)
    for is_confidential in (True, False):
        claim = insert("claims_claim")
        source = insert("claims_source", is_confidential=is_confidential)
        appearance = insert("claims_appearance", claim_id=claim, source_id=source)
        for position, is_hidden in ((2, True), (1, False)):
            insert(
                "claims_attribution", appearance_id=appearance, position=position, is_confidential=is_hidden,
                entity_id=insert("claims_entity"),
            )  # fmt: skip
        insert("claims_evidence", claim_id=claim, source_id=source)
        insert("claims_evidence", claim_id=claim, source_id=None, note="x", is_confidential=is_confidential)
        insert("claims_quantity", claim_id=claim, measure_id=insert("claims_measure"))
        imported_verdict(claim_id=claim, rating_id=Rating.objects.values_list("pk", flat=True)[0])
    _assert_claims_same()
    for view, shape in SHAPES:
        assert_same(view, shape, list(shape.Meta.model._default_manager.all()))


def _assert_claims_same() -> None:
    for view, shape in SHAPES:
        if shape.Meta.model is Claim:
            assert assert_same(view, shape, list(Claim.objects.all()))


class TestAFieldWithoutARule:
    def test_is_refused_where_its_class_shows_it_in_its_own_way(self) -> None:
        class Shouted(TextField):
            def to_representation(self, value: Any) -> Any:
                return str(value).upper()

        class Loud(MeasureShape):
            name = Shouted()

        with pytest.raises(NoRuleError, match=r"Loud.name \(Shouted\) cannot be written by SQL"):
            json_of(Measure.objects.all(), Loud(context={"actor": ANONYMOUS}))

    def test_is_refused_where_no_column_holds_it(self) -> None:
        class Computed(MeasureShape):
            length = serializers.IntegerField(read_only=True)

            class Meta(MeasureShape.Meta):
                fields: ClassVar = [*MeasureShape.Meta.fields, "length"]

        with pytest.raises(NoRuleError, match="length"):
            json_of(Measure.objects.all(), Computed(context={"actor": ANONYMOUS}))

    def test_is_refused_where_a_shape_writes_itself(self) -> None:
        class Own(MeasureShape):
            def to_representation(self, instance: Any) -> Any:
                return {"id": instance.pk}

        with pytest.raises(NoRuleError, match="Own"):
            json_of(Measure.objects.all(), Own(context={"actor": ANONYMOUS}))
