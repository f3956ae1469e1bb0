"""Upload files over HTTP, as a browser's form or curl does."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from claims.actions.imports.requests.worker_queue import run_waiting_batches
from tests.api_client import ApiClient

GOOD = b"external_id,text,claimant\n1,Rockets hit the base.,Ann\n2,The base was hit.,Bo\n"
BAD = b"external_id,text,claimant\n1,Rockets hit the base.,Ann\n2,,Bo\n3,The base was hit.,Bo\n"


def file_of(content: bytes = GOOD, name: str = "claims.csv") -> SimpleUploadedFile:
    """Return a file to upload."""
    return SimpleUploadedFile(name, content)


def zipped(content: bytes, name: str) -> bytes:
    """Return a zip archive with the file and another one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("notes/read me.txt", "Nothing.")
        archive.writestr(name, content)
    return out.getvalue()


def send_file(api: ApiClient, content: bytes | None = GOOD, *, path: str = "/imports", **options: Any) -> Any:
    """Upload a file, or none, as multipart/form-data: `file_name` names it, other options are fields of the form."""
    headers, name = options.pop("headers", {}), options.pop("file_name", "claims.csv")
    parts = {"origin": "desk", **options}
    if content is not None:
        parts["file"] = file_of(content, name)
    return api.post(path, {key: value for key, value in parts.items() if value is not None}, MULTIPART_CONTENT,
                    headers=headers)  # fmt: skip


def load_file(api: ApiClient, content: bytes | None = GOOD, **options: Any) -> dict[str, Any]:
    """Upload a file, run the import, and return the import as the API shows it."""
    response = send_file(api, content, **options)
    assert response.status_code == 202, response.content
    run_waiting_batches()
    found: dict[str, Any] = api.get(response.headers["Location"]).json()
    return found
