"""Every field of every request, its type, invalid values of each type, and the minimal body of each operation."""

from typing import Any

NEVER = [True, [], {}, ["x"], {"x": 1}]
WRONG: dict[str, list[Any]] = {
    "text": [None, 5, 1.5, True, [], {}, ["x"], "\x00", "a\x00b", "\ud800", "a\udfffb"],
    "language": [None, 5, True, [], {}, "English", "e", "\x00", "de_DE"],
    "url": [5, True, [], {}, "x", "ftp://a.example/", "https://a.example/\x00", "https://\ud800.example/"],
    "domain": [None, 5, True, [], {}, "", "x", "https://a.example", "a..example", "\x00.example"],
    "date": [
        *NEVER, 2019, 1.5, "", "x", "2019-13", "2019-02-29", "20190102", "2019-1-2", "0000", "2019-01-02T00:00:00Z",
    ],
    "moment": [
        *NEVER, 2019, 1.5, "", "x", "2019-13", "2019-02-29", "20190102", "2019-1-2", "0000", "2019-01-02T09:30",
        "2019-01-02T25:00Z", "2019-01-02T09:30+25:00", "0001-01-01T00:00+14:00",
    ],
    "time": [
        *NEVER, 5, "", "x", "2020-01-02", "2020-01-02T10:00:00", "2020-13-01T00:00:00Z", "2020-01-02T25:00:00Z",
        "2020-01-02T10:00:00+25:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
    ],
    "word": [*NEVER, 5, "", "x", "\ud800", "NORMAL"],
    "switch": [None, 0, 1, "true", "True", "", [], {}],
    "whole": [*NEVER, "5", 1.5, -1, 2**31, 10**50, ""],
    "id": [*NEVER, "5", 1.5, 0, -1, 2**63, 10**50],
    "decimal": [*NEVER, "x", "", -1, "-1", "1e5", "NaN", "1,000", 10**30, "0." + "1" * 13, "\u0665"],
    "signed": [*NEVER, "x", "", "--1", "1e5", "-", -(10**30), "-0." + "1" * 13],
    "reference": [True, 1.5, [], {}, ["x"], {"x": 1}, "", "\x00", "\ud800", 0, -1, 2**63, {"id": "5"}, {"id": None}],
    "texts": [None, 5, True, "x", {}, [5], [None], [[]], ["\x00"], [""]],
    "question": [None, 5, True, "x", [], {"q": 5}, {"q": ""}, {"q": None}, {"q": []}],
    "list": [None, 5, True, "x", {}, [5], [None], [[]], ["\x00"]],
    "ids": [None, 5, True, "x", {}, ["5"], [None], [[]], [0], [1.5]],
}  # fmt: skip
ANCHOR = dict.fromkeys(["quote", "quote_translation", "prefix", "suffix", "locator"], "text") | {
    "start": "whole",
    "end": "whole",
}
FIELDS: dict[str, dict[str, str]] = {
    "/claims": {
        "text": "text", "title": "text", "language": "language", "claimant": "reference", "claimed_on": "date",
        "occurred_from": "date", "occurred_to": "date", "occurred_hedge": "word", "place": "text",
        "topics": "texts", "part_of": "id", "priority": "word", "due_at": "time", "external_ids": "list",
        "appearances": "list", "evidence": "list", "quantities": "list", "replies": "list",
    },
    "/claims/{}/appearances": {
        "source": "reference", "voice": "word", "is_first": "switch", "attributions": "list", **ANCHOR,
    },
    "/claims/{}/evidence": {
        "source": "reference", "stance": "word", "question": "text", "note": "text", "is_primary": "switch",
        "interest": "text", "is_confidential": "switch", **ANCHOR,
    },
    "/claims/{}/quantities": {
        "surface": "text", "value_low": "decimal", "value_high": "decimal", "hedge": "word", "unit": "text",
        "kind": "word", "direction": "word", "modality": "word", "valid_from": "date", "valid_to": "date",
        "as_of": "moment", "measure": "reference", "confidence": "word",
    },
    "/claims/{}/external-ids": {"origin": "text", "external_id": "text"},
    "/claims/{}/replies": {
        "verdict": "id", "kind": "word", "entity": "reference", "asked_at": "time", "due_at": "time",
        "answered_at": "time", "text": "text", "outcome": "word", "is_public": "switch",
    },
    "/claims/{}/notes": {"text": "text"},
    "/entities": {
        "kind": "word", "name": "text", "disambiguation": "text", "aliases": "texts", "role": "text",
        "wikidata_id": "word", "url": "url",
    },
    "/publishers": {"name": "text", "domain": "domain", "country": "word"},
    "/sources": {
        "kind": "word", "url": "url", "revision": "whole", "external_id": "text", "status": "word", "title": "text",
        "authors": "texts", "publisher": "reference", "published_on": "date", "accessed_at": "time",
        "archived_url": "url", "media_url": "url", "language": "language", "text": "text", "reliability": "word",
        "reliability_note": "text", "is_confidential": "switch",
    },
    "/measures": {"name": "text", "unit": "text", "event": "text", "place": "text", "growth": "word"},
    "/views": {"name": "text", "question": "question", "is_shared": "switch"},
    "/rating-scales": {"slug": "word", "name": "text", "worst": "signed", "best": "signed", "ratings": "list"},
}  # fmt: skip
LEAST: dict[str, dict[str, Any]] = {
    "/claims": {"text": "A claim."},
    "/claims/{}/appearances": {"source": "https://a.example/"},
    "/claims/{}/evidence": {"stance": "context", "source": "https://a.example/"},
    "/claims/{}/quantities": {"surface": "31 rockets"},
    "/claims/{}/external-ids": {"origin": "cms", "external_id": "1"},
    "/claims/{}/replies": {"kind": "complaint", "asked_at": "2020-01-02T00:00:00Z"},
    "/claims/{}/notes": {"text": "A note."},
    "/entities": {"name": "Anna"},
    "/publishers": {"domain": "a.example"},
    "/sources": {"url": "https://a.example/x", "title": "A report"},
    "/measures": {"name": "rockets", "unit": "rocket"},
    "/views": {"name": "Urgent", "question": {"priority": "urgent"}},
    "/rating-scales": {"slug": "thumbs", "name": "Thumbs", "ratings": []},
}
# Where what is wrong of one kind is right for one field.
RIGHT: dict[tuple[str, str], list[Any]] = {
    ("/entities", "url"): [""],
    ("/publishers", "country"): [""],
    ("/sources", "language"): [""],
    ("/rating-scales", "slug"): ["x"],
}

VERBS: dict[str, dict[str, str]] = {
    "/claims/{claim}/triage": {"priority": "word"},
    "/claims/{claim}/decline": {"code": "word", "reason": "text"},
    "/claims/{claim}/reopen": {"reason": "text"},
    "/claims/{claim}/assign": {"assignee": "id"},
    "/claims/{claim}/merge": {"into": "id", "force": "switch", "reason": "text"},
    "/claims/{claim}/verdicts": {
        "kind": "word", "rating": "id", "claim_reviewed": "text", "reason_code": "word", "headline": "text",
        "summary": "text", "explanation": "text", "language": "language", "byline": "text", "note": "text",
        "evidence": "ids", "evidence_exception": "text", "as_of": "date", "url": "url",
    },
    "/verdicts/{draft}/approve": {"comment": "text"},
    "/verdicts/{draft}/request-changes": {"comment": "text"},
    "/verdicts/{draft}/recall": {"reason": "text"},
    "/verdicts/{draft}/discard": {"reason": "text"},
    "/verdicts/{draft}/schedule": {"publish_at": "time"},
    "/verdicts/{draft}/retract": {"note": "text"},
    "/tokens": {"owner": "id", "scopes": "list", "name": "text", "expires_at": "time"},
    "/tokens/{token}/rotate": {"overlap_minutes": "whole"},
}  # fmt: skip
