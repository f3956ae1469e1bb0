"""The canonical columns of a file: one name for each field that a row can carry."""

from difflib import get_close_matches

Path = tuple[str, ...]

# The name of each column, and where its value stands in a ClaimRow (of lists: in their first item).
FIELDS: dict[str, Path] = {
    "external_id": ("external_id",),
    "text": ("text",),
    "language": ("language",),
    "claimant": ("claimant", "name"),
    "claimant_disambiguation": ("claimant", "disambiguation"),
    "claimant_kind": ("claimant", "kind"),
    "claimant_role": ("claimant", "role"),
    "claimed_on": ("claimed_on",),
    "place": ("place",),
    "topics": ("topics",),
    "quantities": ("quantities",),
    "source_url": ("appearances", "source", "url"),
    "source_title": ("appearances", "source", "title"),
    "source_kind": ("appearances", "source", "kind"),
    "source_publisher": ("appearances", "source", "publisher"),
    "source_published_on": ("appearances", "source", "published_on"),
    "quote": ("appearances", "quote"),
    "voice": ("appearances", "voice"),
    "verdict_label": ("verdicts", "label"),
    "verdict_rating": ("verdicts", "rating"),
    "verdict_scale": ("verdicts", "scale"),
    "verdict_publisher": ("verdicts", "publisher"),
    "verdict_url": ("verdicts", "url"),
    "verdict_date": ("verdicts", "published_on"),
    "verdict_headline": ("verdicts", "headline"),
    "verdict_summary": ("verdicts", "summary"),
}
LIST_FIELDS = frozenset(["topics", "quantities"])
DATE_FIELDS = frozenset(["claimed_on", "source_published_on", "verdict_date"])
REQUIRED = ("external_id", "text")
SEPARATOR = "|"

_LISTS = ("appearances", "verdicts")
_NAME_OF: dict[Path, str] = {path: name for name, path in FIELDS.items()} | {
    ("claimant",): "claimant",
    ("appearances", "source"): "source_url",
    ("appearances",): "source_url",
    ("verdicts",): "verdict_label",
}


def field_at(location: tuple[int | str, ...]) -> str:
    """Name the column whose value stands at a location of a ClaimRow."""
    path = tuple(step for step in location if isinstance(step, str))
    return _NAME_OF.get(path) or ".".join(path)


def tree_of(values: dict[str, object], constants: dict[str, object]) -> dict[str, object]:
    """Put values by column into the shape of a ClaimRow.

    A constant fills in where its part is there: without a label, a constant publisher makes no verdict.
    """
    tree: dict[str, object] = {}
    for name, value in values.items():
        _place(tree, FIELDS[name], value)
    for name, value in constants.items():
        path = FIELDS[name]
        if path[0] in tree or len(path) == 1:
            _place(tree, path, value)
    for name in _LISTS:
        if name in tree:
            tree[name] = [tree[name]]
    return tree


def like(word: str, known: tuple[str, ...]) -> str:
    """Write which known word was perhaps meant, as the end of a sentence, or nothing."""
    close = get_close_matches(word, known, n=1)
    return f"; did you mean {close[0]}?" if close else "."


def _place(tree: dict[str, object], path: Path, value: object) -> None:
    *above, last = path
    branch = tree
    for step in above:
        branch = branch.setdefault(step, {})  # type: ignore[assignment]
    branch.setdefault(last, value)
