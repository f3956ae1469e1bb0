"""Decide whether the evidence that a verdict cites carries its rating."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# The stance that speaks against a rating, if it is all that is cited.
SPEAKS_AGAINST = {"true": "refutes", "mostly_true": "refutes", "false": "supports", "mostly_false": "supports"}
UNDECIDED = frozenset({"unproven", "not_checkable"})


@dataclass(frozen=True)
class Cited:
    """One cited piece of evidence, as the guards of a verdict check it.

    `is_own` says that its source is one of the claim's own appearances; `has_words` that it has a quote or a note.
    """

    stance: str = "context"
    is_own: bool = False
    has_words: bool = True
    has_source: bool = True
    is_withdrawn: bool = False
    is_unreliable: bool = False


@dataclass(frozen=True)
class Requirement:
    """What evidence has to be to carry a rating, and what is said where none is."""

    code: str
    message: str
    is_met: Callable[[Cited, str | None], bool]


# Checked in this order; at least one cited piece has to meet all of them.
REQUIREMENTS = (
    Requirement(
        "evidence_missing",
        "Cite at least one piece of evidence that is not an appearance of the claim itself",
        lambda one, _: not one.is_own,
    ),
    Requirement(
        "evidence_without_words",
        "The evidence has neither quote nor note: write what it says",
        lambda one, _: one.has_words,
    ),
    Requirement(
        "evidence_without_source",
        "The evidence is common knowledge, without a source: cite a source as well",
        lambda one, _: one.has_source,
    ),
    Requirement(
        "evidence_withdrawn",
        "The source of the evidence was withdrawn: cite one that stands",
        lambda one, _: not one.is_withdrawn,
    ),
    Requirement(
        "evidence_unreliable",
        "The source of the evidence is held to be unreliable: cite another",
        lambda one, _: not one.is_unreliable,
    ),
    Requirement(
        "evidence_against",
        "The evidence speaks against this rating: cite some that does not, or change the rating",
        lambda one, normalized: one.stance != SPEAKS_AGAINST.get(normalized or ""),
    ),
)


def evidence_problem(cited: Sequence[Cited], normalized: str | None) -> Requirement | None:
    """Return the requirement that none of the cited evidence meets, or None.

    A rating that decides nothing needs no evidence. Any other needs a piece that meets every requirement.
    """
    if normalized in UNDECIDED:
        return None
    left = list(cited)
    for requirement in REQUIREMENTS:
        left = [one for one in left if requirement.is_met(one, normalized)]
        if not left:
            return requirement
    return None
