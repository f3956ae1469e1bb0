"""Units: what a figure counts, or measures in."""

import re
from functools import lru_cache

from claims.rules.figures.languages.words import split

UNSTATED = "count"
"""The unit of a bare number: "at least 24" does not say of what."""

UNIT_MAX = 100

# unit: the ways it is printed, in lower case and singular; the plural is made by rule
_PRINTED = {
    # ratios
    "percent": "%|percent|per cent|pct|percentage",
    "percentage point": "percentage point|percent point|pct point|pp",
    "basis point": "basis point|bps",
    "per mille": "‰|per mille",
    # time
    "millisecond": "millisecond",
    "second": "second|sec",
    "minute": "minute|min",
    "hour": "hour|hr",
    "day": "day",
    "week": "week",
    "fortnight": "fortnight",
    "month": "month",
    "year": "year|yr|yo",
    "decade": "decade",
    "century": "century",
    # length, area, volume
    "nm": "nanometre|nanometer",
    "μm": "micrometre|micrometer|micron",
    "mm": "millimetre|millimeter|mm",
    "cm": "centimetre|centimeter|cm",
    "dm": "decimetre|decimeter|dm",
    "m": "metre|meter|m",
    "km": "kilometre|kilometer|km",
    "inch": "inch|in|″",
    "foot": "foot|ft",
    "yard": "yard|yd",
    "mile": "mile",
    "nautical mile": "nautical mile",
    "light year": "light year",
    "m2": "square metre|square meter|m2|m²|sq m",
    "km2": "square kilometre|square kilometer|km2|km²|sq km",
    "square foot": "square foot|sq ft",
    "square mile": "square mile|sq mile",
    "square yard": "square yard",
    "hectare": "hectare|ha",
    "acre": "acre",
    "m3": "cubic metre|cubic meter|m3|m³",
    "cubic foot": "cubic foot",
    "litre": "litre|liter",
    "ml": "millilitre|milliliter|ml",
    "gallon": "gallon",
    "barrel": "barrel",
    "teaspoon": "teaspoon",
    "tablespoon": "tablespoon",
    # mass
    "μg": "microgram|microgramme|μg|µg|mcg",
    "mg": "milligram|milligramme|mg",
    "g": "gram|gramme|g",
    "kg": "kilogram|kilogramme|kilo|kg",
    "tonne": "tonne|metric ton|t",
    "kilotonne": "kilotonne|kiloton",
    "megatonne": "megatonne|megaton",
    "ton": "ton",
    "short ton": "short ton|us ton",
    "long ton": "long ton|imperial ton",
    "ounce": "ounce|oz",
    "lb": "lb|lbs",
    "pound": "pound",
    # temperature and angle
    "degC": "degree celsius|degree centigrade|deg celsius|degree c|deg c|celsius|celcius|centigrade|centigrate|°c|° c"
    "|° celsius|degree celcius",
    "degF": "degree fahrenheit|deg fahrenheit|degree f|deg f|fahrenheit|farenheit|°f|° f|° fahrenheit|degree farenheit",
    "kelvin": "kelvin",
    "degree": "degree|deg|°",
    "radian": "radian|rad",
    # speed, power, energy, data
    "km/h": "kilometre per hour|kilometer per hour|kilometre an hour|kilometer an hour|km/h|km/hr|kmh|kph|kmph",
    "mile per hour": "mile per hour|mile an hour|mph",
    "m/s": "metre per second|meter per second|m/s",
    "knot": "knot",
    "W": "watt",
    "kW": "kilowatt|kw",
    "megawatt": "megawatt|mw",
    "gigawatt": "gigawatt|gw",
    "kWh": "kilowatt hour|kwh",
    "megawatt hour": "megawatt hour|mwh",
    "volt": "volt",
    "hertz": "hertz|hz",
    "kB": "kilobyte|kb",
    "MB": "megabyte|mb",
    "GB": "gigabyte|gb",
    "TB": "terabyte|tb",
    "byte": "byte",
    "bit": "bit",
    "Mbit/s": "mbps|mbit/s|megabit per second",
    # money; a currency that several countries share keeps its bare name
    "USD": "usd|dollar|us dollar|u.s. dollar|american dollar|buck",
    "EUR": "eur|euro",
    "GBP": "gbp|pound sterling|british pound|quid",
    "JPY": "yen|japanese yen",
    "CNY": "yuan|chinese yuan|renminbi|元",
    "RUB": "rouble|ruble|russian rouble|russian ruble",
    "INR": "indian rupee",
    "PKR": "pakistani rupee",
    "CHF": "swiss franc",
    "FRF": "french franc",
    "BEF": "belgian franc",
    "DEM": "deutsche mark|deutschmark|german mark|d-mark",
    "ITL": "italian lira",
    "TRY": "turkish lira",
    "FIM": "markka|finnish markka",
    "ILS": "shekel|israeli shekel",
    "KRW": "south korean won|korean won",
    "AUD": "australian dollar",
    "CAD": "canadian dollar",
    "HKD": "hong kong dollar",
    "NZD": "new zealand dollar",
    "SGD": "singapore dollar",
    "TWD": "taiwan dollar|new taiwan dollar",
    "MXN": "mexican peso",
    "SEK": "swedish krona|swedish crown",
    "NOK": "norwegian krone|norwegian crown",
    "DKK": "danish krone|danish crown",
    "IQD": "iraqi dinar",
    "IRR": "iranian rial",
    "KWD": "kuwaiti dinar",
    "SAR": "saudi riyal",
    "AED": "uae dirham",
    "BRL": "brazilian real",
    "PLN": "zloty",
    "UAH": "hryvnia",
    "ZAR": "south african rand",
    "THB": "baht",
    "MYR": "ringgit",
    "IDR": "rupiah",
    "HUF": "forint",
    "NGN": "naira",
    "franc": "franc",
    "mark": "mark",
    "rupee": "rupee",
    "peso": "peso",
    "krona": "krona|kronor",
    "krone": "krone|kroner",
    "dinar": "dinar",
    "dirham": "dirham",
    "riyal": "riyal",
    "lira": "lira|lire",
    "shilling": "shilling",
    "bitcoin": "bitcoin|btc",
    "cent": "cent|¢",
    "penny": "penny|pence",
}
# ISO 4217, active codes
_CURRENCY_CODES = (
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW"
)
CURRENCY_CODES = frozenset(_CURRENCY_CODES.split())
CURRENCY_SIGNS = {
    "$": "USD", "us$": "USD", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "hk$": "HKD", "nz$": "NZD",
    "s$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB",
    "₩": "KRW", "₺": "TRY", "₪": "ILS", "₫": "VND", "฿": "THB", "₴": "UAH", "₦": "NGN", "₱": "PHP", "₸": "KZT",
    "₡": "CRC", "₾": "GEL",
    "₭": "LAK", "₮": "MNT", "₲": "PYG", "៛": "KHR", "₼": "AZN", "₿": "bitcoin", "mex$": "MXN", "j$": "JMD",
}  # fmt: skip
RATIOS = frozenset({"percent", "per mille", "percentage point", "basis point"})
TIMES = split("millisecond second minute hour day week fortnight month year decade century")

# What several words say of the same people is one unit, so that they are found together.
_PEOPLE = (
    "person people persons individual soldier troop serviceman servicewoman servicemember personnel human dead "
    "died perished killed wounded injured hurt missing arrested detained displaced deceased homeless jailed "
    "evacuated hospitalised hospitalized"
)
PEOPLE = frozenset(_PEOPLE.split())

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "servicemen": "serviceman",
    "servicewomen": "servicewoman", "policemen": "policeman", "firemen": "fireman", "gunmen": "gunman",
    "lives": "life", "wives": "wife", "knives": "knife", "leaves": "leaf", "halves": "half", "thieves": "thief",
    "wolves": "wolf", "feet": "foot", "teeth": "tooth", "mice": "mouse", "buses": "bus", "viruses": "virus",
    "crises": "crisis", "analyses": "analysis", "bonuses": "bonus", "campuses": "campus", "gases": "gas",
    "criteria": "criterion", "movies": "movie", "cookies": "cookie", "calories": "calorie", "ties": "tie",
    "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "vetoes": "veto", "torpedoes": "torpedo",
    "volcanoes": "volcano", "echoes": "echo", "embargoes": "embargo", "inches": "inch", "centuries": "century",
}  # fmt: skip
_SAME = (
    "series species news headquarters crossroads barracks means overseas always perhaps besides whereas this his its "
    "as is was has us thus plus minus afterwards nowadays sometimes yes gas bus virus crisis basis analysis "
    "campus bonus status congress celsius lens"
)
_INVARIANT = frozenset(_SAME.split())
_PLURALS = frozenset(_IRREGULAR) - {"leaves"} | {"personnel", "police", "cattle", "persons", "troops", "aircraft"}


UNITS = {way: unit for unit, printed in _PRINTED.items() for way in printed.split("|")}


def is_count(unit: str) -> bool:
    """Say whether a unit is counted one by one (person, rocket) and not measured (USD, km, percent, USD per share)."""
    bare = unit.partition(" per ")[0]
    return bare not in _PRINTED and known_unit(bare) is None


def canonical_unit(unit: str) -> str:
    """Return a unit as figures are stored with it: "dollars" is USD, "troops" person, "Rockets" rocket."""
    bare = " ".join(unit.split())
    whole = bare if bare in _PRINTED else known_unit(bare)
    if whole is not None:
        return whole
    base, per, rest = bare.partition(" per ")
    return f"{canonical_unit(base)}{per}{rest.lower()}" if per else counted(bare)


@lru_cache(maxsize=10_000)
def known_unit(words: str) -> str | None:
    """Return the unit of measurement that the words name, in singular or plural and any case, or None."""
    if words in CURRENCY_CODES:
        return words
    lower = words.lower()
    first, _, rest = lower.partition(" ")
    start, _, last = lower.rpartition(" ")
    ways = (lower, singular(lower), f"{start} {singular(last)}", f"{singular(first)} {rest}")
    return next((UNITS[way] for way in ways if way in UNITS), None)


def counted(noun: str) -> str:
    """Return the unit of what a noun counts: its singular in lower case, and "person" for people of any name."""
    bare = singular(noun.lower())
    return "person" if bare in PEOPLE or noun.lower() in PEOPLE else bare


def is_plural(noun: str) -> bool:
    """Guess whether an English word is a plural noun; initials in capitals are none."""
    lower = noun.lower()
    if lower in _PLURALS:
        return True
    is_initials = noun.isupper() and len(noun) < 5
    return lower not in _INVARIANT and not is_initials and re.search(r"\w\w[^\Wsui]s$", lower) is not None


def singular(noun: str) -> str:
    """Return the singular of an English noun in lower case, or the word itself where it is none."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun in _INVARIANT or len(noun) < 4 or not noun.endswith("s") or noun.endswith(("ss", "us", "is")):
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("sses", "shes", "ches", "xes", "zzes")) else noun[:-1]
