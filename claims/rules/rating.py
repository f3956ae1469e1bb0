"""The shipped rating scales of publishers, with normalised ratings."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShippedRating:
    """One label of a shipped scale, with its meaning in one sentence.

    `value` is higher the truer and None where the label is not on that line; `normalized` is None
    where no normalised rating would be honest.
    """

    name: str
    meaning: str
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
        ShippedRating("True", "Right in all that matters.", 5, "true"),
        ShippedRating("Mostly true", "Right, but one thing needs to be said with it.", 4, "mostly_true"),
        ShippedRating("Half true", "Partly right, and what is left out changes the picture.", 3, "half_true"),
        ShippedRating("Mostly false", "A grain of truth, and a wrong impression.", 2, "mostly_false"),
        ShippedRating("False", "Wrong.", 1, "false"),
        ShippedRating("Misleading", "True words, put together to deceive.", None, "misleading"),
        ShippedRating("Missing context", "True, and not to be understood without more.", None, "missing_context"),
        ShippedRating("Altered", "A picture, sound or text was tampered with.", None, "altered"),
        ShippedRating("Satire", "Never meant to be believed.", None, "satire"),
        ShippedRating("Outdated", "Was right when it was said; no longer is.", None, "outdated"),
        ShippedRating("Unproven", "Nobody has shown it, nobody has refuted it.", None, "unproven"),
        ShippedRating("Not checkable", "Cannot be settled by evidence.", None, "not_checkable"),
    ),
    worst=1,
    best=5,
)

# The two lowest differ in how ridiculous the claim is, not in whether it is false.
TRUTH_O_METER = ShippedScale(
    "truth-o-meter",
    "PolitiFact Truth-O-Meter",
    (
        ShippedRating("True", "Accurate, and nothing significant is missing.", 6, "true"),
        ShippedRating("Mostly True", "Accurate, but needs clarification or additional information.", 5, "mostly_true"),
        ShippedRating(
            "Half True",
            "Partially accurate, but leaves out important details or takes things out of context.",
            4,
            "half_true",
        ),
        ShippedRating(
            "Mostly False",
            "Contains an element of truth, but ignores critical facts that would give a different impression.",
            3,
            "mostly_false",
        ),
        ShippedRating("False", "Not accurate.", 2, "false"),
        ShippedRating("Pants on Fire", "Not accurate, and makes a ridiculous claim.", 1, "false"),
    ),
    worst=1,
    best=6,
)

# Whether somebody changed their position says nothing about whether a claim is true.
FLIP_O_METER = ShippedScale(
    "flip-o-meter",
    "PolitiFact Flip-O-Meter",
    (
        ShippedRating("No Flip", "The position has not changed significantly."),
        ShippedRating("Half Flip", "The position has changed in part."),
        ShippedRating("Full Flop", "The position has changed completely."),
    ),
)

# Labels about where a thing comes from (captions, quotes, swindles, folklore) have no normalised rating.
SNOPES = ShippedScale(
    "snopes",
    "Snopes",
    (
        ShippedRating("True", "The main elements can be shown to be true.", 5, "true"),
        ShippedRating(
            "Mostly True",
            "The main elements are true, but some details around them may be inaccurate.",
            4,
            "mostly_true",
        ),
        ShippedRating("Mixture", "Has significant elements of both truth and falsity.", 3, "mixture"),
        ShippedRating(
            "Mostly False",
            "The main elements are false, but some details around them may be accurate.",
            2,
            "mostly_false",
        ),
        ShippedRating("False", "The main elements can be shown to be false.", 1, "false"),
        ShippedRating(
            "Unproven",
            "There is too little evidence to say that it is true, and it cannot be shown to be false.",
            None,
            "unproven",
        ),
        ShippedRating("Unfounded", "No evidence at all supports it.", None, "unproven"),
        ShippedRating("Outdated", "Later events have made it no longer true.", None, "outdated"),
        ShippedRating("Miscaptioned", "The picture or video is real, but what is said about it is not."),
        ShippedRating("Correct Attribution", "The words were really said or written by the person named."),
        ShippedRating("Misattributed", "The words were said or written by somebody else."),
        ShippedRating("Fake", "Somebody made or changed it to deceive."),
        ShippedRating("Scam", "It describes a real fraud."),
        ShippedRating("Legend", "Too general or lacking in detail to be shown true or false."),
        ShippedRating("Lost Legend", "It was made to show how easily something made up is believed."),
        ShippedRating("Labeled Satire", "Its publisher calls it satire.", None, "satire"),
        ShippedRating("Originated as Satire", "It began as satire and is passed on without saying so.", None, "satire"),
        ShippedRating("Recall", "It is about a product that was recalled."),
        ShippedRating("Research in Progress", "Still being looked into."),
    ),
    worst=1,
    best=5,
)

TRUE_FALSE = ShippedScale(
    "true-false",
    "True or false",
    (ShippedRating("True", "Right.", 2, "true"), ShippedRating("False", "Wrong.", 1, "false")),
    worst=1,
    best=2,
)

# Labels of a data set, judged by its annotators. Its fourth one means two things, conflicting evidence and
# cherry-picking, so it is on no scale.
AVERITEC = ShippedScale(
    "averitec",
    "AVeriTeC",
    (
        ShippedRating("Supported", "The evidence found supports it.", 2, "true"),
        ShippedRating("Refuted", "The evidence found speaks against it.", 1, "false"),
        ShippedRating("Not Enough Evidence", "The evidence found is too little to decide.", None, "unproven"),
    ),
    worst=1,
    best=2,
)

SCALES = (NEWSROOM, TRUTH_O_METER, FLIP_O_METER, SNOPES, TRUE_FALSE, AVERITEC)
