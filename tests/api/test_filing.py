"""A claim is filed with all its parts in one request, or not at all."""

from typing import Any

import pytest
from django.apps import apps

from claims.models import CallCount, Claim, Entity, Publisher, Source
from tests.api.bodies import ARTICLE, filed, whole
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient

pytestmark = pytest.mark.django_db


def rows() -> dict[str, int]:
    """Count the rows of every table of ours, but for the calls that are counted: a refused one is too."""
    models = [model for model in apps.get_app_config("claims").get_models() if model is not CallCount]
    return {model.__name__: model._base_manager.count() for model in models}


def test_a_claim_posted_whole_is_there_whole(api: ApiClient) -> None:
    response = api.post("/claims", whole())
    claim = response.json()
    assert response.status_code == 201
    assert response.headers["Location"] == f"/api/v1/claims/{claim['id']}"
    assert claim == api.get(response.headers["Location"]).json()

    assert claim["text"] == "Thirty-one rockets were fired at a base near Kirkuk."
    assert claim["language"] == "en-GB"
    assert claim["claimed_on"] == "2019-12"
    assert claim["topics"] == ["iraq", "us-military"]
    assert (claim["status"], claim["priority"], claim["version"]) == ("new", "high", 1)
    assert claim["created_by"]["name"] == "robin-reporter"
    assert [(one["origin"], one["external_id"]) for one in claim["external_ids"]] == [("cms", "4711")]


def test_appearances_carry_their_source_anchor_and_chain(api: ApiClient) -> None:
    first, second = filed(api, **whole())["appearances"]
    assert first["source"]["url"] == ARTICLE
    assert first["source"]["name"] == "Rockets fired at a base"
    assert (first["quote"], first["start"], first["end"]) == ("thirty-one rockets", 120, 138)
    assert (first["is_first"], second["is_first"]) == (True, False)
    assert (first["voice"], second["voice"]) == ("attributed", "narrator")
    origin, relay = first["attributions"]
    assert (origin["named_as"], origin["entity"]["name"]) == ("Washington", "United States government")
    assert (origin["certainty"], relay["certainty"]) == ("inferred", "explicit")
    assert (relay["role"], relay["entity"]) == ("relay", None)
    source = api.get(f"/sources/{first['source']['id']}").json()
    assert source["url_as_given"] == f"{ARTICLE}?utm_source=feed#top"
    assert source["publisher"]["name"] == "Harbour Wire"
    assert api.get("/publishers?domain=harbour-wire.example").json()["results"][0]["name"] == "Harbour Wire"


def test_evidence_and_replies_come_with_the_claim(api: ApiClient) -> None:
    claim = filed(api, **whole())
    data_set, common = claim["evidence"]
    assert (data_set["stance"], data_set["is_primary"], data_set["added_by"]["name"]) == (
        "supports", True, "robin-reporter",
    )  # fmt: skip
    assert (common["source"], common["note"]) == (None, "The base lies twelve kilometres outside the city.")
    (reply,) = claim["replies"]
    assert reply["asked_at"] == "2020-01-03T08:00:00Z"
    assert reply["entity"] == claim["claimant"]


def test_phrases_and_objects_become_figures(api: ApiClient) -> None:
    phrase, spelled_out = filed(api, **whole())["quantities"]
    assert (phrase["surface"], phrase["value_low"], phrase["value_high"]) == ("Thirty-one rockets", "31", "31")
    assert (phrase["hedge"], phrase["unit"], phrase["measure"]) == ("exact", "rocket", None)
    assert (spelled_out["value_low"], spelled_out["value_high"], spelled_out["hedge"]) == ("30", "30", "more_than")
    assert (spelled_out["interval"]["low"], spelled_out["interval"]["high"]) == ("30", None)
    assert spelled_out["interval"]["is_low_open"]
    assert spelled_out["measure"]["name"] == "rockets fired at the base near Kirkuk"
    assert spelled_out["as_of"] == "2019-12-27"


@pytest.mark.parametrize(
    ("phrase", "hedge", "low", "high", "unit"),
    [
        ("about 3,000 additional troops", "about", "2500", "3500", "person"),
        ("at least 24 people killed", "at_least", "24", None, "person"),
        ("two or three months", "range", "2", "3", "month"),
        ("$2.5 billion", "exact", "2500000000", "2500000000", "USD"),
        ("3.5%", "exact", "3.5", "3.5", "percent"),
        ("up to 20 rockets", "at_most", "0", "20", "rocket"),
        ("dozens of people", "vague", "12", "120", "person"),
    ],
)
def test_a_phrase_is_read_into_hedge_and_interval(
    api: ApiClient, phrase: str, hedge: str, low: str, high: str | None, unit: str
) -> None:
    (figure,) = filed(api, quantities=[phrase])["quantities"]
    assert (figure["hedge"], figure["unit"]) == (hedge, unit)
    assert (figure["interval"]["low"], figure["interval"]["high"]) == (low, high)


def test_an_object_stands_above_what_its_phrase_says(api: ApiClient) -> None:
    (figure,) = filed(api, quantities=[{"surface": "about 3,000 troops", "modality": "planned"}])["quantities"]
    assert (figure["hedge"], figure["value_low"], figure["modality"]) == ("about", "3000", "planned")


def test_decimals_stay_as_they_were_written(api: ApiClient) -> None:
    figures = [{"surface": "2.50 dollars", "value_low": "2.50", "unit": "USD"}]
    assert filed(api, quantities=figures)["quantities"][0]["value_low"] == "2.50"
    big = [{"surface": "so much", "value_low": 123456789012345678901234567890, "unit": "USD"}]
    assert filed(api, quantities=big)["quantities"][0]["value_low"] == "123456789012345678901234567890"


def test_a_measure_called_by_name_is_made_with_the_unit_of_the_figure(api: ApiClient) -> None:
    (figure,) = filed(api, quantities=[{"surface": "31 rockets", "measure": "rockets over Kirkuk"}])["quantities"]
    measure = api.get(f"/measures/{figure['measure']['id']}").json()
    assert (measure["name"], measure["unit"]) == ("rockets over Kirkuk", "rocket")
    (again,) = filed(api, quantities=[{"surface": "30 rockets", "measure": "Rockets over KIRKUK"}])["quantities"]
    assert again["measure"] == figure["measure"]


def test_a_figure_without_its_unit_is_refused_at_its_place(api: ApiClient) -> None:
    body = {"text": "A claim.", "quantities": ["31 rockets", {"surface": "that many", "value_low": "3"}]}
    assert pointers(api.post("/claims", body)) == {"/quantities/1/unit": "required"}


class TestClaimant:
    """The claimant is named in the body or taken from the first appearance."""

    def test_is_taken_from_the_first_originator_of_the_first_appearance(self, api: ApiClient) -> None:
        assert filed(api, **whole())["claimant"]["name"] == "United States government"

    def test_is_taken_from_the_appearance_that_says_it_is_the_first(self, api: ApiClient) -> None:
        appearances = [
            {"source": "https://a.example/1", "attributions": [{"entity": "Anna"}]},
            {
                "source": "https://a.example/2",
                "is_first": True,
                "attributions": [{"role": "relay", "entity": "Relay"}, {"entity": "Berta"}, {"entity": "Clara"}],
            },
        ]
        claim = filed(api, appearances=appearances)
        assert claim["claimant"]["name"] == "Berta"
        assert [one["is_first"] for one in claim["appearances"]] == [False, True]

    def test_is_nobody_where_the_filer_says_so(self, api: ApiClient) -> None:
        assert filed(api, **whole(claimant=None))["claimant"] is None

    @pytest.mark.parametrize("hidden", ["source", "link"])
    def test_is_never_taken_from_what_is_confidential(self, api: ApiClient, hidden: str) -> None:
        source = {"title": "A call", "is_confidential": hidden == "source"}
        link = {"entity": "A whistleblower", "is_confidential": hidden == "link"}
        assert filed(api, appearances=[{"source": source, "attributions": [link]}])["claimant"] is None

    def test_may_be_a_name_an_id_or_an_object(self, api: ApiClient) -> None:
        by_name = filed(api, claimant="Mark Milley")["claimant"]
        by_id = filed(api, claimant=by_name["id"])["claimant"]
        by_object = filed(api, claimant={"name": "mark MILLEY", "kind": "person"})["claimant"]
        as_read = filed(api, claimant=by_name)["claimant"]
        assert by_name == by_id == by_object == as_read
        assert by_name["name"] == "Mark Milley"

    def test_comes_with_the_first_appearance_that_is_added_later(self, api: ApiClient) -> None:
        claim = filed(api)
        body = {"source": "https://a.example/1", "attributions": [{"entity": "Anna"}]}
        assert api.post(f"/claims/{claim['id']}/appearances", body).json()["is_first"]
        assert api.get(f"/claims/{claim['id']}").json()["claimant"]["name"] == "Anna"


def test_a_source_may_be_an_id_a_url_or_an_object(api: ApiClient) -> None:
    by_url = filed(api, appearances=[{"source": "HTTPS://A.example:443/x?utm_medium=mail"}])["appearances"][0]["source"]
    assert by_url["url"] == "https://a.example/x"
    same = [{"source": given} for given in (by_url["id"], by_url, {"url": "https://a.example/x#y", "title": "Other"})]
    appearances = filed(api, appearances=same)["appearances"]
    assert [one["source"] for one in appearances] == [by_url] * 3


def test_naming_what_is_there_never_changes_it(api: ApiClient) -> None:
    filed(api, **whole())
    before = [list(model.objects.order_by("pk").values()) for model in (Entity, Publisher, Source)]
    again = whole(external_ids=[], claimant={"name": "United States government", "kind": "group", "role": "other"})
    again["appearances"][0]["source"] |= {"title": "Another title", "language": "de"}
    again["appearances"][0]["source"]["publisher"] = {"domain": "harbour-wire.example", "name": "Another name"}
    filed(api, **again)
    assert [list(model.objects.order_by("pk").values()) for model in (Entity, Publisher, Source)] == before


def test_a_source_takes_the_publisher_of_its_domain(api: ApiClient) -> None:
    api.post("/publishers", {"domain": "harbour-wire.example", "name": "Harbour Wire"})
    (appearance,) = filed(api, appearances=[{"source": "https://www.harbour-wire.example/x"}])["appearances"]
    assert api.get(f"/sources/{appearance['source']['id']}").json()["publisher"]["name"] == "Harbour Wire"


class TestAllOrNothing:
    """A refused claim leaves nothing behind."""

    def refused(self, api: ApiClient, status: int, **changes: Any) -> Any:
        before = rows()
        response = api.post("/claims", whole(**changes))
        problem(response, status)
        assert rows() == before
        return response

    def test_when_the_last_evidence_refers_to_nothing(self, api: ApiClient) -> None:
        evidence = [*whole()["evidence"], {"source": 999_999, "stance": "supports"}]
        response = self.refused(api, 400, evidence=evidence)
        assert pointers(response) == {"/evidence/2/source": "does_not_exist"}

    def test_when_the_last_reply_is_about_a_verdict_of_another_claim(self, api: ApiClient) -> None:
        replies = [{"kind": "complaint", "asked_at": "2020-01-03T09:00:00Z", "verdict": 5}]
        assert pointers(self.refused(api, 400, replies=replies)) == {"/replies/0/verdict": "does_not_exist"}

    def test_when_the_last_figure_cannot_be_read(self, api: ApiClient) -> None:
        response = self.refused(api, 400, quantities=["31 rockets", "no figure at all"])
        assert next(iter(pointers(response))).startswith("/quantities/1")

    def test_when_the_external_id_is_taken(self, api: ApiClient) -> None:
        claim = filed(api, external_ids=[{"origin": "cms", "external_id": "4711"}])
        response = self.refused(api, 409)
        assert response.headers["Location"] == f"/api/v1/claims/{claim['id']}"
        assert pointers(response, 409)

    def test_when_a_name_is_ambiguous(self, api: ApiClient) -> None:
        for where in ("Florida", "Ohio"):
            api.post("/entities", {"name": "John Smith", "disambiguation": where})
        self.refused(api, 422, claimant="John Smith")

    def test_all_mistakes_are_reported_at_once(self, api: ApiClient) -> None:
        body = whole(language="English", claimed_on="2019-13", colour="red")
        body["appearances"][0]["attributions"][1] = {"role": "relay"}
        body["appearances"][1]["voice"] = "loud"
        body["evidence"][0]["stance"] = None
        body["quantities"][1] |= {"hedge": "range", "value_low": 9, "value_high": 2}
        assert set(pointers(api.post("/claims", body))) == {
            "/language", "/claimed_on", "/colour", "/appearances/0/attributions/1", "/appearances/1/voice",
            "/evidence/0/stance", "/quantities/1/value_low",
        }  # fmt: skip


def test_only_one_appearance_is_the_first(api: ApiClient) -> None:
    twice = [{"source": f"https://a.example/{number}", "is_first": True} for number in (1, 2)]
    assert pointers(api.post("/claims", {"text": "A claim.", "appearances": twice})) == {"/appearances": "invalid"}
    claim = filed(api, appearances=twice[:1])
    problem(api.post(f"/claims/{claim['id']}/appearances", twice[1]), 409)
    added = api.post(f"/claims/{claim['id']}/appearances", {"source": "https://a.example/2"})
    assert added.status_code == 201
    assert not added.json()["is_first"]


def test_an_external_id_belongs_to_one_claim(api: ApiClient) -> None:
    claim = filed(api, external_ids=[{"origin": "cms", "external_id": "1"}])
    other = filed(api)
    taken = api.post(f"/claims/{other['id']}/external-ids", {"origin": "cms", "external_id": "1"})
    problem(taken, 409)
    assert taken.headers["Location"] == f"/api/v1/claims/{claim['id']}"
    assert api.get(taken.headers["Location"]).json()["id"] == claim["id"]
    elsewhere = api.post(f"/claims/{other['id']}/external-ids", {"origin": "wire", "external_id": "1"})
    assert elsewhere.status_code == 201


def test_a_claim_may_be_part_of_another(api: ApiClient) -> None:
    whole_claim = filed(api)
    part = filed(api, part_of=whole_claim["id"])
    assert part["part_of"] == whole_claim["id"]
    assert pointers(api.post("/claims", {"text": "x", "part_of": 999_999})) == {"/part_of": "does_not_exist"}
    problem(api.post("/claims", {"text": "x", "part_of": part["id"]}), 409)


def test_text_is_kept_in_one_unicode_form(api: ApiClient) -> None:
    assert filed(api, text="  Cafe\u0301 \N{ROCKET} \u0645\u0631\u062d\u0628\u0627 ")["text"] == (
        "Caf\u00e9 \N{ROCKET} \u0645\u0631\u062d\u0628\u0627"
    )
    assert Claim.objects.get().text.startswith("Caf\u00e9")
