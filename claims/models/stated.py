"""Stored figures as the rules compare them: with their times and whoever said them first."""

import datetime as dt

from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.quantity import Quantity
from claims.rules.dates import PartialDate
from claims.rules.figures.interval import Figure
from claims.rules.figures.period import Times
from claims.rules.figures.stated import Originator, Stated


def stated_of(row: Quantity) -> Stated:
    """Return a stored figure with its times and the originator of its claim. Raises QuantityError."""
    figure = Figure(
        row.surface, row.value_low, row.value_high, row.hedge, row.unit, row.kind, row.direction, row.modality,
        row.confidence, rule=row.rule, language=row.claim.language,
    )  # fmt: skip
    times = Times(
        _date(row.as_of, row.as_of_precision, row.as_of_time),
        _date(row.valid_from, row.valid_from_precision),
        _date(row.valid_to, row.valid_to_precision),
    )
    return Stated(figure, times, originator_of(row.claim))


def originator_of(claim: Claim) -> Originator | None:
    """Return whoever made a claim first, as the first appearance has it; None if nobody is named.

    A source speaks for its outlet only in its own voice. Confidential sources and links count for nobody, not even
    for callers who may see them, so that no relation can give them away.
    """
    rows = Appearance.objects.visible(internal=False).filter(claim=claim).select_related("source__publisher")
    appearance = rows.defer("source__text").order_by("-is_first", "pk").first()
    if appearance is None:
        return _entity(claim.claimant)
    links = appearance.attributions.visible(internal=False).select_related("entity").order_by("position")
    link = next((link for link in links if link.role == "originator"), None)
    if link is not None:
        return _entity(link.entity, link.named_as)
    publisher = appearance.source.publisher
    if appearance.voice == "narrator":
        return Originator(publisher.name) if publisher else None
    return _entity(claim.claimant) if appearance.voice == "attributed" else None


def _entity(entity: Entity | None, *names: str) -> Originator | None:
    if entity is None:
        return None
    return Originator(entity.name, entity.pk, (*entity.aliases, *filter(None, names)))


def _date(day: dt.date | None, precision: str, time: dt.time | None = None) -> PartialDate | None:
    return PartialDate(day, precision or "day", time) if day else None  # type: ignore[arg-type]
