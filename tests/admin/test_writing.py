"""Writes in the admin are recorded with actor and verb, check the version, and show readable errors."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.models import (
    Appearance,
    Attribution,
    Claim,
    ClaimEvent,
    Entity,
    Evidence,
    Mapping,
    Measure,
    Note,
    Publisher,
    Quantity,
    QuantityEvent,
    Reply,
    Source,
    User,
)
from tests.admin.conftest import Browse
from tests.admin.page import errors_of, more, read_form, saved, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(browse: Browse, editor: User) -> Client:
    return browse(editor)


def page(row: Any) -> str:
    return reverse(f"admin:claims_{row._meta.model_name}_change", args=[row.pk])


def add(model: Any) -> str:
    return reverse(f"admin:claims_{model._meta.model_name}_add")


def edit(claim: Claim) -> str:
    """Return the address at which a claim's own fields are edited on its page."""
    return f"{page(claim)}?edit=claim"


def last_event(claim: Claim) -> Any:
    return ClaimEvent.objects.filter(pgh_obj_id=claim.pk).order_by("-pgh_id").first()


def test_a_claim_is_filed_whole_and_its_parts_are_added_on_its_page(client: Client, editor: User) -> None:
    response = client.post(
        add(Claim),
        {
            "text": "  About 3,000 additional troops will go.  ",
            "language": "EN-us",
            "claimed_on": "2020-01",
            "topics": "Middle East, military,Middle East",
            "figures": "about 3,000 additional troops\n",
            "title": "Evening report",
            "quote": "3,000 more",
            "chain": "Mark Milley, told reporters",
        },
    )
    assert saved(response)
    claim = Claim.objects.get()
    assert last_event(claim).pgh_context["verb"] == "claim.create"
    for name, fields in (
        ("evidence", {"title": "A list", "stance": "supports", "note": "It says so."}),
        ("quantities", {"surface": "about 3,000 additional troops", "as_of": "2020-01-03"}),
        ("notes", {"text": "From the evening desk."}),
        ("replies", {"kind": "complaint", "outcome": "pending", "asked_at": "2020-01-03T10:00", "entity": "Pentagon"}),
    ):
        assert saved(client.post(reverse("admin:desk_add_part", args=[claim.pk, name]), fields)), name
    claim.refresh_from_db()
    assert claim.text == "About 3,000 additional troops will go."
    assert claim.language == "en-US"
    assert claim.topics == ["middle-east", "military"]
    assert (str(claim.claimed_on), claim.claimed_on_precision) == ("2020-01-01", "month")
    assert claim.created_by == editor
    assert str(claim.claimant) == "Mark Milley"
    appearance = claim.appearances.get()
    assert (appearance.is_first, appearance.quote, appearance.source.title) == (True, "3,000 more", "Evening report")
    quantity = claim.quantities.earliest("pk")
    assert (quantity.hedge, quantity.kind, quantity.direction) == ("about", "delta", "up")
    assert (str(quantity.interval_low), str(quantity.interval_high)) == ("2500", "3500")
    assert claim.quantities.count() == 2
    assert claim.notes.get().author == editor
    assert str(claim.replies.get().entity) == "Pentagon"
    assert claim.evidence.get().added_by == editor


@pytest.mark.parametrize(
    ("typed", "date", "precision"),
    [("2019", "2019-01-01", "year"), ("2019-05", "2019-05-01", "month"), ("2019-05-14", "2019-05-14", "day")],
)
def test_a_date_is_typed_as_far_as_it_is_known(
    newsroom: Claim, client: Client, typed: str, date: str, precision: str
) -> None:
    assert saved(send(client, edit(newsroom), claimed_on=typed))
    claim = Claim.objects.get(pk=newsroom.pk)
    assert (str(claim.claimed_on), claim.claimed_on_precision) == (date, precision)
    assert read_form(client, edit(newsroom))["claimed_on"] == typed


def test_a_date_can_be_taken_away(newsroom: Claim, client: Client) -> None:
    assert saved(send(client, edit(newsroom), claimed_on=""))
    claim = Claim.objects.get(pk=newsroom.pk)
    assert (claim.claimed_on, claim.claimed_on_precision) == (None, None)


@pytest.mark.parametrize("typed", ["May 2019", "2019-13", "2019-02-30", "19"])
def test_what_is_no_date_is_said_to_be_none(newsroom: Claim, client: Client, typed: str) -> None:
    errors = errors_of(send(client, edit(newsroom), claimed_on=typed))
    assert typed in errors
    assert "2019-05-14" in errors


def test_refusals_of_the_database_are_shown_on_the_form(newsroom: Claim, client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.no_cake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION 'No cake in claims.' USING ERRCODE = 'check_violation', CONSTRAINT = 'no_cake'; END $$;"
            "CREATE TRIGGER no_cake BEFORE UPDATE ON claims_claim FOR EACH ROW WHEN (NEW.text LIKE '%cake%')"
            " EXECUTE FUNCTION pg_temp.no_cake();"
        )
    response = send(client, edit(newsroom), text="Let them eat cake.")
    assert "No cake in claims." in errors_of(response)
    assert Claim.objects.get(pk=newsroom.pk).text == newsroom.text


def test_cited_evidence_is_kept_and_the_form_says_so(newsroom: Claim, client: Client) -> None:
    cited = Evidence.objects.get(citations__isnull=False)
    errors = errors_of(send(client, page(cited), quote="32 craters"))
    assert "Evidence that a submitted or published verdict cites is not changed." in errors
    deletion = client.post(reverse("admin:claims_evidence_delete", args=[cited.pk]), {"post": "yes"}, follow=True)
    assert "would require deleting the following protected related objects" in deletion.content.decode()
    assert Evidence.objects.filter(pk=cited.pk, quote="31 craters").exists()


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("language", "English", "is not a language tag"),
        ("text", "nul \x00 here", "Null characters are not allowed"),
        ("text", "", "This field is required"),
        ("text", "x" * 5001, "at most 5000 characters"),
        ("priority", "soon", "Select a valid choice"),
        ("due_at", "tomorrow", "Enter a valid date/time"),
        ("topics", "!!!", "has no letter or digit"),
    ],
)
def test_values_are_refused_at_their_field(newsroom: Claim, client: Client, field: str, value: str, says: str) -> None:
    assert says in errors_of(send(client, edit(newsroom), **{field: value}))


def test_a_claim_is_never_deleted(newsroom: Claim, client: Client, superuser: User, browse: Browse) -> None:
    address = reverse("admin:claims_claim_delete", args=[newsroom.pk])
    assert client.post(address, {"post": "yes"}).status_code == 403
    assert browse(superuser).post(address, {"post": "yes"}).status_code == 403


def test_an_appearance_is_filed_with_its_chain(newsroom: Claim, client: Client) -> None:
    claim = Claim.objects.create(text="Nobody was hurt.")
    source = Source.objects.create(title="Morning report")
    speaker = Entity.objects.create(name="Chief of staff")
    values = read_form(client, f"{add(Appearance)}?claim={claim.pk}") | {"source": source.pk, "quote": "nobody hurt"}
    assert values["claim"] == str(claim.pk)
    values = more(values, "attributions", position=1, role="originator", entity=speaker.pk, certainty="explicit")
    values = more(values, "attributions", position=2, role="relay", described_as="an aide", certainty="ambiguous")
    assert saved(client.post(add(Appearance), values))
    appearance = claim.appearances.get()
    assert appearance.is_first
    assert [link.role for link in appearance.attributions.all()] == ["originator", "relay"]
    claim.refresh_from_db()
    assert claim.claimant == speaker


def test_two_links_of_a_chain_change_places(newsroom: Claim, client: Client) -> None:
    appearance = newsroom.appearances.order_by("pk").first()
    assert appearance is not None
    values = read_form(client, page(appearance))
    swapped = {"attributions-0-position": "2", "attributions-1-position": "1"}
    assert saved(client.post(page(appearance), {**values, **swapped}))
    assert [link.named_as for link in appearance.attributions.order_by("position")] == ["", "Washington"]


def test_two_links_do_not_take_one_place(newsroom: Claim, client: Client) -> None:
    appearance = newsroom.appearances.order_by("pk").first()
    assert appearance is not None
    values = read_form(client, page(appearance)) | {"attributions-1-position": "1"}
    assert "Two links stand at position 1" in client.post(page(appearance), values).content.decode()
    assert Attribution.objects.filter(appearance=appearance, position=2).exists()


def test_a_chain_begins_at_one(newsroom: Claim, client: Client) -> None:
    appearance = newsroom.appearances.order_by("pk").first()
    assert appearance is not None
    values = read_form(client, page(appearance)) | {"attributions-0-position": "0"}
    assert "greater than or equal to 1" in errors_of(client.post(page(appearance), values))


def test_a_figure_is_never_edited(newsroom: Claim, client: Client) -> None:
    quantity = newsroom.quantities.get()
    assert client.post(page(quantity), {"surface": "32 rockets"}).status_code == 403
    assert Quantity.objects.get(pk=quantity.pk).surface == "31 rockets"


def test_a_figure_is_replaced_with_a_reason(newsroom: Claim, client: Client, editor: User) -> None:
    old = newsroom.quantities.get()
    address = f"{add(Quantity)}?replaces={old.pk}"
    values = read_form(client, address)
    assert values["as_of_text"] == "2019-12"
    assert "Say why" in errors_of(client.post(address, {**values, "surface": "at least 31 rockets"}))
    response = client.post(address, {**values, "surface": "at least 31 rockets", "reason": "The wire corrected it."})
    assert saved(response)
    assert response["Location"] == page(newsroom), "one is led elsewhere than to the claim"
    new = newsroom.quantities.get()
    assert (new.surface, new.hedge, new.interval_high) == ("at least 31 rockets", "at_least", None)
    assert new.measure == old.measure
    event = QuantityEvent.objects.filter(pgh_obj_id=new.pk).get()
    assert event.pgh_context["verb"] == "quantity.replace"
    assert event.pgh_context["reason"] == "The wire corrected it."
    assert event.pgh_context["actor"] == editor.pk
    again = client.post(address, {**values, "surface": "32 rockets", "reason": "Again."})
    assert "not there any more" in errors_of(again)


def test_a_figure_stays_with_its_claim_when_it_is_replaced(newsroom: Claim, client: Client) -> None:
    other = Claim.objects.create(text="Another one.")
    address = f"{add(Quantity)}?replaces={newsroom.quantities.get().pk}"
    response = send(client, address, claim=other.pk, reason="Wrong place")
    assert "keep it there" in errors_of(response)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"surface": "many"}, "holds no figure"),
        ({"surface": "ten to five", "hedge": "range", "value_low": "10", "value_high": "5", "unit": "person"}, "below"),
        ({"surface": "a lot", "value_low": "5"}, "Give the unit"),
        ({"surface": "5 people", "value_low": "1e40"}, "digits"),
        ({"surface": "5 people", "value_low": "NaN"}, "Enter a number"),
        ({"surface": "5 people", "value_low": "-5", "hedge": "exact"}, "below zero"),
    ],
)
def test_a_figure_that_says_nothing_is_refused(
    newsroom: Claim, client: Client, fields: dict[str, str], says: str
) -> None:
    address = f"{add(Quantity)}?claim={newsroom.pk}"
    assert says in errors_of(send(client, address, **fields))
    assert newsroom.quantities.count() == 1


def test_a_figure_is_spelled_out_where_its_words_cannot_be_read(newsroom: Claim, client: Client) -> None:
    fields = {"surface": "a baker's dozen", "value_low": "13", "unit": "rockets", "hedge": "exact"}
    assert saved(send(client, f"{add(Quantity)}?claim={newsroom.pk}", **fields))
    quantity = newsroom.quantities.get(surface="a baker's dozen")
    assert (str(quantity.value_low), str(quantity.value_high), quantity.unit) == ("13", "13", "rocket")


def test_nouns_are_stored_in_one_spelling(client: Client) -> None:
    assert saved(send(client, add(Publisher), name="The Paper", domain="WWW.Paper.Example"))
    paper = Publisher.objects.get(domain="paper.example")
    values = {"url": "HTTPS://Paper.Example:443/a?utm_source=x&id=1#top", "kind": "article", "text": " Kept. \n"}
    assert saved(send(client, add(Source), **values, published_on_text="2020"))
    source = Source.objects.get(url="https://paper.example/a?id=1")
    assert source.url_as_given.startswith("HTTPS://Paper.Example")
    assert source.publisher == paper
    assert source.text == " Kept. \n"
    assert len(source.text_sha256) == 64
    assert (str(source.published_on), source.published_on_precision) == ("2020-01-01", "year")
    assert saved(send(client, page(source), title="A title"))
    source.refresh_from_db()
    assert source.url_as_given.startswith("HTTPS://Paper.Example")
    assert (source.title, source.text) == ("A title", " Kept. \n")
    assert saved(send(client, add(Measure), name="people killed", unit="people", growth="monotone"))
    assert Measure.objects.get().unit == "person"


def test_a_noun_of_a_name_that_is_there_is_refused(newsroom: Claim, client: Client) -> None:
    assert "already: use it" in errors_of(send(client, add(Entity), name="us GOVERNMENT", kind="government"))
    assert "already: use it" in errors_of(
        send(client, add(Source), url="https://wire.example/2019/12/base#x", kind="article")
    )
    assert "must be a Q" in errors_of(send(client, add(Entity), name="New", wikidata_id="30"))
    assert "is no domain" in errors_of(send(client, add(Publisher), name="New", domain="not a domain"))


def test_aliases_are_typed_one_a_line(client: Client) -> None:
    fields = {"name": "United States", "kind": "government", "aliases": "US\nU.S.\n\n US \nthe States, of America"}
    assert saved(send(client, add(Entity), **fields))
    entity = Entity.objects.get(name="United States")
    assert entity.aliases == ["US", "U.S.", "the States, of America"]
    assert read_form(client, page(entity))["aliases"] == "US\nU.S.\nthe States, of America"


def test_a_noun_in_use_is_kept_and_one_that_is_not_goes(newsroom: Claim, client: Client) -> None:
    used = Entity.objects.get(name="US government")
    shown = client.get(reverse("admin:claims_entity_delete", args=[used.pk])).content.decode()
    assert "would require deleting the following protected related objects" in shown
    client.post(reverse("admin:claims_entity_delete", args=[used.pk]), {"post": "yes"})
    assert Entity.objects.filter(pk=used.pk).exists()
    unused = Entity.objects.create(name="A slip of the keyboard")
    response = client.post(reverse("admin:claims_entity_delete", args=[unused.pk]), {"post": "yes"})
    assert saved(response)
    assert not Entity.objects.filter(pk=unused.pk).exists()


def test_a_reply_is_about_a_verdict_of_its_own_claim(newsroom: Claim, client: Client) -> None:
    other = Claim.objects.create(text="Another one.")
    verdict = newsroom.verdicts.order_by("pk").first()
    assert verdict is not None
    values = read_form(client, f"{add(Reply)}?claim={other.pk}") | {
        "kind": "complaint", "asked_at_0": "2020-01-03", "asked_at_1": "10:00", "verdict": verdict.pk,
    }  # fmt: skip
    response = client.post(add(Reply), values)
    assert response.status_code == 200
    assert "has no verdict" in errors_of(response)
    assert not other.replies.exists()


def test_a_merged_claim_is_only_read(newsroom: Claim, client: Client) -> None:
    note = newsroom.notes.get()
    target = Claim.objects.create(text="The claim that stays.")
    merged = Claim.objects.create(text="The same again.")
    Note.objects.filter(pk=note.pk).update(claim=merged)
    Claim.objects.filter(pk=merged.pk).update(status="merged", merged_into=target)
    assert client.get(page(merged)).status_code == 200
    assert "was merged into" in errors_of(send(client, edit(merged), text="x"))
    assert client.post(page(note), {"text": "x"}).status_code == 403
    values = read_form(client, add(Note)) | {"claim": merged.pk, "text": "Too late."}
    assert "merged into claim" in errors_of(client.post(add(Note), values))
    assert merged.notes.count() == 1


def test_a_mapping_is_changed_by_a_new_version(newsroom: Claim, data_desk: User, browse: Browse) -> None:
    client = browse(data_desk)
    first = Mapping.objects.get()
    assert client.post(page(first), {"name": "other"}).status_code == 403
    values = read_form(client, f"{add(Mapping)}?follows={first.pk}")
    assert values["name"] == "house-file"
    assert "text: vclaim" in values["document"]
    wrong = errors_of(client.post(add(Mapping), {**values, "document": "- a list"}))
    assert "Write an object" in wrong
    assert "neither YAML nor JSON" in errors_of(client.post(add(Mapping), {**values, "document": "{a: [}"}))
    assert "in quotes" in errors_of(client.post(add(Mapping), {**values, "document": "since: 2020-01-02"}))
    unknown = errors_of(client.post(add(Mapping), {**values, "document": "fields: {txt: statement}"}))
    assert "&#x27;txt&#x27; is no field" in unknown or "'txt' is no field" in unknown
    assert saved(client.post(add(Mapping), {**values, "document": "fields: {text: statement}"}))
    assert list(Mapping.objects.order_by("version").values_list("version", "document")) == [
        (1, {"fields": {"text": "vclaim"}}),
        (2, {"fields": {"text": "statement"}}),
    ]
    assert Mapping.objects.get(version=2).created_by == data_desk
