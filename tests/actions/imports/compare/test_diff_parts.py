"""Importing the parts of claims (appearances with chains, evidence, verdicts) once and again."""

from typing import Any

import pytest

from claims.actions.parts import add_part, delete_part, update_part
from claims.models import Appearance, Claim, Entity, Evidence, Publisher, Source
from claims.rules.access import Actor
from tests.importing import codes, load

pytestmark = pytest.mark.django_db(transaction=True)

ROW: dict[str, Any] = {"external_id": "1", "text": "Rockets hit the base."}
WIRE: dict[str, Any] = {
    "source": {
        "url": "https://wire.example.org/a", "title": "Rockets", "language": "en",
        "archived_url": "https://archive.example.org/a", "external_id": "wire-1", "published_on": "2019-12",
    },
    "quote": "31 rockets", "quote_translation": "31 Raketen", "prefix": "some", "suffix": "hit", "locator": "p. 3",
    "voice": "narrator",
    "attributions": [
        {"entity": {"name": "US officials", "kind": "government", "role": "unnamed"}, "cue": "said"},
        {"role": "relay", "described_as": "a person who knows of it", "certainty": "inferred"},
    ],
}  # fmt: skip
STUDY: dict[str, Any] = {
    "source": {"url": "https://study.example.org/a"}, "stance": "refutes", "question": "How many?", "quote": "25",
    "note": "Counted.", "is_primary": True, "interest": "None known.",
}  # fmt: skip
KNOWN = {"stance": "context", "note": "Everybody knows it."}


def only() -> Claim:
    return Claim.objects.get()


def chain(number: int = 0) -> list[tuple[Any, ...]]:
    links = only().appearances.order_by("pk")[number].attributions.order_by("position")
    return list(links.values_list("role", "entity__name", "named_as", "described_as", "cue", "certainty"))


def test_a_row_brings_several_of_everything() -> None:
    post = {"source": {"url": "https://post.example.org/b", "kind": "post"}, "quote": "hit!"}
    done = load({**ROW, "claimant": "Ann", "appearances": [WIRE, post], "evidence": [STUDY, KNOWN]})
    assert (done.counts.inserted, codes(done)) == (1, [])
    first, second = only().appearances.order_by("pk")
    assert (first.is_first, first.voice, first.quote, first.quote_translation) == (
        True, "narrator", "31 rockets", "31 Raketen",
    )  # fmt: skip
    assert (first.prefix, first.suffix, first.locator, second.is_first) == ("some", "hit", "p. 3", False)
    source = first.source
    assert (source.language, source.archived_url, source.external_id, source.published_on_precision) == (
        "en", "https://archive.example.org/a", "wire-1", "month",
    )  # fmt: skip
    assert chain() == [
        ("originator", "US officials", "US officials", "unnamed", "said", "explicit"),
        ("relay", None, "", "a person who knows of it", "", "inferred"),
    ]
    assert chain(1) == [("originator", "Ann", "Ann", "", "", "explicit")]
    study, known = only().evidence.order_by("pk")
    assert (study.stance, study.question, study.quote, study.note, study.is_primary, study.interest) == (
        "refutes", "How many?", "25", "Counted.", True, "None known.",
    )  # fmt: skip
    assert study.source == Source.objects.get(url="https://study.example.org/a")
    assert (known.source, known.stance, known.note) == (None, "context", "Everybody knows it.")


def test_the_first_originator_is_the_claimant_where_none_is_named() -> None:
    load({**ROW, "appearances": [WIRE]})
    claimant = only().claimant
    assert claimant is not None
    assert (claimant.name, claimant.kind) == ("US officials", "government")
    assert load({**ROW, "appearances": [WIRE]}).counts.unchanged == 1


def test_parts_follow_the_file() -> None:
    load({**ROW, "appearances": [WIRE], "evidence": [STUDY, KNOWN]})
    relays = [{"entity": {"name": "US officials"}}, {"role": "relay", "entity": {"name": "Bo"}, "cue": "reported"}]
    done = load(
        {
            **ROW,
            "appearances": [{**WIRE, "locator": "p. 4", "attributions": relays}],
            "evidence": [{**STUDY, "stance": "supports"}, {"stance": "context", "note": "Another matter."}],
        }
    )
    assert (done.counts.updated, codes(done), only().version) == (1, [], 2)
    assert only().appearances.get().locator == "p. 4"
    assert [link[:2] for link in chain()] == [("originator", "US officials"), ("relay", "Bo")]
    assert list(only().evidence.order_by("pk").values_list("stance", "note")) == [
        ("supports", "Counted."),
        ("context", "Another matter."),
    ]
    load(ROW)
    assert (only().appearances.count(), only().evidence.count(), only().version) == (0, 0, 3)


def test_two_passages_of_one_source_are_two_appearances() -> None:
    rows = [{"source": {"url": "https://a.org/x"}, "quote": quote} for quote in ("one", "two")]
    load({**ROW, "appearances": rows, "evidence": [STUDY, {**STUDY, "question": "When?"}, STUDY]})
    assert list(only().appearances.order_by("pk").values_list("quote", flat=True)) == ["one", "two"]
    rows[1]["quote"] = "three"
    load({**ROW, "appearances": rows, "evidence": [STUDY, {**STUDY, "question": "When?", "note": "New."}, STUDY]})
    assert list(only().appearances.order_by("pk").values_list("quote", flat=True)) == ["one", "three"]
    assert list(only().evidence.order_by("pk").values_list("note", flat=True)) == ["Counted.", "New.", "Counted."]


def test_what_people_did_to_parts_stays_and_is_reported(actor: Actor) -> None:
    load({**ROW, "appearances": [WIRE], "evidence": [STUDY, KNOWN]})
    claim, study = only(), Evidence.objects.get(question="How many?")
    appearance = claim.appearances.get()
    update_part(Evidence, study.pk, claim.pk, {"note": "Counted twice."}, actor=actor)
    delete_part(Evidence, Evidence.objects.get(note=KNOWN["note"]).pk, claim.pk, actor=actor)
    add_part("evidence", claim.pk, {"stance": "supports", "note": "Ours."}, actor=actor)
    links = [{"named_as": "Somebody"}]
    update_part(Appearance, appearance.pk, claim.pk, {"attributions": links}, actor=actor)
    changed = {
        **ROW,
        "appearances": [{**WIRE, "quote": "32 rockets", "attributions": WIRE["attributions"][:1]}],
        "evidence": [{**STUDY, "note": "Counted again.", "quote": "26"}, {**KNOWN, "stance": "supports"}],
    }
    done = load(changed)
    assert codes(done) == [(1, "attributions", "kept"), (1, "note", "kept")]
    assert (done.counts.kept, done.counts.updated) == (2, 1)
    assert chain() == [("originator", None, "Somebody", "", "", "explicit")]
    appearance.refresh_from_db()
    assert appearance.quote == "32 rockets"
    notes = only().evidence.order_by("pk").values_list("note", "quote")
    assert list(notes) == [("Counted twice.", "26"), ("Ours.", "")]
    assert codes(load({**ROW, "evidence": [KNOWN]})) == [(1, "source_url", "kept"), (1, "evidence", "kept")]
    done = load(changed, is_overwriting=True)
    assert codes(done) == []
    assert [link[1] for link in chain()] == ["US officials"]
    assert set(only().evidence.values_list("note", flat=True)) == {"Counted again.", KNOWN["note"], "Ours."}


def test_evidence_that_a_verdict_cites_is_neither_changed_nor_taken_away(own_publisher: Publisher) -> None:
    load({**ROW, "evidence": [STUDY]})
    claim, study = only(), Evidence.objects.get()
    draft = claim.verdicts.create(publisher=own_publisher)
    draft.citations.create(evidence=study)
    assert codes(load({**ROW, "evidence": [{**STUDY, "note": "New."}]})) == [(1, "evidence", "kept")]
    assert codes(load(ROW, is_overwriting=True)) == [(1, "evidence", "kept")]
    assert Evidence.objects.get().note == "Counted."


def test_an_entity_is_identified_by_its_wikidata_id() -> None:
    ann = Entity.objects.create(name="Ann Example", wikidata_id="Q5")
    load(
        {**ROW, "claimant": "A. Example", "claimant_wikidata_id": "Q5"},
        {**ROW, "external_id": "2", "claimant": "Ann Example", "claimant_wikidata_id": "Q6"},
        {**ROW, "external_id": "3", "claimant": "Bo", "claimant_wikidata_id": "Q7"},
        {**ROW, "external_id": "4", "claimant": "Bo", "claimant_wikidata_id": "Q8"},
        {**ROW, "external_id": "5", "claimant": "Bo the Second", "claimant_wikidata_id": "Q8"},
    )
    claimants = [claim.claimant for claim in Claim.objects.order_by("pk")]
    assert claimants[0] == ann
    assert [str(one) for one in claimants[1:4]] == ["Ann Example (Q6)", "Bo", "Bo the Second"]
    assert claimants[4] == claimants[3]
    assert [one.wikidata_id for one in claimants if one] == ["Q5", "Q6", "Q7", "Q8", "Q8"]


def test_a_name_in_a_chain_that_means_several_refuses_its_row() -> None:
    Entity.objects.create(name="US officials", disambiguation="Iraq")
    Entity.objects.create(name="US officials", disambiguation="Syria")
    done = load({**ROW, "claimant": "Ann", "appearances": [WIRE]})
    assert codes(done) == [(1, "attributions", "ambiguous_name")]
    assert not Claim.objects.exists()


def test_a_renamed_link_is_the_same_entity() -> None:
    load({**ROW, "appearances": [WIRE]})
    Entity.objects.update(name="Renamed")
    load({**ROW, "place": "Qaim", "appearances": [WIRE]})
    assert Entity.objects.count() == 1
    assert chain()[0][1] == "Renamed"
