"""docs/access.md matches the tables of verbs, roles and scopes."""

import os

import pytest
from django.test import Client

from claims.rules.verbs import NEEDS
from factcheck.paths import BASE_DIR
from tests.api.surface import DOCUMENTS
from tests.api_client import ApiClient
from tests.docs.access_page import OTHERWISE, PREFIX, verb_of_paths, written

PAGE = BASE_DIR / "docs" / "access.md"


def test_the_page_matches_the_tables() -> None:
    if os.environ.get("FACTCHECK_WRITE_DOCS"):
        PAGE.write_text(written(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == written(), (
        "verbs, roles or scopes have changed: run FACTCHECK_WRITE_DOCS=1 make test ARGS=tests/docs/test_access.py"
    )


def test_every_verb_has_a_path_or_the_page_says_where_it_is_used() -> None:
    assert {verb for _, _, verb in verb_of_paths()} | OTHERWISE.keys() == NEEDS.keys()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz", *(f"{PREFIX}/{name}" for name in sorted(DOCUMENTS))])
def test_public_paths_answer_without_a_token(client: Client, path: str) -> None:
    assert client.get(path).status_code == 200


def test_all_other_reads_need_a_token(anonymous_api: ApiClient) -> None:
    paths = [path for method, path, _ in verb_of_paths() if method == "GET" and path.startswith(PREFIX)]
    assert len(paths) > 20
    for path in paths:
        response = anonymous_api.get(path.removeprefix(PREFIX).format(id=1, claim=1))
        assert response.status_code == 401, path
