"""What `expand=actions` adds: the verbs of a row, and whether the caller can use them."""

from typing import Any

from claims.actions.options import Option, claim_options, verdict_options
from claims.models import Claim, Verdict
from claims.rules.access import Actor


def claim_actions(claim: Claim, actor: Actor) -> list[dict[str, Any]]:
    """List the verbs of a claim."""
    return [_shown(option) for option in claim_options(claim, actor)]


def verdict_actions(verdict: Verdict, actor: Actor) -> list[dict[str, Any]]:
    """List the verbs of a verdict."""
    return [_shown(option) for option in verdict_options(verdict, actor)]


def _shown(option: Option) -> dict[str, Any]:
    blockers = [{"code": one.code, "detail": one.message} for one in option.blockers]
    return {"verb": option.verb, "is_allowed": not blockers, "blockers": blockers}
