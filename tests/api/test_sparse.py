"""`fields` selects, `expand` adds, `count` counts; the error for an unknown name lists the known ones."""

import json
from typing import Any

import pytest

from claims.models import Claim
from tests.api.bodies import filed, whole
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.desk import Desk
from tests.models.rows import execute, insert

pytestmark = pytest.mark.django_db

PARTS = ["appearances", "evidence", "verdicts", "replies"]


def keys(answer: Any) -> list[str]:
    return [name for name, _ in json.loads(answer.content, object_pairs_hook=list)]


class TestFields:
    def test_of_one_thing_are_those_asked_for_in_the_order_of_the_whole(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api, **whole())['id']}"
        everything = api.get(path).json()
        answer = api.get(f"{path}?fields=version,text,appearances")
        assert keys(answer) == ["text", "appearances", "version"]
        assert answer.json() == {name: everything[name] for name in ("text", "appearances", "version")}

    def test_of_a_list_too(self, api: ApiClient) -> None:
        filed(api, text="First")
        filed(api, text="Second")
        assert api.get("/claims?fields=text").json() == {
            "results": [{"text": "Second"}, {"text": "First"}],
            "next": None,
        }
        assert keys(api.get("/claims?fields=text&count=true")) == ["results", "next", "count", "count_is_estimate"]

    @pytest.mark.parametrize("path", ["/entities", "/sources", "/measures", "/publishers", "/rating-scales"])
    def test_of_nouns(self, api: ApiClient, path: str) -> None:
        filed(api, **whole())
        rows = api.get(f"{path}?fields=id").json()["results"]
        assert rows
        assert all(row.keys() == {"id"} for row in rows)

    def test_have_a_tag_of_their_own(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}"
        tag = api.get(f"{path}?fields=text").headers["ETag"]
        assert tag != api.get(path).headers["ETag"]
        assert api.get(f"{path}?fields=text", headers={"if-none-match": tag}).status_code == 304
        assert api.get(path, headers={"if-none-match": tag}).status_code == 200

    def test_unknown_names_are_reported_with_the_known_ones(self, api: ApiClient) -> None:
        for path in ("/claims", f"/claims/{filed(api)['id']}"):
            (error,) = problem(api.get(f"{path}?fields=text,colour,taste"), 400)["errors"]
            assert error["parameter"] == "fields"
            assert error["detail"].startswith(
                "There is no colour, taste here. Known, to be separated by commas: id, text"
            )

    def test_that_the_caller_may_not_see_are_not_known_to_him(self, api: ApiClient, api_of: MakeApi) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}/evidence"
        assert api.get(f"{path}?fields=added_by").status_code == 200
        error = problem(api_of("reader").get(f"{path}?fields=added_by"), 400)
        assert "added_by" not in error["detail"].partition("Known")[2]

    def test_go_with_what_the_caller_may_do(self, api: ApiClient) -> None:
        assert keys(api.get(f"/claims/{filed(api)['id']}?fields=text&expand=actions")) == ["text", "actions"]

    def test_may_name_what_expand_adds(self, api: ApiClient) -> None:
        claim = filed(api)["id"]
        assert keys(api.get(f"/claims/{claim}?fields=text,actions&expand=actions")) == ["text", "actions"]
        assert problem(api.get(f"/claims/{claim}?fields=text,actions"), 400)["errors"][0]["parameter"] == "fields"

    def test_are_for_reading_alone(self, api: ApiClient) -> None:
        assert api.post("/claims?fields=id", {"text": "A claim."}).status_code == 400
        assert api.get("/me?fields=id").status_code == 400


class TestExpand:
    def test_shows_the_parts_of_claims_in_a_list(self, api: ApiClient, desk: Desk) -> None:
        desk.verdict("published")
        filed(api, **whole())
        for row in api.get(f"/claims?expand={','.join(PARTS)}").json()["results"]:
            alone = api.get(f"/claims/{row['id']}").json()
            assert {name: row[name] for name in PARTS} == {name: alone[name] for name in PARTS}

    def test_shows_nothing_unasked(self, api: ApiClient) -> None:
        filed(api, **whole())
        assert not set(PARTS) & api.get("/claims").json()["results"][0].keys()
        assert set(PARTS) & api.get("/claims?expand=evidence").json()["results"][0].keys() == {"evidence"}

    def test_shows_to_each_what_he_may_see(self, api: ApiClient, api_of: MakeApi) -> None:
        claim = insert("claims_claim")
        for is_confidential in (True, False):
            source = insert("claims_source", is_confidential=is_confidential)
            insert("claims_evidence", claim_id=claim, source_id=source)
        for who, number in ((api, 2), (api_of("reader"), 1)):
            (row,) = who.get("/claims?expand=evidence").json()["results"]
            assert len(row["evidence"]) == number

    def test_goes_with_fields(self, api: ApiClient) -> None:
        filed(api, **whole())
        (row,) = api.get("/claims?expand=evidence&fields=id,evidence").json()["results"]
        assert row.keys() == {"id", "evidence"}
        assert problem(api.get("/claims?fields=id,evidence"), 400)["errors"][0]["parameter"] == "fields"

    @pytest.mark.parametrize("path", ["/claims?expand=notes", "/claims?expand=actions", "/claims/{}?expand=evidence"])
    def test_of_what_is_not_known_is_refused(self, api: ApiClient, path: str) -> None:
        assert problem(api.get(path.format(filed(api)["id"])), 400)["errors"][0]["parameter"] == "expand"


class TestCount:
    def test_is_exact_up_to_ten_thousand_and_beyond_it_an_estimate(self, api: ApiClient) -> None:
        execute("INSERT INTO claims_claim (text) SELECT 'Claim ' || n FROM generate_series(1, 10000) AS n")
        assert _count(api) == (10_000, False)
        Claim.objects.create(text="A zeppelin")
        execute("ANALYZE claims_claim")
        number, is_estimate = _count(api)
        assert is_estimate
        assert 10_001 <= number <= 12_000
        assert _count(api, "&q=zeppelin") == (1, False)

    def test_is_not_there_unasked(self, api: ApiClient) -> None:
        assert api.get("/claims").json().keys() == {"results", "next"}


def _count(api: ApiClient, more: str = "") -> tuple[int, bool]:
    page = api.get(f"/claims?count=true&limit=1{more}").json()
    return page["count"], page["count_is_estimate"]


@pytest.mark.parametrize("path", ["/claims", "/claims?fields=id&count=true", "/claims/{}", "/claims/{}?fields=id"])
def test_head_answers_as_get_does_without_a_body(api: ApiClient, path: str) -> None:
    at = path.format(filed(api)["id"])
    head, get = api.head(at), api.get(at)
    assert head.status_code == 200
    assert head.content == b""
    names = ("Content-Type", "Content-Length", "ETag")
    assert [head.headers.get(name) for name in names] == [get.headers.get(name) for name in names]


class TestAsText:
    """A claim and a figure as text to paste."""

    def test_it_says_who_said_it_and_where(self, api: ApiClient) -> None:
        source = {"url": "https://a.example/x", "title": "The strikes", "published_on": "2020-01-02"}
        chain = [{"named_as": "Mark Milley", "cue": "told reporters"}]
        claim = filed(
            api,
            text="31 rockets were fired.",
            claimed_on="2020-01-02",
            appearances=[{"source": source, "voice": "attributed", "attributions": chain}],
            quantities=[{"surface": "31 rockets", "value_low": "31", "value_high": "31", "unit": "rocket"}],
        )
        text = api.get(f"/claims/{claim['id']}?expand=as_text&fields=id").json()["as_text"]
        assert text.startswith("Mark Milley told reporters on 2 January 2020")
        assert "https://a.example/x" in text
        figure = f"/claims/{claim['id']}/quantities/{claim['quantities'][0]['id']}"
        of_figure = api.get(f"{figure}?expand=as_text").json()["as_text"]
        assert of_figure.startswith("31 rockets")
        assert "Mark Milley" in of_figure
        assert "as_text" not in api.get(figure).json()

    def test_it_keeps_a_confidential_source_to_those_who_may_see_it(self, api: ApiClient, api_of: MakeApi) -> None:
        source = {"title": "A call with a clerk", "is_confidential": True}
        claim = filed(api, text="A claim.", appearances=[{"source": source, "voice": "narrator"}])
        path = f"/claims/{claim['id']}?expand=as_text"
        assert "clerk" in api.get(path).json()["as_text"]
        assert "clerk" not in api_of("reader").get(path).json()["as_text"]
