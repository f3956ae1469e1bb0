"""Spell numbers in words, so that a search matches 31 and thirty-one."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

THOUSAND, MILLION, MILLIARD = 10**3, 10**6, 10**9
MOST_WORDS = 8  # of a number that is read

_FULL = range(1000)  # spelled one by one; above these only whole thousands, millions and milliards are


@dataclass(frozen=True)
class _Language:
    """The number words of a language: below 100, hundreds, and powers of a thousand."""

    below_hundred: Callable[[int], str]
    hundreds: Callable[[int], Sequence[str]]
    joints: Sequence[str]  # between the hundreds and the rest
    scales: Mapping[int, Sequence[str]]
    is_glued: bool = False  # whether "thousand" is written in one word with its number
    ones: Mapping[str, Sequence[str]] = field(default_factory=dict)  # other forms of a last word


def spelled(number: int, language: str) -> tuple[str, ...]:
    """Return the spellings of a number in a language (BCP 47, primary subtag), the usual one first.

    Empty where the language or the number is not known: numbers below 1,000, and thousands, millions and milliards
    of such numbers are.
    """
    rules = _LANGUAGES.get(language)
    return tuple(dict.fromkeys(_forms(rules, number))) if rules else ()


def number_of(words: Sequence[str], language: str) -> int | None:
    """Return the number that words mean in a language, or None. They may begin with digits: "20 thousand"."""
    rules = _LANGUAGES.get(language)
    if rules is None or not 0 < len(words) <= MOST_WORDS:
        return None
    plain = [part for word in words for part in word.casefold().replace("-", " ").split()]
    whole = _known(language).get(" ".join(plain))
    if whole is not None or len(plain) < 2:
        return whole
    scale = next((value for value, names in rules.scales.items() if plain[-1] in names), None)
    count = plain[:-1]
    if scale is None:
        return None
    if len(count) == 1 and count[0].isascii() and count[0].isdigit() and len(count[0]) <= 3:
        return int(count[0]) * scale
    value = _known(language).get(" ".join(count))
    return value * scale if value is not None and 0 < value < THOUSAND else None


def number_words(language: str) -> str:
    """Return the number words of a language, separated by spaces; empty if they are unknown."""
    rules = _LANGUAGES.get(language)
    if rules is None:
        return ""
    small = [*range(1, 20), *range(20, 100, 10)]
    names = [name for scale in rules.scales.values() for name in scale]
    return " ".join(dict.fromkeys([*map(rules.below_hundred, small), *rules.hundreds(200), *names]))


def spelling_languages() -> tuple[str, ...]:
    """Return the primary subtags of the languages whose number words are known."""
    return tuple(_LANGUAGES)


@lru_cache(maxsize=32)
def _known(language: str) -> Mapping[str, int]:
    """Return the numbers of a language by their spelling, with hyphens replaced by spaces."""
    rules = _LANGUAGES[language]
    numbers = [*_FULL, *(count * THOUSAND for count in range(1, 101))]
    return {form.casefold().replace("-", " "): number for number in reversed(numbers) for form in _forms(rules, number)}


def _forms(rules: _Language, number: int) -> Iterator[str]:
    if number in _FULL:
        yield from _below_thousand(rules, number)
    for scale in (MILLIARD, MILLION, THOUSAND):
        count, rest = divmod(number, scale)
        if 0 < count < THOUSAND and not rest:
            yield from _scaled(rules, count, scale)
            return


def _below_thousand(rules: _Language, number: int) -> Iterator[str]:
    count, rest = divmod(number, 100)
    small = [rules.below_hundred(rest)] if rest or not count else []
    small += [form.removesuffix(last) + other for form in small for last, others in rules.ones.items()
              for other in others if form.endswith(last)]  # fmt: skip
    if not count:
        yield from small
    elif not rest:
        yield from rules.hundreds(number)
    else:
        hundreds = rules.hundreds(number)
        yield from (hundred + joint + form for hundred in hundreds for form in small for joint in rules.joints)


def _scaled(rules: _Language, count: int, scale: int) -> Iterator[str]:
    for name in rules.scales.get(scale, ()):
        if scale == THOUSAND and count == 1:
            yield name
        glue = "" if rules.is_glued and scale == THOUSAND else " "
        yield from (form + glue + name for form in _below_thousand(rules, count))
        yield f"{count} {name}"


def _words(text: str) -> list[str]:
    return text.split()


def _tens_first(small: str, tens: str, joint: str) -> Callable[[int], str]:
    """Spell thirty-one: tens, then the unit."""
    low, high = _words(small), _words(tens)
    return lambda n: low[n] if n < len(low) else high[n // 10 - 2] + (joint + low[n % 10] if n % 10 else "")


def _units_first(small: str, tens: str, joint: str, one: str) -> Callable[[int], str]:
    """Spell einunddreißig: the unit, then tens."""
    low, high = _words(small), _words(tens)

    def spell(n: int) -> str:
        if n < len(low):
            return low[n]
        unit = one if n % 10 == 1 else low[n % 10]
        return (unit + joint if n % 10 else "") + high[n // 10 - 2]

    return spell


def _counted(small: str, hundred: str, *one: str) -> Callable[[int], Sequence[str]]:
    """Spell hundreds by their count; one hundred has special spellings: zweihundert, two hundred."""
    low = _words(small)
    return lambda n: one if one and n < 200 else (low[n // 100] + hundred,)


_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_DE = (
    "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
_NL = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
)
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
_IT = (
    "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove"
)
_PT = (
    "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete dezoito "
    "dezenove"
)
_SV = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
_DA = "nul en to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"
_NB = "null en to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten"


def _french(n: int) -> str:
    low = _words(_FR)
    if n < len(low):
        return low[n]
    tens = _words("vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt")[n // 10 - 2]
    unit = n % 20 if n >= 60 else n % 10
    if not unit:
        return "quatre-vingts" if n == 80 else tens
    return f"{tens} et {low[unit]}" if unit in (1, 11) and n < 80 else f"{tens}-{low[unit]}"


def _italian(n: int) -> str:
    low = _words(_IT)
    if n < len(low):
        return low[n]
    tens = _words("venti trenta quaranta cinquanta sessanta settanta ottanta novanta")[n // 10 - 2]
    unit = ("", *low[1:3], "tré", *low[4:10])[n % 10]
    return (tens[:-1] if unit in ("uno", "otto") else tens) + unit


def _french_hundreds(n: int) -> Sequence[str]:
    count = n // 100
    return ("cent",) if count == 1 else (_words(_FR)[count] + (" cent" if n % 100 else " cents"),)


def _italian_hundreds(n: int) -> Sequence[str]:
    hundreds = ("" if n < 200 else _words(_IT)[n // 100]) + "cento"
    return (hundreds[:-1], hundreds) if n % 100 == 8 or 80 <= n % 100 < 90 else (hundreds,)


def _spanish_hundreds(n: int) -> Sequence[str]:
    hundreds = _words(
        "ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
    )[n // 100 - 1]
    return ("cien",) if n == 100 else (hundreds, hundreds.removesuffix("os") + "as") if n >= 200 else (hundreds,)


def _portuguese_hundreds(n: int) -> Sequence[str]:
    hundreds = _words("cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos")[
        n // 100 - 1
    ]
    return ("cem",) if n == 100 else (hundreds, hundreds.removesuffix("os") + "as") if n >= 200 else (hundreds,)


def _scale_words(thousand: str, million: str, milliard: str = "") -> dict[int, list[str]]:
    return {THOUSAND: _words(thousand), MILLION: _words(million), MILLIARD: _words(milliard)}


_LANGUAGES = {
    "en": _Language(
        _tens_first(_EN, "twenty thirty forty fifty sixty seventy eighty ninety", "-"),
        _counted(_EN, " hundred"), (" and ", " "),
        _scale_words("thousand", "million", "billion"),
    ),
    "de": _Language(
        _units_first(_DE, "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", "und", "ein"),
        _counted(_DE, "hundert", "hundert", "einhundert"), ("", "und"),
        _scale_words("tausend", "million millionen", "milliarde milliarden"), is_glued=True,
        ones={"eins": ("ein", "eine", "einen", "einem", "einer")},
    ),
    "nl": _Language(
        _units_first(_NL, "twintig dertig veertig vijftig zestig zeventig tachtig negentig", "en", "een"),
        _counted(_NL, "honderd", "honderd"), ("", "en"),
        _scale_words("duizend", "miljoen", "miljard"), is_glued=True,
    ),
    "fr": _Language(
        _french, _french_hundreds, (" ",),
        _scale_words("mille", "million millions", "milliard milliards"), ones={"un": ("une",)},
    ),
    "es": _Language(
        _tens_first(_ES, "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", " y "),
        _spanish_hundreds, (" ",), _scale_words("mil", "millón millones"),
        ones={"uno": ("un", "una"), "veintiuno": ("veintiún",)},
    ),
    "it": _Language(
        _italian, _italian_hundreds, ("",),
        _scale_words("mille mila", "milione milioni", "miliardo miliardi"), is_glued=True,
        ones={"uno": ("un", "una")},
    ),
    "pt": _Language(
        _tens_first(_PT, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", " e "),
        _portuguese_hundreds, (" e ",),
        _scale_words("mil", "milhão milhões", "bilhão bilhões"),
        ones={"um": ("uma",), "dois": ("duas",), "dezesseis": ("dezasseis",), "dezessete": ("dezassete",),
              "dezenove": ("dezanove",)},
    ),
    "sv": _Language(
        _tens_first(_SV, "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio", ""),
        _counted(_SV, "hundra", "hundra", "etthundra"), ("",),
        _scale_words("tusen", "miljon miljoner", "miljard miljarder"), is_glued=True, ones={"ett": ("en",)},
    ),
    "da": _Language(
        _units_first(_DA, "tyve tredive fyrre halvtreds tres halvfjerds firs halvfems", "og", "en"),
        _counted(_DA, " hundrede", "et hundrede", "hundrede"), (" og ",),
        _scale_words("tusind tusinde", "million millioner", "milliard milliarder"), ones={"en": ("et",)},
    ),
    "nb": _Language(
        _tens_first(_NB, "tjue tretti førti femti seksti sytti åtti nitti", ""),
        _counted(_NB, " hundre", "ett hundre", "hundre"), (" og ",),
        _scale_words("tusen", "million millioner", "milliard milliarder"),
        ones={"en": ("ett", "én", "ei"), "sju": ("syv",)},
    ),
}  # fmt: skip
_LANGUAGES["no"] = _LANGUAGES["nb"]
