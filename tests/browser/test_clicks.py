"""How many clicks and page loads the desk's daily work takes. `docs/desk.md` prints the same numbers."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from claims.models import Claim, User, Verdict
from tests.browser.conftest import PageOf
from tests.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)

GUIDE = Path(settings.BASE_DIR) / "docs" / "desk.md"
STORY = [
    ("US air strikes killed 25 people at bases.", "25 people", "Washington = United States government, said"),
    ("Thirty-one rockets were fired in the attack before.", "31 rockets", "General Mark Milley, told reporters"),
    ("750 troops were sent to Kuwait.", "750 troops", "the Pentagon, said"),
    ("About 3,000 more troops could follow.", "about 3,000 additional troops", "unnamed US officials, told Reuters"),
    ("About 14,000 troops have gone to the Middle East since May.", "about 14,000 troops", ""),
]  # fmt: skip


@dataclass
class Count:
    """Clicks made by hand, and pages loaded."""

    clicks: int = 0
    loads: int = 0


@contextmanager
def counted(page: Page) -> Iterator[Count]:
    """Count what a person does on a page: each press of a mouse button, and each page that is loaded."""
    count = Count()

    def clicked() -> None:
        count.clicks += 1

    def loaded(_page: Page) -> None:
        count.loads += 1

    page.expose_function("countClick", clicked)
    script = "document.addEventListener('mousedown', (event) => event.isTrusted && window.countClick(), true);"
    page.add_init_script(script)
    page.evaluate(script)
    page.on("load", loaded)
    yield count
    page.wait_for_load_state()
    page.remove_listener("load", loaded)


def printed(task: str) -> Count:
    """Read what the guide says a task takes."""
    row = re.search(rf"^\| {re.escape(task)} \| (\d+) \| (\d+) \|", GUIDE.read_text(encoding="utf-8"), re.MULTILINE)
    assert row is not None, f"docs/desk.md has no row for: {task}"
    return Count(int(row[1]), int(row[2]))


def test_a_story_of_25_claims_is_filed(page_of: PageOf, reporter: User) -> None:
    page = page_of(reporter, "/admin/claims/claim/add/")
    with counted(page) as count:
        page.get_by_label("Address of the source").click()
        page.keyboard.type("https://harbour-wire.example/2020/01/02/strikes")
        page.get_by_label("What is claimed").click()
        for number in range(25):
            text, figure, who = STORY[number % len(STORY)]
            page.keyboard.type(f"{text} ({number})")
            page.keyboard.press("Tab")
            page.keyboard.type(figure)
            page.get_by_label("Who said it").focus()
            page.keyboard.press("Control+A")
            page.keyboard.type(who)
            page.locator("[name=_next]").click()
            expect(page.get_by_role("status").filter(has_text="is filed")).to_be_visible()
            expect(page.get_by_label("What is claimed")).to_be_focused()
            expect(page.get_by_label("What is claimed")).to_have_value("")
    assert Claim.objects.count() == 25
    assert (
        Claim.objects.filter(appearances__source__url="https://harbour-wire.example/2020/01/02/strikes").count() == 25
    )
    assert count == printed("File a wire story of 25 claims, whole")
    assert count.clicks <= 60 and count.loads <= 30  # noqa: PT018, the two marks


def test_the_work_on_a_verdict(page_of: PageOf, checker: User, editor: User, desk: Desk) -> None:
    claim = desk.claim("new")
    address = f"/admin/claims/claim/{claim.pk}/change/"
    desk.evidence(claim)
    page = page_of(checker, address)
    with counted(page) as count:
        for task, verb in (
            ("Take a claim up", "claim.triage"),
            ("Start checking, and be its assignee", "claim.start"),
            ("Write a draft", ""),
            ("Hand it over for approval", "verdict.submit"),
        ):
            before = Count(count.clicks, count.loads)
            if verb:
                page.locator(f'[data-verb="{verb}"]').click()
            else:
                _draft(page)
            page.wait_for_load_state()
            assert Count(count.clicks - before.clicks, count.loads - before.loads) == printed(task), task
    verdict = Verdict.objects.get()
    deciding = page_of(editor, f"/admin/claims/verdict/{verdict.pk}/change/")
    with counted(deciding) as count:
        for task, verb in (("Approve", "verdict.approve"), ("Publish", "verdict.publish")):
            before = Count(count.clicks, count.loads)
            deciding.locator(f'[data-verb="{verb}"]').click()
            deciding.wait_for_load_state()
            assert Count(count.clicks - before.clicks, count.loads - before.loads) == printed(task), task
    verdict.refresh_from_db()
    assert verdict.state == "published"


def _draft(page: Page) -> None:
    page.locator('[data-verb="verdict.draft"]').click()
    page.get_by_label(re.compile("^True")).first.click()
    page.get_by_label("Summary", exact=True).click()
    page.keyboard.type("One sentence.")
    page.locator("[name=evidence]").first.click()


def test_claims_are_assigned_from_the_queue(page_of: PageOf, checker: User, desk: Desk) -> None:
    for number in range(10):
        desk.claim("new", text=f"Claim number {number}.")
    page = page_of(checker, "/admin/claims/claim/")
    with counted(page) as count:
        for box in page.locator(".pick").all():
            box.click()
        page.locator('.bulk [data-verb="claim.assign"]').click()
        expect(page.get_by_text("Done for 10 claims.")).to_be_visible()
    assert Claim.objects.filter(assignee=checker).count() == 10
    assert count == printed("Give ten claims of the queue to one person")
