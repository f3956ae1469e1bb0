"""Recognise different URLs of one page: other hosts, AMP copies, short links, meaningless parameters.

Everything here is a table. A parameter is listed under the site where it means nothing, since `s` is a search on one
site and a sharing button on another. What is not listed stays.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote, unquote_plus

# The canonical host of a site, and other hosts that serve the same pages at the same paths.
_HOSTS = {
    "www.youtube.com": "youtube.com m.youtube.com music.youtube.com youtube-nocookie.com www.youtube-nocookie.com",
    "youtu.be": "www.youtu.be",
    "x.com": (
        "www.x.com m.x.com mobile.x.com twitter.com www.twitter.com m.twitter.com mobile.twitter.com fxtwitter.com "
        "vxtwitter.com fixupx.com fixvx.com"
    ),
    "www.facebook.com": (
        "facebook.com m.facebook.com mbasic.facebook.com touch.facebook.com web.facebook.com mobile.facebook.com "
        "fb.com www.fb.com m.fb.com"
    ),
    "www.instagram.com": "instagram.com m.instagram.com instagr.am www.instagr.am",
    "www.threads.com": "threads.com threads.net www.threads.net",
    "www.tiktok.com": "tiktok.com",
    "www.reddit.com": (
        "reddit.com old.reddit.com new.reddit.com np.reddit.com m.reddit.com i.reddit.com amp.reddit.com sh.reddit.com"
    ),
    "t.me": "www.t.me telegram.me www.telegram.me telegram.dog",
    "vk.com": "www.vk.com m.vk.com vk.ru m.vk.ru www.vk.ru",
    "ok.ru": "www.ok.ru m.ok.ru",
    "vimeo.com": "www.vimeo.com",
    "www.dailymotion.com": "dailymotion.com m.dailymotion.com",
    "www.twitch.tv": "twitch.tv m.twitch.tv",
    "www.linkedin.com": "linkedin.com m.linkedin.com",
    "bsky.app": "www.bsky.app",
    "www.pinterest.com": "pinterest.com m.pinterest.com",
    "open.spotify.com": "play.spotify.com",
    "doi.org": "dx.doi.org www.doi.org",
    "www.wikidata.org": "wikidata.org m.wikidata.org",
    "www.cnn.com": "cnn.com edition.cnn.com m.cnn.com lite.cnn.com us.cnn.com",
    "www.nytimes.com": "nytimes.com mobile.nytimes.com m.nytimes.com",
    "www.theguardian.com": "theguardian.com amp.theguardian.com m.theguardian.com",
    "www.bbc.com": "bbc.com m.bbc.com",
    "www.bbc.co.uk": "bbc.co.uk m.bbc.co.uk",
}

# Parameters of a site that track readers and do not identify a page. A star matches any ending.
_PARAMETERS = {
    "youtube.com": "si feature pp ab_channel app embeds_* source_ve_path cbrd ucbcb themerefresh persist_app noapp",
    "youtu.be": "si feature",
    "x.com": "s t cxt src ref refsrc mx",
    "facebook.com": (
        "ref fref hc_ref hc_location refid refsrc paipv eav _rdr _rdc rdid share_url extid wtsid notif_id notif_t "
        "acontext __xts__* __so__ __rv__ locale2 idorvanity"
    ),
    "instagram.com": "ig_rid ig_web_button_share_sheet ig_mid ig_web_copy_link",
    "threads.com": "xmt slof",
    "tiktok.com": (
        "is_from_webapp sender_device sender_web_id web_id _t _r _d is_copy_url tt_from u_code preview_pb share_* "
        "sec_user_id user_id timestamp checksum source enter_from enter_method refer referer_url referer_video_id"
    ),
    "reddit.com": "share_id rdt ref ref_source st sh correlation_id post_fullname post_index",
    "t.me": "embed single mode",
    "vk.com": "from reply_to_ref",
    "vimeo.com": "share fl fe pgroup turnstile",
    "linkedin.com": "trk trkinfo trackingid lipi licu rcm originalsubdomain midtoken midsig",
    "pinterest.com": "sender invite_code mt",
    "spotify.com": "si nd dl_branch _branch* dd pi flow_ctx go",
    "apple.com": "uo ct ls itsct itscg app",
    "docs.google.com": "usp pli ouid rtpof sd",
    "drive.google.com": "usp pli ouid rtpof sd",
    "wikipedia.org": "wprov",
    "wikimedia.org": "wprov",
    "wikidata.org": "wprov",
    "medium.com": "source sk",
    "substack.com": "r s publication_id post_id isfreemail triedredirect showwelcome token",
    "nytimes.com": (
        "smid smtyp smprod partner emc referringsource unlocked_article_code searchresultposition module pgtype "
        "action contentcollection region rref version src clicksource contentplacement impression_id nl ei_id "
        "regi_id segment_id te user_id instance_id campaign_id nlid sgrp ugrp"
    ),
    "theguardian.com": "cmp cmp_* intcmp",
    "bbc.com": "at_* ocid pinned_post_type intlink_from_url link_location ns_* facebook_page post_id",
    "bbc.co.uk": "at_* ocid pinned_post_type intlink_from_url link_location ns_* facebook_page post_id",
    "washingtonpost.com": "itid wpisrc wpmm hpid tid noredirect pwapi_token pwapi carta-url s_l s_campaign",
    "wsj.com": "mod st reflink sharetoken tesla",
    "ft.com": "sharetype accesstoken ftcamp segmentid desktop syn-*",
    "economist.com": "fsrc giftid",
    "reuters.com": "taid il feedtype feedname rpc",
    "bloomberg.com": "sref cmpid srnd leadsource accesstoken in_source",
    "cnn.com": "sr cid",
    "npr.org": "ft f t sc",
    "forbes.com": "sh ss ctpv",
    "dailymail.co.uk": "ito",
    "dw.com": "maca",
    "aljazeera.com": "traffic_source",
    "yahoo.com": "soc_src soc_trk tsrc .tsrc guce*",
    "msn.com": "ocid cvid ei pc",
    "elpais.com": "ssm event_log",
    "lemonde.fr": "lmd_*",
    "spiegel.de": "sara_ecid sara_ref",
    "welt.de": "wtrid",
    "abcnews.go.com": "cid",
    "cbsnews.com": "ftag cmp",
    "apnews.com": "taid",
}

# Paths of one page: host, path, then the host, path and first parameters of the canonical page.
_PATHS = [
    ("youtu.be", r"/([\w-]{6,20})", ("www.youtube.com", "/watch", r"v=\1")),
    ("www.youtube.com", r"/(?:embed|v|e|shorts|live)/([\w-]{6,20})", ("www.youtube.com", "/watch", r"v=\1")),
    ("player.vimeo.com", r"/video/([0-9]+)", ("vimeo.com", r"/\1", "")),
    ("dai.ly", r"/(\w+)", ("www.dailymotion.com", r"/video/\1", "")),
    ("www.dailymotion.com", r"/embed/video/(\w+)", ("www.dailymotion.com", r"/video/\1", "")),
    ("x.com", r"/([^/]+)/statuses/([0-9]+)", ("x.com", r"/\1/status/\2", "")),
    ("www.instagram.com", r"/reels/([\w-]{5,})", ("www.instagram.com", r"/reel/\1", "")),
    ("t.me", r"/s/(.+)", ("t.me", r"/\1", "")),
    ("www.bbc.com", r"/(news|sport)/amp/(.+)", ("www.bbc.com", r"/\1/\2", "")),
    ("www.bbc.co.uk", r"/(news|sport)/amp/(.+)", ("www.bbc.com", r"/\1/\2", "")),
    ("www.bbc.co.uk", r"/(news|sport)(/.+|)", ("www.bbc.com", r"/\1\2", "")),
    ("amp.cnn.com", r"/cnn(/.+)", ("www.cnn.com", r"\1", "")),
]
_LISTED_HOSTS = frozenset([*_HOSTS, *(host for host, *_ in _PATHS)])
_REWRITES = [(host, re.compile(path), there) for host, path, there in _PATHS]

# Redirecting URLs that contain their target: host, path, and the parameters that contain it.
_LEADS = [
    (r"(?:www\.)?google\.[a-z.]{2,6}", "/url", ("q", "url")),
    (r"(?:l|lm)\.facebook\.com", "/l.php", ("u",)),
    (r"l\.instagram\.com|l\.threads\.(?:com|net)", "/", ("u",)),
    (r"www\.youtube\.com", "/redirect", ("q",)),
    (r"out\.reddit\.com", "/", ("url",)),
]
_LEADING = [(re.compile(host), path, names) for host, path, names in _LEADS]
_AMP_CACHES = [
    (re.compile(r"(?:www\.)?(?:google\.[a-z.]{2,6}|bing\.com)"), re.compile(r"/amp/(s/)?([^/]+\.[^/]+.*)")),
    (re.compile(r".+\.cdn\.ampproject\.org"), re.compile(r"/(?:wp/)?[a-z]/(s/)?([^/]+\.[^/]+.*)")),
]
_REDIRECTING = [host for host, *_ in _LEADING] + [host for host, _ in _AMP_CACHES]

_SLASHLESS = frozenset([
    "www.youtube.com", "youtu.be", "x.com", "www.facebook.com", "www.instagram.com", "www.threads.com",
    "www.tiktok.com", "www.reddit.com", "t.me", "vimeo.com", "bsky.app", "www.linkedin.com",
])  # fmt: skip
_SECURE = frozenset([*_HOSTS, "player.vimeo.com", "dai.ly"])
_HOST_OF = {other: host for host, others in _HOSTS.items() for other in others.split()}

_MOBILE = re.compile(r"(?:m|mobile|touch|amp)\.(?=[^.]+\.)(.+)")
_WIKI_MOBILE = re.compile(
    r"([a-z-]+)\.m\.(wikipedia|wikimedia|wiktionary|wikinews|wikiquote|wikisource|wikivoyage)\.org"
)
_SECOND_LEVEL = re.compile(r"(?:co|com|net|org|gov|edu|ac|or|ne|go|gob|gov|info|nom)\.[a-z]{2}")
_AMP_PARAMETERS = frozenset(["_amp", "amp_js_v", "amp_gsa", "amp_kit", "amp_lite", "amp_tf", "usqp"])
_AMP_FORMATS = frozenset(["outputtype", "output", "format", "view", "mode", "template", "service"])
_ABOUT_AMPS = frozenset([
    "wiki", "tag", "tags", "topic", "topics", "category", "glossary", "docs", "products", "product", "shop", "search",
])  # fmt: skip


class Page(NamedTuple):
    """A page: its scheme, host, path and parameters, encoded as in a URL."""

    scheme: str
    host: str
    path: str
    query: tuple[str, ...]


def may_have_other_addresses(host: str, url: str) -> bool:
    """Return whether any rule here could apply to a URL without parameters.

    It is quick, and may say yes wrongly.
    """
    return _is_listed(host) or "amp" in url


def destination(page: Page) -> str | None:
    """Return the target of a redirecting link, or the original of an AMP copy."""
    for host, path, names in _LEADING:
        if page.path == path and host.fullmatch(page.host):
            found = dict(part.partition("=")[::2] for part in reversed(page.query))
            held = next((unquote_plus(found[name]) for name in names if found.get(name)), "")
            return held if held.startswith(("http://", "https://")) else None
    for host, cached in _AMP_CACHES:
        match = cached.fullmatch(page.path)
        if match and host.fullmatch(page.host):
            query = "?" + "&".join(page.query) if page.query else ""
            inner_host, _, inner_path = match[2].partition("/")
            return f"http{'s' if match[1] else ''}://{unquote(inner_host)}/{inner_path}{query}"
    return None


def same_page(page: Page) -> Page:
    """Return the canonical URL of a page."""
    host = _canonical_host(page.host)
    path, query = _without_amp(page.path), _without_amp_parameters(page.query)
    listed = _parameters_of(host)
    if listed:
        query = tuple(part for part in query if not _is_in(listed, part))
    host, path, query = _rewritten(host, path, query)
    scheme = "https" if host in _SECURE or page.host in _SECURE else page.scheme
    return Page(scheme, host, path, query)


def _canonical_host(host: str) -> str:
    known = _HOST_OF.get(host)
    if known is not None or host in _HOSTS:
        return known or host
    wiki = _WIKI_MOBILE.fullmatch(host)
    if wiki is not None:
        return f"{wiki[1]}.{wiki[2]}.org"
    mobile = _MOBILE.fullmatch(host)
    if mobile is None or host == "amp.cnn.com" or _SECOND_LEVEL.fullmatch(mobile[1]) or mobile[1].startswith("www."):
        return host
    rest = mobile[1]
    labels = rest.count(".") + 1 - (1 if _SECOND_LEVEL.fullmatch(rest.partition(".")[2]) else 0)
    named = f"www.{rest}" if labels <= 2 else rest
    return _canonical_host(named) if rest in _HOST_OF or rest in _HOSTS else named


def _rewritten(host: str, path: str, query: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
    if host in _SLASHLESS:
        path = path.rstrip("/") or "/"
    for at, pattern, (new_host, new_path, parameter) in _REWRITES:
        match = pattern.fullmatch(path) if at == host else None
        if match is not None:
            first = (match.expand(parameter),) if parameter else ()
            host, path = new_host, match.expand(new_path)
            query = (*first, *(part for part in query if part not in first))
    if host == "www.youtube.com" and path == "/watch":  # the video first, then what is said of it
        query = tuple(sorted(query, key=lambda part: not part.startswith("v=")))
    return host, path, query


def _without_amp(path: str) -> str:
    while "amp" in path:
        shorter = path[4:] if path.startswith("/amp/") and len(path) > 5 else _shortened(path)
        if shorter == path:
            break
        path = shorter
    return path


def _shortened(path: str) -> str:
    for end, instead in (("/amp", ""), ("/amp/", "/"), (".amp", ""), (".amp.html", ".html"), ("-amp.html", ".html")):
        if path.endswith(end):
            rest = path.removesuffix(end)
            if rest.strip("/") and rest.rpartition("/")[2] not in _ABOUT_AMPS:
                return rest + instead
    return path


def _without_amp_parameters(query: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(part for part in query if not _is_amp(part))
    return () if kept in (("amp",), ("amp=1",), ("amp=true",), ("amp=",)) else kept


def _is_amp(part: str) -> bool:
    name, _, value = part.lower().partition("=")
    return name in _AMP_PARAMETERS or (name in _AMP_FORMATS and value == "amp")


class _Listed(NamedTuple):
    names: frozenset[str]
    starts: tuple[str, ...]


_LISTED = {
    domain: _Listed(
        frozenset(name for name in names.lower().split() if not name.endswith("*")),
        tuple(name[:-1] for name in names.lower().split() if name.endswith("*")),
    )
    for domain, names in _PARAMETERS.items()
}


def _is_in(listed: _Listed, part: str) -> bool:
    name = unquote_plus(part.partition("=")[0]).lower()
    return name in listed.names or (bool(listed.starts) and name.startswith(listed.starts))


def _parents(host: str) -> Iterator[str]:
    yield host
    while "." in host:
        host = host.partition(".")[2]
        yield host


@lru_cache(maxsize=10_000)
def _parameters_of(host: str) -> _Listed | None:
    return next((_LISTED[domain] for domain in _parents(host) if domain in _LISTED), None)


@lru_cache(maxsize=10_000)
def _is_listed(host: str) -> bool:
    is_redirecting = any(pattern.fullmatch(host) for pattern in _REDIRECTING)
    return is_redirecting or host in _LISTED_HOSTS or _canonical_host(host) != host
