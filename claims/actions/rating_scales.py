"""Rating scales: made and changed with their ratings; a used rating is retired, never deleted."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from claims.actions.change import change, record
from claims.actions.columns import assign, columns
from claims.actions.input import InputError, at
from claims.actions.nouns import NounExistsError
from claims.models.rating import Rating, RatingScale
from claims.rules.access import Actor


def create_rating_scale(data: Mapping[str, Any], *, actor: Actor) -> RatingScale:
    """Make a scale with its ratings. Raises NounExistsError where its slug is there, InputError."""
    with record(actor=actor, verb="ratingscale.create"):
        there = RatingScale.objects.filter(slug=data["slug"]).first()
        if there is not None:
            raise NounExistsError(there)
        scale: RatingScale = RatingScale.objects.create(**columns(RatingScale, data))
        _set_ratings(scale, data.get("ratings", []))
        return scale


def update_rating_scale(
    scale_id: int, changes: Mapping[str, Any], *, actor: Actor, if_version: int | None = None
) -> RatingScale:
    """Change a scale; given ratings are changed or added by their slug, and none is taken away.

    Raises RatingScale.DoesNotExist, StaleVersionError, InputError.
    """
    rows: QuerySet[RatingScale] = RatingScale.objects.filter(pk=scale_id)
    with change(rows, actor=actor, verb="ratingscale.update", if_version=if_version) as scale:
        assign(scale, changes)
        _set_ratings(scale, changes.get("ratings", []))
        return scale


def _set_ratings(scale: RatingScale, items: Sequence[Mapping[str, Any]]) -> None:
    there = {rating.slug: rating for rating in scale.ratings.all()}
    slugs = [item["slug"] for item in items]
    for index, item in enumerate(items):
        with at("ratings", index):
            if slugs.index(item["slug"]) != index:
                raise InputError("duplicate", f"The slug {item['slug']} is given twice.", "slug")
            if item["slug"] in there:
                assign(there[item["slug"]], item)
            else:
                Rating.objects.create(scale=scale, **{"position": index + 1, **columns(Rating, item)})
