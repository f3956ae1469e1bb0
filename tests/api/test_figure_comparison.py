"""POST /figures/compare: two figures in, one relation out, nothing stored."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Quantity
from tests.api_client import ApiClient

Json = dict[str, Any]


def compared(api: ApiClient, a: Any, b: Any, **more: Any) -> Json:
    answer = api.post("/figures/compare", {"a": a, "b": b, **more})
    assert answer.status_code == 200, answer.content
    found: Json = answer.json()
    return found


def filed(api: ApiClient, figure: Any, *, named: str = "", source: Json | None = None, **link: Any) -> int:
    """File a claim with a figure, whose source names an originator, and return the id of the figure."""
    chain = [{"role": "originator", "named_as": named, "entity": named, "cue": "said", **link}] if named else []
    told = {"voice": "attributed" if named else "narrator", "attributions": chain}
    place = {"url": f"https://wire.example/{Quantity.objects.count()}", "publisher": {"domain": "wire.example"}}
    body = {"text": "A claim.", "appearances": [{"source": place | (source or {}), **told}], "quantities": [figure]}
    answer = api.post("/claims", body)
    assert answer.status_code == 201, answer.content
    return int(answer.json()["quantities"][0]["id"])


def test_two_phrases_are_compared(api: ApiClient) -> None:
    found = compared(api, "25 killed", "at least 24 dead")
    assert (found["relation"], found["subject"], found["direction"]) == ("refines", "a", "a is inside b")
    assert found["reason"] == "“25 killed” lies within what “at least 24 dead” allows."
    assert (found["gap_percent"], found["policy"]) == (None, "2026-1")
    assert (found["b"]["hedge"], found["b"]["interval"]["low"]) == ("at_least", "24")


def test_figures_in_conflict_are_so_many_per_cent_apart(api: ApiClient) -> None:
    found = compared(api, "19 dead", "at least 24 dead")
    assert (found["relation"], found["gap_percent"], found["direction"]) == ("conflicts", "26.3", None)


@pytest.mark.parametrize(
    ("more", "relation"),
    [({}, "not_comparable"), ({"growth": "monotone"}, "updates"), ({"growth": "fixed"}, "corrects"),
     ({"same_measure": False}, "not_comparable"), ({"part": "a", "growth": "monotone"}, "part_of")],
)  # fmt: skip
def test_the_measure_decides(api: ApiClient, more: Json, relation: str) -> None:
    a = {"surface": "19 dead", "as_of": "2019-12-29", "originator": "The ministry"}
    b = {"surface": "25 dead", "as_of": "2020-01-02T09:30+02:00", "originator": "the Ministry"}
    assert compared(api, a, b, **more)["relation"] == relation


def test_values_need_no_words_and_the_unit_of_the_other_figure(api: ApiClient) -> None:
    found = compared(api, {"value_low": 24, "hedge": "at_least"}, "25 killed")
    assert (found["relation"], found["a"]["unit"]) == ("refines", "person")
    assert found["reason"] == "“25 killed” lies within what “at least 24 person” allows."
    assert compared(api, {"value_low": 5}, {"value_low": "5.0"})["relation"] == "repeats"
    assert compared(api, {"value_low": 43, "unit": "percent"}, "43 percent")["relation"] == "repeats"
    assert compared(api, {"value_low": 2, "value_high": 4}, "3 rockets")["relation"] == "refines"


def test_phrases_are_read_in_the_language_of_the_request(api: ApiClient) -> None:
    assert compared(api, "3.000 Soldaten", "mehr als 2.000 Soldaten", language="de")["relation"] == "refines"


def test_nothing_but_the_figure_is_needed_and_null_is_like_nothing(api: ApiClient) -> None:
    names = (
        "value_low",
        "hedge",
        "unit",
        "kind",
        "direction",
        "modality",
        "as_of",
        "valid_from",
        "originator",
        "outlet",
    )
    empty = dict.fromkeys(names)
    assert compared(api, {"surface": "25 killed", **empty}, "25 dead", part=None, growth=None)["relation"] == "repeats"


class TestStoredFigures:
    """A stored figure has the times, the originator and the measure of its claim."""

    def test_are_compared_with_their_originators(self, api: ApiClient) -> None:
        police, hospital = filed(api, "25 dead", named="Police"), filed(api, "25 killed", named="Hospital")
        assert compared(api, police, hospital)["relation"] == "corroborates"
        assert compared(api, police, {"surface": "25 dead", "originator": "police"})["relation"] == "repeats"
        assert compared(api, police, {"surface": "25 dead", "originator": "Army"})["relation"] == "corroborates"

    def test_relayed_by_two_outlets_are_one_count(self, api: ApiClient) -> None:
        first, second = filed(api, "25 dead", named="Police"), filed(api, "25 dead", named="Police")
        assert compared(api, first, second)["relation"] == "repeats"

    def test_in_the_voice_of_an_outlet_are_its_own(self, api: ApiClient) -> None:
        own = filed(api, "25 dead")
        assert compared(api, own, {"surface": "25 dead", "originator": "wire.example"})["relation"] == "repeats"
        assert compared(api, own, {"surface": "25 dead", "originator": "Police"})["relation"] == "corroborates"

    def test_of_one_measure_grow_as_it_does(self, api: ApiClient) -> None:
        toll = {"name": "people killed near Qaim", "unit": "person", "growth": "monotone"}
        first = filed(api, {"surface": "at least 19 dead", "as_of": "2019-12-29", "measure": toll})
        second = filed(api, {"surface": "25 dead", "as_of": "2020-01-02", "measure": toll["name"]})
        found = compared(api, first, second)
        assert (found["relation"], found["direction"]) == ("updates", "b updates a")
        assert compared(api, first, second, growth="free")["relation"] == "not_comparable"

    def test_of_two_measures_are_not_compared_unless_asked(self, api: ApiClient) -> None:
        first = filed(api, {"surface": "25 dead", "measure": {"name": "killed", "unit": "person"}})
        second = filed(api, {"surface": "25 hurt", "measure": {"name": "wounded", "unit": "person"}})
        assert compared(api, first, second)["relation"] == "not_comparable"
        assert compared(api, first, second, same_measure=True)["relation"] == "repeats"

    @pytest.mark.parametrize("hidden", [{"link": {"is_confidential": True}}, {"source": {"is_confidential": True}}])
    def test_of_a_confidential_originator_count_as_unknown_for_everybody(self, api: ApiClient, hidden: Json) -> None:
        secret = filed(api, "25 dead", named="Mole", source=hidden.get("source"), **hidden.get("link", {}))
        found = compared(api, secret, {"surface": "25 dead", "originator": "Police"})
        assert found["relation"] == "repeats"
        assert "Mole" not in found["reason"]
        assert compared(api, secret, {"surface": "25 dead", "originator": "Mole"})["reason"] == found["reason"]

    def test_are_not_changed(self, api: ApiClient) -> None:
        first = filed(api, "25 dead", named="Police")
        with CaptureQueriesContext(connection) as queries:
            compared(api, first, "at least 24 dead")
        written = [one["sql"] for one in queries if one["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
        assert not [sql for sql in written if "claims_quantity" in sql or "claims_claim" in sql or "measure" in sql]


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["/a", "/b"]),
        ({"a": "25", "b": 2**62}, ["/b"]),
        ({"a": 0, "b": "25"}, ["/a"]),
        ({"a": "12.000 troops", "b": "25"}, ["/a/surface"]),
        ({"a": "3 May", "b": "25"}, ["/a/surface"]),
        ({"a": "3 May", "b": {"surface": "12-15 December"}}, ["/a/surface", "/b/surface"]),
        ({"a": {"surface": "x", "value_low": 1, "hedge": "vague"}, "b": 5.5}, ["/a/value_low", "/b"]),
        ({"a": "25", "b": "25", "language": "Klingonese language"}, ["/language"]),
        ([], [""]),
        ({"a": {}, "b": "25"}, ["/a/surface"]),
        ({"a": "25", "b": {"surface": ""}}, ["/b/surface"]),
        ({"a": "25", "b": {"surface": "25", "more": 1}}, ["/b/more"]),
        ({"a": "25", "b": {"value_low": -1}}, ["/b/value_low"]),
        ({"a": "25", "b": {"value_low": 5, "value_high": 4}}, ["/b/value_low"]),
        ({"a": "25", "b": {"surface": "25", "as_of": "yesterday"}}, ["/b/as_of"]),
        ({"a": "25", "b": {"surface": "25", "valid_from": "2020", "valid_to": "2019"}}, ["/b/valid_to"]),
        ({"a": "25", "b": "25", "growth": "fast", "part": "c", "same_measure": 1, "x": 1},
         ["/growth", "/part", "/same_measure", "/x"]),
        ({"a": "25", "b": True}, ["/b"]),
        ({"a": "25", "b": [25]}, ["/b"]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_reported_at_its_place(api: ApiClient, body: Json, pointers: list[str]) -> None:
    answer = api.post("/figures/compare", body)
    assert answer.status_code in (400, 422), answer.content
    assert sorted(error["pointer"] for error in answer.json()["errors"]) == pointers
