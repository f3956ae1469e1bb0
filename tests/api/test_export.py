"""Exported claims: every row once, in valid formats, without formulas that a spreadsheet would run."""

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.api.table import STARTS_FORMULA
from claims.models import Claim
from tests.api.bodies import filed, whole
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk
from tests.models.rows import execute, insert

pytestmark = pytest.mark.django_db


def lines(api: ApiClient, query: str = "") -> list[dict[str, Any]]:
    response = api.get(f"/claims/export?{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/x-ndjson; charset=utf-8"
    text = response.getvalue().decode()
    assert text == "" or text.endswith("\n")
    return [json.loads(line) for line in text.split("\n")[:-1]]


def table(api: ApiClient, query: str = "") -> list[dict[str, str]]:
    response = api.get(f"/claims/export?format=csv&{query}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="claims.csv"'
    return list(csv.DictReader(io.StringIO(response.getvalue().decode(), newline="")))


def test_a_line_is_the_row_of_the_list(api: ApiClient, desk: Desk) -> None:
    desk.verdict("published")
    filed(api, **whole())
    for query in (
        "sort=id",
        "sort=-id&expand=evidence,verdicts",
        "sort=-claimed_on&fields=id,text",
        "sort=id&q=rockets",
    ):
        listed = api.get(f"/claims?{query}").json()["results"]
        assert lines(api, query) == listed
        assert listed


def test_every_claim_comes_once_however_many_there_are(api: ApiClient) -> None:
    execute(
        "INSERT INTO claims_claim (text, updated_at) SELECT 'Claim ' || n, now() FROM generate_series(1, 1501) AS n"
    )
    everything = list(Claim.objects.order_by("pk").values_list("pk", flat=True))
    assert [row["id"] for row in lines(api, "fields=id")] == everything
    for sort in ("updated_at", "-created_at", "claimed_on"):
        assert sorted(row["id"] for row in lines(api, f"fields=id&sort={sort}")) == everything
    assert [int(row["id"]) for row in table(api, "fields=id")] == everything


def test_filters_narrow_it(api: ApiClient) -> None:
    filed(api, text="A zeppelin", language="de")
    filed(api, text="A balloon")
    assert [row["text"] for row in lines(api, "language=de")] == ["A zeppelin"]
    assert lines(api, "q=airship") == []
    assert table(api, "q=airship") == []


def test_a_caller_gets_what_he_may_see(api: ApiClient, api_of: MakeApi, anonymous_api: ApiClient) -> None:
    claim = insert("claims_claim")
    insert("claims_evidence", claim_id=claim, source_id=insert("claims_source", is_confidential=True))
    assert [row["counts"]["evidence"] for row in lines(api)] == [1]
    assert [row["counts"]["evidence"] for row in lines(api_of("reader"))] == [0]
    problem(anonymous_api.get("/claims/export"), 401)


class TestTable:
    def test_has_a_column_for_all_that_a_claim_shows(self, api: ApiClient) -> None:
        claim = filed(api, **whole(claimant="Washington"))
        (row,) = table(api)
        assert row["id"] == str(claim["id"])
        assert row["claimant.name"] == "Washington"
        assert row["topics"] == "iraq|us-military"
        assert row["quantities.surface"] == "Thirty-one rockets|more than thirty rockets"
        assert row["quantities.measure.name"] == "|rockets fired at the base near Kirkuk"
        assert row["external_ids.origin"] == "cms"
        assert row["counts.appearances"] == "2"
        assert row["current_verdict.label"] == ""
        assert row["current_verdict.is_stale"] == ""

    def test_has_the_columns_of_its_fields(self, api: ApiClient) -> None:
        filed(api)
        assert list(table(api, "fields=text,id,assignee")[0]) == ["id", "text", "assignee.id", "assignee.name"]

    @pytest.mark.parametrize("start", STARTS_FORMULA)
    def test_holds_no_formula(self, api: ApiClient, start: str) -> None:
        text = f'{start}HYPERLINK("https://evil.example")'
        insert("claims_claim", text=text, place=f"{start}1")
        (row,) = table(api, "fields=text,place")
        assert row == {"text": f"'{text}", "place": f"'{start}1"}
        assert lines(api, "fields=text")[0] == {"text": text}

    def test_keeps_what_csv_has_to_quote(self, api: ApiClient) -> None:
        text = 'Said "no", then\r\nleft; \U0001f680 \u2028 ,'
        insert("claims_claim", text=text)
        assert table(api, "fields=text") == [{"text": text}]


@pytest.mark.parametrize(
    ("accept", "kind"),
    [("*/*", "application/x-ndjson"), ("text/csv", "text/csv"), ("application/x-ndjson", "application/x-ndjson")],
)
def test_the_format_may_be_what_is_accepted(api: ApiClient, accept: str, kind: str) -> None:
    response = api.get("/claims/export", headers={"accept": accept})
    assert response.headers["Content-Type"].startswith(kind)


def test_what_cannot_be_exported_is_refused_before_anything_is_sent(api: ApiClient) -> None:
    for query in ("format=xlsx", "limit=5", "cursor=x", "count=true", "sort=text", "fields=colour", "colour=red"):
        problem(api.get(f"/claims/export?{query}"), 400)
    problem(api.get("/claims/export", headers={"accept": "image/png"}), 406)


def test_head_tells_the_kind_and_reads_no_claims(api: ApiClient) -> None:
    filed(api)
    with CaptureQueriesContext(connection) as captured:
        response = api.head("/claims/export?format=csv")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert not [one for one in captured if "claims_claim" in one["sql"]]


def test_claims_are_read_as_they_are_sent_and_no_more_once_the_caller_is_gone(api: ApiClient) -> None:
    execute("INSERT INTO claims_claim (text) SELECT 'Claim ' || n FROM generate_series(1, 3000) AS n")
    response: Any = api.get("/claims/export?fields=id")
    sent = iter(response.streaming_content)
    with CaptureQueriesContext(connection) as captured:
        read = b"".join(next(sent) for _ in range(3))
        response.close()
    assert len(read.splitlines()) <= 1000
    assert len(captured) == 2
