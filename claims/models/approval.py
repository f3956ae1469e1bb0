"""Approvals: a second person's decision on a verdict of ours."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from claims.models.base import Versioned
from claims.models.fields import one_of, text_field, word_field
from claims.models.triggers import RefuseChange, refusal, refuse, refuse_delete, touch_root
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.rules.vocabulary import DECISIONS


class Approval(Versioned):
    """A second person's decision. It is void once the verdict goes back to draft."""

    verdict = models.ForeignKey(
        Verdict, models.PROTECT, related_name="approvals", help_text="The verdict that was decided on."
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="approvals", help_text="Who decided.")
    decision = word_field(DECISIONS, help_text="Whether the verdict was approved or changes were requested.")
    comment = text_field(help_text="Words to the writers. Required where changes are requested.")
    is_void = models.BooleanField(
        default=False,
        db_default=False,
        help_text="Whether the decision no longer counts, since the verdict went back to draft.",
    )

    class Meta:
        triggers: ClassVar = [
            *Versioned.Meta.triggers,
            *touch_root("claims_verdict", "verdict_id"),
            pgtrigger.Trigger(
                name="approval_by_other_eyes",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    PERFORM FROM claims_verdict WHERE id = NEW.verdict_id FOR NO KEY UPDATE;
                    IF NEW.decision = 'approve' AND EXISTS (
                        SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND NEW.user_id = ANY(writers)
                    ) THEN {refusal("approval_by_other_eyes", "Nobody who wrote a verdict may approve it.")} END IF;
                    RETURN NEW;
                """,
            ),
            refuse(
                "approval_by_person",
                "EXISTS (SELECT FROM claims_user WHERE id = NEW.user_id AND is_service)",
                "A service account never approves.",
                pgtrigger.Insert,
            ),
            refuse(
                "approval_in_review",
                "NOT EXISTS (SELECT FROM claims_verdict WHERE id = NEW.verdict_id AND state = 'in_review')",
                "A verdict is decided on while it is in review.",
                pgtrigger.Insert,
            ),
            RefuseChange(name="approval_kept", exclude=["is_void"], message="A decision is not changed: make another."),
            refuse(
                "approval_stays_void",
                "OLD.is_void AND NOT NEW.is_void",
                "A void decision stays void.",
                pgtrigger.Update,
            ),
            refuse_delete("approval_not_deleted", "Decisions are never deleted."),
        ]
        constraints: ClassVar = [
            one_of("approval", "decision", DECISIONS),
            models.UniqueConstraint(
                fields=["verdict", "user"],
                condition=Q(is_void=False),
                name="approval_once",
                violation_error_message="You have decided on this verdict already.",
            ),
            models.CheckConstraint(
                condition=~Q(decision="request_changes") | Q(comment__regex=r"\S"),
                name="approval_changes_explained",
                violation_error_message="A request for changes needs a comment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} by {self.user_id}"
