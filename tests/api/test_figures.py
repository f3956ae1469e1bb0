"""Figures over HTTP are read in the claim's language, may be marked as guessed and may have a time of day."""

from typing import Any

import pytest

from tests.api_client import ApiClient


def filed(api: ApiClient, language: str, figure: Any) -> dict[str, Any]:
    answer = api.post("/claims", {"text": "A claim.", "language": language, "quantities": [figure]})
    assert answer.status_code == 201, answer.content
    found: dict[str, Any] = answer.json()["quantities"][0]
    return found


@pytest.mark.parametrize(
    ("language", "phrase", "value", "unit"),
    [
        ("de", "3.000 Soldaten", "3000", "person"),
        ("es", "20 mil muertos", "20000", "person"),
        ("fr", "quatre-vingt-dix-sept victimes", "97", "victim"),
        ("hi", "5 लाख", "500000", "count"),
        ("en", "two-and-a-half million doses", "2500000", "dose"),
    ],
)
def test_a_phrase_is_read_in_the_language_of_its_claim(
    api: ApiClient, language: str, phrase: str, value: str, unit: str
) -> None:
    figure = filed(api, language, phrase)
    assert (figure["value_low"], figure["unit"]) == (value, unit)


def test_a_figure_added_later_is_read_in_the_language_of_its_claim(api: ApiClient) -> None:
    claim = api.post("/claims", {"text": "Eine Behauptung.", "language": "de"}).json()
    figure = api.post(f"/claims/{claim['id']}/quantities", {"surface": "mehr als 1.000 Häuser"}).json()
    assert (figure["value_low"], figure["hedge"], figure["unit"]) == ("1000", "more_than", "house")
    body = {"quantity": "3.000 Soldaten", "reason": "It was another figure."}
    replaced = api.post(f"/claims/{claim['id']}/quantities/{figure['id']}/replace", body).json()
    assert replaced["value_low"] == "3000"


def test_each_claim_of_a_bulk_request_has_its_own_language(api: ApiClient) -> None:
    bodies = [{"text": "x", "language": language, "quantities": ["1.200"]} for language in ("de", "fr", "es")]
    items = [{"method": "create", "body": body} for body in bodies]
    results = api.post("/claims/bulk", {"items": items}).json()["results"]
    assert [result["status"] for result in results] == [201, 400, 201]


def test_what_is_ambiguous_is_refused_with_the_reason(api: ApiClient) -> None:
    answer = api.post("/claims", {"text": "x", "language": "en", "quantities": ["12.000 troops"]})
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert error["pointer"] == "/quantities/0/surface"
    assert "ambiguous" in error["detail"]


def test_a_figure_says_how_sure_the_reader_is_and_which_rule_read_it(api: ApiClient) -> None:
    sure, guessed = filed(api, "en", "31 rockets"), filed(api, "en", "2 K people")
    assert (sure["confidence"], sure["rule"]) == ("sure", "digits")
    assert (guessed["confidence"], guessed["rule"]) == ("guessed", "suffix")


def test_a_figure_given_by_its_values_was_read_by_no_rule(api: ApiClient) -> None:
    figure = filed(api, "en", {"surface": "x", "hedge": "exact", "value_low": 5, "value_high": 5, "unit": "person"})
    assert (figure["confidence"], figure["rule"]) == ("sure", "")


@pytest.mark.parametrize("ends", [{"value_low": 526, "value_high": 526, "hedge": "range"}, {}])
def test_equal_ends_are_a_point(api: ApiClient, ends: dict[str, Any]) -> None:
    figure = filed(api, "en", {"surface": "526 to 526 votes", "unit": "vote", **ends})
    assert (figure["hedge"], figure["value_low"], figure["value_high"]) == ("exact", "526", "526")


def test_a_plural_without_a_number_is_at_least_two(api: ApiClient) -> None:
    figure = filed(api, "en", "additional troops")
    assert (figure["hedge"], figure["value_low"], figure["direction"]) == ("vague", None, "up")
    assert (figure["interval"]["low"], figure["interval"]["high"]) == ("2", None)


def test_hearsay_is_alleged(api: ApiClient) -> None:
    assert filed(api, "en", "reportedly killed 25 people")["modality"] == "alleged"


def test_what_is_below_zero_has_the_direction_down(api: ApiClient) -> None:
    figure = filed(api, "en", "\u221212 °C")
    assert (figure["value_low"], figure["direction"], figure["kind"]) == ("12", "down", "level")


def test_a_measure_can_be_of_one_event(api: ApiClient) -> None:
    answer = api.post("/measures", {"name": "people aboard flight 1", "unit": "person", "growth": "fixed"})
    assert answer.json()["growth"] == "fixed"


class TestTimeOfDay:
    """Two tolls of one morning have an order."""

    @pytest.mark.parametrize(
        ("sent", "read"),
        [
            ("2020-01-02T09:30Z", "2020-01-02T09:30Z"),
            ("2020-01-02T09:30:59Z", "2020-01-02T09:30Z"),
            ("2020-01-02T12:30+03:00", "2020-01-02T09:30Z"),
            ("2020-01-01T23:30-05:00", "2020-01-02T04:30Z"),
            ("2020-01-02", "2020-01-02"),
            ("2020", "2020"),
        ],
    )
    def test_is_read_back_in_utc(self, api: ApiClient, sent: str, read: str) -> None:
        figure = filed(api, "en", {"surface": "25 dead", "as_of": sent})
        assert figure["as_of"] == read
        claims = api.get("/claims?unit=person").json()["results"]
        assert read in [shown["as_of"] for claim in claims for shown in claim["quantities"]]

    def test_is_refused_without_its_offset(self, api: ApiClient) -> None:
        answer = api.post("/claims", {"text": "x", "quantities": [{"surface": "25", "as_of": "2020-01-02T09:30"}]})
        assert answer.json()["errors"][0]["pointer"] == "/quantities/0/as_of"


class TestReading:
    """POST /figures/read: words in, figures out, nothing stored."""

    def test_returns_each_figure_of_a_text_with_its_place(self, api: ApiClient) -> None:
        text = "🚀 At least 25 people were killed on 3 May; 12.000 boxes were lost."
        first, second = api.post("/figures/read", {"text": text}).json()["results"]
        assert text[first["start"] : first["end"]] == first["surface"] == "At least 25 people"
        figure = first["figure"]
        assert (figure["value_low"], figure["hedge"], figure["unit"]) == ("25", "at_least", "person")
        assert (figure["interval"]["low"], figure["interval"]["high"]) == ("25", None)
        assert (second["surface"], second["figure"]) == ("12.000", None)
        assert "ambiguous" in second["refusal"]

    def test_returns_one_result_for_each_phrase(self, api: ApiClient) -> None:
        body = {"phrases": ["3.000 Soldaten", "14. Juli", "x" * 301], "language": "de"}
        results = api.post("/figures/read", body).json()["results"]
        assert [one["phrase"] for one in results] == [0, 1, 2]
        assert [one["figure"] and one["figure"]["value_low"] for one in results] == ["3000", None, None]
        assert "a date" in results[1]["refusal"]

    @pytest.mark.parametrize(
        "body",
        [{}, {"text": "5", "phrases": ["5"]}, {"text": "x" * 20_001}, {"phrases": ["5"] * 201}, {"text": 5},
         {"text": "5", "language": "English"}, {"text": "5", "more": 1}],
    )  # fmt: skip
    def test_refuses_what_is_too_much_or_neither(self, api: ApiClient, body: dict[str, Any]) -> None:
        assert api.post("/figures/read", body).status_code == 400

    @pytest.mark.parametrize("words", ["1 ", "five ", "$5 million ", "12.000 ", "1/2 ", "dozens of ", "a"])
    def test_answers_a_long_text_without_a_full_stop(self, api: ApiClient, words: str) -> None:
        assert api.post("/figures/read", {"text": words * (20_000 // len(words))}).status_code == 200
