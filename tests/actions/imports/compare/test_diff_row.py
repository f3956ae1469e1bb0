"""Importing rows again writes only changes and keeps people's edits."""

from collections import Counter
from typing import Any

import pytest
from django.db import connection

from claims.actions.claims import update_claim
from claims.actions.quantities import replace_quantity
from claims.models import Claim, Entity, ExternalId, ImportIssue, Verdict
from claims.rules.access import Actor
from tests.importing import VERDICTS, codes, counts, load

pytestmark = pytest.mark.django_db(transaction=True)

ROW = {
    "external_id": "1", "text": "Rockets hit the base.", "claimant": "Ann", "claimed_on": "2019-12-28",
    "topics": ["iraq"], "quantities": ["31 rockets"], "source_url": "https://example.org/a", "quote": "31 rockets",
    "verdict_label": "half true", "verdict_url": "https://politifact.com/r", "verdict_date": "2020-01-02", **VERDICTS,
}  # fmt: skip


def events() -> Counter[str]:
    """Count the rows of every history table."""
    tables = [table for table in connection.introspection.table_names() if table.endswith("event")]
    with connection.cursor() as cursor:
        found = Counter[str]()
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return found


def only() -> Any:
    return Claim.objects.get()


def test_the_same_file_again_writes_nothing() -> None:
    rows = [{**ROW, "external_id": str(n), "verdict_url": f"https://politifact.com/{n}"} for n in range(20)]
    assert load(*rows).counts.inserted == 20
    before, rows_before = events(), list(Claim.objects.order_by("pk").values())
    done = load(*rows)
    assert counts(done) == {"rows_read": 20, "unchanged": 20}
    assert events() == before
    assert list(Claim.objects.order_by("pk").values()) == rows_before
    assert set(Claim.objects.values_list("version", flat=True)) == {1}


def test_another_mapping_of_the_same_content_writes_nothing() -> None:
    load(ROW)
    before = events()
    done = load({**ROW, "place": ""}, constants={"claimant_kind": "person"})
    assert done.counts.unchanged == 1
    assert events() == before


def test_what_the_file_changed_is_changed_and_the_claims_version_raised_once() -> None:
    load(ROW)
    done = load(
        {
            **ROW,
            "text": "Rockets hit the camp.",
            "claimant": "Bo",
            "place": "Qaim",
            "topics": ["iraq", "war"],
            "claimed_on": "2019",
        }
    )
    assert counts(done) == {"rows_read": 1, "updated": 1}
    claim = only()
    assert (claim.text, claim.claimant.name, claim.place, claim.topics) == (
        "Rockets hit the camp.",
        "Bo",
        "Qaim",
        ["iraq", "war"],
    )
    assert (str(claim.claimed_on), claim.claimed_on_precision) == ("2019-01-01", "year")
    assert claim.version == 2
    assert claim.events.count() == 2


def test_a_field_that_a_person_edited_is_kept_and_reported(actor: Actor) -> None:
    load(ROW, {**ROW, "external_id": "2", "verdict_url": "https://politifact.com/2"})
    claim = Claim.objects.order_by("pk")[0]
    update_claim(claim.pk, {"text": "Mended words.", "claimed_on": "2019-12-27"}, actor=actor)
    changed = {**ROW, "text": "The file's new words.", "place": "Qaim"}
    done = load(changed)
    assert codes(done) == [(1, "text", "kept")]
    assert done.issues[0].issue.message == "text: was changed here since the last load and is kept."
    assert (done.counts.updated, done.counts.refused) == (1, 0)
    claim.refresh_from_db()
    assert (claim.text, claim.place, str(claim.claimed_on)) == ("Mended words.", "Qaim", "2019-12-27")
    before = events()
    again = load(changed)
    assert codes(again) == [(1, "text", "kept")]
    assert again.counts.unchanged == 1
    assert events() == before


def test_a_load_may_overwrite_what_people_edited_and_what_it_says_already(actor: Actor) -> None:
    load(ROW, {**ROW, "external_id": "2", "text": "Other words.", "verdict_url": "https://politifact.com/2"})
    first, second = Claim.objects.order_by("pk")
    update_claim(first.pk, {"text": "Mended words.", "place": "Qaim"}, actor=actor)
    again = [ROW, {**ROW, "external_id": "2", "text": "Other words.", "verdict_url": "https://politifact.com/2"}]
    assert load(*again).counts.unchanged == 2
    done = load(*again, is_overwriting=True)
    assert (done.counts.updated, done.counts.unchanged, codes(done)) == (1, 1, [])
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, first.place, second.version) == (ROW["text"], "Qaim", 1)


def test_a_field_that_the_file_did_not_change_is_left_to_the_person(actor: Actor) -> None:
    load(ROW)
    update_claim(only().pk, {"text": "Mended words.", "claimant": None}, actor=actor)
    done = load({**ROW, "place": "Qaim"})
    assert (codes(done), done.counts.updated) == ([], 1)
    assert (only().text, only().claimant, only().place) == ("Mended words.", None, "Qaim")


def test_a_claim_filed_here_under_the_id_is_filled_in_and_not_overwritten() -> None:
    claim = Claim.objects.create(text="Our own words.")
    ExternalId.objects.create(claim=claim, origin="desk", external_id="1")
    done = load(ROW)
    assert codes(done) == [(1, "text", "kept")]
    claim.refresh_from_db()
    assert (claim.text, claim.claimant and claim.claimant.name, claim.topics) == ("Our own words.", "Ann", ["iraq"])
    assert (claim.verdicts.count(), claim.appearances.count(), claim.quantities.count()) == (1, 1, 1)
    assert (claim.current_verdict, claim.version, claim.status) == (claim.verdicts.get(), 3, "new")


def test_a_renamed_claimant_is_the_same_claimant() -> None:
    load(ROW)
    Entity.objects.update(name="Ann Example")
    load({**ROW, "place": "Qaim"})
    assert Entity.objects.count() == 1
    assert only().claimant.name == "Ann Example"


def test_a_changed_label_makes_an_update_that_supersedes() -> None:
    load(ROW)
    done = load({**ROW, "verdict_label": "false", "verdict_date": "2020-03-01"})
    assert done.counts.updated == 1
    old, new = Verdict.objects.order_by("revision")
    assert (old.revision, old.kind, old.state, old.label) == (1, "original", "superseded", "Half True")
    assert (new.revision, new.kind, new.state, new.label) == (2, "update", "published", "False")
    claim = only()
    assert (claim.current_verdict, claim.version, claim.status) == (new, 2, "checked")
    before = events()
    assert load({**ROW, "verdict_label": "false", "verdict_date": "2020-03-01"}).counts.unchanged == 1
    assert events() == before


def test_changed_words_of_a_verdict_make_a_refile() -> None:
    load(ROW)
    load({**ROW, "verdict_headline": "A better headline"})
    assert list(Verdict.objects.order_by("revision").values_list("kind", "state", "headline")) == [
        ("original", "superseded", ""),
        ("refile", "published", "A better headline"),
    ]


def test_another_publishers_verdict_is_separate_and_the_newest_counts() -> None:
    load(ROW)
    other = {**ROW, "verdict_publisher": "snopes.com", "verdict_scale": "snopes", "verdict_label": "Mixture"}
    load({**other, "verdict_date": "2019-12-31"})
    first = Verdict.objects.get(publisher__domain="politifact.com")
    assert only().current_verdict == first
    load({**other, "verdict_date": "2020-02-01", "verdict_url": "https://snopes.com/later"})
    assert Verdict.objects.filter(state="published").count() == 3
    assert only().current_verdict == Verdict.objects.get(external_id="https://snopes.com/later")


def test_our_own_archives_verdict_goes_before_newer_ones(own_publisher: Any) -> None:
    load({**ROW, "verdict_publisher": own_publisher.domain, "verdict_date": "2019-12-30"})
    load(ROW)
    assert Verdict.objects.count() == 2
    assert only().current_verdict.publisher == own_publisher


def test_figures_and_sources_follow_the_file() -> None:
    load(ROW)
    load({**ROW, "quantities": ["31 rockets", "2 soldiers"], "source_url": "https://example.org/b"})
    assert sorted(only().quantities.values_list("surface", flat=True)) == ["2 soldiers", "31 rockets"]
    assert list(only().appearances.values_list("source__url", flat=True)) == ["https://example.org/b"]
    load({**ROW, "quantities": ["2 soldiers"], "source_url": "https://example.org/b", "quote": "other words"})
    assert list(only().quantities.values_list("surface", flat=True)) == ["2 soldiers"]
    assert only().appearances.get().quote == "other words"
    assert only().version == 3


def test_a_figure_that_a_person_replaced_stays(actor: Actor) -> None:
    load({**ROW, "quantities": ["31 rockets", "2 soldiers"]})
    quantity = only().quantities.get(surface="31 rockets")
    replace_quantity(quantity.pk, only().pk, "about 30 rockets", reason="misheard", actor=actor)
    load({**ROW, "quantities": ["31 rockets", "3 soldiers"]})
    assert sorted(only().quantities.values_list("surface", flat=True)) == ["3 soldiers", "about 30 rockets"]


def test_a_quote_that_a_person_corrected_stays() -> None:
    load(ROW)
    appearance = only().appearances.get()
    appearance.quote = "31 rockets, he said"
    appearance.save(update_fields=["quote"])
    done = load({**ROW, "quote": "31 rockets!", "place": "Qaim"})
    assert codes(done) == [(1, "quote", "kept")]
    assert only().appearances.get().quote == "31 rockets, he said"
    done = load({**ROW, "source_url": "https://example.org/b"})
    assert codes(done) == [(1, "source_url", "kept")]
    assert only().appearances.count() == 2


def test_two_ids_of_one_merged_claim_are_taken_one_after_the_other() -> None:
    load(ROW, {**ROW, "external_id": "2", "verdict_url": "https://politifact.com/2"})
    first = Claim.objects.order_by("pk")[0]
    ExternalId.objects.filter(external_id="2").update(claim=first)
    done = load(
        {**ROW, "quantities": ["31 rockets", "5 trucks"]},
        {
            **ROW,
            "external_id": "2",
            "verdict_url": "https://politifact.com/2",
            "quantities": ["31 rockets", "5 trucks"],
        },
    )
    assert done.counts.updated == 2
    assert sorted(first.quantities.values_list("surface", flat=True)) == ["31 rockets", "5 trucks"]


def test_a_row_that_went_bad_leaves_its_claim_alone() -> None:
    load(ROW)
    done = load({**ROW, "text": ""})
    assert (done.counts.refused, only().text, only().version) == (1, ROW["text"], 1)
    assert ImportIssue.objects.count() == 1


def test_the_same_id_of_another_origin_is_another_claim() -> None:
    load(ROW)
    load(ROW, origin="other")
    assert Claim.objects.count() == 2
