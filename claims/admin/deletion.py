"""Find what else deleting a row would delete, or what prevents it. Only the first rows are read."""

from typing import Any

from django.db import models
from django.utils.html import format_html
from django.utils.safestring import SafeString

from claims.admin.display import link_to

SHOWN = 20


def consequences(row: models.Model) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
    """Return the rows that would be deleted, counts by kind, missing permissions (none), and what prevents it."""
    deleted: list[Any] = [_named(row)]
    counts = {str(row._meta.verbose_name_plural): 1}
    forbidding: list[Any] = []
    for relation in row._meta.related_objects:
        related: Any = relation.related_model
        rows = related.objects.filter(**{relation.field.name: row})
        if relation.on_delete is models.PROTECT:
            forbidding += _some(rows)
        elif relation.on_delete is models.CASCADE:
            deleted += [_some(rows)]
            counts[str(related._meta.verbose_name_plural)] = rows.count()
    return deleted, counts, set(), forbidding


def _some(rows: "models.QuerySet[Any]") -> list[Any]:
    found = [_named(row) for row in rows.order_by("pk")[: SHOWN + 1]]
    return [*found[:SHOWN], "and more"] if len(found) > SHOWN else found


def _named(row: models.Model) -> SafeString:
    return format_html("{}: {}", str(row._meta.verbose_name).capitalize(), link_to(row))
