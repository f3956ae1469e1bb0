"""Read environment variables. Values that cannot be read raise ImproperlyConfigured with the name and the remedy."""

import os
import zoneinfo

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str = "") -> str:
    """Return an environment variable, stripped. An empty one counts as unset."""
    return os.environ.get(name, "").strip() or default


def env_bool(name: str, default: bool = False) -> bool:
    """Parse a switch: 1/true/yes/on or 0/false/no/off. Raises ImproperlyConfigured for anything else."""
    value = env(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    if value:
        raise ImproperlyConfigured(f"{name}={value!r} is neither on nor off: set it to 1 or 0.")
    return default


def env_int(name: str, default: int, minimum: int = 0) -> int:
    """Parse a whole number. Raises ImproperlyConfigured if it is not one or is below the minimum."""
    value = env(name, str(default))
    if not value.isascii() or not value.isdigit() or int(value) < minimum:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number of at least {minimum}.")
    return int(value)


def env_time_zone(name: str, default: str) -> str:
    """Read the IANA name of a time zone."""
    value = os.environ.get(name, "") or default
    if value not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"{name} is {value!r}: give an IANA name such as Europe/Berlin.")
    return value


def env_languages(name: str, default: str) -> list[str]:
    """Parse a comma-separated list of language codes of ISO 639, such as en or de."""
    found = [item.lower() for item in os.environ.get(name, default).replace(" ", "").split(",") if item]
    wrong = next((item for item in found if not (item.isascii() and item.isalpha() and len(item) in (2, 3))), None)
    if not found or wrong is not None:
        raise ImproperlyConfigured(f"{name}={wrong or ''!r}: set it to codes of languages, such as en,de.")
    return found
