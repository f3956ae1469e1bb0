"""From a record to a canonical row, or to everything that is wrong with it."""

import json
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.files.records import Issue, Record
from claims.formats.mapping.claim_row import ClaimRow
from claims.formats.mapping.field_names import FIELDS
from claims.formats.mapping.mapping_document import MappingError, read_document, shipped_document
from claims.formats.mapping.row_plan import RowPlan, RowRefusedError
from claims.rules.text import storable
from tests.importing import lines, table_of

GOOD = {"external_id": "1", "text": "The sky is blue."}


def row(values: dict[str, Any], mapping: dict[str, Any] | None = None) -> ClaimRow:
    text = lines(values)
    table = table_of(text, "jsonl")
    (record,) = table.records
    assert isinstance(record, Record)
    return RowPlan(read_document(mapping or {}), table, by_name=mapping is None).row(record)


def issues(values: dict[str, Any], mapping: dict[str, Any] | None = None) -> list[Issue]:
    with pytest.raises(RowRefusedError) as refused:
        row(values, mapping)
    return list(refused.value.issues)


def test_a_whole_row_is_read() -> None:
    found = row({
        **GOOD,
        "language": "EN-us", "claimant": " Ann  ", "claimant_kind": "Person", "claimant_role": "Mayor",
        "claimed_on": "2019-05", "place": "Qaim", "topics": "Foreign Policy | Iraq|",
        "quantities": "25 people|31 rockets",
        "source_url": "HTTPS://News.example.org:443/a?utm_source=x#top", "source_title": "Title",
        "source_kind": "post",
        "source_publisher": "www.Example.org", "source_published_on": "2019-05-14", "quote": "blue",
        "voice": "narrator",
        "verdict_label": "False", "verdict_publisher": "politifact.com", "verdict_scale": "truth-o-meter",
        "verdict_url": "https://politifact.com/a", "verdict_date": "2019-05-15", "verdict_headline": "No",
        "verdict_summary": "It is not.",
    })  # fmt: skip
    assert (found.language, found.topics, found.place) == ("en-US", ("foreign-policy", "iraq"), "Qaim")
    assert found.claimant is not None
    assert (found.claimant.name, found.claimant.kind, found.claimant.role) == ("Ann", "person", "Mayor")
    assert [(str(figure.value_low), figure.unit) for figure in found.quantities] == [
        ("25", "person"),
        ("31", "rocket"),
    ]
    (appearance,) = found.appearances
    assert appearance.source.url.canonical == "https://news.example.org/a"
    assert appearance.source.url.given == "HTTPS://News.example.org:443/a?utm_source=x#top"
    assert (appearance.source.publisher, appearance.voice) == ("example.org", "narrator")
    (verdict,) = found.verdicts
    assert (verdict.label, str(verdict.published_on), verdict.headline) == ("False", "2019-05-15", "No")


@pytest.mark.parametrize(
    ("values", "field", "code", "says"),
    [
        ({"text": None}, "text", "missing", "text: is missing; fill it in."),
        ({"text": "  "}, "text", "missing", "is missing"),
        ({"text": "x" * 5_001}, "text", "invalid", "has 5,001 characters; shorten it to 5,000"),
        ({"text": "a\x00b"}, "text", "invalid", "holds a NUL character"),
        ({"text": 5}, "text", "invalid", "'5' is a number, not text"),
        ({"text": ["x"]}, "text", "invalid", "is a list, not text"),
        ({"text": {"a": 1}}, "text", "invalid", "is an object, not text"),
        ({"text": True}, "text", "invalid", "is true or false, not text"),
        ({"external_id": None}, "external_id", "missing", "is missing"),
        ({"external_id": 1.5}, "external_id", "invalid", "is a number, not text"),
        ({"external_id": "x" * 501}, "external_id", "invalid", "shorten it to 500"),
        ({"claimed_on": "05/06/2020"}, "claimed_on", "invalid", "or write 2019-05-14"),
        ({"claimed_on": "2019-02-30"}, "claimed_on", "invalid", "is not in the calendar"),
        ({"language": "English"}, "language", "invalid", "is not a language tag"),
        ({"claimant": "Ann", "claimant_kind": "robot"}, "claimant_kind", "invalid", "give one of person, organisation"),
        ({"claimant_role": "Mayor"}, "claimant", "missing", "claimant: is missing"),
        ({"topics": 5}, "topics", "invalid", "is a number, not a list"),
        ({"topics": ["a", 5]}, "topics", "invalid", "is a number, not text"),
        ({"topics": [str(n) for n in range(101)]}, "topics", "invalid", "holds 101 things; the most are 100"),
        ({"quantities": "soon"}, "quantities", "invalid", "holds no figure"),
        ({"source_url": "example.org/a"}, "source_url", "invalid", "is not a whole http or https address"),
        ({"quote": "words"}, "source_url", "missing", "source_url: is missing"),
        ({"verdict_label": "False"}, "verdict_publisher", "missing", "verdict_publisher: is missing"),
        ({"verdict_url": "https://a.org"}, "verdict_label", "missing", "verdict_label: is missing"),
        (
            {"verdict_label": "x", "verdict_publisher": "a.org", "verdict_date": "2019"},
            "verdict_date", "invalid", "give the whole day",
        ),
        ({"colour": "blue"}, "colour", "unknown_field", "'colour' is no field"),
    ],
)  # fmt: skip
def test_problems_are_reported_by_field_with_a_remedy(values: dict[str, Any], field: str, code: str, says: str) -> None:
    found = issues({**GOOD, **values}) if "colour" not in values else later_issues({**GOOD, **values})
    assert (field, code) in [(issue.field, issue.code) for issue in found]
    assert says in " ".join(issue.message for issue in found)


def later_issues(values: dict[str, Any]) -> list[Issue]:
    """Read a row with a column that none of the first hundred had."""
    table = table_of(lines(*[GOOD] * 100, values), "jsonl")
    plan = RowPlan(read_document({}), table, by_name=True)
    *_, record = table.records
    assert isinstance(record, Record)
    with pytest.raises(RowRefusedError) as refused:
        plan.row(record)
    return list(refused.value.issues)


def test_all_problems_are_reported_at_once() -> None:
    found = issues({"external_id": "1", "text": "", "claimed_on": "soon", "source_url": "x", "quantities": ["many"]})
    assert [issue.field for issue in found] == ["text", "claimed_on", "source_url", "quantities"]


def test_an_issue_names_the_files_own_column_and_shows_what_stood_there() -> None:
    mapping = {
        "fields": {
            "external_id": "id", "text": "claim",
            "claimed_on": {"column": "said", "dates": ["on {month} {day}, {year}"]},
        }
    }  # fmt: skip
    (found,) = issues({"id": 1, "claim": "x", "said": "on Octember 3, 2019"}, mapping)
    assert (found.field, found.value, found.code) == ("said", "on Octember 3, 2019", "invalid")
    assert found.message.startswith("claimed_on: 'on Octember 3, 2019' has no month")


def test_values_transforms_separators_and_constants() -> None:
    mapping = {
        "fields": {
            "external_id": "id", "text": {"column": "t", "transforms": ["unescape_html", "collapse_spaces"]},
            "topics": {"column": "subjects", "separator": ",", "values": {"misc": None}},
            "verdict_label": {"column": "label", "values": {"0": "false", "1": "true"}, "otherwise": None},
            "verdict_url": {"column": "path", "transforms": [{"prefix": "https://a.org"}]},
        },
        "constants": {"verdict_publisher": "a.org", "verdict_scale": "true-false", "claimant_kind": "person"},
    }  # fmt: skip
    found = row({"id": 7, "t": " a  &amp; b ", "subjects": "Health, misc,Health", "label": 1, "path": "/x"}, mapping)
    assert (found.external_id, found.text, found.topics, found.claimant) == ("7", "a & b", ("health",), None)
    assert [(v.label, v.url and v.url.canonical) for v in found.verdicts] == [("true", "https://a.org/x")]
    assert row({"id": 7, "t": "x", "subjects": None, "label": "2", "path": None}, mapping).verdicts == ()


def test_politifact_is_read_as_its_pages_say() -> None:
    values = {
        "id": "vclaim-pol-1", "url": "/factchecks/2019/oct/29/somebody/something/", "speaker": "Somebody",
        "vclaim": "It is so.", "truth_label": "pants-fire", "date": "stated on October 28, 2019 in a speech:",
        "title": "Not so",
    }  # fmt: skip
    document = shipped_document("politifact")
    assert document is not None
    found = row(values, document.model_dump(exclude_unset=True))
    (verdict,) = found.verdicts
    assert str(found.claimed_on) == "2019-10-28"
    assert (verdict.label, verdict.scale, str(verdict.published_on)) == ("pants-on-fire", "truth-o-meter", "2019-10-29")
    assert verdict.url is not None
    assert verdict.url.canonical == "https://www.politifact.com/factchecks/2019/oct/29/somebody/something/"
    flop = row({**values, "truth_label": "full-flop"}, document.model_dump(exclude_unset=True))
    assert (flop.verdicts[0].label, flop.verdicts[0].scale) == ("full-flop", "flip-o-meter")


MISFITS = [
    ({"text": "claim", "external_id": "id"}, "id,vclaim", "There is no column 'claim'. The file has: id, vclaim."),
    ({"text": "id"}, "id", "No column is the external_id: name it in a mapping or by --map external_id=COLUMN"),
    (None, "id,text", "No column is the external_id"),
    (
        None,
        "external_id,text,claimd_on",
        "The column 'claimd_on' is no field: map it, in a mapping or by --map FIELD=claimd_on, or leave it out by "
        "--ignore claimd_on; did you mean claimed_on?",
    ),
]


@pytest.mark.parametrize(("fields", "columns", "why"), MISFITS)
def test_a_mapping_that_does_not_fit_is_refused_before_a_row_is_read(
    fields: dict[str, str] | None, columns: str, why: str
) -> None:
    with pytest.raises(MappingError) as refused:
        RowPlan(read_document({"fields": fields or {}}), table_of(f"{columns}\n{columns}\n"), by_name=fields is None)
    assert why in str(refused.value)


def test_columns_that_are_not_used_are_reported() -> None:
    mapping = {"fields": {"external_id": "id", "text": "claim"}}
    assert RowPlan(read_document(mapping), table_of("id,claim,x,y\n1,2,3,4\n")).unused == ("x", "y")
    assert RowPlan(read_document(mapping), table_of("id,claim,text\n1,2,3\n"), by_name=True).unused == ("text",)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_constant_stands_above_the_column_of_its_name(form: str) -> None:
    given = {"external_id": "1", "text": "So ist es.", "language": "xx"}
    text = lines(given) if form == "jsonl" else "external_id,text,language\n1,So ist es.,xx\n"
    table = table_of(text, form)
    plan = RowPlan(read_document({"constants": {"language": "de"}}), table, by_name=True)
    (record,) = table.records
    assert isinstance(record, Record)
    assert (plan.row(record).language, plan.unused) == ("de", ("language",))


def test_a_digest_changes_with_what_is_read_and_with_nothing_else() -> None:
    def key(values: dict[str, Any], mapping: dict[str, Any]) -> tuple[str, str] | None:
        table = table_of(lines(values), "jsonl")
        (record,) = table.records
        assert isinstance(record, Record)
        return RowPlan(read_document(mapping), table).key(record)

    mapping = {"fields": {"external_id": "id", "text": "t"}}
    first = key({"id": 1, "t": "a", "x": 1}, mapping)
    assert first is not None
    assert key({"x": 2, "t": "a", "id": 1}, mapping) == first
    assert key({"id": 1, "t": "b"}, mapping) != first
    assert key({"id": 1, "t": "a"}, {**mapping, "constants": {"language": "de"}}) != first
    assert key({"id": None, "t": "a"}, mapping) is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**20) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@for_all(st.dictionaries(st.sampled_from(sorted(FIELDS)), anything, max_size=8))
def test_any_row_is_read_or_refused_with_reasons(values: dict[str, Any]) -> None:
    table = table_of(lines({**GOOD, **values}, GOOD), "jsonl")
    plan = RowPlan(read_document({}), table_of(lines(dict.fromkeys(FIELDS)), "jsonl"), by_name=True)
    read = [outcome(plan, record) for record in table.records if isinstance(record, Record)]
    for found in read:
        if isinstance(found, ClaimRow):
            assert found.text == found.text.strip() != ""
        else:
            assert found
            assert all(issue.message and "\x00" not in issue.value for issue in found)


def outcome(plan: RowPlan, record: Record) -> ClaimRow | tuple[Issue, ...]:
    plan.key(record)
    json.dumps(storable(record.values), default=str)
    try:
        return plan.row(record)
    except RowRefusedError as error:
        return error.issues
