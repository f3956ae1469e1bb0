"""Record a realistic example request and response of every operation."""

import json
import re
from typing import Any

from claims.actions.imports.requests.refused_rows import MEDIA_TYPES
from claims.actions.imports.requests.worker_queue import run_waiting_batches
from tests.api_client import ApiClient
from tests.sending import BAD, send_file

Json = dict[str, Any]

# What is another every time is written as it might have been once.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
CHANGING: dict[str, Any] = {
    "seq": "WzEsNzQ2LDEyXQ",
    "prefix": "fct_d0n0tUs",
    "request_id": "6eed15c5718947bf876e5dd5a8cfc9f2",
    "secret": "fct_d0n0tUseThisOneItIsOnlyAnExample",
}
LATER = "2099-01-04T06:00:00Z"

CLAIM = {
    "text": "Thirty-one rockets were fired at a base near Kirkuk.",
    "claimed_on": "2019-12-27",
    "topics": ["Iraq", "US military"],
    "external_ids": [{"origin": "cms", "external_id": "story-4711"}],
    "appearances": [
        {
            "source": {
                "url": "https://harbour-wire.example/2020/01/02/rockets",
                "title": "Rockets fired at a base",
                "publisher": {"domain": "harbour-wire.example", "name": "Harbour Wire"},
            },
            "voice": "attributed",
            "quote": "thirty-one rockets",
            "attributions": [
                {"role": "originator", "named_as": "Washington", "entity": "United States government", "cue": "said"}
            ],
        }
    ],
    "evidence": [
        {
            "source": "https://force-tracker.example/impacts.csv",
            "stance": "supports",
            "question": "How many impacts were counted?",
            "note": "Thirty-one impacts are listed.",
            "is_primary": True,
        }
    ],
    "quantities": [{"surface": "Thirty-one rockets", "measure": {"name": "rockets fired at the base near Kirkuk"}}],
}


class Walk:
    """A walk through the API, which keeps the first request of each operation with its answer."""

    def __init__(self, reporter: ApiClient, checker: ApiClient, editor: ApiClient, admin: ApiClient) -> None:
        self.reporter, self.checker, self.editor, self.admin = reporter, checker, editor, admin
        self.kept: dict[str, Json] = {}
        # Ids of publishers begin behind that of the newsroom itself, which may be any.
        own = next(one["id"] for one in reporter.get("/publishers").json()["results"] if one["is_own"])
        self.shift = own - 1

    def ask(self, operation: str, who: ApiClient, path: str, body: Any = None) -> Any:
        """Send a request, record it as the example of its operation, and return the response."""
        method = METHODS.get(operation.rpartition("_")[2], "post")
        method = "patch" if operation.endswith("_partial_update") else method
        sent = {"data": json.dumps(body if body is not None else {})} if method in {"post", "patch"} else {}
        response = getattr(who, method)(path, **sent)
        return self.keep(operation, response, request=body)

    def keep(self, operation: str, response: Any, **asked: Any) -> Any:
        """Record a response as the example of an operation, and return it."""
        assert 200 <= response.status_code < 300, (operation, response.content)
        answer = response.json() if response.content else None
        example = {**asked, "status": response.status_code, "response": self._steady(answer, operation)}
        self.kept.setdefault(operation, {key: value for key, value in example.items() if value is not None})
        return answer

    def all(self) -> dict[str, Json]:
        """Walk the whole of it."""
        claim = self.filing()
        self.parts(claim["id"])
        self.working(claim)
        self.judging(claim["id"])
        self.nouns()
        self.tokens()
        self.imports()
        self.ask("claims_list", self.reporter, "/claims?q=rockets")
        self.export()
        self.ask("claim_history", self.editor, f"/claims/{claim['id']}/history?limit=1")
        self.ask("events", self.editor, "/events?limit=1")
        self.ask("me_retrieve", self.reporter, "/me")
        self.ask("users_list", self.reporter, "/users?role=checker")
        self.ask("workflow_retrieve", self.reporter, "/workflow")
        words = {"text": "At least 25 people were killed on 3 May; 12.000 boxes were lost.", "language": "en"}
        self.ask("figures_read", self.reporter, "/figures/read", words)
        pair = {
            "a": {"surface": "at least 19 dead", "as_of": "2019-12-29", "originator": "Health ministry"},
            "b": {"surface": "25 killed", "as_of": "2020-01-02", "originator": "Health ministry"},
            "growth": "monotone",
        }
        self.ask("figures_compare", self.reporter, "/figures/compare", pair)
        return dict(sorted(self.kept.items()))

    def export(self) -> None:
        """Record the export of claims in both formats."""
        found = {}
        for kind in ("ndjson", "csv"):
            response = self.reporter.get(f"/claims/export?format={kind}&fields=id,text,topics,updated_at")
            text = response.getvalue().decode()
            found[response.headers["Content-Type"].partition(";")[0]] = MOMENT.sub("2026-01-02T15:04:05Z", text)
        self.kept["claims_export"] = {"status": 200, "responses": found}

    def filing(self) -> Json:
        claim: Json = self.ask("claims_create", self.reporter, "/claims", CLAIM)
        here = f"/claims/{claim['id']}"
        self.ask("claims_retrieve", self.reporter, here)
        self.ask("claims_partial_update", self.reporter, here, {"place": "Kirkuk", "priority": "high"})
        items = [
            {"method": "create", "body": {"text": "Four aircraft were hit.", "quantities": ["four aircraft"]}},
            {"method": "update", "id": claim["id"], "if_version": 1, "body": {"place": "Erbil"}},
        ]
        self.ask("claims_bulk", self.reporter, "/claims/bulk", {"items": items})
        return claim

    def parts(self, claim: int) -> None:
        link = {"role": "relay", "described_as": "two officials who asked not to be named"}
        bodies: dict[str, tuple[Any, Any]] = {
            "appearances": (
                {"source": "https://tigris-monitor.example/rockets", "voice": "narrator", "attributions": [link]},
                {"quote": "31 rockets", "start": 120, "end": 130},
            ),
            "evidence": (
                {"stance": "context", "note": "The base lies twelve kilometres outside the city."},
                {"question": "Where is the base?"},
            ),
            "external-ids": ({"origin": "wire", "external_id": "urn:newsml:4711"}, None),
            "notes": ({"text": "Ask the base again."}, {"text": "Ask the base again, on Monday."}),
            "quantities": ("more than thirty rockets", None),
            "replies": (
                {"kind": "comment_request", "entity": 1, "asked_at": "2020-01-03T08:00:00Z", "due_at": LATER},
                {"answered_at": "2020-01-04T10:00:00Z", "outcome": "answered", "text": "It was 31.", "is_public": True},
            ),
        }
        for name, (new, changed) in bodies.items():
            there, operation = f"/claims/{claim}/{name}", f"claims_{name.replace('-', '_')}"
            one = f"{there}/{self.ask(f'{operation}_create', self.reporter, there, new)['id']}"
            self.ask(f"{operation}_list", self.reporter, there)
            self.ask(f"{operation}_retrieve", self.reporter, one)
            if changed is not None:
                self.ask(f"{operation}_partial_update", self.reporter, one, changed)
            if name == "quantities":
                other = {"quantity": "at least thirty rockets", "reason": "The report says at least, not more than."}
                one = f"{there}/{self.ask('claims_quantities_replace', self.reporter, f'{one}/replace', other)['id']}"
            self.ask(f"{operation}_destroy", self.reporter, one)

    def working(self, claim: Json) -> None:
        opinion, twin = (
            f"/claims/{self.reporter.post('/claims', {'text': text}).json()['id']}"
            for text in ("It was the worst day of the year.", "31 rockets hit a base.")
        )
        self.ask("claims_decline", self.checker, f"{opinion}/decline", {"code": "opinion", "reason": "It is a value."})
        self.ask("claims_reopen", self.checker, f"{opinion}/reopen", {"reason": "It names a count after all."})
        self.ask("claims_triage", self.checker, f"/claims/{claim['id']}/triage", {"priority": "urgent"})
        self.ask("claims_start", self.checker, f"/claims/{claim['id']}/start")
        self.ask("claims_assign", self.checker, f"{opinion}/assign", {"assignee": "me"})
        self.ask("claims_merge", self.editor, f"{twin}/merge", {"into": claim["id"], "reason": "The same figure."})

    def judging(self, claim: int) -> None:
        rating = self.checker.get("/rating-scales?slug=newsroom").json()["results"][0]["ratings"][0]["id"]
        cited = self.checker.get(f"/claims/{claim}/evidence").json()["results"][0]["id"]
        draft = {"rating": rating, "summary": "Two counts agree on 31.", "evidence": [cited], "as_of": "2019-12-27"}
        first = self.ask("claims_verdicts_create", self.checker, f"/claims/{claim}/verdicts", draft)["id"]
        self.ask("claims_verdicts_list", self.checker, f"/claims/{claim}/verdicts")
        self.ask("claims_verdicts_retrieve", self.checker, f"/claims/{claim}/verdicts/{first}")
        headline = {"headline": "Yes, 31 rockets were fired"}
        self.ask("claims_verdicts_partial_update", self.checker, f"/claims/{claim}/verdicts/{first}", headline)
        self.ask("verdicts_list", self.editor, "/verdicts?state=draft")
        self.ask("verdicts_retrieve", self.checker, f"/verdicts/{first}")
        self.ask("verdicts_partial_update", self.checker, f"/verdicts/{first}", {"byline": "Wanda Writer"})
        self.verb("submit", self.checker, first)
        self.verb("request_changes", self.editor, first, {"comment": "Name the second count."})
        self.verb("submit", self.checker, first)
        self.verb("approve", self.editor, first, {"comment": "Well sourced."})
        self.verb("schedule", self.editor, first, {"publish_at": LATER})
        self.verb("unschedule", self.editor, first)
        article = "https://newsroom.example/checks/rockets"
        self.verb("publish", self.editor, first, {"url": article})
        again = {**draft, "kind": "correction", "note": "It was 30."}
        second = self.checker.post(f"/claims/{claim}/verdicts", again).json()["id"]
        self.verb("submit", self.checker, second)
        self.verb("recall", self.checker, second, {"reason": "The second count was of another day."})
        self.verb("discard", self.checker, second, {"reason": "There is nothing to correct."})
        self.verb("retract", self.editor, first, {"note": "The list was of another day."})

    def verb(self, verb: str, who: ApiClient, verdict: int, body: Any = None) -> None:
        self.ask(f"verdicts_{verb}", who, f"/verdicts/{verdict}/{verb.replace('_', '-')}", body)

    def nouns(self) -> None:
        ratings = [{"slug": "up", "name": "Thumbs up", "value": "1", "normalized": "true"}]
        new: dict[str, tuple[Any, Any]] = {
            "entities": ({"kind": "person", "name": "Mark Milley", "role": "General"}, {"aliases": ["General Milley"]}),
            "publishers": ({"domain": "force-tracker.example", "name": "Force Tracker"}, {"country": "GB"}),
            "sources": (
                {"kind": "transcript", "url": "https://harbour-wire.example/briefing", "title": "The briefing"},
                {"reliability": "reliable"},
            ),
            "measures": (
                {"name": "rockets fired near Erbil", "unit": "rocket", "growth": "monotone"},
                {"place": "Erbil"},
            ),
            "views": (
                {"name": "Urgent and mine", "question": {"priority": "urgent", "assignee": "me", "sort": "due_at"}},
                {"is_shared": True},
            ),
            "rating-scales": (
                {"slug": "thumbs", "name": "Thumbs", "worst": "0", "best": "1", "ratings": ratings},
                {"name": "Two thumbs"},
            ),
        }
        for name, (body, changed) in new.items():
            operation = name.replace("-", "_")
            one = f"/{name}/{self.ask(f'{operation}_create', self.editor, f'/{name}', body)['id']}"
            self.ask(f"{operation}_list", self.editor, f"/{name}?limit=2")
            self.ask(f"{operation}_retrieve", self.editor, one)
            self.ask(f"{operation}_partial_update", self.editor, one, changed)
            if name == "views":
                self.ask("views_destroy", self.editor, one)

    def imports(self) -> None:
        """Load a file with one row that is refused, and load it again by its upload."""
        first = send_file(self.admin, BAD)
        upload = first.json()["upload"]
        run_waiting_batches()
        again = {"upload": upload, "origin": "desk", "dry_run": True}
        asked = {"form": {"file": "claims.csv", "origin": "desk"}, "request": again}
        self.keep("imports_create", first, **asked)
        here = f"/imports/{first.json()['id']}"
        self.ask("imports_list", self.admin, "/imports")
        self.ask("imports_retrieve", self.admin, here)
        waiting = self.admin.post("/imports", again).json()["id"]
        self.ask("imports_cancel", self.admin, f"/imports/{waiting}/cancel")
        self.ask("imports_issues_list", self.admin, f"{here}/issues")
        refused = self.admin.get(f"{here}/refused")
        shown = {"text/csv": refused.getvalue().decode()}
        of_others = {**dict.fromkeys(MEDIA_TYPES.values(), ""), MEDIA_TYPES["json"]: []}
        self.kept["imports_refused"] = {"status": 200, "responses": {**of_others, **shown}}
        self.ask("imports_revert", self.admin, f"{here}/revert")
        looked_at = {"upload": upload, "origin": "desk"}
        preview = send_file(self.admin, BAD, path="/imports/preview")
        self.keep("imports_preview", preview, form=asked["form"], request=looked_at)
        mapping = {"name": "desk", "document": {"fields": {"external_id": "nr", "text": "words"}}}
        stored = self.ask("mappings_create", self.admin, "/mappings", mapping)
        self.ask("mappings_list", self.admin, "/mappings?limit=1")
        self.ask("mappings_retrieve", self.admin, f"/mappings/{stored['id']}")

    def tokens(self) -> None:
        owner = self.reporter.get("/me").json()["id"]
        body = {"owner": owner, "scopes": ["claims:read"], "name": "Chat bot", "expires_at": LATER}
        token = f"/tokens/{self.ask('tokens_create', self.admin, '/tokens', body)['id']}"
        self.ask("tokens_list", self.reporter, "/tokens?limit=1")
        self.ask("tokens_retrieve", self.reporter, token)
        self.ask("tokens_rotate", self.reporter, f"{token}/rotate", {"overlap_minutes": 60})
        self.ask("tokens_destroy", self.reporter, token)

    def _steady(self, value: Any, name: str) -> Any:
        """Write an answer so that it is the same every time; `name` is the field that holds it, or the operation."""
        if isinstance(value, dict):
            shown = {key: self._steady(item, name if key == "results" else key) for key, item in value.items()}
            if name.startswith("publisher") and "id" in shown:
                shown["id"] -= self.shift
            return {**shown, "next": NEXT[name]} if name in NEXT and "next" in shown else shown
        if isinstance(value, list):
            return [self._steady(item, name) for item in value]
        if isinstance(value, str):
            return CHANGING.get(name) or MOMENT.sub("2020-01-02T15:04:05Z" if value != LATER else LATER, value)
        return value


METHODS = {"list": "get", "retrieve": "get", "history": "get", "events": "get", "destroy": "delete"}
NEXT = {"publishers_list": "WyJpZCIsbnVsbCwyXQ", "events": "WzEsNzQ2LDEyLDFd", "claim_history": "4711"}
