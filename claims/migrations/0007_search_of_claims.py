"""Search the titles of claims with their texts, by the functions of the search, in any locale of the database."""

from typing import Any

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models

# What is indexed of a claim: its title, which weighs more, and its text.
FUNCTION = """
    CREATE FUNCTION claims_search_claim(title text, words text, language text) RETURNS tsvector
    LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
    BEGIN
        IF title = '' THEN
            RETURN @SCHEMA@.claims_search_vector(words, language);
        END IF;
        RETURN setweight(@SCHEMA@.claims_search_vector(title, language), 'A')
            || @SCHEMA@.claims_search_vector(words, language);
    END
    $$
"""
VECTOR = django.contrib.postgres.search.SearchVectorField


def create(apps: Any, schema_editor: Any) -> None:
    """Create the function, which calls others by their schema, since a restore has no search path."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
        cursor.execute(FUNCTION.replace("@SCHEMA@", schema))


def drop(apps: Any, schema_editor: Any) -> None:
    """Drop the function."""
    schema_editor.execute("DROP FUNCTION claims_search_claim(text, text, text)")


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_claim_title_and_occurrence")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.RemoveIndex(model_name="claim", name="claim_search"),
        migrations.RemoveField(model_name="claim", name="search"),
        migrations.AddField(
            model_name="claim",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    "title", "text", "language", function="claims_search_claim", output_field=VECTOR()
                ),
                output_field=VECTOR(),
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="claim_search"),
        ),
    ]
