"""Every odd value in every field of the admin's forms: `make prove`."""

import itertools

import pytest

from claims.models import Claim, User
from tests.admin.conftest import Browse
from tests.admin.odd import ODD_VALUES, ONE_FIELD_FORMS, check_response, form_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ONE_FIELD_FORMS)
def test_forms_take_every_odd_value_in_any_one_field(
    superuser: User, browse: Browse, newsroom: Claim, name: str
) -> None:
    client = browse(superuser)
    form = form_of(client, newsroom, name)
    for field, value in itertools.product(form, ODD_VALUES):
        check_response(client, name, form, field, value)
