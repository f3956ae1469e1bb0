"""Canonical forms of source URLs and publishers' domains."""

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, quote, unquote_plus, urlsplit

import idna

from claims.rules.refusal import RefusedError
from claims.rules.same_page import Page, destination, same_page

URL_MAX_BYTES = 2048
DOMAIN_MAX = 253

_INPUT_MAX = 16_384
_DEFAULT_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_ESCAPED_AMPERSAND = re.compile(r"&(?:amp|#0*38|#x0*26);", re.IGNORECASE)
"""The HTML escape of the ampersand: many URLs are copied from a page's source."""
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_PATH_SAFE = "%/:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?"

_TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "piwik_", "hsa_", "guce_referrer", "__cft__")
_TRACKING_NAMES = (
    # advertisement clicks
    "fbclid gclid gclsrc dclid gbraid wbraid gad_source gad_campaignid msclkid yclid ysclid twclid ttclid li_fat_id "
    "igshid igsh epik wickedid rb_clickid srsltid _openstat "
    # mailings and marketing suites
    "mc_cid mc_eid mkt_tok _hsenc _hsmi __hssc __hstc __hsfp hsctatracking oly_anon_id oly_enc_id vero_id vero_conv "
    "ml_subscriber ml_subscriber_hash elqtrackid elqtrack wt_mc wt.mc_id xtor "
    # analytics and sharing buttons
    "_ga _gl ref_src ref_url guccounter mibextid sfnsn __tn__ _branch_match_id _branch_referrer __twitter_impression "
    "ns_mchannel ns_source ns_campaign ns_linkname at_medium at_campaign"
)
_TRACKING = frozenset(_TRACKING_NAMES.split())


class UrlError(RefusedError):
    """Raised for something that is not a web address or domain."""


@lru_cache(maxsize=1_000)  # one that is given is read when it is checked, looked up and stored
def canonical_url(url: str) -> str:
    """Return the canonical form of a URL, which is equal for different URLs of one page.

    Follows RFC 3986 section 6.2.2 and 6.2.3, with the WHATWG URL Standard where the two differ on the web: scheme and
    host in lower case, host in ASCII (UTS 46), no default port, percent-encoding of what needs it alone and in upper
    case, dot segments resolved, "/" for an empty path. The fragment goes, except one that names another page ("#!…"
    and "#/…"). Known tracking parameters and empty ones go; every other stays, in its order. http and https stay
    apart, and so do paths with and without a slash at the end: these may be different pages. Where a site is known to
    have several addresses for one page, or it is an AMP copy or on a mobile host, the table of
    `claims.rules.same_page` says which one counts.

    Raises UrlError for anything but an absolute http or https address without user name, for spaces, control
    characters and lone surrogates inside it, and where the result is longer than 2,048 bytes.
    """
    parts, port, page = _page(url)
    authority = page.host + (f":{port}" if port is not None else "")
    query = "&".join(page.query)
    fragment = _encoded(parts.fragment, _QUERY_SAFE) if re.match(r"[!/].", parts.fragment) else ""
    canonical = f"{page.scheme}://{authority}{page.path}"
    canonical += (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")
    if len(canonical) > URL_MAX_BYTES:
        raise UrlError(url, f"is {len(canonical)} bytes long", f"give an address of at most {URL_MAX_BYTES}")
    return canonical


@lru_cache(maxsize=1_000)
def domain_of(url: str) -> str:
    """Return the host of a URL as a domain: lower case, ASCII, without "www.".

    It is that of the canonical address. An IP address or a name of one label is returned as it is.
    Raises UrlError as `canonical_url` does.
    """
    return _without_www(_page(url)[2].host)


def canonical_domain(name: str) -> str:
    """Return the canonical form of a publisher's domain: lower case, ASCII (UTS 46), without "www.".

    Raises UrlError for a whole URL, an IP address, a name of one label, and names that DNS cannot hold.
    """
    remedy = "give a domain such as reuters.com"
    stripped = name.strip(" \t\r\n")
    if re.search(r"[/:@?#\\\[\]]", stripped):
        raise UrlError(name, "is not a domain alone", remedy)
    domain = _without_www(_host_name(name, stripped))
    if "." not in domain or domain.startswith("www.") or _is_numeric(domain):
        raise UrlError(name, "is not a site's domain", remedy)
    return domain


def _page(url: str) -> tuple[SplitResult, int | None, Page]:
    """Return the parts of a URL, its port and its page, after following redirects that are part of the URL."""
    found = _page_at(url)
    while (leads_to := destination(found[2])) is not None:
        try:
            found = _page_at(leads_to)
        except UrlError:  # it leads nowhere, and is an address all the same
            break
    return found


def _page_at(url: str) -> tuple[SplitResult, int | None, Page]:
    parts = _split(url)
    port = _port(url, parts)
    page = Page(parts.scheme, _host(url, parts), _path(parts.path), _query(parts.query))
    return parts, port, page if port is not None or destination(page) is not None else same_page(page)


def _split(url: str) -> SplitResult:
    bare = url.strip(" \t\r\n")
    while "&" in bare and (unescaped := _ESCAPED_AMPERSAND.sub("&", bare)) != bare:
        bare = unescaped
    if len(bare) > _INPUT_MAX:
        raise UrlError(url, f"is {len(bare)} characters long", f"give an address of at most {URL_MAX_BYTES} bytes")
    for char in "" if bare.isascii() and bare.isprintable() and " " not in bare else bare:
        if unicodedata.category(char) in ("Cc", "Cs", "Zs", "Zl", "Zp"):
            raise UrlError(url, f"holds the character U+{ord(char):04X}", "percent-encode it or remove it")
    path_end = min((at for at in (bare.find("?"), bare.find("#")) if at >= 0), default=len(bare))
    try:
        parts = urlsplit(bare[:path_end].replace("\\", "/") + bare[path_end:])
    except ValueError as error:  # some releases of Python look into the host, some do not
        remedy = "correct the host, as in https://example.com/page"
        raise UrlError(url, f"is not a web address ({error})", remedy) from error
    if parts.scheme not in _DEFAULT_PORTS or not parts.netloc:
        raise UrlError(url, "is not a whole http or https address", "give one such as https://example.com/page")
    if "@" in parts.netloc:
        raise UrlError(url, "holds a user name or password", "give the address without it")
    return parts


def _port(url: str, parts: SplitResult) -> int | None:
    digits = parts.netloc.rpartition("]")[2].partition(":")[2]
    if not digits:
        return None
    match = re.fullmatch(r"0*([0-9]{1,5})", digits)
    if match is None or int(match[1]) > 65_535:
        raise UrlError(url, "has a port that is none", "give a port from 0 to 65535 or leave it out")
    port = int(match[1])
    return None if port == _DEFAULT_PORTS[parts.scheme] else port


def _host(url: str, parts: SplitResult) -> str:
    if not parts.netloc.startswith("["):
        return _host_name(url, _decoded_host(url, parts.netloc.partition(":")[0]))
    inside, _, after = parts.netloc[1:].partition("]")
    try:
        address = ipaddress.IPv6Address(inside)
    except ValueError as error:
        raise UrlError(url, "has a host that is no IPv6 address", "correct the host") from error
    if address.scope_id is not None or (after and not after.startswith(":")):
        raise UrlError(url, "has a host that is no IPv6 address", "correct the host")
    if address.ipv4_mapped:
        high, low = divmod(int(address.ipv4_mapped), 0x10000)
        return f"[::ffff:{high:x}:{low:x}]"
    return f"[{address.compressed}]"


def _decoded_host(url: str, host: str) -> str:
    try:
        raw = _STRAY_PERCENT.sub("%25", host)
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), quote(raw, safe="%")).encode("latin-1").decode()
    except UnicodeDecodeError as error:
        raise UrlError(url, "has a host that is not UTF-8", "correct the host") from error


def _host_name(value: str, host: str) -> str:
    """Return a host name in lower-case ASCII, or a dotted IPv4 address; `value` is what an error quotes."""
    name = host.lower().removesuffix(".")
    if not name.isascii() and len(name) <= DOMAIN_MAX:
        try:
            mapped = idna.uts46_remap(name, std3_rules=False, transitional=False).removesuffix(".")
            name = ".".join(label if label.isascii() else idna.alabel(label).decode() for label in mapped.split("."))
        except idna.IDNAError as error:
            raise UrlError(value, f"has a host that is no domain ({error})", "give the host as xn--…") from error
    if len(name) > DOMAIN_MAX or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise UrlError(value, "has a host that is no domain", "give a host such as example.com")
    if _is_numeric(name):
        try:
            ipaddress.IPv4Address(name)
        except ValueError as error:
            raise UrlError(value, "has a host that is no IPv4 address", "give four numbers, as 192.0.2.1") from error
    return name


def _is_numeric(name: str) -> bool:
    return re.fullmatch(r"[0-9]+|0x[0-9a-f]*", name.rpartition(".")[2]) is not None


def _without_www(domain: str) -> str:
    while domain.startswith("www.") and "." in domain[4:]:
        domain = domain[4:]
    return domain


def _encoded(text: str, safe: str) -> str:
    """Percent-encode the characters that RFC 3986 does not allow here, and no others."""
    escaped = quote(_STRAY_PERCENT.sub("%25", text), safe=safe)
    tidy = _ESCAPE.sub(_tidy_escape, escaped)
    while "&" in tidy and (unescaped := _ESCAPED_AMPERSAND.sub("&", tidy)) != tidy:
        tidy = unescaped
    return tidy


def _tidy_escape(match: re.Match[str]) -> str:
    char = chr(int(match[1], 16))
    return char if _UNRESERVED.fullmatch(char) else match[0].upper()


def _path(path: str) -> str:
    kept: list[str] = []
    segments = _encoded(path, _PATH_SAFE).split("/")[1:]
    for segment in segments:
        if segment == "..":
            del kept[-1:]
        elif segment != ".":
            kept.append(segment)
    if segments and segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _query(query: str) -> tuple[str, ...]:
    return tuple(part for part in _encoded(query, _QUERY_SAFE + "&").split("&") if part and not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name = unquote_plus(part.partition("=")[0]).lower()
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)
