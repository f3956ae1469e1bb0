"""A name resolves to the same person through the API, the admin and imports."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from claims.models import Claim, Entity, Measure, Publisher, Source
from tests.api_client import ApiClient
from tests.importing import load

pytestmark = pytest.mark.django_db

Way = Callable[[ApiClient, dict[str, Any]], Entity | None]


def by_rest(api: ApiClient, claimant: dict[str, Any]) -> Entity | None:
    answer = api.post("/claims", {"text": "So it is.", "claimant": claimant})
    assert answer.status_code in (201, 422)
    return Entity.objects.get(pk=answer.json()["claimant"]["id"]) if answer.status_code == 201 else None


def by_bulk(api: ApiClient, claimant: dict[str, Any]) -> Entity | None:
    item = {"method": "create", "body": {"text": "So it is.", "claimant": claimant}}
    (result,) = api.post("/claims/bulk", {"items": [item]}).json()["results"]
    assert result["status"] in (201, 422)
    return Claim.objects.latest("pk").claimant if result["status"] == 201 else None


def by_import(_api: ApiClient, claimant: dict[str, Any]) -> Entity | None:
    columns = {"name": "claimant", "disambiguation": "claimant_disambiguation", "wikidata_id": "claimant_wikidata_id"}
    row = {columns[name]: value for name, value in claimant.items()}
    done = load({"external_id": "1", "text": "So it is.", **row})
    return None if done.issues else Claim.objects.get(external_ids__external_id="1").claimant


WAYS = pytest.mark.parametrize("way", [by_rest, by_bulk, by_import])


@WAYS
@pytest.mark.parametrize("name", ["O\u2019Quibb", "o\u02bcquibb", "O'QUIBB", "O'Quibb\u200b"])
def test_however_a_name_is_spelled_it_is_one_person(api: ApiClient, way: Way, name: str) -> None:
    quibb = Entity.objects.create(name="O'Quibb")
    assert way(api, {"name": name}) == quibb
    assert Entity.objects.count() == 1


@WAYS
@pytest.mark.parametrize("name", ["Ann  Weiß-Lee", "ANN WEISS\u2010LEE", "Ann\u00a0Weiss Lee"])
def test_hyphens_spaces_and_sharp_s_make_no_second_person(api: ApiClient, way: Way, name: str) -> None:
    ann = Entity.objects.create(name="Ann Weiß-Lee")
    assert way(api, {"name": name}) == ann


@WAYS
def test_two_of_different_wikidata_ids_are_never_one(api: ApiClient, way: Way) -> None:
    first = Entity.objects.create(name="John Smith", wikidata_id="Q1")
    second = way(api, {"name": "John Smith", "wikidata_id": "Q2"})
    assert second is not None
    assert (second.name, second.disambiguation, second.wikidata_id) == ("John Smith", "Q2", "Q2")
    first.refresh_from_db()
    assert (first.wikidata_id, first.version) == ("Q1", 1)


@WAYS
def test_an_alias_of_somebody_else_with_another_wikidata_id_is_not_taken(api: ApiClient, way: Way) -> None:
    Entity.objects.create(name="Jonathan Smith", aliases=["John Smith"], wikidata_id="Q1")
    second = way(api, {"name": "John Smith", "wikidata_id": "Q2"})
    assert second is not None
    assert (second.disambiguation, second.wikidata_id) == ("", "Q2")


@WAYS
def test_a_wikidata_id_finds_whoever_has_it_by_whatever_name(api: ApiClient, way: Way) -> None:
    known = Entity.objects.create(name="Mark A. Milley", wikidata_id="Q1")
    assert way(api, {"name": "General Milley", "wikidata_id": "Q1"}) == known


@WAYS
def test_an_alias_finds_its_owner_however_it_is_spelled(api: ApiClient, way: Way) -> None:
    known = Entity.objects.create(name="Mark Milley", aliases=["Gen. Milley"])
    assert way(api, {"name": "GEN MILLEY"}) == known


@WAYS
def test_a_name_alone_means_who_has_it_without_a_disambiguation(api: ApiClient, way: Way) -> None:
    plain = Entity.objects.create(name="John Smith")
    Entity.objects.create(name="John Smith", disambiguation="senator")
    assert way(api, {"name": "john smith"}) == plain


@WAYS
def test_a_name_of_several_is_refused(api: ApiClient, way: Way) -> None:
    for disambiguation in ("actor", "senator"):
        Entity.objects.create(name="John Smith", disambiguation=disambiguation)
    assert way(api, {"name": "John Smith"}) is None


@WAYS
def test_of_doubles_the_one_spelled_as_given_is_meant(api: ApiClient, way: Way) -> None:
    Entity.objects.create(name="O'Quibb")
    double = Entity.objects.create(name="O\u2019Quibb", is_double=True)
    assert way(api, {"name": "O\u2019Quibb"}) == double
    assert way(api, {"name": "O\u02bcQuibb"}) is None


def test_two_new_entities_of_one_name_in_one_claim_stay_separate(api: ApiClient) -> None:
    chain = [
        {"named_as": "Smith", "entity": {"name": "John Smith", "wikidata_id": "Q1"}},
        {"named_as": "Smith", "role": "relay", "entity": {"name": "John Smith", "wikidata_id": "Q2"}},
    ]
    body = {"text": "x", "appearances": [{"source": "https://a.example/1", "attributions": chain}]}
    assert api.post("/claims", body).status_code == 201
    assert set(Entity.objects.values_list("disambiguation", "wikidata_id")) == {("", "Q1"), ("Q2", "Q2")}


def test_a_measure_is_found_however_it_is_spelled(api: ApiClient) -> None:
    measure = Measure.objects.create(name="Rockets fired at al-Asad", unit="rocket")
    figure = {"surface": "31 rockets", "measure": "ROCKETS FIRED AT AL ASAD"}
    answer = api.post("/claims", {"text": "x", "quantities": [figure]})
    assert answer.json()["quantities"][0]["measure"]["id"] == measure.pk


def test_a_second_one_of_the_same_name_is_refused_and_the_first_pointed_to(api: ApiClient) -> None:
    first = api.post("/entities", {"name": "O'Quibb"}).json()["id"]
    answer = api.post("/entities", {"name": "O\u2019Quibb"})
    assert answer.status_code == 409
    assert answer.headers["Location"].endswith(f"/{first}")


def test_doubles_are_listed(db: None) -> None:
    call_command("check_doubles", stdout=(out := StringIO()))
    assert out.getvalue() == "None found.\n"
    first = Entity.objects.create(name="O'Quibb", wikidata_id="Q1").pk
    second = Entity.objects.create(name="O\u2019Quibb", is_double=True).pk
    Entity.objects.create(name="O'Quibb", disambiguation="senator")
    paper, again = (
        Publisher.objects.create(name=name, domain=domain).pk
        for name, domain in (("The Paper", "paper.example"), ("The  paper", "thepaper.example"))
    )
    with connection.cursor() as cursor:  # as before addresses were made canonical
        cursor.execute(
            "INSERT INTO claims_source (url, title) VALUES ('https://a.example/1', 'A'),"
            " ('https://a.example/1?utm_source=x', 'A')"
        )
    sources = list(Source.objects.order_by("pk").values_list("pk", flat=True))
    measures = [
        Measure.objects.create(name=name, unit="rocket", is_double=name.isupper()).pk for name in ("Shots", "SHOTS.")
    ]
    call_command("check_doubles", stdout=(out := StringIO()))
    assert out.getvalue().splitlines() == [
        f"entity, same name: {first} O'Quibb; {second} O\u2019Quibb",
        f"publisher, same name: {paper} The Paper; {again} The  paper",
        f"source, same address: {sources[0]} A; {sources[1]} A",
        f"measure, same name: {measures[0]} Shots; {measures[1]} SHOTS.",
        "4 found.",
    ]
