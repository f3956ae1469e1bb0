"""A mapping is proposed from the names of columns and the first rows, and says what it was not sure of."""

from typing import Any

import pytest

from claims.formats.files.records import Record
from claims.formats.mapping.claim_row import ClaimRow
from claims.formats.mapping.proposal import Proposal, propose
from claims.formats.mapping.row_plan import RowPlan
from tests.importing import lines, table_of


def proposed(*rows: dict[str, Any]) -> Proposal:
    return propose(table_of(lines(*rows), "jsonl"))


def read(*rows: dict[str, Any]) -> list[ClaimRow]:
    """Read rows by the mapping that is proposed for them."""
    table = table_of(lines(*rows), "jsonl")
    plan = RowPlan(proposed(*rows).document, table)
    return [plan.row(record) for record in table.records if isinstance(record, Record)]


CHECKS = [
    {
        "Nr": number, "vclaim": f"Claim number {number}.", "Speaker": "Ann", "date": f"{day}/6/2020",
        "ruling": label, "tags": "a, b", "reviewUrl": f"https://www.checks.org/{number}", "unused": "x",
    }
    for number, (day, label) in enumerate([(5, "Pants on Fire"), (25, "half-true"), (7, "Full Flop")])
]  # fmt: skip


def test_a_file_of_checks_is_read_as_it_is_proposed() -> None:
    rows = read(*CHECKS)
    assert [str(row.claimed_on) for row in rows] == ["2020-06-05", "2020-06-25", "2020-06-07"]
    assert [row.text for row in rows] == ["Claim number 0.", "Claim number 1.", "Claim number 2."]
    assert {row.topics for row in rows} == {("a", "b")}
    assert {row.claimant and row.claimant.name for row in rows} == {"Ann"}
    verdicts = [row.verdicts[0] for row in rows]
    assert {verdict.publisher for verdict in verdicts} == {"checks.org"}
    assert [(verdict.label, verdict.scale, verdict.rating) for verdict in verdicts] == [
        ("Pants on Fire", "truth-o-meter", "Pants on Fire"),
        ("half-true", "truth-o-meter", "half-true"),
        ("Full Flop", "truth-o-meter", "unrated"),
    ]


def test_uncertain_decisions_are_remarked_on() -> None:
    remarks = " ".join(proposed(*CHECKS).remarks)
    assert "Not on truth-o-meter, so kept and unrated: Full Flop." in remarks
    assert "Left out: unused." in remarks


@pytest.mark.parametrize(
    ("dates", "templates"),
    [
        (["05/06/2020", "06/07/2020"], None),
        (["05/06/2020", "25/06/2020"], ["{day}/{month}/{year}"]),
        (["05/06/2020", "06/25/2020"], ["{month}/{day}/{year}"]),
        (["1.2.2020"], None),
        (["2021-7-16", "2021-12-01"], ["{year}-{month}-{day}"]),
        (["6 March 2021", "26 May 2015"], ["{day} {month} {year}"]),
        (["6. März 2021"], ["{day}. {month} {year}"]),
        (["stated on October 22, 2019 in a Tweet:"], ["{*} {month} {day}, {year} {*}"]),
        (["2021-07-16"], []),
    ],
)
def test_the_shape_of_dates_is_found_or_asked_for(dates: list[str], templates: list[str] | None) -> None:
    rows = [{"id": n, "claim": "It is so.", "date": date} for n, date in enumerate(dates)]
    found = proposed(*rows)
    assert found.document.fields["claimed_on"].dates == (templates or [])
    assert ("may be day first or month first" in " ".join(found.remarks)) is (templates is None)


def test_an_id_is_made_where_there_is_none_that_tells_rows_apart() -> None:
    rows = [{"id": 1, "claim": "It is so."}, {"id": 1, "claim": "It is not."}]
    assert len({row.external_id for row in read(*rows)}) == 2
    assert any("is no id" in remark for remark in proposed(*rows).remarks)


def test_lists_that_are_called_like_evidence_become_evidence() -> None:
    evidence = [{"label": "SUPPORTS", "url": "https://a.org/1", "sentence": "So."}, {"label": "NEI", "url": ""}]
    rows = [{"id": 1, "claim": "It is so.", "language": "en", "evidences": evidence[:1]}]
    (row,) = read(*rows)
    assert [(one.stance, one.quote) for one in row.evidence] == [("supports", "So.")]


def test_a_proposal_is_a_mapping_file() -> None:
    text = proposed(*CHECKS).as_yaml()
    assert text.startswith("# ")
    assert "\n  text: vclaim\n" in text


@pytest.mark.parametrize("rows", [[{"a": None}], [{"a": 1, "b": [1]}], [{"text": ""}], [{"id": [1], "date": {"x": 1}}]])
def test_anything_gets_a_proposal(rows: list[dict[str, Any]]) -> None:
    assert proposed(*rows).document is not None
