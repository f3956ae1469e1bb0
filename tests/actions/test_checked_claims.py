"""Filing claims that others have already judged."""

import datetime as dt
from typing import Any

import pytest

from claims.actions.actors import OPERATOR
from claims.actions.checked_claims import create_checked_claim
from claims.actions.input import InputError
from claims.models import Claim, Publisher, Verdict

pytestmark = pytest.mark.django_db


def judged(**changes: Any) -> dict[str, Any]:
    verdict = {
        "publisher": {"domain": "checkers.example"},
        "external_id": "https://checkers.example/1",
        "scale": "truth-o-meter",
        "rating": "pants-on-fire",
        "published_at": dt.datetime(2020, 1, 3, 12, tzinfo=dt.UTC),
        "evidence": [1],
    }
    evidence = [{"stance": "context", "note": "One."}, {"stance": "refutes", "note": "Two."}]
    return {"text": "It rained rockets.", "evidence": evidence, "verdicts": [{**verdict, **changes}]}


def test_it_is_checked_from_the_start_by_what_was_published() -> None:
    claim = create_checked_claim(judged(), actor=OPERATOR)
    verdict = Verdict.objects.get()
    claim.refresh_from_db()
    assert (claim.status, claim.current_verdict, claim.version) == ("checked", verdict, 1)
    assert (verdict.label, verdict.normalized, verdict.state) == ("Pants on Fire", "false", "published")
    assert (verdict.claim_reviewed, verdict.author, verdict.writers) == ("It rained rockets.", None, [])
    assert [str(piece.note) for piece in verdict.evidence.all()] == ["Two."]


def test_a_label_without_a_scale_is_kept_as_printed() -> None:
    create_checked_claim(judged(rating=None, scale=None, label="Four Pinocchios"), actor=OPERATOR)
    verdict = Verdict.objects.get()
    assert (verdict.label, verdict.normalized, verdict.rating) == ("Four Pinocchios", None, None)


def test_a_printed_label_goes_before_the_name_of_the_rating() -> None:
    create_checked_claim(judged(label="Liar, liar"), actor=OPERATOR)
    assert Verdict.objects.values_list("label", "normalized").get() == ("Liar, liar", "false")


def test_nothing_of_a_draft_comes_in() -> None:
    create_checked_claim(judged(state="draft", author=1, writers=[1], revision=9), actor=OPERATOR)
    verdict = Verdict.objects.get()
    assert (verdict.state, verdict.author, verdict.writers, verdict.revision) == ("published", None, [], 1)


@pytest.mark.parametrize(
    ("changes", "path", "said"),
    [
        ({"rating": "brown"}, ("verdicts", 0, "rating"), "no rating brown on the scale truth-o-meter"),
        ({"scale": "unknown"}, ("verdicts", 0, "rating"), "on the scale unknown"),
        ({"rating": None}, ("verdicts", 0, "label"), "label"),
        ({"published_at": None}, ("verdicts", 0, "published_at"), "time"),
        ({"evidence": [0, 2]}, ("verdicts", 0, "evidence", 1), "no evidence 2: give a place from 0 to 1"),
    ],
)
def test_what_is_refused_is_named_and_nothing_is_written(changes: Any, path: tuple[object, ...], said: str) -> None:
    with pytest.raises(InputError, match=said) as refused:
        create_checked_claim(judged(**changes), actor=OPERATOR)
    assert refused.value.path == path
    assert not Claim.objects.exists()
    assert not Publisher.objects.filter(domain="checkers.example").exists()


def test_a_claim_without_a_verdict_is_not_checked() -> None:
    with pytest.raises(InputError) as refused:
        create_checked_claim(judged() | {"verdicts": []}, actor=OPERATOR)
    assert refused.value.path == ("verdicts",)
