"""Searching: claims by words in their language, by number and by external id; parts by claim; nouns by name."""

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions.actors import OPERATOR
from claims.actions.change import record
from claims.admin.desk.queue import QueuePaginator
from claims.models import Claim, Entity, ExternalId, Source, User
from tests.admin.conftest import Browse
from tests.admin.newsroom import make_claims

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(editor: User, browse: Browse) -> Client:
    return browse(editor)


def found(client: Client, name: str, **query: str) -> list[str]:
    response = client.get(reverse(f"admin:claims_{name}_changelist"), query)
    assert response.status_code == 200, response
    if name == "claim":  # the queue, whose order is that of urgency
        return sorted(row.claim.text for row in response.context["rows"])
    return [str(row) for row in response.context["cl"].result_list]


@pytest.fixture
def claims(newsroom: Claim) -> dict[str, Claim]:
    with record(actor=OPERATOR, verb="test.make"):
        return {
            "en": newsroom,
            "de": Claim.objects.create(text="Die Raketen trafen das Lager.", language="de-AT"),
            "tlh": Claim.objects.create(text="Rockets Hol", language="tlh"),
        }


def test_words_are_searched_in_the_language_of_the_claim(client: Client, claims: dict[str, Claim]) -> None:
    assert found(client, "claim", q="rocket") == [claims["en"].text]
    assert found(client, "claim", q="rakete") == [claims["de"].text]
    assert found(client, "claim", q="rockets") == sorted([claims["tlh"].text, claims["en"].text])


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("rockets base", 1),
        ("rockets -base", 1),
        ('"rockets were fired"', 1),
        ('"fired rockets"', 0),
        ("trafen or base", 2),
        ("nothing of the kind", 0),
        ("'; DROP TABLE claims_claim; --", 0),
        ("<script>", 0),
        ("& | ! ( ) :*", 0),
    ],
)
def test_a_search_reads_quotes_or_and_minus(client: Client, claims: dict[str, Claim], words: str, hits: int) -> None:
    assert len(found(client, "claim", q=words)) == hits


def test_a_claim_is_found_by_its_number_and_by_its_ids_elsewhere(client: Client, claims: dict[str, Claim]) -> None:
    german = claims["de"]
    for words in (str(german.pk), f"#{german.pk}", f" {german.pk} "):
        assert german.text in found(client, "claim", q=words)
    assert found(client, "claim", q="40213") == [claims["en"].text]
    assert found(client, "claim", q="cms:40213") == [claims["en"].text]
    assert found(client, "claim", q="politifact:40213") == []
    assert found(client, "claim", q="9" * 30) == []


def test_a_link_of_a_page_narrows_the_list(client: Client, claims: dict[str, Claim]) -> None:
    assert found(client, "claim", topic="military") == [claims["en"].text]
    assert found(client, "claim", topic="sport") == []


def test_filters_narrow_the_list(client: Client, claims: dict[str, Claim], editor: User) -> None:
    Claim.objects.filter(pk=claims["de"].pk).update(assignee=editor)
    assert found(client, "claim", assignee="me") == [claims["de"].text]
    assert len(found(client, "claim", assignee="nobody")) == 2
    assert found(client, "claim", assignee=editor.username) == [claims["de"].text]
    assert found(client, "claim", status="triaged") == [claims["en"].text]
    assert found(client, "claim", normalized="true") == [claims["en"].text]
    assert found(client, "claim", unit="rocket", quantity_min="31", quantity_max="31") == [claims["en"].text]
    assert found(client, "claim", unit="rocket", quantity_min="32") == []
    assert found(client, "claim", publisher="wire.example") == [claims["en"].text]
    assert found(client, "claim", due_to="now") == []
    refused = client.get(reverse("admin:claims_claim_changelist"), {"status": "nonsense"}).content.decode()
    assert "Send one or more of new, triaged" in refused


@pytest.mark.parametrize("name", ["appearance", "evidence", "quantity", "reply", "note", "externalid", "verdict"])
def test_parts_are_found_by_their_claim(client: Client, claims: dict[str, Claim], name: str) -> None:
    everything = found(client, name)
    assert everything
    assert found(client, name, q="rocket base") == everything
    assert found(client, name, q=str(claims["en"].pk)) == everything
    assert found(client, name, q="raketen") == []
    assert found(client, name, claim__id__exact=str(claims["en"].pk)) == everything
    assert found(client, name, claim__id__exact=str(claims["de"].pk)) == []


def test_a_link_of_a_chain_is_found_by_the_name_as_printed(client: Client, newsroom: Claim) -> None:
    assert found(client, "attribution", q="washing") == ["Washington"]
    assert found(client, "attribution", q="US gov") == ["Washington"]


def test_a_source_is_found_by_its_address_however_it_is_spelled(client: Client, newsroom: Claim) -> None:
    spelled = "HTTPS://WIRE.example:443/2019/12/base?utm_source=mail#top"
    assert found(client, "source", q=spelled) == ["Base hit by rockets"]
    assert found(client, "source", q="hit by") == ["Base hit by rockets"]
    assert found(client, "source", q="https://wire.example/other") == []


def test_an_entity_is_found_by_an_alias(client: Client, newsroom: Claim) -> None:
    Entity.objects.filter(name="US government").update(aliases=["Washington"], wikidata_id="Q30")
    assert found(client, "entity", q="washington") == ["US government"]
    assert found(client, "entity", q="Q30") == ["US government"]


@pytest.mark.parametrize(
    ("model", "field", "term", "says"),
    [
        ("appearance", "claim", "rockets", ": Thirty-one rockets"),
        ("claim", "part_of", "rockets", ": Thirty-one rockets"),
        ("appearance", "source", "base hit", "Base hit by rockets · 2019-12-27"),
        ("claim", "claimant", "gov", "US government"),
        ("quantity", "measure", "rockets", "rockets fired"),
        ("source", "publisher", "wire", "The Wire"),
        ("attribution", "entity", "US", "US government"),
        ("reply", "verdict", "rockets", "True (published)"),
    ],
)
def test_references_are_completed(
    client: Client, newsroom: Claim, model: str, field: str, term: str, says: str
) -> None:
    query = {"app_label": "claims", "model_name": model, "field_name": field, "term": term}
    options = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert any(says in option["text"] for option in options), options


def test_a_long_list_counts_no_further_than_one_pages(
    newsroom: Claim, editor: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = reverse("admin:claims_claim_changelist")
    make_claims(editor, 3)
    assert "4 claims, most pressing first" in client.get(address).content.decode()
    monkeypatch.setattr(QueuePaginator, "most", 3)
    assert "More than 1,000 claims" in client.get(address).content.decode()


def test_external_ids_are_counted_per_origin(client: Client, newsroom: Claim) -> None:
    ExternalId.objects.create(claim=newsroom, origin="politifact", external_id="40213")
    assert found(client, "claim", q="politifact:40213") == [newsroom.text]
    assert len(found(client, "claim", q="40213")) == 1
    assert Source.objects.count() >= 3
