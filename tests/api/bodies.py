"""Request bodies for tests."""

import copy
from typing import Any

from tests.api_client import ApiClient

ARTICLE = "https://harbour-wire.example/2020/01/02/rockets"

_WHOLE: dict[str, Any] = {
    "text": "Thirty-one rockets were fired at a base near Kirkuk.",
    "language": "en-GB",
    "claimed_on": "2019-12",
    "place": "Kirkuk",
    "topics": ["Iraq", "US military"],
    "priority": "high",
    "external_ids": [{"origin": "cms", "external_id": "4711"}],
    "appearances": [
        {
            "source": {
                "url": f"{ARTICLE}?utm_source=feed#top",
                "title": "Rockets fired at a base",
                "publisher": {"domain": "www.harbour-wire.example", "name": "Harbour Wire"},
                "published_on": "2020-01-02",
            },
            "voice": "attributed",
            "quote": "thirty-one rockets",
            "prefix": "said that ",
            "suffix": " had been fired",
            "start": 120,
            "end": 138,
            "attributions": [
                {
                    "role": "originator",
                    "named_as": "Washington",
                    "entity": {"name": "United States government", "kind": "government"},
                    "cue": "said",
                    "certainty": "inferred",
                },
                {"role": "relay", "described_as": "two officials who asked not to be named"},
            ],
        },
        {"source": "https://tigris-monitor.example/rockets", "voice": "narrator"},
    ],
    "evidence": [
        {
            "source": {"url": "https://force-tracker.example/rockets.csv", "kind": "data_set"},
            "stance": "supports",
            "question": "How many impacts were counted?",
            "is_primary": True,
        },
        {"stance": "context", "note": "The base lies twelve kilometres outside the city."},
    ],
    "quantities": [
        "Thirty-one rockets",
        {
            "surface": "more than thirty rockets",
            "value_low": "30",
            "hedge": "more_than",
            "unit": "rocket",
            "as_of": "2019-12-27",
            "measure": {"name": "rockets fired at the base near Kirkuk"},
        },
    ],
    "replies": [
        {
            "kind": "comment_request",
            "entity": "United States government",
            "asked_at": "2020-01-03T09:00:00+01:00",
            "is_public": True,
        }
    ],
}


def whole(**changes: Any) -> dict[str, Any]:
    """Return the body of a claim with all kinds of parts, with the given changes."""
    return {**copy.deepcopy(_WHOLE), **changes}


def filed(api: ApiClient, **body: Any) -> dict[str, Any]:
    """File a claim and give it as it was answered."""
    response = api.post("/claims", {"text": "A claim.", **body})
    assert response.status_code == 201, response.json()
    answer: dict[str, Any] = response.json()
    return answer
