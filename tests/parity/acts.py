"""One and the same act by each way in: what it needs before it, and how it is done over HTTP and in the admin.

An act that a way does not have is declared absent there, with the reason.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from claims.actions.bodies import fields_of
from claims.actions.nouns import find_or_create
from claims.actions.parts import add_part
from claims.actions.tokens import create_token
from claims.actions.verbs import ACTIONS
from claims.rules.verbs import VERBS
from tests.admin.page import more, read_form
from tests.desk import path
from tests.parity.ways import (
    Act,
    Json,
    Thing,
    World,
    admin_page,
    delete_in_admin,
    done,
    named,
    nothing,
    post,
    send_form,
    typed,
)  # fmt: skip

PUBLISHED_AT = "2099-01-04T06:00:00Z"
BODIES = {"schedule": {"publish_at": PUBLISHED_AT}}
READY = {
    "triage": "new", "start": "triaged", "decline": "triaged", "reopen": "declined", "merge": "in_progress",
    "assign": "triaged", "submit": "draft", "approve": "in_review", "request_changes": "in_review",
    "recall": "in_review", "discard": "draft", "publish": "approved", "schedule": "approved",
    "unschedule": "scheduled", "retract": "published",
}  # fmt: skip


# --- verbs whose body is a dataclass ---


def simple(name: str) -> Act:
    """Make the act of a verb that a claim or verdict offers."""
    verb = VERBS[name]

    def prepare(world: World, way: str) -> Thing:
        row = getattr(world.desk, verb.noun)(READY[verb.short])
        return Thing(row, body=BODIES.get(verb.short) or world.desk.body(verb.short))

    def rest(world: World, thing: Thing) -> Any:
        return done(world.api.post(path(verb.noun, thing.row.pk, verb.short), thing.body))

    def admin(world: World, thing: Thing) -> Any:
        address = reverse("admin:desk_act", args=[verb.noun, thing.row.pk, verb.short])
        if name == "claim.merge":  # this has a page of its own, which compares both claims first
            address = f"{reverse('admin:desk_merge', args=[thing.row.pk])}?into={thing.body['into']}"
        return post(world.browser, address, _typed(name, thing.body))

    return Act(prepare, rest, admin)


def _typed(name: str, body: Json) -> Json:
    """Return a body as it is typed into its form."""
    found: Json = {}
    for one in fields_of(ACTIONS[name].body):
        if one.kind == "time":
            found[one.name] = dt.datetime.fromisoformat(body[one.name]).strftime("%Y-%m-%dT%H:%M")
        elif one.name in body:
            found[one.name] = body[one.name]
    return found


# --- claims and their parts ---

OWN = {"text": "A claim WAY.", "place": "Kirkuk", "topics": ["military"], "claimed_on": "2019-12", "language": "en-GB"}


def on_the_desk(data: Json) -> Json:
    """Return a claim's own fields as they are typed into the desk's forms."""
    return {**data, "topics": ", ".join(data["topics"])}


def a_claim(world: World, way: str) -> Thing:
    claim = world.desk.claim("new")
    return Thing(claim, claim)


CLAIMS = {
    "claim.create": Act(
        nothing,
        lambda world, thing: done(world.api.post("/claims", named(OWN, thing.way))),
        lambda world, thing: post(world.browser, reverse("admin:claims_claim_add"), on_the_desk(named(OWN, thing.way))),
    ),
    "claim.update": Act(
        a_claim,
        lambda world, thing: done(world.api.patch(f"/claims/{thing.row.pk}", named(OWN, thing.way))),
        lambda world, thing: post(
            world.browser,
            f"{admin_page(thing.row, 'change', thing.row.pk)}?edit=claim",
            on_the_desk(named(OWN, thing.way)),
        ),
    ),
}


@dataclass
class Part:
    """A kind of part: its collection and path, what is sent to add one and to change it, and its chain, if any."""

    collection: str
    path: str
    new: Callable[[World], Json]
    changes: Json = field(default_factory=dict)
    chain: list[Json] = field(default_factory=list)


PARTS = {
    "appearance": Part(
        "appearances", "appearances",
        lambda world: {"source": world.source, "quote": "31 rockets", "voice": "narrator"},
        {"quote": "32 rockets", "locator": "p. 3"},
        chain=[{"role": "originator", "named_as": "Washington"}, {"role": "relay", "described_as": "two officials"}],
    ),
    "evidence": Part(
        "evidence", "evidence", lambda world: {"source": world.source, "stance": "refutes", "is_primary": True},
        {"note": "Counted twice.", "stance": "context"},
    ),
    "reply": Part(
        "replies", "replies", lambda _: {"kind": "complaint", "asked_at": "2020-01-03T10:00:00Z", "text": "No."},
        {"outcome": "rejected", "answered_at": "2020-01-04T10:00:00Z"},
    ),
    "note": Part("notes", "notes", lambda _: {"text": "From the evening desk."}, {"text": "Asked again."}),
    "externalid": Part("external_ids", "external-ids", lambda _: {"origin": "cms", "external_id": "WAY-77"}),
    "quantity": Part("quantities", "quantities", lambda _: {"surface": "about 3,000 troops", "as_of": "2020-01-03"}),
}  # fmt: skip


def part_acts(noun: str, part: Part) -> dict[str, Act]:
    """Make the acts that add, change and delete a part."""
    found = {
        f"{noun}.create": Act(
            a_claim,
            lambda world, thing: done(world.api.post(f"/claims/{thing.row.pk}/{part.path}", _body(part, world, thing))),
            lambda world, thing: _add_in_admin(noun, part, world, thing),
        ),
        f"{noun}.delete": Act(
            _prepared(part), lambda world, thing: done(world.api.delete(_item(part, thing))), delete_in_admin
        ),
    }
    if part.changes:
        found[f"{noun}.update"] = Act(
            _prepared(part),
            lambda world, thing: done(world.api.patch(_item(part, thing), part.changes)),
            lambda world, thing: post(
                world.browser, admin_page(thing.row, "change", thing.row.pk), typed(part.changes)
            ),
        )
    return found


def _body(part: Part, world: World, thing: Thing) -> Json:
    chain = {"attributions": part.chain} if part.chain else {}
    return {**named(part.new(world), thing.way), **chain}


def _prepared(part: Part) -> Callable[[World, str], Thing]:
    """Prepare a claim with one part."""

    def prepare(world: World, way: str) -> Thing:
        claim = world.desk.claim("new")
        data = _body(part, world, Thing(way=way))
        if "asked_at" in data:
            data["asked_at"] = dt.datetime.fromisoformat(data["asked_at"])
        return Thing(add_part(part.collection, claim.pk, data, actor=world.actor), claim)

    return prepare


def _item(part: Part, thing: Thing) -> str:
    assert thing.claim is not None
    return f"/claims/{thing.claim.pk}/{part.path}/{thing.row.pk}"


def _add_in_admin(noun: str, part: Part, world: World, thing: Thing) -> Any:
    address = f"{reverse(f'admin:claims_{noun}_add')}?claim={thing.row.pk}"
    values = read_form(world.browser, address) | typed(named(part.new(world), thing.way))
    for position, link in enumerate(part.chain, start=1):
        values = more(values, "attributions", certainty="explicit", position=position, **link)
    return send_form(world, address, values)


REPLACEMENT = {"surface": "at least 3,100 troops", "reason": "Misread."}
FIGURES = {
    "quantity.replace": Act(
        _prepared(PARTS["quantity"]),
        lambda world, thing: done(
            world.api.post(
                f"{_item(PARTS['quantity'], thing)}/replace",
                {"quantity": REPLACEMENT["surface"], "reason": REPLACEMENT["reason"]},
            )
        ),
        lambda world, thing: post(
            world.browser,
            f"{reverse('admin:claims_quantity_add')}?replaces={thing.row.pk}",
            {**REPLACEMENT, "as_of_text": ""},
        ),
    )
}

# --- shared nouns ---

NOUNS: dict[str, tuple[str, Json, Json]] = {
    "entity": (
        "entities",
        {"name": "Chief of staff WAY", "kind": "person", "aliases": ["the chief WAY"], "role": "Chief"},
        {"role": "Former chief", "disambiguation": "the general"},
    ),
    "publisher": (
        "publishers",
        {"name": "The Paper", "domain": "WWW.paper-WAY.example", "country": "DE"},
        {"name": "The Evening Paper"},
    ),
    "source": (
        "sources",
        {"url": "HTTPS://wire.example:443/WAY?utm_source=x#top", "kind": "article", "title": "A report"},
        {"published_on": "2019-12", "reliability": "mixed"},
    ),
    "measure": (
        "measures",
        {"name": "people killed WAY", "unit": "people", "growth": "monotone"},
        {"place": "Kirkuk"},
    ),
}  # fmt: skip
MODELS = {name: ACTIONS[f"{name}.create"].body for name in NOUNS}
SCALE = {"slug": "scale-WAY", "name": "Thumbs"}
RATING = {"slug": "up", "name": "Up", "position": 1}
NOT_OVER_HTTP = "nouns are deleted in the admin alone"


def noun_acts(noun: str, collection: str, new: Json, changes: Json) -> dict[str, Act]:
    """Make the acts that create, change and delete a shared noun."""

    def prepared(world: World, way: str) -> Thing:
        return Thing(find_or_create(MODELS[noun], named(new, way), world.actor))

    return {
        f"{noun}.create": Act(
            nothing,
            lambda world, thing: done(world.api.post(f"/{collection}", named(new, thing.way))),
            lambda world, thing: post(world.browser, reverse(f"admin:claims_{noun}_add"), typed(named(new, thing.way))),
        ),
        f"{noun}.update": Act(
            prepared,
            lambda world, thing: done(world.api.patch(f"/{collection}/{thing.row.pk}", changes)),
            lambda world, thing: post(world.browser, admin_page(thing.row, "change", thing.row.pk), typed(changes)),
        ),
        f"{noun}.delete": deletion(prepared),
    }


def deletion(prepare: Callable[[World, str], Thing]) -> Act:
    """Make the act of deleting a noun, which HTTP does not have."""
    return Act(prepare, None, delete_in_admin, {"rest": NOT_OVER_HTTP})


def a_scale(world: World, way: str) -> Thing:
    scale = ACTIONS["ratingscale.create"].act(named({**SCALE, "ratings": [RATING]}, way), actor=world.actor)
    return Thing(scale)


def a_rating(world: World, way: str) -> Thing:
    return Thing(a_scale(world, way).row.ratings.get())


def an_empty_scale(world: World, way: str) -> Thing:
    return Thing(ACTIONS["ratingscale.create"].act(named(SCALE, way), actor=world.actor))


def _create_scale(world: World, thing: Thing) -> Any:
    address = reverse("admin:claims_ratingscale_add")
    return send_form(
        world, address, more(read_form(world.browser, address) | named(SCALE, thing.way), "ratings", **RATING)
    )


SCALES = {
    "ratingscale.create": Act(
        nothing,
        lambda world, thing: done(world.api.post("/rating-scales", named({**SCALE, "ratings": [RATING]}, thing.way))),
        _create_scale,
    ),
    "ratingscale.update": Act(
        a_scale,
        lambda world, thing: done(
            world.api.patch(
                f"/rating-scales/{thing.row.pk}",
                {"name": "Both thumbs", "ratings": [{"slug": "up", "name": "Upwards"}]},
            )
        ),
        lambda world, thing: post(
            world.browser,
            admin_page(thing.row, "change", thing.row.pk),
            {"name": "Both thumbs", "ratings-0-name": "Upwards"},
        ),
    ),
    "ratingscale.delete": deletion(an_empty_scale),
    "rating.delete": deletion(a_rating),
}

# --- tokens and users ---


def a_token(world: World, way: str) -> Thing:
    return Thing(create_token(world.person, ["claims:read"], actor=world.actor, name=f"bot {way}")[0])


def _revoke(world: World, thing: Thing) -> Any:
    data = {"action": "revoke", "_selected_action": [thing.row.pk], "index": "0"}
    return send_form(world, reverse("admin:claims_apitoken_changelist"), data)


TOKENS = {
    "token.revoke": Act(a_token, lambda world, thing: done(world.api.delete(f"/tokens/{thing.row.pk}")), _revoke),
}

ACTS: dict[str, Act] = {
    **{name: simple(name) for name, action in ACTIONS.items() if action.is_simple and name != "token.revoke"},
    **CLAIMS,
    **{name: act for noun, part in PARTS.items() for name, act in part_acts(noun, part).items()},
    **{name: act for noun, given in NOUNS.items() for name, act in noun_acts(noun, *given).items()},
    **FIGURES,
    **SCALES,
    **TOKENS,
}

# What only one way in has, and why.
ONE_WAY = {
    "claim.reword": "it is claim.update by who may change what was judged: test_judged_words tries both ways in",
    **dict.fromkeys(
        ("verdict.draft", "verdict.edit", "verdict.set_url"),
        "the desk's page of a verdict reads its own form: the tests of the desk in a browser go through it",
    ),
    **dict.fromkeys(
        ("view.create", "view.update", "view.delete"),
        "the desk saves the query of its queue, and HTTP a set of parameters: test_saved_views and test_views try both",
    ),
    "token.create": "a secret is shown once, in the answer over HTTP or of the command",
    "token.rotate": "a secret is shown once, in the answer over HTTP",
    "user.create": "users are created in the admin and by the command",
    "user.update": "users are changed in the admin",
    "import.run": "a load is the same by every way in: the tests of imports hold them together",
}

# What an import does, which `test_imports` compares, and why it does nothing else to each noun.
BY_IMPORT = frozenset({"claim.create", "claim.update"})
NOT_BY_IMPORT = {
    "claim": "a load files and changes claims; their work is done by people",
    "verdict": "a load brings verdicts as they were published; ours are made here",
    **dict.fromkeys(PARTS, "a load writes parts together with their claim"),
    **dict.fromkeys(NOUNS, "a load creates what its claims name, and changes nothing that is there"),
    "ratingscale": "scales are there before a load refers to them",
    "rating": "scales are there before a load refers to them",
    "token": "a load brings claims",
    "user": "a load brings claims",
    "import": "this is the load itself",
    "view": "a view is a person's own, for reading",
}
