"""Where a request comes from, as far as callers without a token are told apart."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

NETWORK_OF_ONE = 64  # whoever has an IPv6 address has at least so wide a network of them


def address_of(request: HttpRequest) -> str:
    """Give the caller's address, an IPv6 one as its network; what it claims of itself counts for nothing.

    Behind `PROXY_COUNT` proxies each has added to X-Forwarded-For whom it was called by, so the caller is that many
    places from the end.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        text = hops[max(len(hops) - settings.PROXY_COUNT, 0)].strip() or text
    return _told_apart(text)


@lru_cache(maxsize=1024)
def _told_apart(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), NETWORK_OF_ONE), strict=False))
    return str(address)
