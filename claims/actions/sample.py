"""Load the sample newsroom, with the same actions that a desk uses."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from claims.actions.actors import actor_of
from claims.actions.change import record
from claims.actions.checked_claims import create_checked_claim
from claims.actions.claim_moves import start_claim, triage_claim
from claims.actions.claims import create_claim
from claims.actions.drafts import open_draft
from claims.actions.nouns import find_or_create
from claims.actions.users import create_user
from claims.actions.verdict_moves import approve_verdict, publish_verdict, submit_verdict
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.external_id import ExternalId
from claims.models.measure import Measure
from claims.models.publisher import Publisher
from claims.models.rating import Rating
from claims.models.source import Source
from claims.models.user import User
from claims.rules.access import Actor

SAMPLE = Path(__file__).resolve().parent.parent / "sample" / "newsroom.yaml"
ORIGIN = "sample"
NOUNS: dict[str, type[Publisher | Entity | Measure | Source]] = {
    "publishers": Publisher,
    "entities": Entity,
    "measures": Measure,
    "sources": Source,
}


def read_sample() -> dict[str, list[dict[str, Any]]]:
    """Return the sample: nouns by kind, and claims as they are posted to the API."""
    sample: dict[str, list[dict[str, Any]]] = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    return sample


def load_sample(*, actor: Actor) -> int:
    """File the missing claims of the sample, all or none, and return how many were filed.

    Then the sample's two people judge those that are still new. Existing claims, which are recognised by their external
    id of the origin "sample", stay as they are.
    """
    sample = read_sample()
    with record(actor=actor, verb="sample.load"):
        there = set(ExternalId.objects.filter(origin=ORIGIN).values_list("external_id", flat=True))
        missing = [data for data in sample["claims"] if _sample_id(data) not in there]
        if missing:
            for kind, model in NOUNS.items():
                for noun in sample[kind]:
                    find_or_create(model, noun, actor)
        for data in missing:
            if "verdicts" in data:
                create_checked_claim(data, actor=actor)
            else:
                create_claim(data, actor=actor)
    for judgement in sample["judgements"]:
        _judge(judgement, _people(sample["people"], actor))
    return len(missing)


def _people(named: list[dict[str, Any]], actor: Actor) -> dict[str, Actor]:
    """Return the sample's people by role. They are created without a password, so nobody can log in as one."""
    found = {}
    for one in named:
        user = User.objects.filter(username=one["name"]).first()
        user = user or create_user(one["name"], roles=[one["role"]], actor=actor)
        found[one["role"]] = actor_of(user)
    return found


def _judge(data: Mapping[str, Any], people: Mapping[str, Actor]) -> None:
    """Move a claim through its verbs: one person writes the verdict, the other approves and publishes it."""
    claim = Claim.objects.get(external_ids__origin=ORIGIN, external_ids__external_id=data["claim"])
    if claim.status != "new":
        return
    checker, editor = people["checker"], people["editor"]
    triage_claim(claim.pk, actor=checker)
    start_claim(claim.pk, actor=checker)
    verdict_id = open_draft(claim.pk, _draft(data, claim), actor=checker).pk
    verdict = submit_verdict(verdict_id, actor=checker)
    if verdict.state == data.get("stays"):
        return
    if verdict.state == "in_review":
        verdict = approve_verdict(verdict_id, actor=editor)
    if verdict.state == "approved":
        publish_verdict(verdict_id, actor=editor)


def _draft(data: Mapping[str, Any], claim: Claim) -> dict[str, Any]:
    scale, _, slug = data["rating"].partition("/")
    evidence = list(claim.evidence.order_by("pk").values_list("pk", flat=True))
    return {
        **{name: data[name] for name in ("headline", "summary", "as_of")},
        "rating": Rating.objects.get(scale__slug=scale, slug=slug).pk,
        "evidence": [evidence[place] for place in data.get("evidence", [])],
    }


def _sample_id(data: Mapping[str, Any]) -> str:
    ids: dict[str, str] = {item["origin"]: item["external_id"] for item in data["external_ids"]}
    return ids[ORIGIN]
