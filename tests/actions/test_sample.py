"""The sample newsroom can be loaded again, and contains the five figures of the docs."""

from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.sample import load_sample, read_sample
from claims.models import (
    Attribution,
    Claim,
    ClaimEvent,
    Entity,
    EntityEvent,
    Evidence,
    Measure,
    Publisher,
    Quantity,
    Source,
    SourceEvent,
    Verdict,
)
from tests.api_client import ApiClient
from tests.conftest import MakeApi

pytestmark = pytest.mark.django_db

Sample = dict[str, Claim]

# claim: value, hedge, kind, direction, modality, interval, unit
FIGURES: dict[str, tuple[Any, ...]] = {
    "wire-25-killed": (25, "exact", "level", "none", "actual", (25, 25), "person"),
    "wire-31-rockets": (31, "exact", "level", "none", "actual", (31, 31), "rocket"),
    "wire-750-sent": (750, "exact", "delta", "up", "actual", (750, 750), "person"),
    "wire-3000-could-follow": (3000, "about", "delta", "up", "possible", (2500, 3500), "person"),
    "wire-14000-since-may": (14000, "about", "delta", "up", "actual", (12600, 15400), "person"),
    "rival-19-killed": (19, "exact", "level", "none", "actual", (19, 19), "person"),
    "rival-at-least-24-killed": (24, "at_least", "level", "none", "actual", (24, None), "person"),
    "rival-15000-since-may": (15000, "about", "delta", "up", "actual", (13500, 16500), "person"),
}


def test_every_figure_is_stored_as_one(sample: Sample) -> None:
    stored = {}
    for name, claim in sample.items():
        found = claim.quantities.get()
        interval = (found.interval_low, found.interval_high)
        assert found.value_low == found.value_high
        stored[name] = (
            found.value_low, found.hedge, found.kind, found.direction, found.modality, interval, found.unit
        )  # fmt: skip
    assert stored == FIGURES


def test_the_figures_say_when(sample: Sample) -> None:
    since_may = sample["wire-14000-since-may"].quantities.get()
    assert (str(since_may.valid_from), since_may.valid_from_precision) == ("2019-05-01", "month")
    killed = sample["wire-25-killed"].quantities.get()
    assert str(killed.valid_from) == str(killed.valid_to) == "2019-12-29"
    assert {
        str(figure.as_of) for figure in Quantity.objects.filter(claim__external_ids__external_id__startswith="wire")
    } == {"2020-01-02"}


def test_rival_figures_share_a_measure(sample: Sample) -> None:
    shared = {measure.name: measure.quantities.count() for measure in Measure.objects.all()}
    assert sorted(shared.values()) == [1, 2, 2, 3]
    killed = sample["wire-25-killed"].quantities.get().measure
    assert killed is not None
    assert killed.growth == "monotone"
    assert {str(figure) for figure in killed.quantities.all()} == {"25 people", "19 people", "at least 24 people"}


def test_washington_is_a_name_and_no_entity(sample: Sample) -> None:
    link = Attribution.objects.get(named_as="Washington")
    assert (link.entity and link.entity.name, link.certainty) == ("United States government", "inferred")
    assert sample["wire-25-killed"].claimant == link.entity
    assert not Entity.objects.filter(name="Washington").exists()
    assert not Entity.objects.filter(aliases__contains=["Washington"]).exists()


def test_the_general_is_named_with_the_office_he_held(sample: Sample) -> None:
    link = Attribution.objects.get(appearance__claim=sample["wire-31-rockets"])
    assert (str(link.entity), link.described_as) == ("Mark Milley", "Chairman of the Joint Chiefs of Staff")
    assert sample["wire-31-rockets"].claimant == link.entity


def test_unnamed_officials_are_nobody(sample: Sample) -> None:
    link = Attribution.objects.get(appearance__claim=sample["wire-3000-could-follow"])
    assert link.entity is None
    assert link.named_as == "officials"
    assert sample["wire-3000-could-follow"].claimant is None


def test_two_figures_are_in_the_narrator_s_voice(sample: Sample) -> None:
    wire = {name: claim.appearances.get() for name, claim in sample.items() if name.startswith("wire")}
    narrated = {name for name, appearance in wire.items() if appearance.voice == "narrator"}
    assert narrated == {"wire-750-sent", "wire-14000-since-may"}
    assert not any(wire[name].attributions.exists() for name in narrated)
    assert {str(appearance.source.publisher) for appearance in wire.values()} == {"Reuters"}


def test_anchors_point_to_the_words_they_quote(sample: Sample) -> None:
    anchored: list[Any] = [
        *(row for claim in sample.values() for row in claim.appearances.all()),
        *Evidence.objects.exclude(source=None),
    ]
    tried = 0
    for row in anchored:
        if row.start is not None:
            text = row.source.text
            assert text[row.start : row.end] == row.quote
            assert text[: row.start].endswith(row.prefix)
            assert text[row.end :].startswith(row.suffix)
            tried += 1
    assert tried == 3


def test_only_what_came_with_a_verdict_is_checked(sample: Sample) -> None:
    checked = {name: claim.current_verdict.label for name, claim in sample.items() if claim.current_verdict}
    assert checked == {
        "wire-25-killed": "Mostly true",
        "rival-19-killed": "Outdated",
        "rival-15000-since-may": "Half true",  # the newer of two
        "wire-14000-since-may": "Mostly true",  # our own
    }
    assert {claim.status for name, claim in sample.items() if name in checked} == {"checked"}
    assert {claim.status for name, claim in sample.items() if name not in checked} == {"new", "in_progress"}
    assert sample["wire-31-rockets"].status == "in_progress"


def test_our_own_verdicts_went_through_four_eyes(sample: Sample) -> None:
    published = sample["wire-14000-since-may"].current_verdict
    assert published is not None
    assert (published.state, published.publisher.is_own, published.author_id) == (
        "published",
        True,
        published.writers[0],
    )
    approval = published.approvals.get()
    assert (approval.user.username, approval.user_id in published.writers) == ("sample-editor", False)
    waiting = sample["wire-31-rockets"].verdicts.get()
    assert (waiting.state, waiting.label, waiting.approvals.count()) == ("in_review", "Unproven", 0)


def test_the_verdicts_are_others_and_made_up(sample: Sample) -> None:
    for verdict in Verdict.objects.filter(is_imported=True):
        assert verdict.publisher.domain.endswith(".example")
        assert not verdict.publisher.is_own
        assert verdict.rating is not None
        assert verdict.normalized == verdict.rating.normalized
        assert verdict.claim_reviewed == verdict.claim.text
    assert list(sample["wire-25-killed"].verdicts.get().evidence.values_list("stance", flat=True)) == ["supports"]


def test_nothing_of_it_leads_to_a_real_page(sample: Sample) -> None:
    sources = Source.objects.exclude(url=None)
    urls = [*(source.url or "" for source in sources), *(verdict.url for verdict in Verdict.objects.exclude(url=""))]
    assert len(urls) == 8
    assert all(url.split("/")[2].endswith(".example") for url in urls)
    of_the_wire = Source.objects.get(publisher__domain="reuters.com")
    assert (of_the_wire.url, of_the_wire.text) == (None, "")


def test_every_claim_comes_in_one_piece(sample: Sample) -> None:
    judged = {"wire-14000-since-may", "wire-31-rockets"}
    untouched = [claim.pk for name, claim in sample.items() if name not in judged]
    assert ClaimEvent.objects.filter(pgh_obj__in=untouched).count() == len(untouched)


def test_a_second_load_changes_nothing(sample: Sample) -> None:
    def state() -> list[Any]:
        return [
            list(model.objects.order_by("pk").values_list("pk", "version"))
            for model in (Claim, Entity, Measure, Publisher, Quantity, Source, Verdict, Evidence)
        ] + [model.objects.count() for model in (ClaimEvent, EntityEvent, SourceEvent)]

    before = state()
    assert load_sample(actor=OPERATOR) == 0
    assert state() == before


def test_a_second_load_leaves_a_person_s_edit(sample: Sample) -> None:
    Claim.objects.filter(pk=sample["wire-31-rockets"].pk).update(place="Kirkuk")
    Entity.objects.filter(name="Mark Milley").update(name="Mark A. Milley")
    load_sample(actor=OPERATOR)
    assert Claim.objects.get(pk=sample["wire-31-rockets"].pk).place == "Kirkuk"
    assert Entity.objects.filter(name__icontains="Milley").count() == 1


def texts(response: Any) -> set[str]:
    assert response.status_code == 200, response.content
    return {item["text"] for item in response.json()["results"]}


def test_rockets_are_found_by_the_word(api: ApiClient, sample: Sample) -> None:
    response = api.get("/claims?q=rockets")
    assert texts(response) == {sample["wire-31-rockets"].text}
    figure = response.json()["results"][0]["quantities"][0]
    assert (figure["hedge"], figure["interval"]["low"], figure["interval"]["high"]) == ("exact", "31", "31")


def test_troops_are_found_by_unit_and_number(api: ApiClient, sample: Sample) -> None:
    names = ["wire-750-sent", "wire-3000-could-follow", "wire-14000-since-may", "rival-15000-since-may"]
    assert texts(api.get("/claims?unit=person&quantity_min=700")) == {sample[name].text for name in names}


@pytest.mark.parametrize("index", range(len(FIGURES)))
def test_its_claims_have_the_shape_in_which_one_is_posted(api_of: MakeApi, index: int) -> None:
    body = {key: value for key, value in read_sample()["claims"][index].items() if key not in {"verdicts", "notes"}}
    response = api_of("editor").post("/claims", body)
    assert response.status_code == 201, response.content
    assert response.json()["text"] == body["text"]


def test_a_reader_without_the_scope_sees_nothing_confidential(api_of: MakeApi, sample: Sample) -> None:
    url = f"/claims/{sample['wire-750-sent'].pk}"
    inside, outside = api_of("reporter").get(url).json(), api_of("reader").get(url).json()
    assert [item["source"]["name"] for item in inside["evidence"]] == ["Call with a logistics officer"]
    assert outside["evidence"] == []
