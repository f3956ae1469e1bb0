"""The sample newsroom, filed as a desk would file it."""

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
    """Read the sample as it was written: nouns by kind, and claims in the shape in which they are posted."""
    sample: dict[str, list[dict[str, Any]]] = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    return sample


def load_sample(*, actor: Actor) -> int:
    """File what is missing of the sample, all of it or nothing, and return the number of claims filed.

    Then the sample's two people judge those that nobody has taken up yet. What is there stays as it is, edited
    or not: claims are known by their external id of the origin "sample".
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
    """Give the sample's people by their roles; they are made without a password, so nobody logs in as one."""
    found = {}
    for one in named:
        user = User.objects.filter(username=one["name"]).first()
        user = user or create_user(one["name"], roles=[one["role"]], actor=actor)
        found[one["role"]] = actor_of(user)
    return found


def _judge(data: Mapping[str, Any], people: Mapping[str, Actor]) -> None:
    """Take a claim through the verbs: one writes the verdict, the other approves and publishes it."""
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
