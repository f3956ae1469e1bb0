"""The sample newsroom, filed as a desk would file it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from claims.actions.change import record
from claims.actions.checked_claims import create_checked_claim
from claims.actions.claims import create_claim
from claims.actions.nouns import find_or_create
from claims.models.entity import Entity
from claims.models.external_id import ExternalId
from claims.models.measure import Measure
from claims.models.publisher import Publisher
from claims.models.source import Source
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

    What is there stays as it is, edited or not: claims are known by their external id of the origin "sample".
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
    return len(missing)


def _sample_id(data: Mapping[str, Any]) -> str:
    ids: dict[str, str] = {item["origin"]: item["external_id"] for item in data["external_ids"]}
    return ids[ORIGIN]
