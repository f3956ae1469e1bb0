"""Each verb of the lifecycle beside the same rows written by plain SQL under the same triggers, in one run.

    make bench ARGS='-k verbs'

Three lanes of equal claims go through one life in step: by SQL with nothing checked and nothing read, by the action
(locks, guards, history's context), and over HTTP (token, shapes, action, the answer read back and written as JSON).
Times are medians of one call, each a transaction of its own.
"""

import datetime as dt
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
import pytest
from django.db import connection

from claims.actions import claim_moves, drafts, verdict_moves
from claims.models import Claim, Evidence, Publisher, Verdict
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk, path, rating

pytestmark = pytest.mark.django_db(transaction=True)

COUNT = int(os.environ.get("BENCH_VERBS", "40"))
LATER = "2099-01-01T06:00:00+00:00"
CONTEXT = "SELECT set_config('pghistory.context_metadata', %s, true)"
TO_STATE = "UPDATE claims_verdict SET state = %s WHERE id = %s"

Statement = tuple[str, list[Any]]


@dataclass
class Thing:
    """A claim, its evidence, and the verdict that was opened on it last."""

    claim: int
    evidence: int
    verdict: int = 0


@dataclass
class Verb:
    """One verb in three ways; each takes the thing, and SQL gives its statements."""

    name: str
    by_sql: Callable[[Thing], list[Statement]]
    by_action: Callable[[Thing], Any]
    over_http: Callable[[Thing], Any]


class Life:
    """The verbs of one life, in their order, as used by the people of a desk."""

    def __init__(self, desk: Desk, writer: ApiClient, editor: ApiClient) -> None:
        self.desk, self.writer, self.editor = desk, writer, editor
        self.rating, self.own = rating(), Publisher.objects.get(is_own=True).pk
        self.draft = {"rating": self.rating.pk, "summary": "Two counts agree on it."}

    def verbs(self) -> list[Verb]:
        """List the verbs, so that each finds its thing in the right state."""
        return [
            self.claims("triage", claim_moves.triage_claim, "triaged"),
            self.claims("start", claim_moves.start_claim, "in_progress", assignee_id=self.desk.writer.pk),
            self.claims(
                "decline", claim_moves.decline_claim, "declined", body={"code": "opinion"}, decline_code="opinion"
            ),
            self.claims("reopen", claim_moves.reopen_claim, "triaged", decline_code=None),
            self.opening(),
            self.editing(),
            self.submitting(),
            self.deciding("request_changes", verdict_moves.request_changes, "draft", comment="Which list?"),
            self.submitting(),
            self.deciding("approve", verdict_moves.approve_verdict, "approved"),
            self.moving("schedule", verdict_moves.schedule_verdict, "scheduled", publish_at=LATER),
            self.moving("unschedule", verdict_moves.unschedule_verdict, "approved"),
            self.publishing(),
            self.retracting(),
            self.opening(),
            self.submitting(),
            self.moving("recall", verdict_moves.recall_verdict, "draft"),
            self.moving("discard", verdict_moves.discard_verdict, "discarded"),
        ]

    def claims(self, name: str, act: Any, status: str, body: dict[str, Any] | None = None, **columns: Any) -> Verb:
        """Move a claim by the writer."""
        sets = ", ".join(f"{column} = %s" for column in ("status", *columns))
        return Verb(
            f"claim.{name}",
            lambda thing: [(f"UPDATE claims_claim SET {sets} WHERE id = %s", [status, *columns.values(), thing.claim])],
            lambda thing: act(thing.claim, actor=self.desk.writing, **(body or {})),
            lambda thing: self.writer.post(path("claim", thing.claim, name), body),
        )

    def moving(self, name: str, act: Any, state: str, **body: Any) -> Verb:
        """Move a verdict by the editor."""
        sets = ", ".join(f"{column} = %s" for column in ("state", *body))
        return Verb(
            f"verdict.{name}",
            lambda thing: [(f"UPDATE claims_verdict SET {sets} WHERE id = %s", [state, *body.values(), thing.verdict])],
            lambda thing: act(thing.verdict, actor=self.desk.editing, **_times(body)),
            lambda thing: self.editor.post(path("verdict", thing.verdict, name), body),
        )

    def opening(self) -> Verb:
        """Open a draft that cites one piece of evidence."""
        insert = (
            "INSERT INTO claims_verdict (claim_id, publisher_id, rating_id, summary, claim_reviewed, language,"
            " author_id, writers, revision) VALUES (%s, %s, %s, %s, 'The strikes killed 19 people.', 'en', %s, %s,"
            " (SELECT coalesce(max(revision), 0) + 1 FROM claims_verdict WHERE claim_id = %s))"
        )
        cite = (
            "INSERT INTO claims_verdictevidence (verdict_id, evidence_id) VALUES (currval('claims_verdict_id_seq'), %s)"
        )
        writer = self.desk.writer.pk
        return Verb(
            "verdict.draft",
            lambda thing: [
                (insert, [thing.claim, self.own, *self.draft.values(), writer, [writer], thing.claim]),
                (cite, [thing.evidence]),
            ],
            lambda thing: drafts.open_draft(thing.claim, self._cited(thing), actor=self.desk.writing),
            lambda thing: self.writer.post(f"/claims/{thing.claim}/verdicts", self._cited(thing)),
        )

    def _cited(self, thing: Thing) -> dict[str, Any]:
        return {**self.draft, "evidence": [thing.evidence]}

    def editing(self) -> Verb:
        """Write on a draft."""
        body = {"headline": "Nineteen, by two counts"}
        return Verb(
            "verdict.edit",
            lambda thing: [
                ("UPDATE claims_verdict SET headline = %s WHERE id = %s", [body["headline"], thing.verdict])
            ],
            lambda thing: drafts.edit_draft(thing.verdict, body, actor=self.desk.writing),
            lambda thing: self.writer.patch(f"/claims/{thing.claim}/verdicts/{thing.verdict}", body),
        )

    def submitting(self) -> Verb:
        """Hand a draft over."""
        statement = (
            "UPDATE claims_verdict SET state = 'in_review', label = %s, normalized = %s, claim_version = 1,"
            " approvals_required = 1, submitted_at = now() WHERE id = %s"
        )
        return Verb(
            "verdict.submit",
            lambda thing: [(statement, [self.rating.name, self.rating.normalized, thing.verdict])],
            lambda thing: verdict_moves.submit_verdict(thing.verdict, actor=self.desk.writing),
            lambda thing: self.writer.post(path("verdict", thing.verdict, "submit")),
        )

    def deciding(self, name: str, act: Any, state: str, comment: str = "") -> Verb:
        """Decide on a verdict in review."""
        insert = "INSERT INTO claims_approval (verdict_id, user_id, decision, comment) VALUES (%s, %s, %s, %s)"
        return Verb(
            f"verdict.{name}",
            lambda thing: [
                (insert, [thing.verdict, self.desk.editor.pk, name, comment]),
                (TO_STATE, [state, thing.verdict]),
            ],
            lambda thing: act(thing.verdict, actor=self.desk.editing, comment=comment),
            lambda thing: self.editor.post(
                path("verdict", thing.verdict, name), {"comment": comment} if comment else {}
            ),
        )

    def publishing(self) -> Verb:
        """Publish an approved verdict."""
        statement = "UPDATE claims_verdict SET state = 'published', published_at = now() WHERE id = %s"
        current = "UPDATE claims_claim SET status = 'checked', current_verdict_id = %s WHERE id = %s"
        return Verb(
            "verdict.publish",
            lambda thing: [(statement, [thing.verdict]), (current, [thing.verdict, thing.claim])],
            lambda thing: verdict_moves.publish_verdict(thing.verdict, actor=self.desk.editing),
            lambda thing: self.editor.post(path("verdict", thing.verdict, "publish")),
        )

    def retracting(self) -> Verb:
        """Retract a published verdict."""
        statement = (
            "UPDATE claims_verdict SET state = 'retracted', retraction_note = 'Wrong.', retracted_at = now()"
            " WHERE id = %s"
        )
        current = "UPDATE claims_claim SET status = 'in_progress', current_verdict_id = NULL WHERE id = %s"
        return Verb(
            "verdict.retract",
            lambda thing: [(statement, [thing.verdict]), (current, [thing.claim])],
            lambda thing: verdict_moves.retract_verdict(thing.verdict, actor=self.desk.editing, note="Wrong."),
            lambda thing: self.editor.post(path("verdict", thing.verdict, "retract"), {"note": "Wrong."}),
        )


def _times(body: dict[str, Any]) -> dict[str, Any]:
    return {name: dt.datetime.fromisoformat(value) if name == "publish_at" else value for name, value in body.items()}


def written(raw: "psycopg.Connection[Any]", verb: Verb, thing: Thing) -> None:
    """Write the rows of a verb in one transaction, with the context that history keeps."""
    with raw.transaction():
        raw.execute(CONTEXT, [json.dumps({"verb": verb.name, "actor": 1})])
        for statement, values in verb.by_sql(thing):
            raw.execute(statement, values)


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    started = perf_counter()
    result = call()
    return perf_counter() - started, result


def filed(desk: Desk) -> list[Thing]:
    claims = [desk.claim("new") for _ in range(COUNT)]
    return [Thing(claim.pk, desk.evidence(claim).pk) for claim in claims]


def follow(things: list[Thing]) -> None:
    """Note the verdict that was opened last on each claim."""
    for thing in things:
        thing.verdict = Verdict.objects.filter(claim=thing.claim).latest("pk").pk


def measured(verb: Verb, raw: "psycopg.Connection[Any]", lanes: list[list[Thing]]) -> list[float]:
    """Return the median seconds of a verb by SQL, by its action and over HTTP, taken in turn."""
    times: list[list[float]] = [[], [], []]
    for by_sql, by_action, over_http in zip(*lanes, strict=True):
        times[0].append(timed(partial(written, raw, verb, by_sql))[0])
        times[1].append(timed(partial(verb.by_action, by_action))[0])
        seconds, response = timed(partial(verb.over_http, over_http))
        assert response.status_code < 300, (verb.name, response.content)
        times[2].append(seconds)
    return [median(each) for each in times]


def test_verbs(desk: Desk, api_of: MakeApi) -> None:
    life = Life(desk, api_of(desk.writer), api_of(desk.editor))
    lanes = [filed(desk) for _ in range(3)]
    raw = connection.connection
    print(f"\n{COUNT} claims in each lane; milliseconds of one call, and the part of it that plain SQL takes")
    print(f"{'verb':26}{'SQL':>8}{'action':>9}{'ratio':>7}{'HTTP':>9}{'ratio':>7}")
    for verb in life.verbs():
        by_sql, by_action, over_http = (1000 * each for each in measured(verb, raw, lanes))
        print(
            f"{verb.name:26}{by_sql:8.2f}{by_action:9.2f}{by_sql / by_action:7.2f}"
            f"{over_http:9.2f}{by_sql / over_http:7.2f}"
        )
        if verb.name == "verdict.draft":
            for lane in lanes:
                follow(lane)
    assert len({ended(lane) for lane in lanes}) == 1, "the lanes wrote different rows"


def ended(lane: list[Thing]) -> tuple[Any, ...]:
    """Return the final state that has to be the same for all ways, including versions."""
    claims = Claim.objects.filter(pk__in=[thing.claim for thing in lane])
    verdicts = Verdict.objects.filter(claim__in=claims)
    return (
        *sorted(claims.values_list("status", "current_verdict", "version")),
        *sorted(verdicts.values_list("state", "revision", "label", "headline", "version")),
        Evidence.objects.filter(citations__verdict__in=verdicts).count(),
    )
