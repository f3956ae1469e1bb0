"""Merging on the desk shows the result first, and requires a reason for contradictory claims."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, User
from tests.admin.conftest import Browse
from tests.admin.page import FormReader
from tests.desk import Desk

pytestmark = pytest.mark.django_db

RIVAL = {"title": "The hospital", "url": "https://hospital.example/list"}


@pytest.fixture
def client(editor: User, browse: Browse) -> Client:
    return browse(editor)


def pair(desk: Desk, figure: str = "19 people", **data: object) -> tuple[Claim, Claim]:
    """File two claims of the same report; the first has evidence of its own."""
    first = desk.claim("new", text="The strikes killed 19 people.", quantities=["19 people"])
    second = desk.claim("new", text="19 people died in the strikes.", quantities=[figure], **data)
    desk.evidence(first)
    return first, second


def page(client: Client, claim: Claim, into: Claim) -> str:
    """Return the page that compares two claims."""
    response = client.get(reverse("admin:desk_merge", args=[claim.pk]), {"into": into.pk})
    assert response.status_code == 200
    return response.content.decode()


def merge(client: Client, claim: Claim, into: Claim, **typed: str) -> int:
    """Send the form of the page, and return the status."""
    sent = {**FormReader(page(client, claim, into)).values, **typed}
    return client.post(reverse("admin:desk_merge", args=[claim.pk]), sent).status_code


def test_it_shows_what_moves_and_what_folds_and_does_it(client: Client, desk: Desk) -> None:
    first, second = pair(desk)
    response = client.get(reverse("admin:desk_merge", args=[first.pk]), {"into": second.pk})
    preview = response.context["preview"]
    counts = {name: (preview.moves[name], len(preview.folds.get(name, ()))) for name in preview.moves}
    assert (counts["appearances"], counts["evidence"], counts["quantities"]) == ((0, 1), (1, 0), (0, 1))
    assert merge(client, first, second) == 302
    first.refresh_from_db()
    assert first.merged_into == second
    assert (second.appearances.count(), second.evidence.count(), second.quantities.count()) == (1, 1, 1)


def test_figures_that_exclude_each_other_ask_for_a_reason(client: Client, desk: Desk) -> None:
    first, second = pair(desk, figure="25 people")
    assert "The figures conflict: “19 people” here, “25 people” in the other claim" in page(client, first, second)
    assert merge(client, first, second) == 422
    assert merge(client, first, second, reason="The later count replaces the first.") == 302
    first.refresh_from_db()
    assert first.status_reason == "The later count replaces the first."


def test_claims_that_share_words_are_suggested(client: Client, desk: Desk) -> None:
    first, second = pair(desk)
    shown = client.get(reverse("admin:desk_act", args=["claim", first.pk, "merge"]), follow=True).content.decode()
    assert f'?into={second.pk}"' in shown
    assert f'?into={first.pk}"' not in shown


@pytest.mark.parametrize("into", ["", "0", "999999", "x", "9" * 40])
def test_what_is_no_claim_is_refused(client: Client, desk: Desk, into: str) -> None:
    first, _ = pair(desk)
    here = reverse("admin:desk_merge", args=[first.pk])
    assert client.get(here, {"into": into}).status_code == 200
    assert client.post(here, {"into": into, "read_version": first.version}).status_code == 422


def test_only_who_may_merge_sees_it(checker: User, browse: Browse, desk: Desk) -> None:
    first, _ = pair(desk)
    assert browse(checker).get(reverse("admin:desk_merge", args=[first.pk])).status_code == 403
