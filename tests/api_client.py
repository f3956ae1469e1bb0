"""A test client of the API that sends a bearer token and JSON."""

from typing import Any

from django.test import Client

ROOT = "/api/v1"
ELSEWHERE = (ROOT, "/healthz", "/readyz", "/metrics", "/admin", "/static")
JSON = "application/json"


class ApiClient(Client):
    """Call the API with a token, or with none.

    "/claims" stands for "/api/v1/claims". Bodies are sent as JSON unless a content type is passed.
    """

    def __init__(self, secret: str | None = None) -> None:
        super().__init__(headers={"authorization": f"Bearer {secret}"} if secret else {})

    def generic(self, method: str, path: Any, *args: Any, **kwargs: Any) -> Any:
        below = path if path.startswith(ELSEWHERE) else ROOT + path
        return super().generic(method, below, *args, **kwargs)

    def post(self, path: Any, data: Any = None, content_type: str = JSON, *args: Any, **kwargs: Any) -> Any:
        return super().post(path, {} if data is None else data, content_type, *args, **kwargs)

    def patch(self, path: Any, data: Any = None, content_type: str = JSON, *args: Any, **kwargs: Any) -> Any:
        return super().patch(path, {} if data is None else data, content_type, *args, **kwargs)
