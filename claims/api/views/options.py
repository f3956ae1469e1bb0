"""What `expand` adds to one row: its verbs and whether the caller can use them, and its text to paste."""

from typing import Any

from claims.actions.options import Option, claim_options, verdict_options
from claims.models import Claim, Quantity, Verdict
from claims.models.quoted import quoted_claim, quoted_figure
from claims.rules.access import Actor


def claim_actions(claim: Claim, actor: Actor) -> list[dict[str, Any]]:
    """List the verbs of a claim."""
    return [_shown(option) for option in claim_options(claim, actor)]


def verdict_actions(verdict: Verdict, actor: Actor) -> list[dict[str, Any]]:
    """List the verbs of a verdict."""
    return [_shown(option) for option in verdict_options(verdict, actor)]


def claim_text(claim: Claim, actor: Actor) -> str:
    """Return a claim as a sentence to paste: who said it, when and where."""
    return quoted_claim(claim, internal=actor.is_internal)


def figure_text(figure: Quantity, actor: Actor) -> str:
    """Return a figure as a phrase to paste, with its date, speaker and source."""
    return quoted_figure(figure, internal=actor.is_internal)


def _shown(option: Option) -> dict[str, Any]:
    blockers = [{"code": one.code, "detail": one.message} for one in option.blockers]
    return {"verb": option.verb, "is_allowed": not blockers, "blockers": blockers}
