"""Chains of attribution of appearances that are loaded again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from claims.actions.imports import field_list
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
    """A chain as a row states it: whole links, or only the entities if the claimant implies it."""

    is_explicit: bool
    links: Content

    def is_same_as(self, stored: Sequence[Link]) -> bool:
        """Return whether this equals the stored chain."""
        found = [link[:-1] if self.is_explicit else link[-2:-1] for link in stored]
        return found == self.links and not any(link[-1] for link in stored)


def chain_of(appearance: PreparedAppearance, ids: Sequence[int | None]) -> Chain:
    """Return the chain that a row states, with entities as ids."""
    if not appearance.is_chain_explicit:
        return Chain(is_explicit=False, links=[(entity_id,) for entity_id in ids])
    return Chain(
        is_explicit=True,
        links=[(*link.columns, entity_id) for link, entity_id in zip(appearance.chain, ids, strict=True)],
    )


def _columns(link: Sequence[Any]) -> tuple[Any, ...]:
    """Return the columns of a link of a snapshot; older ones lack the last column, which is false."""
    said = tuple(link[:-1])
    return said + (False,) * (len(field_list.ATTRIBUTION.columns) - len(said))


def chains_before(was: Snapshot) -> Iterator[tuple[SnapshotPart, Chain]]:
    """Return the appearances of a row's last load with their chains."""
    claimant_id = was.get("claimant_id")
    for said, ids in zip(was.get("appearances", ()), link_ids_of(was), strict=True):
        links = said.get("chain")
        if links is None:
            yield said, Chain(is_explicit=False, links=[(claimant_id,)] if claimant_id else [])
        else:
            pairs = enumerate(zip_longest(links, ids), 1)
            links = [(place, *_columns(link), entity_id) for place, (link, entity_id) in pairs]
            yield said, Chain(is_explicit=True, links=links)


def diff_chains(
    matched: Sequence[tuple[CurrentPart, PreparedAppearance, SnapshotPart | None]],
    given: Sequence[Chain],
    was: Snapshot,
    stored: dict[int, list[Link]],
    *,
    is_overwriting: bool,
) -> ChainsDiff:
    """Compare the chains of appearances that stay: a chain changed by the file is replaced, a person's edit is kept."""
    before = {id(said): chain for said, chain in chains_before(was)}
    compared = ChainsDiff()
    for (current, appearance, said), chain in zip(matched, given, strict=True):
        last = before.get(id(said))
        if last is None or chain.is_same_as(stored[current.pk]) or (chain == last and not is_overwriting):
            continue
        if is_overwriting or last.is_same_as(stored[current.pk]):
            compared.replaced.append((current.pk, appearance))
        else:
            compared.is_kept = True
    return compared
