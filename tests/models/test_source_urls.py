"""Stored addresses of sources are rewritten when the rules of addresses grow; a file loaded again finds its parts."""

from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from claims.models import Source
from claims.models.history import SourceEvent
from tests.importing import VERDICTS, load

pytestmark = pytest.mark.django_db
OLD, NEW = "https://twitter.com/a/status/1", "https://x.com/a/status/1"


def rewrite() -> None:
    import_module("claims.migrations.0009_source_urls").rewrite(apps, connection.schema_editor())


def test_stored_addresses_are_rewritten_and_of_two_that_become_one_both_stay() -> None:
    alone, first, second, plain, titled = (
        Source.objects.create(url=url, title="A").pk
        for url in (OLD, "https://youtu.be/abcdefghijk", "https://www.youtube.com/watch?v=abcdefghijk",
                    "https://example.com/a?s=1", None)
    )  # fmt: skip
    refiled = Source.objects.create(url=OLD, revision=2).pk
    rewrite()
    assert dict(Source.objects.values_list("pk", "url")) == {
        alone: NEW,
        first: "https://youtu.be/abcdefghijk",
        second: "https://www.youtube.com/watch?v=abcdefghijk",
        plain: "https://example.com/a?s=1",
        titled: None,
        refiled: NEW,
    }
    event = SourceEvent.objects.filter(pgh_obj_id=alone).order_by("pgh_id").last()
    assert event is not None
    assert event.pgh_context["verb"] == "source.update"
    call_command("check_doubles", stdout=(out := StringIO()))
    assert out.getvalue().splitlines() == [f"source, same address: {first} A; {second} A", "1 found."]
    versions = dict(Source.objects.values_list("pk", "version"))
    rewrite()
    assert dict(Source.objects.values_list("pk", "version")) == versions


def test_a_file_that_was_loaded_before_changes_nothing_after_the_rewrite() -> None:
    row: dict[str, Any] = {
        "external_id": "1", "text": "31 rockets hit the base.", "language": "en", "source_url": OLD, "quote": "31",
        "evidence_url": "https://youtu.be/abcdefghijk", "evidence_stance": "supports",
        "verdict_label": "True", "verdict_url": "https://m.example.com/check",
    }  # fmt: skip
    assert load(row, constants=VERDICTS).counts.inserted == 1
    with connection.cursor() as cursor:  # as the rules of before wrote it
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE claims_source SET url = url_as_given")
        cursor.execute("UPDATE claims_verdict SET url = 'https://m.example.com/check', external_id = url")
        cursor.execute(
            "UPDATE claims_externalid SET loaded = jsonb_set(replace(replace(loaded::text, %s, %s),"
            " %s, %s)::jsonb, '{digest}', '\"\"')",
            [NEW, OLD, "https://www.youtube.com/watch?v=abcdefghijk", "https://youtu.be/abcdefghijk"],
        )
        cursor.execute("UPDATE claims_verdict SET external_id = 'https://m.example.com/check'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    rewrite()
    assert sorted(url or "" for url in Source.objects.values_list("url", flat=True)) == [
        "https://www.youtube.com/watch?v=abcdefghijk",
        NEW,
    ]
    again = load(row, constants=VERDICTS)
    assert (again.counts.inserted, again.counts.updated, again.counts.unchanged) == (0, 0, 1)
