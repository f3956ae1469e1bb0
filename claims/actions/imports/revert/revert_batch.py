"""Revert a load: undo its transactions from the last to the first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from claims.actions.actors import OPERATOR
from claims.actions.change import record
from claims.actions.imports.bulk_sql import rows_of
from claims.actions.imports.origin_lock import is_loading, one_at_a_time
from claims.actions.imports.revert.restore_rows import Kept
from claims.actions.imports.revert.revert_step import RevertedStep, revert_step
from claims.models.import_batch import ImportBatch
from claims.models.import_issue import ImportIssue
from claims.models.import_step import ImportStep
from claims.models.triggers import REVERTING
from claims.rules.access import Actor, require

CODE = "not_reverted"
OnProgress = Callable[[ImportBatch], None]


@dataclass
class NotRevertibleError(Exception):
    """Raised for a load that cannot be reverted: it runs, wrote nothing, or did not record what it wrote."""

    batch: ImportBatch
    why: str

    def __str__(self) -> str:
        return f"Import batch {self.batch.pk} is not reverted: {self.why}."


def revert_import(
    batch_id: int, *, actor: Actor, on_progress: Callable[[ImportBatch], None] = lambda _: None
) -> ImportBatch:
    """Undo a load, except where somebody has edited its rows since.

    Claims that it created are deleted, with their verdicts and external ids; what it changed is restored. Rows that
    were edited since stay and are reported as issues of the batch. One transaction of the load is reverted at a time;
    after an interruption, call it again to continue. A batch that is reverted already is left alone. `on_progress` is
    called after each transaction.

    Raises AccessError, NotRevertibleError and the model's DoesNotExist.
    """
    require(actor, "import.run")
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state in ("running", "cancelling") and is_loading(batch.origin):
        raise NotRevertibleError(batch, "it is running, cancel it first")
    with one_at_a_time(batch.origin):
        return revert_batch(batch_id, actor=actor, on_progress=on_progress)


def request_revert(batch_id: int, *, actor: Actor) -> ImportBatch:
    """Queue the revert of a load for a worker, which acts as the same actor. Raises what `revert_import` raises."""
    require(actor, "import.run")
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state in ("running", "cancelling") and is_loading(batch.origin):
        raise NotRevertibleError(batch, "it is running, cancel it first")
    with transaction.atomic():
        batch = _begun(batch_id)
        if batch.state == "reverting":
            batch.asked_as["revert"] = {
                name: getattr(actor, name) for name in ("user_id", "token_id", "on_behalf_of_id", "request_id")
            }
            batch.save(update_fields=["asked_as"])
    return batch


def revert_asked(batch: ImportBatch) -> None:
    """Revert a load as the actor who requested it; the caller holds the lock of its origin."""
    requested_by = batch.asked_as.get("revert")
    actor = Actor(**requested_by, scopes=frozenset({"imports:write"})) if requested_by else OPERATOR
    revert_batch(batch.pk, actor=actor)


def revert_batch(
    batch_id: int, *, actor: Actor, on_progress: Callable[[ImportBatch], None] = lambda _: None
) -> ImportBatch:
    """Like `revert_import`, but the caller holds the lock of the batch's origin."""
    batch = _begun(batch_id)
    if batch.state == "reverted":
        return batch
    steps = ImportStep.objects.filter(batch=batch, is_reversal=False, is_undone=False).order_by("-pk")
    for step in steps:
        with record(actor=actor, verb="import.revert", reason=f"batch {batch.pk}"):
            rows_of("SELECT set_config(%s, %s, true)", [REVERTING, str(batch.pk)])
            ImportStep.objects.create(batch=batch, is_reversal=True)
            undone = revert_step(step)
            _note(batch, undone)
            ImportStep.objects.filter(pk=step.pk).update(is_undone=True)
        on_progress(batch)
    batch.state, batch.finished_at = "reverted", timezone.now()
    batch.save(update_fields=["state", "finished_at"])
    return batch


def _begun(batch_id: int) -> ImportBatch:
    with transaction.atomic():
        batch = ImportBatch.objects.select_for_update().get(pk=batch_id)
        if batch.state == "reverted":
            return batch
        if batch.is_dry_run:
            raise NotRevertibleError(batch, "it was a dry run, which wrote nothing")
        if batch.state == "pending":
            raise NotRevertibleError(batch, "it has not begun")
        has_written = batch.inserted or batch.updated or batch.linked
        if has_written and not batch.steps.exists():
            raise NotRevertibleError(batch, "it was loaded by a version that did not keep what is needed for it")
        batch.state = "reverting"
        batch.save(update_fields=["state"])
    return batch


def _note(batch: ImportBatch, undone: RevertedStep) -> None:
    """Add the result of a step to the batch's report, and what was kept to its issues."""
    ImportIssue.objects.bulk_create(_issue(batch, kept) for kept in undone.kept)
    before: dict[str, Any] = batch.report.get("reverted", {})
    counts = {"deleted": undone.deleted, "restored": undone.restored, "left": len(undone.kept)}
    batch.report["reverted"] = {name: before.get(name, 0) + count for name, count in counts.items()}
    batch.save(update_fields=["report"])


def _issue(batch: ImportBatch, kept: Kept) -> ImportIssue:
    message = f"claim {kept.claim_id}: {kept.what} was changed here since and stays as it is."
    return ImportIssue(
        batch=batch, field=kept.noun, value=str(kept.claim_id), code=CODE, message=message, is_refusal=False
    )
