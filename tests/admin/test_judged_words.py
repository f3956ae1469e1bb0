"""The desk asks why the words of a judged claim change, and says what its verdict judged."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.claims import update_claim
from tests.admin.page import send
from tests.desk import Desk

pytestmark = pytest.mark.django_db

WORDS = "The strikes killed 25 people."


def test_the_reason_is_asked_only_where_a_verdict_was_released(desk: Desk, client: Client) -> None:
    client.force_login(desk.writer)
    for claim, is_asked in ((desk.claim(), False), (desk.verdict("published", desk.claim()).claim, True)):
        page = client.get(reverse("admin:claims_claim_change", args=[claim.pk]), {"edit": "claim"}).content.decode()
        assert ('name="reason"' in page) is is_asked


def test_a_checker_rewords_a_judged_claim_with_a_reason(desk: Desk, client: Client) -> None:
    client.force_login(desk.writer)
    claim = desk.verdict("published").claim
    address = reverse("admin:claims_claim_change", args=[claim.pk])
    refused = send(client, f"{address}?edit=claim", text=WORDS)
    assert "say in `reason` why they change" in refused.content.decode()
    send(client, f"{address}?edit=claim", text=WORDS, reason="It was misquoted.")
    claim.refresh_from_db()
    assert claim.text == WORDS
    assert "It judged other words" in client.get(address).content.decode()


def test_the_queue_marks_a_claim_whose_words_are_not_those_that_were_judged(desk: Desk, client: Client) -> None:
    client.force_login(desk.writer)
    claim, queue = desk.claim("checked"), reverse("admin:claims_claim_changelist")
    assert "judged other words" not in client.get(queue).content.decode()
    update_claim(claim.pk, {"text": "Twenty died."}, actor=desk.writing, reason="The wire corrected its story.")
    assert "judged other words" in client.get(queue).content.decode()
