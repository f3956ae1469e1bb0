"""Figures in running text."""

from claims.rules.figures.reading import Reading, Refusal, readings_in

TEXT = "At least 25 people were killed on 3 May. “About 14,000 troops” 🚀 will be sent; 12.000 boxes were lost."


def found(text: str, language: str = "en") -> list[tuple[str, str]]:
    return [
        (text[answer.start : answer.end], answer.figure.hedge if isinstance(answer, Reading) else "refused")
        for answer in readings_in(text, language)
    ]


def test_each_figure_has_its_place_in_code_points() -> None:
    assert found(TEXT) == [
        ("At least 25 people", "at_least"),
        ("About 14,000 troops", "about"),
        ("12.000", "refused"),
    ]


def test_what_is_not_understood_is_named_with_its_place() -> None:
    refusal = next(answer for answer in readings_in(TEXT, "en") if isinstance(answer, Refusal))
    assert "ambiguous" in refusal.reason


def test_modality_is_that_of_the_sentence() -> None:
    answers = readings_in("Police say 25 people died. The army will send 300 soldiers.", "en")
    assert [answer.figure.modality for answer in answers if isinstance(answer, Reading)] == ["actual", "planned"]


def test_several_figures_of_one_sentence_are_all_read() -> None:
    assert [words for words, _ in found("25 soldiers and 51 civilians died")] == ["25 soldiers", "51 civilians"]


def test_a_text_without_figures_has_none() -> None:
    assert readings_in("Nothing to count here, on 3 May.", "en") == []
