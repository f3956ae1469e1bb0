"""What a column holds where nothing is said: the same, whoever writes it."""

import pytest
from django.apps import apps
from django.db import models

from claims.models.base import Versioned

WITH_BOTH = [
    field
    for model in apps.get_app_config("claims").get_models()
    if issubclass(model, Versioned)
    for field in model._meta.concrete_fields
    if field.has_default() and field.has_db_default()
]


@pytest.mark.parametrize("field", WITH_BOTH, ids=str)
def test_django_and_the_database_give_the_same(field: "models.Field[object, object]") -> None:
    given = field.db_default.value if isinstance(field.db_default, models.Value) else field.db_default
    assert given == field.get_default()


def test_every_column_of_words_has_both() -> None:
    assert len(WITH_BOTH) > 50
