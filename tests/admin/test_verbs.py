"""The admin shows a button for every verb that is possible now, and has a page for each verb."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.actors import actor_of
from claims.actions.options import claim_options, verdict_options
from claims.actions.verbs import simple_verbs
from claims.models import Claim, User, Verdict
from claims.rules.verbs import offered_on
from claims.rules.vocabulary import CLAIM_STATUSES, VERDICT_STATES
from factcheck.paths import BASE_DIR
from tests.admin.conftest import Browse
from tests.admin.page import FormReader, read_form, send
from tests.conftest import MakeUser
from tests.desk import Desk

pytestmark = pytest.mark.django_db

ROLES = ("reader", "reporter", "checker", "editor", "data_desk")
WRITES = {"save", "delete", "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"}


def verb_page(row: Any, verb: str) -> str:
    return reverse("admin:desk_act", args=[row._meta.model_name, row.pk, verb])


def page_of(row: Any) -> str:
    return reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])


def buttons(client: Client, row: Any) -> set[str]:
    """List the verbs of a row that its page has a control for."""
    response = client.get(page_of(row))
    shown = response.content.decode() if response.status_code == 200 else ""  # a draft is not there for everybody
    return {verb.short for verb in offered_on(row._meta.model_name) if f'data-verb="{verb.name}"' in shown}


@pytest.mark.parametrize("status", CLAIM_STATUSES)
def test_a_claim_has_a_button_for_each_verb_that_is_possible(
    status: str, desk: Desk, make_user: MakeUser, browse: Browse
) -> None:
    claim = desk.claim(status)
    for role in ROLES:
        user = make_user(role)
        possible = {one.verb for one in claim_options(claim, actor_of(user)) if not one.blockers}
        assert buttons(browse(user), claim) == possible, role


@pytest.mark.parametrize("state", VERDICT_STATES)
def test_a_verdict_has_a_button_for_each_verb_that_is_possible(
    state: str, desk: Desk, make_user: MakeUser, browse: Browse
) -> None:
    verdict = desk.verdict(state)
    for user in (desk.writer, desk.second, make_user("reporter")):
        possible = {one.verb for one in verdict_options(verdict, actor_of(user)) if not one.blockers}
        # The form of a draft hands over what is just typed, so that what is missing in the stored one does not hide it.
        at_hand = {"submit"} if "edit" in possible else set()
        assert buttons(browse(user), verdict) | at_hand == possible | at_hand, user


def test_every_page_of_a_verb_holds_nothing_that_the_csp_refuses(desk: Desk, browse: Browse) -> None:
    client = browse(desk.editor)
    for row in (desk.claim("new"), desk.verdict("draft")):
        for verb in simple_verbs(str(row._meta.model_name)):
            response = client.get(verb_page(row, verb.short), follow=True)
            assert response.status_code == 200, verb
            assert FormReader(response.content.decode()).inline == [], verb


def test_only_whoever_may_assign_changes_the_assignee(
    desk: Desk, reporter: User, checker: User, browse: Browse
) -> None:
    claim = desk.claim("triaged")
    client = browse(reporter)
    edit = f"{page_of(claim)}?edit=claim"
    assert "assignee" not in read_form(client, edit)
    client.post(edit, {**read_form(client, edit), "assignee": reporter.pk})
    assert client.post(verb_page(claim, "assign"), {"assignee": reporter.pk}).status_code == 403
    claim.refresh_from_db()
    assert claim.assignee is None
    assert send(browse(checker), verb_page(claim, "assign"), assignee=reporter.pk).status_code == 302
    claim.refresh_from_db()
    assert claim.assignee == reporter
    assert send(browse(checker), verb_page(claim, "assign"), assignee="").status_code == 302
    claim.refresh_from_db()
    assert claim.assignee is None


def test_what_blocks_a_verb_is_said_on_its_page(desk: Desk, browse: Browse) -> None:
    claim = desk.claim()
    desk.draft(claim)
    response = send(browse(desk.editor), verb_page(claim, "decline"), code="opinion")
    assert "A verdict is open: publish or discard it first." in response.content.decode()
    missing = send(browse(desk.editor), verb_page(claim, "decline"))
    assert "This field is required." in missing.content.decode()
    claim.refresh_from_db()
    assert claim.status == "in_progress"


def test_whoever_wrote_a_verdict_does_not_approve_it_here_either(desk: Desk, superuser: User, browse: Browse) -> None:
    verdict = desk.verdict("in_review")
    Verdict.objects.filter(pk=verdict.pk).update(writers=sorted({*verdict.writers, superuser.pk}))
    response = send(browse(superuser), verb_page(verdict, "approve"))
    assert "You wrote this verdict" in response.content.decode()


def test_a_verb_is_used_at_the_version_that_was_read(desk: Desk, browse: Browse) -> None:
    claim, client = desk.claim("new"), browse(desk.editor)
    values = read_form(client, verb_page(claim, "triage"))
    stale = client.post(verb_page(claim, "triage"), {**values, "read_version": int(values["read_version"]) + 1})
    assert "Nothing was saved" in stale.content.decode()
    claim.refresh_from_db()
    assert claim.status == "new"


def test_what_is_no_verb_has_no_page(desk: Desk, browse: Browse) -> None:
    claim, client = desk.claim("new"), browse(desk.editor)
    for verb in ("draft", "update", "explode"):
        assert client.get(f"/admin/desk/act/claim/{claim.pk}/{verb}/").status_code == 404
    assert client.get(verb_page(Claim(pk=987654), "triage")).status_code == 404


def test_a_claims_page_adds_parts_for_those_who_may(
    newsroom: Claim, reporter: User, reader: User, browse: Browse
) -> None:
    shown = browse(reporter).get(page_of(newsroom)).content.decode()
    assert "?add=evidence" in shown
    assert reverse("admin:claims_verdict_change", args=[newsroom.verdicts.order_by("pk")[0].pk]) in shown
    of_reader = browse(reader).get(page_of(newsroom)).content.decode()
    assert "?add=" not in of_reader
    assert "data-verb" not in of_reader
    added = browse(reader).post(reverse("admin:desk_add_part", args=[newsroom.pk, "evidence"]), {"stance": "supports"})
    assert added.status_code == 403


def test_the_admin_and_the_api_write_by_actions_alone() -> None:
    calls = [
        f"{path.relative_to(BASE_DIR)}:{node.lineno}"
        for layer in ("admin", "api")
        for path in sorted(Path(BASE_DIR, "claims", layer).glob("**/*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    ]
    assert calls == []
