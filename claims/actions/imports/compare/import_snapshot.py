"""The snapshot of a row: what its last load wrote, stored with the external id to recognise people's edits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from claims.actions.imports import field_list
from claims.formats.mapping.claim_row import AppearanceRow, AttributionRow, ClaimRow, EntityRow, EvidenceRow
from claims.formats.mapping.value_kinds import stored_url
from claims.rules.figures.interval import Figure

Snapshot = dict[str, Any]
EntityKey = tuple[str, str]

LINKED = "linked"
"""Marks an external id that was linked to a claim of another origin: its row does not write the claim's own fields."""


@dataclass(frozen=True, slots=True)
class ExistingRef:
    """An external id that exists: its row's primary key, its claim and its last snapshot (empty if no load wrote it).

    One that is about to be linked to a claim of another origin has no primary key yet.
    """

    pk: int | None
    claim_id: int
    loaded: Snapshot


def snapshot_of(row: ClaimRow, claimant: EntityRow | None, second_hand: dict[str, str]) -> Snapshot:
    """Return a row's snapshot: filled fields only, dates as text, the claimant by name.

    Of verdicts it keeps only second-hand labels, by publisher.
    """
    found: Snapshot = field_list.CLAIM.to_json(row)
    parts = {
        "claimant": _name(claimant),
        "quantities": [_figure(figure) for figure in row.quantities],
        "appearances": [_appearance(appearance) for appearance in row.appearances],
        "evidence": [_evidence(evidence) for evidence in row.evidence],
        "second_hand": second_hand,
    }
    for name, value in parts.items():
        if value:
            found[name] = value
    return found


def with_ids(loaded: Snapshot, claimant_id: int | None, link_ids: Sequence[int | None]) -> Snapshot:
    """Return the snapshot with the ids that the names of the claimant and of the chains' links were resolved to."""
    found = {"claimant_id": claimant_id} if claimant_id else {}
    return {**loaded, **found, **({"link_ids": list(link_ids)} if link_ids else {})}


def with_current_urls(loaded: Snapshot) -> Snapshot:
    """Return the snapshot with its addresses as the rules of addresses are today."""
    parts: Snapshot = {
        name: [{**part, "url": stored_url(part["url"])} if "url" in part else part for part in loaded[name]]
        for name in ("appearances", "evidence")
        if name in loaded
    }
    return {**loaded, **parts}


def snapshot_json(loaded: Snapshot, digest: str) -> str:
    """Serialise a snapshot with the digest of its row."""
    return orjson.dumps({"digest": digest, **loaded}).decode()


def snapshot_json_with_ids(json: str, claimant_id: int | None, link_ids: Sequence[int | None]) -> str:
    """Like `with_ids`, on serialised JSON."""
    found = f'{json[:-1]},"claimant_id":{claimant_id}}}' if claimant_id else json
    return f'{found[:-1]},"link_ids":{orjson.dumps(link_ids).decode()}}}' if link_ids else found


def entity_ids_of(loaded: Snapshot) -> dict[EntityKey, int]:
    """Return the entity that each name meant in the last load; it means the same again, even if renamed since."""
    found = {}
    names = (link[-1] for one in loaded.get("appearances", ()) for link in one.get("chain", ()))
    for name, entity_id in zip(names, loaded.get("link_ids", ()), strict=False):
        if name and entity_id:
            found[name[0], name[1]] = entity_id
    claimant, claimant_id = loaded.get("claimant"), loaded.get("claimant_id")
    if claimant and claimant_id:
        found[claimant[0], claimant[1]] = claimant_id
    return found


def link_ids_of(loaded: Snapshot) -> Iterator[list[int | None]]:
    """Yield, for each appearance, the entity ids of the chain that its row stated."""
    ids = iter(loaded.get("link_ids", ()))
    for appearance in loaded.get("appearances", ()):
        yield [next(ids, None) for _ in appearance.get("chain", ())]


def with_fallbacks(row: AttributionRow) -> AttributionRow:
    """Return a link; a missing printed name or description is filled in from its entity."""
    if row.entity is None or (row.named_as and row.described_as):
        return row
    return row._replace(named_as=row.named_as or row.entity.name, described_as=row.described_as or row.entity.role)


def _figure(figure: Figure) -> str | dict[str, str]:
    return {"surface": figure.surface, **dict(figure.given)} if figure.given else figure.surface


def _name(entity: EntityRow | None) -> list[str] | None:
    return [entity.name, entity.disambiguation] if entity else None


def _appearance(row: AppearanceRow) -> dict[str, Any]:
    found = {"url": row.source.url.canonical, **field_list.APPEARANCE.to_json(row)}
    if row.attributions:
        found["chain"] = [_link(link) for link in row.attributions]
    return found


def _link(row: AttributionRow) -> list[Any]:
    return [*field_list.ATTRIBUTION.to_columns(with_fallbacks(row)), _name(row.entity)]


def _evidence(row: EvidenceRow) -> dict[str, Any]:
    found = field_list.EVIDENCE.to_json(row)
    return {"url": row.source.url.canonical, **found} if row.source else found
