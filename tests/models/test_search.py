"""Words find the claims that a reader sees them in, on every server and in every locale."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from claims.migrations import __path__ as migrations
from claims.models import Claim
from claims.models.search import Search
from tests.search_cases import CASES, SEPARATOR, Case

FUNCTIONS = Path(migrations[0]) / "search.sql"
LONG = [
    "x" * 5000,
    "1,000," * 833,
    "a." * 2500,
    "-a" * 2500,
    "a1" * 2500,
    "'a" * 2500,
    "é-à " * 1250,
    "北京大学" * 1250,
]


def file_texts(cases: list[Case]) -> list[int]:
    with connection.cursor() as cursor:
        ids = []
        for language, text, *_ in cases:
            cursor.execute("INSERT INTO claims_claim (text, language) VALUES (%s, %s) RETURNING id", [text, language])
            ids += cursor.fetchone()
    return ids


@pytest.mark.django_db
@pytest.mark.parametrize("kind", CASES)
def test_words_find_the_claims_they_are_seen_in(kind: str) -> None:
    ids = file_texts(CASES[kind])
    wrong = [
        (text, query, is_found)
        for pk, (_, text, *asked) in zip(ids, CASES[kind], strict=True)
        for queries, is_found in zip(asked, (True, False), strict=True)
        for query in filter(None, queries.split(SEPARATOR))
        if Claim.objects.matching(query).filter(pk=pk).exists() != is_found
    ]
    assert wrong == []


@pytest.mark.django_db
@pytest.mark.parametrize("text", LONG, ids=range(len(LONG)))
def test_a_text_of_any_characters_can_be_filed_and_searched(text: str) -> None:
    [pk] = file_texts([("en", text[:5000], "", "")])
    assert Claim.objects.filter(pk=pk).exists()
    assert Claim.objects.matching(text[:1000]).count() <= 1


class TestLocales:
    """The same words are indexed whatever the locale of the database."""

    @pytest.fixture(params=["C", "C.UTF-8"])
    def database(self, request: pytest.FixtureRequest) -> Iterator[psycopg.Connection]:
        name = f"locale_{secrets.token_hex(4)}"
        options = {**connection.get_connection_params(), "autocommit": True}
        options = {key: options[key] for key in ("host", "port", "user", "password", "autocommit") if key in options}
        provider = f"LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE '{request.param}'"
        with psycopg.connect(**options, dbname="postgres") as server:
            server.execute(f"CREATE DATABASE {name} ENCODING UTF8 {provider} TEMPLATE template0")
            try:
                with psycopg.connect(**options, dbname=name) as database:
                    script = FUNCTIONS.read_text(encoding="utf-8").replace("@SCHEMA@", "public")
                    database.execute(script)
                    yield database
            finally:
                server.execute(f"DROP DATABASE {name} WITH (FORCE)")

    @pytest.mark.django_db
    def test_are_alike(self, database: psycopg.Connection) -> None:
        texts = [(language, text) for cases in CASES.values() for language, text, *_ in cases]
        texts += [
            (texts[0], query) for cases in CASES.values() for texts in cases for query in texts[2].split(SEPARATOR)
        ]
        ask = "SELECT claims_search_vector(%s, %s)::text"
        with connection.cursor() as cursor:
            for language, text in texts:
                cursor.execute(ask, [text, language])
                assert database.execute(ask, [text, language]).fetchone() == cursor.fetchone(), text

    def test_are_what_they_say(self, database: psycopg.Connection, request: pytest.FixtureRequest) -> None:
        asked = request.node.callspec.params["database"]
        found = database.execute("SELECT datctype FROM pg_database WHERE datname = current_database()").fetchone()
        assert found == (asked,)


@pytest.mark.django_db
def test_the_functions_call_each_other_without_a_search_path() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL search_path = ''")
        cursor.execute("SELECT public.claims_search_vector('Les années à Orléans', 'fr')::text")
        assert "orlean" in cursor.fetchone()[0]
        cursor.execute("SELECT public.claims_search_names('WHO', ARRAY['World Health Organization'])::text")
        assert "WHO" in cursor.fetchone()[0]


@pytest.mark.django_db
def test_a_search_is_read_again_where_languages_or_names_are_new() -> None:
    search = Search.of("rakete")
    assert search.parts == ()
    file_texts([("de", "Raketen", "", "")])
    assert [part.configuration for part in Search.of("rakete").parts] == ["german"]
