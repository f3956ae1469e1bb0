"""Access to every path and method, for every role and scope."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from claims.api.urls import urlpatterns
from claims.models import ApiToken, ClaimEvent, User
from claims.rules.access import ROLES, SCOPES
from claims.rules.verbs import NEEDS
from tests.api.bodies import filed
from tests.api.problems import problem
from tests.api.surface import DOCUMENTS, METHODS, Route, actions_of, routes, view_of
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeToken, MakeUser
from tests.models.rows import update

pytestmark = [pytest.mark.django_db, pytest.mark.server_independent]

CHANGES = ("create", "update", "delete")
ANYBODY = {"me.read", "token.read", "token.revoke", "token.rotate"}
READ = ANYBODY | {"claim.read", "part.read", "noun.read", "workflow.read", "figure.read", "event.read", "view.read"}
WRITE = READ | {
    "note.read", "user.read", "claim.create", "claim.update", "quantity.create", "quantity.replace", "quantity.delete",
    "externalid.create", "externalid.delete",
    *(f"{part}.{done}" for part in ("appearance", "evidence", "reply", "note") for done in CHANGES),
    *(f"{noun}.{done}" for noun in ("entity", "publisher", "source", "measure", "view") for done in CHANGES),
}  # fmt: skip
CHECK = WRITE | {
    "claim.triage", "claim.start", "claim.decline", "claim.reopen", "claim.assign", "claim.reword", "verdict.draft",
    "verdict.edit", "verdict.submit", "verdict.recall", "verdict.discard", "verdict.set_url",
}  # fmt: skip
EDIT = CHECK | {
    "claim.merge", "verdict.approve", "verdict.request_changes", "verdict.publish", "verdict.schedule",
    "verdict.unschedule", "verdict.retract", "ratingscale.create", "ratingscale.update", "ratingscale.delete",
    "rating.delete",
}  # fmt: skip
MAY: dict[str, set[str]] = {
    "reader": READ,
    "reporter": WRITE,
    "data_desk": WRITE | {"import.run"},
    "checker": CHECK,
    "editor": EDIT,
    "superuser": EDIT | {"import.run", "token.create", "user.create", "user.update"},
}


def call(api: ApiClient, route: Route) -> Any:
    """Use a route on what is not there, with an empty body."""
    return api.generic(route.method, route.at(), "{}" if route.method != "GET" else "", content_type="application/json")


@pytest.fixture
def caller(make_user: MakeUser, api_of: MakeApi) -> Any:
    """Create a caller with a role."""

    def make(role: str, *scopes: str) -> ApiClient:
        return api_of(make_user("reader", is_superuser=True) if role == "superuser" else make_user(role), *scopes)

    return make


def test_every_method_of_every_path_has_a_verb_of_the_table() -> None:
    for pattern in urlpatterns:
        if pattern.name in DOCUMENTS:
            continue
        for method, action in actions_of(pattern).items():
            assert method in METHODS | {"head"}, (pattern, method)
            assert view_of(pattern).verbs[action] in NEEDS, (pattern, method)


def test_the_table_here_knows_every_verb_and_role() -> None:
    assert set().union(*MAY.values()) == NEEDS.keys()
    assert MAY.keys() == {*ROLES, "superuser"}


@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_what_the_table_says_and_nothing_else(caller: Any, role: str) -> None:
    api = caller(role)
    refused: set[Route] = set()
    done: set[Route] = set()
    for route in routes():
        response = call(api, route)
        assert response.status_code not in {401, 405}, route
        (refused if response.status_code == 403 else done).add(route)
        if response.status_code == 403:
            assert problem(response, 403)["errors"][0]["code"] == "insufficient_scope"
            assert "insufficient_scope" in response.headers["WWW-Authenticate"]
    assert done == {route for route in routes() if route.verb in MAY[role]}
    assert refused == {route for route in routes() if route.verb not in MAY[role]}


@pytest.mark.parametrize("role", MAY)
def test_a_caller_sees_what_it_may_do(caller: Any, role: str) -> None:
    assert set(caller(role).get("/me").json()["verbs"]) == MAY[role]


@pytest.mark.parametrize("scope", SCOPES)
def test_the_error_for_a_token_names_the_missing_scope(caller: Any, scope: str) -> None:
    api = caller("superuser", *(SCOPES.keys() - {scope}))
    for route in routes():
        response = call(api, route)
        if scope in NEEDS[route.verb].scopes:
            problem(response, 403)
            assert scope in response.json()["detail"], route
            assert scope in response.headers["WWW-Authenticate"], route
        else:
            assert response.status_code != 403, route


def test_nothing_is_done_without_a_token(anonymous_api: ApiClient) -> None:
    for route in routes():
        response = call(anonymous_api, route)
        assert problem(response, 401)["errors"][0]["code"] == "not_authenticated", route
        assert response.headers["WWW-Authenticate"].startswith("Bearer"), route
    for document in DOCUMENTS:
        assert anonymous_api.get(f"/{document}").status_code == 200


class TestToken:
    """A token opens what its owner's roles open, as long as they do."""

    @pytest.mark.parametrize(
        "header",
        ["", "Bearer", "Bearer ", "Basic cm9iaW46cGFzc3dvcmQ=", "Token {}", "{}", "Bearer {}x", "Bearer fct_",
         "bearer é", "Bearer {} {}"],
    )  # fmt: skip
    def test_what_is_no_token_opens_nothing(self, reporter: User, make_token: MakeToken, header: str) -> None:
        given = header.replace("{}", make_token(reporter))
        response = ApiClient().get("/me", headers={"authorization": given.encode().decode("latin-1")})
        problem(response, 401)
        assert response.headers["WWW-Authenticate"].startswith("Bearer")

    def test_the_scheme_is_read_in_any_case(self, reporter: User, make_token: MakeToken) -> None:
        response = ApiClient().get("/me", headers={"authorization": f"BEARER {make_token(reporter)}"})
        assert response.json()["name"] == "robin-reporter"

    def test_the_secret_is_stored_nowhere(self, reporter: User, make_token: MakeToken) -> None:
        secret = make_token(reporter)
        kept = str(ApiToken.objects.values().get())
        assert secret not in kept
        assert secret[12:] not in kept

    def test_a_role_that_is_taken_away_takes_its_scopes_along(self, reporter: User, api_of: MakeApi) -> None:
        api = api_of(reporter)
        assert api.post("/claims", {"text": "A claim."}).status_code == 201
        reporter.groups.set([Group.objects.get(name="reader")])
        problem(api.post("/claims", {"text": "A claim."}), 403)
        assert api.get("/claims").status_code == 200
        assert api.get("/me").json()["scopes"] == ["claims:read", "events:read"]
        reporter.groups.clear()
        problem(api.get("/claims"), 403)
        assert api.get("/me").json()["verbs"] == sorted(ANYBODY, key=list(NEEDS).index)

    def test_a_group_that_is_no_role_opens_nothing(self, reporter: User, api_of: MakeApi) -> None:
        api = api_of(reporter)
        reporter.groups.set([Group.objects.create(name="friends")])
        problem(api.get("/claims"), 403)

    def test_a_superuser_no_more_is_one_no_more(self, make_user: MakeUser, api_of: MakeApi) -> None:
        user = make_user("reader", is_superuser=True)
        api = api_of(user)
        assert api.post("/claims", {"text": "A claim."}).status_code == 201
        update("claims_user", user.pk, is_superuser=False)
        problem(api.post("/claims", {"text": "A claim."}), 403)

    def test_it_dies_with_its_owner(self, reporter: User, api_of: MakeApi) -> None:
        api = api_of(reporter)
        update("claims_user", reporter.pk, is_active=False)
        assert problem(api.get("/me"), 401)["errors"][0]["code"] == "invalid_token"

    @pytest.mark.parametrize("column", ["expires_at", "revoked_at"])
    def test_it_opens_nothing_once_expired_or_revoked(self, reporter: User, api_of: MakeApi, column: str) -> None:
        api = api_of(reporter)
        update("claims_apitoken", reporter.tokens.get().pk, **{column: timezone.now() - dt.timedelta(seconds=1)})
        assert problem(api.get("/me"), 401)["errors"][0]["code"] == "invalid_token"

    def test_it_opens_no_more_than_its_scopes(self, make_user: MakeUser, api_of: MakeApi) -> None:
        api = api_of(make_user("editor"), "claims:read")
        assert api.get("/claims").status_code == 200
        problem(api.post("/claims", {"text": "A claim."}), 403)
        assert api.get("/me").json()["scopes"] == ["claims:read"]

    def test_its_use_is_noted(self, reporter: User, api_of: MakeApi) -> None:
        api = api_of(reporter)
        assert reporter.tokens.get().last_used_at is None
        api.get("/me")
        used = reporter.tokens.get().last_used_at
        assert used is not None
        api.get("/me")
        assert reporter.tokens.get().last_used_at == used

    def test_a_session_of_the_admin_opens_nothing(self, superuser: User) -> None:
        browser = ApiClient()
        browser.force_login(superuser)
        problem(browser.get("/claims"), 401)


class TestOnBehalf:
    """A program says for whom it acts, and history keeps it."""

    def test_a_service_account_acts_for_a_person(self, service: User, reporter: User, api_of: MakeApi) -> None:
        bot = api_of(service)
        headers = {"on-behalf-of": reporter.username}
        assert bot.get("/me", headers=headers).json()["on_behalf_of"] == reporter.pk
        response = bot.post("/claims", {"text": "A claim."}, headers=headers)
        context = ClaimEvent.objects.get(pgh_obj=response.json()["id"]).pgh_context
        assert (context["actor"], context["on_behalf_of"]) == (service.pk, reporter.pk)

    def test_it_keeps_its_own_rights(self, service: User, superuser: User, api_of: MakeApi) -> None:
        bot = api_of(service)
        headers = {"on-behalf-of": superuser.username}
        assert bot.get("/me", headers=headers).json()["verbs"] == bot.get("/me").json()["verbs"]
        problem(bot.post("/rating-scales", {"slug": "x", "name": "X"}, headers=headers), 403)

    def test_a_person_acts_for_nobody(self, reporter: User, editor: User, api_of: MakeApi) -> None:
        response = api_of(reporter).post("/claims", {"text": "x"}, headers={"on-behalf-of": editor.username})
        assert problem(response, 401)["errors"][0]["code"] == "not_a_service"

    @pytest.mark.parametrize("name", ["nobody", "wire-bot", "gone", "é"])
    def test_it_acts_for_active_people_only(
        self, service: User, make_user: MakeUser, api_of: MakeApi, name: str
    ) -> None:
        update("claims_user", make_user("editor", name="gone").pk, is_active=False)
        headers = {"on-behalf-of": name.encode().decode("latin-1")}
        response = api_of(service).post("/claims", {"text": "x"}, headers=headers)
        assert problem(response, 401)["errors"][0]["code"] == "unknown_user"

    def test_a_name_in_other_letters_is_found(self, service: User, make_user: MakeUser, api_of: MakeApi) -> None:
        juergen = make_user("reporter", name="jürgen")
        headers = {"on-behalf-of": "jürgen".encode().decode("latin-1")}
        assert api_of(service).get("/me", headers=headers).json()["on_behalf_of"] == juergen.pk


def test_a_claim_tells_who_filed_it(api: ApiClient, reporter: User) -> None:
    assert filed(api)["created_by"] == {"id": reporter.pk, "name": "robin-reporter"}
