"""What the last load of a row wrote: kept with its external id, so that a person's edit since can be told from it."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from claims.formats.mapping.claim_row import AnchorRow, AppearanceRow, AttributionRow, ClaimRow, EntityRow, EvidenceRow

Snapshot = dict[str, Any]
EntityKey = tuple[str, str]

LINKED = "linked"
"""Marks an external id that was given to a claim of another origin: the claim's own fields are not its row's."""


def snapshot_of(row: ClaimRow, claimant: EntityRow | None, second_hand: dict[str, str]) -> Snapshot:
    """Give what a row says, as it is kept: what is filled in alone, dates as text, the claimant by name.

    Of verdicts only the labels that it repeats are kept, by their publisher.
    """
    found: Snapshot = {
        "text": row.text,
        "language": row.language,
        "claimant": _named(claimant),
        "claimed_on": row.claimed_on and row.claimed_on.format(),
        "place": row.place,
        "topics": list(row.topics),
        "quantities": [figure.surface for figure in row.quantities],
        "appearances": [_appearance(appearance) for appearance in row.appearances],
        "evidence": [_evidence(evidence) for evidence in row.evidence],
        "second_hand": second_hand,
    }
    return {name: value for name, value in found.items() if value}


def with_ids(loaded: Snapshot, claimant_id: int | None, link_ids: Sequence[int | None]) -> Snapshot:
    """Add which entity the claimant's name meant, and which the names in the chains, one after the other."""
    found = {"claimant_id": claimant_id} if claimant_id else {}
    return {**loaded, **found, **({"link_ids": list(link_ids)} if link_ids else {})}


def snapshot_json(loaded: Snapshot, digest: str) -> str:
    """Write it as JSON, with the digest of the row that said so."""
    return orjson.dumps({"digest": digest, **loaded}).decode()


def snapshot_json_with_ids(json: str, claimant_id: int | None, link_ids: Sequence[int | None]) -> str:
    """Do as `with_ids` to what is written already."""
    found = f'{json[:-1]},"claimant_id":{claimant_id}}}' if claimant_id else json
    return f'{found[:-1]},"link_ids":{orjson.dumps(link_ids).decode()}}}' if link_ids else found


def entity_ids_of(loaded: Snapshot) -> dict[EntityKey, int]:
    """Give whom the names meant in the last load: they mean the same again, however that is called now."""
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
    """Give, for each appearance, the entities of the chain that its row said."""
    ids = iter(loaded.get("link_ids", ()))
    for appearance in loaded.get("appearances", ()):
        yield [next(ids, None) for _ in appearance.get("chain", ())]


def link_words(row: AttributionRow) -> tuple[str, ...]:
    """Give the words of a link as they are stored: role, named_as, described_as, cue, certainty."""
    name, role = (row.entity.name, row.entity.role) if row.entity else ("", "")
    return row.role, row.named_as or name, row.described_as or role, row.cue, row.certainty


def _named(entity: EntityRow | None) -> list[str] | None:
    return [entity.name, entity.disambiguation] if entity else None


def _appearance(row: AppearanceRow) -> dict[str, Any]:
    found = {"url": row.source.url.canonical, "voice": row.voice, **_anchor(row)}
    chain = [[*link_words(link), _named(link.entity)] for link in row.attributions]
    return {name: value for name, value in (found | {"chain": chain}).items() if value}


def _evidence(row: EvidenceRow) -> dict[str, Any]:
    found = {
        "url": row.source.url.canonical if row.source else "",
        "stance": row.stance,
        "question": row.question,
        **_anchor(row),
        "note": row.note,
        "is_primary": row.is_primary,
        "interest": row.interest,
    }
    return {name: value for name, value in found.items() if value}


def _anchor(row: AnchorRow) -> dict[str, str]:
    return {
        "quote": row.quote,
        "quote_translation": row.quote_translation,
        "prefix": row.prefix,
        "suffix": row.suffix,
        "locator": row.locator,
    }
