"""Serializers of the history and the event feed."""

from drf_spectacular.utils import extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from claims.models.import_batch import COUNTS
from claims.models.tracked import TRACKED
from claims.rules.events import EVENT_TYPES


class ActorShape(serializers.Serializer):
    """Who did it."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class FinishedImportShape(serializers.Serializer):
    """An import, and the outcome of its rows."""

    id = serializers.IntegerField()
    origin = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field]:
        """Add the counts, by the names that they have everywhere."""
        return super().get_fields() | {name: serializers.IntegerField() for name in COUNTS}


class EventShape(serializers.Serializer):
    """A change of a claim, whose current state has to be read from the claim; or the end of an import."""

    seq = serializers.CharField(help_text="The place behind this event: a cursor.")
    type = serializers.ChoiceField(choices=list(EVENT_TYPES))
    claim = serializers.IntegerField(allow_null=True, help_text="Null where an import is finished.")
    version = serializers.IntegerField(
        allow_null=True, help_text="The claim's; one that is lower than what is known is old news."
    )
    actor = ActorShape(allow_null=True)
    at = serializers.DateTimeField()
    changed = serializers.ListField(child=serializers.CharField(), help_text="Own fields, and nouns of parts.")
    import_ = FinishedImportShape(required=False, help_text="With `import.finished` alone.")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Name the field `import`, which is a keyword of Python."""
        found = super().get_fields()
        found["import"] = found.pop("import_")
        return found


@extend_schema_serializer(many=False)
class EventPageShape(serializers.Serializer):
    """A page of the feed."""

    results = EventShape(many=True)
    next = serializers.CharField(help_text="The cursor to go on with, also where there is no more for now.")
    has_more = serializers.BooleanField()
    epoch = serializers.IntegerField()
    epoch_changed = serializers.BooleanField(help_text="The database was restored since the cursor was given.")


@extend_schema_field(
    {
        "type": "object",
        "additionalProperties": {
            "type": "object",
            "properties": {"before": {"description": "The old value."}, "after": {"description": "The new value."}},
            "required": ["before", "after"],
        },
    }
)
class BeforeAndAfterField(serializers.DictField):
    """Fields with their values before and after."""


class ChangeShape(serializers.Serializer):
    """The change of one row."""

    noun = serializers.ChoiceField(choices=list(TRACKED))
    id = serializers.IntegerField()
    action = serializers.ChoiceField(choices=["added", "changed", "removed"])
    fields_ = BeforeAndAfterField(help_text="Each field that changed, with its value before and after.")

    def get_fields(self) -> dict[str, serializers.Field]:
        """Name the field `fields`, which is an attribute of serializers."""
        found = super().get_fields()
        found["fields"] = found.pop("fields_")
        return found


class HistoryEntryShape(serializers.Serializer):
    """What one transaction did."""

    version = serializers.IntegerField()
    type = serializers.ChoiceField(choices=list(EVENT_TYPES))
    at = serializers.DateTimeField()
    actor = ActorShape(allow_null=True)
    on_behalf_of = ActorShape(allow_null=True)
    token = serializers.IntegerField(required=False, allow_null=True, help_text="With `internal:read`.")
    verb = serializers.CharField(required=False, help_text="With `internal:read`.")
    reason = serializers.CharField(required=False, help_text="With `internal:read`.")
    request_id = serializers.CharField(required=False, help_text="With `internal:read`.")
    changes = ChangeShape(many=True)


@extend_schema_serializer(many=False)
class HistoryPageShape(serializers.Serializer):
    """A page of a claim's history, newest first."""

    results = HistoryEntryShape(many=True)
    next = serializers.CharField(allow_null=True)
