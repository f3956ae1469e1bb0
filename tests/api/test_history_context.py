"""The history shows who acted and why: by token, on behalf of somebody, in the admin, by an import or by SQL."""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from claims.actions.actors import actor_of
from claims.actions.change import record
from claims.models import Claim, Note, User
from tests.admin.page import saved, send
from tests.api.bodies import filed
from tests.api.history import fields, history
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeToken
from tests.importing import load
from tests.models import rows

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_service_tells_on_whose_behalf(service: User, reporter: User, make_token: MakeToken) -> None:
    wire = ApiClient(make_token(service))
    claim = filed(wire)["id"]
    headers = {"on-behalf-of": "robin-reporter", "x-request-id": "wire-4711"}
    wire.patch(f"/claims/{claim}", {"place": "Qaim"}, headers=headers)
    newest, first = history(wire, claim)
    assert newest["actor"]["name"] == "wire-bot"
    assert newest["on_behalf_of"] == {"id": reporter.pk, "name": "robin-reporter"}
    assert newest["token"] == service.tokens.get().pk
    assert newest["request_id"] == "wire-4711"
    assert first["on_behalf_of"] is None


def test_sql_and_the_shell_have_no_name_and_are_there(api: ApiClient) -> None:
    claim = filed(api)["id"]
    rows.update("claims_claim", claim, place="Qaim")
    rows.insert("claims_note", claim_id=claim, text="By SQL.")
    Claim.objects.filter(pk=claim).update(priority="high")
    Note.objects.get().delete()
    found = history(api, claim)[:4]
    assert [(entry["actor"], entry["verb"], entry["reason"], entry["token"]) for entry in found] == [
        (None, "", "", None)
    ] * 4
    assert [entry["type"] for entry in found] == ["claim.updated"] * 4
    assert [(one["noun"], one["action"]) for entry in found for one in entry["changes"]] == [
        ("note", "removed"), ("claim", "changed"), ("note", "added"), ("claim", "changed"),
    ]  # fmt: skip


def test_a_claim_that_came_by_sql_is_created_too(api: ApiClient) -> None:
    with transaction.atomic():
        claim = rows.insert("claims_claim")
        rows.update("claims_claim", claim, place="Qaim")
    (entry,) = history(api, claim)
    assert (entry["type"], entry["version"]) == ("claim.created", 1)
    ((action, found),) = fields(entry, "claim")
    assert (action, found["place"]) == ("added", (None, "Qaim"))


def test_a_reason_is_shown(api: ApiClient, api_of: MakeApi) -> None:
    claim = filed(api)["id"]
    api_of("checker").post(f"/claims/{claim}/decline", {"code": "opinion", "reason": "A matter of taste."})
    newest = history(api, claim)[0]
    assert (newest["type"], newest["reason"]) == ("claim.declined", "A matter of taste.")
    ((_, found),) = fields(newest, "claim")
    assert found["status"] == ("new", "declined")
    assert found["decline_code"] == (None, "opinion")


def test_many_writes_of_one_transaction_are_one_entry(api: ApiClient, editor: User) -> None:
    claim = filed(api)["id"]
    with record(actor=actor_of(editor), verb="desk.tidy", reason="Two desks had it."):
        for place in ("Qaim", "Kirkuk", "Baghdad"):
            with transaction.atomic():
                rows.update("claims_claim", claim, place=place)
            rows.insert("claims_note", claim_id=claim, text=place)
        rows.execute("DELETE FROM claims_note WHERE text = 'Qaim'")
    newest = history(api, claim)[0]
    assert (newest["version"], newest["verb"], newest["type"]) == (2, "desk.tidy", "claim.updated")
    assert newest["actor"]["name"] == "edith-editor"
    assert fields(newest, "claim") == [("changed", {"place": ("", "Baghdad")})]
    assert [found["text"] for _, found in fields(newest, "note")] == [(None, "Kirkuk"), (None, "Baghdad")]


def test_a_context_that_is_no_object_does_no_harm(api: ApiClient) -> None:
    claim = filed(api)["id"]
    with transaction.atomic():
        rows.execute("SELECT set_config('pghistory.context_metadata', '[1]', true)")
        rows.update("claims_claim", claim, place="Qaim")
    assert history(api, claim)[0]["actor"] is None


def test_the_admin_names_who_sat_at_it(api: ApiClient, editor: User, client: Client) -> None:
    claim = filed(api)["id"]
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert saved(send(client, reverse("admin:claims_claim_change", args=[claim]) + "?edit=claim", place="Qaim"))
    newest = history(api, claim)[0]
    assert (newest["actor"]["name"], newest["verb"], newest["token"]) == ("edith-editor", "claim.update", None)
    assert fields(newest, "claim") == [("changed", {"place": ("", "Qaim")})]


def test_a_load_tells_who_ran_it_and_in_which_batch(api: ApiClient, data_desk: User) -> None:
    first = [{"external_id": "7", "text": "31 rockets were fired.", "quantities": "31 rockets"}]
    loaded = load(*first, actor=actor_of(data_desk))
    load({**first[0], "text": "Thirty-one rockets were fired."}, actor=actor_of(data_desk))
    newest, added = history(api, Claim.objects.get().pk)
    assert (added["type"], added["actor"]["name"], added["verb"]) == ("claim.created", "dana-desk", "import")
    assert added["reason"] == f"batch {loaded.batch_id}"
    assert {change["noun"] for change in added["changes"]} == {"claim", "external_id", "quantity"}
    assert newest["type"] == "claim.updated"
    assert dict(fields(newest, "claim"))["changed"]["text"] == (
        "31 rockets were fired.",
        "Thirty-one rockets were fired.",
    )


def test_a_load_that_changes_nothing_leaves_nothing(api: ApiClient) -> None:
    row = [{"external_id": "7", "text": "31 rockets were fired.", "quantities": "31 rockets"}]
    load(*row)
    load(*row)
    assert len(history(api, Claim.objects.get().pk)) == 1
