"""Names, as they are searched."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models


def name_vector(*fields: Any) -> models.Func:
    """Return what is indexed of a name and, where it has any, its aliases."""
    aliases = fields[1:] or (models.Func(template="NULL"),)
    return models.Func(fields[0], *aliases, function="claims_search_names", output_field=SearchVectorField())
