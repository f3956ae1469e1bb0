"""Look up the ratings for a file's labels, once per load."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from claims.formats.mapping.claim_row import VerdictRow
from claims.models.rating import Rating, RatingScale
from claims.rules.refusal import RefusedError

UNRATED = "unrated"
"""The word that a file or mapping writes for a rating where a label is to be kept and is none of the scale's."""


class LabelError(RefusedError):
    """Raised when the label, rating or scale of a verdict is unknown; `field` names which."""

    def __init__(self, verdict: VerdictRow, field: str, value: str, problem: str, remedy: str) -> None:
        super().__init__(value, problem, remedy, field)
        self.verdict = verdict


class UnknownScaleError(Exception):
    """Raised when a load names a scale that does not exist."""


@dataclass(frozen=True, slots=True)
class Rated:
    """What a verdict copies from its rating, since a scale may change later."""

    rating_id: int | None
    label: str
    normalized: str | None


class Ratings:
    """All current ratings, by scale and by slug or name, ignoring case."""

    def __init__(self) -> None:
        """Read all scales."""
        self._by_scale: dict[str, dict[str, Rated]] = {slug: {} for slug in _scales()}
        self._names: dict[str, list[str]] = defaultdict(list)
        for rating in Rating.objects.select_related("scale").order_by("scale", "position"):
            rated = Rated(rating.pk, rating.name, rating.normalized)
            known = self._by_scale[rating.scale.slug]
            known[rating.slug] = known[rating.name.casefold()] = rated
            self._names[rating.scale.slug].append(rating.slug)

    def check(self, scales: Iterable[str]) -> None:
        """Raise UnknownScaleError if one of these scales does not exist."""
        for scale in scales:
            if scale not in self._by_scale:
                raise UnknownScaleError(self._unknown(scale))

    def find(self, verdict: VerdictRow) -> Rated:
        """Return the rating of a verdict: by `rating` (the label then stays as printed), else by its label.

        Raises LabelError for a scale that is not there, and for what is not on it.
        """
        if verdict.rating == UNRATED:
            return Rated(None, verdict.label, None)
        if not verdict.scale:
            raise LabelError(
                verdict, "scale", verdict.label, "has no scale to be read on", "give one, or the rating unrated"
            )
        known = self._by_scale.get(verdict.scale)
        if known is None:
            raise LabelError(verdict, "scale", verdict.scale, "is no scale", self._unknown(verdict.scale))
        given = verdict.rating or verdict.label
        folded = given.casefold()
        rated = known.get(folded) or known.get("-".join(folded.split()))
        if rated is None:
            field = "rating" if verdict.rating else "label"
            remedy = f"use one of {', '.join(self._names[verdict.scale])}, or map it to {UNRATED}"
            raise LabelError(verdict, field, given, f"is not on the scale {verdict.scale}", remedy)
        return Rated(rated.rating_id, verdict.label, rated.normalized) if verdict.rating else rated

    def _unknown(self, scale: str) -> str:
        names = ", ".join(sorted(self._by_scale)) or "none yet: `./manage load_scales` creates the usual ones"
        return f"there is no scale {scale!r}; the scales are {names}"


def _scales() -> list[str]:
    return list(RatingScale.objects.order_by("slug").values_list("slug", flat=True))
