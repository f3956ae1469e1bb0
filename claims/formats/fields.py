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
    "claimant_wikidata_id": ("claimant", "wikidata_id"),
    "claimed_on": ("claimed_on",),
    "place": ("place",),
    "topics": ("topics",),
    "quantities": ("quantities",),
    "source_url": ("appearances", "source", "url"),
    "source_title": ("appearances", "source", "title"),
    "source_kind": ("appearances", "source", "kind"),
    "source_publisher": ("appearances", "source", "publisher"),
    "source_published_on": ("appearances", "source", "published_on"),
    "source_language": ("appearances", "source", "language"),
    "source_archived_url": ("appearances", "source", "archived_url"),
    "source_external_id": ("appearances", "source", "external_id"),
    "quote": ("appearances", "quote"),
    "quote_translation": ("appearances", "quote_translation"),
    "quote_prefix": ("appearances", "prefix"),
    "quote_suffix": ("appearances", "suffix"),
    "locator": ("appearances", "locator"),
    "voice": ("appearances", "voice"),
    "appearances": ("appearances",),
    "evidence_url": ("evidence", "source", "url"),
    "evidence_title": ("evidence", "source", "title"),
    "evidence_kind": ("evidence", "source", "kind"),
    "evidence_publisher": ("evidence", "source", "publisher"),
    "evidence_published_on": ("evidence", "source", "published_on"),
    "evidence_language": ("evidence", "source", "language"),
    "evidence_archived_url": ("evidence", "source", "archived_url"),
    "evidence_external_id": ("evidence", "source", "external_id"),
    "evidence_stance": ("evidence", "stance"),
    "evidence_question": ("evidence", "question"),
    "evidence_quote": ("evidence", "quote"),
    "evidence_quote_translation": ("evidence", "quote_translation"),
    "evidence_quote_prefix": ("evidence", "prefix"),
    "evidence_quote_suffix": ("evidence", "suffix"),
    "evidence_locator": ("evidence", "locator"),
    "evidence_note": ("evidence", "note"),
    "evidence_is_primary": ("evidence", "is_primary"),
    "evidence_interest": ("evidence", "interest"),
    "evidence": ("evidence",),
    "verdict_label": ("verdicts", "label"),
    "verdict_rating": ("verdicts", "rating"),
    "verdict_scale": ("verdicts", "scale"),
    "verdict_publisher": ("verdicts", "publisher"),
    "verdict_url": ("verdicts", "url"),
    "verdict_date": ("verdicts", "published_on"),
    "verdict_headline": ("verdicts", "headline"),
    "verdict_summary": ("verdicts", "summary"),
    "verdict_is_second_hand": ("verdicts", "is_second_hand"),
    "verdicts": ("verdicts",),
}
LIST_FIELDS = frozenset(["topics", "quantities"])
DATE_FIELDS = frozenset(["claimed_on", "source_published_on", "evidence_published_on", "verdict_date"])
REQUIRED = ("external_id", "text")
SEPARATOR = "|"

# Lists of objects, which JSON can hold whole.
_LISTS = ("appearances", "evidence", "verdicts")
_NAME_OF: dict[Path, str] = {path: name for name, path in FIELDS.items()} | {
    ("claimant",): "claimant",
    ("appearances", "source"): "source_url",
    ("evidence", "source"): "evidence_url",
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
        if name not in _LISTS:
            _place(tree, FIELDS[name], value)
    for name, value in constants.items():
        path = FIELDS[name]
        if path[0] in tree or len(path) == 1:
            _place(tree, path, value)
    for name in _LISTS:
        first = [tree[name]] if name in tree else []
        given = values.get(name, [])
        if first or given:
            tree[name] = [*first, *given] if isinstance(given, list) else given
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
