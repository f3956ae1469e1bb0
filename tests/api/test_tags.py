"""Entity tags (RFC 9110) change whenever the response does, allow 304 responses, and protect writes."""

import os
import subprocess
import sys
from typing import Any

import pytest

from claims.api.etags import tag_columns
from claims.api.fields import TextField
from claims.api.json_sql.statement import json_of
from claims.api.readers import reader_like
from claims.api.serializers.claims import ClaimShape
from claims.models import Claim, User
from claims.rules.access import Actor
from factcheck.paths import BASE_DIR
from tests.api.bodies import filed, whole
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models.rows import update

pytestmark = pytest.mark.django_db(transaction=True)


def tag_of(api: ApiClient, path: str) -> str:
    tag: str = api.get(path).headers["ETag"]
    assert tag.startswith('"'), tag
    assert tag.endswith('"'), tag
    return tag


def digest_of_shape(shape: Any = ClaimShape) -> str:
    insider = reader_like(Actor(user_id=1, scopes=frozenset({"internal:read"})))
    written = json_of(Claim.objects.all(), shape(context={"actor": insider}), *tag_columns(), is_of_one=True)
    return written.digest


class TestReading:
    """`If-None-Match` spares what the caller has."""

    def test_the_same_bytes_are_not_sent_twice(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        part = f"/claims/{claim['id']}/appearances/{claim['appearances'][0]['id']}"
        for path in (f"/claims/{claim['id']}", part, f"/entities/{claim['claimant']['id']}"):
            tag = tag_of(api, path)
            for header in (tag, f"W/{tag}", f'"other", {tag}', f'W/"x",{tag}, "y"', "*"):
                response = api.get(path, headers={"if-none-match": header})
                assert (response.status_code, response.content) == (304, b""), header
                assert response.headers["ETag"] == tag
                assert "Authorization" in response.headers["Vary"]
            for header in ('"other"', tag.strip('"'), tag.replace(".", ","), ""):
                assert api.get(path, headers={"if-none-match": header}).status_code == 200, header

    def test_what_is_refused_is_refused_with_any_tag(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}"
        for header in ("*", tag_of(api, path)):
            assert api.get(f"{path}?fields=nonsense", headers={"if-none-match": header}).status_code == 400

    def test_every_write_below_a_claim_changes_its_tag(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}"
        appearance = f"{path}/appearances/{claim['appearances'][0]['id']}"
        seen = {tag_of(api, path)}
        api.patch(path, {"priority": "low"})
        seen.add(tag_of(api, path))
        api.post(f"{path}/notes", {"text": "A note."})
        seen.add(tag_of(api, path))
        api.patch(appearance, {"quote": "31 rockets"})
        seen.add(tag_of(api, path))
        api.patch(appearance, {"attributions": []})
        seen.add(tag_of(api, path))
        api.delete(appearance)
        seen.add(tag_of(api, path))
        assert len(seen) == 6
        assert tag_of(api, path) in seen, "reading changes nothing"

    def test_a_renamed_noun_changes_the_tag_of_the_claim_that_shows_it(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}"
        reply = f"{path}/replies/{claim['replies'][0]['id']}"
        tags = tag_of(api, path), tag_of(api, reply)
        api.patch(f"/entities/{claim['claimant']['id']}", {"name": "US government"})
        response = api.get(path, headers={"if-none-match": tags[0]})
        assert response.status_code == 200
        assert response.json()["claimant"]["name"] == "US government"
        assert response.json()["version"] == claim["version"]
        response = api.get(reply, headers={"if-none-match": tags[1]})
        assert (response.status_code, response.json()["entity"]["name"]) == (200, "US government")

    def test_a_renamed_person_changes_the_tag_too(self, api: ApiClient, reporter: User) -> None:
        path = f"/claims/{filed(api)['id']}"
        tag = tag_of(api, path)
        update("claims_user", reporter.pk, first_name="Robin", last_name="Reed")
        response = api.get(path, headers={"if-none-match": tag})
        assert (response.status_code, response.json()["created_by"]["name"]) == (200, "Robin Reed")

    def test_a_tag_is_of_one_who_sees_as_much(self, api: ApiClient, api_of: MakeApi) -> None:
        claim = filed(api, **whole())
        reader, other_reporter = api_of("reader"), api_of("reporter")
        part = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
        for path in (f"/claims/{claim['id']}", part):
            tag = tag_of(api, path)
            assert api.get(path).json() != reader.get(path).json()
            assert tag_of(reader, path) != tag
            assert reader.get(path, headers={"if-none-match": tag}).status_code == 200
            assert tag_of(other_reporter, path) == tag

    def test_a_part_that_follows_its_claim_has_another_tag(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
        tag = tag_of(api, path)
        api.patch(f"/claims/{claim['id']}", {"priority": "low"})
        assert api.get(path).json()["version"] == 1
        assert tag_of(api, path) != tag

    def test_a_release_that_writes_it_otherwise_changes_its_tag(self, api: ApiClient) -> None:
        class LaterShape(ClaimShape):
            place = TextField(max_length=300, source="language")

        now, later = (digest_of_shape(shape) for shape in (ClaimShape, LaterShape))
        assert tag_of(api, f"/claims/{filed(api)['id']}").endswith(f'.{now}"')
        assert now != later

    @pytest.mark.parametrize("seed", ["1", "2"])
    def test_all_processes_make_the_same_tags(self, seed: str) -> None:
        asked = "import django; django.setup(); from tests.api import test_tags; print(test_tags.digest_of_shape())"
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", asked], check=True, capture_output=True, text=True, cwd=BASE_DIR, env=environment
        )
        assert done.stdout.strip() == digest_of_shape()

    def test_lists_carry_no_tag(self, api: ApiClient) -> None:
        claim = filed(api)
        for path in ("/claims", "/entities", f"/claims/{claim['id']}/notes"):
            assert "ETag" not in api.get(path).headers

    def test_every_response_varies_by_caller(self, api: ApiClient, anonymous_api: ApiClient) -> None:
        claim = filed(api)
        for response in (
            api.get("/claims"),
            api.get(f"/claims/{claim['id']}"),
            api.get("/claims/999999"),
            api.post("/claims", {}),
            anonymous_api.get("/claims"),
        ):
            assert "Authorization" in response.headers["Vary"].split(", ")


class TestWriting:
    """`If-Match` refuses a write to what has moved on."""

    def test_a_stale_write_to_a_claim_is_refused_and_changes_nothing(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}"
        old = tag_of(api, path)
        current = api.patch(path, {"priority": "high"}, headers={"if-match": old}).headers["ETag"]
        response = api.patch(path, {"priority": "low"}, headers={"if-match": old})
        problem(response, 412)
        assert pointers(response, 412) == {"": "stale_version"}
        assert api.get(path).json()["priority"] == "high"
        assert tag_of(api, path) == current
        assert api.patch(path, {"priority": "low"}, headers={"if-match": current}).status_code == 200

    def test_a_stale_write_to_a_part_is_refused(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
        old = tag_of(api, path)
        api.patch(path, {"question": "How many?"})
        problem(api.patch(path, {"question": "Who?"}, headers={"if-match": old}), 412)
        problem(api.delete(path, headers={"if-match": old}), 412)
        assert api.get(path).json()["question"] == "How many?"
        assert api.delete(path, headers={"if-match": tag_of(api, path)}).status_code == 204

    def test_a_part_goes_by_its_own_version_and_not_its_claims(self, api: ApiClient) -> None:
        claim = filed(api, **whole())
        path = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
        tag = tag_of(api, path)
        api.post(f"/claims/{claim['id']}/appearances", {"source": "https://c.example/tenth"})
        assert api.patch(path, {"question": "How many?"}, headers={"if-match": tag}).status_code == 200

    def test_a_part_is_added_to_the_claim_that_was_read(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}"
        old = tag_of(api, path)
        assert api.post(f"{path}/notes", {"text": "One"}, headers={"if-match": old}).status_code == 201
        problem(api.post(f"{path}/notes", {"text": "Two"}, headers={"if-match": old}), 412)

    def test_a_figure_is_replaced_at_its_version(self, api: ApiClient) -> None:
        claim = filed(api, quantities=["13 rockets"])
        path = f"/claims/{claim['id']}/quantities/{claim['quantities'][0]['id']}"
        body = {"quantity": "31 rockets", "reason": "Swapped."}
        problem(api.post(f"{path}/replace", body, headers={"if-match": '"7.1-1.i.0"'}), 412)
        assert api.post(f"{path}/replace", body, headers={"if-match": tag_of(api, path)}).status_code == 201

    def test_a_stale_write_to_a_noun_is_refused(self, api: ApiClient) -> None:
        entity = api.post("/entities", {"name": "Mark Milley"})
        path = f"/entities/{entity.json()['id']}"
        assert api.patch(path, {"role": "General"}, headers={"if-match": entity.headers["ETag"]}).status_code == 200
        problem(api.patch(path, {"role": "x"}, headers={"if-match": entity.headers["ETag"]}), 412)

    def test_lists_and_the_star_are_read_and_a_weak_tag_matches_nothing(self, api: ApiClient) -> None:
        path = f"/claims/{filed(api)['id']}"
        old = tag_of(api, path)
        api.patch(path, {"priority": "high"})
        now = tag_of(api, path)
        for header in (now, f"{old}, {now}", f"{now},{old}", f"W/{old}, {now}", "*"):
            assert api.patch(path, {"priority": "high"}, headers={"if-match": header}).status_code == 200, header
        for header in (
            old,
            f"W/{old}",
            f"W/{now}",
            f"W/{now}, {old}",
            f'{old}, "99.1.i.0"',
            "nonsense",
            '"nonsense"',
            '"-1.1.i.0"',
            '"²"',
        ):
            problem(api.patch(path, {"priority": "low"}, headers={"if-match": header.encode().decode("latin-1")}), 412)

    def test_what_is_not_there_is_not_found_whatever_the_tag(self, api: ApiClient) -> None:
        problem(api.patch("/claims/999999", {}, headers={"if-match": '"1.1.i.0"'}), 404)
        problem(api.patch("/claims/999999", {}, headers={"if-match": '"1.1.i.0", "2.1.i.0"'}), 404)

    def test_an_answer_to_a_write_carries_the_tag_of_what_was_written(self, api: ApiClient) -> None:
        made = api.post("/claims", whole())
        path = f"/claims/{made.json()['id']}"
        assert made.headers["ETag"] == tag_of(api, path)
        patched = api.patch(path, {"priority": "low"})
        assert patched.headers["ETag"] == tag_of(api, path)
        note = api.post(f"{path}/notes", {"text": "One"})
        assert note.headers["ETag"] == tag_of(api, f"{path}/notes/{note.json()['id']}")
