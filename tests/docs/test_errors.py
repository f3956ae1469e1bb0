"""docs/errors.md: every code that can be raised, and no other, on the page and on the server."""

import os

from django.test import Client

from claims.api.problems import CODES, PAGE, SEVERAL
from factcheck.paths import BASE_DIR
from tests.api.error_codes import codes
from tests.docs.errors_page import written

WRITTEN = BASE_DIR / "docs" / "errors.md"


def test_the_page_matches_the_table() -> None:
    if os.environ.get("FACTCHECK_WRITE_DOCS"):
        WRITTEN.write_text(written(), encoding="utf-8")
    assert WRITTEN.read_text(encoding="utf-8") == written(), (
        "error codes have changed: run FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_errors.py"
    )


def test_the_table_has_every_code_that_can_be_raised_and_no_other() -> None:
    assert codes() == set(CODES)


def test_the_type_of_a_problem_is_the_url_of_its_explanation(client: Client) -> None:
    response = client.get(PAGE)
    page = response.content.decode()
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    for code in [*CODES, SEVERAL]:
        assert f'id="{code}"' in page
    assert client.head(PAGE).status_code == 200
