"""Importing new rows: what is in the database afterwards."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from claims.actions.actors import actor_of
from claims.actions.imports.compare.rating_lookup import UnknownScaleError
from claims.actions.imports.load.chunk_reader import Pace
from claims.models import Claim, Entity, ExternalId, ImportBatch, ImportIssue, Publisher, Source, User, Verdict
from claims.rules.access import AccessError
from tests.importing import VERDICTS, codes, counts, load, load_text

pytestmark = pytest.mark.django_db

ROW = {"external_id": "1", "text": "Rockets hit the base."}


def row(external_id: str) -> dict[str, str]:
    """Return a row with unique words."""
    return {"external_id": external_id, "text": f"{external_id} rockets hit the base."}


def claim_of(external_id: str, origin: str = "desk") -> Claim:
    return Claim.objects.get(external_ids__origin=origin, external_ids__external_id=external_id)


def test_a_whole_row_becomes_a_claim_with_its_parts() -> None:
    done = load({
        **ROW,
        "language": "en-GB", "claimant": "Ann Example", "claimant_kind": "person", "claimant_role": "Mayor of Qaim",
        "claimed_on": "2019-12", "place": "Qaim", "topics": "iraq|Rocket Attacks",
        "quantities": "about 31 rockets|at least 2 soldiers",
        "source_url": "https://News.example.org/a?utm_source=x", "source_title": "Rockets", "source_kind": "article",
        "source_publisher": "example.org", "source_published_on": "2019-12-28", "quote": "31 rockets hit the base",
        "verdict_label": "Mostly True", "verdict_url": "https://politifact.com/rockets/", "verdict_date": "2020-01-02",
        "verdict_headline": "Rockets did hit", "verdict_summary": "They did.", **VERDICTS,
    })  # fmt: skip
    assert (done.counts.rows_read, done.counts.inserted, done.counts.refused) == (1, 1, 0)
    claim = claim_of("1")
    assert (claim.text, claim.language, claim.place, claim.topics) == (
        ROW["text"],
        "en-GB",
        "Qaim",
        ["iraq", "rocket-attacks"],
    )
    assert (claim.claimed_on, claim.claimed_on_precision) == (dt.date(2019, 12, 1), "month")
    assert claim.claimant is not None
    assert (claim.claimant.name, claim.claimant.kind, claim.claimant.role) == ("Ann Example", "person", "Mayor of Qaim")
    rockets, soldiers = claim.quantities.order_by("pk")
    assert (rockets.hedge, str(rockets.value_low), rockets.unit) == ("about", "31", "rocket")
    assert rockets.policy
    assert rockets.interval_low is not None
    assert rockets.interval_low < 31
    assert (soldiers.interval_low, soldiers.interval_high, soldiers.is_high_open) == (Decimal(2), None, True)
    appearance = claim.appearances.get()
    assert (appearance.quote, appearance.voice, appearance.is_first) == ("31 rockets hit the base", "attributed", True)
    source = appearance.source
    assert (source.url, source.url_as_given) == (
        "https://news.example.org/a",
        "https://News.example.org/a?utm_source=x",
    )
    assert (source.title, source.publisher and source.publisher.domain, str(source.published_on)) == (
        "Rockets",
        "example.org",
        "2019-12-28",
    )
    originator = appearance.attributions.get()
    assert (originator.role, originator.named_as, originator.described_as) == (
        "originator",
        "Ann Example",
        "Mayor of Qaim",
    )
    assert originator.entity_id == claim.claimant_id


def test_a_claim_with_a_verdict_starts_as_checked_and_the_verdict_as_published() -> None:
    load(
        {
            **ROW,
            "verdict_label": "pants on fire",
            "verdict_url": "https://politifact.com/r/?fbclid=1",
            "verdict_date": "2020-01-02",
            **VERDICTS,
        }
    )
    claim = claim_of("1")
    verdict = claim.verdicts.get()
    assert (claim.status, claim.current_verdict_id) == ("checked", verdict.pk)
    assert (verdict.is_imported, verdict.state, verdict.kind, verdict.revision, verdict.author) == (
        True,
        "published",
        "original",
        1,
        None,
    )
    assert (verdict.label, verdict.normalized, verdict.rating and verdict.rating.slug) == (
        "Pants on Fire",
        "false",
        "pants-on-fire",
    )
    assert (verdict.external_id, verdict.claim_reviewed) == ("https://politifact.com/r/", ROW["text"])
    assert verdict.published_at == dt.datetime(2020, 1, 2, tzinfo=dt.UTC)
    assert verdict.publisher.name == "politifact.com"


def test_a_claim_without_a_verdict_starts_as_new() -> None:
    load(ROW)
    assert (claim_of("1").status, claim_of("1").current_verdict) == ("new", None)


def test_a_label_outside_the_scale_is_kept_if_asked_and_refused_otherwise() -> None:
    verdict = {"verdict_label": "Sort of", **VERDICTS}
    done = load(
        {**row("1"), **verdict},
        {**row("2"), **verdict, "verdict_rating": "unrated"},
        {**row("3"), **verdict, "verdict_label": "Falso", "verdict_rating": "false"},
        {**row("4"), **verdict, "verdict_label": "false", "verdict_scale": "none-such"},
        {**row("5"), **verdict, "verdict_scale": ""},
    )
    assert codes(done) == [
        (1, "verdict_label", "unknown_label"),
        (4, "verdict_scale", "unknown_label"),
        (5, "verdict_scale", "unknown_label"),
    ]
    assert "use one of true, mostly-true, half-true, mostly-false, false, pants-on-fire" in done.issues[0].issue.message
    assert "flip-o-meter, newsroom" in done.issues[1].issue.message
    labels = Verdict.objects.order_by("pk").values_list("label", "normalized", "rating__slug")
    assert list(labels) == [("Sort of", None, None), ("Falso", "false", "false")]


LISTED = {"publisher": "a.example", "scale": "true-false"}
SECOND = {f"verdict_2_{name}": value for name, value in (("publisher", "b.example"), ("scale", "true-false"))}
REVIEWS = {
    "fields": {"external_id": "external_id", "text": "text"},
    "verdicts": [
        {"each": "reviews", "publisher": "reviews.by", "label": {"column": "reviews.said", "values": {"0": "Falso"}}},
        {"publisher": {"constant": "b.example"}, "label": "printed"},
    ],
    "constants": {"verdict_scale": "true-false"},
}
REVIEW = {"by": "a.example", "said": "true"}


@pytest.mark.parametrize(
    ("fields", "mapping", "column"),
    [
        ({"verdict_label": "false", **VERDICTS, "verdict_2_label": "Falso", **SECOND}, None, "verdict_2_label"),
        ({"verdict_label": "Falso", **VERDICTS, "verdict_2_label": "false", **SECOND}, None, "verdict_label"),
        ({"verdicts": [{**LISTED, "label": "true"}, {**LISTED, "label": "Falso"}]}, None, "verdicts.2.label"),
        ({"reviews": [REVIEW, {**REVIEW, "said": "0"}], "printed": "true"}, REVIEWS, "reviews.2.said"),
        ({"reviews": [REVIEW, REVIEW], "printed": "Falso"}, REVIEWS, "printed"),
    ],
)
def test_an_unknown_label_is_reported_by_the_column_of_its_own_verdict(
    fields: dict[str, Any], mapping: dict[str, Any] | None, column: str
) -> None:
    (found,) = load({"external_id": "1", "text": "So it is.", **fields}, mapping=mapping).issues
    assert (found.issue.field, found.issue.value, found.issue.code) == (column, "Falso", "unknown_label")


def test_a_scale_that_the_mapping_names_must_be_there_before_anything_is_written() -> None:
    with pytest.raises(UnknownScaleError, match="there is no scale 'truth'; the scales are averitec, flip-o-meter"):
        load(ROW, constants={"verdict_scale": "truth", "verdict_publisher": "a.org"})
    assert not ImportBatch.objects.exists()


def test_names_that_are_there_are_used_and_never_changed() -> None:
    ann = Entity.objects.create(name="Ann Example", kind="person", aliases=["A. Example"])
    outlet = Publisher.objects.create(name="The Example", domain="example.org")
    old = Source.objects.create(url="https://example.org/a", title="Old")
    new = Source.objects.create(url="https://example.org/a", title="Refiled", revision=2)
    load(
        {**ROW, "claimant": "ANN EXAMPLE", "claimant_role": "Mayor", "source_url": "https://example.org/a",
         "source_title": "Other"},
        {**ROW, "external_id": "2", "claimant": "A. Example", "source_url": "https://www.example.org/b"},
    )  # fmt: skip
    assert claim_of("1").claimant == claim_of("2").claimant == ann
    assert claim_of("1").appearances.get().source == new
    assert claim_of("2").appearances.get().source.publisher == outlet
    for row, version in ((ann, 1), (outlet, 1), (old, 1), (new, 1)):
        row.refresh_from_db()
        assert row.version == version
    assert (Entity.objects.count(), Source.objects.count()) == (1, 3)


def test_a_name_of_several_is_refused_with_who_they_are() -> None:
    actor = Entity.objects.create(name="John Smith", disambiguation="actor")
    Entity.objects.create(name="John Smith", disambiguation="senator")
    done = load(
        {**row("1"), "claimant": "John Smith"},
        {**row("2"), "claimant": "john smith", "claimant_disambiguation": "Actor"},
        {**row("3"), "claimant": "John Smith", "claimant_disambiguation": "plumber"},
    )
    assert codes(done) == [(1, "claimant", "ambiguous_name")]
    assert f"2 are called so (John Smith (actor) is {actor.pk}; John Smith (senator)" in done.issues[0].issue.message
    assert claim_of("2").claimant == actor
    assert str(claim_of("3").claimant) == "John Smith (plumber)"


def test_the_same_new_names_in_one_file_are_made_once() -> None:
    load(*({**ROW, "external_id": str(n), "claimant": name, "source_url": f"https://a.org/{n % 2}"}
           for n, name in enumerate(["Ann", "ANN", "Bo", "ann"])))  # fmt: skip
    assert sorted(Entity.objects.values_list("name", flat=True)) == ["Ann", "Bo"]
    assert Source.objects.count() == 2


def test_invalid_rows_are_reported_with_their_number_and_valid_ones_imported() -> None:
    done = load_text(
        'external_id,text,claimed_on\n1,good,2019\n2,,05/06/2020\n,no id,\n3,"a\x00b",\n4\n5,good too,\n'
        f"6,{'x' * 5001},\n"
    )
    assert codes(done) == [
        (2, "text", "missing"),
        (2, "claimed_on", "invalid"),
        (3, "external_id", "missing"),
        (4, "text", "invalid"),
        (5, "", "ragged"),
        (7, "text", "invalid"),
    ]
    assert counts(done) == {"rows_read": 7, "inserted": 2, "refused": 5}
    stored = list(ImportIssue.objects.filter(batch=done.batch_id).order_by("pk"))
    assert [(issue.row_number, issue.field, issue.code) for issue in stored] == codes(done)
    assert stored[1].value == "05/06/2020"
    assert stored[1].row == {"external_id": "2", "text": "", "claimed_on": "05/06/2020"}
    assert stored[3].row == {"external_id": "3", "text": "a\\x00b", "claimed_on": ""}
    assert stored[4].row == ["4"]
    assert len(stored[5].value) == 400


def test_bytes_and_surrogates_that_are_no_text_refuse_their_row_alone() -> None:
    content = '{"external_id": 1, "text": "naïve, “so”"}\n{"external_id": 2, "text": "\\ud800"}\n'.encode()
    content += b'{"external_id": 3, "text": "caf\xe9"}\n{"external_id": 4, "text": "good"}\n'
    done = load_text(content, "jsonl")
    assert codes(done) == [(2, "", "bad_json"), (3, "", "bad_json")]
    content = "external_id,text\n0,“ok”\n".encode() + b"0,ok\n" * 19_999 + b"1,caf\xe9\n2,good\n"
    done = load_text(content, origin="csv")
    assert (20_001, "text", "invalid") in codes(done)
    assert ImportIssue.objects.get(batch=done.batch_id, row_number=20_001).row == {
        "external_id": "1",
        "text": "caf\\udce9",
    }


def test_an_id_that_stands_twice_is_refused_where_the_rows_differ() -> None:
    done = load(
        ROW, ROW, {**ROW, "text": "Other words."},
        *(row(f"n{n}") for n in range(Pace.MOST)),
        ROW, {**ROW, "text": "Later words."},
    )  # fmt: skip
    assert counts(done) == {"rows_read": Pace.MOST + 5, "inserted": Pace.MOST + 1, "repeated": 2, "refused": 2}
    assert list(ImportIssue.objects.order_by("row_number").values_list("row_number", "code")) == [
        (3, "duplicate_id"),
        (Pace.MOST + 5, "duplicate_id"),
    ]
    assert claim_of("1").text == ROW["text"]


def test_the_batch_says_what_became_of_the_file() -> None:
    done = load(ROW, {"external_id": "2", "text": ""})
    batch = ImportBatch.objects.get(pk=done.batch_id)
    assert (batch.state, batch.rows_read, batch.inserted, batch.refused) == ("finished", 2, 1, 1)
    assert (batch.origin, batch.format, batch.error) == ("desk", "jsonl", "")
    assert batch.finished_at is not None
    external_id = ExternalId.objects.get()
    assert external_id.batch == batch
    assert external_id.loaded is not None
    assert external_id.loaded["text"] == ROW["text"]


def test_history_tells_who_loaded(data_desk: User) -> None:
    done = load({**ROW, "claimant": "Ann"}, actor=actor_of(data_desk))
    claim: Any = claim_of("1")
    assert claim.created_by == data_desk
    for row in (claim, claim.claimant):
        (event,) = row.events.all()
        assert event.pgh_context == {"verb": "import", "actor": data_desk.pk, "reason": f"batch {done.batch_id}"}


def test_a_user_without_the_right_loads_nothing(reporter: User) -> None:
    with pytest.raises(AccessError, match="imports:write"):
        load(ROW, actor=actor_of(reporter))
    assert not ImportBatch.objects.exists()
