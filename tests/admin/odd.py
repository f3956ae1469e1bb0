"""Odd values for the fields of the admin's forms: one for each field in `make test`, every one in `make prove`."""

from typing import Any

from django.test import Client
from django.urls import reverse

from claims.models import Claim
from tests.admin.page import read_form

ODD_VALUES = ("\x00", "9" * 30, "1e999", "{'a': \\0}", '"\\ud800"')
ONE_FIELD_FORMS = ("quantity", "source", "entity", "mapping", "note")


def form_of(client: Client, claim: Claim, name: str) -> dict[str, Any]:
    """Return the values of the form that adds a noun to a claim, by field."""
    return read_form(client, reverse(f"admin:claims_{name}_add")) | {"claim": claim.pk}


def check_response(client: Client, name: str, form: dict[str, Any], field: str, value: str) -> None:
    """Send the form with an odd value in one field, and check that it is refused or accepted."""
    response = client.post(reverse(f"admin:claims_{name}_add"), {**form, field: value})
    assert response.status_code in {200, 302}, f"{name}.{field} = {value!r}"
