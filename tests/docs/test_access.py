"""docs/access.md says what the tables of access say."""

import os

import pytest
from django.test import Client

from claims.rules.verbs import NEEDS
from factcheck.paths import BASE_DIR
from tests.api.surface import DOCUMENTS
from tests.api_client import ApiClient
from tests.docs.access_page import OTHERWISE, PREFIX, verb_of_paths, written

PAGE = BASE_DIR / "docs" / "access.md"


def test_the_page_is_as_the_tables_are() -> None:
    if os.environ.get("FACTCHECK_WRITE_DOCS"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written(), (
        "access has changed: FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_access.py writes the page anew"
    )


def test_every_verb_is_used_by_a_path_or_in_another_way_that_the_page_tells() -> None:
    assert {verb for _, _, verb in verb_of_paths()} | OTHERWISE.keys() == NEEDS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", *(f"{PREFIX}/{name}" for name in sorted(DOCUMENTS))])
def test_what_answers_everybody_does(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_all_else_that_is_read_asks_for_a_token(anonymous_api: ApiClient) -> None:
    paths = [path for method, path, _ in verb_of_paths() if method == "GET" and path.startswith(PREFIX)]
    assert len(paths) > 20
    for path in paths:
        response = anonymous_api.get(path.removeprefix(PREFIX).format(id=1, claim=1))
        assert response.status_code == 401, path
