"""Shared nouns are created once, found by name, and changed only by id."""

import hashlib
from typing import Any

import pytest

from claims.models import EntityEvent, RatingScale, Source
from tests.api.bodies import filed
from tests.api.problems import pointers, problem
from tests.api_client import ApiClient
from tests.conftest import MakeApi

pytestmark = pytest.mark.django_db
commits = pytest.mark.django_db(transaction=True)  # versions rise once a transaction

NOUNS: dict[str, dict[str, Any]] = {
    "entities": {"name": "Mark Milley", "kind": "person", "aliases": ["Gen. Milley"], "wikidata_id": "Q15815773"},
    "publishers": {"domain": "harbour-wire.example", "name": "Harbour Wire", "country": "GB"},
    "sources": {"url": "https://harbour-wire.example/a", "title": "A report", "authors": ["A. Writer"]},
    "measures": {"name": "rockets fired near Kirkuk", "unit": "rocket", "growth": "monotone"},
    "rating-scales": {
        "slug": "thumbs",
        "name": "Thumbs",
        "worst": "-1",
        "best": "1",
        "ratings": [
            {"slug": "down", "name": "Down", "value": "-1", "normalized": "false"},
            {"slug": "up", "name": "Up", "value": "1", "normalized": "true"},
        ],
    },
}
CHANGES: dict[str, dict[str, Any]] = {
    "entities": {"role": "Chairman of the Joint Chiefs of Staff", "wikidata_id": None},
    "publishers": {"name": "The Harbour Wire"},
    "sources": {"status": "corrected", "published_on": "2020-01"},
    "measures": {"place": "Kirkuk"},
    "rating-scales": {"name": "Thumbs up or down"},
}


@pytest.fixture
def api(api_of: MakeApi) -> ApiClient:
    """Call the API as an editor, who makes scales too."""
    return api_of("editor")


def made(api: ApiClient, collection: str, **changes: Any) -> dict[str, Any]:
    response = api.post(f"/{collection}", {**NOUNS[collection], **changes})
    assert response.status_code == 201, response.json()
    noun: dict[str, Any] = response.json()
    return noun


@pytest.mark.parametrize("collection", NOUNS)
class TestEveryNoun:
    """Behaviour common to all nouns."""

    def test_one_is_made_read_and_listed(self, api: ApiClient, collection: str) -> None:
        response = api.post(f"/{collection}", NOUNS[collection])
        noun = response.json()
        assert response.status_code == 201, noun
        assert response.headers["Location"] == f"/api/v1/{collection}/{noun['id']}"
        assert api.get(response.headers["Location"]).json() == noun
        for name, given in NOUNS[collection].items():
            if name != "ratings":
                assert noun[name] == given
        in_list = {one["id"]: one for one in api.get(f"/{collection}?limit=500").json()["results"]}[noun["id"]]
        assert in_list == {name: value for name, value in noun.items() if name in in_list}

    @commits
    def test_a_patch_changes_what_it_names(self, api: ApiClient, collection: str) -> None:
        before = made(api, collection)
        path = f"/{collection}/{before['id']}"
        response = api.patch(path, CHANGES[collection])
        after = response.json()
        assert response.status_code == 200, after
        assert after == api.get(path).json()
        assert {name for name in before if before[name] != after[name]} == {
            *CHANGES[collection], "version", "updated_at",
        }  # fmt: skip
        assert after["version"] == before["version"] + 1
        assert api.patch(path, CHANGES[collection]).json() == after

    def test_what_is_there_already_is_pointed_to(self, api: ApiClient, collection: str) -> None:
        noun = made(api, collection)
        response = api.post(f"/{collection}", NOUNS[collection])
        problem(response, 409)
        assert response.headers["Location"] == f"/api/v1/{collection}/{noun['id']}"
        assert api.get(response.headers["Location"]).json() == noun

    def test_none_is_deleted(self, api: ApiClient, collection: str) -> None:
        problem(api.delete(f"/{collection}/{made(api, collection)['id']}"), 405)

    def test_one_that_is_not_there_is_not_found(self, api: ApiClient, collection: str) -> None:
        problem(api.get(f"/{collection}/999999"), 404)
        problem(api.patch(f"/{collection}/999999", CHANGES[collection]), 404)

    def test_unknown_and_read_only_fields_are_refused(self, api: ApiClient, collection: str) -> None:
        body = {**NOUNS[collection], "colour": "red", "version": 3}
        assert pointers(api.post(f"/{collection}", body)) == {"/colour": "unknown_field", "/version": "read_only"}


class TestEntity:
    """Entities."""

    def test_two_entities_of_one_name_need_a_disambiguation(self, api: ApiClient) -> None:
        florida, ohio = (made(api, "entities", wikidata_id=None, disambiguation=where) for where in ("FL", "OH"))
        response = api.post("/claims", {"text": "x", "claimant": "mark milley"})
        (error,) = problem(response, 422)["errors"]
        assert error["pointer"] == "/claimant"
        assert error["code"] == "ambiguous"
        assert error["candidates"] == [
            {"id": florida["id"], "name": "Mark Milley (FL)"},
            {"id": ohio["id"], "name": "Mark Milley (OH)"},
        ]
        chosen = {"name": "Mark Milley", "disambiguation": "oh"}
        assert filed(api, claimant=chosen)["claimant"]["id"] == ohio["id"]

    def test_the_one_in_the_way_is_pointed_to_and_no_namesake(self, api: ApiClient) -> None:
        made(api, "entities", wikidata_id=None, disambiguation="FL")
        plain = made(api, "entities", wikidata_id=None)
        response = api.post("/entities", {"name": "MARK MILLEY"})
        assert response.status_code == 409
        assert response.headers["Location"].endswith(f"/{plain['id']}")

    def test_an_alias_is_as_good_as_a_name(self, api: ApiClient) -> None:
        entity = made(api, "entities")
        assert filed(api, claimant="Gen. Milley")["claimant"]["id"] == entity["id"]
        assert [one["id"] for one in api.get("/entities?name=Gen. Milley").json()["results"]] == [entity["id"]]

    def test_a_name_goes_before_an_alias(self, api: ApiClient) -> None:
        made(api, "entities")
        named = made(api, "entities", name="Gen. Milley", wikidata_id=None, aliases=[])
        assert filed(api, claimant="Gen. Milley")["claimant"]["id"] == named["id"]

    def test_a_wikidata_id_goes_before_a_name(self, api: ApiClient) -> None:
        entity = made(api, "entities")
        other_name = {"name": "Mark A. Milley", "wikidata_id": "Q15815773"}
        assert filed(api, claimant=other_name)["claimant"] == {"id": entity["id"], "name": "Mark Milley"}
        response = api.post("/entities", other_name)
        problem(response, 409)
        assert response.headers["Location"].endswith(f"/{entity['id']}")

    def test_another_ones_name_or_wikidata_id_is_not_taken_over(self, api: ApiClient) -> None:
        made(api, "entities")
        other = made(api, "entities", name="Mike Mullen", wikidata_id="Q361358", aliases=[])
        problem(api.patch(f"/entities/{other['id']}", {"name": "MARK MILLEY"}), 409)
        problem(api.patch(f"/entities/{other['id']}", {"wikidata_id": "Q15815773"}), 409)
        assert api.get(f"/entities/{other['id']}").json() == other

    def test_history_keeps_the_old_name(self, api: ApiClient) -> None:
        entity = made(api, "entities")
        api.patch(f"/entities/{entity['id']}", {"name": "Mark A. Milley"})
        events = EntityEvent.objects.filter(pgh_obj=entity["id"]).order_by("pgh_id")
        assert [(one.name, one.pgh_context["verb"]) for one in events] == [
            ("Mark Milley", "entity.create"),
            ("Mark A. Milley", "entity.update"),
        ]

    @pytest.mark.parametrize("wrong", ["15815773", "Q0", "q1", "Q1\n2", ""])
    def test_a_wikidata_id_has_its_form(self, api: ApiClient, wrong: str) -> None:
        assert "/wikidata_id" in pointers(api.post("/entities", {"name": "X", "wikidata_id": wrong}))


class TestPublisher:
    """Outlets."""

    def test_is_called_by_its_domain_until_it_is_named(self, api: ApiClient) -> None:
        publisher = api.post("/publishers", {"domain": "WWW.München.example"}).json()
        assert publisher["domain"] == publisher["name"] == "xn--mnchen-3ya.example"
        found = api.get("/publishers?domain=münchen.example").json()["results"]
        assert [one["id"] for one in found] == [publisher["id"]]

    def test_keeps_its_name_when_it_moves(self, api: ApiClient) -> None:
        publisher = made(api, "publishers")
        moved = api.patch(f"/publishers/{publisher['id']}", {"domain": "hw.example"}).json()
        assert (moved["name"], moved["domain"]) == ("Harbour Wire", "hw.example")

    def test_our_own_is_named_in_the_settings_alone(self, api: ApiClient) -> None:
        assert pointers(api.patch(f"/publishers/{made(api, 'publishers')['id']}", {"is_own": True})) == {
            "/is_own": "read_only"
        }

    @pytest.mark.parametrize("country", ["gb", "GBR", "G1", "Ü"])
    def test_a_country_is_two_capital_letters(self, api: ApiClient, country: str) -> None:
        assert "/country" in pointers(api.post("/publishers", {"domain": "a.example", "country": country}))

    @pytest.mark.parametrize("domain", ["https://a.example", "localhost", "192.0.2.1", "a b.example", "-a.example"])
    def test_a_domain_is_a_host_name(self, api: ApiClient, domain: str) -> None:
        assert pointers(api.post("/publishers", {"domain": domain})) == {"/domain": "invalid"}


class TestSource:
    """Citable items."""

    def test_a_refiled_story_is_a_new_revision(self, api: ApiClient) -> None:
        first = made(api, "sources")
        second = made(api, "sources", revision=2, title="A report, corrected")
        assert second["id"] != first["id"]
        (appearance,) = filed(api, appearances=[{"source": first["url"]}])["appearances"]
        assert appearance["source"]["id"] == second["id"]
        old = {"url": first["url"], "revision": 1}
        (appearance,) = filed(api, appearances=[{"source": old}])["appearances"]
        assert appearance["source"]["id"] == first["id"]

    def test_kept_text_never_changes_and_stays_out_of_lists(self, api: ApiClient) -> None:
        source = made(api, "sources", text="Thirty-one rockets.")
        assert source["text_sha256"] == hashlib.sha256(b"Thirty-one rockets.").hexdigest()
        problem(api.patch(f"/sources/{source['id']}", {"text": "Thirty rockets."}), 409)
        listed = api.get("/sources").json()["results"][0]
        assert "text" not in listed
        assert listed["text_sha256"] == source["text_sha256"]

    def test_text_may_be_kept_later(self, api: ApiClient) -> None:
        source = made(api, "sources")
        kept = api.patch(f"/sources/{source['id']}", {"text": "Thirty-one rockets."}).json()
        assert kept["text"] == "Thirty-one rockets."

    def test_a_url_that_changes_keeps_the_publisher(self, api: ApiClient) -> None:
        made(api, "publishers", domain="other.example", name="Other")
        source = made(api, "sources", publisher={"domain": "harbour-wire.example"})
        moved = api.patch(f"/sources/{source['id']}", {"url": "https://other.example/a?gclid=1"}).json()
        assert moved["publisher"] == source["publisher"]
        assert (moved["url"], moved["url_as_given"]) == ("https://other.example/a", "https://other.example/a?gclid=1")
        gone = api.patch(f"/sources/{source['id']}", {"url": None}).json()
        assert (gone["url"], gone["url_as_given"]) == (None, "")

    def test_one_that_nobody_could_cite_is_refused(self, api: ApiClient) -> None:
        assert pointers(api.post("/sources", {"kind": "interview"})) == {"": "required"}
        body = {"text": "x", "appearances": [{"source": {"kind": "interview"}}]}
        assert pointers(api.post("/claims", body)) == {"/appearances/0/source": "required"}
        source = made(api, "sources", title="")
        assert pointers(api.patch(f"/sources/{source['id']}", {"url": None})) == {"": "required"}

    def test_is_found_by_its_url_however_it_is_written(self, api: ApiClient) -> None:
        source = made(api, "sources")
        found = api.get("/sources", {"url": "HTTPS://Harbour-Wire.example:443/a?utm_source=x"}).json()["results"]
        assert [one["id"] for one in found] == [source["id"]]

    def test_a_wire_story_without_a_url_is_found_by_its_id_and_publisher(self, api: ApiClient) -> None:
        story = {"external_id": "urn:wire:1", "publisher": {"domain": "wire.example"}}
        first = filed(api, appearances=[{"source": story}])["appearances"][0]["source"]
        again = filed(api, appearances=[{"source": story}])["appearances"][0]["source"]
        assert first == again
        elsewhere = {**story, "publisher": {"domain": "other-wire.example"}}
        assert filed(api, appearances=[{"source": elsewhere}])["appearances"][0]["source"] != first
        assert Source.objects.count() == 2

    @pytest.mark.parametrize(
        "url",
        ["ftp://a.example/", "a.example/x", "https://", "https://a.example/ b", "javascript:alert(1)", "x" * 2049],
    )
    def test_a_url_is_a_whole_web_address(self, api: ApiClient, url: str) -> None:
        assert "/url" in pointers(api.post("/sources", {"url": url}))
        body = {"text": "x", "appearances": [{"source": url}]}
        assert set(pointers(api.post("/claims", body))) == {"/appearances/0/source"}


class TestMeasure:
    """Measures."""

    def test_its_unit_is_brought_into_one_form(self, api: ApiClient) -> None:
        assert made(api, "measures", unit="rockets")["unit"] == "rocket"
        assert len(api.get("/measures?unit=Rockets").json()["results"]) == 1

    def test_its_name_is_one_whatever_the_case(self, api: ApiClient) -> None:
        made(api, "measures")
        problem(api.post("/measures", {"name": "ROCKETS fired near Kirkuk", "unit": "rocket"}), 409)


class TestRatingScale:
    """The labels that organisations judge with."""

    def test_the_shipped_scales_answer_with_their_ratings(self, api: ApiClient) -> None:
        scales = {one["slug"]: one for one in api.get("/rating-scales").json()["results"]}
        assert len(scales) == RatingScale.objects.count() == 6
        truth = scales["truth-o-meter"]["ratings"]
        assert [one["name"] for one in truth] == [
            "True", "Mostly True", "Half True", "Mostly False", "False", "Pants on Fire",
        ]  # fmt: skip

    def test_values_below_zero_have_their_place(self, api: ApiClient) -> None:
        scale = made(api, "rating-scales")
        assert [(one["slug"], one["position"], one["value"]) for one in scale["ratings"]] == [
            ("down", 1, "-1"), ("up", 2, "1"),
        ]  # fmt: skip

    def test_ratings_are_changed_and_added_by_their_slug_and_none_is_lost(self, api: ApiClient) -> None:
        scale = made(api, "rating-scales")
        ratings = [{"slug": "sideways", "name": "Sideways"}, {"slug": "down", "name": "Thumb down", "is_retired": True}]
        after = api.patch(f"/rating-scales/{scale['id']}", {"ratings": ratings}).json()["ratings"]
        assert [(one["slug"], one["name"], one["position"]) for one in after] == [
            ("down", "Thumb down", 1), ("up", "Up", 2), ("sideways", "Sideways", 3),
        ]  # fmt: skip
        assert [one["is_retired"] for one in after] == [True, False, False]
        assert after[0]["value"] == "-1"

    @pytest.mark.parametrize(
        ("ratings", "expected"),
        [
            ([{"name": "Up"}], {"/ratings/0/slug": "required"}),
            ([{"slug": "new"}], {"/ratings/0/name": "required"}),
            ([{"slug": "up"}, {"slug": "up"}], {"/ratings/1/slug": "duplicate"}),
            ([{"slug": "Not a slug", "name": "x"}], {"/ratings/0/slug": "invalid"}),
            ([{"slug": "up", "normalized": "maybe"}], {"/ratings/0/normalized": "invalid_choice"}),
            ([{"slug": "up", "colour": 1}], {"/ratings/0/colour": "unknown_field"}),
        ],
    )
    def test_mistakes_in_ratings_stand_at_their_place(self, api: ApiClient, ratings: Any, expected: Any) -> None:
        scale = made(api, "rating-scales")
        assert pointers(api.patch(f"/rating-scales/{scale['id']}", {"ratings": ratings})) == expected

    def test_a_value_outside_the_ends_is_refused(self, api: ApiClient) -> None:
        scale = made(api, "rating-scales")
        problem(api.patch(f"/rating-scales/{scale['id']}", {"ratings": [{"slug": "up", "value": "1.5"}]}), 409)
        problem(api.patch(f"/rating-scales/{scale['id']}", {"best": "0"}), 409)


def test_an_id_is_all_that_a_reference_to_something_there_needs(api: ApiClient) -> None:
    entity = made(api, "entities")
    as_read = {"id": entity["id"], "name": "Mark Milley"}
    assert filed(api, claimant=as_read)["claimant"] == as_read
    strange = {"id": entity["id"], "colour": "red"}
    assert pointers(api.post("/claims", {"text": "x", "claimant": strange})) == {"/claimant/colour": "unknown_field"}
    assert pointers(api.post("/claims", {"text": "x", "claimant": 999_999})) == {"/claimant": "does_not_exist"}
    assert pointers(api.post("/claims", {"text": "x", "claimant": {"id": 999_999}})) == {"/claimant": "does_not_exist"}
