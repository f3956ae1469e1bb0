"""Serializers of the workflow: the moves of claims and verdicts."""

from rest_framework import serializers

from claims.rules.access import ROLES, SCOPES


class MoveShape(serializers.Serializer):
    """A verb that leads from one state to another."""

    from_ = serializers.CharField(help_text="The state before.")
    verb = serializers.CharField(help_text="The verb.")
    to = serializers.CharField(help_text="The state after.")
    is_automatic = serializers.BooleanField(help_text="Whether it follows from another verb; nobody calls it.")
    scopes = serializers.ListField(
        child=serializers.ChoiceField(choices=list(SCOPES)), help_text="The scopes that it needs, all of them."
    )
    roles = serializers.ListField(
        child=serializers.ChoiceField(choices=list(ROLES)), help_text="The roles, of which it needs one; none if empty."
    )

    def get_fields(self) -> dict[str, serializers.Field]:
        """Name the first field `from`, which is a keyword of Python."""
        found = super().get_fields()
        return {"from": found.pop("from_"), **found}


class WorkflowShape(serializers.Serializer):
    """The moves of claims and of verdicts."""

    claim = MoveShape(many=True, help_text="The moves of a claim.")
    verdict = MoveShape(many=True, help_text="The moves of a verdict.")
