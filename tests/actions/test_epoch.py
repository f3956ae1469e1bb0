"""The feed's epoch."""

import datetime as dt

import pytest
from django.utils import timezone

from claims.actions.actors import OPERATOR
from claims.actions.epoch import raise_epoch
from claims.models import Claim, ClaimEvent, FeedEpoch

pytestmark = pytest.mark.django_db


def test_what_is_written_after_it_was_raised_belongs_to_the_new_epoch() -> None:
    Claim.objects.create(text="Before")
    raised = raise_epoch(actor=OPERATOR)
    Claim.objects.create(text="After")
    events = list(ClaimEvent.objects.order_by("pgh_id").values_list("text", "pgh_epoch"))
    assert events == [("Before", 1), ("After", raised)]
    assert raise_epoch(actor=OPERATOR) > raised


def test_the_epochs_of_two_copies_of_a_database_differ_unless_raised_in_one_second() -> None:
    before = timezone.now() - dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    assert raise_epoch(actor=OPERATOR) >= before.total_seconds() - 1


def test_it_rises_where_the_clock_is_behind_too() -> None:
    far_ahead = 2_000_000_000
    FeedEpoch.objects.update(value=far_ahead)
    assert raise_epoch(actor=OPERATOR) == far_ahead + 1
