"""Chains of attribution of appearances that are loaded again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from claims.actions.imports.compare.current_claims import CurrentPart, Link
from claims.actions.imports.compare.diff_parts import SnapshotPart
from claims.actions.imports.compare.import_snapshot import Snapshot, link_ids_of
from claims.actions.imports.compare.prepared_row import PreparedAppearance

Content = list[tuple[Any, ...]]


@dataclass
class ChainsDiff:
    """The appearances whose chain is to be replaced, each with its new one, and whether a person's edit is kept."""

    replaced: list[tuple[int, PreparedAppearance]] = field(default_factory=list)
    is_kept: bool = False


@dataclass(frozen=True)
class Chain:
    """A chain as a row says it: its links whole, or, where it is implied by the claimant, by whom alone."""

    is_explicit: bool
    links: Content

    def is_there(self, there: Sequence[Link]) -> bool:
        """Return whether this is the chain that is there."""
        found = [link[:-1] if self.is_explicit else link[-2:-1] for link in there]
        return found == self.links and not any(link[-1] for link in there)


def chain_of(appearance: PreparedAppearance, ids: Sequence[int | None]) -> Chain:
    """Return the chain that a row says, its entities by their ids."""
    if not appearance.is_chain_explicit:
        return Chain(is_explicit=False, links=[(entity_id,) for entity_id in ids])
    return Chain(
        is_explicit=True,
        links=[(*link.columns, entity_id) for link, entity_id in zip(appearance.chain, ids, strict=True)],
    )


def chains_before(was: Snapshot) -> Iterator[tuple[SnapshotPart, Chain]]:
    """Return the appearances of a row's last load with their chains."""
    claimant_id = was.get("claimant_id")
    for said, ids in zip(was.get("appearances", ()), link_ids_of(was), strict=True):
        told = said.get("chain")
        if told is None:
            yield said, Chain(is_explicit=False, links=[(claimant_id,)] if claimant_id else [])
        else:
            links = [
                (place, *link[:-1], entity_id) for place, (link, entity_id) in enumerate(zip_longest(told, ids), 1)
            ]
            yield said, Chain(is_explicit=True, links=links)


def diff_chains(
    matched: Sequence[tuple[CurrentPart, PreparedAppearance, SnapshotPart | None]],
    given: Sequence[Chain],
    was: Snapshot,
    there: dict[int, list[Link]],
    *,
    is_overwriting: bool,
) -> ChainsDiff:
    """Compare the chains of appearances that stay: what the file changed goes in whole, a person's edits stay."""
    before = {id(said): chain for said, chain in chains_before(was)}
    compared = ChainsDiff()
    for (current, appearance, said), chain in zip(matched, given, strict=True):
        last = before.get(id(said))
        if last is None or chain.is_there(there[current.pk]) or (chain == last and not is_overwriting):
            continue
        if is_overwriting or last.is_there(there[current.pk]):
            compared.replaced.append((current.pk, appearance))
        else:
            compared.is_kept = True
    return compared
