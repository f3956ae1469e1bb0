"""Links of a chain of attribution, as people type them."""

import pytest

from claims.rules.chain import Link, read_chain, read_link, write_link


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Milley, told reporters", Link("Milley", "", "Milley", "told reporters")),
        ("Milley told reporters on Thursday", Link("Milley", "", "Milley", "told reporters on Thursday")),
        (
            "General Mark Milley, Chairman of the Joint Chiefs of Staff, said",
            Link("General Mark Milley", "Chairman of the Joint Chiefs of Staff", "Mark Milley", "said"),
        ),
        (
            "Washington = United States government, said",
            Link("Washington", "", "United States government", "said", "inferred"),
        ),
        ("“Washington” = United States government", Link("Washington", "", "United States government", "", "inferred")),
        ("unnamed US officials told Reuters", Link("", "unnamed US officials", "", "told Reuters", is_anonymous=True)),
        ("two officials", Link("", "two officials", "", "", is_anonymous=True)),
        (
            "a doctor who asked not to be named, said",
            Link("", "a doctor who asked not to be named", "", "said", is_anonymous=True),
        ),
        ("An official on condition of anonymity", Link("", "An official on condition of anonymity", is_anonymous=True)),
        ("according to Mark Milley", Link("Mark Milley", "", "Mark Milley", "according to")),
        ("Reuters", Link("Reuters", "", "Reuters")),
        ("President Donald Trump  tweeted", Link("President Donald Trump", "", "Donald Trump", "tweeted")),
        ("王毅", Link("王毅", "", "王毅")),
    ],
)  # fmt: skip
def test_a_line_is_read_as_a_link(line: str, expected: Link) -> None:
    assert read_link(line) == expected


def test_a_chain_is_one_link_a_line_and_is_written_back_as_it_was_typed() -> None:
    typed = "General Mark Milley, Chairman of the Joint Chiefs of Staff, said\n\nReuters, reported\n"
    chain = read_chain(typed)
    assert [link.entity for link in chain] == ["Mark Milley", "Reuters"]
    assert [write_link(link) for link in chain] == typed.replace("\n\n", "\n").splitlines()
