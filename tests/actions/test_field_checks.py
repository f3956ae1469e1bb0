from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from claims.actions import field_checks, merging
from claims.actions.imports.field_list import FIELD_LISTS, QUANTITY, FieldList
from claims.formats.mapping import field_names
from claims.formats.mapping.value_kinds import text_reader
from claims.models import Claim

PARTS = [fields for fields in FIELD_LISTS if fields is not QUANTITY]
COVERED = [fields for fields in FIELD_LISTS if not fields.takes_any_column]


def starts() -> bool:
    try:
        call_command("check", "--tag", "fields")
    except SystemCheckError:
        return False
    return True


def named(lists: list[FieldList]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("fields", lists, ids=[fields.part.__name__ for fields in lists])


def with_field(part: Any, name: str) -> Any:
    """Declare a part of a row with one more field."""
    hints = {**part.__annotations__, name: Annotated[str, text_reader(300)]}
    more = NamedTuple("More", list(hints.items()))  # type: ignore[misc]
    more._field_defaults = part._field_defaults | {name: ""}
    return more


def test_the_program_starts_as_it_is() -> None:
    assert starts()


@named(PARTS)
def test_the_program_does_not_start_where_a_field_of_a_row_has_no_column(
    fields: FieldList, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = fields.derived(part=with_field(fields.part, "slogan"))
    assert [problem for problem in broken.problems() if ".slogan is not stored" in problem]
    monkeypatch.setattr(field_checks, "FIELD_LISTS", (broken,))
    assert not starts()


@named(COVERED)
def test_the_program_does_not_start_where_imports_would_lose_a_column(
    fields: FieldList, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = fields.derived(local=())
    assert [problem for problem in broken.problems() if "imports would lose it" in problem]
    monkeypatch.setattr(field_checks, "FIELD_LISTS", (broken,))
    assert not starts()


@named([*FIELD_LISTS])
def test_the_program_does_not_start_where_a_listed_column_is_gone(
    fields: FieldList, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = fields.derived(extra=("slogan",))
    assert [problem for problem in broken.problems() if "has no column slogan" in problem]
    monkeypatch.setattr(field_checks, "FIELD_LISTS", (broken,))
    assert not starts()


@named(PARTS)
def test_the_program_does_not_start_where_a_handled_field_is_gone(
    fields: FieldList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(field_checks, "FIELD_LISTS", (fields.derived(handled={"slogan": ()}),))
    assert not starts()


@pytest.mark.parametrize("model", merging.NOT_COMPARED, ids=lambda model: model.__name__)
def test_the_program_does_not_start_where_a_merge_leaves_out_a_column_that_is_gone(
    model: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(merging.NOT_COMPARED, model, (*merging.NOT_COMPARED[model], "slogan"))
    assert not starts()


@pytest.mark.parametrize("group", ["", *field_names.GROUPS])
def test_the_program_does_not_start_where_a_field_has_no_column_name(
    group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = field_names.GROUPS[group] if group else field_names.COLUMNS
    monkeypatch.delitem(names, next(iter(names)))
    assert not starts()


def test_a_merge_compares_every_column_but_those_that_it_names() -> None:
    for model, left_out in merging.NOT_COMPARED.items():
        columns = {field.column for field in model._meta.local_fields}
        bookkeeping = {"id", "version", "changed_in", "created_at", "updated_at"}
        assert columns - bookkeeping == {*merging.compared_columns(model), *left_out}


def test_every_field_of_a_claim_is_staged_compared_written_and_remembered() -> None:
    def everywhere() -> Iterator[tuple[str, ...]]:
        from claims.actions.imports.compare import diff_row, prepared_row
        from claims.actions.imports.load import new_claims, staging_tables

        yield prepared_row.CLAIM
        yield staging_tables.CLAIM_COLUMNS
        yield new_claims.CLAIM
        yield diff_row.OWN_FIELDS

    names = FIELD_LISTS[0].names
    assert {"text", "language", "claimed_on", "place", "topics"} <= set(names)
    assert all(set(names) <= set(found) for found in everywhere())
    assert FIELD_LISTS[0].model is Claim
