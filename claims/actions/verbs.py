"""The function of every verb, and the body that it takes.

A verb is one line of `ACTIONS`; what it needs, its event and its moves are one line of `rules.verbs.VERBS`. The API,
the admin and the command line call these functions, so that one act is the same by every way in.
"""

from collections.abc import Callable
from dataclasses import dataclass, is_dataclass
from functools import partial
from typing import Any

from claims.actions import bodies
from claims.actions.claim_moves import assign_claim, decline_claim, reopen_claim, start_claim, triage_claim
from claims.actions.claims import create_claim, update_claim
from claims.actions.deletion import delete_noun, delete_rating
from claims.actions.drafts import edit_draft, open_draft
from claims.actions.merging import merge_claim
from claims.actions.nouns import create_noun, update_noun
from claims.actions.parts import add_part, delete_part, update_part
from claims.actions.quantities import replace_quantity
from claims.actions.rating_scales import create_rating_scale, update_rating_scale
from claims.actions.tokens import create_token, revoke_token, rotate_token
from claims.actions.users import create_user, update_user
from claims.actions.verdict_moves import (
    approve_verdict,
    discard_verdict,
    publish_verdict,
    recall_verdict,
    request_changes,
    retract_verdict,
    schedule_verdict,
    set_verdict_url,
    submit_verdict,
    unschedule_verdict,
)
from claims.actions.views import create_view, delete_view, update_view
from claims.models.api_token import ApiToken
from claims.models.appearance import Appearance
from claims.models.claim import Claim
from claims.models.entity import Entity
from claims.models.evidence import Evidence
from claims.models.external_id import ExternalId
from claims.models.measure import Measure
from claims.models.note import Note
from claims.models.publisher import Publisher
from claims.models.quantity import Quantity
from claims.models.rating import Rating, RatingScale
from claims.models.reply import Reply
from claims.models.source import Source
from claims.models.user import User
from claims.models.verdict import Verdict
from claims.models.view import View
from claims.rules.verbs import Verb, offered_on


@dataclass(frozen=True)
class Action:
    """The function of a verb and its body: a dataclass of `actions.bodies`, or the model whose fields it takes.

    Every function takes `actor`, and `if_version` where it changes a row that has a version. Before them come

    - of a verb with a dataclass: the row's id, and the body's fields by their names;
    - to create or update a claim, a shared noun or a verdict: the row's id (not to create), and the data;
    - to create, update or delete a part: the part's id (not to create), the claim's id, and the data (not to delete).
    """

    act: Callable[..., Any]
    body: type[Any]

    @property
    def is_simple(self) -> bool:
        """Return whether a dataclass says all that it takes, so that URL, serializer and form are made of it."""
        return is_dataclass(self.body)


ACTIONS: dict[str, Action] = {
    "claim.create": Action(create_claim, Claim),
    "claim.update": Action(update_claim, Claim),
    "claim.triage": Action(triage_claim, bodies.Triage),
    "claim.start": Action(start_claim, bodies.Nothing),
    "claim.decline": Action(decline_claim, bodies.Decline),
    "claim.reopen": Action(reopen_claim, bodies.Reason),
    "claim.merge": Action(merge_claim, bodies.Merge),
    "claim.assign": Action(assign_claim, bodies.Assign),
    "verdict.draft": Action(open_draft, Verdict),
    "verdict.edit": Action(edit_draft, Verdict),
    "verdict.submit": Action(submit_verdict, bodies.Nothing),
    "verdict.approve": Action(approve_verdict, bodies.Approve),
    "verdict.request_changes": Action(request_changes, bodies.RequestChanges),
    "verdict.recall": Action(recall_verdict, bodies.Reason),
    "verdict.discard": Action(discard_verdict, bodies.Reason),
    "verdict.publish": Action(publish_verdict, bodies.Publish),
    "verdict.schedule": Action(schedule_verdict, bodies.Schedule),
    "verdict.unschedule": Action(unschedule_verdict, bodies.Nothing),
    "verdict.retract": Action(retract_verdict, bodies.Retract),
    "verdict.set_url": Action(set_verdict_url, Verdict),
    "appearance.create": Action(partial(add_part, "appearances"), Appearance),
    "appearance.update": Action(partial(update_part, Appearance), Appearance),
    "appearance.delete": Action(partial(delete_part, Appearance), Appearance),
    "evidence.create": Action(partial(add_part, "evidence"), Evidence),
    "evidence.update": Action(partial(update_part, Evidence), Evidence),
    "evidence.delete": Action(partial(delete_part, Evidence), Evidence),
    "quantity.create": Action(partial(add_part, "quantities"), Quantity),
    "quantity.replace": Action(replace_quantity, Quantity),
    "quantity.delete": Action(partial(delete_part, Quantity), Quantity),
    "externalid.create": Action(partial(add_part, "external_ids"), ExternalId),
    "externalid.delete": Action(partial(delete_part, ExternalId), ExternalId),
    "reply.create": Action(partial(add_part, "replies"), Reply),
    "reply.update": Action(partial(update_part, Reply), Reply),
    "reply.delete": Action(partial(delete_part, Reply), Reply),
    "note.create": Action(partial(add_part, "notes"), Note),
    "note.update": Action(partial(update_part, Note), Note),
    "note.delete": Action(partial(delete_part, Note), Note),
    "entity.create": Action(partial(create_noun, Entity), Entity),
    "entity.update": Action(partial(update_noun, Entity), Entity),
    "entity.delete": Action(partial(delete_noun, Entity), Entity),
    "publisher.create": Action(partial(create_noun, Publisher), Publisher),
    "publisher.update": Action(partial(update_noun, Publisher), Publisher),
    "publisher.delete": Action(partial(delete_noun, Publisher), Publisher),
    "source.create": Action(partial(create_noun, Source), Source),
    "source.update": Action(partial(update_noun, Source), Source),
    "source.delete": Action(partial(delete_noun, Source), Source),
    "measure.create": Action(partial(create_noun, Measure), Measure),
    "measure.update": Action(partial(update_noun, Measure), Measure),
    "measure.delete": Action(partial(delete_noun, Measure), Measure),
    "ratingscale.create": Action(create_rating_scale, RatingScale),
    "ratingscale.update": Action(update_rating_scale, RatingScale),
    "ratingscale.delete": Action(partial(delete_noun, RatingScale), RatingScale),
    "rating.delete": Action(delete_rating, Rating),
    "token.create": Action(create_token, ApiToken),
    "token.revoke": Action(revoke_token, bodies.Nothing),
    "token.rotate": Action(rotate_token, ApiToken),
    "view.create": Action(create_view, View),
    "view.update": Action(update_view, View),
    "view.delete": Action(delete_view, View),
    "user.create": Action(create_user, User),
    "user.update": Action(update_user, User),
}


def simple_verbs(noun: str) -> list[Verb]:
    """List the verbs that are offered on a noun's rows and whose body is a dataclass."""
    return [verb for verb in offered_on(noun) if ACTIONS[verb.name].is_simple]
