"""Appearances of claims that are loaded again, told apart by the address of their source."""

from dataclasses import dataclass, field
from typing import NamedTuple

from claims.actions.imports.changes import ChangedAppearance, ChangedOriginator, Changes
from claims.actions.imports.current import CurrentAppearance
from claims.actions.imports.loaded import Loaded
from claims.actions.imports.merging import merge, merge_list
from claims.actions.imports.nouns import Nouns
from claims.actions.imports.parts import Parts
from claims.actions.imports.prepared import Columns, PreparedAppearance, Ready
from claims.actions.imports.staging import next_ids

There = dict[str, CurrentAppearance]


class _New(NamedTuple):
    claim_id: int
    claimant_id: int | None
    attribution: Columns | None
    is_first: bool
    appearance: PreparedAppearance


@dataclass
class Compared:
    """What came of comparing a row's appearances: whether anything is written, and what a person's edit keeps."""

    is_written: bool = False
    kept: list[str] = field(default_factory=list)


class AppearanceUpdate:
    """An update of the appearances of some claims: compared claim by claim, added at the end."""

    def __init__(self, nouns: Nouns, parts: Parts, changes: Changes) -> None:
        """Note what is added among the parts, and what is changed among the changes."""
        self._nouns, self._parts, self._changes = nouns, parts, changes
        self._new: list[_New] = []

    def compare(self, claim_id: int, claimant_id: int | None, ready: Ready, was: Loaded, there: There) -> Compared:
        """Compare what a row says, what its last load said and what is there."""
        compared = Compared()
        loaded = {appearance["url"]: appearance for appearance in was.get("appearances", [])}
        for place, appearance in enumerate(ready.appearances):
            current, before = there.get(appearance.url), loaded.get(appearance.url)
            if current is not None:
                self._change(current, before or {}, appearance, compared)
            elif before is None:
                is_first = not there and place == 0
                self._new.append(_New(claim_id, claimant_id, ready.attribution, is_first, appearance))
                compared.is_written = True
        given = [appearance.url for appearance in ready.appearances]
        self._remove(merge_list(list(there), list(loaded), given).removed, there, compared)
        if claimant_id and ready.attribution and claimant_id != was.get("claimant_id"):
            self._changes.originators += [
                ChangedOriginator(there[url].pk, was.get("claimant_id"), claimant_id, ready.attribution)
                for url in given
                if url in there and url in loaded
            ]
        return compared

    def add(self) -> None:
        """Note the new appearances, with the ids drawn for them."""
        ids = next_ids("claims_appearance", len(self._new))
        for appearance_id, new in zip(ids, self._new, strict=True):
            source_id = self._nouns.sources[new.appearance.url]
            self._parts.appearance.append(
                (appearance_id, new.claim_id, source_id, new.is_first, *new.appearance.columns)
            )
            if new.attribution is not None:
                self._parts.attribution.append((appearance_id, new.claimant_id, *new.attribution))

    def _change(
        self, current: CurrentAppearance, before: Loaded, appearance: PreparedAppearance, compared: Compared
    ) -> None:
        voice, quote = appearance.columns
        there = {"quote": current.quote, "voice": current.voice}
        merged = merge(there, before, {"quote": quote, "voice": voice})
        compared.kept += merged.kept
        if merged.values:
            self._changes.appearances.append(ChangedAppearance(current.pk, **{**there, **merged.values}))
            compared.is_written = True

    def _remove(self, gone: list[str], there: There, compared: Compared) -> None:
        removed = [there[url].pk for url in gone if there[url].version == 1]
        self._changes.removed_appearances += removed
        compared.is_written |= bool(removed)
        if len(removed) < len(gone):
            compared.kept.append("source_url")
