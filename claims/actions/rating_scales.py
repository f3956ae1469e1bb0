"""Create and change rating scales with their ratings. A used rating is retired, never deleted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from claims.actions.change import change, record
from claims.actions.columns import assign, to_columns
from claims.actions.input import InputError, at
from claims.actions.nouns import NounExistsError
from claims.models.rating import Rating, RatingScale
from claims.rules.access import Actor


def create_rating_scale(data: Mapping[str, Any], *, actor: Actor) -> RatingScale:
    """Create a scale with its ratings. Raises NounExistsError if its slug exists, InputError."""
    with record(actor=actor, verb="ratingscale.create"):
        there = RatingScale.objects.filter(slug=data["slug"]).first()
        if there is not None:
            raise NounExistsError(there)
        scale: RatingScale = RatingScale.objects.create(**to_columns(RatingScale, data))
        _set_ratings(scale, data.get("ratings", []))
        return scale


def update_rating_scale(
    scale_id: int, changes: Mapping[str, Any], *, actor: Actor, if_version: int | None = None
) -> RatingScale:
    """Change a scale. Ratings are changed or added by their slug; none is deleted.

    Raises RatingScale.DoesNotExist, StaleVersionError, InputError.
    """
    rows: QuerySet[RatingScale] = RatingScale.objects.filter(pk=scale_id)
    with change(rows, actor=actor, verb="ratingscale.update", if_version=if_version) as scale:
        assign(scale, changes)
        _set_ratings(scale, changes.get("ratings", []))
        return scale


def _set_ratings(scale: RatingScale, items: Sequence[Mapping[str, Any]]) -> None:
    there = {rating.slug: rating for rating in scale.ratings.all()}
    given: set[str] = set()
    for index, item in enumerate(items):
        with at("ratings", index):
            slug = _needed(item, "slug")
            if slug in given:
                raise InputError("duplicate", f"The slug {slug} is given twice.", "slug")
            given.add(slug)
            if slug in there:
                assign(there[slug], item)
            else:
                _needed(item, "name")
                last = max((rating.position for rating in there.values()), default=0)
                there[slug] = Rating.objects.create(scale=scale, **{"position": last + 1, **to_columns(Rating, item)})


def _needed(item: Mapping[str, Any], name: str) -> str:
    if name not in item:
        raise InputError("required", f"A rating needs its {name}.", name)
    value: str = item[name]
    return value
