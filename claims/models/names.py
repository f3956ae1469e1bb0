"""Search vectors of names."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models


def name_vector(*fields: Any) -> models.Func:
    """Return the search vector of a name and its aliases, if there are any."""
    aliases = fields[1:] or (models.Func(template="NULL"),)
    return models.Func(fields[0], *aliases, function="claims_search_names", output_field=SearchVectorField())
