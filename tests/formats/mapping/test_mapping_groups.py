"""Several parts in a row: from numbered columns, from lists of objects, and from groups of a mapping."""

from typing import Any

import pytest

from claims.formats.files.records import Issue, Record
from claims.formats.mapping.claim_row import ClaimRow
from claims.formats.mapping.mapping_document import MappingError, parse_document, read_document
from claims.formats.mapping.row_plan import RowPlan, RowRefusedError
from claims.formats.mapping.row_to_text import row_to_text
from tests.importing import lines, table_of

GOOD = {"external_id": "1", "text": "The sky is blue.", "language": "en"}
STUDY = {"source": {"url": "https://study.org/1"}, "stance": "supports", "quote": "blue"}


def row(values: dict[str, Any], mapping: str | None = None) -> ClaimRow:
    table = table_of(lines(values), "jsonl")
    (record,) = table.records
    assert isinstance(record, Record)
    document = read_document({}) if mapping is None else parse_document(mapping, "m.yaml")
    return RowPlan(document, table, by_name=mapping is None).row(record)


def issues(values: dict[str, Any], mapping: str | None = None) -> list[Issue]:
    with pytest.raises(RowRefusedError) as refused:
        row(values, mapping)
    return list(refused.value.issues)


class TestNumberedColumns:
    """evidence_url, evidence_2_url: flat files carry several of each."""

    def test_each_number_is_a_part_and_gaps_do_not_matter(self) -> None:
        found = row({
            **GOOD, "evidence_url": "https://a.org/1", "evidence_stance": "supports",
            "evidence_3_note": "Known.", "evidence_3_stance": "context",
            "verdict_label": "False", "verdict_publisher": "a.org", "verdict_2_label": "True",
            "verdict_2_publisher": "b.org", "source_url": "https://s.org/1", "source_2_url": "https://s.org/2",
            "quote_2": "so", "quote_2_prefix": "and", "voice_2": "narrator",
            "attribution_name": "Ann", "attribution_2_described_as": "officials", "attribution_2_role": "relay",
        })  # fmt: skip
        assert [(one.stance, one.note, one.source and one.source.url.given) for one in found.evidence] == [
            ("supports", "", "https://a.org/1"),
            ("context", "Known.", None),
        ]
        assert [(one.publisher, one.label) for one in found.verdicts] == [("a.org", "False"), ("b.org", "True")]
        first, second = found.appearances
        assert (second.source.url.given, second.quote, second.prefix, second.voice) == (
            "https://s.org/2", "so", "and", "narrator",
        )  # fmt: skip
        assert [(link.role, link.entity and link.entity.name, link.described_as) for link in first.attributions] == [
            ("originator", "Ann", ""),
            ("relay", None, "officials"),
        ]

    def test_problems_are_reported_by_the_numbered_name(self) -> None:
        values = {**GOOD, "evidence_2_stance": "maybe", "evidence_2_note": "x", "verdict_2_label": "False"}
        assert [(issue.field, issue.code) for issue in issues(values)] == [
            ("evidence_2_stance", "invalid"),
            ("verdict_2_publisher", "missing"),
        ]

    def test_constants_fill_in_all_of_them(self) -> None:
        mapping = """
            fields: {external_id: external_id, text: text, verdict_label: a, verdict_2_label: b}
            constants: {verdict_publisher: a.org, language: en}
        """
        found = row({**GOOD, "a": "False", "b": "True"}, mapping)
        assert [(one.label, one.publisher) for one in found.verdicts] == [("False", "a.org"), ("True", "a.org")]


class TestListsOfObjects:
    """In JSON a row holds lists, each object as the API takes it."""

    def test_objects_are_read_whole(self) -> None:
        chain = [{"described_as": "officials", "cue": "said"}, {"role": "relay", "entity": "Reuters"}]
        found = row({
            **GOOD,
            "claimant": {"name": "Ann", "kind": "person", "wikidata_id": "https://www.wikidata.org/wiki/q42"},
            "evidence": [STUDY, {"stance": "context", "note": "Known.", "is_primary": True}],
            "appearances": [{"source": "https://s.org/1", "quote": "so", "attributions": chain}],
            "verdicts": {"label": "False", "publisher": "a.org", "published_on": "2020-01-02"},
        })  # fmt: skip
        assert found.claimant is not None
        assert (found.claimant.name, found.claimant.kind, found.claimant.wikidata_id) == ("Ann", "person", "Q42")
        assert [(one.stance, one.quote, one.is_primary) for one in found.evidence] == [
            ("supports", "blue", False),
            ("context", "", True),
        ]
        (appearance,) = found.appearances
        assert appearance.source.url.given == "https://s.org/1"
        links = appearance.attributions
        assert [(link.entity and link.entity.name, link.cue) for link in links] == [(None, "said"), ("Reuters", "")]
        assert [str(one.published_on) for one in found.verdicts] == ["2020-01-02"]

    @pytest.mark.parametrize(
        ("values", "field", "code", "says"),
        [
            ({"evidence": [STUDY, {**STUDY, "stance": "no"}]}, "evidence.2.stance", "invalid", "'no' is not known"),
            ({"evidence": [{"stance": "supports"}]}, "evidence.1", "invalid", "neither a source nor a note"),
            ({"evidence": [{"note": "x"}]}, "evidence.1.stance", "missing", "evidence_stance: is missing"),
            ({"evidence": [{**STUDY, "qoute": "x"}]}, "evidence.1.qoute", "unknown_field", "did you mean quote?"),
            ({"evidence": [{**STUDY, "source": {"uri": "x"}}]}, "evidence.1.source.uri", "unknown_field", "no field"),
            ({"evidence": ["x"]}, "evidence.1", "invalid", "'x' is text, not an object"),
            ({"evidence": "x"}, "evidence", "invalid", "'x' is text, not a list"),
            ({"evidence": [STUDY] * 101}, "evidence", "too_long", "the most are 100"),
            (
                {"appearances": [{"source": "https://a.org/x", "attributions": [{"cue": "said"}]}]},
                "appearances.1.attributions.1", "invalid", "says nothing of who it was",
            ),
            (
                {"appearances": [{"source": "https://a.org/x", "attributions": [{"entity": "A", "rle": "x"}]}]},
                "appearances.1.attributions.1.rle", "unknown_field", "did you mean role?",
            ),
            ({"claimant": {"name": "Ann", "age": 5}}, "claimant.age", "unknown_field", "no field"),
        ],
    )  # fmt: skip
    def test_problems_are_reported_by_their_place(
        self, values: dict[str, Any], field: str, code: str, says: str
    ) -> None:
        found = issues({**GOOD, **values})
        assert [(issue.field, issue.code) for issue in found] == [(field, code)]
        assert says in found[0].message


NESTED = """
fields:
  external_id: meta.id
  text: claim.words
  topics: tags.name
  claimant: {first_of: [author.name, author]}
evidence:
  each: questions.answers
  stance: {column: questions.answers.label, values: {pro: supports, con: refutes}}
  question: questions.question
  url: {column: questions.answers.link, optional: true}
  note: {all_of: [questions.answers.text, questions.answers.more], join: ". "}
  interest: meta.desk
verdicts:
  - when: {kind: [fact, check]}
    label: label
    publisher: {constant: a.org}
  - unless: {kind: [fact, check]}
    label: label
    publisher: {column: page, transforms: [domain]}
constants: {language: en}
"""
RECORD: dict[str, Any] = {
    "meta": {"id": 7, "desk": "ours"},
    "claim": {"words": "So."},
    "tags": [{"name": "Iraq"}, {"name": "War"}],
    "author": {"name": "Ann"},
    "kind": "fact",
    "label": "False",
    "page": "https://www.b.org/x",
    "questions": [
        {"question": "Q1", "answers": [{"label": "pro", "text": "Yes", "more": "Really"}]},
        {"question": "Q2", "answers": [{"label": "con", "text": "No", "link": "https://b.org/1"}, {"label": "con"}]},
    ],
}


class TestGroups:
    """A mapping goes into nested objects, makes a part of each item of a list, and may ask for a condition."""

    def test_paths_lists_and_conditions(self) -> None:
        record = {**RECORD, "questions": [RECORD["questions"][0]]}
        found = row(record, NESTED)
        assert (found.external_id, found.text, found.topics) == ("7", "So.", ("iraq", "war"))
        assert found.claimant is not None
        assert found.claimant.name == "Ann"
        assert [(one.question, one.stance, one.note, one.interest) for one in found.evidence] == [
            ("Q1", "supports", "Yes. Really", "ours")
        ]
        assert [(one.label, one.publisher) for one in found.verdicts] == [("False", "a.org")]
        other = row({**record, "kind": "opinion", "author": "Bo"}, NESTED)
        assert [one.publisher for one in other.verdicts] == ["b.org"]
        assert other.claimant is not None
        assert other.claimant.name == "Bo"

    def test_an_issue_says_which_item_of_each_list_it_is_about(self) -> None:
        (found,) = issues(RECORD, NESTED)
        assert (found.field, found.code) == ("questions.answers", "invalid") or found.field.startswith("questions.2")
        assert "neither a source nor a note" in found.message

    def test_a_path_into_something_other_than_an_object_is_reported(self) -> None:
        (found,) = issues({**RECORD, "questions": [], "claim": "words"}, NESTED)
        assert (found.field, found.value) == ("claim.words", "words")
        assert "is text, and words is looked for inside it" in found.message

    def test_constants_that_say_all_of_a_part_make_one_in_every_row(self) -> None:
        mapping = """
            fields: {external_id: id, text: t}
            constants:
              language: en
              source_url: https://speech.org/1
              claimant: Ann
              verdict_label: "False"
              verdict_publisher: a.org
              evidence_stance: context
        """
        found = row({"id": 1, "t": "So."}, mapping)
        assert [one.source.url.given for one in found.appearances] == ["https://speech.org/1"]
        assert [one.label for one in found.verdicts] == ["False"]
        assert found.claimant is not None
        assert found.evidence == ()

    def test_verdicts_are_second_hand_where_the_mapping_says_so(self) -> None:
        mapping = """
            second_hand: true
            fields: {external_id: id, text: t, verdict_label: l}
            constants: {verdict_publisher: a.org, language: en}
        """
        assert [one.is_second_hand for one in row({"id": 1, "t": "So.", "l": "False"}, mapping).verdicts] == [True]

    def test_an_id_is_made_of_columns_where_a_file_has_none(self) -> None:
        mapping = "fields: {external_id: {digest_of: [a, b]}, text: a}\nconstants: {language: en}"
        first = row({"a": "So.", "b": 1, "c": 1}, mapping).external_id
        assert row({"c": 2, "b": 1, "a": "So."}, mapping).external_id == first
        assert row({"a": "So.", "b": 2}, mapping).external_id != first

    def test_a_row_is_shown_by_the_names_of_its_columns(self) -> None:
        found = dict(row_to_text(row({**GOOD, "evidence": [STUDY, STUDY], "quantities": "31 rockets|5 men"})))
        assert found["evidence_2_url"] == "https://study.org/1"
        assert (found["quantities"], found["text"]) == ("31 rockets, 5 men", "The sky is blue.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("evidence: {stence: a}", "m.yaml: evidence.1.stence is not known here."),
        ("evidence: [{stance: {column: a, values: {x: suports}}}]", "evidence.1.stance: 'suports' is not known here"),
        ("constants: {evidence_stance: maybe}", "constants.evidence_stance: 'maybe' is not known here"),
        ("constants: {verdict_2_label: x}", "constants.verdict_2_label: give it as verdict_label"),
        ("constants: {external_id: x}", "no two rows can have the same"),
        ("fields: {text: {column: a, first_of: [b]}}", "it comes from column and first_of"),
        ("fields: {text: {transforms: [lower]}}", "it comes from nothing"),
        ("fields: {text: {digest_of: [a]}}", "makes an external_id"),
        ("fields: {evidence_101_url: a}", "'evidence_101_url' is no field"),
        ("file: {quoting: odd}", "m.yaml: file"),
        ("file: {format: doc}", "format: 'doc' is not known here"),
        ("fields: {text: a, text: b}", "text appears twice"),
        ("a: &x [1]\nb: *x", "aliases are not read"),
        ("[" * 5_000, "is nested too deep"),
        ("constants: {claimed_on: 2019-02-30}", "cannot read"),
        ("constants: {claimed_on: 2019-02-03}", "put it into quotes"),
    ],
)
def test_problems_of_a_group_are_reported_by_their_place(text: str, why: str) -> None:
    with pytest.raises(MappingError) as refused:
        parse_document(text, "m.yaml")
    assert why in str(refused.value)


def test_all_problems_of_a_mapping_are_reported_at_once() -> None:
    with pytest.raises(MappingError) as refused:
        parse_document("fields: {txet: a, place: {column: b, regex: c}}\nconstants: {palce: d}", "m.yaml")
    assert [problem.split(": ")[1] for problem in refused.value.problems] == [
        "fields.txet", "fields.place.regex is not known here.", "constants.palce",
    ]  # fmt: skip


def test_a_document_is_kept_as_short_as_it_was_written() -> None:
    document = parse_document(NESTED, "m.yaml")
    kept = document.model_dump(exclude_unset=True)
    assert kept["fields"]["text"] == "claim.words"
    assert read_document(kept) == document
