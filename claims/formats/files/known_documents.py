"""Recognise documents of fact-checks that have a format of their own, by the names in their rows."""

from collections.abc import Collection

_SCHEMA = "https://schema.org"
_FORMATS = (
    (
        frozenset(["claimReviewed", "reviewRating"]),
        f"ClaimReview objects ({_SCHEMA}/ClaimReview)",
        "ClaimReview",
    ),
    (frozenset(["claimReviewed", "@type"]), f"ClaimReview objects ({_SCHEMA}/ClaimReview)", "ClaimReview"),
    (frozenset(["claimReview", "text"]), "an answer of the Google Fact Check Tools API", "Fact Check Tools"),
    (frozenset(["item", "@type"]), f"a DataFeed of ClaimReview objects ({_SCHEMA}/DataFeed)", "DataFeed"),
    (frozenset(["dataFeedElement"]), f"a DataFeed of ClaimReview objects ({_SCHEMA}/DataFeed)", "DataFeed"),
    (
        frozenset(["itemListElement", "@type"]),
        f"a list of ClaimReview objects ({_SCHEMA}/ItemList)",
        "ItemList",
    ),
)


def own_format(names: Collection[str], *, is_fixed: bool) -> str | None:
    """Return a message if rows with these names are no table but a known format of fact-checks, else None."""
    if is_fixed:
        return None
    for wanted, what, name in _FORMATS:
        if wanted <= set(names):
            return (
                f"The file holds {what}. Their format, {name}, is not a table, so no mapping is proposed: its ratings "
                "and reviews stand inside of one another. Write a mapping with paths, or save it as a table."
            )
    return None
