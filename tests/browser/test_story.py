"""The story of a verdict, by three people in three sessions, with nothing but the desk's pages."""

import re

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, User, Verdict
from tests.browser.conftest import PageOf, picture

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "Thirty-one rockets were fired at the base near Kirkuk."


def press(page: Page, verb: str) -> None:
    """Press the control that calls a verb."""
    page.locator(f'[data-verb="{verb}"]').first.click()


def test_three_people_take_a_claim_to_its_published_verdict(
    page_of: PageOf, reporter: User, checker: User, editor: User
) -> None:
    filing = page_of(reporter, "/admin/claims/claim/add/")
    filing.get_by_label("What is claimed").fill(TEXT)
    filing.get_by_label("Figures").fill("31 rockets")
    expect(filing.locator("#figures-read .chip")).to_have_text(re.compile("31 rockets"))
    filing.get_by_label("Address of the source").fill("https://harbour-wire.example/2020/01/02/rockets")
    filing.get_by_label("Its title").fill("Rockets fired at a base")
    filing.get_by_label("Quote").fill("thirty-one rockets were fired")
    filing.get_by_label("Who said it").fill(
        "General Mark Milley, Chairman of the Joint Chiefs of Staff, told reporters"
    )
    picture(filing, "filing")
    filing.get_by_role("button", name="Save and open it").click()
    expect(filing.locator("h1")).to_have_text(TEXT)
    expect(filing.locator(".chain").first).to_contain_text("General Mark Milley, Chairman of the Joint Chiefs of Staff")
    claim = Claim.objects.get()
    assert str(claim.claimant) == "Mark Milley"
    address = f"/admin/claims/claim/{claim.pk}/change/"

    work = page_of(checker, address)
    press(work, "claim.triage")
    press(work, "claim.start")
    work.get_by_role("link", name="Add evidence").click()
    work.get_by_label("Address of the source").fill("https://force-tracker.example/impacts.csv")
    work.get_by_label("Its title").fill("Impacts counted")
    work.get_by_label("What to think of it").fill("Thirty-one impacts are listed.")
    work.get_by_role("button", name="Save").click()
    expect(work.locator("#evidence")).to_contain_text("Thirty-one impacts are listed.")
    press(work, "verdict.draft")
    work.get_by_label(re.compile("^True")).first.check()
    work.get_by_label("Headline").fill("31 rockets: two counts agree")
    work.get_by_label("Summary", exact=True).fill("Two counts agree on 31.")
    work.get_by_label("Explanation").fill("The **general** gave the figure; the list has it, too.")
    work.get_by_label("Impacts counted").check()
    press(work, "verdict.edit")
    expect(work.locator(".preview strong")).to_have_text("general")
    picture(work, "draft")
    press(work, "verdict.submit")
    expect(work.get_by_text("Handed over.")).to_be_visible()
    expect(work.locator('[data-verb="verdict.approve"]')).to_have_count(0)

    deciding = page_of(editor, "/admin/")
    picture(deciding, "home")
    deciding.get_by_role("link", name="31 rockets: two counts agree").first.click()
    picture(deciding, "approve")
    press(deciding, "verdict.approve")
    press(deciding, "verdict.publish")
    expect(deciding.locator(".status--pill").first).to_have_text("Published")

    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.label, verdict.writers) == ("published", "True", [checker.pk])
    assert [approval.user_id for approval in verdict.approvals.all()] == [editor.pk]
    claim.refresh_from_db()
    assert (claim.status, claim.current_verdict) == ("checked", verdict)
    work.goto(work.url)
    deciding.get_by_role("link", name="Back to the claim").click()
    expect(deciding.locator("#timeline")).to_contain_text("edith-editor published revision 1.")
    picture(deciding, "claim")
