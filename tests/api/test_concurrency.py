"""Concurrent requests do not overwrite each other and create nothing twice."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import pytest

from claims.models import Claim, Entity, ExternalId, Measure, Publisher, Source, User
from tests.api.bodies import filed, whole
from tests.api.problems import problem
from tests.api_client import ApiClient
from tests.conftest import MakeToken
from tests.races.together import WAYS, Race, another_connection, from_a_barrier, queued, until_blocked

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.exhaustive]

Call = Callable[[], Any]
ROUNDS = 8


@pytest.fixture
def callers(reporter: User, make_token: MakeToken) -> Iterator[ApiClient]:
    """Return the requested number of callers, each with its own client."""
    secret = make_token(reporter)
    ApiClient(secret).get("/me")  # the first use of a token is noted
    return (ApiClient(secret) for _ in iter(int, 1))


@pytest.fixture(params=WAYS, ids=lambda way: way.__name__)
def race(request: Any) -> Race:
    """Return a function that sends several calls at the same time."""
    way: Race = request.param
    return way


def statuses(responses: list[Any]) -> Counter[int]:
    return Counter(response.status_code for response in responses)


def one_wins(responses: list[Any]) -> tuple[Any, Any]:
    """Check that one of two calls succeeded and the other was refused as stale, and return both."""
    done, refused = sorted(responses, key=lambda response: response.status_code)
    assert done.status_code == 200, done.content
    problem(refused, 412)
    return done, refused


def test_of_two_writers_at_one_version_of_a_claim_one_wins(
    api: ApiClient, callers: Iterator[ApiClient], race: Race
) -> None:
    path = f"/claims/{filed(api)['id']}"
    tag = {"if-match": api.get(path).headers["ETag"]}
    calls = [partial(next(callers).patch, path, {"place": place}, headers=tag) for place in ("Kirkuk", "Mosul")]
    done, _ = one_wins(race(*calls, claims=[int(path.rsplit("/", maxsplit=1)[-1])]))
    after = api.get(path).json()
    assert (after["place"], after["version"]) == (done.json()["place"], 2)


def test_of_two_writers_at_one_version_of_a_part_one_wins(
    api: ApiClient, callers: Iterator[ApiClient], race: Race
) -> None:
    claim = filed(api, **whole())
    path = f"/claims/{claim['id']}/evidence/{claim['evidence'][0]['id']}"
    tag = {"if-match": api.get(path).headers["ETag"]}
    calls: list[Call] = [
        partial(next(callers).patch, path, {"question": "How many?"}, headers=tag),
        partial(next(callers).patch, path, {"question": "Who?"}, headers=tag),
    ]
    done, _ = one_wins(race(*calls, claims=[claim["id"]]))
    assert api.get(path).json()["question"] == done.json()["question"]
    assert api.get(f"/claims/{claim['id']}").json()["version"] == 2


def test_of_two_writers_at_one_version_of_a_noun_one_wins(api: ApiClient, callers: Iterator[ApiClient]) -> None:
    for number in range(ROUNDS):
        entity = api.post("/entities", {"name": f"Entity {number}"})
        path, tag = f"/entities/{entity.json()['id']}", {"if-match": entity.headers["ETag"]}
        calls = [partial(next(callers).patch, path, {"role": role}, headers=tag) for role in ("a", "b")]
        one_wins(from_a_barrier(*calls))


def test_many_who_add_to_one_claim_all_get_in(api: ApiClient, callers: Iterator[ApiClient], race: Race) -> None:
    claim = filed(api)
    path = f"/claims/{claim['id']}"
    calls = [partial(next(callers).post, f"{path}/notes", {"text": f"Note {number}"}) for number in range(8)]
    assert statuses(race(*calls, claims=[claim["id"]])) == {201: 8}
    assert api.get(path).json()["version"] == claim["version"] + 8
    assert len(api.get(f"{path}/notes").json()["results"]) == 8


def test_one_appearance_is_the_first_though_two_came_first(
    api: ApiClient, callers: Iterator[ApiClient], race: Race
) -> None:
    claim = filed(api)
    path = f"/claims/{claim['id']}/appearances"
    bodies = [{"source": f"https://a.example/{name}", "attributions": [{"entity": name}]} for name in ("Anna", "Berta")]
    responses = race(*(partial(next(callers).post, path, body) for body in bodies), claims=[claim["id"]])
    assert statuses(responses) == {201: 2}
    (first,) = [one for one in api.get(path).json()["results"] if one["is_first"]]
    assert api.get(f"/claims/{claim['id']}").json()["claimant"] == first["attributions"][0]["entity"]


class TestExternalId:
    """Of two requests with the same external id, only the first gets it."""

    def test_of_two_who_file_it_at_once_one_does_and_the_other_is_pointed_there(
        self, callers: Iterator[ApiClient]
    ) -> None:
        for number in range(ROUNDS):
            body = {"text": "A claim.", "external_ids": [{"origin": "cms", "external_id": f"{number}"}]}
            made, refused = sorted(
                from_a_barrier(*(partial(next(callers).post, "/claims", body) for _ in range(2))),
                key=lambda response: response.status_code,
            )
            assert made.status_code == 201
            problem(refused, 409)
            assert refused.headers["Location"] == made.headers["Location"]
        assert (Claim.objects.count(), ExternalId.objects.count()) == (ROUNDS, ROUNDS)

    @pytest.mark.parametrize(("outcome", "status"), [("commit", 409), ("rollback", 201)])
    def test_one_who_is_not_done_yet_is_waited_for(
        self, api: ApiClient, callers: Iterator[ApiClient], outcome: str, status: int
    ) -> None:
        other_claim = filed(api)["id"]
        body = {"text": "A claim.", "external_ids": [{"origin": "cms", "external_id": "4711"}]}
        with another_connection() as other:
            with other.cursor() as cursor:
                cursor.execute(
                    "INSERT INTO claims_externalid (claim_id, origin, external_id) VALUES (%s, 'cms', '4711')",
                    [other_claim],
                )

            with ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(from_a_barrier, partial(next(callers).post, "/claims", body))
                until_blocked(1)
                getattr(other, outcome)()
                (response,) = waiting.result(60)
        assert response.status_code == status
        if outcome == "commit":
            assert response.headers["Location"] == f"/api/v1/claims/{other_claim}"
        assert ExternalId.objects.count() == 1

    def test_ids_in_opposite_order_do_not_deadlock(self, callers: Iterator[ApiClient]) -> None:
        for number in range(ROUNDS):
            ids = [{"origin": "cms", "external_id": f"{number}-{letter}"} for letter in "abcdef"]
            bodies = [{"text": "A claim.", "external_ids": order} for order in (ids, ids[::-1])]
            responses = from_a_barrier(*(partial(next(callers).post, "/claims", body) for body in bodies))
            assert statuses(responses) == {201: 1, 409: 1}
        assert ExternalId.objects.count() == ROUNDS * 6


class TestNouns:
    """A noun that two requests name at once is created once, in any order."""

    def test_named_in_opposite_order_they_neither_deadlock_nor_come_twice(self, callers: Iterator[ApiClient]) -> None:
        for number in range(ROUNDS):
            bodies = [self.body(number, letters) for letters in ("abcdef", "fedcba", "cafebd")]
            responses = from_a_barrier(*(partial(next(callers).post, "/claims", body) for body in bodies))
            assert statuses(responses) == {201: 3}, [response.content for response in responses]
        assert Entity.objects.count() == Source.objects.count() == Measure.objects.count() == ROUNDS * 6
        assert Publisher.objects.filter(is_own=False).count() == ROUNDS * 6 / 2

    @staticmethod
    def body(number: int, letters: str) -> dict[str, Any]:
        """Make a claim that names six of every noun, or in odd rounds no publishers, at which the others would queue.

        The first URL is written so that it sorts elsewhere than as it is kept.
        """
        appearances, quantities = [], []
        for letter in letters:
            is_first = letter == letters[0]
            path = "p" if letter == "a" else f"p-{letter}"
            source: dict[str, Any] = {
                "url": f"https://round{number}.example/{path}{'?utm_source=z' if is_first else ''}"
            }
            if number % 2 == 0:
                source["publisher"] = {"domain": f"{'www.' if is_first else ''}{letter}{number}.example"}
            link = {"entity": f"Entity {number}{letter.upper() if is_first else letter}"}
            appearances.append({"source": source, "attributions": [link]})
            quantities.append({"surface": "31 rockets", "measure": f"measure {number}{letter}"})
        return {"text": "A claim.", "appearances": appearances, "quantities": quantities}

    @pytest.mark.parametrize(
        ("path", "body"),
        [
            ("/entities", {"name": "Anna"}),
            ("/publishers", {"domain": "a.example"}),
            ("/sources", {"url": "https://a.example/"}),
            ("/measures", {"name": "rockets", "unit": "rocket"}),
        ],
    )
    def test_of_two_who_make_it_one_does_and_the_other_is_pointed_there(
        self, callers: Iterator[ApiClient], path: str, body: dict[str, Any]
    ) -> None:
        calls = [partial(next(callers).post, path, body) for _ in range(4)]
        responses = sorted(from_a_barrier(*calls), key=lambda response: response.status_code)
        assert [response.status_code for response in responses] == [201, 409, 409, 409]
        assert len({response.headers["Location"] for response in responses}) == 1

    def test_a_part_is_added_while_a_claim_of_the_same_source_becomes_part_of_it(
        self, api: ApiClient, callers: Iterator[ApiClient]
    ) -> None:
        """Both lock the claim before they make the source; else each would wait for the other."""
        claim = filed(api)
        appearance = {"source": "https://a.example/new"}
        responses = queued(
            partial(next(callers).post, f"/claims/{claim['id']}/appearances", appearance),
            partial(next(callers).post, "/claims", {"text": "x", "part_of": claim["id"], "appearances": [appearance]}),
            claims=[claim["id"]],
        )
        assert statuses(responses) == {201: 2}, [response.content for response in responses]
        assert Source.objects.count() == 1
