"""A proposal says what is missing, keeps a column of ids with a double, and leaves known formats to themselves."""

import json
from typing import Any

import pytest

from claims.formats.files.records import Table
from claims.formats.mapping.mapping_document import MappingError, read_document
from claims.formats.mapping.proposal import propose
from claims.formats.mapping.row_plan import RowPlan
from tests.importing import lines, table_of

TEXTS = ["31 rockets hit the base.", "25 fighters were killed.", "3,000 troops were sent.", "Nobody was hurt at all."]


@pytest.mark.parametrize(
    "name", ["vclaim_id", "post_id", "Tweet ID", "claimId", "order_id", "uuid", "external\nid", "meldung_id", "id"]
)
def test_ids_are_found_by_their_names_although_one_is_double(name: str) -> None:
    for last in ("4", "3"):
        rows = [{name: number, "claim": text} for number, text in zip(("1", "2", "3", last), TEXTS, strict=True)]
        found = propose(table_of(lines(*rows), "jsonl"))
        assert found.document.fields["external_id"].column == name
        assert ("same in several rows" in " ".join(found.remarks)) is (last == "3")


def test_a_column_that_repeats_itself_is_not_the_text() -> None:
    rows = [
        {"nr": str(number), "disclaimer": "This is a long sentence that stands in every row of it.", "words": text}
        for number, text in enumerate(TEXTS)
    ]
    assert propose(table_of(lines(*rows), "jsonl")).document.fields["text"].column == "words"


def test_what_is_missing_is_said() -> None:
    remarks = " ".join(propose(table_of("a,b\n1,2\n3,4\n")).remarks)
    assert "No column has the texts of claims: name one" in remarks
    assert "No column is an id" in remarks


REVIEW = {
    "@context": "https://schema.org", "@type": "ClaimReview", "claimReviewed": TEXTS[0], "url": "https://a.example/1",
    "reviewRating": {"alternateName": "False"},
}  # fmt: skip
ANSWER = {"claims": [{"text": TEXTS[0], "claimant": "A", "claimReview": [{"url": "https://a.example", "title": "x"}]}]}


@pytest.mark.parametrize(
    ("document", "name"),
    [
        ([REVIEW, REVIEW], "ClaimReview"),
        ({"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [REVIEW]}]}, "DataFeed"),
        ({"@type": "DataFeed", "dataFeedElement": [REVIEW]}, "ClaimReview"),
        (ANSWER | {"nextPageToken": "x"}, "Fact Check Tools"),
    ],
)
def test_a_known_format_is_named_and_left_to_itself(document: Any, name: str) -> None:
    def table() -> Table:
        return table_of(json.dumps(document), "json")

    (remark,) = propose(table()).remarks
    assert f"Their format, {name}," in remark
    with pytest.raises(MappingError, match=name):
        RowPlan(read_document({}), table(), by_name=True)


@pytest.mark.parametrize("word", ["NULL", "nan", "N/A", "-", " - ", "None", "\u2014"])
def test_words_for_nothing_are_nothing_unless_told_otherwise(word: str) -> None:
    text = f"external_id,text,place\n1,31 rockets.,{word}\n"
    stated: list[tuple[dict[str, Any], str]] = [({}, ""), ({"has_null_words": False}, word.strip())]
    for options, place in stated:
        table = table_of(text, **options)
        plan = RowPlan(read_document({}), table, by_name=True)
        assert plan.row(next(table.records)).place == place  # type: ignore[arg-type]
    mapping = {"fields": {"external_id": "external_id", "text": "text", "place": {
        "column": "place", "values": {word.strip(): "nowhere"}}}}  # fmt: skip
    table = table_of(text)
    assert RowPlan(read_document(mapping), table).row(next(table.records)).place == "nowhere"  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["external id", "External ID", "external-id", "EXTERNAL_ID"])
def test_a_column_is_a_field_however_its_words_are_joined(name: str) -> None:
    table = table_of(f"{name},Text\n1,31 rockets.\n")
    row = RowPlan(read_document({}), table, by_name=True).row(next(table.records))  # type: ignore[arg-type]
    assert (row.external_id, row.text) == ("1", "31 rockets.")


def test_an_index_without_a_name_is_left_out() -> None:
    table = table_of(",external_id,text\n0,a,31 rockets.\n1,b,25 dead.\n")
    plan = RowPlan(read_document({}), table, by_name=True)
    assert plan.unused == ("(column 1)",)


def test_a_missing_column_names_the_options_for_it() -> None:
    with pytest.raises(MappingError, match="--header-row"):
        RowPlan(read_document({}), table_of("a,b\n1,2\n"), by_name=True)
