"""Without `internal:read`, hidden data affect no list, count, filter or ETag."""

from typing import Any

import pytest

from claims.models import Source
from tests.api.bodies import filed, whole
from tests.api.hidden import SECRET, SECRET_URL, hide
from tests.api.problems import pointers, problem
from tests.api.surface import routes
from tests.api_client import ApiClient
from tests.conftest import MakeApi, MakeUser

pytestmark = pytest.mark.django_db


@pytest.fixture
def outside(api_of: MakeApi) -> ApiClient:
    """Call the API as a reader, who has no `internal:read`."""
    return api_of("reader")


@pytest.fixture
def writer(make_user: MakeUser, api_of: MakeApi) -> ApiClient:
    """Call the API by a token that writes and yet has no `internal:read`."""
    return api_of(make_user("reporter"), "claims:read", "claims:write")


def reading(claim_id: int, made: dict[str, Any]) -> list[str]:
    """List every path that can be read, of the claim and of all that is hidden."""
    ids = {
        "appearances": [made["appearance"]["id"], made["link"]["id"]],
        "evidence": [made["cited"]["id"], made["evidence"]["id"]],
        "notes": [made["note"]["id"]],
        "replies": [made["reply"]["id"]],
        "verdicts": [made["draft"]],
        "sources": [made["source"]["id"]],
    }
    found = []
    for route in routes():
        if route.method == "GET" and "tokens" not in route.path:
            collection = route.path.split("/")[-2]
            found += [route.at(claim_id, pk) for pk in ids.get(collection, [claim_id])]
    return found


def seen(api: ApiClient, path: str) -> str:
    response = api.get(path)
    return f"{response.getvalue().decode()} {sorted(response.headers.items())}"


def test_the_hidden_is_in_no_answer_to_a_reader(api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())
    made = hide(api, claim["id"])
    paths = reading(claim["id"], made)
    assert [path for path in paths if SECRET in seen(outside, path)] == []
    assert len([path for path in paths if SECRET in seen(api, path)]) >= 15, "and users with internal:read see it"


def test_what_is_hidden_is_not_found(api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())
    made = hide(api, claim["id"])
    path = f"/claims/{claim['id']}"
    for place in (
        f"{path}/appearances/{made['appearance']['id']}",
        f"{path}/evidence/{made['cited']['id']}",
        f"{path}/evidence/{made['evidence']['id']}",
        f"{path}/replies/{made['reply']['id']}",
        f"{path}/verdicts/{made['draft']}",
        f"/sources/{made['source']['id']}",
        f"/entities/{made['appearance']['attributions'][0]['entity']['id']}",
        f"/entities/{made['link']['attributions'][1]['entity']['id']}",
        f"/entities/{made['reply']['entity']['id']}",
        f"/publishers/{made['source']['publisher']['id']}",
    ):
        assert api.get(place).status_code == 200, place
        tag = api.get(place).headers["ETag"]
        response = outside.get(place, headers={"if-none-match": tag})
        problem(response, 404)
        assert "ETag" not in response.headers
    problem(outside.get(f"{path}/notes"), 403)


def test_a_claim_looks_as_if_the_hidden_were_not_there(api: ApiClient, outside: ApiClient) -> None:
    """But for its version and times, in which a gap may show."""
    claim = filed(api, **whole())
    hide(api, claim["id"])
    hidden = outside.get(f"/claims/{claim['id']}").json()
    assert [one["source"]["url"] for one in hidden["appearances"]] == [
        "https://harbour-wire.example/2020/01/02/rockets",
        "https://tigris-monitor.example/rockets",
        "https://harbour-wire.example/open",
    ]
    assert [link["named_as"] for link in hidden["appearances"][2]["attributions"]] == ["A spokesman"]
    assert (len(hidden["evidence"]), hidden["verdicts"], len(hidden["replies"])) == (2, [], 1)
    (listed,) = outside.get("/claims").json()["results"]
    assert listed["counts"] == {"appearances": 3, "evidence": 2, "verdicts": 0, "replies": 1}
    (inside,) = api.get("/claims").json()["results"]
    assert inside["counts"] == {"appearances": 4, "evidence": 4, "verdicts": 1, "replies": 2}
    for name in ("appearances", "evidence", "verdicts", "replies"):
        answer = outside.get(f"/claims/{claim['id']}/{name}?count=true").json()
        assert answer["count"] == len(answer["results"]) == listed["counts"][name]


def test_no_filter_finds_the_hidden(api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())
    made = hide(api, claim["id"])
    publisher = made["source"]["publisher"]["id"]
    inner = made["appearance"]["attributions"][0]["entity"]["id"]
    relay = made["link"]["attributions"][1]["entity"]["id"]
    for asked in (
        {"source_url": SECRET_URL},
        {"publisher": f"{SECRET}.example"},
        {"publisher": publisher},
        {"entity": inner},
        {"entity": relay},
        {"verdict_state": "draft"},
    ):
        assert api.get("/claims", {**asked, "count": "true"}).json()["count"] == 1, asked
        found = outside.get("/claims", {**asked, "count": "true"}).json()
        assert found == {"results": [], "next": None, "count": 0, "count_is_estimate": False}
    for path, asked in (
        ("/sources", {"url": SECRET_URL}),
        ("/sources", {"publisher": publisher}),
        ("/entities", {"name": f"{SECRET} inside"}),
        ("/entities", {"name": f"{SECRET} relay"}),
        ("/entities", {"name": f"{SECRET} concerned"}),
        ("/publishers", {"domain": f"{SECRET}.example"}),
    ):
        assert len(api.get(path, asked).json()["results"]) == 1, asked
        found = outside.get(path, {**asked, "count": "true"}).json()
        assert found == {"results": [], "next": None, "count": 0, "count_is_estimate": False}


def test_who_is_known_openly_too_is_seen(api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())
    made = hide(api, claim["id"])
    relay = made["link"]["attributions"][1]["entity"]["id"]
    problem(outside.get(f"/entities/{relay}"), 404)
    filed(api, claimant=relay)
    assert outside.get(f"/entities/{relay}").status_code == 200
    concerned, publisher = made["reply"]["entity"]["id"], made["source"]["publisher"]["id"]
    problem(outside.get(f"/entities/{concerned}"), 404)
    problem(outside.get(f"/publishers/{publisher}"), 404)
    api.patch(f"/claims/{claim['id']}/replies/{made['reply']['id']}", {"is_public": True})
    api.post("/sources", {"url": f"https://{SECRET}.example/open"})
    assert outside.get(f"/entities/{concerned}").status_code == 200
    assert outside.get(f"/publishers/{publisher}").status_code == 200


def test_what_becomes_confidential_disappears_at_once(api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())
    source = claim["appearances"][1]["source"]["id"]
    assert outside.get(f"/sources/{source}").status_code == 200
    api.patch(f"/sources/{source}", {"is_confidential": True})
    problem(outside.get(f"/sources/{source}"), 404)
    assert len(outside.get(f"/claims/{claim['id']}").json()["appearances"]) == 1


def test_internal_fields_are_not_shown_without_internal_read(api: ApiClient, outside: ApiClient) -> None:
    claim = filed(api, **whole())
    source = f"/sources/{claim['appearances'][0]['source']['id']}"
    evidence = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
    assert api.get(source).json().keys() - outside.get(source).json().keys() == {"reliability_note", "is_confidential"}
    assert api.get(evidence).json().keys() - outside.get(evidence).json().keys() == {"is_confidential", "added_by"}


class TestWriting:
    """Writers without `internal:read` neither see nor damage hidden data."""

    def test_hidden_parts_are_neither_changed_nor_deleted(self, api: ApiClient, writer: ApiClient) -> None:
        claim = filed(api, **whole())
        made = hide(api, claim["id"])
        path = f"/claims/{claim['id']}"
        for place, change in (
            (f"{path}/appearances/{made['appearance']['id']}", {"quote": "x"}),
            (f"{path}/evidence/{made['evidence']['id']}", {"note": "x"}),
            (f"{path}/replies/{made['reply']['id']}", {"text": "x"}),
            (f"{path}/notes/{made['note']['id']}", {"text": "x"}),
            (f"/sources/{made['source']['id']}", {"title": "x"}),
        ):
            before = api.get(place).json()
            problem(writer.patch(place, change), 404)
            if "/claims/" in place:
                problem(writer.delete(place), 404)
            assert api.get(place).json() == before

    def test_nothing_is_declared_confidential_or_open(self, api: ApiClient, writer: ApiClient) -> None:
        source = api.post("/sources", {"title": "A report"}).json()
        for secret in (True, False):
            change = {"is_confidential": secret}
            assert pointers(writer.patch(f"/sources/{source['id']}", change)) == {"/is_confidential": "unknown_field"}

    def test_a_chain_with_hidden_links_is_not_replaced(self, api: ApiClient, writer: ApiClient) -> None:
        claim = filed(api, **whole())
        made = hide(api, claim["id"])
        place = f"/claims/{claim['id']}/appearances/{made['link']['id']}"
        response = writer.patch(place, {"attributions": [{"named_as": "Somebody"}]})
        assert pointers(response, 409) == {"/attributions": "conflict"}
        assert api.get(place).json() == made["link"]
        assert writer.patch(place, {"locator": "p. 2"}).status_code == 200
        assert len(api.get(place).json()["attributions"]) == 2

    def test_a_hidden_source_is_neither_used_nor_pointed_to(self, api: ApiClient, writer: ApiClient) -> None:
        claim = filed(api, **whole())
        made = hide(api, claim["id"])
        for reference in (SECRET_URL, made["source"]["id"], {"url": SECRET_URL}):
            response = writer.post("/claims", {"text": "x", "appearances": [{"source": reference}]})
            assert pointers(response) == {"/appearances/0/source": "does_not_exist"}
            assert SECRET not in response.content.decode()
        response = writer.post("/sources", {"url": SECRET_URL})
        problem(response, 409)
        assert "Location" not in response.headers
        assert SECRET not in response.content.decode()
        assert Source.objects.filter(url=SECRET_URL).count() == 1

    def test_a_hidden_entity_is_no_candidate(self, api: ApiClient, writer: ApiClient) -> None:
        appearances = [
            {
                "source": "https://a.example/1",
                "attributions": [
                    {"entity": {"name": "John Smith", "disambiguation": SECRET}, "is_confidential": True},
                ],
            }
        ]
        filed(api, appearances=appearances)
        known = api.post("/entities", {"name": "John Smith", "disambiguation": "mayor"}).json()
        problem(api.post("/claims", {"text": "x", "claimant": "John Smith"}), 422)
        assert filed(writer, claimant="John Smith")["claimant"]["id"] == known["id"]

    def test_what_is_written_blind_is_made_and_not_shown(self, writer: ApiClient, api: ApiClient) -> None:
        claim = filed(writer)
        response = writer.post(f"/claims/{claim['id']}/notes", {"text": "From the wire desk."})
        assert response.status_code == 201
        assert b"wire desk" not in response.content
        assert "ETag" not in response.headers
        assert api.get(response.headers["Location"]).json()["text"] == "From the wire desk."
        problem(writer.get(response.headers["Location"]), 403)
