"""Load the rating scales that are shipped with factcheck."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from claims.actions.change import record
from claims.models.rating import Rating, RatingScale
from claims.rules.access import Actor
from claims.rules.rating import SCALES, ShippedRating, ShippedScale

COMPARED = ("name", "meaning", "value", "normalized")


@dataclass
class LoadedScales:
    """What was loaded: how many scales and ratings, and where existing ones differ from the shipped ones."""

    scales: int = 0
    ratings: int = 0
    differences: list[str] = field(default_factory=list)


def load_scales(scales: Iterable[ShippedScale] = SCALES, *, actor: Actor) -> LoadedScales:
    """Create the missing scales and ratings.

    Existing ones are not changed, because verdicts use them and editors may have changed them; the result lists every
    difference.
    """
    loaded = LoadedScales()
    with record(actor=actor, verb="scale.load"):
        for shipped in scales:
            scale, is_new = RatingScale.objects.get_or_create(
                slug=shipped.slug, defaults={"name": shipped.name, "worst": shipped.worst, "best": shipped.best}
            )
            loaded.scales += is_new
            if (scale.worst, scale.best) != (shipped.worst, shipped.best):
                loaded.differences.append(f"{scale.slug}: its ends are {scale.worst} and {scale.best}; left alone")
                continue
            _load_ratings(scale, shipped, loaded)
    return loaded


def _load_ratings(scale: RatingScale, shipped: ShippedScale, loaded: LoadedScales) -> None:
    there = {rating.slug: rating for rating in scale.ratings.all()}
    places = {rating.position for rating in there.values()}
    made = []
    for place, rating in enumerate(shipped.ratings, start=1):
        if rating.slug in there:
            _fill_meaning(there[rating.slug], rating)
            loaded.differences.extend(_differences(there[rating.slug], rating, scale.slug))
            continue
        position = place if place not in places else max(places) + 1
        places.add(position)
        made.append(
            Rating(
                scale=scale,
                slug=rating.slug,
                name=rating.name,
                meaning=rating.meaning,
                position=position,
                value=rating.value,
                normalized=rating.normalized,
            )
        )
    Rating.objects.bulk_create(made)
    loaded.ratings += len(made)


def _fill_meaning(found: Rating, shipped: ShippedRating) -> None:
    """Write the meaning of a rating that was made before ratings had one."""
    if not found.meaning:
        found.meaning = shipped.meaning
        found.save(update_fields=["meaning"])


def _differences(found: Rating, shipped: ShippedRating, scale: str) -> Iterator[str]:
    for name in COMPARED:
        here, there = getattr(found, name), getattr(shipped, name)
        if here != there:
            yield f"{scale}/{found.slug}: {name} is {here!s}, shipped as {there!s}; left alone"
