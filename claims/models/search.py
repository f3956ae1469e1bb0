"""Searching claims by their words, and by the names of who made them and of who published them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models.lookups import In

from claims.models.entity import Entity
from claims.models.names import name_vector
from claims.models.prepared_statements import run_prepared
from claims.models.publisher import Publisher
from claims.rules.search import (
    Group,
    Lexeme,
    all_of,
    any_of,
    any_word,
    exact_patterns,
    names,
    parse_search,
    phrase,
    readings,
)
from claims.rules.spelled import number_words
from claims.rules.vocabulary import SEARCH_CONFIGURATIONS

MOST_NAMES = 8  # terms of a query that are looked up as names
FRESH_SECONDS = 1.0  # for which languages and names are not asked for again, behind the first page
MOST_RANKED = 10_000  # newest claims found that are compared by relevance

_ANY = "und"  # how names are read, and languages without a configuration
_COMMA = "pl"  # one of those without a configuration that write a decimal comma
_COMMON = {"en": {"us"}}  # stop words that the server's lists leave out
_LEXEMES = """
    SELECT asked.number, found.lexeme, at.place, at.weight
    FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS asked (words, language, number),
        unnest(claims_search_vector(asked.words, asked.language)) AS found,
        unnest(found.positions, found.weights) AS at (place, weight)
"""


class Matches(models.Func):
    """Whether a tsvector matches a tsquery."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = models.BooleanField()


class TextRank(models.Func):
    """How well a claim matches a tsquery, from 0 to 1."""

    template = "ts_rank(%(expressions)s::tsquery, 32)"
    output_field = models.FloatField()


def claim_vector() -> models.Func:
    """Return what is indexed of a claim: its title and its text, in their language."""
    return models.Func("title", "text", "language", function="claims_search_claim", output_field=SearchVectorField())


def primary_language(field: str = "language") -> models.Func:
    """Return the primary subtag of a BCP 47 tag: `en` of `en-US`."""
    return models.Func(
        models.F(field), models.Value("-"), models.Value(1), function="split_part", output_field=models.CharField()
    )


@dataclass(frozen=True)
class Sought:
    """A term as a tsquery of claims in some languages, and its text."""

    query: str
    text: str
    is_left_out: bool


@dataclass(frozen=True)
class Part:
    """What a query asks for of the claims whose languages share a configuration."""

    configuration: str
    groups: tuple[tuple[Sought, ...], ...]

    @property
    def query(self) -> str:
        """Return the tsquery of all its terms."""
        return any_of(
            all_of(f"!({term.query})" if term.is_left_out else term.query for term in group) for group in self.groups
        )  # of no terms, which finds nothing, where all are stop words


@dataclass(frozen=True)
class Search:
    """A query, as it is read for the languages of the claims and the names that there are.

    `seen` is what `claims_search_seen` returned: those languages, and which terms are in the name of an entity or of a
    publisher. A statement that is made from a search reads `column` too, and is made again where that has changed.
    """

    words: str
    seen: str

    @classmethod
    def of(cls, words: str) -> "Search":
        """Return a query as it is read now."""
        [(seen,)] = run_prepared("SELECT claims_search_seen(%s::text[]::tsquery[])", [list(_names(words).values())])
        return cls(words, _note(words, seen))

    @classmethod
    def last_seen(cls, words: str) -> "Search":
        """Return a query as this process read it last."""
        seen, _ = _last_seen.get(words, (None, 0))
        return cls(words, seen) if seen is not None else cls.of(words)

    @classmethod
    def just_seen(cls, words: str) -> "Search | None":
        """Return a query as this process read it within the last second, or None."""
        seen, at = _last_seen.get(words, ("", -math.inf))
        return cls(words, seen) if monotonic() - at < FRESH_SECONDS else None

    def noted(self, seen: str) -> "Search":
        """Return this query, as it is read where others are seen by now."""
        return Search(self.words, _note(self.words, seen))

    @property
    def column(self) -> models.Func:
        """Return the expression that reads what `seen` should be."""
        return models.Func(
            models.Value(list(_names(self.words).values())),
            template="(SELECT claims_search_seen(%(expressions)s::text[]::tsquery[]))",
            output_field=models.TextField(),
        )

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return what is asked for, by configuration."""
        return _parts(self.words, self.seen.partition("|")[0])

    def ways(self, *, internal: bool) -> list[models.Q]:
        """Return the conditions of which a claim that is found meets at least one, each with an index to read it by.

        The first asks for all words in the text. Where terms are in names, one of them is the pivot, the rarest, and
        the other conditions ask for it in the text, the claimant's name or a publisher's; and for each other term in
        any of these. Confidential sources count with `internal` only.
        """
        found = [self._by_text(internal=internal)]
        for group in range(max((len(part.groups) for part in self.parts), default=0)):
            by_pivot: dict[str, list[Part]] = defaultdict(list)
            for part in self.parts:
                pivot = self._pivot(part.groups[group])
                if pivot:
                    by_pivot[pivot].append(Part(part.configuration, (part.groups[group],)))
            for pivot, parts in by_pivot.items():
                found += self._by_pivot(pivot, parts, internal=internal)
        return found

    @property
    def relevance(self) -> models.Expression:
        """Return how well a claim fits: first by the terms that it has exactly as they are written, then by rank."""
        ranks = [
            models.When(
                in_configuration(part.configuration), then=TextRank(models.F("search"), models.Value(part.query))
            )
            for part in self.parts
            if part.query
        ]
        rank = models.Case(*ranks, default=models.Value(0.0), output_field=models.FloatField())
        exact = [
            models.Case(
                models.When(models.Q(text__regex=pattern) | models.Q(title__regex=pattern), then=models.Value(1.0)),
                default=models.Value(0.0),
            )
            for pattern in exact_patterns(self.words)
        ]
        return sum(exact, start=rank)

    @property
    def _hits(self) -> Mapping[str, tuple[int, int]]:
        """Return how many entities and publishers have each of the terms in their names, of those that any has."""
        counts = list(map(int, self.seen.partition("|")[2]))
        if not counts:
            return {}
        by_term = zip(_names(self.words), counts[::2], counts[1::2], strict=True)
        return {text: (entities, publishers) for text, entities, publishers in by_term if entities or publishers}

    def _pivot(self, group: tuple[Sought, ...]) -> str:
        """Return the text of the term of a group that is in the fewest names, of those that any name has."""
        terms = [term.text for term in group if not term.is_left_out and term.text in self._hits]
        return min(terms, key=lambda text: (sum(self._hits[text]), -len(text)), default="")

    def _by_text(self, *, internal: bool) -> models.Q:
        """Return the condition that a claim has the words in its text."""
        condition = models.Q(pk__in=[])
        for part in self.parts:
            if not any(term.is_left_out and term.text in self._hits for group in part.groups for term in group):
                condition |= in_configuration(part.configuration) & _matches(part.query)
                continue
            for group in part.groups:
                found = _matches(Part(part.configuration, (group,)).query)
                for term in group:
                    found &= ~self._by_name(term.text, internal=internal) if term.is_left_out else models.Q()
                condition |= in_configuration(part.configuration) & found
        return condition

    def _by_pivot(self, pivot: str, parts: Sequence[Part], *, internal: bool) -> list[models.Q]:
        """Return the conditions that a claim has a term in its text or a name, and each other term in any of these."""
        entities, publishers = self._hits[pivot]
        query = _names(self.words)[pivot]
        rest = any_q(
            in_configuration(part.configuration) & self._others(part.groups[0], pivot, internal=internal)
            for part in parts
        )
        found = [_claimant_named(query) & rest] if entities else []
        found += [_publisher_named(query, internal=internal) & rest] if publishers else []
        in_text = [part for part in parts if self._needs_names(part.groups[0], pivot)]
        if in_text:
            found.append(
                any_q(
                    in_configuration(part.configuration)
                    & _matches(next(term.query for term in part.groups[0] if term.text == pivot))
                    & self._others(part.groups[0], pivot, internal=internal)
                    for part in in_text
                )
            )
        return found

    def _needs_names(self, group: tuple[Sought, ...], pivot: str) -> bool:
        return any(term.text in self._hits and not term.is_left_out for term in group if term.text != pivot)

    def _others(self, group: tuple[Sought, ...], pivot: str, *, internal: bool) -> models.Q:
        """Return the condition that a claim has each term but one in its text or in a name."""
        terms = [term for term in group if term.text != pivot]
        plain = all_of(
            f"!({term.query})" if term.is_left_out else term.query for term in terms if term.text not in self._hits
        )
        condition = _matches(plain) if plain else models.Q()
        for term in terms:
            if term.text in self._hits:
                has = _matches(term.query) | self._by_name(term.text, internal=internal)
                condition &= ~has if term.is_left_out else has
        return condition

    def _by_name(self, text: str, *, internal: bool) -> models.Q:
        """Return the condition that a claim's claimant or a publisher has a term in its name, empty where none has."""
        entities, publishers = self._hits.get(text, (0, 0))
        query = _names(self.words).get(text, "")
        named = Entity.objects.filter(_matches(query, name_vector("name", "aliases")), pk=models.OuterRef("claimant"))
        found = models.Q(models.Exists(named)) if entities else models.Q()
        return found | _publisher_named(query, internal=internal) if publishers else found


def any_q(conditions: Iterable[models.Q]) -> models.Q:
    """Return the condition that one of some holds; empty where there is none."""
    found = models.Q()
    for condition in conditions:
        found |= condition
    return found


def in_configuration(configuration: str) -> models.Q:
    """Return the condition that a claim's language is searched by a configuration."""
    languages = [language for language, name in SEARCH_CONFIGURATIONS.items() if name == configuration]
    primary = models.Q(In(primary_language(), languages or list(SEARCH_CONFIGURATIONS)))
    return primary if languages else ~primary


def _matches(query: str, vector: Any = None) -> models.Q:
    return models.Q(Matches(models.F("search") if vector is None else vector, models.Value(query)))


def _claimant_named(query: str) -> models.Q:
    """Return the condition that the claimant's name matches."""
    return models.Q(claimant__in=Entity.objects.filter(_matches(query, name_vector("name", "aliases"))))


def _publisher_named(query: str, *, internal: bool) -> models.Q:
    """Return the condition that the name of a publisher matches, of a source that may be seen."""
    publishers = Publisher.objects.filter(_matches(query, name_vector("name")))
    sources: Any = Publisher._meta.get_field("sources").related_model
    appearances: Any = sources._meta.get_field("appearances").related_model
    visible = appearances.objects.visible(internal=internal)
    return models.Q(models.Exists(visible.filter(claim=models.OuterRef("pk"), source__publisher__in=publishers)))


_last_seen: dict[str, tuple[str, float]] = {}  # and when


def _note(words: str, seen: str) -> str:
    if len(_last_seen) >= 1000:
        _last_seen.clear()
    _last_seen[words] = seen, monotonic()
    return seen


@lru_cache(maxsize=1000)
def _names(words: str) -> Mapping[str, str]:
    """Return the terms of a query that may be in names, each with the tsquery that finds it there."""
    texts = list(dict.fromkeys(term.text for group in parse_search(words) for term in group))[:MOST_NAMES]
    if not any(char.isalpha() for text in texts for char in text):
        return {}
    lexemes = _lexemes([(text, _ANY) for text in texts])
    found = {text: phrase(lexemes[text, _ANY], is_named=False) for text in texts}
    return {text: query for text, query in found.items() if query}


@lru_cache(maxsize=1000)
def _parts(words: str, languages: str) -> tuple[Part, ...]:
    by_configuration: dict[str, list[str]] = defaultdict(list)
    for language in filter(None, languages.split(",")):
        by_configuration[SEARCH_CONFIGURATIONS.get(language, "simple")].append(language)
    groups = parse_search(words)
    return tuple(
        Part(configuration, tuple(_sought(group, present, words) for group in groups))
        for configuration, present in sorted(by_configuration.items())
    )


def _sought(group: Group, languages: Sequence[str], words: str) -> tuple[Sought, ...]:
    """Return the terms of a group that are no stop words; where all are, those that ask for them in capitals."""
    read_as = [languages[0]] if languages[0] in SEARCH_CONFIGURATIONS else [_ANY, _COMMA]
    terms = readings(group, languages)
    texts = [text for term in terms for text in (*term.texts, term.texts[0].upper())]
    numbers = " ".join(map(number_words, languages))
    texts += [numbers] if any(term.spelled for term in terms) else []
    lexemes = _lexemes([(text, language) for text in texts for language in read_as])
    is_named = any(char.islower() for char in words)

    def query(text: str, *, is_spelled: bool = False) -> str:
        apart = any_word(lexemes[numbers, read_as[0]]) if is_spelled else ""
        ways = (phrase(lexemes[text, one], is_named=is_named, apart_from=apart) for one in read_as)
        return any_of(dict.fromkeys(ways))

    found = [
        Sought(
            any_of(dict.fromkeys(query(text, is_spelled=text in term.spelled) for text in term.texts)),
            term.texts[0],
            term.is_left_out,
        )
        for term in terms
        if query(term.texts[0])
    ]
    if found:
        return tuple(found)
    capitals = [(term, names(lexemes[term.texts[0].upper(), read_as[0]])) for term in terms]
    return tuple(Sought(name, term.texts[0], term.is_left_out) for term, name in capitals if name)


def _lexemes(asked: Sequence[tuple[str, str]]) -> Mapping[tuple[str, str], list[Lexeme]]:
    """Return the lexemes of texts in languages, as `claims_search_vector` makes them."""
    unique = list(dict.fromkeys(asked))
    found: dict[tuple[str, str], list[Lexeme]] = {one: [] for one in unique}
    texts, languages = ([one[at] for one in unique] for at in (0, 1))
    for number, lexeme, place, weight in run_prepared(_LEXEMES, [texts, languages]):
        if lexeme not in _COMMON.get(unique[number - 1][1], ()):
            found[unique[number - 1]].append(Lexeme(lexeme, place, weight))
    return found
