"""Every page of the desk: accessible (axe, WCAG 2.2 AA) in both themes, wide and narrow, and without script."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from claims.actions.actors import actor_of
from claims.actions.views import create_view
from claims.models import Claim, User, Verdict
from tests.browser.conftest import PageOf, picture
from tests.desk import Desk

pytestmark = pytest.mark.django_db(transaction=True)

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}
LONG = "Zwölf Donaudampfschifffahrtsgesellschaftskapitänsmützen wurden gefunden. " * 60
ARABIC = "قُتل ما لا يقل عن 24 شخصاً في الغارات على قواعد كتائب حزب الله."

AT_LEAST_24 = {"surface": "ما لا يقل عن 24 شخصاً", "value_low": "24", "hedge": "at_least", "unit": "person"}


@pytest.fixture
def pages(desk: Desk, sample: Any, editor: User) -> dict[str, str]:
    """Make a newsroom at work, and name the address of every page."""
    draft = desk.verdict("draft", desk.claim("in_progress"))
    review = desk.verdict("in_review", desk.claim("in_progress", text=LONG[:5000], language="de"))
    published = desk.verdict("published", desk.claim("in_progress", text="25 people were killed 😀."))
    arabic = desk.claim("new", text=ARABIC, language="ar", quantities=[AT_LEAST_24])
    view = create_view({"name": "Urgent", "question": {"priority": "urgent"}}, actor=actor_of(editor))
    return {
        "home": "/admin/",
        "queue": "/admin/claims/claim/",
        "queue-filtered": "/admin/claims/claim/?q=nothing-is-called-this",
        "queue-more": "/admin/claims/claim/?status=new,triaged,in_progress&due_to=P7D&quantity_min=many&language=en",
        "save-view": "/admin/desk/views/add/?priority=urgent&due_to=P7D",
        "view": f"/admin/desk/views/{view.pk}/",
        "queue-view": f"/admin/claims/claim/?view={view.pk}",
        "claim": f"/admin/claims/claim/{published.claim_id}/change/",
        "claim-long": f"/admin/claims/claim/{review.claim_id}/change/",
        "claim-arabic": f"/admin/claims/claim/{arabic.pk}/change/",
        "claim-edit": f"/admin/claims/claim/{arabic.pk}/change/?edit=claim",
        "claim-evidence": f"/admin/claims/claim/{arabic.pk}/change/?add=evidence",
        "claim-appearance": f"/admin/claims/claim/{arabic.pk}/change/?add=appearances",
        "claim-figure": f"/admin/claims/claim/{arabic.pk}/change/?add=quantities",
        "claim-reply": f"/admin/claims/claim/{arabic.pk}/change/?add=replies",
        "filing": "/admin/claims/claim/add/",
        "draft": f"/admin/claims/verdict/{draft.pk}/change/",
        "review": f"/admin/claims/verdict/{review.pk}/change/",
        "published": f"/admin/claims/verdict/{published.pk}/change/",
        "preview": f"/admin/desk/verdict/{published.pk}/preview/",
        "decline": f"/admin/desk/act/claim/{arabic.pk}/decline/",
        "merge": f"/admin/desk/merge/{arabic.pk}/",
        "merge-with": f"/admin/desk/merge/{arabic.pk}/?into={draft.claim_id}",
        "retract": f"/admin/desk/act/verdict/{published.pk}/retract/",
        "history": f"/admin/claims/claim/{published.claim_id}/history/",
        "tokens": "/admin/desk/tokens/",
        "records": "/admin/records/",
    }


@pytest.mark.parametrize(("theme", "width"), [("light", 1440), ("dark", 1440), ("light", 360)])
def test_every_page_is_accessible_and_fits_its_width(
    page_of: PageOf, editor: User, pages: dict[str, str], theme: str, width: int
) -> None:
    page = page_of(editor, "/admin/", width=width, theme=theme)
    served = page.url.removesuffix("/admin/")
    wrong: list[str] = []
    for name, address in pages.items():
        page.goto(f"{served}{address}")
        picture(page, f"{name}-{width}-{theme}")
        found = Axe().run(page, options=RULES).response["violations"]
        wrong += [f"{name}: {one['id']} {one['nodes'][0]['html'][:160]}" for one in found]
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{name}: {overflow} px too wide"] if overflow > 0 else []
    assert not wrong, "\n".join(wrong)


def test_text_of_twice_the_size_fits(page_of: PageOf, editor: User, pages: dict[str, str]) -> None:
    page = page_of(editor, "/admin/", width=720)
    served = page.url.removesuffix("/admin/")
    wrong: list[str] = []
    for name, address in pages.items():
        page.goto(f"{served}{address}")
        page.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        picture(page, f"{name}-720-twice")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        wrong += [f"{name}: {overflow} px too wide"] if overflow > 0 else []
    assert not wrong, "\n".join(wrong)


def test_everything_works_without_script(page_of: PageOf, checker: User, desk: Desk) -> None:
    claim = desk.claim("new")
    page = page_of(checker, f"/admin/claims/claim/{claim.pk}/change/", script=False)
    page.locator('[data-verb="claim.triage"]').click()
    page.locator('[data-verb="claim.start"]').click()
    page.get_by_label("New note").fill("Ask the base.")
    page.locator('[data-verb="note.create"]').click()
    expect(page.locator("#notes")).to_contain_text("Ask the base.")
    page.locator('[data-verb="verdict.draft"]').click()
    page.get_by_label("Headline").fill("Not yet")
    page.locator('[data-verb="verdict.edit"]').click()
    claim.refresh_from_db()
    assert claim.status == "in_progress"
    assert Verdict.objects.get(claim=claim).headline == "Not yet"
    assert claim.notes.get().text == "Ask the base."


def test_two_editors_who_collide_lose_nothing(page_of: PageOf, checker: User, editor: User, desk: Desk) -> None:
    verdict = desk.verdict("draft", desk.claim("in_progress"))
    address = f"/admin/claims/verdict/{verdict.pk}/change/"
    first, second = page_of(checker, address), page_of(editor, address)
    first.get_by_label("Headline").fill("The first headline")
    second.get_by_label("Headline").fill("The second headline")
    first.locator('[data-verb="verdict.edit"]').click()
    expect(first.get_by_text("The draft is saved.")).to_be_visible()
    second.locator('[data-verb="verdict.edit"]').click()
    expect(second.get_by_role("alert").first).to_contain_text("The first headline")
    expect(second.get_by_label("Headline")).to_have_value("The second headline")
    picture(second, "collision")
    verdict.refresh_from_db()
    assert verdict.headline == "The first headline"
    second.locator('[data-verb="verdict.edit"]').click()
    expect(second.get_by_text("The draft is saved.")).to_be_visible()
    verdict.refresh_from_db()
    assert verdict.headline == "The second headline"


def test_many_claims_are_taken_up_at_once_and_each_refusal_is_said(page_of: PageOf, checker: User, desk: Desk) -> None:
    fresh = [desk.claim("new", text=f"Claim number {number} of many.") for number in range(3)]
    declined = desk.claim("declined", text="Somebody’s opinion.")
    page = page_of(checker, "/admin/claims/claim/")
    for claim in (*fresh, declined):
        page.get_by_label(f"Tick claim {claim.pk}", exact=True).check()
    page.locator('.bulk [data-verb="claim.triage"]').click()
    expect(page.locator("h1")).to_have_text("What became of each claim")
    picture(page, "bulk-report")
    expect(page.get_by_text("Done for 3 of 4.")).to_be_visible()
    expect(page.locator("li", has_text="Somebody’s opinion.")).to_contain_text(
        "triage is not possible in the state declined"
    )
    assert {claim.status for claim in Claim.objects.filter(pk__in=[one.pk for one in fresh])} == {"triaged"}


def test_the_queue_is_walked_by_keyboard(page_of: PageOf, checker: User, desk: Desk) -> None:
    claims = [desk.claim("new", text=f"Claim number {number}.") for number in range(3)]
    page = page_of(checker, "/admin/claims/claim/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.locator(".pick:checked")).to_have_count(1)
    page.keyboard.press("t")
    expect(page.get_by_text("Done for 1 claim.")).to_be_visible()
    assert Claim.objects.filter(pk__in=[one.pk for one in claims], status="triaged").count() == 1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#id_q")).to_be_focused()
    page.keyboard.press("Escape")


def test_what_is_typed_is_kept_and_a_change_by_another_is_shown(
    page_of: PageOf, checker: User, editor: User, desk: Desk
) -> None:
    claim = desk.claim("new")
    page = page_of(checker, f"/admin/claims/claim/{claim.pk}/change/")
    page.get_by_label("New note").fill("A remark that is not saved yet")
    page.reload()
    expect(page.get_by_label("New note")).to_have_value("A remark that is not saved yet")
    other = page_of(editor, f"/admin/claims/claim/{claim.pk}/change/")
    expect(other.locator("#others")).to_contain_text("chris-checker also has this page open.")
    other.locator('[data-verb="claim.triage"]').click()
    expect(page.locator("#changed-note")).to_contain_text("edith-editor took it up to be checked.")
