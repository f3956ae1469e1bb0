"""Create one of every confidential row."""

from typing import Any

from tests.api_client import ApiClient
from tests.models.rows import update, verdict

SECRET = "sesame-4471"
SECRET_URL = f"https://{SECRET}.example/leak"


def hide(api: ApiClient, claim_id: int) -> dict[str, Any]:
    """Add to a claim one of everything that is confidential, and give what was made."""
    path = f"/claims/{claim_id}"
    source = {"url": SECRET_URL, "title": SECRET, "is_confidential": True, "publisher": f"{SECRET}.example"}
    link = {"role": "originator", "entity": f"{SECRET} inside", "named_as": SECRET}
    asked_at = {"asked_at": "2020-01-05T12:00:00Z"}
    made = {
        "source": api.post("/sources", source).json(),
        "appearance": api.post(
            f"{path}/appearances", {"source": SECRET_URL, "quote": SECRET, "attributions": [link]}
        ).json(),
        "cited": api.post(f"{path}/evidence", {"source": SECRET_URL, "stance": "refutes", "quote": SECRET}).json(),
        "evidence": api.post(f"{path}/evidence", {"note": SECRET, "stance": "context", "is_confidential": True}).json(),
        "note": api.post(f"{path}/notes", {"text": SECRET}).json(),
        "reply": api.post(
            f"{path}/replies", {"kind": "complaint", "text": SECRET, "entity": f"{SECRET} concerned", **asked_at}
        ).json(),
        "link": api.post(
            f"{path}/appearances",
            {
                "source": "https://harbour-wire.example/open",
                "attributions": [
                    {"named_as": "A spokesman"},
                    {"role": "relay", "entity": f"{SECRET} relay", "is_confidential": True},
                ],
            },
        ).json(),
    }
    update("claims_claim", claim_id, status="triaged")
    made["draft"] = verdict("draft", claim_id=claim_id, headline=SECRET, label=SECRET, publisher_id=own(api))
    assert all("id" in thing for thing in made.values() if isinstance(thing, dict)), made
    return made


def own(api: ApiClient) -> int:
    pk: int = next(one["id"] for one in api.get("/publishers").json()["results"] if one["is_own"])
    return pk
