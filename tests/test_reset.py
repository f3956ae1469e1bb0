"""Tests start from a new installation, and the database is reset to it after tests that commit."""

import threading

import pytest
from django.contrib.auth.models import Group
from django.db import connection

from claims.models import Claim, FeedEpoch, NounClock, Publisher, RatingScale, User

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_starts_from_a_new_installation(time: str) -> None:
    assert not Claim.objects.exists()
    assert not User.objects.exists()
    assert Group.objects.count() == 5
    assert RatingScale.objects.count() == 6
    assert Publisher.objects.get().is_own
    assert (FeedEpoch.objects.get().value, NounClock.objects.get().value) == (1, 1)
    Claim.objects.create(text=f"A claim of the {time} test")
    Group.objects.all().delete()
    FeedEpoch.objects.update(value=7)


def test_commits_are_seen_by_other_connections() -> None:
    Claim.objects.create(text="Seen from elsewhere")
    seen = []

    def look() -> None:
        seen.append(Claim.objects.count())
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == [1]
