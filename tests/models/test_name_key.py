"""The database computes the key of a name as Python does, for all of Unicode."""

import sys
import unicodedata
from collections.abc import Sequence

import pytest
from django.db import connection
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from claims.models import Entity, Measure
from claims.rules.text import name_key

pytestmark = pytest.mark.django_db

ASSIGNED = [char for char in map(chr, range(1, sys.maxunicode + 1)) if unicodedata.category(char) not in ("Cn", "Cs")]
# Letters that fold, decompose or compose in some special way, and what is left out or parts words.
SPECIAL = (
    "aA\u0131I\u0130\u00df\u1e9e\u017f\ufb01\u00b5\u03a3\u03c3\u03c2\u0345\u0390\u01f0\u0149\u1fb3'\u2019\u02bc`"
    "\u00b4 \u00a0\u200b\u200d"
    "\u00ad-\u2010\u2013\u2014.,&\u0301\u0308\u0327\uac00\uac01\u1100\u1161\u11a8\uff21\u2460\u2163\u2122\ufdfa\u0950\U0001f600\u0414\u0434\u0436\u0473"
)


def keys_in_the_database(names: Sequence[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT claims_name_key(name) FROM unnest(%s::text[]) WITH ORDINALITY AS _ (name, place) ORDER BY place",
            [list(names)],
        )
        return [key for (key,) in cursor.fetchall()]


def test_the_key_of_every_character_is_the_same() -> None:
    parts_or_ignored = [char for char in ASSIGNED if unicodedata.category(char)[0] in "CMPZ"]
    names = [*(f"Ab{char}c" for char in ASSIGNED), *parts_or_ignored]
    for start in range(0, len(names), 50_000):
        part = names[start : start + 50_000]
        found = zip(part, map(name_key, part), keys_in_the_database(part), strict=True)
        assert [(name, ours, theirs) for name, ours, theirs in found if ours != theirs] == []


@given(st.lists(st.text(st.sampled_from(SPECIAL) | st.sampled_from(ASSIGNED), min_size=1, max_size=40), max_size=50))
@example(["ﷺ" * 300, "A" * 400, "ß" * 200, "'" * 5, "\u200b", "-"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_the_key_of_any_name_is_the_same(names: list[str]) -> None:
    assert keys_in_the_database(names) == list(map(name_key, names))


def test_whoever_writes_a_name_it_has_its_key() -> None:
    made = Entity.objects.create(name="Ann O\u2019Neil", aliases=["A. O'Neil", "Ann  Weiß"])
    assert (made.name_key, made.alias_keys) == ("ann oneil", ["a oneil", "ann weiss"])
    Entity.objects.filter(pk=made.pk).update(name="ANN\u00a0WEISS")
    Measure.objects.bulk_create([Measure(name="Rockets — fired", unit="rocket")])
    made.refresh_from_db()
    assert (made.name_key, Measure.objects.get().name_key) == ("ann weiss", "rockets fired")
