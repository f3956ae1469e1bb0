"""The import's peers: a loader on bulk_create, and a django-import-export resource, of the same generated rows.

Both write claimants, sources, claims, external ids, appearances with their chains, figures and verdicts into the same
tables under the same triggers, a transaction for each batch. Both check rows simply, find what is there set-wise, and
draw keys ahead, so that a claim is written once with its status and current verdict, as the import does.
"""

import datetime as dt
import json
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import tablib
from django.db import connection, transaction
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import DateWidget, Widget

from claims.models import (
    Appearance,
    Attribution,
    Claim,
    Entity,
    ExternalId,
    Publisher,
    Quantity,
    Rating,
    Source,
    Verdict,
)
from claims.rules.figures.interval import POLICY
from claims.rules.figures.reading import read
from claims.rules.text import words_digest
from claims.rules.url import canonical_url, domain_of

BATCH = 2_000  # as long as the import's longest chunk
ORIGIN, SCALE, PUBLISHER = "bench", "truth-o-meter", "checks.example.net"
FIGURE = ("value_low", "value_high", "hedge", "unit", "kind", "direction", "modality")
Row = dict[str, str]


class Nouns(NamedTuple):
    """What rows name, by how they name it."""

    ratings: dict[str, Rating]
    entities: dict[str, Entity]
    sources: dict[str, Source]
    publishers: dict[str, Publisher]


def nouns_of(rows: Sequence[Row]) -> Nouns:
    """Find what some rows name, and make what is not there, in one order."""
    urls = {canonical_url(row["source_url"]): row for row in rows}
    domains = sorted({PUBLISHER, *map(domain_of, urls)})
    Publisher.objects.bulk_create([Publisher(name=one, domain=one) for one in domains], ignore_conflicts=True)
    publishers = {one.domain: one for one in Publisher.objects.filter(domain__in=domains)}
    names = sorted({row["claimant"] for row in rows})
    Entity.objects.bulk_create([Entity(name=name) for name in names], ignore_conflicts=True)
    made = [
        Source(
            url=url, url_as_given=row["source_url"], title=row["source_title"], publisher=publishers.get(domain_of(url))
        )
        for url, row in sorted(urls.items())
    ]
    Source.objects.bulk_create(made, ignore_conflicts=True)
    return Nouns(
        {one.name.casefold(): one for one in Rating.objects.filter(scale__slug=SCALE)},
        {one.name: one for one in Entity.objects.filter(name__in=names)},
        {one.url or "": one for one in Source.objects.filter(url__in=urls)},
        publishers,
    )


def keys(model: type[Any], count: int) -> list[int]:
    """Draw keys from a table's own sequence."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count])
        return [key for (key,) in cursor.fetchall()]


def write(claims: Sequence[Claim], rows: Sequence[Row], nouns: Nouns) -> None:
    """Write claims, of which their own columns are set, with their parts."""
    count = len(claims)
    for claim, claim_id, verdict_id in zip(claims, keys(Claim, count), keys(Verdict, count), strict=True):
        claim.pk, claim.current_verdict_id, claim.status = claim_id, verdict_id, "checked"
    pairs = list(zip(claims, rows, strict=True))
    Claim.objects.bulk_create(claims)
    ExternalId.objects.bulk_create(
        [ExternalId(claim=claim, origin=ORIGIN, external_id=row["external_id"]) for claim, row in pairs]
    )
    appearances = Appearance.objects.bulk_create([_appearance(claim, row, nouns) for claim, row in pairs])
    Attribution.objects.bulk_create(
        [
            Attribution(appearance=appearance, position=1, entity_id=claim.claimant_id, named_as=row["claimant"])
            for appearance, (claim, row) in zip(appearances, pairs, strict=True)
        ]
    )
    Quantity.objects.bulk_create([_quantity(claim, row) for claim, row in pairs])
    Verdict.objects.bulk_create([_verdict(claim, row, nouns) for claim, row in pairs])


def _appearance(claim: Claim, row: Row, nouns: Nouns) -> Appearance:
    source = nouns.sources[canonical_url(row["source_url"])]
    return Appearance(claim=claim, source=source, quote=row["quote"], is_first=True)


def _quantity(claim: Claim, row: Row) -> Quantity:
    figure = read(row["quantities"])
    interval = figure.interval
    return Quantity(
        claim=claim,
        surface=figure.surface,
        **{name: getattr(figure, name) for name in FIGURE},
        interval_low=interval.low,
        interval_high=interval.high,
        is_low_open=interval.low_open,
        is_high_open=interval.high_open,
        policy=POLICY,
    )


def _verdict(claim: Claim, row: Row, nouns: Nouns) -> Verdict:
    rating, url = nouns.ratings[row["verdict_label"].casefold()], canonical_url(row["verdict_url"])
    return Verdict(
        pk=claim.current_verdict_id,
        claim=claim,
        publisher=nouns.publishers[PUBLISHER],
        is_imported=True,
        state="published",
        external_id=url,
        url=url,
        rating=rating,
        label=rating.name,
        normalized=rating.normalized,
        claim_reviewed=claim.text,
        headline=row["verdict_headline"],
        summary=row["verdict_summary"],
        language=claim.language,
        published_at=dt.datetime.combine(dt.date.fromisoformat(row["verdict_date"]), dt.time(), dt.UTC),
    )


def rows_of(path: Path) -> Iterator[Row]:
    """Read the rows of a file."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Take rows in lists."""
    given = iter(rows)
    while batch := list(islice(given, BATCH)):
        yield batch


def by_bulk_create(path: Path) -> float:
    """Load a file by bulk_create, new rows alone, and give the seconds."""
    started = time.perf_counter()
    for batch in batches(rows_of(path)):
        with transaction.atomic():
            ids = [row["external_id"] for row in batch]
            there = ExternalId.objects.filter(origin=ORIGIN, external_id__in=ids)
            known = set(there.values_list("external_id", flat=True))
            new = [row for row in batch if row["external_id"] not in known]
            nouns = nouns_of(new)
            write([_claim(row, nouns) for row in new], new, nouns)
    return time.perf_counter() - started


def _claim(row: Row, nouns: Nouns) -> Claim:
    text = row["text"].strip()
    if not 0 < len(text) <= 5_000:
        raise ValueError(f"{row['external_id']}: text must have 1 to 5,000 characters.")
    return Claim(
        text=text,
        language="en",
        claimant=nouns.entities[row["claimant"]],
        claimed_on=dt.date.fromisoformat(row["claimed_on"]),
        claimed_on_precision="day",
        topics=row["topics"].split("|"),
        words_digest=words_digest(text),
    )


class Topics(Widget):  # type: ignore[misc]
    """A column that lists words."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:  # noqa: ARG002
        """Take the words apart."""
        return [word for word in (value or "").split("|") if word]


class ClaimResource(ModelResource):  # type: ignore[misc]
    """Claims in bulk, which is the library's fastest way; their parts are written as each batch of them is."""

    text = Field(attribute="text", column_name="text")
    claimed_on = Field(attribute="claimed_on", column_name="claimed_on", widget=DateWidget("%Y-%m-%d"))
    topics = Field(attribute="topics", column_name="topics", widget=Topics())

    class Meta:
        model = Claim
        fields: ClassVar = ("text", "claimed_on", "topics")
        use_bulk = True
        batch_size = BATCH
        skip_diff = True
        skip_html_diff = True
        report_skipped = False

    def before_import(self, dataset: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Look up once which claims are there."""
        there = ExternalId.objects.filter(origin=ORIGIN, external_id__in=dataset["external_id"])
        self.there = {one.external_id: one.claim for one in there.select_related("claim")}
        self.waiting: list[Row] = []

    def get_instance(self, instance_loader: Any, row: Any) -> Claim | None:  # noqa: ARG002
        """Find the claim of a row by its external id."""
        return self.there.get(row["external_id"])

    def before_save_instance(self, instance: Claim, row: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Set what no column says, and remember the row for the parts."""
        instance.language, instance.claimed_on_precision = "en", "day"
        instance.words_digest = words_digest(instance.text)
        self.waiting.append(row)

    def bulk_create(self, *args: Any, **kwargs: Any) -> None:  # noqa: ARG002
        """Write a batch, with the parts."""
        with transaction.atomic():
            nouns = nouns_of(self.waiting)
            for claim, row in zip(self.create_instances, self.waiting, strict=True):
                claim.claimant = nouns.entities[row["claimant"]]
            write(self.create_instances, self.waiting, nouns)
        self.create_instances.clear()
        self.waiting.clear()


def by_import_export(path: Path) -> float:
    """Load a file by django-import-export, and give the seconds."""
    started = time.perf_counter()
    dataset = tablib.Dataset()
    dataset.dict = list(rows_of(path))
    ClaimResource().import_data(dataset, raise_errors=True, use_transactions=False)
    return time.perf_counter() - started
