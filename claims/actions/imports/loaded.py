"""What the last load of a row wrote: kept with its external id, so that a person's edit since can be told from it."""

from typing import Any

import orjson

from claims.formats.row import AppearanceRow, ClaimRow

Loaded = dict[str, Any]


def loaded_of(row: ClaimRow) -> Loaded:
    """Give what a row says, as it is kept: what is filled in alone, dates as text, the claimant by name."""
    claimant = row.claimant
    found: Loaded = {
        "text": row.text,
        "language": row.language,
        "claimant": [claimant.name, claimant.disambiguation] if claimant else None,
        "claimed_on": row.claimed_on and row.claimed_on.format(),
        "place": row.place,
        "topics": list(row.topics),
        "quantities": [read.figure.surface for read in row.quantities],
        "appearances": [_appearance(appearance) for appearance in row.appearances],
    }
    return {name: value for name, value in found.items() if value}


def with_claimant(loaded: Loaded, claimant_id: int | None) -> Loaded:
    """Add which entity the claimant's name meant."""
    return {**loaded, "claimant_id": claimant_id} if claimant_id else loaded


def rendered(loaded: Loaded, digest: str) -> str:
    """Write it as JSON, with the digest of the row that said so."""
    return orjson.dumps({"digest": digest, **loaded}).decode()


def rendered_with_claimant(json: str, claimant_id: int | None) -> str:
    """Do as `with_claimant` to what is written already."""
    return f'{json[:-1]},"claimant_id":{claimant_id}}}' if claimant_id else json


def names_same_claimant(row: ClaimRow, was: Loaded) -> bool:
    """Say whether a row names its claimant as its last load did: then it means the same, however that is called."""
    claimant = row.claimant
    return claimant is not None and [claimant.name, claimant.disambiguation] == was.get("claimant")


def _appearance(appearance: AppearanceRow) -> dict[str, str]:
    found = {"url": appearance.source.url.canonical, "quote": appearance.quote, "voice": appearance.voice}
    return {name: value for name, value in found.items() if value}
