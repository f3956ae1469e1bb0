"""What two figures say about each other: a table of pairs, and what holds for all of them."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.dates import parse_moment
from claims.rules.figures.comparison import COMPARISON_POLICY, Comparison, compare
from claims.rules.figures.interval import Figure
from claims.rules.figures.period import Times
from claims.rules.figures.stated import Originator, Stated
from claims.rules.vocabulary import FIGURE_RELATIONS, GROWTHS, MODALITIES
from tests.rules.figures.pair_table import Case, cases

SYMMETRIC = {"repeats", "corroborates", "overlaps", "within_rounding", "conflicts", "not_comparable"}
OTHER = {"a": "b", "b": "a", "": ""}


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.a} / {case.b}")
def test_two_figures_have_the_relation_of_the_table(case: Case) -> None:
    found = case.compare()
    relation, _, more = case.expected.partition(" ")
    assert found.relation == relation, found.reason
    if more in ("a", "b"):
        assert found.subject == more
    elif more:
        assert ("-" if found.gap_percent is None else str(found.gap_percent)) == more


def test_the_table_has_every_relation_many_times() -> None:
    found = [case.expected.partition(" ")[0] for case in cases()]
    assert len(found) >= 150
    assert {relation: found.count(relation) >= 10 for relation in FIGURE_RELATIONS} == dict.fromkeys(
        FIGURE_RELATIONS, True
    )


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.a} / {case.b}")
def test_the_order_of_the_two_does_not_matter(case: Case) -> None:
    one, other = case.compare(), case.compare(swapped=True)
    assert (one.relation, one.gap_percent) == (other.relation, other.gap_percent)
    assert one.subject == OTHER[other.subject]
    assert bool(one.subject) == (one.relation not in SYMMETRIC)


def test_a_comparison_says_the_version_of_the_rule_and_gives_a_sentence() -> None:
    for case in cases():
        found = case.compare()
        assert found.policy == COMPARISON_POLICY
        assert found.reason.endswith(".")
        assert found.reason[0].isupper() or found.reason.startswith("“")


@pytest.mark.parametrize(
    ("relation", "subject", "direction"),
    [("refines", "b", "b is inside a"), ("updates", "a", "a updates b"), ("part_of", "b", "b is part of a"),
     ("corrects", "a", "a corrects b"), ("overlaps", "", "")],
)  # fmt: skip
def test_the_direction_is_said_in_words(relation: str, subject: str, direction: str) -> None:
    assert Comparison(relation, "", subject).direction == direction


class TestReasons:
    """An editor can paste the reason."""

    @pytest.mark.parametrize(
        ("case", "reason"),
        [
            (
                Case("", "monotone", "at least 24 dead @2020-01-02", "at least 19 dead @2019-12-29"),
                "“at least 24 dead” is later (2 January 2020) than “at least 19 dead” (29 December 2019) and its "
                "lower end is higher; the count can only grow.",
            ),
            (
                Case("", "free", "12,000 acres", "4,900 hectares"),
                "“4,900 hectares” is no further from “12,000 acres” than the rounding of the latter. "
                "“12,000 acres” is 4,856.2 hectares.",
            ),
            (
                Case("", "monotone", "25 dead @2020-01-02 =x", "19 dead @2020-01-02 =y"),
                "“25 dead” and “19 dead” cannot both be true. They are 31.6 % apart. Nothing says which of them is "
                "the later, so growth does not explain it.",
            ),
            (Case("", "free", "20 pounds", "9 kg"), "A bare “pound” can be a weight or a currency."),
            (Case("", "free", "€5", "$5"), "Nothing says at which rate EUR and USD are exchanged."),
            (Case("", "free", "30 rockets", "30 drones"), "They count different things: rocket and drone."),
        ],
    )
    def test_says_why(self, case: Case, reason: str) -> None:
        assert case.compare().reason == reason


numbers = st.decimals(min_value=0, max_value=10**9, places=2)
counts = st.integers(min_value=0, max_value=10**7).map(Decimal)
dates = st.sampled_from(["", "2019", "2020-01", "2020-01-02", "2020-01-03", "2020-01-02T08:00Z", "2020-01-02T14:00Z"])
times = st.builds(lambda as_of: Times(parse_moment(as_of) if as_of else None), dates)
originators = st.sampled_from([None, Originator("police"), Originator("hospital"), Originator("The Police")])
units = st.sampled_from(["person", "km", "mile", "USD", "percent", "degC", "rocket", "hour", "ton"])


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    hedge = draw(
        st.sampled_from(["exact", "about", "at_least", "more_than", "at_most", "less_than", "nearly", "range"])
    )
    unit, value = draw(units), draw(st.one_of(counts, numbers))
    high = value
    if hedge == "range":
        high = value + draw(st.integers(min_value=1, max_value=1000))
    if hedge in ("less_than", "nearly"):
        value = high = value + 1
    modality = draw(st.sampled_from(MODALITIES))
    return Figure("x", value, high, hedge, unit, direction=draw(st.sampled_from(["up", "down", "none"])),
                  modality=modality)  # fmt: skip


stated = st.builds(Stated, figures(), times, originators)


@given(stated, stated, st.sampled_from(GROWTHS), st.sampled_from(["", "a", "b"]))
def test_any_two_figures_have_one_relation_whichever_comes_first(a: Stated, b: Stated, growth: str, part: str) -> None:
    one, other = compare(a, b, growth=growth, part=part), compare(b, a, growth=growth, part=OTHER[part])
    assert one.relation in FIGURE_RELATIONS
    assert (one.relation, one.gap_percent, one.subject) == (other.relation, other.gap_percent, OTHER[other.subject])


def of(low: Decimal | int, high: Decimal | int, unit: str = "km") -> Stated:
    low, high = Decimal(low), Decimal(high)
    return Stated(Figure("x", low, high, "exact" if low == high else "range", unit))


@given(counts, counts, counts, counts, st.integers(min_value=0, max_value=1000), st.integers(min_value=0, max_value=99))
def test_widening_a_figure_makes_no_conflict_of_a_refinement(
    first: Decimal, second: Decimal, third: Decimal, fourth: Decimal, above: int, below: int
) -> None:
    low, inner_low, inner_high, high = sorted([first, second, third, fourth])
    inner, outer = of(inner_low, inner_high), of(low, high)
    wider = of(max(Decimal(0), low - below), high + above)
    for growth in ("free", "fixed", "monotone"):
        assert compare(inner, outer, growth=growth).relation in ("refines", "repeats")
        assert compare(inner, wider, growth=growth).relation in ("refines", "repeats")


FACTORS = [
    ("km", "m", 1000),
    ("tonne", "kg", 1000),
    ("hour", "minute", 60),
    ("percentage point", "basis point", 100),
    ("square mile", "acre", 640),
    ("mile", "yard", 1760),
]


@given(counts, counts, counts, counts, st.sampled_from(FACTORS))
def test_the_unit_does_not_matter(
    first: Decimal, second: Decimal, third: Decimal, fourth: Decimal, units: tuple[str, str, int]
) -> None:
    large, small, factor = units
    (a_low, a_high), (b_low, b_high) = sorted([first, second]), sorted([third, fourth])
    plain = compare(of(a_low, a_high, large), of(b_low, b_high, large))
    mixed = compare(of(a_low * factor, a_high * factor, small), of(b_low, b_high, large))
    both = compare(of(a_low * factor, a_high * factor, small), of(b_low * factor, b_high * factor, small))
    if {plain.relation, mixed.relation, both.relation} & {"repeats", "refines", "overlaps"}:
        assert plain.relation == mixed.relation == both.relation
        assert plain.subject == mixed.subject == both.subject


@given(counts, st.sampled_from([("km", "mile"), ("knot", "km/h"), ("lb", "kg"), ("degF", "degC"), ("acre", "hectare")]))
def test_a_figure_repeats_itself_in_any_unit(value: Decimal, units: tuple[str, str]) -> None:
    for unit in units:
        assert compare(of(value, value, unit), of(value, value, unit)).relation == "repeats"
    if value:
        assert compare(of(value, value, units[0]), of(value, value, units[1])).relation != "repeats" or value == -40


@given(numbers, numbers, times, times)
def test_only_a_running_total_is_updated(low: Decimal, high: Decimal, one: Times, second: Times) -> None:
    a, b = replace(of(low, low), times=one), replace(of(high, high), times=second)
    for growth in ("free", "fixed"):
        assert compare(a, b, growth=growth).relation != "updates"


@given(stated, stated)
def test_unknown_originators_neither_corroborate_nor_correct(a: Stated, b: Stated) -> None:
    for growth in GROWTHS:
        relation = compare(replace(a, originator=None), b, growth=growth).relation
        assert relation not in ("corroborates", "corrects")


@given(counts)
def test_a_denial_of_the_very_figure_conflicts_with_it(value: Decimal) -> None:
    claim = of(value, value, "person")
    denial = replace(claim, figure=replace(claim.figure, modality="denied"))
    assert compare(claim, denial).relation == "conflicts"
    assert compare(denial, denial).relation == "repeats"
    assert compare(denial, of(value + 5, value + 5, "person")).relation == "not_comparable"
