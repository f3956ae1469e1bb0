"""The API checks quotes against the stored text of their source and fills in offsets."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from claims.models import Appearance, Claim, Evidence, Source
from tests.api_client import ApiClient

pytestmark = pytest.mark.django_db

TEXT = "A doctor said on Monday that “at least 24 people” had died\nin the strikes. Of rockets a guard saw dozens."
WHOLE = {"url": "https://wire.example/strikes", "title": "Strikes", "text": TEXT}


def file(api: ApiClient, part: str, **fields: Any) -> Any:
    body = {"text": "At least 24 people died.", part: [{"source": WHOLE, **fields}]}
    return api.post("/claims", body)


@pytest.mark.parametrize(
    ("part", "fields"), [("appearances", {"voice": "narrator"}), ("evidence", {"stance": "supports"})]
)
def test_offsets_are_filled_in_and_a_quote_that_is_not_there_is_refused(
    api: ApiClient, part: str, fields: dict[str, str]
) -> None:
    filed = file(api, part, quote='"at least 24 people" had died in the strikes', **fields).json()
    (shown,) = filed[part]
    assert TEXT[shown["start"] : shown["end"]] == "“at least 24 people” had died\nin the strikes"
    refused = file(api, part, quote="at least 25 people", **fields)
    (error,) = refused.json()["errors"]
    assert refused.status_code == 400
    assert error["pointer"] == f"/{part}/0/quote"
    assert "the nearest is “at least” at 30 to 38" in error["detail"]
    wrong = file(api, part, quote="at least 24 people", start=0, end=18, **fields).json()["errors"][0]
    assert wrong["pointer"] == f"/{part}/0/start"
    assert "the quote stands at 30 to 48" in wrong["detail"]


def test_a_changed_quote_is_held_to_the_text_and_an_untouched_one_is_not(api: ApiClient) -> None:
    filed = file(api, "evidence", stance="supports", quote="at least 24 people").json()
    path = f"/claims/{filed['id']}/evidence/{filed['evidence'][0]['id']}"
    changed = api.patch(path, {"quote": "dozens … saw"})
    assert changed.status_code == 400
    moved = api.patch(path, {"quote": "Of rockets … dozens"}).json()
    assert TEXT[moved["start"] : moved["end"]] == "Of rockets a guard saw dozens"
    Evidence.objects.update(quote="words that were filed before", start=None, end=None)
    assert api.patch(path, {"note": "Said by phone."}).status_code == 200
    assert api.patch(path, {"quote": "other words still"}).status_code == 400
    listed = StringIO()
    call_command("check_anchors", stdout=listed)
    assert "words that were filed before" in listed.getvalue()
    assert "1 found." in listed.getvalue()


def test_a_source_without_a_text_takes_any_quote(api: ApiClient) -> None:
    body = {"text": "A claim.", "appearances": [{"source": "https://wire.example/other", "quote": "any words"}]}
    shown = api.post("/claims", body).json()["appearances"][0]
    assert (shown["quote"], shown["start"], shown["end"]) == ("any words", None, None)


def test_prefix_and_suffix_keep_their_white_space(api: ApiClient) -> None:
    fields = {"voice": "narrator", "quote": "at least 24 people", "prefix": "Monday that “", "suffix": "” had died\n"}
    file(api, "appearances", **fields)
    row = Appearance.objects.get()
    assert (row.prefix, row.suffix) == ("Monday that “", "” had died\n")
    assert (Claim.objects.count(), Source.objects.count()) == (1, 1)
