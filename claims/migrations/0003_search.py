"""Read claims, names and queries by the same functions, whatever the locale of the database."""

from pathlib import Path
from typing import Any

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

FUNCTIONS = ("seen(tsquery[])", "names(text, text[])", "vector(text, text)", "words(text, text)", "lower(text, boolean)")
SQL = Path(__file__).with_name("search.sql")


def create(apps: Any, schema_editor: Any) -> None:
    """Create the functions. They call each other by their schema, since a restore has no search path."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
        cursor.execute(SQL.read_text(encoding="utf-8").replace("@SCHEMA@", schema))


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the functions."""
    for function in FUNCTIONS:
        schema_editor.execute(f"DROP FUNCTION claims_search_{function}")


def name_vector(*fields: Any) -> models.Func:
    vector = django.contrib.postgres.search.SearchVectorField()
    aliases = fields[1:] or (models.Func(template="NULL"),)
    return models.Func(fields[0], *aliases, function="claims_search_names", output_field=vector)


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_name_keys")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.AddIndex(
            model_name="entity",
            index=django.contrib.postgres.indexes.GinIndex(name_vector("name", "aliases"), name="entity_words"),
        ),
        migrations.AddIndex(
            model_name="publisher",
            index=django.contrib.postgres.indexes.GinIndex(name_vector("name"), name="publisher_words"),
        ),
    ]
