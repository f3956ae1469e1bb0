"""The key by which names are compared, as columns that the database generates."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models


class NameKey(models.Func):
    """Return the key of a name, as `claims.rules.text.name_key` does."""

    function = "claims_name_key"
    arity = 1
    output_field = models.TextField()


class NameKeys(models.Func):
    """Return the keys of an array of names."""

    function = "claims_name_keys"
    arity = 1
    output_field = ArrayField(models.TextField())


def name_key_field(source: str = "name") -> Any:
    """Return a column with the key of the name in another column."""
    return models.GeneratedField(
        expression=NameKey(source),
        output_field=models.TextField(),
        db_persist=True,
        help_text="The name without case, apostrophes, hyphens and extra spaces. Names of one key are one name.",
    )


def double_field() -> Any:
    """Return a column that marks rows with an equal name from before such names were refused."""
    return models.BooleanField(
        default=False,
        db_default=False,
        editable=False,
        help_text="Whether an older row has the same name. Such rows stay from before equal names were refused.",
    )
