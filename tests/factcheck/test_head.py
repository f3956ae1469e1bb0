"""HEAD as a server asks it of the application: the headers of GET, and not a byte behind them."""

from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from factcheck.wsgi import application
from tests.conftest import MakeToken, MakeUser

pytestmark = pytest.mark.server_independent

PATHS = ("/api/v1/claims", "/api/v1/claims/export", "/api/v1/nothing", "/healthz", "/admin/login/")


def answered(method: str, path: str, secret: str) -> tuple[str, dict[str, str], bytes]:
    environ: dict[str, Any] = {"HTTP_HOST": "localhost", "HTTP_AUTHORIZATION": f"Bearer {secret}"}
    environ |= {"REQUEST_METHOD": method, "PATH_INFO": path}
    setup_testing_defaults(environ)
    response: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *_: Any) -> Any:
        response.update(status=status, headers=dict(headers))

    body: Any = application(environ, start)
    try:
        return response["status"], response["headers"], b"".join(body)
    finally:
        body.close()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.django_db(transaction=True)  # the end of a request closes its connection
def test_head_has_the_headers_of_get_and_no_body(path: str, make_user: MakeUser, make_token: MakeToken) -> None:
    secret = make_token(make_user("reporter"))
    status, headers, body = answered("GET", path, secret)
    head = answered("HEAD", path, secret)
    assert head[0] == status
    assert head[2] == b""
    assert body or path.endswith("export")
    assert head[1].get("Content-Length") == headers.get("Content-Length")
    assert head[1]["Content-Type"] == headers["Content-Type"]
