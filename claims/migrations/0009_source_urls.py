"""Store the canonical address of each source as the rules are now.

Two sources that turn out to have one address both stay: the one that cannot have it keeps the spelling that it had,
and `manage.py check_doubles` lists the two.
"""

from typing import Any

from django.db import migrations

from claims.rules.url import UrlError, canonical_url

CONTEXT = "SELECT set_config('pghistory.context_metadata', %s, true)"
WRITE = """
    UPDATE claims_source SET url = given.url FROM unnest(%s::bigint[], %s::text[]) AS given (id, url)
    WHERE claims_source.id = given.id
"""
CHUNK = 5_000


def rewrite(apps: Any, schema_editor: Any) -> None:
    """Write the addresses that are others now, where no other source of that revision has them."""
    rows = apps.get_model("claims", "Source").objects.exclude(url=None).order_by("pk")
    wanted: dict[tuple[str, int], int] = {}
    kept: set[tuple[str, int]] = set()
    for pk, url, revision in rows.values_list("pk", "url", "revision").iterator(CHUNK):
        key = _canonical(url), revision
        if key[0] == url:
            kept.add(key)
        else:
            wanted.setdefault(key, pk)
    changes = [(pk, url) for (url, revision), pk in wanted.items() if (url, revision) not in kept]
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(CONTEXT, ['{"verb": "source.update", "reason": "Addresses of one page have one spelling."}'])
        for start in range(0, len(changes), CHUNK):
            ids, urls = zip(*changes[start : start + CHUNK], strict=True)
            cursor.execute(WRITE, [list(ids), list(urls)])
        cursor.execute(CONTEXT, [""])


def _canonical(url: str) -> str:
    try:
        return canonical_url(url)
    except UrlError:
        return url


class Migration(migrations.Migration):
    dependencies = [("claims", "0008_desk")]
    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop)]
