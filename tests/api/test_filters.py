"""Every filter of lists returns the matching rows and no others."""

import json
from typing import Any

import pytest
from django.db import connection

from claims.models import Claim, RatingScale, User
from tests.api.bodies import filed
from tests.api.problems import parameters
from tests.api_client import ApiClient
from tests.models.rows import imported_verdict, update, verdict

pytestmark = pytest.mark.django_db


def found(api: ApiClient, **parameters: Any) -> list[str]:
    """Return the texts of the claims that fit, in the order of filing."""
    response = api.get("/claims", {"sort": "id", **parameters})
    assert response.status_code == 200, response.json()
    return [claim["text"] for claim in response.json()["results"]]


@pytest.fixture
def desk(api: ApiClient) -> dict[str, dict[str, Any]]:
    """File a few claims that differ in everything one can ask for."""
    rockets = {
        "language": "en",
        "claimed_on": "2019-12-27",
        "topics": ["Iraq", "rockets"],
        "priority": "high",
        "external_ids": [{"origin": "cms", "external_id": "1"}, {"origin": "wire", "external_id": "a"}],
        "appearances": [
            {
                "source": {"url": "https://harbour-wire.example/rockets", "publisher": "harbour-wire.example"},
                "attributions": [{"entity": "A general"}, {"role": "relay", "entity": "A spokesman"}],
            }
        ],
        "quantities": [{"surface": "31 rockets", "measure": "rockets fired"}],
    }
    troops = {
        "language": "en-GB",
        "claimed_on": "2020-01",
        "topics": ["iraq", "troops"],
        "claimant": "A minister",
        "external_ids": [{"origin": "cms", "external_id": "2"}],
        "appearances": [{"source": "https://meridian-daily.example/troops?id=7"}],
        "quantities": ["about 3,000 additional troops", "two or three months"],
    }
    return {
        "rockets": filed(api, text="Rockets were fired at the base", **rockets),
        "troops": filed(api, text="More troops go to the Gulf", **troops),
        "dozens": filed(api, text="Dozens died", claimed_on="2020", quantities=["dozens of people"]),
        "plain": filed(api, text="Nothing is known of this one"),
    }


ROCKETS, TROOPS, DOZENS, PLAIN = (
    "Rockets were fired at the base",
    "More troops go to the Gulf",
    "Dozens died",
    "Nothing is known of this one",
)
ALL = [ROCKETS, TROOPS, DOZENS, PLAIN]


FITS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ALL),
    ({"status": "new"}, ALL),
    ({"status": "triaged"}, []),
    ({"status": "triaged,new"}, ALL),
    ({"priority": "high"}, [ROCKETS]),
    ({"priority": "urgent,low"}, []),
    ({"topic": "iraq"}, [ROCKETS, TROOPS]),
    ({"topic": "Iraq,Rockets"}, [ROCKETS]),
    ({"topic": "rockets,troops"}, []),
    ({"language": "en"}, ALL),
    ({"language": "EN-gb"}, [TROOPS]),
    ({"language": "de"}, []),
    ({"origin": "cms"}, [ROCKETS, TROOPS]),
    ({"origin": "cms", "external_id": "1"}, [ROCKETS]),
    ({"origin": "wire", "external_id": "1"}, []),
    ({"publisher": "harbour-wire.example"}, [ROCKETS]),
    ({"publisher": "WWW.Harbour-Wire.example"}, [ROCKETS]),
    ({"publisher": "other.example"}, []),
    ({"source_url": "https://HARBOUR-wire.example/rockets?fbclid=1#top"}, [ROCKETS]),
    ({"source_url": "https://meridian-daily.example/troops?id=7"}, [TROOPS]),
    ({"source_url": "https://meridian-daily.example/troops"}, []),
    ({"unit": "person"}, [TROOPS, DOZENS]),
    ({"unit": "rockets"}, [ROCKETS]),
    ({"unit": "USD"}, []),
    ({"quantity_min": "31"}, [ROCKETS, TROOPS, DOZENS]),
    ({"quantity_min": "32", "unit": "rocket"}, []),
    ({"quantity_min": "2000"}, [TROOPS]),
    ({"quantity_max": "31", "unit": "rocket"}, [ROCKETS]),
    ({"quantity_max": "30.5", "unit": "rocket"}, []),
    ({"quantity_min": "100", "quantity_max": "110"}, [DOZENS]),
    ({"quantity_min": "121", "quantity_max": "2000"}, []),
    ({"unit": "month", "quantity_min": "1000"}, []),
    ({"unit": "month", "quantity_min": "2.5", "quantity_max": "2.5"}, [TROOPS]),
    ({"claimed_from": "2019-12-28"}, [TROOPS, DOZENS]),
    ({"claimed_from": "2020-01-15"}, [TROOPS, DOZENS]),
    ({"claimed_from": "2020-02"}, [DOZENS]),
    ({"claimed_to": "2019"}, [ROCKETS]),
    ({"claimed_to": "2019-12-26"}, []),
    ({"claimed_to": "2020-01-01"}, [ROCKETS, TROOPS, DOZENS]),
    ({"claimed_from": "2019-12-27", "claimed_to": "2019-12-27"}, [ROCKETS]),
    ({"claimed_from": "2021"}, []),
    ({"updated_from": "2020-01-01"}, ALL),
    ({"updated_to": "2020-01-01"}, []),
    ({"updated_from": "9999-12-31T00:00:00Z"}, []),
    ({"updated_from": "2020-01-01T00:00:00+14:00", "updated_to": "9999-12-31T23:59:59-14:00"}, ALL),
    ({"q": "rockets"}, [ROCKETS]),
    ({"include_merged": "false"}, ALL),
    ({"topic": "iraq", "unit": "person", "language": "en"}, [TROOPS]),
]


def test_a_filter_keeps_what_fits(api: ApiClient, desk: Any) -> None:
    assert [(asked, found(api, **asked)) for asked, _ in FITS] == FITS


def test_a_filtered_list_is_counted_whole(api: ApiClient, desk: Any) -> None:
    counts = [api.get("/claims", {**asked, "count": "true", "limit": "1"}).json()["count"] for asked, _ in FITS]
    assert counts == [len(expected) for _, expected in FITS]


def test_filters_of_figures_speak_of_one_figure(api: ApiClient) -> None:
    filed(api, text="Both", quantities=["31 rockets", "3,000 troops"])
    assert found(api, unit="rocket", quantity_min="3000") == []
    assert found(api, unit="person", quantity_min="3000") == ["Both"]


def test_claims_are_found_by_the_time_of_a_figure(api: ApiClient) -> None:
    moments = ["2020-01-02T09:30Z", "2020-01-02T12:00Z", "2020-01-02", "2020-01", "2019", None]
    for moment in moments:
        filed(api, text=f"Of {moment}", quantities=[{"surface": "25 people", "as_of": moment}])
    others = [{"surface": "25 people"}, {"surface": "4 men", "as_of": "2020-01-02"}]
    filed(api, text="Another figure", quantities=others)
    day, month, year = "Of 2020-01-02", "Of 2020-01", "Of 2019"
    morning, noon, another = "Of 2020-01-02T09:30Z", "Of 2020-01-02T12:00Z", "Another figure"
    fits: list[tuple[dict[str, str], list[str]]] = [
        ({"as_of_from": "2020-01-02"}, [morning, noon, day, month, another]),
        ({"as_of_from": "2020-01-03"}, [month]),
        ({"as_of_from": "2019-06"}, [morning, noon, day, month, year, another]),
        ({"as_of_from": "2020-01-02T10:00Z"}, [noon, day, month, another]),
        ({"as_of_from": "2020-01-02T13:00+01:00"}, [noon, day, month, another]),
        ({"as_of_to": "2020-01-02T10:00Z"}, [morning, day, month, year, another]),
        ({"as_of_to": "2020-01-02"}, [morning, noon, day, month, year, another]),
        ({"as_of_to": "2020-01-01"}, [month, year]),
        ({"as_of_to": "2019"}, [year]),
        ({"as_of_from": "2020-01-02", "as_of_to": "2020-01-02", "quantity_min": "25"}, [morning, noon, day, month]),
        ({"as_of_from": "2021"}, []),
    ]
    assert [(asked, found(api, **asked)) for asked, _ in fits] == fits


def test_claims_are_found_by_their_claimant_and_by_an_entity_in_any_role(api: ApiClient, desk: Any) -> None:
    entities = {one["name"]: one["id"] for one in api.get("/entities").json()["results"]}
    assert found(api, claimant=entities["A general"]) == [ROCKETS]
    assert found(api, claimant=entities["A spokesman"]) == []
    assert found(api, entity=entities["A spokesman"]) == [ROCKETS]
    assert found(api, entity=entities["A general"]) == [ROCKETS]
    assert found(api, entity=entities["A minister"]) == [TROOPS]
    assert found(api, entity=999_999) == []


def test_claims_are_found_by_the_id_of_a_publisher_and_of_a_measure(api: ApiClient, desk: Any) -> None:
    publisher = api.get("/publishers?domain=harbour-wire.example").json()["results"][0]["id"]
    assert found(api, publisher=publisher) == [ROCKETS]
    assert found(api, publisher=999_999) == []
    measure = desk["rockets"]["quantities"][0]["measure"]["id"]
    assert found(api, measure=measure) == [ROCKETS]
    assert found(api, measure=measure, quantity_min="32") == []
    assert found(api, measure=999_999) == []


def test_claims_are_found_by_assignee(api: ApiClient, desk: Any, checker: User) -> None:
    update("claims_claim", desk["plain"]["id"], assignee_id=checker.pk)
    assert found(api, assignee=checker.pk) == [PLAIN]
    assert found(api, assignee=999_999) == []


def test_claims_are_found_by_the_rating_that_stands(api: ApiClient, desk: Any) -> None:
    rating = RatingScale.objects.get(slug="truth-o-meter").ratings.get(slug="pants-on-fire")
    claim = desk["rockets"]["id"]
    stands = imported_verdict(claim_id=claim, rating_id=rating.pk, label="Pants on Fire", normalized="false")
    imported_verdict(claim_id=desk["troops"]["id"], rating_id=rating.pk, label="Pants on Fire", normalized="false")
    update("claims_claim", claim, current_verdict_id=stands)
    assert found(api, rating="truth-o-meter/pants-on-fire") == [ROCKETS]
    assert found(api, rating="truth-o-meter/true") == []
    assert found(api, rating="other/pants-on-fire") == []
    assert found(api, normalized="false,mostly_false") == [ROCKETS]
    assert found(api, normalized="true") == []


def test_claims_are_found_by_the_state_of_any_of_their_verdicts(api: ApiClient, desk: Any) -> None:
    imported_verdict(claim_id=desk["rockets"]["id"])
    update("claims_claim", desk["troops"]["id"], status="triaged")
    verdict("draft", claim_id=desk["troops"]["id"])
    assert found(api, verdict_state="published") == [ROCKETS]
    assert found(api, verdict_state="draft") == [TROOPS]
    assert found(api, verdict_state="draft,published") == [ROCKETS, TROOPS]
    assert found(api, verdict_state="retracted") == []


def test_merged_claims_are_left_out_unless_asked_for(api: ApiClient, desk: Any) -> None:
    update("claims_claim", desk["plain"]["id"], status="merged", merged_into_id=desk["troops"]["id"])
    assert found(api) == [ROCKETS, TROOPS, DOZENS]
    assert found(api, include_merged="true") == ALL
    assert found(api, status="merged") == []
    assert found(api, status="merged", include_merged="true") == [PLAIN]


class TestWords:
    """`q` reads each claim in its own language."""

    @pytest.fixture(autouse=True)
    def _claims(self, api: ApiClient) -> None:
        for language, text in (
            ("en", "Thirty-one rockets were fired at the base"),
            ("en-US", "The base fired a rocket scientist"),
            ("de", "Auf den Stützpunkt wurden Raketen abgefeuert"),
            ("de-AT", "Die Häuser standen leer"),
            ("tlh", "nuqneH rockets"),
            ("ar", "أطلقت صواريخ على القاعدة"),
        ):
            filed(api, text=text, language=language)

    FOUND = [
        ("rocket", ["en", "en-US"]),  # English stems; a language that nobody knows does not
        ("rockets", ["en", "en-US", "tlh"]),
        ("ROCKETS", ["en", "en-US", "tlh"]),
        ("nuqneH", ["tlh"]),
        ("Rakete", ["de"]),
        ("haus", ["de-AT"]),
        ("صواريخ", ["ar"]),
        ("rockets fired", ["en", "en-US"]),
        ('"rockets were fired"', ["en"]),
        ('"fired rockets"', []),
        ("rockets -scientist", ["en", "tlh"]),
        ("Raketen or nuqneH", ["de", "tlh"]),
        ("nothing at all", []),
        ("the", []),
    ]

    def test_words_are_searched(self, api: ApiClient) -> None:
        answers = [(words, api.get("/claims", {"q": words, "sort": "id"}).json()["results"]) for words, _ in self.FOUND]
        assert [(words, [claim["language"] for claim in claims]) for words, claims in answers] == self.FOUND

    def test_words_are_searched_in_a_language_that_is_new(self, api: ApiClient) -> None:
        asked = {"q": "fusées"}
        assert api.get("/claims", asked).json()["results"] == []
        filed(api, text="Les fusées ont été tirées", language="fr")
        assert [claim["language"] for claim in api.get("/claims", asked).json()["results"]] == ["fr"]

    def test_a_new_language_is_seen_where_others_were_found(self, api: ApiClient) -> None:
        before = found(api, q="rockets")
        filed(api, text="Les rockets ont été tirées", language="fr")
        counted = api.get("/claims", {"q": "rockets", "count": "true"}).json()
        assert (found(api, q="rockets"), counted["count"]) == ([*before, "Les rockets ont été tirées"], 4)

    def test_the_planner_knows_how_many_a_search_finds(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO claims_claim (text) SELECT 'Tax ' || n FROM generate_series(1, 1000) AS n")
            cursor.execute("ANALYZE claims_claim")
        [plan] = json.loads(Claim.objects.matching("tax").explain(format="json"))
        assert 500 < plan["Plan"]["Plan Rows"] < 2000

    def test_words_and_other_filters_go_together(self, api: ApiClient) -> None:
        assert len(api.get("/claims", {"q": "rockets", "language": "en"}).json()["results"]) == 2


class TestRefusals:
    """A filter that cannot be read is an error, and says which."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("status", "open"), ("status", "new,"), ("priority", "1"), ("claimant", "Anna"), ("claimant", "0"),
            ("claimant", "-1"), ("claimant", "9" * 30), ("claimant", "1.5"), ("entity", "1,2"), ("publisher", "a b"),
            ("source_url", "ftp://a.example"), ("topic", "!!!"), ("language", "English"), ("stale", "1"),
            ("language", "e"), ("rating", "true"), ("rating", "/true"), ("normalized", "yes"),
            ("verdict_state", "live"),
            ("measure", "rockets"), ("quantity_min", "many"), ("quantity_min", "NaN"), ("quantity_min", "Infinity"),
            ("quantity_max", "1e400"), ("as_of_from", "noon"),
            ("as_of_to", "2020-01-02T09:30"), ("claimed_from", "yesterday"), ("claimed_from", "2019-13"),
            ("claimed_to", "2019-02-30"), ("updated_from", "2020-01-02T10:00:00"), ("updated_to", "soon"),
            ("due_to", "P1W"), ("created_from", "P123456D"), ("has_verdict", "maybe"),
            ("include_merged", "yes"), ("include_merged", "True"), ("limit", "0"), ("limit", "501"), ("limit", "ten"),
            ("limit", "²"), ("limit", "-1"), ("limit", "1.0"), ("sort", "text"), ("sort", "--id"), ("sort", "-"),
            ("count", "1"), ("cursor", "x"), ("q", "a\x00b"),
            ("q", "!!! ((( & | <-> :*"), ("q", "…"), ("q", "🙂"), ("topic", "\x00"),
        ],
    )  # fmt: skip
    def test_a_value_that_cannot_be_read(self, api: ApiClient, name: str, value: str) -> None:
        assert parameters(api.get("/claims", {name: value})).keys() == {name}

    @pytest.mark.parametrize("name", ["colour", "Status", "status[]", "format", "page", "offset", "search", ""])
    def test_an_unknown_parameter(self, api: ApiClient, name: str) -> None:
        assert parameters(api.get("/claims", {name: "1"})) == {name: "unknown_parameter"}

    def test_all_faults_at_once(self, api: ApiClient) -> None:
        response = api.get("/claims?status=open&claimant=x&limit=10")
        assert parameters(response) == {"status": "invalid", "claimant": "invalid"}
        response = api.get("/claims?colour=1&status=new&status=triaged&q=")
        assert parameters(response) == {
            "colour": "unknown_parameter", "status": "repeated_parameter", "q": "empty_parameter",
        }  # fmt: skip

    def test_an_external_id_needs_its_origin(self, api: ApiClient) -> None:
        assert parameters(api.get("/claims?external_id=1")) == {"external_id": "invalid"}

    def test_a_parameter_of_one_thing_is_refused(self, api: ApiClient) -> None:
        claim = filed(api)
        assert parameters(api.get(f"/claims/{claim['id']}?q=x")) == {"q": "unknown_parameter"}
        assert parameters(api.post("/claims?dry_run=1", {"text": "x"})) == {"dry_run": "invalid"}
        assert parameters(api.get("/me?x=1")) == {"x": "unknown_parameter"}

    @pytest.mark.parametrize("path", ["/entities", "/publishers", "/sources", "/measures", "/rating-scales"])
    def test_lists_of_nouns_are_as_strict(self, api: ApiClient, path: str) -> None:
        assert parameters(api.get(f"{path}?q=x")) == {"q": "unknown_parameter"}
        assert parameters(api.get(f"{path}?sort=name")) == {"sort": "invalid"}


def test_nouns_are_found_by_their_filters(api: ApiClient) -> None:
    general = api.post("/entities", {"name": "A general", "kind": "person", "wikidata_id": "Q5"}).json()
    api.post("/entities", {"name": "A ministry", "kind": "government"})
    for query in ("kind=person", "kind=person,group", "wikidata_id=Q5", "name=a GENERAL"):
        assert [one["id"] for one in api.get(f"/entities?{query}").json()["results"]] == [general["id"]], query
    assert api.get("/entities?name=general").json()["results"] == []
    source = {"title": "A call", "kind": "interview", "external_id": "call-1", "publisher": "a.example"}
    call = api.post("/sources", source).json()
    api.post("/sources", {"title": "A report"})
    for query in ("kind=interview", "external_id=call-1", f"publisher={call['publisher']['id']}"):
        assert [one["id"] for one in api.get(f"/sources?{query}").json()["results"]] == [call["id"]], query
    assert [one["slug"] for one in api.get("/rating-scales?slug=newsroom").json()["results"]] == ["newsroom"]
