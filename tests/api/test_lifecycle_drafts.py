"""A verdict is drafted, edited step by step, and submitted once it is complete."""

from typing import Any

import pytest

from claims.models import Rating, Verdict
from tests.api.drafts import codes, edit, opened, submit
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser
from tests.desk import Desk, rating
from tests.models.rows import update

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(desk: Desk, api_of: MakeApi) -> ApiClient:
    return api_of(desk.writer)


def test_a_draft_may_be_empty_and_belongs_to_us(desk: Desk, writer: ApiClient) -> None:
    draft = opened(writer, desk.claim())
    assert (draft["state"], draft["kind"], draft["revision"]) == ("draft", "original", 1)
    assert draft["publisher"]["name"] == "Our newsroom"
    assert draft["author"]["name"] == "wanda-writer"
    assert draft["writers"] == [desk.writer.pk]
    assert draft["is_imported"] is False
    assert (draft["label"], draft["normalized"], draft["published_at"]) == ("", None, None)


def test_everything_of_a_draft_is_kept(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim()
    body = {
        "rating": rating("false").pk,
        "claim_reviewed": "The strikes killed nineteen.",
        "reason_code": "overstated",
        "headline": "Not nineteen",
        "summary": "The list has fewer names.",
        "explanation": "We **read** it.",
        "language": "en-GB",
        "byline": "Wanda",
        "evidence": [desk.evidence(claim).pk],
        "evidence_exception": "",
        "as_of": "2020-01",
        "url": "https://newsroom.example/checks/19",
    }
    draft = opened(writer, claim, **body)
    assert draft["rating"] == {"id": body["rating"], "name": "False", "slug": "false", "scale": "newsroom"}
    assert {name: draft[name] for name in body if name != "rating"} == {
        name: value for name, value in body.items() if name != "rating"
    }


def test_all_missing_fields_are_reported_and_nothing_is_submitted(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim("checked")
    draft = opened(writer, claim, kind="correction", rating=None, summary="", evidence=[])
    response = submit(writer, draft)
    assert pointers(response, 409) == {
        "/rating": "rating_missing",
        "/summary": "summary_missing",
        "/note": "note_missing",
    }
    assert problem(response, 409)["detail"] == "3 things are wrong."
    changes = {"rating": rating("false").pk, "summary": "  ", "note": "A slip."}
    assert writer.patch(f"/claims/{claim.pk}/verdicts/{draft['id']}", changes).status_code == 200
    assert pointers(submit(writer, draft), 409) == {"/summary": "summary_missing", "/evidence": "evidence_missing"}
    assert writer.get(f"/claims/{claim.pk}/verdicts/{draft['id']}").json()["state"] == "draft"


def test_what_is_submitted_carries_its_label_its_words_and_how_many_must_approve(
    desk: Desk, writer: ApiClient, settings: Any
) -> None:
    settings.VERDICT_APPROVALS = 2
    verdict = submit(writer, desk.draft(desk.claim(), rating=rating("mostly-false").pk)).json()
    assert (verdict["state"], verdict["label"], verdict["normalized"]) == ("in_review", "Mostly false", "mostly_false")
    assert verdict["claim_reviewed"] == "The strikes killed 19 people."
    assert verdict["claim_version"] >= 1
    assert verdict["approvals_required"] == 2
    assert verdict["submitted_at"]


# --- ratings ---


def test_a_retired_rating_is_given_to_no_draft_and_lets_none_out(
    desk: Desk, writer: ApiClient, api_of: MakeApi
) -> None:
    claim, retired = desk.claim(), rating("half-true")
    waiting, approved = desk.draft(claim, rating=retired.pk), desk.verdict("approved", rating=retired.pk)
    Rating.objects.filter(pk=retired.pk).update(is_retired=True)
    assert pointers(writer.post(f"/claims/{desk.claim().pk}/verdicts", {"rating": retired.pk})) == {
        "/rating": "retired"
    }
    assert codes(submit(writer, waiting)) == ["rating_retired"]
    assert codes(api_of(desk.editor).post(f"/verdicts/{approved.pk}/publish")) == ["rating_retired"]
    assert edit(writer, waiting, rating=rating("true").pk).status_code == 200
    assert submit(writer, waiting).status_code == 200


def test_a_rating_that_is_not_there(desk: Desk, writer: ApiClient) -> None:
    response = writer.post(f"/claims/{desk.claim().pk}/verdicts", {"rating": 987654})
    assert pointers(response) == {"/rating": "does_not_exist"}


def test_renaming_a_rating_changes_no_verdict_that_was_submitted(desk: Desk, writer: ApiClient) -> None:
    used = rating("mostly-true")
    verdict = desk.verdict("published")
    Rating.objects.filter(pk=used.pk).update(name="Nearly so", normalized="half_true")
    found = writer.get(f"/claims/{verdict.claim_id}/verdicts/{verdict.pk}").json()
    assert (found["label"], found["normalized"]) == ("Mostly true", "mostly_true")


# --- the words that are judged ---


def test_a_draft_judges_the_words_that_the_claim_has_when_it_is_submitted(desk: Desk, writer: ApiClient) -> None:
    draft = desk.draft(desk.claim())
    writer.patch(f"/claims/{draft.claim_id}", {"text": "The strikes of 29 December killed 19 people."})
    verdict = submit(writer, draft).json()
    assert verdict["claim_reviewed"] == "The strikes of 29 December killed 19 people."
    writer.patch(f"/claims/{draft.claim_id}", {"text": "The strikes killed some people."})
    assert (
        writer.get(f"/claims/{draft.claim_id}/verdicts/{draft.pk}")
        .json()["claim_reviewed"]
        .startswith("The strikes of")
    )


def test_words_of_the_writers_own_are_kept(desk: Desk, writer: ApiClient) -> None:
    draft = desk.draft(desk.claim(), claim_reviewed="Nineteen died, says a medic.")
    writer.patch(f"/claims/{draft.claim_id}", {"text": "The strikes of 29 December killed 19 people."})
    assert submit(writer, draft).json()["claim_reviewed"] == "Nineteen died, says a medic."


def test_a_recalled_draft_follows_the_claim_again(desk: Desk, writer: ApiClient) -> None:
    verdict = desk.verdict("in_review")
    writer.patch(f"/claims/{verdict.claim_id}", {"text": "The strikes of 29 December killed 19 people."})
    verdict.refresh_from_db()
    assert verdict.state == "draft", "a change of the words that are reviewed sends the verdict back"
    assert submit(writer, verdict).json()["claim_reviewed"] == "The strikes of 29 December killed 19 people."


# --- the kind, and the one that is open ---


@pytest.mark.parametrize("kind", ["update", "correction", "refile"])
def test_nothing_follows_what_was_never_published(kind: str, desk: Desk, writer: ApiClient) -> None:
    response = writer.post(f"/claims/{desk.claim().pk}/verdicts", {"kind": kind})
    assert pointers(response, 409) == {"/kind": "nothing_published"}


@pytest.mark.parametrize("kind", [None, "update", "correction", "refile"])
def test_what_is_published_is_followed_by_the_next_revision(kind: str | None, desk: Desk, writer: ApiClient) -> None:
    draft = opened(writer, desk.claim("checked"), **({"kind": kind} if kind else {}))
    assert (draft["kind"], draft["revision"]) == (kind or "update", 2)


def test_an_original_is_not_opened_beside_a_published_one(desk: Desk, writer: ApiClient) -> None:
    response = writer.post(f"/claims/{desk.claim('checked').pk}/verdicts", {"kind": "original"})
    assert pointers(response, 409) == {"/kind": "already_published"}


def test_after_a_retraction_the_series_begins_anew(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim()
    desk.verdict("retracted", claim)
    assert pointers(writer.post(f"/claims/{claim.pk}/verdicts", {"kind": "update"}), 409) == {
        "/kind": "nothing_published"
    }
    draft = opened(writer, claim)
    assert (draft["kind"], draft["revision"]) == ("original", 2)


def test_the_kind_of_a_draft_is_fixed(desk: Desk, writer: ApiClient) -> None:
    draft = desk.draft(desk.claim("checked"))
    assert pointers(edit(writer, draft, kind="correction")) == {"/kind": "fixed"}
    assert edit(writer, draft, kind="update", headline="So").status_code == 200


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled"])
def test_one_verdict_is_open_at_a_time(state: str, desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim()
    desk.verdict(state, claim)
    assert codes(writer.post(f"/claims/{claim.pk}/verdicts", {})) == ["open_verdict"]


def test_a_discarded_draft_leaves_no_gap_in_the_series(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim("checked")
    desk.verdict("discarded", claim)
    assert opened(writer, claim)["revision"] == 2


@pytest.mark.parametrize("verb", ["decline", "merge"])
@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled"])
def test_a_claim_with_an_open_verdict_is_neither_declined_nor_merged(
    state: str, verb: str, desk: Desk, api_of: MakeApi
) -> None:
    claim = desk.claim()
    desk.verdict(state, claim)
    assert codes(api_of(desk.editor).post(f"/claims/{claim.pk}/{verb}", desk.body(verb))) == ["open_verdict"]
    claim.refresh_from_db()
    assert claim.status == "in_progress"


def test_whoever_writes_on_a_draft_is_one_of_its_writers(desk: Desk, api_of: MakeApi, make_user: MakeUser) -> None:
    draft, helper = desk.draft(desk.claim()), make_user("checker")
    assert edit(api_of(helper), draft, headline="Nineteen").json()["writers"] == sorted([desk.writer.pk, helper.pk])
    assert edit(api_of(desk.writer), draft, headline="19").json()["writers"] == sorted([desk.writer.pk, helper.pk])


def test_a_draft_whose_version_has_moved_on_is_not_written_on(desk: Desk, writer: ApiClient) -> None:
    draft = desk.draft(desk.claim())
    response = writer.patch(
        f"/claims/{draft.claim_id}/verdicts/{draft.pk}", {"headline": "So"}, headers={"If-Match": '"7.1.i.0"'}
    )
    assert problem(response, 412)["errors"][0]["code"] == "stale_version"
    response = writer.post(f"/verdicts/{draft.pk}/submit", headers={"If-Match": '"7.1.i.0"'})
    problem(response, 412)
    draft.refresh_from_db()
    assert (draft.headline, draft.state) == ("", "draft")


# --- the claim's own work ---


def test_starting_takes_the_claim_unless_somebody_has_it(desk: Desk, writer: ApiClient, api_of: MakeApi) -> None:
    mine, theirs = desk.claim("triaged"), desk.claim("triaged")
    assert writer.post(f"/claims/{mine.pk}/start").json()["assignee"]["name"] == "wanda-writer"
    writer.post(f"/claims/{theirs.pk}/assign", {"assignee": desk.editor.pk})
    assert writer.post(f"/claims/{theirs.pk}/start").json()["assignee"]["name"] == "emil-editor"


def test_a_program_starts_for_somebody_or_for_nobody(desk: Desk, api_of: MakeApi, make_user: MakeUser) -> None:
    bot = make_user("checker", is_service=True)
    alone, for_wanda = desk.claim("triaged"), desk.claim("triaged")
    assert api_of(bot).post(f"/claims/{alone.pk}/start").json()["assignee"] is None
    started = api_of(bot).post(f"/claims/{for_wanda.pk}/start", headers={"On-Behalf-Of": "wanda-writer"})
    assert started.json()["assignee"]["name"] == "wanda-writer"


def test_a_claim_is_given_to_people_who_are_there(desk: Desk, writer: ApiClient, make_user: MakeUser) -> None:
    claim, gone, bot = desk.claim(), make_user("checker"), make_user("checker", is_service=True)
    type(gone).objects.filter(pk=gone.pk).update(is_active=False)
    for nobody in (gone.pk, bot.pk, 987654):
        response = writer.post(f"/claims/{claim.pk}/assign", {"assignee": nobody})
        assert pointers(response) == {"/assignee": "does_not_exist"}
    assert writer.post(f"/claims/{claim.pk}/assign", {"assignee": None}).json()["assignee"] is None


def test_triage_sets_a_priority_where_one_is_given(desk: Desk, writer: ApiClient) -> None:
    urgent, usual = desk.claim("new", priority="high"), desk.claim("new", priority="high")
    assert writer.post(f"/claims/{urgent.pk}/triage", {"priority": "urgent"}).json()["priority"] == "urgent"
    assert writer.post(f"/claims/{usual.pk}/triage").json()["priority"] == "high"


def test_declining_says_why_and_reopening_forgets_it(desk: Desk, writer: ApiClient) -> None:
    claim = desk.claim("triaged")
    declined = writer.post(f"/claims/{claim.pk}/decline", {"code": "prediction", "reason": "It has not come yet."})
    assert (declined.json()["decline_code"], declined.json()["status_reason"]) == ("prediction", "It has not come yet.")
    reopened = writer.post(f"/claims/{claim.pk}/reopen", {"reason": "It has come."}).json()
    assert (reopened["decline_code"], reopened["status_reason"]) == (None, "It has come.")
    assert pointers(writer.post(f"/claims/{claim.pk}/decline", {})) == {"/code": "required"}
    assert pointers(writer.post(f"/claims/{claim.pk}/decline", {"code": "dull"})) == {"/code": "invalid_choice"}


class TestADraftThatFollowsAPublishedVerdict:
    """It starts as a copy of the published verdict; sent fields replace copied ones."""

    FIELDS = ("rating", "claim_reviewed", "summary", "headline", "explanation", "reason_code", "byline", "as_of")

    @pytest.fixture
    def published(self, desk: Desk) -> Verdict:
        more = {"headline": "So it is", "explanation": "Two lists.", "byline": "W. Writer", "as_of": "2019-12",
                "claim_reviewed": "They killed 19 people.", "reason_code": "missing_context"}  # fmt: skip
        return desk.verdict("published", desk.claim(), **more)

    @pytest.mark.parametrize("kind", ["update", "correction", "refile"])
    def test_begins_as_a_copy(self, writer: ApiClient, published: Verdict, kind: str) -> None:
        before = writer.get(f"/verdicts/{published.pk}").json()
        draft = writer.post(f"/claims/{published.claim_id}/verdicts", {"kind": kind}).json()
        assert {name: draft[name] for name in self.FIELDS} == {name: before[name] for name in self.FIELDS}
        assert draft["evidence"] == before["evidence"] != []
        assert (draft["note"], draft["url"], draft["label"]) == ("", "", "")

    def test_is_an_update_unless_another_kind_is_sent(self, writer: ApiClient, published: Verdict) -> None:
        draft = writer.post(f"/claims/{published.claim_id}/verdicts", {}).json()
        assert (draft["kind"], draft["headline"]) == ("update", "So it is")

    def test_takes_what_is_sent_instead(self, writer: ApiClient, published: Verdict) -> None:
        sent: dict[str, Any] = {
            "kind": "correction",
            "headline": "No",
            "evidence": [],
            "rating": None,
            "as_of": None,
            "note": "It was 30.",
        }
        draft = writer.post(f"/claims/{published.claim_id}/verdicts", sent).json()
        assert {name: draft[name] for name in sent} == sent
        assert draft["explanation"] == "Two lists."

    def test_takes_no_retired_rating_over(self, writer: ApiClient, published: Verdict) -> None:
        update("claims_rating", published.rating_id or 0, is_retired=True)
        assert writer.post(f"/claims/{published.claim_id}/verdicts", {}).json()["rating"] is None


def test_the_article_may_be_named_when_it_is_published(desk: Desk, api_of: MakeApi) -> None:
    editor, verdict = api_of(desk.editor), desk.verdict("approved")
    url = "https://desk.example/checks/1"
    answer = editor.post(f"/verdicts/{verdict.pk}/publish", {"url": url}).json()
    assert (answer["state"], answer["url"]) == ("published", url)
