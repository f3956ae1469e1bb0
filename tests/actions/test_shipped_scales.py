"""Shipped rating scales are complete, and loading them does not change existing ones."""

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.shipped_scales import load_scales
from claims.models import Claim, Publisher, Rating, RatingEvent, RatingScale, Verdict
from claims.rules.rating import SCALES, ShippedRating, ShippedScale
from claims.rules.vocabulary import NORMALIZED_RATINGS

pytestmark = pytest.mark.django_db

EXTRA = ShippedScale(
    "extra",
    "Extra",
    (
        ShippedRating("Good", "Right.", 2, "true"),
        ShippedRating("Bad", "Wrong.", 1, "false"),
        ShippedRating("Odd", "Odd."),
    ),
    1,
    2,
)


def ratings(slug: str) -> list[tuple[str, object, str | None]]:
    found = Rating.objects.filter(scale__slug=slug).order_by("position")
    return [(rating.slug, rating.value, rating.normalized) for rating in found]


def test_the_truth_o_meter_has_six_ratings_the_lowest_two_both_false() -> None:
    assert ratings("truth-o-meter") == [
        ("true", 6, "true"),
        ("mostly-true", 5, "mostly_true"),
        ("half-true", 4, "half_true"),
        ("mostly-false", 3, "mostly_false"),
        ("false", 2, "false"),
        ("pants-on-fire", 1, "false"),
    ]


def test_whether_somebody_flipped_says_nothing_of_the_truth() -> None:
    assert ratings("flip-o-meter") == [("no-flip", None, None), ("half-flip", None, None), ("full-flop", None, None)]


def test_snopes_has_no_normalised_rating_for_where_a_thing_comes_from() -> None:
    found = {slug: normalized for slug, _, normalized in ratings("snopes")}
    assert found["mixture"] == "mixture"
    assert found["labeled-satire"] == "satire"
    assert not any(found[slug] for slug in ["miscaptioned", "correct-attribution", "misattributed", "scam", "legend"])


def test_the_newsroom_s_own_scale_can_say_all_that_is_normalised_but_mixture() -> None:
    assert {normalized for _, _, normalized in ratings("newsroom")} == set(NORMALIZED_RATINGS) - {"mixture"}


@pytest.mark.parametrize("scale", SCALES, ids=lambda scale: scale.slug)
def test_values_fall_from_the_best_to_the_worst(scale: ShippedScale) -> None:
    values = [rating.value for rating in scale.ratings if rating.value is not None]
    assert values == sorted(values, reverse=True)
    if values:
        assert (min(values), max(values)) == (scale.worst, scale.best)


def test_the_same_again_writes_nothing() -> None:
    before = RatingEvent.objects.count()
    again = load_scales(actor=OPERATOR)
    assert (again.scales, again.ratings, again.differences) == (0, 0, [])
    assert RatingEvent.objects.count() == before


def test_a_rating_that_is_missing_is_made_at_a_free_place() -> None:
    load_scales([EXTRA], actor=OPERATOR)
    Rating.objects.get(scale__slug="extra", slug="bad").delete()
    Rating.objects.create(scale=RatingScale.objects.get(slug="extra"), slug="ours", name="Ours", position=2)
    assert load_scales([EXTRA], actor=OPERATOR).ratings == 1
    assert [slug for slug, _, _ in ratings("extra")] == ["good", "ours", "odd", "bad"]


def test_changes_of_the_newsroom_are_kept_and_reported() -> None:
    Rating.objects.filter(scale__slug="newsroom", slug="half-true").update(name="Half right", normalized="mixture")
    loaded = load_scales(actor=OPERATOR)
    assert loaded.differences == [
        "newsroom/half-true: name is Half right, shipped as Half true; left alone",
        "newsroom/half-true: normalized is mixture, shipped as half_true; left alone",
    ]
    changed = Rating.objects.get(scale__slug="newsroom", slug="half-true")
    assert (changed.name, changed.normalized) == ("Half right", "mixture")


def test_a_scale_with_other_ends_gets_no_ratings_that_may_not_fit() -> None:
    RatingScale.objects.create(slug="extra", name="Extra", worst=10, best=20)
    loaded = load_scales([EXTRA], actor=OPERATOR)
    assert (loaded.scales, loaded.ratings) == (0, 0)
    assert loaded.differences == ["extra: its ends are 10 and 20; left alone"]


def test_a_verdict_keeps_its_label_whatever_becomes_of_the_scale() -> None:
    rating = Rating.objects.get(scale__slug="truth-o-meter", slug="false")
    claim = Claim.objects.create(text="It rained.")
    outlet = Publisher.objects.create(name="Outlet", domain="outlet.example")
    verdict = Verdict.objects.create(
        claim=claim,
        publisher=outlet,
        is_imported=True,
        state="published",
        rating=rating,
        label="False",
        normalized="false",
    )
    rating.name, rating.normalized = "Wrong", "mostly_false"
    rating.save()
    load_scales(actor=OPERATOR)
    verdict.refresh_from_db()
    assert (verdict.label, verdict.normalized) == ("False", "false")
