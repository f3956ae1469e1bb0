"""Dates inside other words."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from claims.formats.date_pattern import DatePattern, PatternError, read_date
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
        ("{day} {month} {year}", "3 Januar 2020", "'Januar' is none in English"),
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


@for_all(st.dates())
def test_every_day_is_read_back(day: object) -> None:
    assert str(read_date(f"on {day}!", (DatePattern("on {year}-{month}-{day}!"),))) == str(day)
