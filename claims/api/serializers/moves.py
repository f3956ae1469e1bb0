"""Shapes of what the verbs of claims and verdicts take."""

from claims.api.fields import IdField, TextField, TimeField, WordField
from claims.api.serializers.base import Strict
from claims.rules.vocabulary import DECLINE_CODES, PRIORITIES


class NothingShape(Strict):
    """Nothing: the verb says it all."""


class TriageShape(Strict):
    """How urgent the claim is."""

    priority = WordField(choices=PRIORITIES, required=False)


class DeclineShape(Strict):
    """Why the claim will not be checked."""

    code = WordField(choices=DECLINE_CODES)
    reason = TextField(max_length=2000, required=False)


class ReasonShape(Strict):
    """Why, in words for the history."""

    reason = TextField(max_length=2000, required=False)


class AssignShape(Strict):
    """The person to work on the claim, or null for nobody."""

    assignee = IdField(allow_null=True)


class MergeShape(Strict):
    """The claim to merge into."""

    into = IdField()
    reason = TextField(max_length=2000, required=False)


class ApproveShape(Strict):
    """A word to the writers."""

    comment = TextField(max_length=2000, required=False)


class RequestChangesShape(Strict):
    """What should change."""

    comment = TextField(max_length=2000)


class ScheduleShape(Strict):
    """When to publish."""

    publish_at = TimeField()


class RetractShape(Strict):
    """Why it is retracted, for the public."""

    note = TextField(max_length=2000)
