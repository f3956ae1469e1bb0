"""Find or create shared nouns: people, outlets, sources and measures.

Many callers use them one at a time by the functions below; imports resolve thousands at once by `of_rows`.
"""

from claims.actions.nouns.find import (
    Make,
    NewNouns,
    Noun,
    completed,
    find_or_create,
    make_now,
    prepared,
    visible,
)
from claims.actions.nouns.references import resolve, resolved
from claims.actions.nouns.write import NounExistsError, create_noun, update_noun

__all__ = [
    "Make",
    "NewNouns",
    "Noun",
    "NounExistsError",
    "completed",
    "create_noun",
    "find_or_create",
    "make_now",
    "prepared",
    "resolve",
    "resolved",
    "update_noun",
    "visible",
]
