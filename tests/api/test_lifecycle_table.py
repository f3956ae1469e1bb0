"""Every verb of claims and verdicts over HTTP: in every state, by every role, with every scope."""

from typing import Any

import pytest
from django.db import transaction

from claims.models import Claim, User, Verdict
from claims.rules.access import ROLES, SCOPES, scopes_of_roles
from claims.rules.verbs import CLAIM_MOVES, NEEDS, VERDICT_MOVES, verbs_from
from claims.rules.vocabulary import CLAIM_STATUSES, VERDICT_STATES
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.desk import CLAIM_VERBS, VERDICT_VERBS, Desk, path

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent, pytest.mark.exhaustive]

# A state in which the verb is possible.
READY = {
    "triage": "new", "start": "triaged", "decline": "triaged", "reopen": "declined", "merge": "in_progress",
    "assign": "in_progress", "draft": "in_progress", "submit": "draft", "edit": "draft", "approve": "in_review",
    "request_changes": "in_review", "recall": "in_review", "discard": "draft", "publish": "approved",
    "schedule": "approved", "unschedule": "scheduled", "retract": "published",
}  # fmt: skip
OF_CLAIM = {*CLAIM_VERBS, "assign", "draft"}
EVERY_VERB = tuple(READY)
PEOPLE = (*ROLES, "superuser")


def thing(desk: Desk, verb: str, state: str = "") -> Claim | Verdict:
    """Make a claim or verdict in a state, or in one in which the verb is possible."""
    state = state or READY[verb]
    return desk.claim(state) if verb in OF_CLAIM else desk.verdict(state)


def use(api: ApiClient, desk: Desk, verb: str, row: Claim | Verdict) -> Any:
    """Use a verb on a claim or a verdict, with a body that fits."""
    if verb == "edit":
        assert isinstance(row, Verdict)
        return api.patch(f"/claims/{row.claim_id}/verdicts/{row.pk}", {"headline": "Nineteen, and no more"})
    if verb == "draft":
        return api.post(f"/claims/{row.pk}/verdicts", {"summary": "A first thought."})
    return api.post(path("claim" if verb in OF_CLAIM else "verdict", row.pk, verb), desk.body(verb))


def noun_of(verb: str) -> str:
    return "claim" if verb in OF_CLAIM - {"draft"} else "verdict"


# --- every verb in every state ---


@pytest.mark.parametrize("verb", CLAIM_VERBS)
@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_a_claims_verb_in_every_status(status: str, verb: str, desk: Desk, api_of: MakeApi) -> None:
    claim = desk.claim(status)
    response = use(api_of(desk.editor), desk, verb, claim)
    claim.refresh_from_db()
    if (status, verb) == ("checked", "merge"):  # possible, but for our verdict there
        assert problem(response, 409)["errors"][0]["code"] == "was_published"
    elif (status, verb) in CLAIM_MOVES:
        assert response.status_code == 200, response.content
        assert response.json()["status"] == claim.status == CLAIM_MOVES[status, verb]
        return
    else:
        (error,) = problem(response, 409)["errors"]
        assert (error["code"], error["state"]) == ("illegal_move", status)
        assert error["allowed"] == verbs_from(CLAIM_MOVES, status)
    assert claim.status == status


@pytest.mark.parametrize("verb", VERDICT_VERBS)
@pytest.mark.parametrize("state", VERDICT_STATES)
def test_a_verdicts_verb_in_every_state(state: str, verb: str, desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict(state)
    response = use(api_of(desk.second), desk, verb, verdict)
    verdict.refresh_from_db()
    if (state, verb) in VERDICT_MOVES:
        assert response.status_code == 200, response.content
        assert response.json()["state"] == verdict.state == VERDICT_MOVES[state, verb]
        return
    (error,) = problem(response, 409)["errors"]
    assert (error["code"], error["state"]) == ("illegal_move", state)
    assert error["allowed"] == verbs_from(VERDICT_MOVES, state)
    assert verdict.state == state


@pytest.mark.parametrize("state", VERDICT_STATES)
def test_a_verdict_is_written_on_in_the_draft_alone(state: str, desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict(state)
    response = use(api_of(desk.writer), desk, "edit", verdict)
    verdict.refresh_from_db()
    if state == "draft":
        assert response.json()["headline"] == verdict.headline == "Nineteen, and no more"
        return
    (error,) = problem(response, 409)["errors"]
    assert (error["code"], error["state"]) == ("illegal_move", state)
    assert verdict.headline == ""


@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_a_draft_is_opened_while_the_claim_is_worked_on(status: str, desk: Desk, api_of: MakeApi) -> None:
    claim = desk.claim(status)
    response = use(api_of(desk.writer), desk, "draft", claim)
    if status in {"triaged", "in_progress", "checked"}:
        assert response.status_code == 201
        assert response.headers["Location"].endswith(f"/claims/{claim.pk}/verdicts/{response.json()['id']}")
        return
    (error,) = problem(response, 409)["errors"]
    assert error["code"] == "claim_status"
    assert status in error["detail"]


# --- every verb by every role and with every scope ---

MAY = {
    "reader": set(),
    "reporter": set(),
    "data_desk": set(),
    "checker": {
        "triage", "start", "decline", "reopen", "assign", "draft", "edit", "submit", "recall", "discard",
    },
    "editor": set(EVERY_VERB),
    "superuser": set(EVERY_VERB),
}  # fmt: skip


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_who_may_use_a_verb(verb: str, desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    row = thing(desk, verb)
    for role in PEOPLE:
        roles, more = (("reader",), {"is_superuser": True}) if role == "superuser" else ((role,), {})
        assert_allowed_or_refused(api_of(make_user(*roles, **more)), desk, verb, row, role)


def assert_allowed_or_refused(api: ApiClient, desk: Desk, verb: str, row: Claim | Verdict, role: str) -> None:
    """Use a verb, compare with what a role may do, and roll back."""
    before = type(row).objects.values().get(pk=row.pk)
    with transaction.atomic():
        response = use(api, desk, verb, row)
        after = type(row).objects.values().get(pk=row.pk)
        transaction.set_rollback(True)
    if verb in MAY[role]:
        assert response.status_code in {200, 201}, (role, response.content)
        return
    assert problem(response, 403)["errors"][0]["code"] == "insufficient_scope", role
    assert "insufficient_scope" in response.headers["WWW-Authenticate"], role
    assert after == before, role


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_the_scopes_of_a_verb_suffice_and_each_is_needed(verb: str, desk: Desk, api_of: MakeApi) -> None:
    needed = NEEDS[f"{noun_of(verb)}.{verb}"].scopes
    row = thing(desk, verb)
    for missing in needed:
        others = SCOPES.keys() & scopes_of_roles(frozenset({"editor"})) - {missing}
        response = use(api_of(desk.second, *others), desk, verb, row)
        assert problem(response, 403)["errors"][0]["code"] == "insufficient_scope"
        assert missing in response.headers["WWW-Authenticate"]
    response = use(api_of(desk.second, *needed), desk, verb, row)
    assert response.status_code in {200, 201}, response.content


@pytest.mark.parametrize("verb", EVERY_VERB)
def test_nobody_without_a_token_uses_a_verb(verb: str, desk: Desk, anonymous_api: ApiClient, settings: Any) -> None:
    settings.FACTCHECK_PUBLIC_READ = True
    problem(use(anonymous_api, desk, verb, thing(desk, verb)), 401)


# --- what the API lists as possible, and what then happens ---


def tried(api: ApiClient, desk: Desk, verb: str, row: Claim | Verdict) -> Any:
    """Use a verb and take it back."""
    with transaction.atomic():
        response = use(api, desk, verb, row)
        transaction.set_rollback(True)
    return response


def assert_told_truly(api: ApiClient, desk: Desk, row: Claim | Verdict, where: str, role: str = "editor") -> None:
    """Compare each verb that `expand=actions` lists with what happens when it is used, and roll back."""
    options = {option["verb"]: option for option in api.get(f"{where}?expand=actions").json()["actions"]}
    assert options.keys() == (OF_CLAIM if isinstance(row, Claim) else {*VERDICT_VERBS, "edit"})
    for verb, option in options.items():
        response = tried(api, desk, verb, row)
        assert (response.status_code < 300) == option["is_allowed"], (role, verb, option, response.content)
        codes = [one["code"] for one in option["blockers"]]
        assert codes == [one["code"] for one in response.json().get("errors", [])], (
            role,
            verb,
            option,
            response.content,
        )


@pytest.mark.parametrize("status", [*CLAIM_STATUSES, "with an open draft"])
def test_the_actions_listed_for_a_claim_are_those_that_succeed(
    status: str, desk: Desk, make_user: MakeUser, api_of: MakeApi
) -> None:
    claim = desk.claim("in_progress" if status.startswith("with") else status)
    if status.startswith("with"):
        desk.draft(claim)
    for role in PEOPLE:
        user = make_user("editor", is_superuser=True) if role == "superuser" else make_user(role)
        assert_told_truly(api_of(user), desk, claim, f"/claims/{claim.pk}", role)


@pytest.mark.parametrize("state", VERDICT_STATES)
def test_the_actions_listed_for_a_verdict_are_those_that_succeed(
    state: str, desk: Desk, make_user: MakeUser, api_of: MakeApi
) -> None:
    known: dict[str, User] = {"its writer": desk.writer, "its approver": desk.editor}
    verdict = desk.verdict(state)
    for role in (*PEOPLE, *known):
        user = make_user("editor", is_superuser=True) if role == "superuser" else known.get(role) or make_user(role)
        api, where = api_of(user), f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}"
        if role == "reader" and state not in {"published", "superseded", "retracted"}:
            problem(api.get(f"{where}?expand=actions"), 404)
        else:
            assert_told_truly(api, desk, verdict, where, role)


def test_an_empty_draft_lists_everything_that_is_missing(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.draft(desk.claim(), rating=None, summary="", evidence=[])
    assert_told_truly(api_of(desk.editor), desk, verdict, f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}")


def test_actions_are_shown_when_asked_for_alone(desk: Desk, api_of: MakeApi) -> None:
    api, claim = api_of(desk.editor), desk.claim()
    assert "actions" not in api.get(f"/claims/{claim.pk}").json()
    response = api.get(f"/claims/{claim.pk}?expand=actions")
    assert "ETag" not in response.headers
    assert problem(api.get(f"/claims/{claim.pk}?expand=verbs"), 400)["errors"][0]["parameter"] == "expand"


# --- the table itself ---


def test_the_table_is_served(desk: Desk, api_of: MakeApi) -> None:
    table = api_of("reader").get("/workflow").json()
    for noun, moves in (("claim", CLAIM_MOVES), ("verdict", VERDICT_MOVES)):
        assert {(row["from"], row["verb"]): row["to"] for row in table[noun]} == moves
    (approve,) = (row for row in table["verdict"] if row["verb"] == "approve")
    assert approve == {
        "from": "in_review",
        "verb": "approve",
        "to": "approved",
        "is_automatic": False,
        "scopes": ["verdicts:approve", "internal:read"],
        "roles": [],
    }
    automatic = {row["verb"] for noun in table.values() for row in noun if row["is_automatic"]}
    assert automatic == {"verdict_published", "last_verdict_retracted", "come_due", "supersede"}


def test_a_verb_takes_nothing_that_it_does_not_know(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("draft")
    response = api_of(desk.writer).post(f"/verdicts/{verdict.pk}/submit", {"comment": "Please look."})
    assert problem(response, 400)["errors"][0] == {
        "code": "unknown_field",
        "detail": "There is no such field. Send no fields here.",
        "pointer": "/comment",
    }


@pytest.mark.parametrize(
    ("verb", "body", "pointer"),
    [
        ("request_changes", {}, "/comment"),
        ("request_changes", {"comment": "  "}, "/comment"),
        ("schedule", {}, "/publish_at"),
        ("schedule", {"publish_at": "tomorrow"}, "/publish_at"),
        ("schedule", {"publish_at": "2020-01-02T12:00:00Z"}, "/publish_at"),
        ("retract", {}, "/note"),
        ("retract", {"note": "\n"}, "/note"),
    ],
)
def test_what_a_verb_must_have(verb: str, body: Any, pointer: str, desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict(READY[verb])
    response = api_of(desk.second).post(path("verdict", verdict.pk, verb), body)
    assert problem(response, 400)["errors"][0]["pointer"] == pointer
    verdict.refresh_from_db()
    assert verdict.state == READY[verb]


@pytest.mark.parametrize("verb", [*CLAIM_VERBS, "assign"])
def test_a_claim_that_is_not_there(verb: str, desk: Desk, api_of: MakeApi) -> None:
    problem(api_of(desk.editor).post(path("claim", 987654, verb), desk.body(verb)), 404)


@pytest.mark.parametrize("verb", VERDICT_VERBS)
def test_a_verdict_that_is_not_there(verb: str, desk: Desk, api_of: MakeApi) -> None:
    problem(api_of(desk.editor).post(path("verdict", 987654, verb), desk.body(verb)), 404)
