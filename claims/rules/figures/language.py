"""The language in which a figure is read: its conventions by CLDR, and its words where there are tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from claims.rules.figures import cldr
from claims.rules.figures.languages.de import DE
from claims.rules.figures.languages.en import EN
from claims.rules.figures.languages.es import ES
from claims.rules.figures.languages.fr import FR
from claims.rules.figures.languages.it import IT
from claims.rules.figures.languages.nl import NL
from claims.rules.figures.languages.pt import PT
from claims.rules.figures.languages.words import NumberWords, Words, split
from claims.rules.figures.unit import known_unit

DEFAULT = "en"
TABLES: Mapping[str, Words] = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "pt": PT, "nl": NL}
"""The languages whose number words and hedges are read; of others, numerals alone."""

_HAN = {"\u5341": 10, "\u767e": 100, "\u5343": 1000, "\u4e07": 10**4, "\u842c": 10**4, "\u5104": 10**8,
        "\u4ebf": 10**8, "\u5146": 10**12, "\ub9cc": 10**4, "\uc5b5": 10**8, "\ucc9c": 10**3}  # fmt: skip
_HAN_DIGITS = {char: value for value, char in enumerate("\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d")}
_HAN_LANGUAGES = ("ja", "zh", "ko", "yue")


@dataclass(frozen=True)
class Language:
    """A language as the reader needs it.

    `decimal` is its decimal sign and `groups` what may group thousands (" " stands for any space). `has_words` is
    False where only numerals are read.
    """

    tag: str
    code: str
    words: Words
    decimal: str
    groups: frozenset[str]
    scales: Mapping[str, int]
    months: frozenset[str]
    units: Mapping[str, str]
    has_words: bool

    @property
    def numbers(self) -> NumberWords:
        """Return the tables of number words."""
        return self.words.numbers

    @cached_property
    def idioms(self) -> Mapping[str, list[str]]:
        """Return the idioms by their first word."""
        found: dict[str, list[str]] = {}
        for words in self.words.idioms:
            found.setdefault(words.partition(" ")[0], []).append(words)
        return found

    @cached_property
    def unit_words(self) -> int:
        """Return the number of words in the longest name of a unit."""
        return max((len(name.split()) for name in self.units), default=1)

    def unit_of(self, words: str) -> str | None:
        """Return the unit of measurement or currency that these words name, or None."""
        if self.code == "en":
            return known_unit(words)
        return self.units.get(words.lower()) or _international(words)


@lru_cache(maxsize=200)
def language_for(tag: str) -> Language:
    """Return the language of a BCP 47 tag; English where the tag is empty or not known to CLDR."""
    found = cldr.conventions(tag) if tag else None
    if found is None:
        return (
            language_for(DEFAULT) if tag != DEFAULT else _language(DEFAULT, cldr.Conventions(".", frozenset(", "), {}))
        )
    return _language(tag, found)


def _language(tag: str, found: cldr.Conventions) -> Language:
    code = tag.partition("-")[0].lower()
    words = TABLES.get(code, Words(NumberWords({}), {}))
    scales = {**(found.scales if code != "en" or "lakh" in found.scales else {}), **words.numbers.scales}
    if code in _HAN_LANGUAGES:
        scales |= _HAN
    months = cldr.months(tag) | (frozenset({"sept"}) if code == "en" else frozenset()) | words.months
    units = {} if code == "en" else {**cldr.units(code), **words.units}
    return Language(tag, code, words, found.decimal, found.groups, scales, months, units, code in TABLES)


def is_number_word(language: Language, word: str) -> bool:
    """Return whether a word of this language is a number or scale word by itself."""
    numbers = language.numbers
    if language.code in _HAN_LANGUAGES and word in _HAN_DIGITS:
        return True
    if word in numbers.small:
        return word not in language.words.articles
    return word in numbers.hundred or word in language.scales or word in numbers.mixed or word in numbers.fractions


def _international(words: str) -> str | None:
    """Return the unit of a symbol that all languages share: km, kg, %, °C, USD."""
    bare = words.replace(" ", "")
    is_symbol = not bare.isalpha() or bare in _SYMBOLS or bare.isupper()
    return known_unit(words) if is_symbol else None


_SYMBOLS = split("mm cm m km ha ml mg g kg kW MW GW kWh MWh Hz kB MB GB TB mph")
