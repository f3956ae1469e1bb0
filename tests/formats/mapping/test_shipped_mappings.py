"""The mappings that come with the product read the files that they are made for, all rows of them."""

import os
from collections import Counter
from pathlib import Path

import pytest

from claims.formats.files.file_formats import FORMATS, format_of
from claims.formats.files.input_stream import open_input
from claims.formats.files.records import BadRecord
from claims.formats.mapping.claim_row import ClaimRow
from claims.formats.mapping.mapping_document import MappingDocument, shipped_document
from claims.formats.mapping.row_plan import RowPlan, RowRefusedError

DATA = os.environ.get("FACTCHECK_DATA", "")
SAMPLE = "claimskg_samples/output_sample_{}.csv"
ADDRESSES_WITHOUT_SCHEME_OR_HOST = ("2.answers.1", "4.answers.1", "1.answers.1", "5.answers.2")
# Per file: its mapping, how many rows are read, and which are refused, by column and code.
FILES: list[tuple[str, str, int, dict[tuple[str, str], int]]] = [
    ("politifact_19250.jsonl", "politifact", 19_250, {}),
    ("snopes_14231.jsonl", "snopes", 14_231, {}),
    ("liar_train.tsv", "liar", 10_269, {}),
    ("liar_valid.tsv", "liar", 1_284, {}),
    ("liar_test.tsv", "liar", 1_283, {}),
    (
        "averitec_dev.json", "averitec", 496,
        {(f"questions.{at}.source_url", "invalid"): 1 for at in ADDRESSES_WITHOUT_SCHEME_OR_HOST},
    ),
    ("climate-fever.jsonl", "climate-fever", 1_535, {}),
    (SAMPLE.format("aap"), "claimskg", 0, {("claimReview_claimReviewed", "missing"): 100}),
    (SAMPLE.format("afpfactcheck"), "claimskg", 54, {}),
    (SAMPLE.format("africacheck"), "claimskg", 3, {("claimReview_claimReviewed", "missing"): 24}),
    (SAMPLE.format("checkyourfact"), "claimskg", 38, {}),
    (SAMPLE.format("fatabyyano"), "claimskg", 32, {}),
    (SAMPLE.format("fullfact"), "claimskg", 44, {}),
    (SAMPLE.format("politifact"), "claimskg", 30, {}),
    (SAMPLE.format("snopes"), "claimskg", 33, {}),
    (SAMPLE.format("truthorfiction"), "claimskg", 30, {}),
    (SAMPLE.format("vishvasnews"), "claimskg", 122, {}),
]  # fmt: skip

pytestmark = pytest.mark.skipif(not DATA, reason="FACTCHECK_DATA names no folder with the files of others")


def document(name: str) -> MappingDocument:
    found = shipped_document(name)
    assert found is not None
    return found


def read(file: str, mapping: str) -> tuple[list[ClaimRow], Counter[tuple[str, str]]]:
    """Read a file whole, and give its rows and, of each that is refused, the first thing that is wrong."""
    parsed, rows, refused = document(mapping), [], Counter[tuple[str, str]]()
    with open_input(str(Path(DATA) / file), options=parsed.file.options()) as source:
        table = FORMATS[format_of(source)](source)
        plan = RowPlan(parsed, table)
        for record in table.records:
            assert not isinstance(record, BadRecord), record
            try:
                rows.append(plan.row(record))
            except RowRefusedError as error:
                refused[error.issues[0].field, error.issues[0].code] += 1
    return rows, refused


@pytest.mark.parametrize(("file", "mapping", "count", "refused"), FILES, ids=[file for file, *_ in FILES])
def test_every_row_is_read_or_refused_for_a_reason(
    file: str, mapping: str, count: int, refused: dict[tuple[str, str], int]
) -> None:
    rows, problems = read(file, mapping)
    assert (len(rows), dict(problems)) == (count, refused)


def test_answers_are_evidence_with_their_questions() -> None:
    rows, _ = read("averitec_dev.json", "averitec")
    first = rows[0]
    assert (str(first.claimed_on), [verdict.rating for verdict in first.verdicts]) == ("2020-10-31", ["refuted"])
    assert [(one.stance, bool(one.question), one.source is not None) for one in first.evidence] == [
        ("context", True, True), ("context", True, True), ("context", False, True),
    ]  # fmt: skip
    assert sum(len(row.evidence) for row in rows) > 1_800
    ratings = Counter(verdict.rating for row in rows for verdict in row.verdicts)
    assert set(ratings) == {"supported", "refuted", "not-enough-evidence", "unrated"}


def test_sentences_are_evidence_with_their_stance() -> None:
    rows, _ = read("climate-fever.jsonl", "climate-fever")
    stances = Counter(one.stance for row in rows for one in row.evidence)
    assert stances == {"context": 4_930, "supports": 1_943, "refutes": 802}
    assert {verdict.rating for row in rows for verdict in row.verdicts} == {"unrated"}


def test_labels_that_others_gave_are_second_hand() -> None:
    for file, mapping in (("liar_test.tsv", "liar"), (SAMPLE.format("snopes"), "claimskg")):
        rows, _ = read(file, mapping)
        assert all(verdict.is_second_hand for row in rows for verdict in row.verdicts)
    rows, _ = read("politifact_19250.jsonl", "politifact")
    assert not any(verdict.is_second_hand for row in rows for verdict in row.verdicts)


def test_languages_are_detected_if_no_column_has_them() -> None:
    rows, _ = read(SAMPLE.format("fatabyyano"), "claimskg")
    assert {row.language for row in rows} == {"ar"}
    rows, _ = read(SAMPLE.format("vishvasnews"), "claimskg")
    assert {"en", "hi", "ur", "ta", "ml", "te", "gu"} <= {row.language for row in rows}
