"""Quotes of rows, held to the texts that their sources keep."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from claims.actions.imports.compare.prepared_row import PreparedRow
from claims.models.appearance import Appearance
from claims.models.evidence import Evidence
from claims.models.source import Source
from claims.rules.anchor import AnchorError, locate


class WrongQuote(NamedTuple):
    """A quote that the text of its source does not hold: where it stands in the row, and why it is refused."""

    collection: str
    number: int
    quote: str
    reason: AnchorError


class KeptTexts:
    """The texts of the sources that some rows quote, read at once. Most sources keep none."""

    def __init__(self, rows: Iterable[PreparedRow]) -> None:
        urls = {url for row in rows for _, _, url, _ in _quotes(row)}
        found = Source.objects.filter(url__in=urls).exclude(text="").order_by("revision") if urls else []
        self._texts = {source.url: source.text for source in found}

    def wrong_quotes(self, row: PreparedRow, claim_id: int | None = None) -> list[WrongQuote]:
        """Return the quotes of a row that are not in their sources' texts, but for those that the claim has already."""
        if not self._texts:
            return []
        found = list(self._check(row))
        if found and claim_id is not None:
            stored = set(_stored_quotes(claim_id, [one.quote for one in found]))
            found = [one for one in found if one.quote not in stored]
        return found

    def _check(self, row: PreparedRow) -> Iterator[WrongQuote]:
        for collection, number, url, quote in _quotes(row):
            try:
                locate(self._texts.get(url, ""), quote)
            except AnchorError as error:
                yield WrongQuote(collection, number, quote, error)


def _quotes(row: PreparedRow) -> Iterator[tuple[str, int, str, str]]:
    """Yield each quote of a row: its collection, its number there, the URL of its source and its words."""
    for number, (said, made) in enumerate(zip(row.appearances, row.row.appearances, strict=False)):
        if made.quote:
            yield "appearances", number, said.url, made.quote
    for number, (cited, given) in enumerate(zip(row.evidence, row.row.evidence, strict=False)):
        if given.quote and cited.url:
            yield "evidence", number, cited.url, given.quote


def _stored_quotes(claim_id: int, quotes: Sequence[str]) -> Iterator[str]:
    rows = (model.objects.filter(claim=claim_id, quote__in=quotes) for model in (Appearance, Evidence))
    return chain.from_iterable(found.values_list("quote", flat=True) for found in rows)
