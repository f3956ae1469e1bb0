import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from claims.rules.url import UrlError, canonical_domain, canonical_url, domain_of


@pytest.mark.parametrize(
    ("given_url", "canonical"),
    [
        ("HTTPS://WWW.Reuters.COM", "https://www.reuters.com/"),
        (" https://example.com/a\n", "https://example.com/a"),
        ("http://example.com:80/a", "http://example.com/a"),
        ("https://example.com:0443/a", "https://example.com/a"),
        ("https://example.com:80/a", "https://example.com:80/a"),
        ("https://example.com:/a", "https://example.com/a"),
        ("https://example.com./a", "https://example.com/a"),
        ("https://example.com/a#part", "https://example.com/a"),
        ("https://example.com/a#:~:text=twenty-five", "https://example.com/a"),
        ("https://example.com/#", "https://example.com/"),
        ("https://example.com/#!", "https://example.com/"),
        ("https://example.com/#!/status/1", "https://example.com/#!/status/1"),
        ("https://example.com/#/article/5", "https://example.com/#/article/5"),
        ("https://example.com?", "https://example.com/"),
        ("https://example.com/?&", "https://example.com/"),
        ("https://example.com/a?utm_source=x&id=3&UTM_Campaign=y", "https://example.com/a?id=3"),
        ("https://example.com/a?utm%5Fsource=x", "https://example.com/a"),
        ("https://example.com/a?fbclid=1&gclid=2&dclid=3&msclkid=4&mc_cid=5&mc_eid=6&igshid=7&yclid=8&_ga=9",
         "https://example.com/a"),
        ("https://example.com/a?b=2&a=1&b=1", "https://example.com/a?b=2&a=1&b=1"),
        ("https://example.com/a?id=1&page=2&v=3&q=4&ref=5&amp=1&p=6&s=7&t=8&story_id=9",
         "https://example.com/a?id=1&page=2&v=3&q=4&ref=5&amp=1&p=6&s=7&t=8&story_id=9"),
        ("https://example.com/?u=https%3A%2F%2Fother.com%2F%3Futm_source%3Dx",
         "https://example.com/?u=https%3A%2F%2Fother.com%2F%3Futm_source%3Dx"),
        ("https://example.com/a?q=a+b&x", "https://example.com/a?q=a+b&x"),
        ("https://example.com/a?b[]=1", "https://example.com/a?b%5B%5D=1"),
        ("https://example.com/%7euser/%c3%a9", "https://example.com/~user/%C3%A9"),
        ("https://example.com/é", "https://example.com/%C3%A9"),
        ("https://example.com/a%2fb", "https://example.com/a%2Fb"),
        ("https://example.com/100%", "https://example.com/100%25"),
        ("https://example.com/a/./b/../c", "https://example.com/a/c"),
        ("https://example.com/a/%2E%2e/b", "https://example.com/b"),
        ("https://example.com/../../a/..", "https://example.com/"),
        ("https://example.com/a/", "https://example.com/a/"),
        ("https://example.com/a//b", "https://example.com/a//b"),
        ("https:\\\\example.com\\a", "https://example.com/a"),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
        ("https://M%C3%BCnchen.de/", "https://xn--mnchen-3ya.de/"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://例え。jp/", "https://xn--r8jz45g.jp/"),
        ("https://r3---sn.cdn_1.example.com/", "https://r3---sn.cdn_1.example.com/"),
        ("http://192.0.2.1/", "http://192.0.2.1/"),
        ("http://[2001:DB8:0:0::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://[::ffff:192.0.2.1]/", "http://[::ffff:c000:201]/"),
        ("http://newsdesk/a", "http://newsdesk/a"),
    ],
)  # fmt: skip
def test_one_page_has_one_spelling(given_url: str, canonical: str) -> None:
    assert canonical_url(given_url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("http://example.com/", "https://example.com/"),
        ("https://example.com/a", "https://example.com/a/"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/?id=1", "https://example.com/?id=2"),
        ("https://example.com/?a=1&b=2", "https://example.com/?b=2&a=1"),
        ("https://www.example.com/", "https://example.com/"),
        ("https://example.com/a%2Fb", "https://example.com/a/b"),
        ("https://example.com/?q=a%26b", "https://example.com/?q=a&b"),
    ],
)
def test_pages_that_may_differ_stay_apart(left: str, right: str) -> None:
    assert canonical_url(left) != canonical_url(right)


@pytest.mark.parametrize(
    ("bad", "remedy"),
    [
        ("", "https://example.com/page"),
        ("example.com/page", "https://example.com/page"),
        ("//example.com/page", "https://example.com/page"),
        ("https:example.com", "https://example.com/page"),
        ("ftp://example.com/", "https://example.com/page"),
        ("javascript:alert(1)", "https://example.com/page"),
        ("https:///page", "https://example.com/page"),
        ("https://user:pw@example.com/", "without it"),
        ("https://@example.com/", "without it"),
        ("https://example.com\\@evil.com/\x00", "remove it"),
        ("https://example.com/a b", "percent-encode"),
        ("https://example.com/a\u00a0b", "percent-encode"),
        ("https://example.com/a\nb", "percent-encode"),
        ("https://example.com/\x00", "percent-encode"),
        ("https://example.com/\ud800", "percent-encode"),
        ("https://example.com:99999/", "65535"),
        ("https://example.com:8o/", "65535"),
        ("https://example.com:" + "0" * 5000 + "123456/", "65535"),
        ("https://a..b/", "example.com"),
        ("https://-a.com/", "example.com"),
        ("https://exa%00mple.com/", "example.com"),
        ("https://exam%ff.com/", "correct the host"),
        ("https://:80/", "example.com"),
        ("https://" + "a" * 64 + ".com/", "example.com"),
        ("https://" + "é" * 300 + ".com/", "example.com"),
        ("https://\u0301a.com/", "xn--"),
        ("https://256.0.0.1/", "192.0.2.1"),
        ("https://0x7f000001/", "192.0.2.1"),
        ("https://[::1", "https://example.com/page"),
        ("https://[::1]x/", "host"),
        ("https://[fe80::1%eth0]/", "host"),
        ("https://example.com/" + "a" * 2029, "2048"),
        ("https://example.com/" + "é" * 500, "2048"),
        ("https://example.com/" + "a" * 20_000, "2048"),
    ],
)
def test_refuses_what_is_no_web_address(bad: str, remedy: str) -> None:
    with pytest.raises(UrlError) as refused:
        canonical_url(bad)
    assert remedy in str(refused.value)
    assert len(str(refused.value).encode()) < 1000


def test_the_bound_counts_what_is_kept() -> None:
    assert len(canonical_url("https://example.com/" + "a" * 2028)) == 2048
    assert canonical_url("https://example.com/a?utm_content=" + "a" * 3000) == "https://example.com/a"


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.reuters.com/article/1", "reuters.com"),
        ("https://News.BBC.co.uk:8080/", "news.bbc.co.uk"),
        ("https://www.münchen.de/", "xn--mnchen-3ya.de"),
        ("https://www.com/", "www.com"),
        ("http://192.0.2.1/", "192.0.2.1"),
    ],
)
def test_domain_of_a_url(url: str, domain: str) -> None:
    assert domain_of(url) == domain


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("Reuters.com", "reuters.com"),
        (" www.reuters.com. ", "reuters.com"),
        ("www.www.example.com", "example.com"),
        ("MÜNCHEN.de", "xn--mnchen-3ya.de"),
        ("bbc.co.uk", "bbc.co.uk"),
    ],
)
def test_domains_have_one_spelling(name: str, domain: str) -> None:
    assert canonical_domain(name) == domain
    assert canonical_domain(domain) == domain


@pytest.mark.parametrize(
    "name",
    ["", "reuters", "https://reuters.com", "reuters.com/world", "a@b.com", "a..b", "www.com", "192.0.2.1",
     "reuters.com:80", "a b.com", "\x00.com", "\ud800.com", ".com", "x." + "y" * 64, "a." * 127 + "com",
     "reuters.com?x", "℀.com"],
)  # fmt: skip
def test_refuses_what_is_no_domain(name: str) -> None:
    with pytest.raises(UrlError) as refused:
        canonical_domain(name)
    str(refused.value).encode()


AWKWARD = st.text(alphabet="aZ09.-_~%/2eE?&=#!:;@[]()+,'\"<>|\\^`{}é ß\u3002\u200d\u0301utm_", max_size=30)


@given(st.one_of(AWKWARD, st.text(max_size=30)), st.one_of(AWKWARD, st.text(max_size=10)))
def test_canonical_is_stable_and_any_text_is_read_or_refused(tail: str, host: str) -> None:
    for url in (f"https://example.com/{tail}", f"http://{host}/", host + tail):
        try:
            canonical = canonical_url(url)
        except UrlError as refused:
            str(refused).encode()
            continue
        assert canonical_url(canonical) == canonical
        assert canonical.isascii()
        assert domain_of(canonical) == domain_of(url)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=20))
def test_no_parameter_that_means_something_is_lost(value: str) -> None:
    assume(not set(value) & set("&#"))
    kept = canonical_url(f"https://example.com/?gclid=x&id={value}&utm_medium=y")
    assert kept == canonical_url(f"https://example.com/?id={value}")
    assert kept.startswith("https://example.com/?id=")
