"""Rating scales that come with the product: what their publishers judge with, and what it means here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedRating:
    """One label of a shipped scale.

    `value` is higher the truer and None where the label is not on that line; `normalized` is None
    where no normalised rating would be honest.
    """

    name: str
    value: int | None = None
    normalized: str | None = None

    @property
    def slug(self) -> str:
        """Return the name in lower case, its words joined by hyphens."""
        return self.name.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class ShippedScale:
    """A scale: its ratings in the order in which they are shown, and the ends of their values."""

    slug: str
    name: str
    ratings: tuple[ShippedRating, ...]
    worst: int | None = None
    best: int | None = None


NEWSROOM = ShippedScale(
    "newsroom",
    "Newsroom",
    (
        ShippedRating("True", 5, "true"),
        ShippedRating("Mostly true", 4, "mostly_true"),
        ShippedRating("Half true", 3, "half_true"),
        ShippedRating("Mostly false", 2, "mostly_false"),
        ShippedRating("False", 1, "false"),
        ShippedRating("Misleading", None, "misleading"),
        ShippedRating("Missing context", None, "missing_context"),
        ShippedRating("Altered", None, "altered"),
        ShippedRating("Satire", None, "satire"),
        ShippedRating("Outdated", None, "outdated"),
        ShippedRating("Unproven", None, "unproven"),
        ShippedRating("Not checkable", None, "not_checkable"),
    ),
    worst=1,
    best=5,
)

# The two lowest differ in how ridiculous the claim is, not in whether it is false.
TRUTH_O_METER = ShippedScale(
    "truth-o-meter",
    "PolitiFact Truth-O-Meter",
    (
        ShippedRating("True", 6, "true"),
        ShippedRating("Mostly True", 5, "mostly_true"),
        ShippedRating("Half True", 4, "half_true"),
        ShippedRating("Mostly False", 3, "mostly_false"),
        ShippedRating("False", 2, "false"),
        ShippedRating("Pants on Fire", 1, "false"),
    ),
    worst=1,
    best=6,
)

# Whether somebody changed their position says nothing about whether a claim is true.
FLIP_O_METER = ShippedScale(
    "flip-o-meter",
    "PolitiFact Flip-O-Meter",
    (ShippedRating("No Flip"), ShippedRating("Half Flip"), ShippedRating("Full Flop")),
)

# Labels about where a thing comes from (captions, quotes, swindles, folklore) have no normalised rating.
SNOPES = ShippedScale(
    "snopes",
    "Snopes",
    (
        ShippedRating("True", 5, "true"),
        ShippedRating("Mostly True", 4, "mostly_true"),
        ShippedRating("Mixture", 3, "mixture"),
        ShippedRating("Mostly False", 2, "mostly_false"),
        ShippedRating("False", 1, "false"),
        ShippedRating("Unproven", None, "unproven"),
        ShippedRating("Unfounded", None, "unproven"),
        ShippedRating("Outdated", None, "outdated"),
        ShippedRating("Miscaptioned"),
        ShippedRating("Correct Attribution"),
        ShippedRating("Misattributed"),
        ShippedRating("Fake"),
        ShippedRating("Scam"),
        ShippedRating("Legend"),
        ShippedRating("Lost Legend"),
        ShippedRating("Labeled Satire", None, "satire"),
        ShippedRating("Originated as Satire", None, "satire"),
        ShippedRating("Recall"),
        ShippedRating("Research in Progress"),
    ),
    worst=1,
    best=5,
)

TRUE_FALSE = ShippedScale(
    "true-false",
    "True or false",
    (ShippedRating("True", 2, "true"), ShippedRating("False", 1, "false")),
    worst=1,
    best=2,
)

# Labels of a data set, judged by its annotators. Its fourth one means two things, conflicting evidence and
# cherry-picking, so it is on no scale.
AVERITEC = ShippedScale(
    "averitec",
    "AVeriTeC",
    (
        ShippedRating("Supported", 2, "true"),
        ShippedRating("Refuted", 1, "false"),
        ShippedRating("Not Enough Evidence", None, "unproven"),
    ),
    worst=1,
    best=2,
)

SCALES = (NEWSROOM, TRUTH_O_METER, FLIP_O_METER, SNOPES, TRUE_FALSE, AVERITEC)
