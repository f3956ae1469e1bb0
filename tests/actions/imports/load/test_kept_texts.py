"""Imported quotes are checked against the stored texts of their sources."""

import hashlib

import pytest

from claims.models import Appearance, Claim, Source
from tests.importing import codes, counts, load

pytestmark = pytest.mark.django_db(transaction=True)

URL = "https://wire.example/strikes"


def row(number: int, quote: str, url: str = URL) -> dict[str, object]:
    return {"external_id": str(number), "text": f"Claim {number}.", "source_url": url, "quote": quote}


def keep(text: str) -> None:
    """Store the text of the source."""
    source, _ = Source.objects.get_or_create(url=URL)
    source.text, source.text_sha256 = text, hashlib.sha256(text.encode()).hexdigest()
    source.save()


def test_a_quote_that_is_not_in_the_kept_text_refuses_its_row_and_the_others_go_in() -> None:
    keep("He said that “at least 24 people” had died.")
    done = load(
        row(1, '"at least 24 people"'),
        row(2, "at least 25 people"),
        row(3, "He said … had died"),
        row(4, "any words", url="https://wire.example/other"),
    )
    assert counts(done)["inserted"] == 3
    ((number, field, code),) = codes(done)
    assert (number, code) == (2, "invalid")
    assert "quote" in field
    assert "the nearest is “at least”" in str(done.issues[0].issue)
    assert Claim.objects.count() == 3


def test_what_was_stored_before_stays_and_a_changed_quote_is_held_to_the_text() -> None:
    load(row(1, "words that nobody said"))
    keep("He said so.")
    again = load({**row(1, "words that nobody said"), "place": "Kirkuk"})
    assert counts(again)["updated"] == 1
    changed = load(row(1, "other words"))
    assert counts(changed)["refused"] == 1
    assert Appearance.objects.get().quote == "words that nobody said"
