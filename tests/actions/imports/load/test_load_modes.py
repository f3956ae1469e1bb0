"""The modes of a load: rows that a mode excludes are counted, not refused."""

import pytest

from claims.actions.imports.load.load_options import LoadOptions, OptionError
from claims.models import Claim, ImportBatch
from tests.importing import codes, counts, load

pytestmark = pytest.mark.django_db(transaction=True)

ONE = {"external_id": "1", "text": "One.", "claimant": "Ann"}
TWO = {"external_id": "2", "text": "Two.", "claimant": "Bo"}


def test_insert_only_leaves_known_claims_as_they_are() -> None:
    load(ONE)
    done = load({**ONE, "text": "Other words."}, TWO, mode="insert-only")
    assert counts(done) == {"rows_read": 2, "inserted": 1, "left_out": 1}
    assert codes(done) == []
    assert sorted(Claim.objects.values_list("text", flat=True)) == ["One.", "Two."]


def test_update_only_makes_nothing_new_not_even_a_name() -> None:
    load(ONE)
    done = load({**ONE, "text": "Other words."}, TWO, mode="update-only")
    assert counts(done) == {"rows_read": 2, "updated": 1, "left_out": 1}
    assert list(Claim.objects.values_list("text", "claimant__name")) == [("Other words.", "Ann")]
    assert ImportBatch.objects.order_by("-pk")[0].options == {"mode": "update-only"}


def test_an_option_that_is_no_option_is_refused_with_those_there_are() -> None:
    with pytest.raises(OptionError, match="mode is 'replace': give one of upsert, insert-only, update-only"):
        LoadOptions(mode="replace")


def test_options_come_back_from_what_a_batch_keeps_of_them() -> None:
    options = LoadOptions(mode="insert-only", is_dry_run=True)
    assert options.non_defaults() == {"mode": "insert-only", "is_dry_run": True}
    assert LoadOptions.from_dict({"map": ["text=statement"], **options.non_defaults()}) == options
