"""The models, one file each."""

from claims.models.anchor import Anchor
from claims.models.api_token import ApiToken
from claims.models.appearance import Appearance
from claims.models.approval import Approval
from claims.models.attribution import Attribution
from claims.models.call_count import CallCount
from claims.models.claim import Claim
from claims.models.clocks import FeedEpoch, NounClock
from claims.models.entity import Entity
from claims.models.evidence import Evidence
from claims.models.external_id import ExternalId
from claims.models.history import (
    AppearanceEvent,
    ApprovalEvent,
    AttributionEvent,
    ClaimEvent,
    EntityEvent,
    EvidenceEvent,
    ExternalIdEvent,
    MeasureEvent,
    NoteEvent,
    PublisherEvent,
    QuantityEvent,
    RatingEvent,
    RatingScaleEvent,
    ReplyEvent,
    SourceEvent,
    VerdictEvent,
    VerdictEvidenceEvent,
    ViewEvent,
)
from claims.models.idempotency_key import IdempotencyKey
from claims.models.import_batch import ImportBatch
from claims.models.import_issue import ImportIssue
from claims.models.import_step import ImportStep
from claims.models.mapping import Mapping
from claims.models.measure import Measure
from claims.models.note import Note
from claims.models.presence import Presence
from claims.models.publisher import Publisher
from claims.models.quantity import Quantity
from claims.models.rating import Rating, RatingScale
from claims.models.reply import Reply
from claims.models.source import Source
from claims.models.upload import Upload, UploadPiece
from claims.models.user import User
from claims.models.verdict import Verdict, VerdictEvidence
from claims.models.view import View

__all__ = [
    "Anchor",
    "ApiToken",
    "Appearance",
    "AppearanceEvent",
    "Approval",
    "ApprovalEvent",
    "Attribution",
    "AttributionEvent",
    "CallCount",
    "Claim",
    "ClaimEvent",
    "Entity",
    "EntityEvent",
    "Evidence",
    "EvidenceEvent",
    "ExternalId",
    "ExternalIdEvent",
    "FeedEpoch",
    "IdempotencyKey",
    "ImportBatch",
    "ImportIssue",
    "ImportStep",
    "Mapping",
    "Measure",
    "MeasureEvent",
    "Note",
    "NoteEvent",
    "NounClock",
    "Presence",
    "Publisher",
    "PublisherEvent",
    "Quantity",
    "QuantityEvent",
    "Rating",
    "RatingEvent",
    "RatingScale",
    "RatingScaleEvent",
    "Reply",
    "ReplyEvent",
    "Source",
    "SourceEvent",
    "Upload",
    "UploadPiece",
    "User",
    "Verdict",
    "VerdictEvent",
    "VerdictEvidence",
    "VerdictEvidenceEvent",
    "View",
    "ViewEvent",
]
