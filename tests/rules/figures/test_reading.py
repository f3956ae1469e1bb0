from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.rules.figures.interval import Figure, QuantityError
from claims.rules.figures.reading import read
from claims.rules.figures.unit import canonical_unit


def values(figure: Figure) -> str:
    if figure.value_low is None:
        return "-"
    return (
        f"{figure.value_low:f}" if figure.value_low == figure.value_high else f"{figure.value_low}-{figure.value_high}"
    )


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("25", "25 exact count"),
        ("at least 24", "24 at_least count"),
        ("about 3,000", "3000 about count"),
        ("Thirty-one rockets", "31 exact rocket"),
        ("two or three months", "2-3 range month"),
        ("$2.5 billion", "2500000000 exact USD"),
        ("3.5%", "3.5 exact percent"),
        ("2.50 kg", "2.50 exact kg"),
        ("as many as 20", "20 at_most count"),
        ("up to 20", "20 at_most count"),
        ("no more than 20", "20 at_most count"),
        ("not more than 20", "20 at_most count"),
        ("more than 30", "30 more_than count"),
        ("over 100 people", "100 more_than person"),
        ("24 or more", "24 at_least count"),
        ("24+", "24 at_least count"),
        ("24+ people", "24 at_least person"),
        ("24 people or more", "24 at_least person"),
        ("no fewer than 24", "24 at_least count"),
        ("fewer than 1,000", "1000 less_than count"),
        ("between 5 and 10", "5-10 range count"),
        ("5 to 10", "5-10 range count"),
        ("from 5 to 10 people", "5-10 range person"),
        ("5-10", "5-10 range count"),
        ("5\u201310", "5-10 range count"),
        ("12,000-13,000 troops", "12000-13000 range person"),
        ("two to three million people", "2000000-3000000 range person"),
        ("900,000 to 1.2 million", "900000-1200000 range count"),
        ("$5-10 million", "5000000-10000000 range USD"),
        ("between $5m and $10m", "5000000-10000000 range USD"),
        ("10%-15%", "10-15 range percent"),
        ("nearly 14,000", "14000 nearly count"),
        ("just under 14,000", "14000 nearly count"),
        ("some 500", "500 about count"),
        ("an estimated 500 people", "500 about person"),
        ("500 or so", "500 about count"),
        ("~500", "500 about count"),
        ("exactly 25", "25 exact count"),
        ("750 troops", "750 exact person"),
        ("31 rockets", "31 exact rocket"),
        ("31 rockets hit the base", "31 exact rocket"),
        ("three 107-mm rockets", "3 exact rocket"),
        ("killed 25 people", "25 exact person"),
        ("25 killed", "25 exact person"),
        ("killed at least 25", "25 at_least person"),
        ("three US soldiers", "3 exact person"),
        ("one American soldier", "1 exact person"),
        ("25 Kataib Hezbollah fighters", "25 exact fighter"),
        ("30 rockets were fired", "30 exact rocket"),
        ("a dozen", "12 exact count"),
        ("two dozen", "24 exact count"),
        ("more than a dozen", "12 more_than count"),
        ("half a million", "500000 exact count"),
        ("a quarter of a million", "250000 exact count"),
        ("a couple of months", "2 about month"),
        ("1.2m", "1200000 exact count"),
        ("1.2m new homes", "1200000 exact home"),
        ("1.8m tall", "1.8 exact m"),
        ("\u20ac3bn", "3000000000 exact EUR"),
        ("£5 million", "5000000 exact GBP"),
        ("US$5", "5 exact USD"),
        ("HK$ 10.05 billion", "10050000000 exact HKD"),
        ("CAD$15", "15 exact CAD"),
        ("a $5 bill", "5 exact USD"),
        ("5 million Australian dollars", "5000000 exact AUD"),
        ("EUR 5 million", "5000000 exact EUR"),
        ("$70 a share", "70 exact USD per share"),
        ("2 million barrels per day", "2000000 exact barrel per day"),
        ("5.6 deaths per 100,000 people", "5.6 exact death per 100,000 people"),
        ("10 percent", "10 exact percent"),
        ("5 percentage points", "5 exact percentage point"),
        ("one in five", "20 exact percent"),
        ("9 out of 10 doctors", "90 exact percent"),
        ("three-fifths of voters", "60 exact percent"),
        ("more than half of voters", "50 more_than percent"),
        ("1/4 mile", "0.25 exact mile"),
        ("3½ years", "3.5 exact year"),
        ("two and a half million", "2500000 exact count"),
        ("a million and a half", "1500000 exact count"),
        ("a hundred and five", "105 exact count"),
        ("seven hundred and fifty thousand two hundred and one", "750201 exact count"),
        ("two trillion dollars", "2000000000000 exact USD"),
        ("1,234,567", "1234567 exact count"),
        ("1\u00a0234\u00a0567 people", "1234567 exact person"),
        ("1\u2009234", "1234 exact count"),
        ("12,34,567 rupees", "1234567 exact rupee"),
        ("\u0663 rockets", "3 exact rocket"),
        ("\uff13\uff11 rockets", "31 exact rocket"),
        ("5 km", "5 exact km"),
        ("120 km/h", "120 exact km/h"),
        ("98.6 degrees F", "98.6 exact degF"),
        ("40°C", "40 exact degC"),
        ("3 dollars 50 cents", "3.5 exact USD"),
        ("no rockets", "0 exact rocket"),
        ("no one was killed", "0 exact person"),
        ("zero", "0 exact count"),
        ("25 people in 2019", "25 exact person"),
        ("25 people killed on 29 December 2019", "25 exact person"),
        ("100,000 people died of COVID-19", "100000 exact person"),
        ("crime rose 20 percent in two years", "20 exact percent"),
        ("dozens", "- vague count"),
        ("dozens of people", "- vague person"),
        ("hundreds of thousands of rockets", "- vague rocket"),
        ("several hundred people", "- vague person"),
        ("thousands of dollars", "- vague USD"),
        ("25 people over several days", "25 exact person"),
    ],
)  # fmt: skip
def test_reads_value_hedge_and_unit(phrase: str, expected: str) -> None:
    figure = read(phrase)
    assert f"{values(figure)} {figure.hedge} {figure.unit}" == expected
    assert figure.surface == phrase


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("750 troops", "level none actual"),
        ("3.5%", "ratio none actual"),
        ("two or three months", "duration none actual"),
        ("about 3,000 additional troops", "delta up actual"),
        ("another 750", "delta up actual"),
        ("30 more rockets", "delta up actual"),
        ("more than 30 rockets", "level none actual"),
        ("30 or more rockets", "level none actual"),
        ("30 fewer rockets", "delta down actual"),
        ("a rise of nearly 5%", "delta up actual"),
        ("fell by 5 percent", "delta down actual"),
        ("rose to 14,000", "level none actual"),
        ("a 5% increase", "delta up actual"),
        ("+5%", "delta up actual"),
        ("-5%", "delta down actual"),
        ("-5 degrees", "level down actual"),
        ("3,000 could be sent", "level none possible"),
        ("May send 30 troops", "level none possible"),
        ("14,000 troops since May", "level none actual"),
        ("will send 750 troops", "level none planned"),
        ("plans to send 750 troops", "level none planned"),
        ("troops will not exceed 750", "level none planned"),
        ("failed to kill 25", "level none denied"),
        ("hundreds if not thousands of people", "level none actual"),
        ("reportedly killed 25", "level none alleged"),
        ("if 25 people die", "level none possible"),
        ("denied that 25 died", "level none denied"),
        ("didn't send 750 troops", "level none denied"),
        ("not more than 20", "level none actual"),
    ],
)
def test_reads_kind_direction_and_modality(phrase: str, expected: str) -> None:
    figure = read(phrase)
    assert f"{figure.kind} {figure.direction} {figure.modality}" == expected


@pytest.mark.parametrize(
    "phrase",
    ["", "hello", "...", "a", "the 31st rocket", "5th", "in 2019", "2019", "2018-2019", "May 8, 1945", "Jan. 3",
     "2:00 pm", "12/25/2019", "2019-12-29", "9/11", "24/7", "F-16", "COVID-19", "No. 1", "Highway 35", "24703L202",
     "1e5",
     "no doubt", "the first half of the year", "one-time gains"],
)  # fmt: skip
def test_phrases_without_a_figure_are_refused(phrase: str) -> None:
    with pytest.raises(QuantityError, match="value_low, value_high, hedge and unit") as refused:
        read(phrase)
    assert refused.value.field == "surface"


@pytest.mark.parametrize(
    "phrase",
    ["25 killed, 51 wounded", "25 soldiers and 51 civilians", "rose from 5 to 10", "sales rose 6.2% to $1.45 billion",
     "dozens of people in 3 cities"],
)  # fmt: skip
def test_phrases_with_several_figures_are_refused(phrase: str) -> None:
    with pytest.raises(QuantityError, match="one phrase per figure"):
        read(phrase)


@pytest.mark.parametrize(
    ("phrase", "message"),
    [
        ("10 to 5", "lower end first"),
        ("5,000,000,000,000,000,000,000,000,000,000,000 rockets", "below 10\\^30"),
        ("a trillion trillion trillion", "several figures"),
        ("0.0000000000001", "round it"),
        ("25\x00", "NUL"),
        ("25 \ud800", "surrogate"),
        ("25 people " * 31, "at most 300"),
        ("5 " + "x" * 150, "at most 100"),
        ("fewer than 0 people", "above zero"),
    ],
)
def test_what_cannot_be_stored_is_refused(phrase: str, message: str) -> None:
    with pytest.raises(QuantityError, match=message) as refused:
        read(phrase)
    str(refused.value).encode()


VOCABULARY = (
    "one two ten twenty thirty-one hundred thousand million billion dozen dozens half quarter third and a an of in to "
    "or - \u2013 , . / % $ US$ € ( ) + ~ < 0 1 2 5 25 1,234 2019 3.5 .5 ½ ² 1.2m 3bn 5th 2:00 12/25 per out at least "
    "about more than fewer no none not people troops rockets km m2 kg dollars cents percent points May Jan. rose fell "
    "by additional between from several few tens EUR MEUR degrees C °"
)
WORDS = VOCABULARY.split()


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
                 st.lists(st.sampled_from(WORDS), max_size=12).map("".join)))  # fmt: skip
@example("٣" * 300)
@example("1," * 150)
@example("million " * 37)
@example("twenty-" * 42)
@example("$" * 300)
@example("²½")
@example("0/0")
@example("zero in zero")
def test_any_text_is_a_figure_or_refused(text: str) -> None:
    try:
        figure = read(text)
    except QuantityError as refused:
        str(refused).encode()
        return
    found = figure.interval
    assert found.low is not None
    assert found.high is None or found.low <= found.high
    assert figure.unit
    assert len(figure.unit) <= 100
    assert figure.value_low is None or figure.value_low >= 0


@given(st.integers(0, 10**15))
def test_a_number_is_read_as_it_is_grouped(number: int) -> None:
    assert read(f"{number:,} rockets").value_low == number


@given(st.integers(0, 999_999))
def test_a_number_is_read_in_words(number: int) -> None:
    assert read(f"{in_words(number)} rockets").value_low == Decimal(number)


SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)


def in_words(number: int) -> str:
    small = SMALL.split()
    tens = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    if number < 20:
        return small[number]
    if number < 100:
        return tens[number // 10] + (f"-{small[number % 10]}" if number % 10 else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    rest = number % size
    return f"{in_words(number // size)} {name}" + (f"{' and' if rest < 100 else ''} {in_words(rest)}" if rest else "")


@pytest.mark.parametrize("phrase", ["750 troops", "$5 million", "dozens of people", "5 km", "3.5%", "$70 a share"])
def test_units_are_read_as_they_are_stored(phrase: str) -> None:
    assert canonical_unit(read(phrase).unit) == read(phrase).unit
