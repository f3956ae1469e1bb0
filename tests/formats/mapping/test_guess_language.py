"""A short text is guessed among the languages of the newsroom, and imports and the API guess alike."""

import pytest
from pytest_django.fixtures import Settings

from claims.formats.mapping.detect_language import guess_language
from claims.models import Claim, ImportIssue
from tests.api_client import ApiClient
from tests.importing import load

LONG = "Die Zahl der Arbeitslosen ist im letzten Jahr um ein Viertel gestiegen."


@pytest.mark.parametrize(
    ("languages", "text", "language", "is_guessed"),
    [
        (["en"], "31 rockets hit.", "en", True),
        (["en"], "Merkel in Berlin", "en", True),
        (["en"], LONG, "de", False),
        (["de", "en"], "Es war kalt und nass.", "de", True),
        (["en", "de"], "It was cold and wet.", "en", True),
        (["en", "ru"], "Это неправда", "ru", True),
        (["en", "ru", "uk"], "Це неправда й брехня, вже", "uk", True),
        (["en"], "यह सच नहीं है", "hi", True),
        (["ja", "en"], "これは嘘です", "ja", True),
        (["en"], "1,000", "und", False),
    ],
)
def test_a_short_text_is_in_a_language_of_the_newsroom(
    settings: Settings, languages: list[str], text: str, language: str, is_guessed: bool
) -> None:
    settings.FACTCHECK_LANGUAGES = languages
    assert guess_language(text) == (language, is_guessed)


TEXTS = ["Es war kalt und nass.", "It was cold and wet.", LONG]


def test_imports_and_the_api_guess_alike_and_imports_report_it(settings: Settings, api: ApiClient) -> None:
    settings.FACTCHECK_LANGUAGES = ["en", "de"]
    load(*({"external_id": str(number), "text": text} for number, text in enumerate(TEXTS)))
    imported = list(Claim.objects.order_by("pk").values_list("language", flat=True))
    filed = [api.post("/claims", {"text": text}).json()["language"] for text in TEXTS]
    assert imported == filed == ["de", "en", "de"]
    notes = ImportIssue.objects.filter(code="guessed_language", is_refusal=False)
    assert list(notes.order_by("pk").values_list("row_number", flat=True)) == [1, 2]


def test_a_newsroom_of_one_language_is_told_nothing_of_it(db: None) -> None:
    load({"external_id": "1", "text": TEXTS[0]})
    assert not ImportIssue.objects.exists()
    assert Claim.objects.get().language == "en"
