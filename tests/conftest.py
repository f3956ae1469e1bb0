"""What tests share: people of every role, their tokens, callers of the API, and a database put back after each.

A test with `db` runs in one transaction that is rolled back. A test with `transactional_db`, or marked
`django_db(transaction=True)`, commits; the tables are put back to their standing state after it.
"""

from collections.abc import Callable, Iterator
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
from tests.standing import reset_database

MakeUser = Callable[..., User]
MakeToken = Callable[..., str]
MakeApi = Callable[..., ApiClient]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Start from the standing state, whatever an interrupted run left behind."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        reset_database()
        # Django empties tables by TRUNCATE, which ours refuse.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: reset_database())
        patch.setattr(TransactionTestCase, "_should_reload_connections", lambda _: False)
        yield


@pytest.fixture(scope="session", autouse=True)
def static_files_found_when_asked_for() -> Iterator[None]:
    """Spare every client of a test the list of all static files, which takes longer than most of what it asks."""
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture
def make_user(db: None) -> MakeUser:
    """Make a user: `make_user("editor")`, `make_user("reporter", "checker", name="eva", is_service=True)`.

    They have no password, since hashing one takes long: let them in by `client.force_login`, or give one.
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
    """Give a program's account, of a reporter's rights."""
    return make_user("reporter", name="wire-bot", is_service=True)


@pytest.fixture
def actor(reporter: User) -> Actor:
    """Give the reporter as an actor, for calling actions."""
    return actor_of(reporter)


@pytest.fixture
def make_token() -> MakeToken:
    """Make a token and give its secret; without scopes it has all that its owner's roles hold."""

    def make(owner: User, *scopes: str, **options: Any) -> str:
        held = scopes_of_roles(roles_of(owner), is_superuser=owner.is_superuser)
        _, secret = create_token(owner, scopes or held, actor=OPERATOR, **options)
        return secret

    return make


@pytest.fixture
def api_of(make_user: MakeUser, make_token: MakeToken) -> MakeApi:
    """Make a caller of the API: `api_of("editor")`, `api_of(user)`, `api_of(user, "claims:read")`."""

    def make(who: User | str, *scopes: str) -> ApiClient:
        owner = make_user(who) if isinstance(who, str) else who
        return ApiClient(make_token(owner, *scopes))

    return make


@pytest.fixture
def api(api_of: MakeApi, reporter: User) -> ApiClient:
    """Call the API as a reporter, who reads everything and files claims."""
    return api_of(reporter)


@pytest.fixture
def desk(make_user: MakeUser) -> Desk:
    """Give a desk at work: `desk.claim("checked")`, `desk.verdict("in_review")`."""
    return Desk(make_user)


@pytest.fixture
def anonymous_api(db: None) -> ApiClient:
    """Call the API without a token."""
    return ApiClient()


@pytest.fixture
def sample(db: None) -> dict[str, Claim]:
    """Load the sample newsroom, and give its claims by their external ids: `sample["wire-31-rockets"]`."""
    load_sample(actor=OPERATOR)
    return {row.external_id: row.claim for row in ExternalId.objects.filter(origin=ORIGIN).select_related("claim")}


@pytest.fixture
def own_publisher(db: None) -> Publisher:
    found: Publisher = Publisher.objects.get(is_own=True)
    return found
