"""Dates inside other words."""

import datetime as dt

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.mapping.date_pattern import DatePattern, PatternError, partial_date, read_date
from claims.rules.dates import DateError


@pytest.mark.parametrize(
    ("template", "text", "date"),
    [
        ("stated on {month} {day}, {year} in {*}", "stated on October 22, 2019 in a Tweet:", "2019-10-22"),
        ("/factchecks/{year}/{month}/{day}/{*}", "/factchecks/2019/oct/30/somebody/something/", "2019-10-30"),
        ("{day} {month} {year}", "6  March\t2021", "2021-03-06"),
        ("{day}-{month}-{year}", "5-6-2020", "2020-06-05"),
        ("{month}/{day}/{year}", "05/06/2020", "2020-05-06"),
        ("{month} {day}, {year}", "Sept. 3rd, 2014", "2014-09-03"),
        ("{month} {year}", "MAY 2014", "2014-05"),
        ("{*}{year}", "some time in 2014", "2014"),
        ("({year})", "(1998)", "1998"),
        ("{day}. {month} {year}", "3. März 2020", "2020-03-03"),
        ("{day} de {month} de {year}", "7 de setembro de 2022", "2022-09-07"),
        ("{year}-{month}-{day}", "2021-7-16", "2021-07-16"),
    ],
)
def test_a_date_is_read_where_the_template_has_it(template: str, text: str, date: str) -> None:
    assert str(read_date(text, (DatePattern(template),))) == date


def test_the_first_template_that_fits_is_taken() -> None:
    patterns = (DatePattern("{year}-{month}-{day}"), DatePattern("{day}.{month}.{year}"))
    assert str(read_date("1.2.2003", patterns)) == "2003-02-01"


@pytest.mark.parametrize(
    ("template", "text", "why"),
    [
        ("{day}/{month}/{year}", "05/13/2020", "is not in the calendar"),
        ("{day} {month} {year}", "3 Styczeń 2020", "'Styczeń' is no name of one that is known here"),
        ("{year}-{month}-{day}", "2020-1-1 or so", "has not the shape '{year}-{month}-{day}'"),
        ("{*}{year}", "x" * 600 + "2014", "has not the shape"),
    ],
)
def test_what_is_no_date_is_refused(template: str, text: str, why: str) -> None:
    with pytest.raises(DateError, match=why):
        read_date(text, (DatePattern(template),))


@pytest.mark.parametrize("template", ["", "{month}", "{day} {year}", "{year} {year}", "{hour} {year}", "{} {year}"])
def test_a_template_that_names_no_date_is_refused(template: str) -> None:
    with pytest.raises(PatternError):
        DatePattern(template)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("05/06/2020", r"may be day first or month first; .*\['{day}/{month}/{year}'\] or \['{month}/{day}/{year}'\]"),
        ("25/06/2020", r"give its order in the mapping, dates: \['{day}/{month}/{year}'\]"),
        ("06.25.2020", r"dates: \['{month}.{day}.{year}'\]"),
        ("2021-7-16", r"dates: \['{year}-{month}-{day}'\]"),
        ("2019-02-30", "is not in the calendar"),
        ("40/40/2020", "give its order"),
        ("soon", "is not a date, month or year"),
    ],
)
def test_a_date_that_no_template_reads_is_refused_with_the_template_that_would(text: str, why: str) -> None:
    with pytest.raises(DateError, match=why):
        partial_date(text)


@pytest.mark.parametrize("text", ["2021-07-16T10:00:00Z", "2021-07-16 23:59", "2021-07-16T23:00:00.5+02:00"])
def test_of_a_day_with_a_time_the_day_is_taken_as_it_is_written(text: str) -> None:
    assert str(partial_date(text)) == "2021-07-16"


@for_all(st.text(max_size=80), st.text(max_size=80))
def test_any_template_compiles_or_is_refused_and_any_text_is_read_or_not(template: str, text: str) -> None:
    try:
        pattern = DatePattern(template + "{year}")
    except PatternError:
        return
    try:
        pattern.read(text)
    except DateError:
        return


@for_all(st.dates(min_value=dt.date(1000, 1, 1)))
def test_every_day_is_read_back(day: object) -> None:
    assert str(read_date(f"on {day}!", (DatePattern("on {year}-{month}-{day}!"),))) == str(day)


@pytest.mark.parametrize(
    "text", ["0026", "0026-05-14", "0026-05-14T00:00:00", "14.05.26", "5/14/26", "14 May 26", "'26"]
)
def test_a_year_of_two_digits_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="four digits"):
        partial_date(text)
    with pytest.raises(DateError):
        read_date("05/14/0026", (DatePattern("{month}/{day}/{year}"),))
