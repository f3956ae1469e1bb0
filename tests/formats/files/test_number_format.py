"""What a number in a spreadsheet shows is what is read."""

import io
from typing import Any

import openpyxl
import pytest

from claims.formats.files.number_format import digits_lost, shown_number
from claims.formats.files.records import BadRecord, Record
from tests.formats.files.workbooks import by_hand
from tests.importing import table_of

ACCOUNTING = '_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.25", "0%", "25%"),
        ("0.256", "0.0%", "25.6%"),
        ("-0.05", "0%;-0%", "-5%"),
        ("1.2E-2", "0.0%", "1.2%"),
        ("1234.5", '"$"#,##0.00', "$1,234.50"),
        ("1234.5", "[$€-407]#,##0.00", "€1,234.50"),
        ("1234.5", '#,##0.00\\ "€"', "1,234.50 €"),
        ("-1234.5", '#,##0.00\\ "€";[Red]-#,##0.00\\ "€"', "-1,234.50 €"),
        ("1234.5", ACCOUNTING, "$1,234.50"),
        ("-1234.5", ACCOUNTING, "-$1,234.50"),
        ("0", ACCOUNTING, "$0.00"),
        ("12000", "[$CHF-807] #,##0", "CHF 12000"),
        ("1500000", '$#,##0.0,,"M"', "$1.5M"),
        ("42", "00000", "00042"),
        ("123456789", "000\\-00\\-0000", "123-45-6789"),
        ("5551234567", "(000) 000-0000", "(555) 123-4567"),
        ("31", '0" rockets"', "31 rockets"),
        ("31", 'General" km"', "31 km"),
        ("5", "0 \\k\\g", "5 kg"),
        ("3.14159", "0.00", None),
        ("12345", "#,##0", None),
        ("5", "[Red]0", None),
        ("1.5", "# ?/?", None),
        ("1.5", "0.00E+00", None),
        ("43000", "dd/mm/yyyy", None),
        ("43000", '[$-409]d" of "mmmm', None),
        ("12", "@", None),
        ("7", '[>5]"big "0;0', None),
        ("nan", "0%", None),
    ],
)
def test_a_format_that_adds_a_meaning_is_shown(raw: str, code: str, shown: str | None) -> None:
    assert shown_number(raw, code) == shown


@pytest.mark.parametrize(
    ("raw", "is_lost"),
    [
        ("1234567890123456789", False),
        ("1.2345678901234568E+18", True),
        ("1234567890123450000", True),
        ("123456789012345", False),
        ("2.5E+15", False),
        ("0.30000000000000004", False),
    ],
)
def test_a_number_that_lost_digits_is_known(raw: str, is_lost: bool) -> None:
    assert digits_lost(raw) is is_lost


def sheet(*cells: tuple[Any, str]) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append([f"c{place}" for place, _ in enumerate(cells)])
    for place, (value, code) in enumerate(cells, start=1):
        cell = book.worksheets[0].cell(2, place, value)
        cell.number_format = code
    book.save(out := io.BytesIO())
    return out.getvalue()


def test_cells_of_a_workbook_are_read_as_they_show() -> None:
    found = table_of(
        sheet((0.25, "0%"), (1234.5, '"$"#,##0.00'), (42, "00000"), (7.5, "General"), (0.1, "0.00%"), (3, '0" dead"')),
        "xlsx",
    )
    (record,) = found.records
    assert isinstance(record, Record)
    assert [*record.values.values()] == ["25%", "$1,234.50", "00042", "7.5", "10.00%", "3 dead"]


def test_long_ids_stay_as_they_are_or_are_refused() -> None:
    rows = [
        f'<row r="{at}"><c r="B{at}"><v>{value}</v></c><c r="C{at}" t="inlineStr"><is><t>x</t></is></c></row>'
        for at, value in enumerate(("1234567890123456789", "1.2345678901234568E+18", "4213"), start=2)
    ]
    header = (
        '<row r="1">'
        + "".join(
            f'<c r="{column}1" t="inlineStr"><is><t>{name}</t></is></c>'
            for column, name in (("B", "id"), ("C", "text"))
        )
        + "</row>"
    )
    good, bad, plain = table_of(by_hand(header, *rows), "xlsx").records
    assert isinstance(good, Record)
    assert isinstance(plain, Record)
    assert (good.values["id"], plain.values["id"]) == ("1234567890123456789", "4213")
    assert isinstance(bad, BadRecord)
    assert (bad.issue.code, bad.issue.field) == ("bad_cell", "id")
    assert "B3" in bad.issue.message
    assert "fifteen" in bad.issue.message
