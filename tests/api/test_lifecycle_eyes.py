"""Four eyes: nobody approves a verdict that they wrote, through any interface."""

from typing import Any

import pytest

from claims.models import User, Verdict
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.desk import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_review(desk: Desk) -> Verdict:
    return desk.verdict("in_review")


def approve(api: ApiClient, verdict: Verdict, **headers: str) -> Any:
    return api.post(f"/verdicts/{verdict.pk}/approve", headers=headers)


def edit(api: ApiClient, verdict: Verdict, headline: str = "So") -> Any:
    return api.patch(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}", {"headline": headline})


def codes(response: Any) -> list[str]:
    return [error["code"] for error in problem(response, 409)["errors"]]


def decisions(api: ApiClient, verdict: Verdict) -> list[tuple[str, str, bool]]:
    found = api.get(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}").json()["approvals"]
    return [(one["user"]["name"], one["decision"], one["is_void"]) for one in found]


def test_another_approves_and_says_something(desk: Desk, in_review: Verdict, api_of: MakeApi) -> None:
    response = api_of(desk.editor).post(f"/verdicts/{in_review.pk}/approve", {"comment": "Well found."})
    (given,) = response.json()["approvals"]
    assert response.json()["state"] == "approved"
    assert (given["user"]["name"], given["decision"], given["comment"]) == ("emil-editor", "approve", "Well found.")


def test_the_writer_does_not_approve(desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    author = make_user("editor")
    desk.writer = author
    verdict = desk.verdict("in_review")
    assert codes(approve(api_of(author), verdict)) == ["same_eyes"]


def test_a_superuser_who_wrote_does_not_approve(desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    desk.writer = make_user("editor", is_superuser=True)
    verdict = desk.verdict("in_review")
    assert codes(approve(api_of(desk.writer), verdict)) == ["same_eyes"]
    assert approve(api_of(make_user("reader", is_superuser=True)), verdict).status_code == 200


def test_two_tokens_of_one_person_are_one_person(desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    person = make_user("editor")
    writing, approving = api_of(person, "verdicts:write", "internal:read"), api_of(person)
    draft = desk.draft(desk.claim())
    assert edit(writing, draft).status_code == 200
    desk.move(draft, "in_review")
    assert codes(approve(approving, draft)) == ["same_eyes"]


def test_whoever_helped_before_the_submission_does_not_approve(desk: Desk, api_of: MakeApi) -> None:
    draft = desk.draft(desk.claim())
    edit(api_of(desk.editor), draft)
    edit(api_of(desk.writer), draft, "The last word")
    desk.move(draft, "in_review")
    assert codes(approve(api_of(desk.editor), draft)) == ["same_eyes"]
    assert approve(api_of(desk.second), draft).status_code == 200


@pytest.mark.parametrize("header", ["", "selma-second"])
def test_a_service_account_never_decides(
    header: str, desk: Desk, in_review: Verdict, make_user: MakeUser, api_of: MakeApi
) -> None:
    bot = api_of(make_user("editor", is_service=True))
    headers = {"On-Behalf-Of": header} if header else {}
    assert codes(approve(bot, in_review, **headers)) == ["service_account"]
    response = bot.post(f"/verdicts/{in_review.pk}/request-changes", {"comment": "No."}, headers=headers)
    assert codes(response) == ["service_account"]
    in_review.refresh_from_db()
    assert in_review.state == "in_review"


def test_whoever_a_program_wrote_for_is_a_writer(desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    bot = make_user("checker", is_service=True)
    draft = desk.draft(desk.claim())
    response = api_of(bot).patch(
        f"/claims/{draft.claim_id}/verdicts/{draft.pk}", {"headline": "So"}, headers={"On-Behalf-Of": "emil-editor"}
    )
    assert response.json()["writers"] == sorted([desk.writer.pk, bot.pk, desk.editor.pk])
    desk.move(draft, "in_review")
    assert codes(approve(api_of(desk.editor), draft)) == ["same_eyes"]


def test_so_is_whoever_a_program_opened_the_draft_for(desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    bot = make_user("checker", is_service=True)
    claim = desk.claim()
    response = api_of(bot).post(f"/claims/{claim.pk}/verdicts", {}, headers={"On-Behalf-Of": "emil-editor"})
    assert response.json()["writers"] == sorted([bot.pk, desk.editor.pk])


def test_a_person_cannot_act_for_another(in_review: Verdict, desk: Desk, api_of: MakeApi) -> None:
    problem(approve(api_of(desk.editor), in_review, **{"On-Behalf-Of": "selma-second"}), 401)


def test_who_published_may_have_written(desk: Desk, make_user: MakeUser, api_of: MakeApi) -> None:
    desk.writer = make_user("editor")
    verdict = desk.verdict("approved")
    assert api_of(desk.writer).post(f"/verdicts/{verdict.pk}/publish").json()["state"] == "published"


def test_an_owner_who_left_approves_nothing(desk: Desk, in_review: Verdict, api_of: MakeApi) -> None:
    api = api_of(desk.editor)
    User.objects.filter(pk=desk.editor.pk).update(is_active=False)
    problem(approve(api, in_review), 401)


def test_an_owner_who_lost_the_role_approves_nothing(desk: Desk, in_review: Verdict, api_of: MakeApi) -> None:
    api = api_of(desk.editor)
    desk.editor.groups.clear()
    problem(approve(api, in_review), 403)


# --- how many ---


def test_with_two_asked_for_the_first_leaves_it_in_review(desk: Desk, api_of: MakeApi, settings: Any) -> None:
    settings.VERDICT_APPROVALS = 2
    verdict = desk.verdict("in_review")
    assert approve(api_of(desk.editor), verdict).json()["state"] == "in_review"
    assert codes(api_of(desk.editor).post(f"/verdicts/{verdict.pk}/approve")) == ["decided"]
    assert codes(api_of(desk.editor).post(f"/verdicts/{verdict.pk}/request-changes", {"comment": "Yet"})) == ["decided"]
    problem(api_of(desk.second).post(f"/verdicts/{verdict.pk}/publish"), 409)
    assert approve(api_of(desk.second), verdict).json()["state"] == "approved"


def test_what_was_asked_for_at_the_submission_holds(desk: Desk, api_of: MakeApi, settings: Any) -> None:
    settings.VERDICT_APPROVALS = 2
    verdict = desk.verdict("in_review")
    settings.VERDICT_APPROVALS = 1
    assert approve(api_of(desk.editor), verdict).json()["state"] == "in_review"


def test_a_desk_of_one_asks_for_none_and_every_verdict_says_so(desk: Desk, api_of: MakeApi, settings: Any) -> None:
    settings.VERDICT_APPROVALS = 0
    draft = desk.draft(desk.claim())
    submitted = api_of(desk.writer).post(f"/verdicts/{draft.pk}/submit").json()
    assert (submitted["state"], submitted["approvals_required"], submitted["approvals"]) == ("approved", 0, [])
    settings.VERDICT_APPROVALS = 1
    published = api_of(desk.editor).post(f"/verdicts/{draft.pk}/publish").json()
    assert (published["state"], published["approvals_required"]) == ("published", 0)


# --- what makes a decision void ---


@pytest.mark.parametrize("state", ["in_review", "approved"])
def test_recalling_voids_what_was_approved(state: str, desk: Desk, api_of: MakeApi, settings: Any) -> None:
    settings.VERDICT_APPROVALS = 1 if state == "approved" else 2
    verdict = desk.verdict("in_review")
    approve(api_of(desk.editor), verdict)
    writer = api_of(desk.writer)
    assert writer.post(f"/verdicts/{verdict.pk}/recall", {"reason": "The lawyer rang."}).json()["state"] == "draft"
    assert decisions(writer, verdict) == [("emil-editor", "approve", True)]
    assert writer.post(f"/verdicts/{verdict.pk}/submit").json()["state"] == "in_review"
    problem(writer.post(f"/verdicts/{verdict.pk}/publish"), 403)


def test_asking_for_changes_voids_what_others_approved(desk: Desk, api_of: MakeApi, settings: Any) -> None:
    settings.VERDICT_APPROVALS = 2
    verdict = desk.verdict("in_review")
    approve(api_of(desk.editor), verdict)
    second = api_of(desk.second)
    response = second.post(f"/verdicts/{verdict.pk}/request-changes", {"comment": "Which list?"})
    assert response.json()["state"] == "draft"
    assert decisions(second, verdict) == [
        ("emil-editor", "approve", True), ("selma-second", "request_changes", True),
    ]  # fmt: skip


def test_after_an_edit_the_same_person_may_approve_again(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("approved")
    writer, editor = api_of(desk.writer), api_of(desk.editor)
    writer.post(f"/verdicts/{verdict.pk}/recall")
    edit(writer, verdict, "Nineteen, by one count")
    writer.post(f"/verdicts/{verdict.pk}/submit")
    assert approve(editor, verdict).json()["state"] == "approved"
    assert decisions(editor, verdict) == [("emil-editor", "approve", True), ("emil-editor", "approve", False)]


def test_but_not_who_made_the_edit(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("approved")
    editor = api_of(desk.editor)
    editor.post(f"/verdicts/{verdict.pk}/recall")
    edit(editor, verdict, "Nineteen, by one count")
    editor.post(f"/verdicts/{verdict.pk}/submit")
    assert codes(approve(editor, verdict)) == ["same_eyes"]


def test_the_next_revision_has_its_own_writers(desk: Desk, api_of: MakeApi) -> None:
    claim = desk.claim("checked")
    desk.writer, writer = desk.editor, desk.writer
    verdict = desk.verdict("in_review", claim)
    assert codes(approve(api_of(desk.editor), verdict)) == ["same_eyes"]
    assert verdict.writers == [desk.editor.pk]
    assert approve(api_of(desk.second), verdict).status_code == 200
    assert claim.verdicts.get(revision=1).writers == [writer.pk]


def test_an_approval_tells_who_and_a_reader_does_not_see_it(desk: Desk, api_of: MakeApi) -> None:
    verdict = desk.verdict("published")
    where = f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}"
    assert decisions(api_of("reporter"), verdict) == [("emil-editor", "approve", False)]
    seen = api_of("reader").get(where).json()
    assert not seen.keys() & {"approvals", "approvals_required", "writers", "author", "evidence_exception"}
