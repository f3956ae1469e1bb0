"""History: every state of every row, written by the database, never changed or deleted.

The claims' own events are the feed as well, in the order of (epoch, transaction id, event id).
"""

from typing import Any, cast

import pghistory
from django.db import models
from pghistory.models import Event

from claims.models.appearance import Appearance
from claims.models.approval import Approval
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.evidence import Evidence
from claims.models.external_id import ExternalId
from claims.models.fields import CurrentXactId, XactIdField
from claims.models.measure import Measure
from claims.models.note import Note
from claims.models.publisher import Publisher
from claims.models.quantity import Quantity
from claims.models.rating import Rating, RatingScale
from claims.models.reply import Reply
from claims.models.source import Source
from claims.models.triggers import refuse_truncate
from claims.models.verdict import Verdict, VerdictEvidence
from claims.models.view import View


class HistoryEvent(Event):
    """One state of a row, the transaction that made it, and the context that `change()` set."""

    pgh_id = models.BigAutoField(primary_key=True)
    pgh_created_at = models.DateTimeField()
    pgh_xid = XactIdField(db_default=CurrentXactId())

    class Meta:
        abstract = True


class CurrentEpoch(models.Func):
    """Return the feed's epoch, by a function that the first migration creates."""

    function = "claims_feed_epoch"
    arity = 0


def _history(
    model: type[models.Model],
    *,
    by: str = "",
    exclude: tuple[str, ...] = (),
    attrs: dict[str, Any] | None = None,
    indexes: tuple[models.Index, ...] = (),
) -> Any:
    """Record the history of a model; that of a part is indexed by the column `by` too."""
    name = f"{model.__name__}Event"
    columns = {field.name for field in model._meta.local_fields}
    unkept = [column for column in ("changed_in", "updated_at", *exclude) if column in columns]
    found = [models.Index(fields=[by, "pgh_xid"], name=f"{name.lower()}_by")] if by else []
    return pghistory.create_event_model(
        model,
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=unkept,
        obj_field=pghistory.ObjForeignKey(related_name="events", db_index=False),
        context_field=pghistory.ContextJSONField(),
        context_id_field=cast(Any, None),
        append_only=True,
        level=pghistory.Statement,
        base_model=HistoryEvent,
        model_name=name,
        attrs=attrs,
        meta={
            "triggers": [refuse_truncate()],
            "indexes": [models.Index(fields=["pgh_obj", "pgh_id"], name=f"{name.lower()}_row"), *found, *indexes],
        },
        abstract=False,
    )


ClaimEvent = _history(
    Claim,
    exclude=("search", "words_digest"),
    attrs={"pgh_epoch": models.IntegerField(db_default=CurrentEpoch())},
    indexes=(models.Index(fields=["pgh_epoch", "pgh_xid", "pgh_id"], name="claimevent_feed"),),
)
ExternalIdEvent = _history(ExternalId, by="claim")
AppearanceEvent = _history(Appearance, by="claim")
AttributionEvent = _history(Attribution, by="appearance")
EvidenceEvent = _history(Evidence, by="claim")
QuantityEvent = _history(Quantity, by="claim")
VerdictEvent = _history(Verdict, by="claim")
VerdictEvidenceEvent = _history(VerdictEvidence, by="verdict")
ApprovalEvent = _history(Approval, by="verdict")
ReplyEvent = _history(Reply, by="claim")
NoteEvent = _history(Note, by="claim")
EntityEvent = _history(Entity, exclude=("name_key", "alias_keys", "is_double"))
PublisherEvent = _history(Publisher)
SourceEvent = _history(Source, exclude=("text",))
MeasureEvent = _history(Measure, exclude=("name_key", "is_double"))
RatingScaleEvent = _history(RatingScale)
RatingEvent = _history(Rating)
ViewEvent = _history(View)
