"""Shared fixtures: users of every role, their tokens, API clients, and a database that is reset after each test.

A test with `db` runs in one transaction that is rolled back. A test with `transactional_db`, or marked
`django_db(transaction=True)`, commits; afterwards the tables are reset to the state of a new installation.
"""

import os
from collections.abc import Callable, Generator, Iterator
from typing import Any

import pytest
from django.test import TransactionTestCase, override_settings

from claims.actions.actors import OPERATOR, actor_of, roles_of
from claims.actions.sample import ORIGIN, load_sample
from claims.actions.tokens import create_token
from claims.actions.users import create_user
from claims.models import Claim, ExternalId, Publisher, User
from claims.rules.access import Actor, scopes_of_roles
from tests.api_client import ApiClient
from tests.desk import Desk
from tests.reset import reset_database

MakeUser = Callable[..., User]
MakeToken = Callable[..., str]
MakeApi = Callable[..., ApiClient]

# Run first, so that no process is left with one of these at the end while the others have finished.
LONGEST_FIRST = ("tests/proofs/", "tests/browser/", "tests/factcheck/", "tests/docs/", "tests/races/")
# Folders whose tests give the same result on every supported Postgres; single files carry the mark themselves.
SERVER_INDEPENDENT = ("tests/rules/", "tests/formats/", "tests/docs/", "tests/admin/", "tests/browser/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need not run on every Postgres, and run the longest files first."""
    for item in items:
        if item.nodeid.startswith(SERVER_INDEPENDENT):
            item.add_marker(pytest.mark.server_independent)
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST_FIRST))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a skipped test in CI, where everything must be installed that tests need, except others' data sets."""
    report = yield
    if report.skipped and os.environ.get("CI") and "FACTCHECK_DATA" not in str(report.longrepr):
        report.outcome, report.longrepr = "failed", f"skipped, which CI does not allow: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Reset the database first: an interrupted run may have left rows behind."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        reset_database()
        # Django empties tables with TRUNCATE, which our triggers refuse.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: reset_database())
        patch.setattr(TransactionTestCase, "_should_reload_connections", lambda _: False)
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_found_on_request() -> Iterator[None]:
    """Look for a static file when it is requested: listing all of them for each client takes longer than most tests."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture
def make_user(db: None) -> MakeUser:
    """Create users: `make_user("editor")`, `make_user("reporter", "checker", name="eva", is_service=True)`.

    They have no password, because hashing one is slow: use `client.force_login`, or pass one.
    """

    def make(*roles: str, name: str = "", **options: Any) -> User:
        return create_user(name or f"{'-'.join(roles)}-{User.objects.count()}", roles=roles, actor=OPERATOR, **options)

    return make


@pytest.fixture
def reader(make_user: MakeUser) -> User:
    return make_user("reader", name="rosa-reader")


@pytest.fixture
def reporter(make_user: MakeUser) -> User:
    return make_user("reporter", name="robin-reporter")


@pytest.fixture
def checker(make_user: MakeUser) -> User:
    return make_user("checker", name="chris-checker")


@pytest.fixture
def editor(make_user: MakeUser) -> User:
    return make_user("editor", name="edith-editor")


@pytest.fixture
def data_desk(make_user: MakeUser) -> User:
    return make_user("data_desk", name="dana-desk")


@pytest.fixture
def superuser(make_user: MakeUser) -> User:
    return make_user("editor", name="susan-superuser", is_superuser=True)


@pytest.fixture
def service(make_user: MakeUser) -> User:
    """A service account with the reporter role."""
    return make_user("reporter", name="wire-bot", is_service=True)


@pytest.fixture
def actor(reporter: User) -> Actor:
    """The reporter as an Actor, for calling actions."""
    return actor_of(reporter)


@pytest.fixture
def make_token() -> MakeToken:
    """Create a token and return its secret; by default it has every scope of its owner's roles."""

    def make(owner: User, *scopes: str, **options: Any) -> str:
        every = scopes_of_roles(roles_of(owner), is_superuser=owner.is_superuser)
        _, secret = create_token(owner, scopes or every, actor=OPERATOR, **options)
        return secret

    return make


@pytest.fixture
def api_of(make_user: MakeUser, make_token: MakeToken) -> MakeApi:
    """Create API clients: `api_of("editor")`, `api_of(user)`, `api_of(user, "claims:read")`."""

    def make(who: User | str, *scopes: str) -> ApiClient:
        owner = make_user(who) if isinstance(who, str) else who
        return ApiClient(make_token(owner, *scopes))

    return make


@pytest.fixture
def api(api_of: MakeApi, reporter: User) -> ApiClient:
    """An API client of a reporter, who reads everything and files claims."""
    return api_of(reporter)


@pytest.fixture
def desk(make_user: MakeUser) -> Desk:
    """A desk that takes claims and verdicts to any state: `desk.claim("checked")`, `desk.verdict("in_review")`."""
    return Desk(make_user)


@pytest.fixture
def anonymous_api(db: None) -> ApiClient:
    """An API client without a token."""
    return ApiClient()


@pytest.fixture
def sample(db: None) -> dict[str, Claim]:
    """The claims of the sample newsroom by external id: `sample["wire-31-rockets"]`."""
    load_sample(actor=OPERATOR)
    return {row.external_id: row.claim for row in ExternalId.objects.filter(origin=ORIGIN).select_related("claim")}


@pytest.fixture
def own_publisher(db: None) -> Publisher:
    found: Publisher = Publisher.objects.get(is_own=True)
    return found
