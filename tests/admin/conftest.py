"""Fixtures of the admin's tests: a small newsroom, and clients of logged-in people."""

from collections.abc import Callable

import pytest
from django.test import Client

from claims.models import Claim, User
from tests.admin.newsroom import make_newsroom

Browse = Callable[[User], Client]


@pytest.fixture
def browse() -> Browse:
    """Log somebody in: `browse(editor).get(...)`."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def newsroom(editor: User, superuser: User) -> Claim:
    """Return a claim with a part of every kind."""
    return make_newsroom(editor, superuser)
