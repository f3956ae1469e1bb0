"""Describe the progress of a load, with links to what can be done."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.urls import reverse
from django.utils.http import urlencode

from claims.models.import_batch import ImportBatch

UNDER_WAY = frozenset({"pending", "running", "cancelling", "reverting"})
_WORDS = {
    "pending": "It waits for a worker.",
    "running": "It is being loaded.",
    "cancelling": "It stops after the rows that it is at.",
    "finished": "It is loaded.",
    "failed": "It failed. What it had written stays.",
    "cancelled": "It was cancelled. What it had written stays.",
    "reverting": "It is being reverted.",
    "reverted": "It was reverted.",
}
_DRY_WORDS = {
    "running": "It is being tried.",
    "finished": "It was tried: this is what a load would do. Nothing was written.",
    "failed": "The trial failed.",
    "cancelled": "The trial was cancelled.",
}
_SHOWN_COUNTS = {
    "inserted": "new",
    "updated": "changed",
    "unchanged": "unchanged",
    "left_out": "left out by the mode",
    "repeated": "repeated",
    "linked": "linked",
    "skipped": "skipped",
    "refused": "refused",
}


class Tool(NamedTuple):
    """A link to something that can be done with a load."""

    name: str
    url: str


@dataclass(frozen=True)
class Progress:
    """The progress that the page of a batch shows above its fields."""

    words: str
    is_under_way: bool
    share: int | None
    links: list[Tool] = field(default_factory=list)
    forms: list[Tool] = field(default_factory=list)


def progress_of(batch: ImportBatch) -> Progress:
    """Describe the progress of a load."""
    is_under_way = batch.state in UNDER_WAY
    words = (_DRY_WORDS if batch.is_dry_run else {}).get(batch.state, _WORDS[batch.state])
    if batch.rows_read:
        counts = [f"{getattr(batch, name):,} {word}" for name, word in _SHOWN_COUNTS.items() if getattr(batch, name)]
        words += f" {batch.rows_read:,} rows read: {', '.join(counts) or 'nothing yet'}."
    forms = [_tool("Cancel", "cancel", batch)] if batch.state in {"pending", "running"} else []
    return Progress(words, is_under_way, None, _links(batch), forms)


def _links(batch: ImportBatch) -> list[Tool]:
    links = []
    if batch.refused:
        links.append(_tool("Refused rows", "refused", batch))
    if batch.upload_id is not None and batch.state not in UNDER_WAY:
        name = "Load it" if batch.is_dry_run else "Load it again"
        address = reverse("admin:claims_importbatch_prepare", args=[batch.upload_id])
        links.append(Tool(name, f"{address}?{urlencode({'batch': batch.pk})}"))
    has_written = not batch.is_dry_run and (batch.inserted or batch.updated or batch.linked)
    if has_written and batch.state in {"finished", "failed", "cancelled"}:
        links.append(_tool("Revert it …", "revert", batch))
    return links


def _tool(name: str, page: str, batch: ImportBatch) -> Tool:
    return Tool(name, reverse(f"admin:claims_importbatch_{page}", args=[batch.pk]))
