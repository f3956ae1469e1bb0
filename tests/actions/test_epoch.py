"""The feed's epoch."""

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.epoch import raise_epoch
from claims.models import Claim, ClaimEvent

pytestmark = pytest.mark.django_db


def test_what_is_written_after_it_was_raised_belongs_to_the_new_epoch() -> None:
    Claim.objects.create(text="Before")
    assert raise_epoch(actor=OPERATOR) == 2
    Claim.objects.create(text="After")
    assert list(ClaimEvent.objects.order_by("pgh_id").values_list("text", "pgh_epoch")) == [("Before", 1), ("After", 2)]
    assert raise_epoch(actor=OPERATOR) == 3
