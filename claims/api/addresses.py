"""The address of a caller, by which callers without a token are rate limited."""

import ipaddress
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest

NETWORK_OF_ONE = 64  # the smallest IPv6 network that one customer gets


def address_of(request: HttpRequest) -> str:
    """Return the caller's address; for IPv6 its /64 network. Headers that the caller could forge are ignored.

    Each of `PROXY_COUNT` proxies appends the address of its client to X-Forwarded-For, so the caller is that many
    places from the end.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.PROXY_COUNT:
        hops = request.headers.get("X-Forwarded-For", "").split(",")
        text = hops[max(len(hops) - settings.PROXY_COUNT, 0)].strip() or text
    return _normalized(text)


@lru_cache(maxsize=1024)
def _normalized(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((int(address), NETWORK_OF_ONE), strict=False))
    return str(address)
