"""Every field says what it means, in its own words: the OpenAPI document and the admin print them."""

import pghistory.models
import pytest
from django.apps import apps
from django.contrib.auth.models import AbstractUser

OURS = [model for model in apps.get_app_config("claims").get_models() if not issubclass(model, pghistory.models.Event)]
FIELDS = [
    field
    for model in OURS
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
    if field.name not in ("id", "pk") and not hasattr(AbstractUser, field.name)
]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_a_field_says_what_it_means(field: object) -> None:
    text = str(getattr(field, "help_text", ""))
    assert text.endswith(".")
    assert len(text) > 10
