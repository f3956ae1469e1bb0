"""Reading the test sentences of Microsoft Recognizers, where their folder is named by FACTCHECK_DATA."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest

from claims.rules.figures.interval import SURFACE_MAX, Figure, QuantityError
from claims.rules.figures.reading import read

DATA = os.environ.get("FACTCHECK_DATA")
MODELS = ("age", "currency", "dimension", "temperature")
FLOOR = 0.95

pytestmark = pytest.mark.skipif(not DATA, reason="FACTCHECK_DATA does not name the folder of the data sets")


def sentences(model: str) -> list[tuple[str, list[str]]]:
    """Return each sentence that is short enough for a phrase, with the values in it."""
    text = Path(DATA or "", "quantities", f"{model}-model.json").read_text(encoding="utf-8-sig")
    cases = [(case["text"], [figure["value"] for figure in case["quantities"]]) for case in json.loads(text)]
    return [(sentence, values) for sentence, values in cases if len(sentence) <= SURFACE_MAX]


def figure_in(sentence: str) -> Figure | None:
    try:
        return read(sentence)
    except QuantityError:
        return None


def says(figure: Figure, value: str) -> bool:
    """Compare with "5", "-5" or "40-50"; a value below zero is a magnitude with the direction down."""
    low, dash, high = value.removeprefix("-").partition("-")
    is_negative = value.startswith("-")
    return (
        figure.value_low == Decimal(low)
        and figure.value_high == Decimal(high if dash else low)
        and (figure.direction == "down" or not is_negative)
    )


def test_single_figures_are_read_with_the_right_number() -> None:
    single = [(text, values[0]) for model in MODELS for text, values in sentences(model) if len(values) == 1]
    read_figures = [(text, value, figure_in(text)) for text, value in single]
    right = [text for text, value, figure in read_figures if figure is not None and says(figure, value)]
    wrong = [(text, value, figure) for text, value, figure in read_figures if figure and not says(figure, value)]
    assert not wrong
    assert len(right) / len(single) >= FLOOR, f"{len(right)} of {len(single)} read"


def test_of_several_figures_none_is_made_up() -> None:
    several = [(text, values) for model in MODELS for text, values in sentences(model) if len(values) != 1]
    found = [(text, values, figure_in(text)) for text, values in several]
    assert not [text for text, values, figure in found if figure and not any(says(figure, value) for value in values)]
