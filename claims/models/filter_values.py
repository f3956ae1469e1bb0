"""Read the values of filters from text, as the API's parameters and the desk's queue have them.

Each function returns the value, or raises ValidationError or RefusedError with a message that names the remedy.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.models.user import User
from claims.rules.figures.interval import VALUE_BOUND
from claims.rules.text import slugify_topic
from claims.rules.url import canonical_domain

LARGEST_ID = 2**63 - 1
ME, NOBODY = "me", "nobody"
_DAYS = re.compile(r"(-?)P(\d{1,5})D\Z")


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= LARGEST_ID


def id_of(text: str) -> int:
    """Read the id of a row."""
    if not _is_id(text) or int(text) < 1:
        raise ValidationError("Send an id: a whole number from 1.")
    return int(text)


def number_of(text: str) -> Decimal:
    """Read a number in plain notation."""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValidationError("Send a number in plain notation: 31 or 2.5.")
    if abs(found) >= VALUE_BOUND:
        raise ValidationError("Send a number below 1e30.")
    return found


def switch_of(text: str) -> bool:
    """Read true or false."""
    if text not in {"true", "false"}:
        raise ValidationError("Send true or false.")
    return text == "true"


def user_of(text: str) -> dict[str, int | str | None]:
    """Read the id or the name of a user, or `nobody`, as lookups of a user. `me` was replaced by an id before."""
    if text == NOBODY:
        return {"pk": None}
    return {"pk": int(text)} if _is_id(text) else {"username": User.normalize_username(text)}


def topics_of(text: str) -> list[str]:
    """Read topics, separated by commas, each as its slug."""
    return [slugify_topic(topic) for topic in text.split(",")]


def publisher_of(text: str) -> dict[str, int | str]:
    """Read the id or the domain of a publisher, as lookups of a publisher."""
    return {"pk": int(text)} if _is_id(text) else {"domain": canonical_domain(text)}


def rating_of(text: str) -> dict[str, str]:
    """Read a rating as scale/slug, as lookups of a rating."""
    scale, _, slug = text.partition("/")
    if not scale or not slug:
        raise ValidationError("Send the slugs of the scale and the rating: truth-o-meter/pants-on-fire.")
    return {"scale__slug": scale, "slug": slug}


def moment_of(text: str) -> dt.datetime:
    """Read a time with its offset, or a day, which begins at midnight UTC."""
    try:
        value = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise ValidationError("Send a time with its offset, or a day: 2020-01-02T15:04:05Z or 2020-01-02.") from error
    if value.tzinfo is None and len(text) > len("2020-01-02"):
        raise ValidationError("Send the offset too: 2020-01-02T15:04:05Z.")
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)


def settled_moment(text: str) -> str:
    """Return a relative time as a moment, and any other text unchanged.

    `now` is this minute; `today` the midnight with which the newsroom's day began; `P1D` the midnight a day later, and
    `-P7D` the one seven days before.
    """
    if text == "now":
        return timezone.now().replace(second=0, microsecond=0).isoformat()
    found = _DAYS.match("P0D" if text == "today" else text)
    if found is None:
        return text
    sign, days = found.groups()
    day = timezone.localdate() + dt.timedelta(days=int(days) * (-1 if sign else 1))
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min)).isoformat()


def words_of(known: Sequence[str]) -> Callable[[str], list[str]]:
    """Return a reader of one or more of a few words, separated by commas."""

    def read(text: str) -> list[str]:
        found = text.split(",")
        if not set(found) <= set(known):
            raise ValidationError(f"Send one or more of {', '.join(known)}, separated by commas.")
        return found

    return read


def below(path: str, lookups: Mapping[str, Any]) -> dict[str, Any]:
    """Put a path before lookups."""
    return {f"{path}__{name}": value for name, value in lookups.items()}
