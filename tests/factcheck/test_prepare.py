"""What `make run` does with a database that it has prepared before. The walk-through tests its first run."""

import pytest
from django.test import override_settings

from claims.models import Claim, User
from factcheck import prepare

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent]


def test_a_newsroom_that_was_started_empty_stays_empty(superuser: User) -> None:
    assert prepare._prepare_first_run() == {}
    assert not Claim.objects.exists()


@override_settings(LOADS_SAMPLE=False)
def test_a_newsroom_with_claims_says_how_to_get_an_empty_one(
    superuser: User, capsys: pytest.CaptureFixture[str]
) -> None:
    Claim.objects.create(text="Thirty-one rockets were fired.")
    assert prepare._prepare_first_run() == {}
    assert "for an empty one, add FACTCHECK_DATA_DIR=" in capsys.readouterr().err
