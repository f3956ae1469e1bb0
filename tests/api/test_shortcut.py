"""API requests skip the middleware that only pages need."""

import pytest
from django.test import Client

from claims.models import User
from tests.api_client import ApiClient

pytestmark = pytest.mark.django_db


def test_a_session_opens_nothing_in_the_api_and_is_not_even_read(editor: User) -> None:
    client = Client()
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get("/api/v1/claims")
    assert response.status_code == 401
    assert not hasattr(response.wsgi_request, "session")
    assert "Cookie" not in response.headers["Vary"]
    assert not response.cookies


@pytest.mark.parametrize("path", ["/me", "/claims", "/schema", "/healthz", "/nothing"])
def test_an_answer_to_a_program_loads_nothing_and_is_framed_nowhere(api: ApiClient, path: str) -> None:
    headers = api.get(path).headers
    assert headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("path", ["/admin/login/", "/api/v1/docs"])
def test_pages_go_the_whole_way(client: Client, path: str) -> None:
    response = client.get(path)
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    assert hasattr(response.wsgi_request, "session")


def test_forms_are_still_guarded_against_forgery() -> None:
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "a", "password": "b"})
    assert response.status_code == 403
