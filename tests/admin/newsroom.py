"""Create a small newsroom's data with the product's actions: at least one row of every noun."""

import datetime as dt
from typing import Any

from django.utils import timezone

from claims.actions.actors import actor_of
from claims.actions.change import record
from claims.actions.claims import create_claim
from claims.actions.tokens import create_token
from claims.models import (
    Approval,
    Claim,
    ImportBatch,
    ImportIssue,
    Mapping,
    Publisher,
    Rating,
    User,
    Verdict,
    VerdictEvidence,
)

DRAFT = "Our own finding, not published yet"
SECRET_TITLE = "Memo of a source who must not be named"

CLAIM: dict[str, Any] = {
    "text": "Thirty-one rockets were fired at the base.",
    "language": "en",
    "claimed_on": "2019-12",
    "place": "Kirkuk",
    "topics": ["military", "middle-east"],
    "external_ids": [{"origin": "cms", "external_id": "40213"}],
    "appearances": [
        {
            "source": {
                "url": "https://wire.example/2019/12/base",
                "title": "Base hit by rockets",
                "publisher": {"domain": "wire.example", "name": "The Wire"},
                "published_on": "2019-12-27",
            },
            "quote": "Washington said that 31 rockets were fired.",
            "voice": "attributed",
            "attributions": [
                {"role": "originator", "named_as": "Washington", "entity": {"name": "US government"}, "cue": "said"},
                {"role": "relay", "described_as": "two officials", "certainty": "ambiguous", "is_confidential": True},
            ],
        },
        {"source": {"title": SECRET_TITLE, "is_confidential": True}, "quote": "More than thirty, they told us."},
    ],
    "evidence": [
        {"stance": "supports", "source": {"title": "Crater survey", "kind": "data_set"}, "quote": "31 craters"},
        {"stance": "context", "note": "Told in confidence: two fell short.", "is_confidential": True},
    ],
    "quantities": [
        {"surface": "31 rockets", "measure": {"name": "rockets fired", "unit": "rocket"}, "as_of": "2019-12"}
    ],
    "replies": [
        {
            "kind": "comment_request",
            "entity": {"name": "US government"},
            "asked_at": dt.datetime(2020, 1, 3, tzinfo=dt.UTC),
        }
    ],
    "notes": [{"text": "Ask the desk about the second memo."}],
}


def make_newsroom(writer: User, owner: User) -> Claim:
    """Make a claim with a part of every kind, and the imports, tokens and verdicts around it."""
    actor = actor_of(writer)
    claim = create_claim(CLAIM, actor=actor)
    with record(actor=actor, verb="test.make"):
        judge(claim, "Checkers", "true")
        Claim.objects.filter(pk=claim.pk).update(status="triaged")
        ours = Verdict.objects.create(
            claim=claim, publisher=Publisher.objects.get(is_own=True), summary=DRAFT, writers=[writer.pk],
            rating=Rating.objects.filter(slug="true").first(), claim_reviewed=claim.text, claim_version=1,
        )  # fmt: skip
        Verdict.objects.filter(pk=ours.pk).update(
            state="in_review", label="True", submitted_at=timezone.now(), approvals_required=1
        )
        Approval.objects.create(verdict=ours, user=owner, decision="request_changes", comment="Say which base.")
        mapping = Mapping.objects.create(name="house-file", document={"fields": {"text": "vclaim"}})
        batch = ImportBatch.objects.create(
            origin="politifact", file_name="claims.jsonl", format="jsonl", state="finished", mapping=mapping,
            rows_read=2, inserted=1, refused=1, options={"scale": "truth-o-meter"},
        )  # fmt: skip
        ImportIssue.objects.create(
            batch=batch,
            row_number=2,
            field="text",
            value="",
            code="required",
            message="text is missing",
            row={"id": "x"},
        )
    create_token(owner, ["claims:read"], actor=actor_of(owner), name="desk bot")
    return claim


def judge(claim: Claim, publisher: str, rating: str) -> Verdict:
    """Add the published verdict of another publisher, which becomes the claim's current one; inside `record`."""
    outlet, _ = Publisher.objects.get_or_create(domain=f"{publisher.lower()}.example", defaults={"name": publisher})
    found = Rating.objects.filter(slug=rating).order_by("pk").first()
    assert found is not None
    verdict = Verdict.objects.create(
        claim=claim, publisher=outlet, is_imported=True, state="published", external_id=f"{claim.pk}", rating=found,
        label=found.name, normalized=found.normalized, summary="It was so.", published_at=timezone.now(),
        url=f"https://{outlet.domain}/{claim.pk}",
    )  # fmt: skip
    cited = claim.evidence.filter(is_confidential=False).first()
    if cited:
        VerdictEvidence.objects.create(verdict=verdict, evidence=cited)
    claim.current_verdict = verdict
    claim.save(update_fields=["current_verdict"])
    return verdict


def make_claims(writer: User, count: int, start: int = 1) -> list[Claim]:
    """Create claims, each with separate nouns, parts and a verdict."""
    actor = actor_of(writer)
    made = []
    for number in range(start, start + count):
        body = {
            **CLAIM,
            "text": f"Claim number {number}: {number} rockets were fired.",
            "claimant": {"name": f"Speaker {number}"},
            "external_ids": [{"origin": "cms", "external_id": f"bulk-{number}"}],
            "appearances": [
                {
                    "source": {
                        "url": f"https://paper-{number}.example/a",
                        "title": f"Report {number}",
                        "publisher": {"domain": f"paper-{number}.example"},
                    },
                    "quote": f"{number} rockets",
                    "attributions": [{"named_as": f"Speaker {number}", "entity": {"name": f"Speaker {number}"}}],
                }
            ],
            "evidence": [
                {"stance": "supports", "source": {"title": f"Survey {number}", "url": f"https://s.example/{number}"}}
            ],
            "quantities": [
                {"surface": f"{number + 1} rockets", "measure": {"name": f"rockets {number}", "unit": "rocket"}}
            ],
        }
        claim = create_claim(body, actor=actor)
        with record(actor=actor, verb="test.make"):
            judge(claim, f"Checkers{number}", "false")
        made.append(claim)
    return made
