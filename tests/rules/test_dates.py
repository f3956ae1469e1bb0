import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.dates import DateError, PartialDate, parse_partial_date


@pytest.mark.parametrize(
    ("text", "first", "precision", "last"),
    [
        ("2019", "2019-01-01", "year", "2019-12-31"),
        ("2019-05", "2019-05-01", "month", "2019-05-31"),
        ("2020-02", "2020-02-01", "month", "2020-02-29"),
        ("2019-05-14", "2019-05-14", "day", "2019-05-14"),
        ("0001", "0001-01-01", "year", "0001-12-31"),
        ("9999-12", "9999-12-01", "month", "9999-12-31"),
        ("9999-12-31", "9999-12-31", "day", "9999-12-31"),
    ],
)
def test_reads_and_writes(text: str, first: str, precision: str, last: str) -> None:
    date = parse_partial_date(text)
    assert (date.value.isoformat(), date.precision, date.last_day.isoformat()) == (first, precision, last)
    assert date.format() == str(date) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2019-5",
        "2019-13",
        "2019-02-29",
        "2019-05-32",
        "2019-00",
        "0000",
        "19",
        "20190514",
        "2019-05-14T00:00",
        "14.5.2019",
        "2019-",
        "-2019",
        "12019",
        " 2019",
        "2019\n",
        "٢٠١٩",
        "2019-05-14Z",
        "\x00",
        "\ud800",
    ],
)
def test_refuses_what_is_no_partial_date(text: str) -> None:
    with pytest.raises(DateError, match="write 2019, 2019-05 or 2019-05-14") as refused:
        parse_partial_date(text)
    assert refused.value.value == text
    str(refused.value).encode()


def test_a_period_starts_on_its_first_day() -> None:
    with pytest.raises(DateError, match="give 2019-05-01"):
        PartialDate(dt.date(2019, 5, 14), "month")
    with pytest.raises(DateError, match="give 2019-01-01"):
        PartialDate(dt.date(2019, 5, 1), "year")


@given(st.dates(), st.sampled_from(["year", "month", "day"]))
def test_every_date_survives_a_round_trip(day: dt.date, precision: str) -> None:
    text = day.isoformat()[: {"year": 4, "month": 7, "day": 10}[precision]]
    date = parse_partial_date(text)
    assert date.format() == text
    assert date.value <= day <= date.last_day


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert parse_partial_date(text).format() == text
    except DateError as refused:
        str(refused).encode()
