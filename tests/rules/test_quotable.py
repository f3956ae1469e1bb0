"""Claims and figures as sentences to paste."""

import pytest

from claims.rules.dates import parse_partial_date
from claims.rules.quotable import Cited, Speaker, claim_as_text, figure_as_text

DAY = parse_partial_date("2020-01-02")
REPORT = Cited("Reuters", "Wire report", DAY, "https://reuters.com/wire")
MILLEY = Speaker("Gen. Mark Milley", cue="told reporters")


@pytest.mark.parametrize(
    ("text", "speaker", "said_on", "cited", "expected"),
    [
        (
            "31 rockets were fired.", MILLEY, DAY, REPORT,
            "Gen. Mark Milley told reporters on 2 January 2020 that 31 rockets were fired"
            " (Reuters, “Wire report”, 2 January 2020, https://reuters.com/wire).",
        ),
        (
            "About 3,000 additional troops could follow.", Speaker("unnamed US officials", cue="told Reuters"), None,
            None,
            "unnamed US officials told Reuters that about 3,000 additional troops could follow.",
        ),
        (
            "US air strikes killed 25 people.", Speaker("Washington", taken_to_be="United States government"), DAY,
            None,
            "“Washington”, taken to be United States government, said on 2 January 2020"
            " that US air strikes killed 25 people.",
        ),
        (
            "Thirty-one rockets were fired.", Speaker("Mark Milley", "Chairman of the Joint Chiefs of Staff"), None,
            None,
            "Mark Milley, Chairman of the Joint Chiefs of Staff, said that thirty-one rockets were fired.",
        ),
        (
            "750 troops have been sent to Kuwait.", None, parse_partial_date("2020-01"), Cited("Reuters"),
            "Reuters reported in January 2020 that 750 troops have been sent to Kuwait (Reuters).",
        ),
        ("The dam has burst.", None, None, None, "The dam has burst."),
        ("The dam has burst.", None, parse_partial_date("2019"), None, "The dam has burst, it was said in 2019."),
    ],
)  # fmt: skip
def test_a_claim_is_one_sentence_that_says_who_said_it_when_and_where(
    text: str, speaker: Speaker | None, said_on: object, cited: Cited | None, expected: str
) -> None:
    assert claim_as_text(text, speaker=speaker, said_on=said_on, cited=cited) == expected  # type: ignore[arg-type]


def test_a_figure_keeps_its_hedge_its_date_and_its_speaker() -> None:
    found = figure_as_text("about 14,000 additional troops", as_of=DAY, speaker=MILLEY, cited=Cited("Reuters"))
    assert found == "about 14,000 additional troops as of 2 January 2020, according to Gen. Mark Milley (Reuters)."
