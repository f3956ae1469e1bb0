"""Real browsers (Chromium) on a served desk: people logged in, their pages, and what a page must never do.

A page that logs an error to the console, or that the content security policy refuses something, fails its test.
"""

import os
import shutil
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from claims.models import User

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Where screenshots of every page are left, if somebody wants to look at them.
PICTURES = os.environ.get("FACTCHECK_PICTURES", "")
PATIENCE = 30_000  # milliseconds: two processes of tests can share one core

PageOf = Callable[..., Page]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip the browser tests, and say so once, where there is no browser; under CI they fail instead."""
    here = Path(__file__).parent
    mine = [item for item in items if here in item.path.parents]
    if not mine or Path(CHROMIUM).exists():
        return
    if os.environ.get("CI"):
        raise pytest.UsageError("CI needs Debian's chromium for the browser tests: apt-get install chromium.")
    for item in mine:
        item.add_marker(pytest.mark.skip(reason="there is no Chromium here: install Debian's package chromium"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one browser for the tests of a file, and end it before another file's tests run in this process."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright, warnings.catch_warnings():
        # Playwright runs an event loop in this thread, which Django takes for asynchronous code.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()
        connections.close_all()  # beside an event loop Django uses a connection that nothing else closes


@pytest.fixture
def page_of(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[PageOf]:
    """Open a page as somebody: `page_of(editor, "/admin/", width=360, theme="dark", script=False)`."""
    contexts: list[BrowserContext] = []
    problems: list[str] = []

    def open_page(user: User, path: str = "", **options: Any) -> Page:
        context = new_context(browser, user, live_server.url, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on(
            "console", lambda message: problems.append(f"{page.url}: {message.text}") if is_wrong(message) else None
        )
        page.on("pageerror", lambda error: problems.append(f"{page.url}: {error}"))
        if path:
            page.goto(f"{live_server.url}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, problems


def is_wrong(message: Any) -> bool:
    """Return whether a console message is an error. A form that is refused answers 4xx, which Chromium logs."""
    return message.type == "error" and "the server responded with a status of 4" not in message.text


def new_context(
    browser: Browser, user: User, address: str, *, width: int = 1440, height: int = 900, theme: str = "light",
    script: bool = True,
) -> BrowserContext:  # fmt: skip
    """Make a browser's session in which somebody is logged in."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        java_script_enabled=script,
    )
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
    return context


def picture(page: Page, name: str) -> None:
    """Leave a picture of a page where FACTCHECK_PICTURES says, if it does."""
    if PICTURES:
        Path(PICTURES).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
